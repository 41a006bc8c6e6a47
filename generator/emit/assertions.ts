// Hides what of a schema decides whether a value is valid: everything else (notes, examples, extensions, words that mean nothing) is left out.
import { formats } from '../../runtime/formats.js';
import {
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../runtime/json-schema.js';
import type { SchemaObject } from '../../runtime/schema.js';
import { componentKey, type Inheritance } from '../model/inheritance.js';
import type { JsonSchema } from '../model/types.js';
import { isTree } from './schema-site.js';

/** A keyword that decides, and what kind of value it has. */
export type Assertion = { readonly keyword: string } & (
  | { readonly kind: 'plain'; readonly value: unknown }
  | { readonly kind: 'reference'; readonly value: string }
  /** Means the anchor, and what the reference means where nobody gives that another meaning. */
  | { readonly kind: 'dynamic'; readonly value: string; readonly anchor: string }
  | { readonly kind: 'schema'; readonly value: JsonSchema }
  | { readonly kind: 'list'; readonly value: readonly JsonSchema[] }
  | { readonly kind: 'map'; readonly value: readonly (readonly [string, JsonSchema])[] }
);

/** Keywords that only mean something to the schemas around them. */
const MARKS: ReadonlySet<string> = new Set(['required', 'readOnly', 'writeOnly']);
/** Places for schemas that are reached by references only. */
const SHELVES: ReadonlySet<string> = new Set(['$defs', 'definitions']);

/** The keywords of a schema that decide, in its order. One whose value is not of the form that JSON Schema gives it says nothing. */
export function assertionsOf(schema: Exclude<JsonSchema, boolean>): Assertion[] {
  const { $dynamicRef: anchor } = schema;
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const assertion = assertionOf(keyword, value);
    return assertion?.kind === 'reference' && typeof anchor === 'string'
      ? { ...assertion, keyword: '$dynamicRef', kind: 'dynamic', anchor }
      : (assertion ?? []);
  });
}

function assertionOf(keyword: string, value: unknown): Assertion | undefined {
  if (keyword === '$ref')
    return typeof value === 'string' ? { keyword, kind: 'reference', value } : undefined;
  if (PLAIN_KEYWORDS.has(keyword) || MARKS.has(keyword)) {
    if (keyword === 'const' && !isJson(value)) return { keyword: 'enum', kind: 'plain', value: [] };
    const understood = UNDERSTOOD[keyword]?.(value);
    return understood === undefined ? undefined : { keyword, kind: 'plain', value: understood };
  }
  if (SCHEMA_KEYWORDS.has(keyword)) return isSchema(value) ? { keyword, kind: 'schema', value } : undefined;
  if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value)) {
    const list = value.filter(isSchema);
    return list.length > 0 ? { keyword, kind: 'list', value: list } : undefined;
  }
  if (SCHEMA_MAP_KEYWORDS.has(keyword) && !SHELVES.has(keyword) && isTree(value)) {
    const members = Object.entries(value).filter((entry): entry is [string, JsonSchema] =>
      isSchema(entry[1]),
    );
    return { keyword, kind: 'map', value: members };
  }
  return undefined;
}
/** The value of a keyword without what is not understood of it; undefined where nothing is. */
type Understand = (value: unknown) => unknown;

const TYPES: ReadonlySet<unknown> = new Set([
  ...['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'],
]);

const when =
  (is: (value: unknown) => boolean): Understand =>
  (value) =>
    is(value) ? value : undefined;
const number = when(Number.isFinite);
const count = when((value) => typeof value === 'number' && value >= 0 && Number.isFinite(value));
const yes = when((value) => value === true);

const UNDERSTOOD: Readonly<Record<string, Understand>> = {
  type: (value) => {
    const types = [value].flat().filter((type) => TYPES.has(type));
    return types.length > 1 ? types : types[0];
  },
  // YAML can say numbers that JSON cannot: no value is equal to them.
  enum: (value) => (Array.isArray(value) ? value.filter(isJson) : undefined),
  const: (value) => value,
  format: when((value) => typeof value === 'string' && Object.hasOwn(formats, value)),
  pattern: when((value) => typeof value === 'string'),
  multipleOf: when((value) => typeof value === 'number' && value > 0 && Number.isFinite(value)),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minContains: count,
  maxContains: count,
  minProperties: count,
  maxProperties: count,
  uniqueItems: yes,
  readOnly: yes,
  writeOnly: yes,
  required: (value) => {
    const names = texts(value);
    return names.length > 0 ? names : undefined;
  },
  dependentRequired: (value) =>
    isTree(value)
      ? Object.fromEntries(Object.entries(value).map(([name, names]) => [name, texts(names)]))
      : undefined,
};

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isJson);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isTree(value);
}

type Discriminator = NonNullable<SchemaObject['discriminator']>;

/** Which alternative each value of the discriminator means (OpenAPI 3.1 §4.8.25). */
export function discriminatorOf(
  inheritance: Inheritance,
  { discriminator }: Exclude<JsonSchema, boolean>,
  assertions: readonly Assertion[],
): Discriminator | undefined {
  const choices = assertions.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  const [choice] = choices;
  if (choice?.kind !== 'list' || choices.length > 1) return undefined;
  let propertyName: string | undefined;
  const mapping: [value: string, at: number][] = [];
  for (const [at, each] of choice.value.entries()) {
    const component = typeof each === 'object' ? componentKey(each['$ref']) : undefined;
    const pin = component === undefined ? undefined : inheritance.pinOf(discriminator, component);
    for (const value of pin?.values ?? []) mapping.push([value, at]);
    propertyName ??= pin?.property;
  }
  return propertyName === undefined ? undefined : { propertyName, mapping: Object.fromEntries(mapping) };
}
