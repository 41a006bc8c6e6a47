// Hides how versions look as a picture: a line for each, in light and in dark, readable by programs that read aloud.
import { type Axis, axisOf, type Kind, placeOf, stretchesOf } from './axis.js';
import type { FamilyOverview, Overview, VersionOverview } from './overview.js';
import { idOf } from './table.js';
import { element, type Markup } from './xml.js';

const WIDTH = 800;
const LABELS = 190;
const RIGHT = 20;
const LINE = 26;
const TOP = 64;
/** Of a label, in characters that have room. */
const LONGEST = 24;

const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 14px; font-weight: 600; }
.quiet { fill: #59636e; }
.paper { fill: #ffffff; }
.grid { stroke: #d1d9e0; }
.guaranteed { fill: #2da44e; }
.notice { fill: #d4a72c; }
.lapsed { fill: #d1d9e0; }
.now { stroke: #cf222e; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .paper { fill: #0d1117; }
  .grid { stroke: #3d444d; }
  .guaranteed { fill: #238636; }
  .notice { fill: #9e6a03; }
  .lapsed { fill: #3d444d; }
  .now { stroke: #f85149; }
}
`;

const LEGEND: readonly (readonly [Kind, string])[] = [
  ['guaranteed', 'guaranteed'],
  ['notice', 'notice: it ends soon'],
  ['lapsed', 'may stop answering'],
];

export function svgOf(overview: Overview): string {
  const axis = axisOf(overview);
  const lines = overview.families.flatMap((family) => [
    family,
    ...family.versions.map((version) => ({ family, version })),
  ]);
  const bottom = TOP + lines.length * LINE;
  const height = bottom + 44;
  const title = `Versions as of ${overview.now.toISOString()}`;
  const picture = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    element('title', { id: 'title' }, title),
    element('desc', { id: 'description' }, described(overview)),
    element('style', {}, STYLE),
    element('rect', { class: 'paper', width: WIDTH, height }),
    element('text', { class: 'title', x: 16, y: 26 }, title),
    ...axis.ticks.flatMap((tick) => tickMarks(tick, axis, bottom)),
    ...lines.flatMap((line, index) => {
      const y = TOP + index * LINE;
      return 'version' in line ? versionMarks(line.family, line.version, axis, y) : [familyLabel(line, y)];
    }),
    element('line', {
      class: 'now',
      x1: xOf(axis.today, axis),
      x2: xOf(axis.today, axis),
      y1: TOP - 6,
      y2: bottom + 4,
    }),
    ...LEGEND.flatMap(([kind, words], index) => [
      element('rect', { class: kind, x: LABELS + index * 200, y: bottom + 18, width: 12, height: 12, rx: 2 }),
      element('text', { class: 'quiet', x: LABELS + index * 200 + 18, y: bottom + 28 }, words),
    ]),
  );
  return `${picture.markup}\n`;
}

function tickMarks(tick: string, axis: Axis, bottom: number): Markup[] {
  const x = xOf(tick, axis);
  return [
    element('line', { class: 'grid', x1: x, x2: x, y1: TOP - 6, y2: bottom + 4 }),
    element('text', { class: 'quiet', x: x + 3, y: TOP - 12 }, tick.slice(0, 7)),
  ];
}

function familyLabel({ family }: FamilyOverview, y: number): Markup {
  return element('text', { class: 'title', x: 16, y: y + 18 }, family);
}

function versionMarks({ family }: FamilyOverview, version: VersionOverview, axis: Axis, y: number): Markup[] {
  const bars = stretchesOf(version, axis).map(({ kind, from, to }) => {
    const [left, right] = [xOf(from, axis), xOf(to, axis)];
    return element('rect', { class: kind, x: left, y: y + 6, width: rounded(right - left), height: 14 });
  });
  return [
    element('text', { x: 28, y: y + 18 }, shortened(`${idOf(version)} ${version.state}`)),
    element('g', {}, element('title', {}, `${family} ${sentence(version)}`), ...bars),
    ...(version.notBefore === undefined ? [] : [dateLabel(version.notBefore, axis, y)]),
  ];
}

/** Right of the day, or left of it where the picture ends. */
function dateLabel(date: string, axis: Axis, y: number): Markup {
  const x = xOf(date, axis);
  const isRight = x < WIDTH - RIGHT - 80;
  return element(
    'text',
    { x: x + (isRight ? 5 : -5), y: y + 17, 'text-anchor': isRight ? 'start' : 'end' },
    date,
  );
}

function described({ families }: Overview): string {
  const said = families.map(({ family, versions }) => `${family}: ${versions.map(sentence).join('; ')}.`);
  return said.length > 0 ? said.join(' ') : 'There are no versions.';
}

function sentence(version: VersionOverview): string {
  const { state, notBefore, phase } = version;
  const until =
    notBefore === undefined
      ? ''
      : phase === 'lapsed'
        ? `, guaranteed until ${notBefore}, which is past`
        : `, guaranteed until ${notBefore}`;
  return `${idOf(version)} ${state}${until}`;
}

function xOf(date: string, axis: Axis): number {
  return rounded(LABELS + placeOf(date, axis) * (WIDTH - LABELS - RIGHT));
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
