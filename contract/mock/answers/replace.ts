// Hides what the answer to a replacement is; and when it makes what was not there.
import type { Operation } from '../../../generator/model/types.js';
import type { Answer } from '../../../runtime/wire.js';
import { isId } from '../../plan/identity.js';
import type { Resource } from '../../plan/resources.js';
import { memberOf } from '../../pointer.js';
import { templateOf } from '../template.js';
import { made } from './create.js';
import type { Exchange, RoleOf } from './exchange.js';
import { changed } from './merge.js';
import { collectionOf } from './whereabouts.js';

export function replace(exchange: Exchange, { resource }: RoleOf<'replace'>): Answer {
  const { bench, operation, sent } = exchange;
  const path = collectionOf(exchange, resource);
  const asked = memberOf(sent.path, resource.parameter ?? '');
  const isMissing = isId(asked) && !bench.store.entry(path, String(asked));
  if (!isMissing || !mayMake(operation, resource)) return changed(exchange, resource, true);
  return made(asMade(exchange), resource, path, () => asked).answer;
}

/** Whether PUT makes what is not there: the document says 201, or has no other way. */
function mayMake(operation: Operation, { create }: Resource): boolean {
  return saysMade(operation) || !create;
}

function saysMade({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === '201');
}

function asMade(exchange: Exchange): Exchange {
  const { bench, operation, context } = exchange;
  if (!saysMade(operation)) return exchange;
  const template = templateOf(bench.knowledge, operation, { accepts: context.accepts, status: 201 });
  return { ...exchange, template };
}
