// Hides when schemas of two documents say the same: each gets a number, equal ones the same, however deep they are and wherever they lead.
import {
  PLAIN_KEYWORDS,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../runtime/json-schema.js';
import { canonicalRef, schemaAt } from '../model/references.js';
import type { OpenApi31 } from '../model/types.js';
import { pointerAt } from '../source.js';
import { canonical, isTree, type Tree } from './json.js';

/** Stands for whatever a `$dynamicRef` may lead to. */
const DYNAMIC = '?';
const NONE: ReadonlySet<string> = new Set();
/** Keywords beside those of JSON Schema that change what a value may be, or where one is looked for. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['$ref', '$dynamicRef', '$dynamicAnchor', '$anchor', '$id', 'readOnly', 'writeOnly', 'discriminator'],
]);

/** What is known of nodes of the two documents before anybody compares them. */
export interface Likeness {
  /** True of two that are the same, and lead to the same; false where that is not known. */
  holds(older: unknown, newer: unknown): boolean;
  /** The node of the older document that a node is equal to, whatever references in it lead to. */
  copied(newer: unknown): object | undefined;
}

const NOTHING_KNOWN: Likeness = { holds: () => false, copied: () => undefined };

/** What is known of one print: the references in the schema, canonical. */
interface Printed {
  readonly id: number;
  readonly refs: ReadonlySet<string>;
}

/**
 * Two schemas have the same print where they say the same, references by their text: titles, descriptions, examples, defaults, extensions,
 * the order of members, of `required` and of `enum` make no difference.
 */
class Prints {
  readonly #beside: ReadonlySet<string>;
  readonly #known = new WeakMap<object, Printed>();
  readonly #byText = new Map<string, Printed>();

  readonly #likeness: Likeness;
  readonly #readsRefs: boolean;

  /**
   * @param beside keywords that make a difference as well, whatever their value
   * @param readsRefs false where it is not asked what references are called
   */
  constructor(beside: readonly string[], likeness: Likeness, readsRefs = true) {
    this.#beside = new Set(beside);
    this.#readsRefs = readsRefs;
    this.#likeness = likeness;
  }

  /** In post-order by a stack of its own: documents may be nested deeper than calls can be. */
  of(given: unknown): Printed {
    const schema = this.#likeness.copied(given) ?? given;
    const stack: unknown[] = [schema];
    while (stack.length > 0) {
      const next = stack.at(-1);
      if (!isTree(next) || this.#known.has(next)) {
        stack.pop();
        continue;
      }
      const parts = partsOf(next).map(([place, part]): Part => [place, this.#likeness.copied(part) ?? part]);
      const waiting = parts.map(([, part]) => part).filter((part) => isTree(part) && !this.#known.has(part));
      if (waiting.length > 0) {
        stack.push(...waiting);
        continue;
      }
      stack.pop();
      this.#known.set(next, this.#print(next, parts));
    }
    return this.#printed(schema);
  }

  #print(schema: Tree, parts: readonly Part[]): Printed {
    const printed = parts.map(([place, part]) => [place, this.#printed(part)] as const);
    const plain = plainOf(this.#readsRefs ? schema : { ...schema, $ref: '' }, this.#beside);
    const text = [...plain, ...printed.map(([place, { id }]) => `${place}:${id}`)].sort().join('\n');
    const own = refsOf(schema);
    const below = new Set(printed.map(([, { refs }]) => refs).filter((refs) => refs.size > 0));
    const [only] = below;
    // Most schemas refer to nothing, or have one part that does: a set for each would cost depth its square.
    if (own.length === 0 && below.size <= 1) return this.#remembered(text, only ?? NONE);
    return this.#remembered(text, new Set([...own, ...[...below].flatMap((refs) => [...refs])]));
  }

  #printed(schema: unknown): Printed {
    const known = isTree(schema) ? this.#known.get(schema) : undefined;
    return known ?? this.#remembered(canonical(schema), NONE);
  }

  #remembered(text: string, refs: ReadonlySet<string>): Printed {
    const known = this.#byText.get(text) ?? { id: this.#byText.size, refs };
    this.#byText.set(text, known);
    return known;
  }
}

type Part = readonly [place: string, schema: unknown];

/** The schemas that a schema is made of. */
function partsOf(schema: Tree): Part[] {
  return Object.entries(schema).flatMap(([keyword, value]): Part[] => {
    if (SCHEMA_KEYWORDS.has(keyword)) return [[keyword, value]];
    if (SCHEMA_LIST_KEYWORDS.has(keyword) && Array.isArray(value))
      return value.map((each, at) => [`${keyword} ${at}`, each]);
    const isMap = SCHEMA_MAP_KEYWORDS.has(keyword) && keyword !== '$defs' && keyword !== 'definitions';
    if (!isMap || !isTree(value)) return [];
    return Object.entries(value).map(([name, each]) => [`${keyword} ${JSON.stringify(name)}`, each]);
  });
}

function plainOf(schema: Tree, beside: ReadonlySet<string>): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const isSet = keyword === 'required' || keyword === 'enum' || keyword === 'type';
    if (isSet) return [`${keyword}=${[value].flat().map(canonical).sort().join()}`];
    if (keyword === '$ref' && typeof value === 'string') return [`$ref=${canonicalRef(value)}`];
    if (PLAIN_KEYWORDS.has(keyword) || OTHERS.has(keyword) || beside.has(keyword))
      return [`${keyword}=${canonical(value)}`];
    // An empty map of members still says that values are objects, to some readers.
    return keyword === 'properties' ? ['properties'] : [];
  });
}

function refsOf({ $ref, $dynamicRef }: Tree): string[] {
  return [
    ...(typeof $ref === 'string' ? [canonicalRef($ref)] : []),
    ...($dynamicRef === undefined ? [] : [DYNAMIC]),
  ];
}

/** Of two documents. */
export class Sameness {
  readonly #prints: Prints;
  readonly #shapes: Prints;
  readonly #older: OpenApi31;
  readonly #newer: OpenApi31;
  readonly #likeness: Likeness;
  /** Reference → whether what it leads to is the same on both sides, all the way. */
  readonly #decided = new Map<string, boolean>();

  /** @param beside keywords that make a difference here, though they change nothing about which values fit */
  constructor(
    older: OpenApi31,
    newer: OpenApi31,
    beside: readonly string[] = [],
    likeness: Likeness = NOTHING_KNOWN,
  ) {
    this.#likeness = likeness;
    this.#prints = new Prints(beside, likeness);
    this.#shapes = new Prints(beside, likeness, false);
    this.#older = older;
    this.#newer = newer;
  }

  /** True where two schemas, and all that they lead to, say the same. */
  holds(older: unknown, newer: unknown): boolean {
    if (this.#likeness.holds(older, newer)) return true;
    const [a, b] = [this.#prints.of(older), this.#prints.of(newer)];
    return a.id === b.id && [...a.refs].every((ref) => this.of(ref));
  }

  /** True where two schemas say the same, whatever their references lead to. */
  looksAlike(older: unknown, newer: unknown): boolean {
    return this.#prints.of(older).id === this.#prints.of(newer).id;
  }

  /** True where two schemas say the same, whatever references in them are called, or lead to. */
  hasSameShape(older: unknown, newer: unknown): boolean {
    return this.#shapes.of(older).id === this.#shapes.of(newer).id;
  }

  /** True where a reference leads to the same on both sides. */
  of(ref: string): boolean {
    if (!this.#decided.has(ref)) this.#decide(ref);
    return this.#decided.get(ref) === true;
  }

  /** Decides on everything that a reference leads to: whatever leads to a difference differs. */
  #decide(root: string): void {
    const referrers = new Map<string, string[]>();
    const differing: string[] = [];
    const waiting = [root];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (this.#decided.has(ref)) continue;
      const refs = this.#alike(ref);
      const differs = refs === undefined || [...refs].some((each) => this.#decided.get(each) === false);
      this.#decided.set(ref, !differs);
      if (differs) differing.push(ref);
      for (const each of refs ?? []) {
        referrers.set(each, [...(referrers.get(each) ?? []), ref]);
        waiting.push(each);
      }
    }
    for (let ref = differing.pop(); ref !== undefined; ref = differing.pop())
      for (const each of referrers.get(ref) ?? []) {
        if (this.#decided.get(each) === false) continue;
        this.#decided.set(each, false);
        differing.push(each);
      }
  }

  /** The references in what a reference leads to; undefined where the two sides do not even look alike. */
  #alike(ref: string): ReadonlySet<string> | undefined {
    if (ref === DYNAMIC) return this.#componentsAlike();
    const [older, newer] = [this.#older, this.#newer].map((document) => schemaAt(document, ref));
    if (older === undefined || newer === undefined) return older === newer ? NONE : undefined;
    if (this.#likeness.holds(older, newer)) return NONE;
    const [a, b] = [this.#prints.of(older), this.#prints.of(newer)];
    return a.id === b.id ? a.refs : undefined;
  }

  /** What a dynamic reference leads to depends on the way there: it is the same where all components are. */
  #componentsAlike(): ReadonlySet<string> | undefined {
    const [older, newer] = [this.#older, this.#newer].map(({ components }) =>
      Object.keys(components?.['schemas'] ?? {}),
    );
    if (!older || !newer || older.length !== newer.length) return undefined;
    return new Set(older.map((name) => `#${pointerAt('/components/schemas', name)}`));
  }
}
