// Hides how the corpus is laid out: for every format what has it, and what does not.
import type { Format } from '../../../runtime/formats.js';
import { ADDRESSES } from './addresses.js';
import { VALUES } from './values.js';

export interface Samples {
  readonly valid: readonly (string | number)[];
  readonly invalid: readonly (string | number)[];
}

export const CORPUS: Readonly<Record<Format, Samples>> = { ...ADDRESSES, ...VALUES };
