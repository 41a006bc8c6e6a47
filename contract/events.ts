// Hides nothing: what a run tells the world. Plain data, every event can be written as one line of JSON.

/** A place in a source text; `line` and `column` count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a run tries, in this order; each part can be left out. */
export const PHASES = {
  examples: 'Every documented example, request and answer paired by name.',
  coverage: 'Every parameter and field at the edges of what the document allows.',
  negative: 'One thing at a time that the document forbids.',
  fuzz: 'Values drawn from the schemas, by the seed.',
  stateful: 'What was created is read, listed, changed and deleted.',
  lifecycle: 'Versions, as their states and dates want them.',
  discovery: 'The list of versions.',
} as const satisfies Record<string, string>;

export type Phase = keyof typeof PHASES;

/** Everything that can be found. The check of a name lives in the file of that name; `plan` and `target` come before all checks. */
export const CHECKS = {
  plan: 'A documented example cannot be sent as it is documented.',
  target: 'No usable answer came: refused, reset, too slow, too large or not HTTP.',
  'server-error': 'The server failed (5xx) where the document does not say that it may.',
  'negative-data': 'What the document forbids was accepted.',
  'valid-data': 'What the document allows was refused.',
  credentials: 'A request without credentials, or with wrong ones, was accepted.',
  status: 'The status is not the documented one.',
  challenge: 'A 401 does not say how to prove who one is (RFC 9110 §11.6.1).',
  allow: 'A 405 does not say which methods there are (RFC 9110 §10.2.1), or says it wrongly.',
  headers: 'A required response header is missing, or a header does not match its schema.',
  deprecation: 'Deprecation, Sunset or Link are missing, malformed, or not what family.yaml says.',
  'version-echo': 'The answer does not say which version made it, or not what it varies by.',
  'no-body': 'A body came where there can be none.',
  'content-type': 'The media type is not the documented one.',
  body: 'The body is empty, cannot be read, or does not match its schema.',
  'error-body': 'A problem document contradicts the answer that it stands in (RFC 9457).',
  'extra-fields': 'The body has members that the document does not know.',
  example: 'The body does not have the documented form.',
  relations: 'What the documented answer repeats of its request is not repeated.',
  'answer-time': 'The answer took longer than was asked for.',
  safety: 'A request that only reads has changed something.',
  idempotence: 'The same request once more has another effect.',
  head: 'HEAD does not answer like GET.',
  created: 'What was created cannot be read, is not listed, or is not what was sent.',
  updated: 'A change is not seen later, or changed more or less than was sent.',
  deleted: 'What was deleted is still there.',
  filter: 'A filter lets through what does not match, or holds back what does.',
  sort: 'A list is not in the order that was asked for.',
  paging: 'The pages of a list lose an item, repeat one, or are not as long as was asked for.',
  count: 'The count of a list is not the number of its items.',
  link: 'A documented link does not lead to where it should.',
  'version-selection':
    'A version that is absent, malformed, unknown, planned or retired is not answered as it must be.',
  'version-leak': 'A version shows or takes what only another version has.',
  expectations: 'What is known to fail does not.',
  discovery: 'The list of versions differs from family.yaml in ids, states or dates (L-19).',
} as const satisfies Record<string, string>;

export type CheckName = keyof typeof CHECKS;
export type Severity = 'error' | 'warning';

/** Which case an event is about. */
export interface CaseRef {
  /** Path-like and stable: `family/version/operation/phase/name`; `family/version/discovery` of the list of versions. */
  readonly id: string;
  readonly phase: Phase;
  readonly family?: string;
  readonly version: string;
  readonly operationId: string;
  /** `POST /v1/snapshots (createSnapshot)` */
  readonly operation: string;
  /** Name of the documented example, with ` + parameter` where a parameter's own example was added; else what is tried. */
  readonly example: string;
  /** JSON pointer into the document: where the example stands, or what the case is planned from. */
  readonly source: string;
  /** Of a part of a run: the place in the whole, counted from 0, by which parts are put together again. */
  readonly order?: number;
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
  readonly kind: 'unreachable' | 'timeout' | 'broken' | 'too-large' | 'threw' | 'throttled' | 'aborted';
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
  /** Which of the case's exchanges shows it, counted from 0 in the order of their events. Absent: none was made. */
  readonly exchange?: number;
  /** Excused: it is known, and says why. Never counted as an error. */
  readonly known?: { readonly reason: string; readonly expires: string; readonly position: Position };
}

