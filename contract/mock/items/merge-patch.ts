// Hides how a change is merged into what there is (RFC 7396), and that plain JSON may mean null by null.
import { isObject } from '../../pointer.js';

/**
 * What there is, with a change merged in. Lists are replaced whole (RFC 7396 §1).
 * @param nulls `remove`: null takes a member away, as in `application/merge-patch+json`; `keep`: it is a value, which a schema may allow
 */
export function mergePatched(old: unknown, patch: unknown, nulls: 'remove' | 'keep'): unknown {
  if (!isObject(patch)) return patch;
  // Not by assignment: a member may be called `__proto__`.
  const members = new Map(Object.entries(isObject(old) ? old : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null && nulls === 'remove') members.delete(name);
    else members.set(name, mergePatched(members.get(name), value, nulls));
  }
  return Object.fromEntries(members);
}

/** Whether a request says that null takes away. */
export function nullsIn({ headers }: Request): 'remove' | 'keep' {
  return /^application\/merge-patch\+json\b/i.test(headers.get('content-type') ?? '') ? 'remove' : 'keep';
}
