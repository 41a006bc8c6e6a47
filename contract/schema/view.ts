// Hides what a schema looks like in a document from the one that ajv compiles: only keywords that decide on a value.
import type { Direction, Pointer } from '../../generator/model/types.js';
import {
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../runtime/json-schema.js';
import { isObject, memberOf, pointerAt, valueAt } from '../pointer.js';

export interface Surroundings {
  readonly document: unknown;
  /** Which way the values go. */
  readonly direction: Direction;
  /** The URI under which the target of a reference is compiled. */
  refer(ref: string): string;
  /** Told where every rewritten schema stands in the document. */
  placed(schema: object, pointer: Pointer): void;
}

/** One schema as ajv compiles it, with the URIs of `around.refer` for its references. */
export function viewOf(schema: unknown, pointer: Pointer, around: Surroundings): object | boolean {
  if (!isObject(schema)) return schema !== false;
  const seen: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const at = pointerAt(pointer, keyword);
    if (keyword === '$ref' && typeof value === 'string') seen[keyword] = around.refer(value);
    else if (PLAIN_KEYWORDS.has(keyword)) seen[keyword] = value;
    else if (SCHEMA_KEYWORDS.has(keyword)) seen[keyword] = viewOf(value, at, around);
    else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value) && value.length > 0)
      seen[keyword] = value.map((item, index) => viewOf(item, pointerAt(at, index), around));
    else if (SCHEMA_MAP_KEYWORDS.has(keyword) && isObject(value)) {
      const members = Object.entries(value).map(([name, item]) => [
        name,
        viewOf(item, pointerAt(at, name), around),
      ]);
      seen[keyword] = Object.fromEntries(members);
    }
  }
  const required = requiredIn(schema, around);
  if (required.length > 0) seen['required'] = required;
  around.placed(seen, pointer);
  return seen;
}

/** OpenAPI 3.1 §4.8.24.2: a required `writeOnly` property is required of requests only, a `readOnly` one of answers only. */
function requiredIn(
  schema: Readonly<Record<string, unknown>>,
  { document, direction }: Surroundings,
): unknown[] {
  const required = memberOf(schema, 'required');
  if (!Array.isArray(required)) return [];
  const properties = memberOf(schema, 'properties');
  const others = direction === 'request' ? 'readOnly' : 'writeOnly';
  return required.filter((name: unknown) => {
    const property = memberOf(properties, String(name));
    return ![property, followed(property, document)].some((each) => memberOf(each, others) === true);
  });
}

/** The schema that a reference leads to, through at most a hundred others. */
export function followed(schema: unknown, document: unknown): unknown {
  let node = schema;
  for (let hops = 0; hops < 100; hops++) {
    const ref = memberOf(node, '$ref');
    if (typeof ref !== 'string') return node;
    node = targetOf(ref, document);
  }
  return undefined;
}

/** What `#/components/schemas/X` points to; undefined where it leads nowhere or is of another kind. */
export function targetOf(ref: string, document: unknown): unknown {
  const pointer = pointerOf(ref);
  return pointer === undefined ? undefined : valueAt(document, pointer);
}

/** The JSON pointer of a reference within the document (RFC 6901 §6: percent-decoded). */
export function pointerOf(ref: string): Pointer | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return ref.slice(1);
  }
}
