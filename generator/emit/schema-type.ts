// Hides JSON Schema from the types: what a schema allows in one direction, as the text of a type. What TypeScript cannot say is left to validators.
import { isBinary } from '../model/binary.js';
import { Carriers } from '../model/carriers.js';
import { Directions } from '../model/directions.js';
import { componentKey, Inheritance } from '../model/inheritance.js';
import type { ApiModel, Direction, JsonSchema } from '../model/types.js';
import { objectType } from './object-type.js';
import { Pins } from './pins.js';
import { isTree, list, type Site, type Tree, valuesOf } from './schema-site.js';
import { js } from './tokens.js';
import { type Alias, TypeNames } from './type-names.js';
import {
  ANY_OBJECT,
  arrayOf,
  enclosed,
  intersection,
  NEVER,
  NULL,
  type TypeText,
  type,
  UNKNOWN,
  union,
} from './type-text.js';

/** Schemas that are nested deeper are `unknown`: the compiler that reads the types has no endless stack either. */
const MAX_DEPTH = 100;

export interface Declaration {
  readonly alias: Alias;
  readonly text: string;
}

export class SchemaTypes {
  readonly directions: Directions;
  readonly names: TypeNames;
  readonly #carriers: Carriers;
  readonly #inheritance: Inheritance;
  readonly #pins: Pins;

