// Hides what of a schema decides whether a value is valid: everything else (notes, examples, extensions) is left out before ajv sees it.
import type { JsonSchema } from '../model/types.js';

/** Keywords of JSON Schema 2020-12 that assert, by the form of their value. Unknown ones mean nothing and are dropped. */
const PLAIN: ReadonlySet<string> = new Set([
  '$ref',
  '$dynamicRef',
  '$anchor',
  '$dynamicAnchor',
  '$id',
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

/** The asserting part of a schema. The same object gives the same copy, so that shared schemas stay shared. */
export function assertionsOf(schema: JsonSchema, done = new Map<object, JsonSchema>()): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const known = done.get(schema);
  if (known !== undefined) return known;
  const copy: Record<string, unknown> = {};
  done.set(schema, copy);
  for (const [keyword, value] of Object.entries(schema)) {
    if (PLAIN.has(keyword)) copy[keyword] = value;
    else if (ONE.has(keyword) && isSchema(value)) copy[keyword] = assertionsOf(value, done);
    else if (LIST.has(keyword) && Array.isArray(value))
      copy[keyword] = value.filter(isSchema).map((each) => assertionsOf(each, done));
    else if (MAP.has(keyword) && typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter((entry): entry is [string, JsonSchema] =>
        isSchema(entry[1]),
      );
      copy[keyword] = Object.fromEntries(members.map(([name, each]) => [name, assertionsOf(each, done)]));
    }
  }
  return copy;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
