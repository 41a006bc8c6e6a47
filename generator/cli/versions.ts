// Hides `specpact versions`: which families the paths mean, at which instant, and in which forms their versions are shown.
import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { addDays } from '../../runtime/lifecycle.js';
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { checkDates } from '../family/dates.js';
import { type FamilyManifest, readFamily } from '../family/manifest.js';
import { checkNames } from '../family/twins.js';
import { isUnreadable, shownPath } from '../source.js';
import { markdownOf } from '../versions/markdown.js';
import { type Lapsing, lapsingWithin, type Overview, overviewOf } from '../versions/overview.js';
import { svgOf } from '../versions/svg.js';
import { lapsingText, tableOf, timelineOf } from '../versions/terminal.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { colour, countLine, diagnosticsJson, printable, printDiagnostics, standardOutput } from './print.js';
import { daysOf } from './span.js';
import { writeNamed } from './write-file.js';

export interface VersionsCommand {
  /** family.yaml files, and folders that hold such files below them. */
  readonly paths: readonly string[];
  readonly now?: string;
  /** `90d`, `12w` */
  readonly within?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  /** Files to write. */
  readonly svg?: string;
  readonly ics?: string;
}

/** What lapses soon, where that is asked for. */
interface Within {
  readonly days: number;
  readonly until: string;
  readonly versions: readonly Lapsing[];
}

/** Exit codes: 0 no rule is broken (warnings do not fail), 1 an error, 2 what was asked for makes no sense or cannot be written. */
export async function runVersions(command: VersionsCommand, io: Io): Promise<number> {
  const instant = instantOf(command.now, io);
  if (typeof instant === 'string') return usage(instant, command, io);
  const days = command.within === undefined ? undefined : daysOf('--within', command.within);
  if (typeof days === 'string') return usage(days, command, io);
  if (command.json && command.markdown)
    return usage('--json and --markdown are two forms: name one.', command, io);
  if (command.svg !== undefined && command.svg === command.ics)
    return usage('--svg and --ics name one file: name two.', command, io);
  const paths = manifestsOf(command.paths, io.cwd);
  if (typeof paths === 'string') return usage(paths, command, io);

  const read = await Promise.all(paths.map((path) => readFamily(path, io.cwd)));
  const manifests = read.flatMap(({ value }) => value ?? []);
  const findings = [
    ...read.flatMap(({ diagnostics, value }) => [...diagnostics, ...datesOf(value, instant)]),
    ...checkNames(manifests),
  ];
  const overview = overviewOf(manifests, instant);
  for (const [path, text] of await filesOf(command, overview)) {
    const problem = writeNamed(path, text, io.cwd);
    if (problem !== undefined) return usage(problem, command, io);
  }
  report(overview, withinOf(overview, days), findings, command, io);
  if (paths.some((path) => isUnreadable(findings, shownPath(path, io.cwd)))) return EXIT.usage;
  return hasErrors(findings) ? EXIT.findings : EXIT.ok;
}

function datesOf(manifest: FamilyManifest | undefined, instant: Date): Diagnostic[] {
  return manifest ? checkDates(manifest, instant) : [];
}

function manifestsOf(paths: readonly string[], cwd: string): string[] | string {
  const found = new Set<string>();
  for (const path of paths.length > 0 ? paths : ['specs']) {
    const absolute = resolve(cwd, path);
    if (!existsSync(absolute)) return `There is no ${path}. Name family.yaml files or folders of families.`;
    if (!statSync(absolute).isDirectory() && basename(absolute) !== 'family.yaml')
      return `${path} is no family.yaml: a lone document has no versions. Name family.yaml files or folders of families.`;
    const manifests = findManifests(path, cwd);
    if (manifests.length === 0) return noFamilies(path, cwd);
    for (const manifest of manifests) found.add(manifest);
  }
  return [...found];
}

/** What writes calendars is loaded only where one is wanted. */
async function filesOf({ svg, ics }: VersionsCommand, overview: Overview): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  if (svg !== undefined) files.set(svg, svgOf(overview));
  if (ics === undefined) return files;
  const { calendarOf } = await import('../versions/calendar.js');
  return files.set(ics, calendarOf(overview));
}

function withinOf(overview: Overview, days: number | undefined): Within | undefined {
  if (days === undefined) return undefined;
  const until = addDays(overview.now.toISOString().slice(0, 10), days);
  return { days, until, versions: lapsingWithin(overview, days) };
}

function report(
  overview: Overview,
  within: Within | undefined,
  findings: readonly Diagnostic[],
  command: VersionsCommand,
  io: Io,
): void {
  const now = overview.now.toISOString();
  if (command.json) {
    const lapsing = within && { ...within, versions: within.versions.map(named) };
    io.out(
      diagnosticsJson(findings, { now, families: overview.families, ...(lapsing && { within: lapsing }) }),
    );
    return;
  }
  if (command.markdown) {
    const lapsing = within && { ...within, title: `Lapses within ${within.days} days` };
    io.out(markdownOf(overview, findings, lapsing));
    return;
  }
  const stream = standardOutput(io);
  const paint: Parameters<typeof tableOf>[1] = (name, text) => colour(stream, name, printable(text));
  for (const family of overview.families) io.out(`${tableOf(family, paint)}\n`);
  if (overview.families.length > 0) io.out(`${timelineOf(overview, columnsOf(io), paint)}\n`);
  if (within) io.out(`${lapsingText(within.versions, within.days, within.until, paint)}\n`);
  printDiagnostics(findings, stream);
  const families = `${overview.families.length} ${overview.families.length === 1 ? 'family' : 'families'}`;
  io.out(`${families} as of ${now}: ${findings.length === 0 ? 'no findings' : countLine(findings)}.\n`);
}

function named({ family, version }: Lapsing): object {
  return { family, version: version.id, notBefore: version.notBefore, daysLeft: version.daysLeft };
}

/** A line is read up to some length only. */
function columnsOf({ columns = 80 }: Io): number {
  return Math.min(120, Math.max(80, columns));
}

function usage(message: string, command: VersionsCommand, io: Io): number {
  if (command.json) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact versions: ${printable(message)}\n`);
  return EXIT.usage;
}
