// Hides when drawing ends where it is to end by the clock: what is not begun by then is left out, and everything after it has its turn.
import type { TimeUp } from '../events.js';
import type { PlanEntry } from '../plan/types.js';

export class DrawTime {
  readonly #seconds: number | undefined;
  /** Milliseconds of performance.now(); undefined until something is drawn. */
  #end: number | undefined;
  #drawn = 0;
  #left = 0;

  /** @param seconds from the first draw on; without it nothing is left out */
  constructor(seconds: number | undefined) {
    this.#seconds = seconds;
  }

  /** What was left out; undefined where there was time enough. */
  get cut(): TimeUp | undefined {
    if (this.#seconds === undefined || this.#left === 0) return undefined;
    return { seconds: this.#seconds, drawn: this.#drawn, left: this.#left };
  }

  /** The next entry that is to be tried; undefined where there is none. */
  next(waiting: Iterator<PlanEntry>): PlanEntry | undefined {
    for (let each = waiting.next(); each.done !== true; each = waiting.next())
      if (this.#isInTime(each.value)) return each.value;
    return undefined;
  }

  #isInTime({ ref }: PlanEntry): boolean {
    if (this.#seconds === undefined || ref.phase !== 'fuzz') return true;
    const now = performance.now();
    this.#end ??= now + this.#seconds * 1000;
    const isInTime = now < this.#end;
    if (isInTime) this.#drawn += 1;
    else this.#left += 1;
    return isInTime;
  }
}
