// Hides the report for people: every finding, then what was tried, operation by operation.
import type {
  Finding,
  FinishedEvent,
  JudgedEvent,
  PlannedEvent,
  PlannedOperation,
  PlannedVersion,
  Verdict,
} from '../events.js';
import { harmless } from '../show.js';
import { findingText, type Paint, PLAIN } from './finding.js';
import type { Report } from './report.js';

/** Findings operation by operation, then a summary. Nothing is written before the end. */
export function terminalReport(options: { readonly colour?: boolean } = {}): Report {
  const paint = options.colour === true ? COLOURED : PLAIN;
  const groups = new Map<string, Group>();
  let planned: PlannedEvent | undefined;
  let finished: FinishedEvent | undefined;
  return {
    add(event) {
      if (event.type === 'planned') planned = event;
      else if (event.type === 'finished') finished = event;
      else if (event.type === 'judged') addTo(groups, event);
      return '';
    },
    end: () => (planned && finished ? textOf(planned, finished, groups, paint) : ''),
  };
}

interface Group {
  readonly verdicts: Record<Verdict, number>;
  readonly findings: Finding[];
}

function addTo(
  groups: Map<string, Group>,
  { case: { version, family, operationId }, verdict, findings }: JudgedEvent,
): void {
  const key = groupKey({ version, ...(family !== undefined && { family }) }, operationId);
  const group = groups.get(key) ?? {
    verdicts: { held: 0, broken: 0, unplannable: 0, skipped: 0 },
    findings: [],
  };
  groups.set(key, group);
  group.verdicts[verdict] += 1;
  group.findings.push(...findings);
}

function groupKey(
  { family, version }: Pick<PlannedVersion, 'family' | 'version'>,
  operationId: string,
): string {
  return JSON.stringify([family, version, operationId]);
}

function textOf(
  planned: PlannedEvent,
  finished: FinishedEvent,
  groups: ReadonlyMap<string, Group>,
  paint: Paint,
): string {
  const findings: string[] = [];
  const table: string[] = [];
  const untried: string[] = [];
  for (const version of planned.versions) {
    table.push(paint.strong(harmless(`${version.family ?? version.title} ${version.version}`)));
    for (const operation of version.operations) {
      const group = groups.get(groupKey(version, operation.operationId));
      findings.push(...(group?.findings ?? []).map((finding) => findingText(finding, paint)));
      if (operation.examples === 0 && operation.cases === 0)
        untried.push(harmless(`${operation.operation} of ${version.version}`));
      else if (operation.cases > 0) table.push(row(operation, group, paint));
    }
  }
  const notice = untried.map((operation) => paint.dim(`  not tried: ${operation} has no documented example`));
  const parts = [...findings, [...table, ...notice].join('\n'), closing(planned, finished, paint)];
  return `${parts.join('\n\n')}\n`;
}

const NONE = { held: 0, broken: 0, unplannable: 0, skipped: 0 };

function row(operation: PlannedOperation, group: Group | undefined, paint: Paint): string {
  const { held, broken, unplannable, skipped } = group?.verdicts ?? NONE;
  const wrong = broken + unplannable;
  const missing = operation.cases - held - wrong - skipped;
  const mark = wrong > 0 ? paint.bad('✗') : missing > 0 ? paint.dim('?') : paint.good('✓');
  const counts = [
    `${held} of ${operation.cases} held`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(unplannable > 0 ? [`${unplannable} could not be sent`] : []),
    ...(skipped > 0 ? [`${skipped} could not be tried`] : []),
    ...(missing > 0 ? [`${missing} not run`] : []),
  ];
  return `  ${mark} ${harmless(operation.operation)}: ${counts.join(', ')}`;
}

function closing(
  { versions, baseUrl }: PlannedEvent,
  { outcome, reason, totals }: FinishedEvent,
  paint: Paint,
): string {
  const operations = versions
    .flatMap((version) => version.operations)
    .filter(({ cases, examples }) => cases > 0 && examples > 0);
  const examples = operations.reduce((sum, each) => sum + each.examples, 0);
  const tried = `${counted(totals.cases, 'case')} from ${counted(examples, 'example')} of ${counted(operations.length, 'operation')} against ${harmless(baseUrl)}`;
  const results = [
    `${totals.held} held`,
    ...(totals.broken > 0 ? [`${totals.broken} broken`] : []),
    ...(totals.unplannable > 0 ? [`${totals.unplannable} could not be sent`] : []),
    ...(totals.skipped > 0 ? [`${totals.skipped} could not be tried`] : []),
    ...(totals.notRun > 0 ? [`${totals.notRun} not run`] : []),
    ...(totals.warnings > 0 ? [counted(totals.warnings, 'warning')] : []),
  ].join(', ');
  const fine = totals.held + totals.skipped === totals.cases;
  const why = {
    complete: '',
    aborted: 'The run was ended early.',
    unreachable: 'The target cannot be reached',
    'gave-up': 'The run was given up',
  }[outcome];
  const end = reason === undefined ? why : `${why}: ${harmless(reason)}.`;
  return [`${tried}: ${fine ? paint.good(results) : paint.bad(results)}`, ...(end ? [end] : [])].join('\n');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const ESCAPE = '\u001b[';
const COLOURED: Paint = {
  bad: (text) => `${ESCAPE}31m${text}${ESCAPE}39m`,
  good: (text) => `${ESCAPE}32m${text}${ESCAPE}39m`,
  dim: (text) => `${ESCAPE}2m${text}${ESCAPE}22m`,
  strong: (text) => `${ESCAPE}1m${text}${ESCAPE}22m`,
};
