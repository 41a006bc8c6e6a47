// Hides nothing: another value for one place. Types only.
import type { Pointer } from '../../../generator/model/types.js';

/** Another value at a spot, and what the document says of it. */
export interface Variation {
  /** In ids: `maxLength`, `null`, `enum-unified`. */
  readonly what: string;
  /** ABSENT: nothing there. */
  readonly value: unknown;
  /** What follows the name in a sentence: `has 255 characters, as many as allowed`. */
  readonly because: string;
  /** JSON pointer into the document: what says so. */
  readonly source: Pointer;
}

/** A value that is allowed. */
export interface Boundary extends Variation {
  /** `stated`: by a keyword. `implied`: no keyword forbids it. `open`: servers may have reasons of their own to refuse it. */
  readonly claim: 'stated' | 'implied' | 'open';
  /** Where a refusal may have another reason than what is tried: a value without it. */
  readonly instead?: unknown;
}
