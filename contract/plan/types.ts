// Hides nothing: what planning gives to execution. Types only.
import type { ApiModel, ApiResponse, Operation, Pointer } from '../../generator/model/types.js';
import type { Discovery, Family } from '../../runtime/lifecycle.js';
import type { WireMedia, WireParameter } from '../../runtime/wire.js';
import type { CaseRef, Phase, PlannedVersion, Position } from '../events.js';
import type { Relation } from './relations.js';

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

/** What a run puts in place of documented values. */
export interface PlanSettings {
  /** Parameter name → the value that is sent instead of the documented one; a text is read as the documented value's type. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Header name → value, added to every request or sent instead of the documented value. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly match?: Match;
  /** Where it declares how its versions are listed, the list is asked for once. */
  readonly family?: FamilyUnderTest;
}

/** What the list of versions is held against. */
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
  readonly settings: PlanSettings;
  /** Lower-case names of parameters and headers that prove who sends a request. */
  readonly credentials: ReadonlySet<string>;
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
}

/** How the body is written. */
export interface PlannedBody {
  readonly mediaType: string;
  readonly media: WireMedia;
}

/** What the documented pair says of the answer. */
export interface Expectation {
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
}

export interface Case {
  readonly ref: CaseRef;
  readonly subject: Subject;
  readonly operation: Operation;
  readonly request: PlannedRequest;
  readonly expect: Expectation;
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

/** The list of versions, asked for once. */
export interface DiscoveryCase {
  readonly ref: CaseRef;
  /** Its places are those of family.yaml. */
  readonly subject: Subject;
  readonly discovery: Discovery;
  readonly under: FamilyUnderTest;
  readonly headers: Readonly<Record<string, string>>;
}

export type PlanEntry = Case | Unplannable | DiscoveryCase;

/** One kind of cases. Deterministic: the same subject and settings give the same entries in the same order. */
export interface CaseSource {
  readonly phase: Phase;
  entries(context: PlanContext): Iterable<PlanEntry>;
}

export interface Plan {
  readonly versions: readonly PlannedVersion[];
  readonly entries: readonly PlanEntry[];
}
