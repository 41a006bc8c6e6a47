// Hides nothing: what planning gives to execution. Types only.
import type { ApiModel, ApiResponse, Operation, Pointer } from '../../generator/model/types.js';
import type { Family } from '../../runtime/lifecycle.js';
import type { WireMedia, WireParameter } from '../../runtime/wire.js';
import type { CaseRef, CheckName, Phase, PlannedVersion, Position, Severity } from '../events.js';
import type { Outcome } from '../lifecycle/outcomes.js';
import type { Schemas } from '../schema/store.js';
import type { Relation } from './relations.js';
import type { Resource } from './resources.js';
import type { Session } from './session.js';

/** One version under test. */
export interface Subject {
  readonly model: ApiModel;
  /** Turns a pointer into the bundled document into a place in its files; asked only when something was found. */
  readonly locate?: (pointer: Pointer) => Position;
}

/**
 * How much of the documented answer binds. `relations`: its schema, and what it repeats of the request. `shape`: also every
 * member that it shows, with its type. `exact`: the same value.
 */
export type Match = 'relations' | 'shape' | 'exact';

/** What a run puts in place of documented values, and how much it tries. */
export interface PlanSettings {
  /** What is tried; see DEFAULT_PHASES. */
  readonly phases?: readonly Phase[];
  /** What is drawn by chance follows from it; 0 by default. The same seed gives the same cases. */
  readonly seed?: number;
  /** Values that `fuzz` draws for each operation; 25 by default, or as many as `drawSeconds` allows. */
  readonly draws?: number;
  /** Seconds after which `fuzz` draws no more. What is drawn, and in which order, is the same with and without it. */
  readonly drawSeconds?: number;
  /** Milliseconds that something under way (`status: creating`) is waited for; 10,000 by default. */
  readonly settleMs?: number;
  /** Parameter name → the value that is sent instead of the documented one; a text is read as the documented value's type. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Header name → value, added to every request or sent instead of the documented value. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly match?: Match;
  /** True: credentials are put on every request when it is sent; examples need not show any. */
  readonly authenticated?: boolean;
  /** Whether members that the document does not know are errors; warnings otherwise. */
  readonly strict?: boolean;
  /** Milliseconds that an answer may take; without it nobody asks. */
  readonly maxTime?: number;
  /** The family that the versions are of: how they are chosen and listed, and until when they must answer. */
  readonly family?: FamilyUnderTest;
}

/** What the versions of a family are held against. */
export interface FamilyUnderTest {
  readonly family: Family;
  /** As of when a version may be gone; without it one whose guarantee may have ended may be missing. */
  readonly instant?: Date;
  /** JSON pointer into family.yaml. */
  readonly pointerOf?: (id: string) => Pointer;
  readonly locate?: (pointer: Pointer) => Position;
}

/** What planning knows beside the operation at hand. */
export interface PlanContext {
  readonly subject: Subject;
  /** All versions of the run, the one at hand among them. */
  readonly subjects: readonly Subject[];
  readonly settings: PlanSettings;
  /** Lower-case names of parameters and headers that prove who sends a request. */
  readonly credentials: ReadonlySet<string>;
  /** What the paths of the document say about collections and their items. */
  readonly resources: readonly Resource[];
  /** The document's schemas as judges of requests. */
  readonly schemas: Schemas;
}

