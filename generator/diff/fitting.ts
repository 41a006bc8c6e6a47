// Hides the question whether all values of one schema fit another, asked of a pair here and there instead of two whole documents.
import type { Direction } from '../model/types.js';
import type { FactReader, Place } from './facts.js';
import { Relation } from './relation.js';
import type { Sameness } from './sameness.js';

/** Each question may lead through a whole document: what is asked beyond it counts as unproven. */
const MOST_ASKED = 500;
const MAX_PASSES = 8;

export interface Names {
  readonly older: string;
  readonly newer: string;
}

export class Fitting {
  readonly #relations: Readonly<Record<Direction, Relation>>;
  #left = MOST_ASKED;

  constructor(
    readers: Readonly<Record<keyof Names, Readonly<Record<Direction, FactReader>>>>,
    names: Names,
    sameness: Sameness,
  ) {
    const { older, newer } = readers;
    const asked = { source: older.request, target: newer.request, from: names.older, to: names.newer };
    const answered = { source: newer.response, target: older.response, from: names.newer, to: names.older };
    this.#relations = {
      request: new Relation('up', asked, sameness),
      response: new Relation('down', answered, sameness),
    };
  }

  /** Whether callers of the older side lose nothing: what they send still fits, and so does what they are answered. */
  keeps(older: Place, newer: Place, direction: Direction): boolean {
    if (this.#left-- <= 0) return false;
    const relation = this.#relations[direction];
    for (let pass = 1; ; pass++) {
      relation.begin(pass > MAX_PASSES);
      const related = direction === 'request' ? relation.relate(older, newer) : relation.relate(newer, older);
      if (!relation.settle()) continue;
      const named = [...relation.named.values()].flatMap((each) => each.related.findings);
      return related.findings.length + named.length === 0;
    }
  }
}
