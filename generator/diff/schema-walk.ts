// Hides how two schemas are gone through side by side, with all that they lead to: each pair is looked at once, and said once what differs.
import { PLAIN_KEYWORDS } from '../../runtime/json-schema.js';
import { Inheritance } from '../model/inheritance.js';
import type { ApiModel, Direction, JsonSchema, Pointer } from '../model/types.js';
import { lifeOf } from '../project/life.js';
import { pointerAt } from '../source.js';
import { alternativeDifferences, componentAt, haveAlikeChoices } from './alternatives.js';
import { FactReader, type Facts, type Part, type Place } from './facts.js';
import { Fitting, type Names } from './fitting.js';
import { below, type Context, type Difference, type Found, isCorrected, sooner } from './found.js';
import { canonical, isTree, own, type Tree } from './json.js';
import { memberDifferences } from './members.js';
import { refOf } from './relation.js';
import { Sameness } from './sameness.js';
import { scalarFindings } from './scalars.js';

/** What changes nothing about which values fit, and is told all the same. */
const BESIDE = ['default', 'xml', 'contentEncoding', 'contentMediaType'] as const;
/** Pairs that are looked at. What is more differs, where it is not the same. */
const MOST_PAIRS = 500_000;
/** References that only lead to references. */
const LONGEST_CHAIN = 100;

/** Two schemas that mean the same thing, one of each document. */
export interface SchemaPair {
  readonly older: Place;
  readonly newer: Place;
  readonly direction: Direction;
  readonly context: Context;
}

/** The facts of such a pair. */
export interface FactPair {
  readonly o: Facts;
  readonly n: Facts;
  readonly direction: Direction;
  readonly context: Context;
}

export class SchemaWalk {
  readonly names: Names;
  readonly fitting: Fitting;
  readonly #readers: Readonly<Record<keyof Names, Readonly<Record<Direction, FactReader>>>>;
  readonly #sameness: Sameness;
  readonly #found: Found;
  readonly #inheritance: Readonly<Record<keyof Names, Inheritance>>;
  readonly #waiting: SchemaPair[] = [];
  /** By what holds around a pair: the same pair may be corrected in one place and not in another. */
  readonly #seen = new Map<string, WeakMap<Facts, Set<Facts>>>();
  #left = MOST_PAIRS;

