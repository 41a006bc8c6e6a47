// Hides what a text may stand for: the JSON types that schemas leave open, looked up step by step, as far as what is read goes.
import { parsedJson } from './json.js';
import { isObject, type JsonObject } from './json-value.js';
import { ambiguous, inAll, inAny, isIn, NO_TEXTS, ownTexts, type Texts } from './listed-texts.js';

/** How a reader of schemas gets on, which differs between generated code and documents. */
export interface Ways {
  /** What a `$ref` leads to. */
  readonly target: (ref: unknown) => unknown;
  /** Whether a name fits a pattern of `patternProperties`. */
  readonly fits: (pattern: string, name: string) => boolean;
}

const TYPES: readonly string[] = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'];
const ALL: ReadonlySet<string> = /* @__PURE__ */ new Set(TYPES);

/** Schemas behind one another that say which types one has. What is deeper leaves all open. */
const MAX_CHAIN = 200;
/** Schemas that are looked at for one value. */
const MAX_PARTS = 2000;
/** Shapes of several schemas that are remembered: who sends what is read could ask for ever others. */
const MAX_SHARED = 5000;

/** Reads the shapes of schemas: each once, and of a schema only what is asked for. */
export class Shapes {
  readonly #ways: Ways;
  readonly #known = new WeakMap<JsonObject, Shape>();
  readonly #shared = new Map<string, Shape>();
  readonly #ids = new WeakMap<JsonObject, number>();
  #lastId = 0;
  readonly #types = new WeakMap<JsonObject, ReadonlySet<string>>();
  readonly #texts = new WeakMap<JsonObject, { readonly texts: Texts }>();

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** The shape of what a schema describes. */
  of(schema: unknown): Shape {
    if (!isObject(schema)) return new Shape(this, { all: [schema], any: [] });
    const shape = this.#known.get(schema) ?? new Shape(this, { all: [schema], any: [] });
    this.#known.set(schema, shape);
    return shape;
  }

