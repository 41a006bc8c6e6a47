// Hides how differences are remembered: one for each thing that differs, however many ways lead to it.
import type { Pointer } from '../model/types.js';
import { canonical, isTree, own } from './json.js';

/** What differs. One edit of a document is one of these, at one place. */
export type Rule =
  | ('operation-removed' | 'operation-added' | 'operation-renamed' | 'base-path-changed')
  | ('parameter-removed' | 'parameter-added' | 'parameter-required' | 'parameter-form')
  | ('body-removed' | 'body-added' | 'body-required' | 'body-form' | 'media-removed' | 'media-added')
  | ('answer-removed' | 'answer-added' | 'answer-moved' | 'links-changed')
  | ('header-removed' | 'header-added' | 'header-required' | 'header-form')
  | ('property-removed' | 'property-added' | 'property-required' | 'property-direction')
  | ('values-changed' | 'default-changed' | 'others-changed' | 'items-changed' | 'alternatives-changed')
  | ('discriminator-changed' | 'schema-changed' | 'security-changed' | 'security-scheme-changed');

/** A fact about two documents. Whether it was allowed is not asked here. */
export interface Difference {
  readonly rule: Rule;
  /** True where a caller of the older one may be refused, or be answered what the older one does not describe. */
  readonly breaks: boolean;
  /** One sentence, without a full stop. */
  readonly why: string;
  /** The operation that it is met in first: `GET /pets`; of none, what it is about. */
  readonly call: string;
  /** Where it is met first, in words: `GET /pets, answer 200: [].name`. */
  readonly where: string;
  readonly older: Pointer;
  readonly newer: Pointer;
  /** The newer document says that this corrects the older one (`x-bugfix`). */
  readonly isBugfix: boolean;
  /** What it is about was announced to end on this day (`x-deprecated`), wherever it is used. */
  readonly until?: string;
}

/** What holds for all that stands below a place. */
export interface Context {
  /** `GET /pets` */
  readonly call: string;
  /** In words: `GET /pets, answer 200`. */
  readonly part: string;
  /** From there on: `[].name`. */
  readonly path?: string;
  readonly isBugfix: boolean;
  readonly until?: string;
}

export class Found {
  readonly #byPlace = new Map<string, Difference>();

  add(
    { call, part, path = '', isBugfix, until }: Context,
    { rule, breaks, why, older, newer }: Pick<Difference, 'rule' | 'breaks' | 'why' | 'older' | 'newer'>,
  ): void {
    // A property has its place where it is listed: what it is missing from may be composed of that in many ways.
    const isGone = rule === 'property-removed';
    const isNew = rule === 'property-added';
    const key = JSON.stringify([rule, isNew ? '' : older, isGone ? '' : newer]);
    const known = this.#byPlace.get(key);
    const where = path === '' ? part : `${part}: ${path.replace(/^\./, '')}`;
    const end = known ? later(known.until, until) : until;
    this.#byPlace.set(key, {
      ...{ rule, older: known?.older ?? older, newer: known?.newer ?? newer },
      breaks: breaks || known?.breaks === true,
      // What breaks says more than the same seen from the side that it does not hurt.
      ...(known && (known.breaks || !breaks)
        ? { why: known.why, where: known.where, call: known.call }
        : { why: cut(why), where: cut(where), call }),
      isBugfix: isBugfix && known?.isBugfix !== false,
      ...(end !== undefined && { until: end }),
    });
  }

  get all(): readonly Difference[] {
    return [...this.#byPlace.values()];
  }
}

/** What stands below a place: a member `.name`, an item `[]`. */
export function below(context: Context, step: string): Context {
  const { path = '' } = context;
  return path.length > LONGEST ? context : { ...context, path: `${path}${step}` };
}

/** Characters of a sentence, or of a way: documents may list thousands of values, and lead anywhere. */
const LONGEST = 300;

function cut(text: string): string {
  return text.length > LONGEST ? `${[...text.slice(0, LONGEST)].slice(0, -1).join('')}…` : text;
}

/** Without a day there is no end. */
function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a > b ? a : b;
}

export function sooner(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/**
 * Whether the newer side is flagged as a correction of the older. A flag that was there before was for an earlier correction: it covers no
 * other, unless it says something new.
 */
export function isCorrected(older: readonly unknown[], newer: readonly unknown[]): boolean {
  const before = new Set(flags(older));
  return flags(newer).some((flag) => !before.has(flag));
}

function flags(nodes: readonly unknown[]): string[] {
  return nodes.flatMap((node) => {
    const flag = isTree(node) ? own(node, 'x-bugfix') : undefined;
    return flag === undefined || flag === null || flag === false || flag === '' ? [] : [canonical(flag)];
  });
}

/** What the lifecycle of a version says of itself: it comes and goes with its state. */
export const LIFECYCLE_HEADERS: ReadonlySet<string> = new Set(['deprecation', 'sunset', 'link', 'vary']);
