// Hides how a schema says which JSON types a parameter's text may stand for.
import type { Shape } from '../../runtime/wire.js';
import { schemaAt } from '../model/references.js';
import type { JsonSchema } from '../model/types.js';
import type { OpenApi31 } from '../spec/types.js';

const MAX_DEPTH = 6;
const TYPES: readonly string[] = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'];

/** The union of everything that a schema and its alternatives allow; deeper than a parameter can say, anything. */
export function shapeOf(schema: JsonSchema, document: OpenApi31, depth = 0): Shape {
  const found: Found = { types: new Set(), properties: new Map() };
  collect(schema, document, found, depth);
  const types = TYPES.filter((type) => found.types.has(type)).join(' ');
  return {
    types,
    ...(found.items !== undefined && { items: shapeOf(found.items, document, depth + 1) }),
    ...(found.properties.size > 0 && {
      properties: Object.fromEntries(
        [...found.properties].map(([name, member]) => [name, shapeOf(member, document, depth + 1)]),
      ),
    }),
    ...(found.rest !== undefined && { rest: shapeOf(found.rest, document, depth + 1) }),
  };
}

interface Found {
  readonly types: Set<string>;
  readonly properties: Map<string, JsonSchema>;
  items?: JsonSchema;
  rest?: JsonSchema;
}

function collect(schema: JsonSchema, document: OpenApi31, found: Found, depth: number, hops = 0): void {
  if (typeof schema === 'boolean' || depth > MAX_DEPTH || hops > 20) return;
  const target = typeof schema['$ref'] === 'string' ? schemaAt(document, schema['$ref']) : undefined;
  if (target !== undefined) collect(target, document, found, depth, hops + 1);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    for (const part of list(schema[keyword])) collect(part, document, found, depth, hops + 1);
  }
  for (const type of [schema['type']].flat()) if (typeof type === 'string') found.types.add(type);
  if (schema['type'] === undefined)
    for (const value of [...list(schema['enum']), ...constant(schema)]) found.types.add(typeOf(value));
  if (isSchema(schema['items'])) found.items ??= schema['items'];
  if (typeof schema['properties'] === 'object' && schema['properties'] !== null) {
    found.types.add('object');
    for (const [name, member] of Object.entries(schema['properties']))
      if (isSchema(member)) found.properties.set(name, member);
  }
  // An open object takes what is not listed, but only a schema that says so may claim foreign query parameters.
  if (isSchema(schema['additionalProperties']) && schema['additionalProperties'] !== false)
    found.rest ??= schema['additionalProperties'];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

function list(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value : [];
}

function constant(schema: { readonly [keyword: string]: unknown }): unknown[] {
  return Object.hasOwn(schema, 'const') ? [schema['const']] : [];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}