  /** The shape of what several schemas describe. */
  ofAll(all: ReadonlySet<unknown>, any: ReadonlySet<unknown>): Shape {
    if (all.size === 1 && any.size === 0) return this.of([...all][0]);
    const id = [all, any].map((each) => [...each].map((schema) => this.#idOf(schema)).join()).join(';');
    const shape = this.#shared.get(id) ?? new Shape(this, { all: [...all], any: [...any] });
    if (this.#shared.size >= MAX_SHARED) this.#shared.clear();
    this.#shared.set(id, shape);
    return shape;
  }

  #idOf(schema: unknown): string {
    if (!isObject(schema)) return String(schema);
    const id = this.#ids.get(schema) ?? ++this.#lastId;
    this.#ids.set(schema, id);
    return String(id);
  }

  fits(pattern: string, name: string): boolean {
    return this.#ways.fits(pattern, name);
  }

  /** The types that a schema leaves open: those that all of its keywords allow, and any one of its alternatives. */
  types(schema: unknown, chain = 0): ReadonlySet<string> {
    if (schema === false) return new Set();
    if (!isObject(schema) || chain > MAX_CHAIN) return ALL;
    const known = this.#types.get(schema);
    if (known) return known;
    // What is made of itself says no more than its other parts.
    this.#types.set(schema, ALL);
    const { conjuncts, alternatives } = this.partsOf(schema);
    const types = common([
      ownTypes(schema),
      ...conjuncts.map((each) => this.types(each, chain + 1)),
      ...alternatives.map((each) => union(each.map((one) => this.types(one, chain + 1)))),
    ]);
    this.#types.set(schema, types);
    return types;
  }

  /** The texts that a schema lets be one, as far as its keywords list them. */
  texts(schema: unknown, chain = 0): Texts {
    if (schema === false) return NO_TEXTS;
    if (!isObject(schema) || chain > MAX_CHAIN) return undefined;
    const known = this.#texts.get(schema);
    if (known) return known.texts;
    this.#texts.set(schema, { texts: undefined });
    const { conjuncts, alternatives } = this.partsOf(schema);
    const texts = inAll([
      ownTypes(schema).has('string') ? ownTexts(schema) : NO_TEXTS,
      ...conjuncts.map((each) => this.texts(each, chain + 1)),
      ...alternatives.map((each) => inAny(each.map((one) => this.texts(one, chain + 1)))),
    ]);
    this.#texts.set(schema, { texts });
    return texts;
  }

  /** The schemas that a schema is composed of: what every value fits as well, and lists of which it fits one. */
  partsOf(schema: JsonObject): { conjuncts: unknown[]; alternatives: (readonly unknown[])[] } {
    const { $ref, $dynamicRef } = schema;
    const refs = [$ref, Array.isArray($dynamicRef) ? $dynamicRef[1] : undefined];
    return {
      conjuncts: [
        ...refs.filter((ref) => ref !== undefined).map((ref) => this.#ways.target(ref)),
        ...list(schema['allOf']),
      ],
      alternatives: [list(schema['anyOf']), list(schema['oneOf'])].filter((each) => each.length > 0),
    };
  }
}

/** Schemas of one value: all of `all` describe it, and, where there are some, one of `any`. */
interface Described<T = unknown> {
  readonly all: readonly T[];
  readonly any: readonly T[];
}

/** What may stand in one place. */
export class Shape {
  readonly #shapes: Shapes;
  readonly #described: Described;
  #types: ReadonlySet<string> | undefined;
  #texts: { readonly texts: Texts } | undefined;
  #parts: Described<JsonObject> | undefined;
  #names: ReadonlySet<string> | undefined;
  #hasPatterns: boolean | undefined;
  /** null: there is none. */
  #unlisted: Shape | null | undefined;
  #placed: number | undefined;
  /** Of the items behind those; null: there is none. */
  #others: Shape | null | undefined;

  constructor(shapes: Shapes, described: Described) {
    this.#shapes = shapes;
    this.#described = described;
  }

  /** JSON types, `integer` wherever `number` is. */
  get types(): ReadonlySet<string> {
    const { all, any } = this.#described;
    const of = (schema: unknown) => this.#shapes.types(schema);
    this.#types ??= common([...all.map(of), ...(any.length > 0 ? [union(any.map(of))] : [])]);
    return this.#types;
  }

  /** Nothing is said: every text may stay one. */
  get isOpen(): boolean {
    return this.types.size === ALL.size;
  }

  /** Whether the schema speaks of a type. One that leaves everything open speaks of none. */
  has(type: string): boolean {
    return !this.isOpen && this.types.has(type);
  }

  /** Whether a text may be one: where it could be something else too, one that no keyword lists is that. */
  takes(text: string): boolean {
    return this.types.has('string') && isIn(this.#listed(), text);
  }

  /** Of the texts that could be something else, those that are texts; undefined: all. */
  get ambiguous(): readonly string[] | undefined {
    return ambiguous(this.#listed());
  }

  #listed(): Texts {
    const { all, any } = this.#described;
    const of = (schema: unknown) => this.#shapes.texts(schema);
    this.#texts ??= { texts: inAll([...all.map(of), ...(any.length > 0 ? [inAny(any.map(of))] : [])]) };
    return this.#texts.texts;
  }

  /** Members by their names, as far as they are listed. */
  get names(): ReadonlySet<string> {
    const { all, any } = this.#composed();
    this.#names ??= new Set([...all, ...any].flatMap((schema) => Object.keys(mapIn(schema, 'properties'))));
    return this.#names;
  }

  /** Undefined where no schema describes such a member: an open object takes it, but does not ask for it. */
  member(name: string): Shape | undefined {
    const { all, any } = this.#composed();
    this.#hasPatterns ??= [...all, ...any].some(({ patternProperties }) => patternProperties !== undefined);
    return this.#hasPatterns || this.names.has(name)
      ? this.#step((schema) => this.#memberOf(schema, name))
      : this.unlisted;
  }

  /** Members that are not listed, whatever pattern they fit. */
  get unlisted(): Shape | undefined {
    const of = (schema: JsonObject) => [
      ...Object.values(mapIn(schema, 'patternProperties')),
      ...restOf(schema),
    ];
    if (this.#unlisted === undefined) this.#unlisted = this.#step(of) ?? null;
    return this.#unlisted ?? undefined;
  }

  /** The schemas that describe the value, each by itself. */
  get schemas(): readonly unknown[] {
    const { all, any } = this.#described;
    return [...all, ...any];
  }

  item(index: number): Shape | undefined {
    const own = ({ prefixItems, items, unevaluatedItems }: JsonObject) => {
      const item = list(prefixItems)[index] ?? items ?? unevaluatedItems;
      return item === undefined ? [] : [item];
    };
    if (index < this.placed) return this.#step(own);
    if (this.#others === undefined) this.#others = this.#step(own) ?? null;
    return this.#others ?? undefined;
  }

  /** Items that are described by their places. */
  get placed(): number {
    const { all, any } = this.#composed();
    this.#placed ??= Math.max(0, ...[...all, ...any].map(({ prefixItems }) => list(prefixItems).length));
    return this.#placed;
  }

  #memberOf(schema: JsonObject, name: string): readonly unknown[] {
    const properties = mapIn(schema, 'properties');
    const patterns = Object.entries(mapIn(schema, 'patternProperties'));
    const found = [
      ...(Object.hasOwn(properties, name) ? [properties[name]] : []),
      ...patterns.filter(([pattern]) => this.#shapes.fits(pattern, name)).map(([, each]) => each),
    ];
    return found.length > 0 ? found : restOf(schema);
  }

  #step(below: (schema: JsonObject) => readonly unknown[]): Shape | undefined {
    const parts = this.#composed();
    const [all, any] = [new Set(parts.all.flatMap(below)), new Set(parts.any.flatMap(below))];
    return all.size + any.size === 0 ? undefined : this.#shapes.ofAll(all, any);
  }

  /** The schemas with all that they are composed of, each once. */
  #composed(): Described<JsonObject> {
    this.#parts ??= this.#compose();
    return this.#parts;
  }

  #compose(): Described<JsonObject> {
    const seen = new Set<JsonObject>();
    const alternatives: unknown[] = [...this.#described.any];
    const gathered = (waiting: unknown[], isAny: boolean): JsonObject[] => {
      const found: JsonObject[] = [];
      while (waiting.length > 0 && seen.size < MAX_PARTS) {
        const next = waiting.pop();
        if (!isObject(next) || seen.has(next)) continue;
        seen.add(next);
        found.push(next);
        const parts = this.#shapes.partsOf(next);
        waiting.push(...parts.conjuncts);
        (isAny ? waiting : alternatives).push(...parts.alternatives.flat());
      }
      return found;
    };
    const all = gathered([...this.#described.all], false);
    return { all, any: gathered(alternatives, true) };
  }
}

/** Of schemas that refer to nothing. */
export const plain = /* @__PURE__ */ new Shapes({ target: () => undefined, fits: () => false });

/** Where nothing is said. */
export const ANY = /* @__PURE__ */ plain.of(true);

/** What the keywords of a schema itself say. Without `type`, members or items say it: nobody means the other types by them. */
function ownTypes(schema: JsonObject): ReadonlySet<string> {
  const types = [schema['type']].flat().filter((each) => typeof each === 'string');
  // Every integer is a number.
  if (types.length > 0) return new Set(types.includes('number') ? [...types, 'integer'] : types);
  const values = [...list(schema['enum']), ...(Object.hasOwn(schema, 'const') ? [schema['const']] : [])];
  if (values.length > 0) return new Set(values.flatMap(typesOf));
  const speaks = (...keywords: string[]) => keywords.some((keyword) => Object.hasOwn(schema, keyword));
  const found = [
    ...(speaks('properties', 'additionalProperties', 'patternProperties') ? ['object'] : []),
    ...(speaks('items', 'prefixItems') ? ['array'] : []),
  ];
  return found.length > 0 ? new Set(found) : ALL;
}

function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return typeof value === 'number' ? ['number', 'integer'] : [typeof value];
}

function common(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return sets.every((each) => each === ALL)
    ? ALL
    : new Set(TYPES.filter((type) => sets.every((each) => each.has(type))));
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((each) => [...each]));
}

/** What members are like that nothing else describes. Only a schema that says so takes them. */
function restOf({ additionalProperties, unevaluatedProperties }: JsonObject): readonly unknown[] {
  const rest = additionalProperties ?? unevaluatedProperties ?? false;
  return rest === false ? [] : [rest];
}

function mapIn(schema: JsonObject, keyword: string): JsonObject {
  const value = schema[keyword];
  return isObject(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * A text as the value that it stands for. Where a schema allows texts it is one, unless the schema lists them and it is something else that
 * is allowed; what fits nothing that is allowed stays a text, so that validation can name it. A list or an object where only a scalar can
 * stand was written as JSON.
 */
export function scalar(text: string, shape: Shape | undefined): unknown {
  if (!shape || shape.isOpen) return text;
  if (shape.takes(text)) return text;
  if (shape.has('integer') && NUMBER.test(text)) return Number(text);
  if (shape.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (shape.has('null') && (text === '' || text === 'null')) return null;
  const opening = `${shape.has('object') ? '{' : ''}${shape.has('array') ? '[' : ''}`;
  return text !== '' && opening.includes(text[0] ?? '') ? json(text) : text;
}

function json(text: string): unknown {
  try {
    return parsedJson(text);
  } catch {
    return text;
  }
}

/** One text, or scalar, where a list or an object may stand, and something else: whether it is that. What could be an item is one. */
export function isAlone(value: unknown, shape: Shape): boolean {
  const meant = (as: Shape) => (typeof value === 'string' ? scalar(value, as) : value);
  if (!isOf(meant(shape), shape)) return false;
  if (!shape.has('array')) return true;
  const item = shape.item(0);
  return item !== undefined && !item.isOpen && !isOf(meant(item), item);
}

/** Whether a shape allows a scalar. */
function isOf(value: unknown, shape: Shape): boolean {
  if (typeof value === 'string') return shape.takes(value);
  if (typeof value === 'number')
    return shape.has('number') || (shape.has('integer') && Number.isInteger(value));
  return shape.has(value === null ? 'null' : typeof value) && (typeof value !== 'object' || value === null);
}
