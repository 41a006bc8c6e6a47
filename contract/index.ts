// The public surface of the contract kit: plan → execute → check → report. Starts without TypeScript, Redocly or Handlebars.
export * from './events.js';
export { type RunOptions, run } from './execute/run.js';
export { type Handler, handlerTarget, httpTarget, type Target, type Transport } from './execute/transport.js';
export { plan } from './plan/cases.js';
export { type Selection, select } from './plan/select.js';
export type {
  Case,
  DiscoveryCase,
  FamilyUnderTest,
  Match,
  Plan,
  PlanEntry,
  PlanSettings,
  Subject,
  Unplannable,
} from './plan/types.js';
export { findingText } from './report/finding.js';
export { REPORTERS, type ReporterName } from './report/index.js';
export { type Report, reportText } from './report/report.js';
