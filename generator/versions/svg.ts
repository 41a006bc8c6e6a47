// Hides how versions look as a picture: a line for each, in light and in dark, readable by programs that read aloud.
import { element, type Xml } from '../../contract/markup/xml.js';
import { type Axis, axisOf, type Kind, placeOf, stretchesOf } from './axis.js';
import type { FamilyOverview, Overview, VersionOverview } from './overview.js';
import { idOf } from './table.js';

const WIDTH = 800;
/** Where bars begin, unless labels take more. */
const LABELS = 190;
/** Where labels begin, and what a letter of them takes. */
const INDENT = 28;
const LETTER = 7.2;
const RIGHT = 20;
const LINE = 26;
const TOP = 64;
/** Of a label (two dates and a state) and of the name of a family, in characters that have room, be they the widest. */
const LONGEST = 36;
const LONGEST_NAME = 50;
/** What the name of a month takes. */
const MONTH = 52;

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
  .guaranteed { fill: #1a7f37; }
  .notice { fill: #845306; }
  .lapsed { fill: #3d444d; }
  .now { stroke: #f85149; }
}
`;

const LEGEND: readonly (readonly [Kind, string])[] = [
  ['guaranteed', 'guaranteed'],
  ['notice', 'notice: it ends soon'],
  ['lapsed', 'may stop answering'],
];

/** The axis, and where it begins. */
interface Line extends Axis {
  readonly left: number;
}

export function svgOf(overview: Overview): string {
  const axis = { ...axisOf(overview), left: leftOf(overview) };
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
  return `${picture.xml}\n`;
}

function leftOf({ families }: Overview): number {
  const labels = families.flatMap(({ versions }) => versions.map((version) => labelOf(version).length));
  return Math.max(LABELS, rounded(INDENT + Math.max(0, ...labels) * LETTER + 8));
}

function labelOf(version: VersionOverview): string {
  return shortened(`${idOf(version)} ${version.state}`);
}

function tickMarks(tick: string, axis: Line, bottom: number): Xml[] {
  const x = xOf(tick, axis);
  const hasRoom = x + MONTH <= WIDTH;
  return [
    element('line', { class: 'grid', x1: x, x2: x, y1: TOP - 6, y2: bottom + 4 }),
    ...(hasRoom ? [element('text', { class: 'quiet', x: x + 3, y: TOP - 12 }, tick.slice(0, 7))] : []),
  ];
}

function familyLabel({ family }: FamilyOverview, y: number): Xml {
  return element('text', { class: 'title', x: 16, y: y + 18 }, shortened(family, LONGEST_NAME));
}

function versionMarks({ family }: FamilyOverview, version: VersionOverview, axis: Line, y: number): Xml[] {
  const bars = stretchesOf(version, axis).map(({ kind, from, to }) => {
    const [left, right] = [xOf(from, axis), xOf(to, axis)];
    return element('rect', { class: kind, x: left, y: y + 6, width: rounded(right - left), height: 14 });
  });
  return [
    element('text', { x: INDENT, y: y + 18 }, labelOf(version)),
    element('g', {}, element('title', {}, `${family} ${sentence(version)}`), ...bars),
    ...(version.notBefore === undefined ? [] : [dateLabel(version.notBefore, axis, y)]),
  ];
}

/** Right of the day, or left of it where the picture ends. */
function dateLabel(date: string, axis: Line, y: number): Xml {
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

function xOf(date: string, axis: Line): number {
  return rounded(axis.left + placeOf(date, axis) * (WIDTH - axis.left - RIGHT));
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function shortened(text: string, longest = LONGEST): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
