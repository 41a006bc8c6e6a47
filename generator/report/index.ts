// Lists the forms of a diff: one file each.
import { githubText } from './github.js';
import { htmlOf } from './html.js';
import { jsonOf } from './json.js';
import { junitText } from './junit.js';
import { markdownOf } from './markdown.js';
import type { DiffReport } from './report.js';
import { type Paint, terminalText } from './terminal.js';

export interface Form {
  readonly title: string;
  /** A changelog is for callers: which file says it is of no interest to them. */
  readonly places: boolean;
  readonly paint: Paint;
  /** A value as JSON that may be shown on a terminal. */
  json(value: object): string;
}

export const DIFF_REPORTERS = {
  terminal: (report, { paint }) => terminalText(report, paint),
  json: (report, { json }) => json(jsonOf(report)),
  markdown: (report, { title, places }) => markdownOf(report, { title, places }),
  html: (report, { title }) => htmlOf(report, title),
  github: (report) => githubText(report),
  junit: (report) => junitText(report),
} as const satisfies Record<string, (report: DiffReport, form: Form) => string>;

export type DiffReporterName = keyof typeof DIFF_REPORTERS;

/** Those that print lines and may share a stream; each of the others writes one document. */
export const LINE_FORMS: ReadonlySet<DiffReporterName> = new Set(['terminal', 'github']);
