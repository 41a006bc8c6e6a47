// Hides which properties a schema knows by name, wherever in its parts it names them.
import { isObject, memberOf } from '../pointer.js';
import { targetOf } from './view.js';

const PARTS = ['allOf', 'anyOf', 'oneOf'];
const BRANCHES = ['if', 'then', 'else'];

/** Names under `properties`, through `$ref`, `allOf`, `anyOf`, `oneOf` and `if`/`then`/`else`. */
export function declaredNames(schema: unknown, document: unknown): Set<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const waiting = [schema];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isObject(next) || seen.has(next)) continue;
    seen.add(next);
    const properties = memberOf(next, 'properties');
    if (isObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    const ref = memberOf(next, '$ref');
    if (typeof ref === 'string') waiting.push(targetOf(ref, document));
    for (const key of PARTS) {
      const parts = memberOf(next, key);
      if (Array.isArray(parts)) waiting.push(...(parts as unknown[]));
    }
    for (const key of BRANCHES) waiting.push(memberOf(next, key));
  }
  return names;
}
