// Hides how two schemas are gone through side by side: each pair is looked at once, and what it says is told to everybody whom references lead there.
import type { Pointer } from '../../model/types.js';
import { isTree, list, own } from '../json.js';
import { Sameness } from '../sameness.js';
import type { Fact, Say, Use } from './change.js';
import { COMPARERS } from './comparers.js';
import { correctedIn } from './corrections.js';
import type { Place, Reader, View } from './reader.js';
import type { Unchanged } from './unchanged.js';

/** What a comparer may say about a pair, and where it leads. */
export interface SchemaPair {
  readonly base: View;
  readonly revision: View;
  /** Says that two keywords differ; `name` of a member is where it is said. */
  say(kind: string, keyword: string, values?: Pick<Fact, 'from' | 'to' | 'name'> & Where): void;
  /** Leads to two schemas that are to be compared: `step` is where, `sense` what less of them means for the whole. */
  lead(step: string, base: Place, revision: Place, sense?: Use['sense']): void;
  isSame(base: unknown, revision: unknown): boolean;
  /** Whatever their references lead to. */
  looksAlike(base: unknown, revision: unknown): boolean;
  /** Whatever their references are called, and lead to. */
  hasSameShape(base: unknown, revision: unknown): boolean;
  view(side: 'base' | 'revision', place: Place): View | undefined;
}

export interface Where {
  readonly base?: Pointer;
  readonly revision?: Pointer;
  /** `.name` of the member that it is about, and not the schema that has it. */
  readonly step?: string;
  /** The member does not travel in requests, or in answers. */
  readonly keptOut?: Ways | undefined;
}

/** Which ways a member does not travel. */
export type Ways = readonly ('request' | 'response')[];

interface Said {
  readonly fact: Fact;
  readonly step: string;
  readonly keptOut: Ways;
}

interface Edge {
  readonly step: string;
  readonly to: Pair;
  readonly sense: Use['sense'];
}

interface Pair {
  readonly base: View;
  readonly revision: View;
  /** Compared when somebody first comes by: references may lead on for longer than calls can be nested. */
  compared?: { readonly said: readonly Said[]; readonly edges: readonly Edge[] };
}

/** Keywords that change nothing about which values fit, and are compared all the same. */
const BESIDE = [
  ...['default', 'deprecated', 'contentEncoding', 'contentMediaType', 'contentSchema', 'xml'],
  ...['x-sunset', 'x-deprecated', 'x-stability-level', 'x-extensible-enum'],
];
/** Characters of the way to a place: documents may lead anywhere. */
const LONGEST_WAY = 300;
/** Pairs that are met, over all operations. What is more is told of where it was met first. */
const MOST_MEETINGS = 5_000_000;

export class SchemaPairs {
  readonly #base: Reader;
  readonly #revision: Reader;
  readonly #sameness: Sameness;
  readonly #unchanged: Unchanged;
  readonly #known = new WeakMap<object, WeakMap<object, Pair>>();
  #left = MOST_MEETINGS;

  constructor(base: Reader, revision: Reader, unchanged: Unchanged, beside: readonly string[] = []) {
    this.#base = base;
    this.#revision = revision;
    this.#unchanged = unchanged;
    this.#sameness = new Sameness(base.document, revision.document, [...BESIDE, ...beside], unchanged);
  }

  isSame(base: unknown, revision: unknown): boolean {
    return this.#sameness.holds(base, revision);
  }

  /** Tells of all that differs in two schemas, and in what they lead to: each place once. */
  meet(base: Place, revision: Place, use: Use, say: Say): void {
    const first = this.#pair(base, revision);
    if (!first) return;
    const seen = new Map<string, Set<Pair>>();
    const waiting: { readonly pair: Pair; readonly use: Use }[] = [{ pair: first, use }];
    for (let next = waiting.pop(); next && this.#left > 0; next = waiting.pop()) {
      const { pair } = next;
      const held = correctedIn(next.use, pair.base.tree, pair.revision.tree);
      const met = held.isHidden || isKeptOut(pair.revision, use) ? { ...held, isHidden: !held.isRoot } : held;
      const key = `${met.isHidden} ${met.sense} ${met.isRoot} ${met.isCorrected === true}`;
      const before = seen.get(key) ?? new Set();
      seen.set(key, before);
      if (before.has(pair)) continue;
      before.add(pair);
      this.#left--;
      pair.compared ??= this.#compare(pair);
      for (const { fact, step, keptOut } of pair.compared.said)
        say(
          fact,
          step === ''
            ? met
            : { ...below(met, step), isHidden: met.isHidden || keptOut.includes(direction(met)) },
        );
      for (const { step, to, sense } of [...pair.compared.edges].reverse())
        waiting.push({ pair: to, use: { ...below(met, step), sense: (met.sense * sense) as Use['sense'] } });
    }
  }

