// Hides what of a schema decides whether a value is valid: everything else (notes, examples, extensions) is left out before ajv sees it.
import {
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../runtime/json-schema.js';
import type { JsonSchema } from '../model/types.js';

/** Keywords that only mean something to the schemas around them. */
const SCOPE_KEYWORDS: ReadonlySet<string> = new Set(['required', '$dynamicRef', '$anchor', '$dynamicAnchor']);

/**
 * The asserting part of a schema, as a copy.
 * @param rename what each `$ref` is called where the copy will stand
 */
export function assertionsOf(schema: JsonSchema, rename: (ref: string) => string): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$ref' && typeof value === 'string') copy[keyword] = rename(value);
    else if (PLAIN_KEYWORDS.has(keyword) || SCOPE_KEYWORDS.has(keyword)) copy[keyword] = value;
    else if (SCHEMA_KEYWORDS.has(keyword) && isSchema(value)) copy[keyword] = assertionsOf(value, rename);
    else if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value))
      copy[keyword] = value.filter(isSchema).map((each) => assertionsOf(each, rename));
    else if (SCHEMA_MAP_KEYWORDS.has(keyword) && typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter((entry): entry is [string, JsonSchema] =>
        isSchema(entry[1]),
      );
      copy[keyword] = Object.fromEntries(members.map(([name, each]) => [name, assertionsOf(each, rename)]));
    }
  }
  return copy;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
