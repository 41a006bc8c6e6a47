// Hides what a change is before anybody judges it: what differs, where it stands in both documents, and who meets it. Types only.
import type { Pointer } from '../../model/types.js';

/** What differs at one place, whoever meets it there. */
export interface Fact {
  /** `maximum-lowered`, `property-removed`, …: a row of the table of rules. */
  readonly kind: string;
  /** Places in the two documents; where a thing is in one of them only, the place in the other where it would be. */
  readonly base: Pointer;
  readonly revision: Pointer;
  /** Which property, parameter, scheme … it is about. */
  readonly name?: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/**
 * Through what a change is met. `request` and `response`: what callers send, and what they get; `parameter` and `header` the same of
 * what is no body; `call`: the operation itself; `document`: all of them.
 */
export type Side = 'request' | 'response' | 'parameter' | 'header' | 'call' | 'document';

/** One way in which a fact is met. */
export interface Use {
  /** `GET /pets`, `webhook petAdded POST`; empty where it is the document as a whole. */
  readonly call: string;
  readonly side: Side;
  /** `request body (application/json)`, `200 answer`, `query parameter limit`; empty of the call itself. */
  readonly part: string;
  /** Below the part: `owner.name`, `[].id`. */
  readonly path: string;
  /** False below the root of a schema. */
  readonly isRoot: boolean;
  /** A member that does not travel this way: `readOnly` in a request, `writeOnly` in an answer. */
  readonly isHidden: boolean;
  /** -1 where less is more (below `not`), 0 where nobody can tell (below `if`). */
  readonly sense: 1 | 0 | -1;
  /** Where a parameter stands. */
  readonly location?: string;
  /** Of a parameter: it is always there, before or now. */
  readonly isRequired?: boolean;
  /** False where every value is sent as text: a number is a text there. */
  readonly isTyped: boolean;
  /** How settled the operation is, as it says (`x-stability-level`). */
  readonly stability?: unknown;
  /** The newer document flags what leads here as a correction of the older one (`x-bugfix`). */
  readonly isCorrected?: boolean;
  /** Not one of the operations under `paths` and `webhooks`. */
  readonly isCallback?: boolean;
}

/** A fact, and all ways in which it is met. */
export interface Change {
  readonly fact: Fact;
  readonly use: Use;
}

export type Say = (fact: Fact, use: Use) => void;
