// Hides the report for people: every cause, then what was tried, operation by operation.
import type { FinishedEvent, PlannedEvent, PlannedVersion } from '../events.js';
import { harmless } from '../show.js';
import { type Coverage, isDocumented, KINDS, type OperationCoverage, type Verdicts } from './coverage.js';
import { causeText, type Paint, PLAIN } from './finding.js';
import { finalReport, type RunRecord } from './record.js';
import { conditionsOf, counted, cutOf, endOf, type Report, type ReportOptions } from './report.js';

/** Causes, then a summary. Nothing is written before the end. */
export function terminalReport({ colour }: ReportOptions = {}): Report {
  const paint = colour === true ? COLOURED : PLAIN;
  return finalReport((record) => {
    const { planned, finished } = record;
    const coverage = record.coverage();
    return planned && finished && coverage ? textOf(record, planned, finished, coverage, paint) : '';
  });
}

function textOf(
  record: RunRecord,
  planned: PlannedEvent,
  finished: FinishedEvent,
  coverage: Coverage,
  paint: Paint,
): string {
  const parts = [
    ...record.causes().map((cause) => causeText(cause, paint, planned.seed)),
    [
      ...planned.versions.flatMap((version) =>
        tableOf(version, coverage, paint, finished.cut !== undefined && finished.outcome === 'complete'),
      ),
      ...record.notices().map((line) => paint.dim(`  ${harmless(line)}`)),
    ].join('\n'),
    closing(planned, finished, coverage, paint),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableOf(version: PlannedVersion, { operations }: Coverage, paint: Paint, isCut: boolean): string[] {
  const rows = operations.filter(
    (each) => each.version === version.version && each.family === version.family && each.cases > 0,
  );
  const title = `${version.family ?? version.title} ${version.version}`;
  return [paint.strong(beginning(title)), ...rows.map((row) => rowOf(row, paint, isCut))];
}

/** Begins a line, where a CI system takes `::` and `##` for a command to it; a title may be called so. */
function beginning(title: string): string {
  return harmless(title).replace(/^(?=\s*(?:::|##))/, '. ');
}

/** @param isCut what is missing is what time left out */
function rowOf({ operation, cases, verdicts }: OperationCoverage, paint: Paint, isCut: boolean): string {
  const { held = 0, broken = 0, unplannable = 0, skipped = 0, known = 0 } = verdicts;
  const tried = held + broken + unplannable + skipped + known;
  const missing = isCut ? 0 : cases - tried;
  const mark =
    broken + unplannable > 0 ? paint.bad('✗') : missing > 0 || held === 0 ? paint.dim('?') : paint.good('✓');
  return `  ${mark} ${harmless(operation)}: ${held} of ${tried + missing} held${others(verdicts, missing)}`;
}

/** `, 2 broken, 1 not run` */
function others({ broken = 0, unplannable = 0, skipped = 0, known = 0 }: Verdicts, missing: number): string {
  const counts: readonly (readonly [number, string])[] = [
    [broken, 'broken'],
    [known, 'known to be broken'],
    [unplannable, 'could not be sent'],
    [skipped, 'could not be tried'],
    [missing, 'not run'],
  ];
  return counts.flatMap(([count, word]) => (count > 0 ? [`, ${count} ${word}`] : [])).join('');
}

function closing(planned: PlannedEvent, finished: FinishedEvent, coverage: Coverage, paint: Paint): string {
  const { versions, baseUrl } = planned;
  const { totals } = finished;
  const operations = versions
    .flatMap((version) => version.operations)
    .filter((each) => each.cases > 0 && isDocumented(each));
  const examples = operations.reduce((sum, each) => sum + each.examples, 0);
  const shown = examples > 0 ? ` with ${counted(examples, 'example')}` : '';
  const tried = `${counted(totals.cases, 'case')} of ${counted(operations.length, 'operation')}${shown} against ${harmless(baseUrl)}`;
  const warnings = totals.warnings > 0 ? `, ${counted(totals.warnings, 'warning')}` : '';
  const results = `${totals.held} held${others(totals, totals.notRun)}${warnings}`;
  const fine = totals.held + totals.skipped + totals.known === totals.cases && totals.errors === 0;
  const conditions = conditionsOf(planned);
  return [
    `${tried}: ${fine ? paint.good(results) : paint.bad(results)}`,
    coverageLine(coverage),
    ...[endOf(finished), cutOf(finished)].flatMap((line) => (line === undefined ? [] : [harmless(line)])),
    ...(conditions.length > 0 ? [paint.dim(conditions.join(', '))] : []),
  ].join('\n');
}

function coverageLine({ percent, kinds }: Coverage): string {
  const words = {
    operations: 'operations',
    parameters: 'parameters',
    statuses: 'status codes',
    examples: 'examples',
  };
  const each = KINDS.map((kind) => `${kinds[kind].touched} of ${kinds[kind].of} ${words[kind]}`);
  return `touched ${percent} %: ${each.join(', ')}`;
}

const ESCAPE = '\u001b[';
const COLOURED: Paint = {
  bad: (text) => `${ESCAPE}31m${text}${ESCAPE}39m`,
  good: (text) => `${ESCAPE}32m${text}${ESCAPE}39m`,
  dim: (text) => `${ESCAPE}2m${text}${ESCAPE}22m`,
  strong: (text) => `${ESCAPE}1m${text}${ESCAPE}22m`,
};
