// Hides what a schema looks like in a document from the one that ajv compiles: only keywords that decide, in 2020-12, for one direction.

import {
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../runtime/json-schema.js';
import { isObject, own } from './tree.js';

/** Who sends the value: a request needs no `readOnly` property, an answer no `writeOnly` one (OpenAPI 3.1 §4.8.24). */
export type Direction = 'request' | 'response' | 'either';

export interface SchemaView {
  readonly direction: Direction;
  /** OpenAPI 3.0 has its own dialect: `nullable`, boolean `exclusiveMinimum`, `$ref` without siblings. */
  readonly openapi30: boolean;
}

/** What the rewriting asks of its surroundings. */
export interface Surroundings {
  /** The URI under which the target of a reference is compiled. */
  refer(ref: string): string;
  /** A property's schema, references followed. */
  follow(schema: unknown): unknown;
}

/** One schema of a document as ajv compiles it; its references become the URIs that `around.refer` gives. */
export function viewOf(schema: unknown, view: SchemaView, around: Surroundings): object | boolean {
  if (!isObject(schema)) return schema !== false;
  // Allowed, and met by nothing; ajv throws on it.
  const values = own(schema, 'enum');
  if (Array.isArray(values) && values.length === 0) return false;
  const ref = own(schema, '$ref');
  const seen: Record<string, unknown> = typeof ref === 'string' ? { $ref: around.refer(ref) } : {};
  if (typeof ref === 'string' && view.openapi30) return seen;

  for (const [keyword, value] of Object.entries(schema)) {
    if (PLAIN_KEYWORDS.has(keyword)) seen[keyword] = value;
    else if (SCHEMA_KEYWORDS.has(keyword)) seen[keyword] = viewOf(value, view, around);
    else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
      if (value.length > 0) seen[keyword] = value.map((item) => viewOf(item, view, around));
    } else if (SCHEMA_MAP_KEYWORDS.has(keyword) && isObject(value)) {
      seen[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, viewOf(item, view, around)]),
      );
    }
  }
  const required = requiredIn(schema, view.direction, around);
  if (required.length > 0) seen['required'] = required;
  return view.openapi30 ? from30(schema, seen) : seen;
}

function requiredIn(
  schema: Readonly<Record<string, unknown>>,
  direction: Direction,
  around: Surroundings,
): unknown[] {
  const required = own(schema, 'required');
  if (!Array.isArray(required)) return [];
  const properties = own(schema, 'properties');
  return required.filter((name: unknown) => {
    const property = isObject(properties) ? own(properties, String(name)) : undefined;
    const says = (keyword: string) =>
      [property, around.follow(property)].some((schema) => isObject(schema) && own(schema, keyword) === true);
    const absent =
      (direction !== 'response' && says('readOnly')) || (direction !== 'request' && says('writeOnly'));
    return !absent;
  });
}

/** OpenAPI 3.0 §4.7.24: `nullable` and the boolean `exclusive…` of JSON Schema draft 5. */
function from30(schema: Readonly<Record<string, unknown>>, seen: Record<string, unknown>): object {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof seen[exclusive] !== 'boolean') continue;
    if (seen[exclusive] === true && seen[bound] !== undefined) {
      seen[exclusive] = seen[bound];
      delete seen[bound];
    } else delete seen[exclusive];
  }
  // Strictly, `nullable` beside no `type` says nothing; everybody who writes it means null, so null is let through.
  return own(schema, 'nullable') === true ? { anyOf: [{ type: 'null' }, seen] } : seen;
}
