// Hides how one place in a value is changed and everything else kept.
import { isObject } from '../../pointer.js';

/** Nothing is there. */
export const ABSENT: unique symbol = Symbol('absent');

/** The value with another one at the place that the tokens name, or without what is there. */
export function changed(root: unknown, tokens: readonly string[], value: unknown): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  if (Array.isArray(root)) {
    const items = [...(root as unknown[])];
    const index = Number(token);
    if (rest.length === 0 && value === ABSENT) items.splice(index, 1);
    else items[index] = changed(items[index], rest, value);
    return items;
  }
  const members = new Map(isObject(root) ? Object.entries(root) : []);
  if (rest.length === 0 && value === ABSENT) members.delete(token);
  else members.set(token, changed(members.get(token), rest, value));
  // Not by assignment: a member may be called `__proto__`.
  return Object.fromEntries(members);
}
