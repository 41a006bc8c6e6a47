// Edits of the library that make one difference each.
import { ANSWER_EDITS } from './answer-edits.js';
import type { NamedEdit } from './named-edit.js';
import { REQUEST_EDITS } from './request-edits.js';

/** One difference each. */
export const EDITS: readonly NamedEdit[] = [...REQUEST_EDITS, ...ANSWER_EDITS];
