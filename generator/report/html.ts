// Hides how changes look as a page: one file that fetches nothing, and in which nothing runs.
import { html, type Markup, NOTHING, ours } from '../../contract/markup/html.js';
import { byCall, type DiffReport, placeOf, type ReportedChange, sentence, summaryOf } from './report.js';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { border-bottom: 1px solid; padding-bottom: 0.25rem; }
h3 { font-family: ui-monospace, monospace; font-size: 1rem; }
li { margin: 0.5rem 0; }
.breaking { color: #b3261e; font-weight: 600; }
.warning { color: #8a5a00; font-weight: 600; }
.quiet { font-size: 0.85rem; opacity: 0.75; }
@media (prefers-color-scheme: dark) { .breaking { color: #ff8a80; } .warning { color: #ffd180; } }
`;

const WORDS = { breaking: 'Breaking', warning: 'Look at this', info: 'Change' } as const;

export function htmlOf(report: DiffReport, title: string): string {
  const sections = report.comparisons.map(
    (comparison) => html`<section>
<h2>${comparison.title}</h2>
${comparison.changes.length === 0 ? html`<p>No changes.</p>` : NOTHING}
${[...byCall(comparison.changes)].map(
  ([call, changes]) => html`<h3>${call === '' ? 'All operations' : call}</h3>
<ul>
${changes.map(itemOf)}
</ul>`,
)}
</section>`,
  );
  const notes = report.notes.map(
    ({ severity, message, id }) => html`<li>${severity}: ${message} (${id})</li>`,
  );
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${ours(STYLE)}</style>
</head>
<body>
<h1>${title}</h1>
<p>As of ${report.now}: ${summaryOf(report)}.</p>
${sections}
${notes.length === 0 ? NOTHING : html`<section><h2>Findings</h2><ul>${notes}</ul></section>`}
</body>
</html>
`;
  return page.markup;
}

function itemOf(change: ReportedChange): Markup {
  const { level, id, rule, why, accepted, base, revision } = change;
  const quiet = [
    rule === undefined ? id : `${id} ${rule}`,
    ...(why === undefined ? [] : [why]),
    ...(accepted ? [`accepted until ${accepted.expires}: ${accepted.reason}`] : []),
    `${placeOf(base)} → ${placeOf(revision)}`,
  ].join(' · ');
  return html`<li><span class="${level}">${WORDS[level]}</span> <span>${sentence(change)}</span><div class="quiet">${quiet}</div></li>`;
}
