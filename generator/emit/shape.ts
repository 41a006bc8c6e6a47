// Hides how a schema says which JSON types a text may stand for.
import { mediaKind } from '../../runtime/media-type.js';
import type { Shape } from '../../runtime/wire.js';
import { schemaAt } from '../model/references.js';
import type { JsonSchema } from '../model/types.js';
import type { OpenApi31 } from '../spec/types.js';

type Keywords = { readonly [keyword: string]: unknown };

const TYPES: readonly string[] = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'];
const ALL: ReadonlySet<string> = new Set(TYPES);
const ANY: Shape = { types: '' };

/** Steps below one text; a schema that holds itself ends here. */
const MAX_DEPTH = 8;
/** Schemas that are looked at for one shape: references that branch at every level make 2^30 of a few lines. */
const MAX_SCHEMAS = 2000;

/** The shape that a reader needs: none where everything is a text, or says by itself what it is. */
export function readShape(schema: JsonSchema, document: OpenApi31, mediaType?: string): Shape | undefined {
  if (mediaType !== undefined && mediaKind(mediaType) === 'json') return undefined;
  const shape = shapeOf(schema, document);
  return isText(shape) ? undefined : shape;
}

function isText({ types, ...below }: Shape): boolean {
  return (types === '' || types === 'string') && Object.keys(below).length === 0;
}

/**
 * What texts may stand for where a schema describes them. Beyond the bounds everything is a text: none is changed, and validation
 * refuses one that should have been a number.
 */
export function shapeOf(schema: JsonSchema, document: OpenApi31): Shape {
  return new Shaper(document).shape([schema], 0);
}

/** The members that a schema and all that it is composed of name, with every schema that describes them. */
export function membersOf(
  schema: JsonSchema,
  document: OpenApi31,
): ReadonlyMap<string, readonly JsonSchema[]> {
  return propertiesOf(new Shaper(document).parts([schema]));
}

class Shaper {
  readonly #document: OpenApi31;
  #left = MAX_SCHEMAS;

  constructor(document: OpenApi31) {
    this.#document = document;
  }

  /** The shape of what one of the schemas describes. */
  shape(schemas: readonly JsonSchema[], depth: number): Shape {
    if (depth > MAX_DEPTH || this.#left <= 0) return ANY;
    const parts = this.parts(schemas);
    const types = new Set(schemas.flatMap((schema) => [...this.#types(schema, new Set())]));
    const below = (found: readonly JsonSchema[]) =>
      found.length > 0 ? this.shape(found, depth + 1) : undefined;
    const items = below(parts.flatMap(({ items }) => (isSchema(items) ? [items] : [])));
    const rest = below(parts.flatMap(unnamed));
    const prefix = parts.map(({ prefixItems }) => prefixItems).find(Array.isArray);
    const properties = propertiesOf(parts);
    return {
      types: named(types),
      ...(items && { items }),
      ...(prefix && { prefix: prefix.map((item) => this.shape([isSchema(item) ? item : true], depth + 1)) }),
      ...(properties.size > 0 && {
        properties: Object.fromEntries(
          [...properties].map(([name, found]) => [name, this.shape(found, depth + 1)]),
        ),
      }),
      ...(rest && { rest }),
    };
  }

  /** The schemas, and all that they are composed of, each once. */
  parts(schemas: readonly JsonSchema[]): Keywords[] {
    const found = new Set<Keywords>();
    const add = (schema: unknown): void => {
      if (!isMap(schema) || found.has(schema) || this.#left-- <= 0) return;
      found.add(schema);
      add(this.#target(schema));
      for (const keyword of ['allOf', 'anyOf', 'oneOf']) list(schema[keyword]).forEach(add);
    };
    schemas.forEach(add);
    return [...found];
  }

  /** The types that a schema leaves open: those that all of its keywords allow, and any one of its alternatives. */
  #types(schema: unknown, open: ReadonlySet<unknown>): ReadonlySet<string> {
    if (schema === false) return new Set();
    if (!isMap(schema) || open.has(schema) || this.#left-- <= 0) return ALL;
    const inside = new Set(open).add(schema);
    const of = (part: unknown) => this.#types(part, inside);
    const any = (keyword: string) => list(schema[keyword]).map(of);
    const sets = [
      ownTypes(schema),
      ...(typeof schema['$ref'] === 'string' ? [of(this.#target(schema))] : []),
      ...any('allOf'),
      ...['anyOf', 'oneOf'].flatMap((keyword) => {
        const sets = any(keyword);
        return sets.length > 0 ? [new Set(sets.flatMap((each) => [...each]))] : [];
      }),
    ];
    return new Set(TYPES.filter((type) => sets.every((each) => each.has(type))));
  }

  #target(schema: Keywords): unknown {
    return typeof schema['$ref'] === 'string' ? schemaAt(this.#document, schema['$ref']) : undefined;
  }
}

/** What the keywords of a schema itself say. Without `type`, members or items say it: nobody means the other types by them. */
function ownTypes(schema: Keywords): ReadonlySet<string> {
  const types = [schema['type']].flat().filter((each) => typeof each === 'string');
  // Every integer is a number.
  if (types.length > 0) return new Set(types.includes('number') ? [...types, 'integer'] : types);
  const values = [
    ...(Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : []),
    ...(Object.hasOwn(schema, 'const') ? [schema['const']] : []),
  ];
  if (values.length > 0) return new Set(values.map(typeOf));
  const found = [
    ...(['properties', 'additionalProperties', 'patternProperties'].some((key) => Object.hasOwn(schema, key))
      ? ['object']
      : []),
    ...(['items', 'prefixItems'].some((key) => Object.hasOwn(schema, key)) ? ['array'] : []),
  ];
  return found.length > 0 ? new Set(found) : ALL;
}

function named(types: ReadonlySet<string>): string {
  if (types.size === ALL.size) return '';
  return TYPES.filter((type) => types.has(type) && !(type === 'integer' && types.has('number'))).join(' ');
}

function propertiesOf(parts: readonly Keywords[]): Map<string, JsonSchema[]> {
  const found = new Map<string, JsonSchema[]>();
  for (const { properties } of parts)
    for (const [name, member] of Object.entries(isMap(properties) ? properties : {}))
      if (isSchema(member)) found.set(name, [...(found.get(name) ?? []), member]);
  return found;
}

/** An open object takes what is not listed, but only a schema that says so may claim foreign query parameters. */
function unnamed({ additionalProperties, patternProperties }: Keywords): JsonSchema[] {
  const matched = isMap(patternProperties) ? Object.values(patternProperties).filter(isSchema) : [];
  return isSchema(additionalProperties) && additionalProperties !== false
    ? [additionalProperties, ...matched]
    : matched;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isMap(value);
}

function isMap(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}
