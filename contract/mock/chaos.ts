// Hides faults on purpose: answers that come late, servers that fail, connections that break off. They follow from the seed.
import type { Chance } from './chance.js';

/** What goes wrong, and how often. */
export interface Chaos {
  /** Milliseconds before an answer, drawn between the two. */
  readonly latency?: { readonly from: number; readonly to: number };
  /** Share of requests that are answered with a 5xx, 0 to 1. */
  readonly errors?: number;
  /** Share of requests whose connection is cut, 0 to 1. */
  readonly drop?: number;
}

/** Raised instead of an answer: the connection is to be cut. */
export class Dropped extends Error {
  override readonly name = 'Dropped';

  constructor() {
    super('The connection was cut on purpose.');
  }
}

/** What becomes of one request. */
export interface Fate {
  readonly latency: number;
  readonly outcome: 'answer' | 'error' | 'drop';
}

/** Draws the same number of times for every request, so that one share does not change what the others hit. */
export function fateOf({ latency, errors = 0, drop = 0 }: Chaos, chance: Chance): Fate {
  const [late, failing, dropping] = [chance.next(), chance.next(), chance.next()];
  return {
    latency: latency ? Math.round(latency.from + late * (latency.to - latency.from)) : 0,
    outcome: dropping < drop ? 'drop' : failing < errors ? 'error' : 'answer',
  };
}

/** Waits, or until whoever asks goes away. */
export function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
