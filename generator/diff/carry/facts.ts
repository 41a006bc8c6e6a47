// Hides how a schema is read before it is compared: with all that it refers to and is composed of, as one list of what it asks for.

import { Directions } from '../../model/directions.js';
import { canonicalRef, schemaAt } from '../../model/references.js';
import type { ApiModel, Direction, JsonSchema, Pointer } from '../../model/types.js';
import { pointerAt } from '../../source.js';
import { canonical, isTree, list, own, type Tree } from '../json.js';

/** A schema, and where it stands. */
export interface Place {
  readonly schema: JsonSchema;
  readonly pointer: Pointer;
}

/** A bound and whether it is left out itself. */
export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** Alternatives of which a value fits one (`oneOf`) or any (`anyOf`). */
export interface Choice {
  readonly keyword: 'oneOf' | 'anyOf';
  readonly branches: readonly Place[];
  readonly hasDiscriminator: boolean;
}

/** What a schema asks of a value. */
export interface Facts {
  readonly pointer: Pointer;
  /** Nothing fits. */
  readonly never: boolean;
  /** JSON types; `integer` beside `number`, of which it is a part. */
  readonly types: ReadonlySet<string>;
  /** The values that are possible, canonical; undefined where none are listed. */
  readonly values: ReadonlySet<string> | undefined;
  readonly low: Bound;
  readonly high: Bound;
  /** `minLength`, `maxLength`, `minItems`, … by keyword: the narrowest. */
  readonly counts: ReadonlyMap<string, number>;
  /** `pattern`, `format`, `multipleOf` and what else is only compared by its text: `keyword=value`. */
  readonly texts: ReadonlySet<string>;
  /** Members by name, as far as they are listed, and travel in this direction. */
  readonly members: ReadonlyMap<string, Place>;
  /** Names that are listed for the other direction only. */
  readonly keptOut: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** Members that are not listed: nothing is said of them, none may be there, or each fits this. */
  readonly rest: 'open' | 'closed' | Place;
  readonly patterns: ReadonlyMap<string, Place>;
  readonly first: readonly Place[];
  readonly items: Place | undefined;
  readonly choices: readonly Choice[];
  /** Schemas whose verdict is about the value as a whole: `not`, `if`, `contains` … */
  readonly whole: readonly Tree[];
  /** Not all of it could be read: it may ask for more. */
  readonly incomplete: boolean;
  /** The schemas that it is composed of, as they are written. */
  readonly parts: readonly Part[];
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'] as const;
const AT_LEAST = ['minLength', 'minItems', 'minProperties'] as const;
const AT_MOST = ['maxLength', 'maxItems', 'maxProperties'] as const;
const TEXTS = ['pattern', 'format', 'multipleOf', 'uniqueItems', 'dependentRequired'] as const;
const WHOLE = [
  ...['not', 'if', 'contains', 'propertyNames', 'dependentSchemas', '$dynamicRef'],
  ...['unevaluatedItems', 'unevaluatedProperties'],
] as const;

/** Schemas that one is composed of; what is composed of more is not read to its end. */
const MAX_CONJUNCTS = 500;

/** Reads the schemas of one document, as they mean what is sent in one direction. */
export class FactReader {
  readonly direction: Direction;
  readonly #document: object;
  readonly #directions: Directions;
  readonly #known = new WeakMap<object, Facts>();
  readonly #targets = new Map<string, Place | undefined>();
  readonly #joined = new Joined();

  constructor({ document }: ApiModel, direction: Direction) {
    this.direction = direction;
    this.#document = document;
    this.#directions = new Directions(document);
  }

