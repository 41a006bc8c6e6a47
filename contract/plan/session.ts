// Hides nothing: what a scenario may do, and what it learns. Types only.
import type { ApiResponse, Operation } from '../../generator/model/types.js';
import type { CheckName, Severity } from '../events.js';
import type { Resource } from './resources.js';
import type { Tolerance } from './tolerance.js';
import type { Expectation, ItemPath, PlannedRequest, Problem, SentValues, Subject } from './types.js';

/** One request of a scenario. */
export interface Step {
  /** What it is for, in a word or two: `create`, `read again`. */
  readonly name: string;
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly expect: Expectation;
  /** True: what is wrong with the answer is not told, unless `tell` is called; no answer is none. */
  readonly probe?: boolean;
}

/** A request that no operation describes: the list of versions, a URL that an answer named. */
export interface OpenStep {
  readonly name: string;
  readonly method: string;
  /** Below the base URL, or a whole URL of the same origin. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, as it is sent. */
  readonly body?: string;
  /** True: no credentials are put on it. */
  readonly unauthenticated?: boolean;
}

/** What came back, whole and read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The value of a JSON or text body; undefined where there is none, or none that can be read. */
  readonly body: unknown;
  /** What the document says of the status. */
  readonly response?: ApiResponse;
  /** What was sent, ids of made items put in. */
  readonly values: SentValues;
  /** The URL that was asked, credentials redacted. */
  readonly url: string;
  /** Whether every check on this one exchange passed. */
  readonly held: boolean;
  /** Checks that found an error in this one exchange. */
  readonly broken: readonly CheckName[];
  /** Number of the exchange in its case, for `flaw`. */
  readonly exchange: number;
}

/** Of the ordinary request of a creation. */
export type Change = (request: PlannedRequest) => PlannedRequest;

/** An item that a run has made. */
export interface Made {
  /** Of its creation. */
  readonly reply: Reply;
  readonly id: unknown;
  readonly path: ItemPath;
  /** Where it was there, and then gone, while it was waited for: the answer that says so. */
  readonly vanished?: Reply;
}

/** One case under way. Once the run is ended, every call ends the scenario. */
export interface Session {
  readonly subject: Subject;
  /** What waiting has been good for, in this and all other cases of the run. */
  readonly tolerance: Tolerance;
  /**
   * Sends a request of an operation; every check judges its answer.
   * @returns undefined where no usable answer came, which is a finding already
   */
  send(step: Step): Promise<Reply | undefined>;
  /** Sends a request that no operation describes; nothing but the transport is judged. */
  ask(step: OpenStep): Promise<Reply | undefined>;
  /** Tells what is wrong. @param shown the exchange that shows it; the last one by default */
  flaw(check: CheckName, flaw: Problem & { readonly severity?: Severity }, shown?: Reply): void;
  /** Tells what a probe has found. */
  tell(probe: Reply): void;
  /** Says that a check could judge, whether or not it finds something. */
  judged(check: CheckName): void;
  /** Ends the scenario: it cannot be tried against this target. */
  skip(reason: string): never;
  /** The request with other texts for what must be unique, where its own are known to be another item's. */
  free(operation: Operation, request: PlannedRequest): PlannedRequest;
  /**
   * Makes an item for this scenario alone, and waits until it is ready.
   * @param change of the ordinary request
   * @returns undefined where it cannot be made
   */
  make(resource: Resource, change?: Change): Promise<Made | undefined>;
  /** Items for all scenarios of a resource that only read them, made when they are first asked for: one for each change that is taken. */
  shared(resource: Resource, changes: readonly Change[]): Promise<readonly Made[]>;
  /** Waits, in milliseconds; ends early when the run is ended. */
  wait(milliseconds: number): Promise<void>;
}
