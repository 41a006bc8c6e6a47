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
  // Allowed, and met by nothing; ajv throws on it.
  if (Array.isArray(schema['enum']) && schema['enum'].length === 0) return false;
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
      // No reference asks for a definition by its name any more.
      const nameless = keyword === '$defs' || keyword === 'definitions';
      copy[keyword] = Object.fromEntries(
        members.map(([name, each], at) => [nameless ? `d${at}` : name, assertionsOf(each, rename)]),
      );
    }
  }
  return withOddNames(copy);
}

type Tree = { readonly [keyword: string]: unknown };

/** ajv passes over properties called `__proto__`, and throws on half a surrogate pair in a name: as patterns it takes both. */
function withOddNames(schema: Tree): Tree {
  const [properties, odd] = parted(schema['properties']);
  const [conditions, oddConditions] = parted(schema['dependentSchemas']);
  const patterns = Object.entries(schema['patternProperties'] ?? {}) as [string, JsonSchema][];
  if (odd.length + oddConditions.length === 0 && !patterns.some(([source]) => isOdd(source))) return schema;
  const byPattern = new Map<string, JsonSchema>();
  for (const [source, each] of [...patterns, ...odd.map(([name, each]) => [exactly(name), each] as const)]) {
    const key = source.replace(HALF_PAIR, escapedHalf);
    const other = byPattern.get(key);
    byPattern.set(key, other === undefined ? each : { allOf: [other, each] });
  }
  const implied = oddConditions.map(([name, then]) => ({ if: { type: 'object', required: [name] }, then }));
  const { allOf = [] } = schema as { allOf?: readonly JsonSchema[] };
  return {
    ...schema,
    ...(properties && { properties }),
    ...(conditions && { dependentSchemas: conditions }),
    ...(byPattern.size > 0 && { patternProperties: Object.fromEntries(byPattern) }),
    ...(implied.length > 0 && { allOf: [...allOf, ...implied] }),
  };
}

const HALF_PAIR = /\p{Surrogate}/gu;

function isOdd(name: string): boolean {
  return name === '__proto__' || /\p{Surrogate}/u.test(name);
}

/** The members that ajv can name, and the others. */
function parted(map: unknown): [named: Tree | undefined, odd: [string, JsonSchema][]] {
  if (map === undefined) return [undefined, []];
  const members = Object.entries(map as Record<string, JsonSchema>);
  const named = Object.fromEntries(members.filter(([name]) => !isOdd(name)));
  return [named, members.filter(([name]) => isOdd(name))];
}

function exactly(name: string): string {
  return `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}

function escapedHalf(half: string): string {
  return `\\u${half.charCodeAt(0).toString(16)}`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
