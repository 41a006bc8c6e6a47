// Hides when the next request may go: so many a second, and none while the server has asked for patience.

/** Shared by all cases of a run. Times are relative; no clock on the wall is asked. */
export class Pace {
  /** Milliseconds of performance.now() before which nothing is sent. */
  #next = 0;
  readonly #between: number;

  /** @param perSecond requests; without it as many as there are */
  constructor(perSecond?: number) {
    this.#between = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /** Waits for the turn of one request; ends early, and rejects, when the signal is aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(this.#next, now);
    if (this.#between > 0) this.#next = at + this.#between;
    if (at > now) await waited(at - now, signal);
  }

  /** Nothing goes for so many milliseconds. */
  hold(milliseconds: number): void {
    this.#next = Math.max(this.#next, performance.now() + milliseconds);
  }
}

/** Rejects with the signal's reason when it is aborted. */
export function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
