// Hides which reporters there are.
import { githubReport } from './github.js';
import { harReport } from './har.js';
import { htmlReport } from './html.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { ndjsonReport } from './ndjson.js';
import type { Report, ReportOptions } from './report.js';
import { sarifReport } from './sarif.js';
import { terminalReport } from './terminal.js';

export const REPORTERS = {
  terminal: terminalReport,
  json: jsonReport,
  ndjson: ndjsonReport,
  junit: junitReport,
  html: htmlReport,
  github: githubReport,
  sarif: sarifReport,
  har: harReport,
} as const satisfies Record<string, (options?: ReportOptions) => Report>;

export type ReporterName = keyof typeof REPORTERS;

/** Those that print lines and may share a stream; each of the others writes one document. */
export const LINE_REPORTERS: ReadonlySet<ReporterName> = new Set(['terminal', 'github']);