  constructor(older: ApiModel, newer: ApiModel, names: Names, found: Found) {
    const readers = (model: ApiModel) => ({
      request: new FactReader(model, 'request'),
      response: new FactReader(model, 'response'),
    });
    this.names = names;
    this.#readers = { older: readers(older), newer: readers(newer) };
    this.#sameness = new Sameness(older.document, newer.document, BESIDE);
    this.fitting = new Fitting(this.#readers, names, new Sameness(older.document, newer.document));
    this.#found = found;
    const schemas = ({ document }: ApiModel) =>
      (document.components?.['schemas'] ?? {}) as Record<string, JsonSchema>;
    this.#inheritance = { older: new Inheritance(schemas(older)), newer: new Inheritance(schemas(newer)) };
  }

  /** To be looked at with {@link run}. */
  compare(pair: SchemaPair): void {
    this.#waiting.push(pair);
  }

  /** Looks at all pairs, and at those that they lead to. */
  run(): void {
    for (let pair = this.#waiting.pop(); pair; pair = this.#waiting.pop()) this.#look(pair);
  }

  add(context: Context, difference: Pick<Difference, 'rule' | 'breaks' | 'why' | 'older' | 'newer'>): void {
    this.#found.add(context, difference);
  }

  /** True where two schemas say the same, all the way. */
  isSame(older: Place, newer: Place): boolean {
    return this.#sameness.holds(older.schema, newer.schema);
  }

  /** What can be seen of a schema at a glance: types, values, and which members there are. */
  outline(side: keyof Names, start: Place, direction: Direction, depth = 2): string {
    const reader = this.#readers[side][direction];
    const { types, values, members, items, choices } = reader.of(settled(reader, start).place);
    const inside = depth > 0 && items ? this.outline(side, items, direction, depth - 1) : '';
    const lists = [types, values ?? [], members.keys()].map((each) => [...each].sort());
    return JSON.stringify([lists, choices.length, inside]);
  }

  /** What a value of a mapping names: a reference, or a component. */
  meant(side: keyof Names, name: unknown): Place | undefined {
    if (typeof name !== 'string') return undefined;
    const reader = this.#readers[side].request;
    return reader.target(pointerAt('#/components/schemas', name)) ?? reader.target(name);
  }

  /** The components that those of two names stand for, by their discriminators. */
  descendants(o: Facts, n: Facts): [Place, Place][] {
    const [older, newer] = [componentAt(o.pointer), componentAt(n.pointer)];
    if (older === undefined || newer === undefined) return [];
    const known = this.#inheritance.newer.familyOf(newer);
    const both = [...this.#inheritance.older.familyOf(older)].filter(
      (key) => key !== older && known.has(key),
    );
    return both.flatMap((key): [Place, Place][] => {
      const [from, to] = [this.meant('older', key), this.meant('newer', key)];
      return from && to ? [[from, to]] : [];
    });
  }

  /** What holds of a member that only the older document has: it may have been announced to go. */
  narrowed(context: Context, older: Place): Context {
    return narrowed(context, this.#marks('older', older), []);
  }

  /** What holds of a member that only the newer document has: it may be flagged itself. */
  corrected(context: Context, newer: Place): Context {
    return narrowed(context, [], this.#marks('newer', newer));
  }

  #marks(side: keyof Names, start: Place): Tree[] {
    const reader = this.#readers[side].request;
    const { place, holders } = settled(reader, start);
    return [...holders, ...schemasOf(reader.of(place))];
  }

  #look({ older, newer, direction, context: around }: SchemaPair): void {
    if (this.isSame(older, newer)) return;
    const from = settled(this.#readers.older[direction], older);
    const to = settled(this.#readers.newer[direction], newer);
    const o = this.#readers.older[direction].of(from.place);
    const n = this.#readers.newer[direction].of(to.place);
    const [marks, newMarks] = [
      [...from.holders, ...schemasOf(o)],
      [...to.holders, ...schemasOf(n)],
    ];
    const context = narrowed(around, marks, newMarks);
    if (this.#isSeen(o, n, `${direction} ${context.isBugfix} ${context.until}`)) return;
    const at = { older: o.pointer, newer: n.pointer };
    if (this.#left-- <= 0) {
      // Said once: nothing is known of the rest.
      this.#waiting.length = 0;
      const why = 'there is too much of it to be compared';
      this.add(context, { rule: 'schema-changed', breaks: true, why, ...at });
      return;
    }
    this.#compareDefaults(marks, newMarks, { o, n, direction, context });
    this.#compareFacts({ o, n, direction, context }, from.place, to.place);
  }

  #isSeen(o: Facts, n: Facts, around: string): boolean {
    const seen = this.#seen.get(around) ?? new WeakMap<Facts, Set<Facts>>();
    this.#seen.set(around, seen);
    const others = seen.get(o) ?? new Set();
    seen.set(o, others);
    return others.size === others.add(n).size;
  }

  /** Who leaves a value out is understood otherwise where its default is another one. */
  #compareDefaults(
    older: readonly Tree[],
    newer: readonly Tree[],
    { o, n, direction, context }: FactPair,
  ): void {
    const [before, now] = [firstOf(older, 'default'), firstOf(newer, 'default')];
    if (before === now) return;
    const why = `the default is ${now ?? 'none'} in ${this.names.newer}, ${before ?? 'none'} in ${this.names.older}`;
    const breaks = direction === 'request' && before !== undefined && now !== undefined;
    this.add(context, { rule: 'default-changed', breaks, why, older: o.pointer, newer: n.pointer });
  }

  #compareFacts(pair: FactPair, older: Place, newer: Place): void {
    const { o, n, direction, context } = pair;
    const at = { older: o.pointer, newer: n.pointer };
    const [source, target] = direction === 'request' ? [o, n] : [n, o];
    const { older: before, newer: now } = this.names;
    const [from, to] = direction === 'request' ? [before, now] : [now, before];
    if (o.never !== n.never || o.incomplete !== n.incomplete) {
      const breaks = target.never || target.incomplete;
      this.add(context, { rule: 'schema-changed', breaks, why: 'it is composed in another way', ...at });
      return;
    }
    if (!haveAlikeChoices(o, n)) {
      const breaks = !this.fitting.keeps(older, newer, direction);
      this.add(context, {
        ...{ rule: 'alternatives-changed', breaks, ...at },
        why: `its alternatives are others in ${this.names.newer}`,
      });
      return;
    }
    const narrower = scalarFindings(source, target, from, to);
    const wider = narrower.length > 0 ? [] : scalarFindings(target, source, to, from);
    const why = [...narrower, ...wider].join('; ');
    if (why !== '')
      this.add(context, { rule: 'values-changed', breaks: narrower.length > 0, why, ...partsApart(o, n) });
    this.#compareWhole(pair, { source, target });
    this.#compareForms(pair);
    if (o.types.has('object') && n.types.has('object')) memberDifferences(this, pair);
    if (o.types.has('array') && n.types.has('array')) this.#compareItems(pair);
    alternativeDifferences(this, pair);
  }

  /** `not`, `if`, `contains` …: what judges a value as a whole is the same, or nothing is known. */
  #compareWhole(
    { o, n, context }: FactPair,
    { source, target }: { readonly source: Facts; readonly target: Facts },
  ): void {
    const holds = (a: Tree, b: Tree) =>
      source === o ? this.#sameness.holds(a, b) : this.#sameness.holds(b, a);
    const asksMore = target.whole.some((schema) => !source.whole.some((each) => holds(each, schema)));
    const asksLess = source.whole.some((schema) => !target.whole.some((each) => holds(schema, each)));
    if (!asksMore && !asksLess) return;
    const why = 'conditions on the value as a whole are others';
    this.add(context, { rule: 'schema-changed', breaks: asksMore, why, older: o.pointer, newer: n.pointer });
  }

  /** How a value is spelled. */
  #compareForms({ o, n, context }: FactPair): void {
    const forms = ['xml', 'contentEncoding', 'contentMediaType'];
    const other = forms.filter(
      (keyword) => firstOf(schemasOf(o), keyword) !== firstOf(schemasOf(n), keyword),
    );
    if (other.length === 0) return;
    const why = `${other.join(' and ')} of it ${other.length === 1 ? 'is' : 'are'} not what it was`;
    this.add(context, { rule: 'values-changed', breaks: true, why, older: o.pointer, newer: n.pointer });
  }