  #pair(basePlace: Place, revisionPlace: Place): Pair | undefined {
    const [one, other] = [basePlace.node, revisionPlace.node];
    // Of what is written alike it is quicker to look behind its references than to find out whether that is the same.
    const isCopy = one !== undefined && this.#unchanged.copied(other) === one;
    if (isCopy ? this.#unchanged.holds(one, other) : this.isSame(one, other)) return undefined;
    const views = this.#views(basePlace, revisionPlace);
    if (!views) return undefined;
    const { base, revision } = views;
    const others = this.#known.get(base.tree) ?? new WeakMap<object, Pair>();
    this.#known.set(base.tree, others);
    const known = others.get(revision.tree);
    // Of booleans there is nothing to remember: they lead nowhere.
    if (known && known.base.isNever === base.isNever && known.revision.isNever === revision.isNever)
      return known;
    const pair: Pair = { base, revision };
    others.set(revision.tree, pair);
    return pair;
  }

  /** What became a part of something, or one alternative of several, is compared as the only one that it was. */
  #views(basePlace: Place, revisionPlace: Place): Pair | undefined {
    const base = this.#base.view(basePlace);
    const revision = this.#revision.view(revisionPlace);
    if (!base || !revision) return undefined;
    const isAmong = ({ node }: Place, view: View, keyword: string) =>
      list(own(view.tree, keyword)).some((each) => this.#sameness.looksAlike(node, each));
    if (isComposed(base) === isComposed(revision)) return { base, revision };
    for (const keyword of KEYWORDS) {
      if (isComposed(revision) && keyword === 'allOf' && base.written && own(revision.tree, keyword))
        return { base: base.written, revision };
      if (isComposed(base) && keyword === 'allOf' && revision.written && own(base.tree, keyword))
        return { base, revision: revision.written };
      // An object that became one of several is told as that.
      const isWrapped = keyword === 'oneOf' && isTree(own(base.tree, 'properties'));
      if (isComposed(revision) && !isWrapped && isAmong(basePlace, revision, keyword))
        return { base: this.#base.only(keyword, basePlace), revision };
      if (isComposed(base) && isAmong(revisionPlace, base, keyword))
        return { base, revision: this.#revision.only(keyword, revisionPlace) };
    }
    return { base, revision };
  }

  #compare({ base, revision }: Pair): NonNullable<Pair['compared']> {
    const said: Said[] = [];
    const edges: Edge[] = [];
    const comparison: SchemaPair = {
      base,
      revision,
      isSame: (one, other) => this.isSame(one, other),
      looksAlike: (one, other) => this.#sameness.looksAlike(one, other),
      hasSameShape: (one, other) => this.#sameness.hasSameShape(one, other),
      view: (side, place) => (side === 'base' ? this.#base : this.#revision).view(place),
      say: (kind, keyword, { step = '', keptOut = [], base: older, revision: newer, ...values } = {}) => {
        const places = { base: older ?? base.at(keyword), revision: newer ?? revision.at(keyword) };
        said.push({ fact: { kind, ...places, ...values }, step, keptOut });
      },
      lead: (step, older, newer, sense = 1) => {
        const to = this.#pair(older, newer);
        if (to) edges.push({ step, to, sense });
      },
    };
    for (const compare of COMPARERS) compare(comparison);
    return { said, edges };
  }
}

const KEYWORDS = ['allOf', 'anyOf', 'oneOf'] as const;

function isComposed({ tree }: View): boolean {
  return KEYWORDS.some((keyword) => list(own(tree, keyword)).length > 0);
}

function below(use: Use, step: string): Use {
  const path = use.path === '' ? step.replace(/^\./, '') : `${use.path}${step}`;
  return { ...use, path: path.length > LONGEST_WAY ? use.path : path, isRoot: false };
}

function direction({ side }: Use): 'request' | 'response' {
  return side === 'response' || side === 'header' ? 'response' : 'request';
}

/** What claims to be both travels neither way. */
function isKeptOut({ tree }: View, use: Use): boolean {
  return tree[direction(use) === 'request' ? 'readOnly' : 'writeOnly'] === true;
}
