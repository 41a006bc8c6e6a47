// Hides the page as a whole: one file that fetches nothing, and in which nothing runs but its own script.
import { createHash } from 'node:crypto';
import type { FinishedEvent, PlannedEvent } from '../../events.js';
import { html, type Markup, NOTHING, ours } from '../../markup/html.js';
import type { Cause } from '../cause.js';
import type { Coverage } from '../coverage.js';
import { conditionsOf } from '../report.js';
import { coverageSection } from './coverage.js';
import { findingsSection } from './findings.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';
import { versionsSection } from './timeline.js';

export interface PageContent {
  readonly planned: PlannedEvent;
  readonly finished: FinishedEvent | undefined;
  readonly causes: readonly Cause[];
  readonly coverage: Coverage;
  /** Why the run ended before its end. */
  readonly end: string | undefined;
  /** What else there is to say: skipped cases, what was left behind. */
  readonly notices: readonly string[];
  readonly tool: string;
}

/** Whatever slipped through all escapes would still not run: the policy knows the two texts by their hashes. */
const POLICY = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;

export function pageText(content: PageContent): string {
  const { planned, causes, coverage, tool } = content;
  const names = [...new Set(planned.versions.map(({ family, title }) => family ?? title))];
  const title = `Contract of ${names.join(', ') || 'nothing'}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${ours(STYLE)}</style>
</head>
<body>
<a class="skip" href="#summary">To the summary</a>
<header>
<h1>${title}</h1>
<p class="quiet">${[planned.baseUrl, ...conditionsOf(planned)].join(', ')}</p>
<nav aria-label="Parts"><ul>${['summary', 'findings', 'versions', 'coverage'].map((part) => html`<li><a href="#${part}">${part}</a></li>`)}</ul></nav>
</header>
<main>
${summarySection(content)}
${findingsSection(causes, planned.seed)}
${versionsSection(planned.versions, planned.instant)}
${coverageSection(planned.versions, coverage)}
</main>
<footer>specpact ${tool}</footer>
<script>${ours(SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

function summarySection({ finished, causes, coverage, end, notices }: PageContent): Markup {
  const totals = finished?.totals;
  const unknown = causes.filter(({ first }) => !first.known);
  const counts: readonly (readonly [string, string | number])[] = [
    ['Cases', totals?.cases ?? '?'],
    ['Held', totals?.held ?? '?'],
    ['Broken', totals?.broken ?? '?'],
    ...(totals && totals.known > 0 ? [['Known to be broken', totals.known] as const] : []),
    ...(totals && totals.unplannable > 0 ? [['Could not be sent', totals.unplannable] as const] : []),
    ...(totals && totals.skipped > 0 ? [['Could not be tried', totals.skipped] as const] : []),
    ...(totals && totals.notRun > 0 ? [['Not run', totals.notRun] as const] : []),
    ['Findings', unknown.length],
    ['Touched', `${coverage.percent} %`],
  ];
  return html`<section id="summary">
<h2>Summary</h2>
${end === undefined ? NOTHING : html`<p class="bad"><strong>${end}</strong></p>`}
<dl class="counts">${counts.map(([name, count]) => html`<div><dt>${name}</dt><dd>${count}</dd></div>`)}</dl>
${notices.length === 0 ? NOTHING : html`<ul>${notices.map((notice) => html`<li>${notice}</li>`)}</ul>`}
</section>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