  /** What a reference leads to. */
  target(ref: string): Place | undefined {
    if (this.#targets.has(ref)) return this.#targets.get(ref);
    const schema = schemaAt(this.#document, ref);
    const place = schema === undefined ? undefined : { schema, pointer: canonicalRef(ref).replace(/^#/, '') };
    this.#targets.set(ref, place);
    return place;
  }

  of(place: Place): Facts {
    if (typeof place.schema === 'boolean') return this.#read(place);
    const known = this.#known.get(place.schema) ?? this.#read(place);
    this.#known.set(place.schema, known);
    return known;
  }

  #read(place: Place): Facts {
    const { conjuncts, never, incomplete } = this.#conjuncts(place);
    const schemas = conjuncts.map(({ schema }) => schema);
    const { members, keptOut } = this.#members(conjuncts);
    const required = schemas.flatMap((schema) => list(own(schema, 'required')).filter(isText));
    for (const name of required)
      if (!members.has(name) && !keptOut.has(name))
        members.set(name, { schema: true, pointer: place.pointer });
    const rests = conjuncts.flatMap(restOf);
    return {
      pointer: place.pointer,
      never,
      types: typesOf(schemas),
      values: valuesOf(schemas),
      low: narrowest(schemas, 'minimum', 'exclusiveMinimum', 1),
      high: narrowest(schemas, 'maximum', 'exclusiveMaximum', -1),
      counts: countsOf(schemas),
      texts: new Set(schemas.flatMap(textsOf)),
      members,
      keptOut,
      required: new Set(required.filter((name) => !keptOut.has(name))),
      rest:
        rests.length === 0
          ? 'open'
          : rests.some(({ schema }) => schema === false)
            ? 'closed'
            : this.#joined.of(rests),
      patterns: new Map(conjuncts.flatMap((each) => placesIn(each, 'patternProperties'))),
      first: placed(conjuncts, this.#joined),
      items: itemsOf(conjuncts, this.#joined),
      choices: conjuncts.flatMap(choicesOf),
      whole: schemas.filter((schema) => WHOLE.some((keyword) => Object.hasOwn(schema, keyword))),
      // What each part says of the members that it does not list itself cannot be told from the whole list.
      incomplete:
        incomplete ||
        (rests.some(({ schema }) => schema !== true) && conjuncts.filter(saysMembers).length > 1),
      parts: conjuncts,
    };
  }

  #conjuncts(place: Place): { conjuncts: Part[]; never: boolean; incomplete: boolean } {
    const found = new Map<Tree, Part>();
    const waiting: Place[] = [place];
    let [never, incomplete] = [false, false];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { schema, pointer } = next;
      if (schema === false) never = true;
      if (!isTree(schema) || found.has(schema)) continue;
      if (found.size >= MAX_CONJUNCTS) return { conjuncts: [...found.values()], never, incomplete: true };
      found.set(schema, { schema, pointer });
      const ref = own(schema, '$ref');
      const target = typeof ref === 'string' ? this.target(ref) : undefined;
      if (target) waiting.push(target);
      else if (ref !== undefined) incomplete = true;
      for (const [at, part] of list(own(schema, 'allOf')).entries())
        waiting.push({ schema: part as JsonSchema, pointer: pointerAt(pointer, 'allOf', at) });
    }
    return { conjuncts: [...found.values()], never, incomplete };
  }

  #members(conjuncts: readonly Part[]): { members: Map<string, Place>; keptOut: Set<string> } {
    const all = new Map<string, Place[]>();
    for (const [name, place] of conjuncts.flatMap((each) => placesIn(each, 'properties')))
      all.set(name, [...(all.get(name) ?? []), place]);
    const members = new Map<string, Place>();
    const keptOut = new Set<string>();
    for (const [name, places] of all) {
      const place = this.#joined.of(places);
      if (this.#directions.keepsOut(place.schema, this.direction)) keptOut.add(name);
      else members.set(name, place);
    }
    return { members, keptOut };
  }
}

/** One of the schemas that one is composed of, and where it stands. */
export interface Part {
  readonly schema: Tree;
  readonly pointer: Pointer;
}

/** Several schemas of one value as one: the same ones always as the same one, or circles of them would never end. */
class Joined {
  readonly #ids = new WeakMap<object, number>();
  readonly #known = new Map<string, Place>();
  #count = 0;

  of(places: readonly Place[]): Place {
    const [first = { schema: true, pointer: '' }] = places;
    if (places.length < 2) return first;
    const key = places.map(({ schema }) => this.#idOf(schema)).join();
    const known = this.#known.get(key);
    if (known) return known;
    const place = { schema: { allOf: places.map(({ schema }) => schema) }, pointer: first.pointer };
    this.#known.set(key, place);
    return place;
  }

  #idOf(schema: JsonSchema): string {
    if (typeof schema === 'boolean') return String(schema);
    const id = this.#ids.get(schema) ?? this.#count++;
    this.#ids.set(schema, id);
    return String(id);
  }
}

function placesIn({ schema, pointer }: Part, keyword: string): [string, Place][] {
  const map = own(schema, keyword);
  if (!isTree(map)) return [];
  return Object.entries(map).map(([name, each]) => [
    name,
    { schema: each as JsonSchema, pointer: pointerAt(pointer, keyword, name) },
  ]);
}

function restOf({ schema, pointer }: Part): Place[] {
  const rest = own(schema, 'additionalProperties');
  return rest === undefined
    ? []
    : [{ schema: rest as JsonSchema, pointer: pointerAt(pointer, 'additionalProperties') }];
}

function saysMembers({ schema }: Part): boolean {
  return ['properties', 'patternProperties', 'additionalProperties', 'required'].some((each) =>
    Object.hasOwn(schema, each),
  );
}

function placed(conjuncts: readonly Part[], joined: Joined): Place[] {
  const lists = conjuncts.map(({ schema, pointer }) =>
    list(own(schema, 'prefixItems')).map((each, at) => ({
      schema: each as JsonSchema,
      pointer: pointerAt(pointer, 'prefixItems', at),
    })),
  );
  const count = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, at) => joined.of(lists.flatMap((each) => each[at] ?? [])));
}

function itemsOf(conjuncts: readonly Part[], joined: Joined): Place | undefined {
  const places = conjuncts.flatMap(({ schema, pointer }) =>
    Object.hasOwn(schema, 'items')
      ? [{ schema: schema['items'] as JsonSchema, pointer: pointerAt(pointer, 'items') }]
      : [],
  );
  return places.length === 0 ? undefined : joined.of(places);
}

function choicesOf({ schema, pointer }: Part): Choice[] {
  return (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
    const branches = list(own(schema, keyword)).map((each, at) => ({
      schema: each as JsonSchema,
      pointer: pointerAt(pointer, keyword, at),
    }));
    const hasDiscriminator = isTree(own(schema, 'discriminator'));
    return branches.length === 0 ? [] : [{ keyword, branches, hasDiscriminator }];
  });
}

function typesOf(schemas: readonly Tree[]): ReadonlySet<string> {
  let types: readonly string[] = TYPES;
  for (const schema of schemas) {
    const said = [own(schema, 'type')].flat().filter(isText);
    if (said.length === 0) continue;
    const allowed = new Set(said.includes('number') ? [...said, 'integer'] : said);
    types = types.filter((each) => allowed.has(each));
  }
  return new Set(types);
}

function valuesOf(schemas: readonly Tree[]): ReadonlySet<string> | undefined {
  let values: ReadonlySet<string> | undefined;
  for (const schema of schemas) {
    const lists = [
      ...(Array.isArray(schema['enum']) ? [schema['enum'] as unknown[]] : []),
      ...(Object.hasOwn(schema, 'const') ? [[schema['const']]] : []),
    ];
    for (const each of lists) {
      const texts = new Set(each.map(canonical));
      values = values ? new Set([...values].filter((value) => texts.has(value))) : texts;
    }
  }
  return values;
}

/** @param sign 1 where the greatest bound is the narrowest, -1 where the least is */
function narrowest(schemas: readonly Tree[], inclusive: string, exclusive: string, sign: 1 | -1): Bound {
  let found: Bound = { value: -sign * Number.POSITIVE_INFINITY, exclusive: false };
  for (const schema of schemas)
    for (const keyword of [inclusive, exclusive]) {
      const value = own(schema, keyword);
      const isExclusive = keyword === exclusive;
      if (typeof value !== 'number') continue;
      const isNarrower = sign * (value - found.value) > 0 || (value === found.value && isExclusive);
      if (isNarrower) found = { value, exclusive: isExclusive };
    }
  return found;
}

function countsOf(schemas: readonly Tree[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const schema of schemas)
    for (const [keywords, narrower] of [
      [AT_LEAST, Math.max],
      [AT_MOST, Math.min],
    ] as const)
      for (const keyword of keywords) {
        const value = own(schema, keyword);
        if (typeof value === 'number') counts.set(keyword, narrower(value, counts.get(keyword) ?? value));
      }
  return counts;
}

function textsOf(schema: Tree): string[] {
  return TEXTS.flatMap((keyword) => {
    const value = own(schema, keyword);
    const says = value !== undefined && value !== false;
    return says ? [`${keyword}=${canonical(value)}`] : [];
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
