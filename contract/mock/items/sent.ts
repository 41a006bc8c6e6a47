// Hides what of a request's body is the item: without what wraps it.
import { sentItem } from '../../plan/owed.js';
import { isObject, memberOf } from '../../pointer.js';
import type { Item } from '../store.js';

/**
 * Of what is sent, the item: without what wraps it, and what JSON:API wraps its members in.
 * @param names of members that such items have: these wrap nothing
 */
export function itemSent(body: unknown, names: ReadonlySet<string>): Item {
  const isMember = isObject(body) && Object.keys(body).some((name) => names.has(name));
  const sent = (isMember ? body : sentItem(body)) ?? {};
  const attributes = memberOf(sent, 'attributes');
  return isObject(attributes) && memberOf(sent, 'type') !== undefined
    ? { ...attributes, ...(sent['id'] !== undefined && { id: sent['id'] }) }
    : sent;
}
