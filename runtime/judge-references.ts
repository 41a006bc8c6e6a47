// Hides that references may go in circles, and meet again: a value is judged in bounded time whatever schemas refer to.
import { Evaluated } from './evaluated.js';
import { isObject } from './json-value.js';
import type { Judge } from './judge.js';

/** References that are followed for any value. */
const FREE = 100_000;
/** And for each of its members and items: no honest schema has as many things to say of one place. */
const PER_PLACE = 50;

interface Known {
  readonly fits: boolean;
  readonly seen: Evaluated;
}

/**
 * Counts the references that are followed for one value. Where schemas meet again on different ways (`allOf` of two that both
 * refer to a third, alternatives that both go on below), ways double with every step: beyond what any honest schema needs, each
 * schema judges each value once, and is remembered.
 */
export class Effort {
  #left = 0;
  #whole: unknown;
  #isCounted = false;
  #known = new Map<Judge, Map<unknown, Known>>();

  /** Before a value is judged. */
  begin(whole: unknown): void {
    this.#left = FREE;
    this.#whole = whole;
    this.#isCounted = false;
  }

  /** Forgets the value. */
  end(): void {
    this.#whole = undefined;
    if (this.#known.size > 0) this.#known = new Map();
  }

  test(judge: Judge, value: unknown, seen: Evaluated | undefined): boolean {
    return this.#left-- > 0 ? judge.test(value, seen) : this.#economical(judge, value, seen);
  }

  #economical(judge: Judge, value: unknown, seen: Evaluated | undefined): boolean {
    if (!this.#isCounted) {
      this.#isCounted = true;
      this.#left = PER_PLACE * placesIn(this.#whole);
      return judge.test(value, seen);
    }
    const known = this.#known.get(judge) ?? new Map<unknown, Known>();
    this.#known.set(judge, known);
    let result = known.get(value);
    if (result === undefined) {
      const own = new Evaluated();
      result = { fits: judge.test(value, own), seen: own };
      known.set(value, result);
    }
    if (result.fits) seen?.add(result.seen);
    return result.fits;
  }
}

/** A value's members and items, and theirs, and so on. */
function placesIn(whole: unknown): number {
  let count = 0;
  const waiting = [whole];
  while (waiting.length > 0) {
    const value = waiting.pop();
    count++;
    if (Array.isArray(value) || isObject(value)) for (const part of Object.values(value)) waiting.push(part);
  }
  return count;
}

const NO_VALUE = {};

/**
 * The judge of a reference, which is looked up when it is needed first. One that leads back to itself, of the same value and
 * through other references only, asks for nothing.
 */
export function judgeOfReference(target: () => Judge, effort: Effort): Judge {
  let made: Judge | undefined;
  /** What is being judged. */
  let current: unknown = NO_VALUE;
  return {
    test: (value, seen) => {
      made ??= target();
      if (Object.is(current, value)) return true;
      const before = current;
      current = value;
      try {
        return effort.test(made, value, seen);
      } finally {
        current = before;
      }
    },
    tell: (value, report, seen) => {
      made ??= target();
      if (Object.is(current, value) || effort.test(made, value, seen)) return;
      const before = current;
      current = value;
      try {
        made.tell(value, report, seen);
      } finally {
        current = before;
      }
    },
  };
}