/** Values by place and name, typed, not yet serialised. The root of request pointers: `/path/snapshot_id`, `/body/name`. */
export interface SentValues {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
  readonly querystring: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface PlannedRequest {
  /** Upper case. */
  readonly method: string;
  /** Template with the document's base path in front, e.g. `/instance/v1/zones/{zone}/snapshots`. */
  readonly path: string;
  /** The operation's parameters, and what selector and settings add to them. */
  readonly parameters: readonly WireParameter[];
  readonly values: SentValues;
  readonly body?: PlannedBody;
  /** True: no credentials are put on it, for it is about what happens without them, or with those that stand in it. */
  readonly unauthenticated?: boolean;
  /** Where it is about an item of the run's own: made before, and its id put in place of the path's value. */
  readonly needs?: Need;
  /** What of it no document shows and nobody has given: `path id`, `the body`. Absent: nothing. */
  readonly madeUp?: readonly string[];
  /** What it names as its version, instead of the one under test; several times, or not at all where the list is empty. */
  readonly version?: readonly string[];
}

/** How the body is written. */
export interface PlannedBody {
  readonly mediaType: string;
  readonly media: WireMedia;
  /** Sent as it is, whatever the value: a text that is no JSON. */
  readonly raw?: string;
}

/** Path parameters by which an item is asked for: its own, and those of what it stands in. */
export type ItemPath = Readonly<Record<string, unknown>>;

/** An item that the run makes for itself, so that nothing else is changed or deleted. */
export interface Need {
  readonly resource: Resource;
  /** True: an item that no other case has seen. */
  readonly fresh: boolean;
  /** True: where no item can be made, the case is skipped; otherwise the documented value is sent. */
  readonly strict: boolean;
  /** Path parameters that keep their planned value all the same. */
  readonly keep?: readonly string[];
  /** Of what names an item itself: the own one where that can be read, or where the named one is missing. */
  readonly instead?: 'readable' | 'missing';
}

/** What an answer must be. `source`: what says so. */
export type Expectation = PairExpectation | Acceptance | Refusal | Selection | AnyDocumented;

/** What the documented pair says of the answer. */
export interface PairExpectation {
  readonly kind: 'pair';
  /** `202`, `4XX` or `default`: the status under which the example stands. */
  readonly status: string;
  readonly response: ApiResponse;
  /** Where the documented answer stands. */
  readonly source: Pointer;
  /** Absent: the example shows no body. */
  readonly body?: { readonly mediaType: string; readonly value: unknown };
  /** True where the pair documents a refusal. */
  readonly refusal: boolean;
  readonly match: Match;
  readonly relations: readonly Relation[];
  /** True where no request is shown that leads to this answer and to no other. */
  readonly unprompted?: boolean;
  /** True: a documented refusal is right too, since what is named may be no more. */
  readonly mayBeRefused?: true;
}

/** What an answer repeats of its request, and where that is shown. */
export interface Repetition {
  readonly relations: readonly Relation[];
  readonly source: Pointer;
}

/** The request is allowed: a documented success, or a refusal that says nothing about its data (404, 409, 429). */
export interface Acceptance {
  readonly kind: 'accepted';
  readonly source: Pointer;
  /** `name has 255 characters, as many as allowed` */
  readonly because: string;
  /** The same request without what is tried: where that is refused alike, the refusal is not about what is tried. */
  readonly control: PlannedRequest;
  /** Of a refusal: a `warning` where no keyword allows the value, but none forbids it either. */
  readonly severity?: Severity;
  /** True: it names nothing that might not be there, so that 404 is a refusal like any other. */
  readonly isListed?: boolean;
  /** What a success repeats of the request. */
  readonly repeats?: Repetition;
}

/** The request is forbidden: 4xx, never 2xx and never 5xx. */
export interface Refusal {
  readonly kind: 'refused';
  readonly source: Pointer;
  /** `name has 256 characters; at most 255 are allowed` */
  readonly because: string;
  /** Told where the request is accepted. */
  readonly check: CheckName;
  /** Statuses that are right although they are not documented: HTTP's own (405, 415). Any documented 4xx is. */
  readonly usual: readonly number[];
}

/** A version is named, or not: who may answer follows from family.yaml and the request itself. */
export interface Selection {
  readonly kind: 'selection';
  /** Into family.yaml's document, or the operation. */
  readonly source: Pointer;
  /** `Scp-Api-Version: virtualserver 1.30` */
  readonly named: string;
  /** What is right as well: servers may read what is nearly a version in more ways than one. */
  readonly orElse: readonly Outcome[];
}

/** Any documented answer is right; what follows from it is for a scenario to say. */
export interface AnyDocumented {
  readonly kind: 'documented';
  readonly source: Pointer;
  /** Statuses that need no documentation here: the 404 of what was deleted, or of a path that names something at random. */
  readonly usual?: readonly number[];
  /** What a success repeats of the request. */
  readonly repeats?: Repetition;
}

/** One request of an operation, and what its answer must be. */
export interface Planned {
  readonly subject: Subject;
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly expect: Expectation;
}

/** One request and its judgement. */
export interface Case extends Planned {
  readonly ref: CaseRef;
}

/** A documented pair, replayed. */
export interface ExampleCase extends Case {
  readonly expect: PairExpectation;
}

/** A documented example that cannot be sent; never dropped, always an error. */
export interface Unplannable {
  readonly ref: CaseRef;
  readonly subject: Subject;
  readonly problems: readonly Problem[];
}

export interface Problem {
  /** JSON pointer into the request. */
  readonly pointer: Pointer;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  readonly source: Pointer;
}

/** Several requests that follow from one another, judged together. */
export interface Scenario {
  readonly ref: CaseRef;
  readonly subject: Subject;
  play(session: Session): Promise<void>;
}

export type PlanEntry = Case | Unplannable | Scenario;

/** One kind of cases. Deterministic: the same subject and settings give the same entries in the same order, with unique ids. */
export interface CaseSource {
  readonly phase: Phase;
  /** How often all versions are walked, each time for other cases; once by default. */
  rounds?(context: PlanContext): number;
  /** @param round counted from 0 */
  entries(context: PlanContext, round: number): Iterable<PlanEntry>;
}

export interface Plan {
  /** What the entries were planned with. */
  readonly contexts: readonly PlanContext[];
  readonly versions: readonly PlannedVersion[];
  /** How many entries there are. */
  readonly size: number;
  /** Made anew whenever they are walked, so that a long plan costs no memory. */
  readonly entries: Iterable<PlanEntry>;
}
