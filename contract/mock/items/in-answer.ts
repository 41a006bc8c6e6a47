// Hides how an item stands in an answer: alone, wrapped, or with its members in `attributes`.
import { objectOfItem } from '../../plan/identity.js';
import type { Resource } from '../../plan/resources.js';
import { isObject, memberOf } from '../../pointer.js';
import type { Item } from '../store.js';

/** The member of a body in which an item stands; none where it is the body itself. */
export function wrapperOf(body: unknown, item: unknown): readonly string[] {
  if (item === body || !isObject(body)) return [];
  return Object.keys(body)
    .filter((name) => body[name] === item)
    .slice(0, 1);
}

/** A body with an item in the place of the one that it shows. */
export function withItem(resource: Resource, body: unknown, item: Item): unknown {
  const shown = objectOfItem(resource, body);
  if (!shown) return body;
  const attributes = memberOf(shown, 'attributes');
  const { id, ...rest } = item;
  const next =
    isObject(attributes) && memberOf(shown, 'type') !== undefined ? { ...shown, id, attributes: rest } : item;
  if (shown === body) return next;
  return Object.fromEntries(
    Object.entries(body as Item).map(([name, value]) => [name, value === shown ? next : value]),
  );
}
