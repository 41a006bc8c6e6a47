// The public surface of the contract kit: plan → execute → check → report. Starts without TypeScript, Redocly or Handlebars.

export { type Authentication, authenticationOf } from './bindings/authentication.js';
export { type BoundOutcome, sendBound } from './bindings/bound-request.js';
export { Lookup, valuesOf } from './bindings/resolve.js';
export type { AuthBinding, Bindings, BoundRequest, Given } from './bindings/types.js';
export { NoRun, type RecordedRun, recordedRun } from './event-lines.js';
export * from './events.js';
export { type ConnectionOptions, connectedTransport, proxySettings } from './execute/connection.js';
export { type RunOptions, run } from './execute/run.js';
export {
  type Ending,
  type Handler,
  handlerTarget,
  httpTarget,
  type Incoming,
  type Outgoing,
  type Target,
  type Transport,
} from './execute/transport.js';
export { excuse, type KnownFailure, unmatched } from './expectations.js';
export { merge, type Part } from './merge.js';
export { DEFAULT_PHASES, plan } from './plan/cases.js';
export { type Selection, select } from './plan/select.js';
export type { Reply, Session, Step } from './plan/session.js';
export { type Shard, shardOf } from './plan/shard.js';
export type {
  Case,
  ExampleCase,
  Expectation,
  FamilyUnderTest,
  Match,
  Plan,
  PlanEntry,
  PlanSettings,
  Scenario,
  Subject,
  Unplannable,
} from './plan/types.js';
export { type Coverage, CoverageCount } from './report/coverage.js';
export { findingText } from './report/finding.js';
export { LINE_REPORTERS, REPORTERS, type ReporterName } from './report/index.js';
export { type Report, type ReportOptions, reportText } from './report/report.js';
export { strictly } from './strictness.js';
