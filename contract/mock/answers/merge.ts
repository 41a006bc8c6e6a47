// Hides what the answer to a change of some members is: the item with them, which is what it is from then on.
import type { Answer } from '../../../runtime/wire.js';
import type { Resource } from '../../plan/resources.js';
import { changedItem } from '../items/changed.js';
import type { Exchange, RoleOf } from './exchange.js';
import { answered, kept } from './told.js';
import { there } from './whereabouts.js';

export function merge(exchange: Exchange, { resource }: RoleOf<'merge'>): Answer {
  return changed(exchange, resource, false);
}

/** @param whole whether what is not sent becomes as in a new item */
export function changed(exchange: Exchange, resource: Resource, whole: boolean): Answer {
  const { bench, operation, sent } = exchange;
  const { path, entry } = there(exchange, resource);
  const next = changedItem(bench.world, bench.knowledge, resource, operation, { entry, sent, whole });
  const answer = answered(exchange, resource, next);
  kept(exchange, resource, path, next, answer);
  return answer;
}
