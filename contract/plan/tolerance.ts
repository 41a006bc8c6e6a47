// Hides how long a server is waited for: as long as it may need, but not again and again where waiting has never been of use.

/** Looks that follow one another without a pause: an exchange takes time of its own. */
const AT_ONCE = 4;
/** Milliseconds of the first pause, and of the longest. */
const SHORTEST = 5;
const LONGEST = 500;

/** When what seems wrong is looked at again, as parts of the time in which what is under way must end. */
const AGAIN = [0.005, 0.015, 0.04, 0.09];

/** So often in vain, and nothing is to be hoped for: of one thing, and of all looks of a run where none was better for waiting. */
const VAIN_OF_ONE = 2;
const VAIN_OF_ALL = 8;

/** How a thing is waited for. */
export interface Wait {
  /** The same wherever waiting is as likely to help: `deleted /volumes`. */
  readonly what: string;
  /** Milliseconds in which what is under way must end. */
  readonly settleMs: number;
  wait(milliseconds: number): Promise<void>;
}

/** What waiting has been good for in one run. */
export class Tolerance {
  readonly #vain = new Map<string, number>();
  readonly #helped = new Set<string>();
  /** Of looks at what seems wrong. */
  readonly #looks = { vain: 0, helped: 0 };

  /**
   * Looks at something that is under way until it is not: at least once, and for `settleMs` at most. What was waited for in vain once is
   * looked at only once from then on.
   * @returns what was seen last
   */
  async until<T>(
    { what, settleMs, wait }: Wait,
    look: () => Promise<T>,
    isOver: (seen: T) => boolean,
  ): Promise<T> {
    let seen = await look();
    if (isOver(seen) || this.#isHopeless(what, 1)) return seen;
    let waited = 0;
    for (const pause of pauses(settleMs)) {
      await wait(pause);
      waited += pause;
      seen = await look();
      if (isOver(seen)) break;
    }
    if (waited > 0) this.#learn(what, isOver(seen));
    return seen;
  }

  /**
   * Looks until nothing is wrong, or for so long that it is not a matter of time. What stayed wrong often is looked at only once more, soon.
   * @param kindOf completes `what` by what was found
   * @returns what is wrong in the end
   */
  async again<T>(
    { what, settleMs, wait }: Wait,
    look: () => Promise<readonly T[]>,
    kindOf: (found: T) => string,
  ): Promise<readonly T[]> {
    let found = await look();
    const [first] = found;
    if (first === undefined) return found;
    const kind = `${kindOf(first)} ${what}`;
    const { vain, helped } = this.#looks;
    const isHopeless = this.#isHopeless(kind, VAIN_OF_ONE) || (helped === 0 && vain >= VAIN_OF_ALL);
    for (const part of isHopeless ? AGAIN.slice(0, 1) : AGAIN) {
      await wait(part * settleMs);
      found = await look();
      if (found.length === 0) break;
    }
    const hasHelped = found.length === 0;
    this.#learn(kind, hasHelped);
    this.#looks[hasHelped ? 'helped' : 'vain'] += 1;
    return found;
  }

  #isHopeless(what: string, often: number): boolean {
    return !this.#helped.has(what) && (this.#vain.get(what) ?? 0) >= often;
  }

  #learn(what: string, hasHelped: boolean): void {
    if (hasHelped) this.#helped.add(what);
    else this.#vain.set(what, (this.#vain.get(what) ?? 0) + 1);
  }
}

/** Pauses between looks at something that is under way: short ones first, no more than `total` milliseconds together. */
function* pauses(total: number): Generator<number> {
  for (let looks = 0; looks < AT_ONCE; looks++) yield 0;
  let left = total;
  for (let next = SHORTEST; left > 0; next = Math.min(next * 2, LONGEST)) {
    yield Math.min(next, left);
    left -= next;
  }
}
