// Hides what of a schema decides whether a value is valid: everything else (notes, examples, extensions) is left out before ajv sees it.
import type { JsonSchema } from '../model/types.js';

/** Keywords of JSON Schema 2020-12 that assert, by the form of their value. Unknown ones mean nothing and are dropped. */
const PLAIN: ReadonlySet<string> = new Set([
  '$dynamicRef',
  '$anchor',
  '$dynamicAnchor',
  'type',
  'enum',
  'const',
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'required',
  'dependentRequired',
  'format',
]);
const ONE: ReadonlySet<string> = new Set([
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
const LIST: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const MAP: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);

/**
 * The asserting part of a schema, as a copy.
 * @param rename what each `$ref` is called where the copy will stand
 */
export function assertionsOf(schema: JsonSchema, rename: (ref: string) => string): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$ref' && typeof value === 'string') copy[keyword] = rename(value);
    else if (PLAIN.has(keyword)) copy[keyword] = value;
    else if (ONE.has(keyword) && isSchema(value)) copy[keyword] = assertionsOf(value, rename);
    else if (LIST.has(keyword) && Array.isArray(value))
      copy[keyword] = value.filter(isSchema).map((each) => assertionsOf(each, rename));
    else if (MAP.has(keyword) && typeof value === 'object' && value !== null) {
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
