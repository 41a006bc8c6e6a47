// Hides what the answer to a removal is: the item as it was, which is gone from then on with all that stands in it.
import type { Answer } from '../../../runtime/wire.js';
import type { Exchange, RoleOf } from './exchange.js';
import { answered } from './told.js';
import { there } from './whereabouts.js';

export function remove(exchange: Exchange, { resource }: RoleOf<'remove'>): Answer {
  const { path, entry } = there(exchange, resource);
  exchange.bench.store.remove(path, entry.id);
  return answered(exchange, resource, entry);
}
