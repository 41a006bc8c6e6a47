// Hides nothing: what an exchange knows of versions. Types only.
import type { FamilyUnderTest } from '../plan/types.js';
import type { Chosen } from './outcomes.js';

/** Of which version an answer may be. */
export interface Life {
  readonly under: FamilyUnderTest;
  readonly chosen: Chosen;
}
