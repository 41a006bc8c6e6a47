// Hides how versions look on a terminal: a table for each family, and one timeline for all.
import { type Axis, axisOf, type Kind, placeOf, stretchesOf } from './axis.js';
import type { FamilyOverview, Lapsing, Overview } from './overview.js';
import { aligned, COLUMNS, idOf, rowsOf, termsOf } from './table.js';

/** How a text is shown: coloured where a terminal takes that. */
export type Paint = (name: 'bold' | 'dim' | 'error' | 'warning' | 'info', text: string) => string;

const INDENT = '  ';
const MARKS: Readonly<Record<Kind, string>> = { guaranteed: '█', notice: '▒', lapsed: '·' };
const COLOURS = { guaranteed: 'bold', notice: 'warning', lapsed: 'dim' } as const;
const TODAY = '│';

export function tableOf(family: FamilyOverview, paint: Paint): string {
  const [header = '', ...rows] = aligned([COLUMNS, ...rowsOf(family)]);
  const lines = [
    `${paint('bold', family.family)}  ${paint('dim', `${termsOf(family)}, ${family.file}`)}`,
    INDENT + paint('dim', header),
    ...rows.map((row) => INDENT + row),
  ];
  return `${lines.join('\n')}\n`;
}

/** @param columns of the terminal; labels have what they need of them, the line has the rest */
export function timelineOf(overview: Overview, columns: number, paint: Paint): string {
  const axis = axisOf(overview);
  const rows = overview.families.flatMap((family) =>
    family.versions.map((version) => ({ label: `${family.family} ${idOf(version)}`, version })),
  );
  const labels = Math.min(Math.max(0, ...rows.map(({ label }) => label.length)), Math.floor(columns / 2));
  const width = columns - labels - 3;
  const today = cellOf(axis.today, axis, width);
  const lines = [
    INDENT + ' '.repeat(labels + 1) + paint('dim', ticksLine(axis, width)),
    ...rows.map(({ label, version }) => {
      const cells = Array.from({ length: width }, (): Kind | undefined => undefined);
      for (const { kind, from, to } of stretchesOf(version, axis))
        cells.fill(kind, cellOf(from, axis, width), cellOf(to, axis, width) + (to === axis.to ? 1 : 0));
      return `${INDENT}${shortened(label, labels).padEnd(labels)} ${barOf(cells, today, paint)}`;
    }),
    `${INDENT}${' '.repeat(labels + 1)}${paint('dim', `${MARKS.guaranteed} guaranteed  ${MARKS.notice} notice  ${MARKS.lapsed} may stop  ${TODAY} ${axis.today}`)}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function lapsingText(lapsing: readonly Lapsing[], days: number, until: string, paint: Paint): string {
  const title = `Lapses within ${days} days, by ${until}:`;
  if (lapsing.length === 0) return `${title} nothing.\n`;
  const lines = lapsing.map(({ family, version: { id, notBefore, daysLeft, successor } }) => {
    const next = successor === undefined ? '' : `, use ${successor}`;
    return `${INDENT}${notBefore}  ${family} ${id}, ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left${next}`;
  });
  return `${paint('bold', title)}\n${lines.join('\n')}\n`;
}

function cellOf(date: string, axis: Axis, width: number): number {
  return Math.min(width - 1, Math.floor(placeOf(date, axis) * width));
}

function barOf(cells: readonly (Kind | undefined)[], today: number, paint: Paint): string {
  const parts: string[] = [];
  for (let at = 0; at < cells.length; ) {
    const kind = cells[at];
    let end = at + 1;
    while (end < cells.length && cells[end] === kind && end !== today && at !== today) end++;
    if (at === today) parts.push(paint('error', TODAY));
    else parts.push(kind ? paint(COLOURS[kind], MARKS[kind].repeat(end - at)) : ' '.repeat(end - at));
    at = end;
  }
  return parts.join('').trimEnd();
}

/** Every month that is named, or every second, or fourth … of them: as many as have room, at even distances. */
function ticksLine(axis: Axis, width: number, step = 1): string {
  const ticks = axis.ticks.filter((_, index) => index % step === 0);
  let line = '';
  for (const tick of ticks) {
    const at = cellOf(tick, axis, width);
    if (line !== '' && at < line.length + 2) return ticksLine(axis, width, step * 2);
    if (at + 7 <= width) line = line.padEnd(at) + tick.slice(0, 7);
  }
  return line;
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}
