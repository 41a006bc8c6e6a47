// Hides which reporters there are.
import { jsonReport } from './json.js';
import type { Report } from './report.js';
import { terminalReport } from './terminal.js';

export interface ReportOptions {
  readonly colour?: boolean;
}

export const REPORTERS = {
  terminal: (options: ReportOptions): Report => terminalReport(options),
  json: (): Report => jsonReport(),
} as const satisfies Record<string, (options: ReportOptions) => Report>;

export type ReporterName = keyof typeof REPORTERS;
