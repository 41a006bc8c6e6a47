// Hides nothing: what a mock needs of the outside. Types only.
import type { Chance } from './chance.js';

export interface World {
  readonly now: () => Date;
  readonly chance: Chance;
  /** Milliseconds until what is under way (`status: creating`) is done. */
  readonly settleMs: number;
}
