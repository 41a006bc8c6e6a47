// Hides what OpenAPI 3.0 spells otherwise than 3.1: its schemas are a dialect of an early JSON Schema. Copies what it changes, and only that.

import { isTree } from './forms.js';
import type { Origins } from './origins.js';
import type { Tree } from './types.js';

/** Turns every schema of a 3.0 document into JSON Schema 2020-12; what needs no change stays the same object. */
export function upgrade30(document: Tree, origins: Origins): Tree {
  const { 'x-webhooks': webhooks, ...rest } = document;
  const named = webhooks === undefined ? document : { webhooks, ...rest };
  return { ...new Upgrade(true, origins).document(named), openapi: '3.1.0' };
}

/** 3.1 documents keep 3.0 spellings (`nullable`, boolean bounds) that their authors forgot: they are read as they were meant. */
export function mend31(document: Tree, origins: Origins): Tree {
  return new Upgrade(false, origins).document(document);
}

/** Keywords of a schema whose value is one schema, a list of them, or a map of them. */
const SUBSCHEMAS = new Map<string, 'one' | 'list' | 'map'>([
  ...inEach('one', 'items not additionalProperties additionalItems contains propertyNames if then else'),
  ...inEach('list', 'allOf anyOf oneOf prefixItems'),
  ...inEach('map', 'properties patternProperties definitions $defs dependentSchemas'),
]);

function inEach<T extends string>(kind: T, keywords: string): [string, T][] {
  return keywords.split(' ').map((keyword) => [keyword, kind]);
}

/** What may stand beside a `$ref` without changing which values are meant; 3.0 ignores every other sibling (§4.7.23). */
const NOTES: ReadonlySet<string> = new Set([
  '$ref',
  'nullable',
  'description',
  'summary',
  'deprecated',
  'example',
  'readOnly',
  'writeOnly',
  'title',
]);

class Upgrade {
  /** A schema that is referred to from many places by YAML alias is turned once. */
  readonly #done = new Map<object, unknown>();
  /** 3.0 ignores what stands beside a `$ref`; 3.1 does not. */
  readonly #ignoreSiblings: boolean;

  readonly #origins: Origins;

  constructor(ignoreSiblings: boolean, origins: Origins) {
    this.#ignoreSiblings = ignoreSiblings;
    this.#origins = origins;
  }

