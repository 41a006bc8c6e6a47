// Hides what a request is that must be refused, and with which statuses where the document names none.
import type { Operation } from '../../../generator/model/types.js';
import { responseFor } from '../expectation.js';
import type { PlannedRequest, Refusal } from '../types.js';

export interface Offence {
  /** In ids, unique within the operation: `body.name=maxLength`. */
  readonly name: string;
  readonly request: PlannedRequest;
  readonly expect: Refusal;
  /** What is judged instead of the operation: a method that the document does not have. */
  readonly operation?: Operation;
}

/** Of requests that are understood and wrong (RFC 9110 §15.5.1, §15.5.21). */
const WRONG = [400, 422];

/** A document that says nothing of wrong data leaves the choice; one that does has made it. */
export function usualRefusals(operation: Operation): readonly number[] {
  return WRONG.some((status) => responseFor(operation, status) !== undefined) ? [] : WRONG;
}