  constructor(model: ApiModel) {
    this.#carriers = new Carriers(model);
    this.directions = new Directions(model.document);
    this.names = new TypeNames(model, this.directions);
    this.#inheritance = new Inheritance(
      Object.fromEntries(model.schemas.map(({ key, schema }) => [key, schema])),
    );
    this.#pins = new Pins(this.#inheritance, this.directions, this.names);
  }

  /** The type of a schema that stands by itself, in a line that begins with `indent`. */
  of(schema: JsonSchema, direction: Direction, indent = ''): string {
    return this.at(schema, { direction, indent, depth: 0, whole: schema }).text;
  }

  /** The type of what stands inside a schema: a member, an item. */
  inside(schema: unknown, { direction, depth, anchors }: Site, indent: string): TypeText {
    const whole = schema as JsonSchema;
    return this.at(schema, { direction, indent, depth: depth + 1, whole, anchors });
  }

  at(schema: unknown, site: Site): TypeText {
    if (schema === false) return NEVER;
    if (!isTree(schema) || site.depth > MAX_DEPTH) return UNKNOWN;
    const { $ref, $dynamicRef } = schema;
    if (!COMPOSING.some((keyword) => schema[keyword] !== undefined)) return this.#own(schema, site);
    const parts: TypeText[] = [];
    const part = { ...site, depth: site.depth + 1, component: undefined };
    if (typeof $ref === 'string') parts.push(this.#reference(meaningOf($ref, $dynamicRef, site), site));
    parts.push(this.#own(schema, site));
    for (const each of list(schema['allOf']))
      parts.push(this.at(each, { ...part, component: site.component }));
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = list(schema[keyword]);
      const inner = branches.length > 1 ? { ...part, indent: `${site.indent}    ` } : part;
      const types = branches.map((each) => this.#branch(each, schema['discriminator'], inner));
      if (types.length > 0) parts.push(union(types, site.indent));
    }
    if (isAnything(schema['not'])) return NEVER;
    return intersection(parts);
  }

  /** Every alias with its type, in an order that only the document decides. */
  declarations(): Declaration[] {
    const { aliases } = this.names;
    const texts = new Map<string, string>();
    // Spelling one may name another: a Map's iteration sees what is added to it.
    for (const [name, alias] of aliases) texts.set(name, this.#spelled(alias));
    for (const name of this.names.cutCircles()) {
      const alias = aliases.get(name);
      if (alias) texts.set(name, this.#spelled(alias));
    }
    return [...aliases.values()].map((alias) => ({ alias, text: texts.get(alias.name) ?? UNKNOWN.text }));
  }

  #spelled({ name, schema, direction, key, isBase, anchors }: Alias): string {
    const site: Site = {
      direction,
      indent: '',
      depth: 0,
      whole: schema,
      alias: name,
      component: key,
      anchors,
    };
    if (key === undefined || isBase === true) return this.at(schema, site).text;
    if (this.#inheritance.familyOf(key).size > 0) return this.#family(key, schema, site).text;
    return intersection([this.at(schema, site), this.#pins.inherited(key, direction)]).text;
  }

  /** What a component stands for that has a family: each of them, told apart by the discriminator. */
  #family(key: string, schema: JsonSchema, site: Site): TypeText {
    const discriminator = isTree(schema) ? schema['discriminator'] : undefined;
    const members = [...this.#inheritance.familyOf(key)].map((each) => {
      const named = this.names.component(each, site, each === key);
      return intersection([named, this.#pins.chosen(discriminator, each, site.direction)]);
    });
    const types = isTree(schema) ? schema['type'] : undefined;
    return union([...members, Array.isArray(types) && types.includes('null') ? NULL : NEVER], site.indent);
  }

  #reference(ref: string, site: Site): TypeText {
    const key = componentKey(ref);
    const inherited =
      key !== undefined &&
      site.component !== undefined &&
      this.#inheritance.isDescendant(site.component, key);
    return inherited ? this.names.component(key, site, true) : this.names.reference(ref, site);
  }

  #branch(schema: unknown, discriminator: unknown, site: Site): TypeText {
    const branch = this.at(schema, site);
    const key = isTree(schema) ? componentKey(schema['$ref']) : undefined;
    if (key === undefined || discriminator === undefined) return branch;
    return intersection([branch, this.#pins.chosen(discriminator, key, site.direction)]);
  }

  /** What the keywords of a schema say that do not hand the same value on to other schemas. */
  #own(schema: Tree, site: Site): TypeText {
    const kinds = kindsOf(schema);
    const values = valuesOf(schema);
    if (values) {
      const fitting = values.filter(
        (value) => kinds.length === 0 || kinds.some((kind) => isKind(value, kind)),
      );
      // Values that the type beside them refuses, such as numbers in quotes, were meant all the same.
      const meant = fitting.length > 0 ? fitting : values;
      return union(meant.map(literal), site.indent);
    }
    if (kinds.length === 0) return isBinary(schema) ? this.#bytes(schema, site) : UNKNOWN;
    if (kinds.length === 1) return this.#kind(kinds[0] ?? '', schema, site);
    return union(
      kinds.map((kind) => this.#kind(kind, schema, site)),
      site.indent,
    );
  }

  #kind(kind: string, schema: Tree, site: Site): TypeText {
    switch (kind) {
      case 'object':
        return objectType(schema, site, this);
      case 'array':
        return this.#array(schema, site);
      case 'string':
        return isBinary(schema) ? this.#bytes(schema, site) : type('string');
      case 'integer':
      case 'number':
        return type('number');
      case 'boolean':
        return type('boolean');
      case 'null':
        return NULL;
      default:
        return UNKNOWN;
    }
  }

  #bytes(schema: Tree, site: Site): TypeText {
    const given = this.#carriers.of(schema);
    if (given === 'both') return union([type('Blob'), type('string')], site.indent);
    return type(given === 'text' ? 'string' : 'Blob');
  }

  /** Without `minItems` even the first of `prefixItems` may be missing (JSON Schema 2020-12 §10.3.1.1). */
  #array(schema: Tree, site: Site): TypeText {
    const prefix = list(schema['prefixItems']);
    if (prefix.length === 0) {
      const { items } = schema;
      return items === undefined ? arrayOf(UNKNOWN) : arrayOf(this.inside(items, site, site.indent));
    }
    const { minItems: min = 0, maxItems: max = Number.POSITIVE_INFINITY } = schema;
    const first = prefix.slice(0, Number(max)).map((item, at) => {
      const each = this.inside(item, site, site.indent);
      return at < Number(min) ? each.text : `${enclosed(each)}?`;
    });
    const rest = this.#rest(schema, site);
    const isFull = Number(max) <= prefix.length;
    return type(
      `[${[...first, ...(rest === NEVER || isFull ? [] : [`...${arrayOf(rest).text}`])].join(', ')}]`,
    );
  }

  #rest(schema: Tree, site: Site): TypeText {
    if (schema['items'] !== undefined) return this.inside(schema['items'], site, site.indent);
    const alone = !['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'contains'].some((keyword) => keyword in schema);
    return alone && schema['unevaluatedItems'] !== undefined
      ? this.inside(schema['unevaluatedItems'], site, site.indent)
      : UNKNOWN;
  }
}

/** What a reference means here: a dynamic one whatever the outermost schema says that has its anchor. */
function meaningOf(ref: string, anchor: unknown, { anchors }: Site): string {
  return typeof anchor === 'string' && anchors && Object.hasOwn(anchors, anchor)
    ? (anchors[anchor] ?? ref)
    : ref;
}

/** Keywords that hand the same value on to other schemas. */
const COMPOSING = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not'] as const;

/** Keywords that say nothing of any other type, so that who writes them means this one. */
const IMPLIED: readonly (readonly [kind: string, keywords: readonly string[]])[] = [
  [
    'object',
    [
      ...['properties', 'additionalProperties', 'patternProperties', 'required', 'propertyNames'],
      ...['unevaluatedProperties', 'dependentSchemas', 'then', 'else'],
    ],
  ],
  ['array', ['items', 'prefixItems']],
];

function kindsOf(schema: Tree): string[] {
  const { type: types } = schema;
  if (typeof types === 'string') return [types];
  if (Array.isArray(types) && types.length > 0) return types.filter((each) => typeof each === 'string');
  const isSaid = (keyword: string) => typeof schema[keyword] === 'object' && schema[keyword] !== null;
  return IMPLIED.filter(([, keywords]) => keywords.some(isSaid)).map(([kind]) => kind);
}

function isKind(value: unknown, kind: string): boolean {
  switch (kind) {
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isTree(value);
    default:
      return typeof value === kind;
  }
}

/** `.inf` and `.nan` of YAML are no literals. */
function literal(value: unknown): TypeText {
  if (value === null) return NULL;
  if (typeof value === 'number' && !Number.isFinite(value)) return type('number');
  if (isTree(value) && Object.keys(value).length === 0) return ANY_OBJECT;
  return type(js(value));
}

function isAnything(schema: unknown): boolean {
  return schema === true || (isTree(schema) && Object.keys(schema).length === 0);
}
