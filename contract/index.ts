// The public surface of the contract kit: plan → execute → check → report. Starts without TypeScript, Redocly or Handlebars.
export * from './events.js';
export { type RunOptions, run } from './execute/run.js';
export { type Handler, handlerTarget, httpTarget, type Target, type Transport } from './execute/transport.js';
export { DEFAULT_PHASES, plan } from './plan/cases.js';
export { type Selection, select } from './plan/select.js';
export type { Reply, Session, Step } from './plan/session.js';
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
export { findingText } from './report/finding.js';
export { REPORTERS, type ReporterName } from './report/index.js';
export { type Report, reportText } from './report/report.js';
