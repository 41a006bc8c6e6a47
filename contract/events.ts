// Hides nothing: what a run tells the world. Plain data, every event can be written as one line of JSON.

/** A place in a source text; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Everything that can be found. The check of a name lives in the file of that name; `plan` and `target` come before all checks. */
export const CHECKS = {
  plan: 'A documented example cannot be sent as it is documented.',
  target: 'No usable answer came: refused, reset, too slow, too large or not HTTP.',
  status: 'The status is not the documented one.',
  headers: 'A required response header is missing, or a header does not match its schema.',
  'no-body': 'A body came where there can be none.',
  'content-type': 'The media type is not the documented one.',
  body: 'The body is empty, cannot be read, or does not match its schema.',
  example: 'The body does not have the documented form.',
  relations: 'What the documented answer repeats of its request is not repeated.',
  discovery: 'The list of versions differs from family.yaml in ids, states or dates (L-19).',
} as const satisfies Record<string, string>;

export type CheckName = keyof typeof CHECKS;
export type Severity = 'error' | 'warning';
export type Phase = 'examples' | 'discovery';

/** Which case an event is about. */
export interface CaseRef {
  /** Path-like and stable: `family/version/operation/examples/pair`; `family/version/discovery` of the list of versions. */
  readonly id: string;
  readonly phase: Phase;
  readonly family?: string;
  readonly version: string;
  readonly operationId: string;
  /** `POST /v1/snapshots (createSnapshot)` */
  readonly operation: string;
  /** Name of the documented example; with ` + parameter` where a parameter's own example was added. */
  readonly example: string;
  /** JSON pointer into the document: where the example stands. */
  readonly source: string;
}

/** A request as it was sent; credentials are redacted. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** In order, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text of the body; absent where none was sent. */
  readonly body?: string;
}

/** An answer as it came; credentials are redacted. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Size of the body in bytes. */
  readonly bytes: number;
  /** At most the first 4,096 characters of the body, read as UTF-8. */
  readonly body: string;
}

/** Why there is no answer to judge. `aborted`: the run was ended from outside, so this is no finding. */
export interface Failure {
  readonly kind: 'unreachable' | 'timeout' | 'broken' | 'too-large' | 'threw' | 'aborted';
  readonly detail: string;
}

/** One way in which an implementation breaks its contract. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: Severity;
  readonly caseId: string;
  /** `POST /v1/snapshots (createSnapshot)` */
  readonly operation: string;
  readonly example: string;
  /** JSON pointer into the answer: `/status`, `/header/Content-Type`, `/body/snapshots/0/id`; into the request for `plan`. */
  readonly pointer: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON pointer into the bundled document: what says so. */
  readonly source: string;
  readonly position?: Position;
  readonly request?: SentRequest;
}

/** `held`: every check passed. `unplannable`: the case was never sent, which is an error, not a pass. */
export type Verdict = 'held' | 'broken' | 'unplannable';

export interface PlannedOperation {
  readonly operationId: string;
  readonly operation: string;
  readonly source: string;
  /** Documented example pairs, and cases planned from them. None: nothing is known about the operation after the run. */
  readonly examples: number;
  readonly cases: number;
}

export interface PlannedVersion {
  readonly family?: string;
  readonly version: string;
  readonly title: string;
  readonly operations: readonly PlannedOperation[];
}

/** Once, first. Counts are of what was selected. */
export interface PlannedEvent {
  readonly type: 'planned';
  readonly baseUrl: string;
  readonly versions: readonly PlannedVersion[];
  readonly cases: number;
}

/** Once for each case that was sent. */
export interface ExchangedEvent {
  readonly type: 'exchanged';
  readonly case: CaseRef;
  readonly request: SentRequest;
  readonly answer?: ReceivedAnswer;
  readonly failure?: Failure;
}

/** Once for each case, after its exchange. */
export interface JudgedEvent {
  readonly type: 'judged';
  readonly case: CaseRef;
  readonly verdict: Verdict;
  /** The checks that could judge; a wrong status, for one, leaves the body unjudged. */
  readonly checks: readonly CheckName[];
  readonly findings: readonly Finding[];
}

export interface Totals {
  readonly cases: number;
  readonly held: number;
  readonly broken: number;
  readonly unplannable: number;
  /** Planned and never sent, because the run ended early. */
  readonly notRun: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Once, last, also when the run ended early. */
export interface FinishedEvent {
  readonly type: 'finished';
  /** `unreachable`: no request ever got an answer. `gave-up`: too many requests in a row got none. */
  readonly outcome: 'complete' | 'aborted' | 'unreachable' | 'gave-up';
  readonly reason?: string;
  readonly totals: Totals;
}

export type RunEvent = PlannedEvent | ExchangedEvent | JudgedEvent | FinishedEvent;
