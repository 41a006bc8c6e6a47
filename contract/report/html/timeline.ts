// Hides how the versions of a run are shown: a table of their states and dates, and a picture of how long each is guaranteed.
import type { PlannedVersion } from '../../events.js';
import { html, type Markup, NOTHING } from '../../markup/html.js';

const WIDTH = 640;
const LABELS = 180;
const LINE = 26;
const TOP = 30;
const DAY = 86_400_000;

export function versionsSection(versions: readonly PlannedVersion[], instant: string | undefined): Markup {
  const rows = versions.map(
    ({ family, title, version, state, notBefore, successor, operations }) => html`<tr>
<th scope="row">${family ?? title} ${version}</th><td>${state ?? '–'}</td><td>${notBefore ?? '–'}</td><td>${successor ?? '–'}</td>
<td class="number">${operations.length}</td><td class="number">${operations.reduce((sum, { cases }) => sum + cases, 0)}</td></tr>`,
  );
  return html`<section id="versions">
<h2>Versions</h2>
${pictureOf(versions, instant)}
<div class="scroll" role="region" tabindex="0" aria-label="Table of versions"><table>
<caption>Versions that were tried</caption>
<thead><tr>${['Version', 'State', 'Guaranteed until', 'Successor', 'Operations', 'Cases'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>
</section>`;
}

/** Nothing where no version has an end: a line without an end says nothing. */
function pictureOf(versions: readonly PlannedVersion[], instant: string | undefined): Markup {
  const dates = versions.flatMap(({ notBefore }) => (notBefore === undefined ? [] : [timeOf(notBefore)]));
  if (dates.length === 0) return NOTHING;
  const now = instant === undefined ? undefined : timeOf(instant);
  const known = [...dates, ...(now === undefined ? [] : [now])];
  const first = Math.min(...known) - 90 * DAY;
  const last = Math.max(...known) + 90 * DAY;
  const place = (time: number) => LABELS + Math.round(((WIDTH - LABELS) * (time - first)) / (last - first));
  const height = TOP + versions.length * LINE + 8;
  const lines = versions.map(({ family, title, version, notBefore }, at) => {
    const y = TOP + at * LINE;
    const end = notBefore === undefined ? WIDTH : place(timeOf(notBefore));
    const rest = notBefore === undefined ? NOTHING : bar('over', end, WIDTH, y);
    return html`<text x="0" y="${y + 14}">${shortened(`${family ?? title} ${version}`)}</text>${bar('bar', LABELS, end, y)}${rest}`;
  });
  const marker =
    now === undefined
      ? NOTHING
      : html`<line class="now" x1="${place(now)}" x2="${place(now)}" y1="${TOP - 8}" y2="${height}"/><text x="${place(now)}" y="${TOP - 14}" text-anchor="middle">${instant?.slice(0, 10) ?? ''}</text>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Picture of versions"><svg role="img" aria-label="How long each version is guaranteed; the table below says the same" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
${lines}
${marker}
</svg></div>`;
}

function bar(look: string, from: number, to: number, y: number): Markup {
  return html`<rect class="${look}" x="${from}" y="${y + 3}" width="${Math.max(0, to - from)}" height="14" rx="2"/>`;
}

/** Milliseconds; a date is meant in UTC here, which moves it by less than the picture shows. */
function timeOf(date: string): number {
  return Date.parse(date);
}

function shortened(text: string): string {
  return text.length > 26 ? `${text.slice(0, 25)}…` : text;
}