  #compareItems({ o, n, direction, context }: FactPair): void {
    const at = { older: o.pointer, newer: n.pointer };
    if (o.first.length !== n.first.length)
      this.add(context, { rule: 'items-changed', breaks: true, why: 'the first items are others', ...at });
    for (const [index, older] of o.first.entries()) {
      const newer = n.first[index];
      if (newer) this.compare({ older, newer, direction, context: below(context, `[${index}]`) });
    }
    if (!o.items && !n.items) return;
    const anything = ({ pointer }: Facts): Place => ({ schema: true, pointer });
    const [older, newer] = [o.items ?? anything(o), n.items ?? anything(n)];
    this.compare({ older, newer, direction, context: below(context, '[]') });
  }
}

/** The schema that references, and nothing but references, lead to, and those on the way. */
function settled(
  reader: FactReader,
  start: Place,
): { readonly place: Place; readonly holders: readonly Tree[] } {
  const holders: Tree[] = [];
  let place = start;
  for (let ref = refOf(place); ref !== undefined && holders.length < LONGEST_CHAIN; ref = refOf(place)) {
    const target = reader.target(ref);
    if (!target || !isTree(place.schema)) break;
    holders.push(place.schema);
    place = target;
  }
  return { place, holders };
}

function narrowed(around: Context, older: readonly Tree[], newer: readonly Tree[]): Context {
  const until = older.reduce((end, node) => sooner(end, lifeOf(node).deprecated?.notBefore), around.until);
  return {
    ...around,
    isBugfix: around.isBugfix || isCorrected(older, newer),
    ...(until !== undefined && { until }),
  };
}

/** Canonical; what stands beside a reference counts before what it leads to. */
function firstOf(nodes: readonly Tree[], keyword: string): string | undefined {
  const value = nodes.map((node) => own(node, keyword)).find((each) => each !== undefined);
  return value === undefined ? undefined : canonical(value);
}

function schemasOf({ parts }: Facts): Tree[] {
  return parts.map(({ schema }) => schema);
}

/** Of what is composed of several schemas, the place of the one that says something else: whatever is composed of it, it is told there. */
function partsApart(o: Facts, n: Facts): { readonly older: Pointer; readonly newer: Pointer } {
  const said = ({ schema }: Part) =>
    canonical(Object.fromEntries(Object.entries(schema).filter(([keyword]) => PLAIN_KEYWORDS.has(keyword))));
  const apart = (one: Facts, other: Facts) => {
    const known = new Set(other.parts.map(said));
    return one.parts.find((part) => !known.has(said(part)))?.pointer ?? one.pointer;
  };
  return { older: apart(o, n), newer: apart(n, o) };
}
