// Hides what every area of a document is compared with: the two readers, the schemas of both, and whom to tell.
import type { Fact, Say, Use } from './change.js';
import type { SchemaPairs } from './pairs.js';
import type { Located, Reader } from './reader.js';
import type { Unchanged } from './unchanged.js';

export interface Options {
  /** Extensions that make a difference: `x-…`. */
  readonly extensions?: readonly string[];
}

/** Two documents while they are compared. */
export interface Comparison {
  readonly base: Reader;
  readonly revision: Reader;
  readonly schemas: SchemaPairs;
  /** What nobody need look at. */
  readonly unchanged: Unchanged;
  readonly options: Options;
  readonly say: Say;
}

/** Two calls that are the same one. */
export interface CallPair {
  readonly base: Located;
  readonly revision: Located;
  /** The path items, where both have one. */
  readonly baseItem: Located;
  readonly revisionItem: Located;
  readonly use: Use;
  /** Older name of a path variable → newer name. */
  readonly renamed: ReadonlyMap<string, string>;
  /** True of what the provider sends: what is asked goes the way of answers. */
  readonly isReversed: boolean;
}

/** A use of the document as a whole. */
export const DOCUMENT: Use = {
  ...{ call: '', side: 'document', part: '', path: '' },
  ...{ isRoot: true, isHidden: false, sense: 1, isTyped: true },
};

/** A fact about something that only one side has: its place, and what holds it on the other side. */
export function only(
  kind: string,
  which: 'base' | 'revision',
  place: string,
  elsewhere: string,
  values: Pick<Fact, 'name' | 'from' | 'to'> = {},
): Fact {
  return which === 'base'
    ? { kind, base: place, revision: elsewhere, ...values }
    : { kind, base: elsewhere, revision: place, ...values };
}
