// Hides what the answer to a reading is: the item, which must be there.
import type { Answer } from '../../../runtime/wire.js';
import type { Exchange, RoleOf } from './exchange.js';
import { answered } from './told.js';
import { there } from './whereabouts.js';

export function read(exchange: Exchange, { resource }: RoleOf<'read'>): Answer {
  return answered(exchange, resource, there(exchange, resource).entry);
}
