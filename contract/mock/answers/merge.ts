// Hides what the answer to a change of some members is: the item with them, which is what it is from then on.
import type { Answer } from '../../../runtime/wire.js';
import { objectOfItem } from '../../plan/identity.js';
import type { Resource } from '../../plan/resources.js';
import { bodyRepeats } from '../echo.js';
import { changedItem } from '../items/changed.js';
import { wrapperOf } from '../items/in-answer.js';
import { nullsIn } from '../items/merge-patch.js';
import type { Exchange, RoleOf } from './exchange.js';
import { answered, kept } from './told.js';
import { there } from './whereabouts.js';

export function merge(exchange: Exchange, { resource }: RoleOf<'merge'>): Answer {
  return changed(exchange, resource, false);
}

/** @param isWhole whether what is not sent becomes as in a new item */
export function changed(exchange: Exchange, resource: Resource, isWhole: boolean): Answer {
  const { bench, operation, sent, template, context } = exchange;
  const { path, entry } = there(exchange, resource);
  const shown = objectOfItem(resource, template.body) ?? {};
  const next = changedItem(bench.world, {
    ...{ knowledge: bench.knowledge, resource, operation, entry, sent, isWhole, shown },
    nulls: nullsIn(context.request),
    repeats: bodyRepeats(template, sent, wrapperOf(template.body, shown)),
  });
  const answer = answered(exchange, resource, next);
  kept(exchange, resource, path, next, answer);
  return answer;
}