/**
 * `held`: every check passed. `unplannable`: the case was never sent, which is an error, not a pass. `skipped`: it could not be tried
 * against this target, and nobody is to blame; never a pass either. `known`: broken as it is known to be.
 */
export type Verdict = 'held' | 'broken' | 'unplannable' | 'skipped' | 'known';

export interface PlannedOperation {
  readonly operationId: string;
  readonly operation: string;
  readonly source: string;
  /** Documented example pairs, and cases planned from them. None: nothing is known about the operation after the run. */
  readonly examples: number;
  readonly cases: number;
  /** What there is to be touched: see report/coverage.ts. */
  readonly documented: Documented;
}

/** What a document says of one operation, as far as a run can touch it. */
export interface Documented {
  /** `query limit`, `path snapshot_id`; without those that select the version. */
  readonly parameters: readonly string[];
  /** As written: `202`, `4XX`, `default`. */
  readonly statuses: readonly string[];
  /** JSON pointers of the documented pairs. */
  readonly examples: readonly string[];
}

export interface PlannedVersion {
  readonly family?: string;
  readonly version: string;
  readonly title: string;
  /** As family.yaml says: `DEPRECATED`, `2026-05-31`, `1.3`. */
  readonly state?: string;
  readonly notBefore?: string;
  readonly successor?: string;
  readonly operations: readonly PlannedOperation[];
}

/** Once, first. Counts are of what was selected. */
export interface PlannedEvent {
  readonly type: 'planned';
  readonly baseUrl: string;
  readonly versions: readonly PlannedVersion[];
  readonly cases: number;
  /** As of which everything is judged, in RFC 3339 and UTC. */
  readonly instant?: string;
  /** What was drawn by chance follows from it. */
  readonly seed?: number;
  /** Which part of a whole run this is; `cases` of the whole. */
  readonly shard?: { readonly index: number; readonly of: number; readonly cases: number };
}

/** Once for each request that a case sends: most send one; what needs a resource of its own, or tries a whole life, sends more. */
export interface ExchangedEvent {
  readonly type: 'exchanged';
  readonly case: CaseRef;
  /** What the request was for, where the case sends more than one: `create`, `read again`. */
  readonly step?: string;
  /** The operation that was asked, where it is another than the case's. */
  readonly operationId?: string;
  readonly request: SentRequest;
  readonly answer?: ReceivedAnswer;
  readonly failure?: Failure;
}

/** Once for each case, after its exchanges. */
export interface JudgedEvent {
  readonly type: 'judged';
  readonly case: CaseRef;
  readonly verdict: Verdict;
  /** The checks that could judge; a wrong status, for one, leaves the body unjudged. */
  readonly checks: readonly CheckName[];
  readonly findings: readonly Finding[];
  /** Why it was skipped. */
  readonly reason?: string;
}

/** Once, after all cases, where the run has created something: what is gone again, and what could not be removed. */
export interface CleanedEvent {
  readonly type: 'cleaned';
  readonly removed: number;
  /** `DELETE https://…: why it is still there`; credentials are redacted. */
  readonly left: readonly string[];
}

export interface Totals {
  readonly cases: number;
  readonly held: number;
  readonly broken: number;
  readonly unplannable: number;
  readonly skipped: number;
  /** Broken, but known to be. */
  readonly known: number;
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
  /** Where drawing was to end by the clock, and did. */
  readonly cut?: TimeUp;
}

/** Draws beyond the time that there was: planned, and in no total. */
export interface TimeUp {
  readonly seconds: number;
  /** Cases of the phase `fuzz` that were begun, and those that were not. */
  readonly drawn: number;
  readonly left: number;
}

export type RunEvent = PlannedEvent | ExchangedEvent | JudgedEvent | CleanedEvent | FinishedEvent;
