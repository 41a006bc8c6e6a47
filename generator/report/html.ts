// Hides how changes look as a page: one file that fetches nothing, and in which nothing runs.
import { element, type Markup } from '../versions/xml.js';
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
  const sections = report.comparisons.map((comparison) =>
    element(
      'section',
      {},
      element('h2', {}, comparison.title),
      ...(comparison.changes.length === 0 ? [element('p', {}, 'No changes.')] : []),
      ...[...byCall(comparison.changes)].flatMap(([call, changes]) => [
        element('h3', {}, call === '' ? 'All operations' : call),
        element('ul', {}, ...changes.map(itemOf)),
      ]),
    ),
  );
  const notes = report.notes.map(({ severity, message, id }) =>
    element('li', {}, `${severity}: ${message} (${id})`),
  );
  const page = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', {
        'http-equiv': 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'",
      }),
      element('meta', { name: 'viewport', content: 'width=device-width' }),
      element('title', {}, title),
      element('style', {}, STYLE),
    ),
    element(
      'body',
      {},
      element('h1', {}, title),
      element('p', {}, `As of ${report.now}: ${summaryOf(report)}.`),
      ...sections,
      ...(notes.length === 0
        ? []
        : [element('section', {}, element('h2', {}, 'Findings'), element('ul', {}, ...notes))]),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}

function itemOf(change: ReportedChange): Markup {
  const { level, id, rule, why, accepted, base, revision } = change;
  const quiet = [
    rule === undefined ? id : `${id} ${rule}`,
    ...(why === undefined ? [] : [why]),
    ...(accepted ? [`accepted until ${accepted.expires}: ${accepted.reason}`] : []),
    `${placeOf(base)} → ${placeOf(revision)}`,
  ].join(' · ');
  return element(
    'li',
    {},
    element('span', { class: level }, WORDS[level]),
    element('span', {}, ` ${sentence(change)}`),
    element('div', { class: 'quiet' }, quiet),
  );
}