  document(root: Tree): Tree {
    return this.#each(root, (key, value) => {
      if (key === 'paths' || key === 'webhooks') return this.#map(value, (item) => this.#pathItem(item));
      return key === 'components' ? this.#components(value) : value;
    });
  }

  #components(value: unknown): unknown {
    const kinds: Record<string, (item: unknown) => unknown> = {
      schemas: (item) => this.#schema(item),
      parameters: (item) => this.#parameter(item),
      headers: (item) => this.#parameter(item),
      responses: (item) => this.#response(item),
      requestBodies: (item) => this.#withContent(item),
      callbacks: (item) => this.#map(item, (path) => this.#pathItem(path)),
      pathItems: (item) => this.#pathItem(item),
    };
    return this.#each(value, (key, map) => {
      const turn = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
      return turn ? this.#map(map, turn) : map;
    });
  }

  #pathItem(value: unknown): unknown {
    return this.#each(value, (key, item) => {
      if (key === 'parameters') return this.#list(item, (each) => this.#parameter(each));
      return key === 'additionalOperations'
        ? this.#map(item, (each) => this.#operation(each))
        : this.#operation(item);
    });
  }

  #operation(value: unknown): unknown {
    return this.#each(value, (key, item) => {
      if (key === 'parameters') return this.#list(item, (each) => this.#parameter(each));
      if (key === 'requestBody') return this.#withContent(item);
      if (key === 'responses') return this.#map(item, (each) => this.#response(each));
      if (key === 'callbacks')
        return this.#map(item, (each) => this.#map(each, (path) => this.#pathItem(path)));
      return item;
    });
  }

  #response(value: unknown): unknown {
    return this.#each(this.#withContent(value), (key, item) =>
      key === 'headers' ? this.#map(item, (each) => this.#parameter(each)) : item,
    );
  }

  #parameter(value: unknown): unknown {
    return this.#each(this.#withContent(value), (key, item) =>
      key === 'schema' ? this.#schema(item) : item,
    );
  }

  #withContent(value: unknown): unknown {
    return this.#each(value, (key, item) =>
      key === 'content' ? this.#map(item, (each) => this.#mediaType(each)) : item,
    );
  }

  #mediaType(value: unknown): unknown {
    return this.#each(value, (key, item) => {
      if (key === 'schema' || key === 'itemSchema') return this.#schema(item);
      if (key !== 'encoding') return item;
      return this.#map(item, (each) =>
        this.#each(each, (name, headers) =>
          name === 'headers' ? this.#map(headers, (header) => this.#parameter(header)) : headers,
        ),
      );
    });
  }

  #schema(value: unknown): unknown {
    if (!isTree(value)) return value;
    if (this.#done.has(value)) return this.#done.get(value);
    const inner = this.#each(value, this.#subschemas);
    const turned = nullable(bounds(lists(this.#ignoreSiblings ? referenceAlone(inner) : inner)));
    this.#origins.made(turned, value);
    this.#done.set(value, turned);
    return turned;
  }

  readonly #turn = (value: unknown): unknown => this.#schema(value);

  readonly #subschemas = (keyword: string, value: unknown): unknown => {
    const kind = SUBSCHEMAS.get(keyword);
    // `items` of older drafts may be a list.
    if (kind === 'one' && !Array.isArray(value)) return this.#schema(value);
    if (kind === 'list' || keyword === 'items') return this.#list(value, this.#turn);
    return kind === 'map' ? this.#map(value, this.#turn) : value;
  };

  #list(value: unknown, turn: (item: unknown) => unknown): unknown {
    if (!Array.isArray(value)) return value;
    let changed: unknown[] | undefined;
    for (const [index, item] of value.entries()) {
      const turned = turn(item);
      if (turned === item) continue;
      changed ??= this.#origins.made([...(value as unknown[])], value);
      changed[index] = turned;
    }
    return changed ?? value;
  }

  #map(value: unknown, turn: (item: unknown) => unknown): unknown {
    return this.#each(value, (_, item) => turn(item), true);
  }

  #each<T>(value: T, turn: (key: string, item: unknown) => unknown, keysAreNames = false): T {
    if (!isTree(value)) return value;
    let changed: Tree | undefined;
    for (const key of Object.keys(value)) {
      const item = value[key];
      // Only objects and lists hold schemas.
      if (typeof item !== 'object' || item === null) continue;
      if (!keysAreNames && key.startsWith('x-')) continue;
      const turned = turn(key, item);
      if (turned === item) continue;
      changed ??= this.#origins.made({ ...value }, value);
      // Assigned, `__proto__` would be no member.
      Object.defineProperty(changed, key, {
        value: turned,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return (changed ?? value) as T;
  }
}

function referenceAlone(schema: Tree): Tree {
  if (typeof schema['$ref'] !== 'string') return schema;
  const kept = Object.entries(schema).filter(([key]) => NOTES.has(key) || key.startsWith('x-'));
  return kept.length === Object.keys(schema).length ? schema : Object.fromEntries(kept);
}

const BOUNDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/** `minimum: 1, exclusiveMinimum: true` → `exclusiveMinimum: 1`. */
function bounds(schema: Tree): Tree {
  let turned = schema;
  for (const [exclusive, bound] of BOUNDS) {
    if (typeof turned[exclusive] !== 'boolean') continue;
    const { [exclusive]: isExclusive, [bound]: limit, ...rest } = turned;
    if (!isExclusive) turned = limit === undefined ? rest : { ...rest, [bound]: limit };
    else turned = limit === undefined ? rest : { ...rest, [exclusive]: limit };
  }
  return turned;
}

/** A list of `items`, which drafts before 2020-12 had, is `prefixItems` now, and what follows it `items`. */
function lists(schema: Tree): Tree {
  if (!Array.isArray(schema['items'])) return schema;
  const { items: prefixItems, additionalItems: items, ...rest } = schema;
  return { ...rest, prefixItems, ...(items !== undefined && { items }) };
}

/** `nullable: true` in all its spellings: beside a type, an enum, a `$ref`, a composition, or nothing. */
function nullable(schema: Tree): Tree {
  if (typeof schema['nullable'] !== 'boolean') return schema;
  const { nullable: isNullable, ...rest } = schema;
  if (!isNullable) return rest;
  if (typeof rest['$ref'] === 'string') {
    return wrapped(rest);
  }
  if (rest['type'] === undefined) {
    return [...REFUSING_NULL, 'enum', ...MEANT_FOR_OTHERS].some((key) => rest[key] !== undefined)
      ? wrapped(rest)
      : rest;
  }
  // A composition beside the type would still refuse null: only the whole can be alternated.
  if (REFUSING_NULL.some((key) => rest[key] !== undefined)) return wrapped(rest);
  const types = [rest['type']].flat();
  const { enum: values } = rest;
  return {
    ...rest,
    type: types.includes('null') ? rest['type'] : [...types, 'null'],
    ...(Array.isArray(values) && !values.includes(null) && { enum: [...(values as unknown[]), null] }),
  };
}

const REFUSING_NULL: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'const', 'not'];
/** Without a type they let null through; who reads them as a type does not. */
const MEANT_FOR_OTHERS: readonly string[] = [
  ...['properties', 'additionalProperties', 'patternProperties', 'required'],
  ...['items', 'prefixItems'],
];

/** The schema or null; what describes it stays outside, where readers look, and what is only kept in it, where references look. */
function wrapped(schema: Tree): Tree {
  const entries = Object.entries(schema);
  const inside = entries.filter(([key]) => !OUTSIDE.has(key));
  return {
    ...Object.fromEntries(entries.filter(([key]) => OUTSIDE.has(key))),
    anyOf: [Object.fromEntries(inside), { type: 'null' }],
  };
}

const OUTSIDE: ReadonlySet<string> = new Set([
  ...['description', 'title', 'deprecated', 'readOnly', 'writeOnly', 'example', 'default'],
  ...['$id', '$anchor', '$dynamicAnchor', '$defs', 'definitions'],
]);
