// Hides which members of an answer only another version of the family has: the same answer of the same operation there knows them.
import type { ApiModel, OpenApi31 } from '../../generator/model/types.js';
import { isObject, memberOf, pointerTokens } from '../pointer.js';
import { targetOf } from '../schema/view.js';

/** What answered. */
export interface Answered {
  readonly verb: string;
  readonly path: string;
  /** As it is documented: `200`, `2XX`, `default`. */
  readonly status: string;
  readonly mediaType: string;
}

/** The version that knows a place in an answer; undefined where none does. @param pointer into its body */
export function knownElsewhere(
  others: readonly ApiModel[],
  { verb, path, status, mediaType }: Answered,
  pointer: string,
): string | undefined {
  return others.find((model) => {
    const operation = model.operations.find((each) => each.verb === verb && each.path === path);
    const content = operation?.responses
      .find((each) => each.status === status)
      ?.content.find((each) => each.mediaType === mediaType);
    return content?.schema !== undefined && isThere(model.document, content.schema, pointerTokens(pointer));
  })?.version.id;
}

function isThere(document: OpenApi31, schema: unknown, [token, ...rest]: readonly string[]): boolean {
  if (token === undefined) return true;
  return partsOf(document, schema).some((part) => {
    const properties = memberOf(part, 'properties');
    const member = isObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined;
    const item = /^\d+$/.test(token) ? memberOf(part, 'items') : undefined;
    return [member, item].some((each) => each !== undefined && isThere(document, each, rest));
  });
}

/** A schema, what it refers to, and what it is composed of. */
export function partsOf(document: OpenApi31, schema: unknown): unknown[] {
  const parts = new Set<unknown>();
  const waiting = [schema];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isObject(next) || parts.has(next)) continue;
    parts.add(next);
    const ref = memberOf(next, '$ref');
    if (typeof ref === 'string') waiting.push(targetOf(ref, document));
    for (const key of ['allOf', 'anyOf', 'oneOf']) {
      const list = memberOf(next, key);
      if (Array.isArray(list)) waiting.push(...(list as unknown[]));
    }
    for (const key of ['if', 'then', 'else']) waiting.push(memberOf(next, key));
  }
  return [...parts];
}
