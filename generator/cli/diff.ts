// Hides `specpact diff`: what is compared with what, what of it counts, and which exit code that is.
import { hasErrors } from '../diagnostics.js';
import { DIFF_REPORTERS, type DiffReporterName, LINE_FORMS } from '../report/index.js';
import type { DiffReport, ReportedChange } from '../report/report.js';
import { readAccepted, withAccepted } from './accepted.js';
import { compareWithEarlier } from './diff-against.js';
import { type Comparing, compareFiles } from './diff-documents.js';
import { writeForms } from './diff-reports.js';
import { compareVersionsOf } from './diff-versions.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import { wantedReports } from './wanted-reports.js';

export interface DiffCommand {
  readonly names: readonly string[];
  readonly family?: string;
  readonly against?: string;
  readonly specs: string;
  readonly root?: string;
  readonly now?: string;
  readonly notice: string;
  readonly accepted?: string;
  readonly failOn: 'breaking' | 'warning' | 'any' | 'never';
  readonly extension: readonly string[];
  readonly allowHost: readonly string[];
  readonly reporter: readonly string[];
  readonly json?: boolean;
}

/** Exit codes: 0 nothing that counts, 1 changes that do, 2 what was asked for makes no sense or cannot be read. */
export async function runDiff(command: DiffCommand, io: Io): Promise<number> {
  const given = command.json ? [...command.reporter, 'json'] : command.reporter;
  const known = Object.keys(DIFF_REPORTERS) as DiffReporterName[];
  const forms = wantedReports(given, { known, lines: LINE_FORMS, usual: 'terminal' });
  if (typeof forms === 'string') return usage(forms, command, io);
  const instant = instantOf(command.now, io);
  if (typeof instant === 'string') return usage(instant, command, io);
  if (!/^\d{1,5}$/.test(command.notice))
    return usage(`--notice ${command.notice} is no number of days; write 90.`, command, io);
  const odd = command.extension.find((name) => !name.startsWith('x-'));
  if (odd !== undefined)
    return usage(`--extension ${odd} is no extension: these begin with x-.`, command, io);

  const days = Number(command.notice);
  const comparing: Comparing = {
    ...{ io, instant, allowHosts: command.allowHost, extensions: command.extension },
    notice: { today: instant.toISOString().slice(0, 10), days, betaDays: days },
    ...(command.root !== undefined && { root: command.root }),
  };
  const found = await compare(command, comparing);
  if (typeof found === 'string') return usage(found, command, io);
  let report: DiffReport = found;
  if (command.accepted !== undefined) {
    const accepted = readAccepted(command.accepted, io.cwd);
    if (!accepted.value)
      return unreadable({ ...report, comparisons: [], notes: accepted.diagnostics }, command, io);
    report = withAccepted(report, accepted.value);
  }
  if (report.comparisons.length === 0 && hasErrors(report.notes)) return unreadable(report, command, io);
  const problem = writeForms(report, forms, { title: 'API changes', places: true }, io);
  if (problem !== undefined) return usage(problem, command, io);
  const isShown = forms.some(
    ({ name, file }) => file === undefined && (name === 'terminal' || name === 'junit'),
  );
  if (isShown) printDiagnostics(report.notes, standardError(io));
  if (report.notes.some(({ id }) => id === 'base-unreadable')) return EXIT.usage;
  return counts(report, command) ? EXIT.findings : EXIT.ok;
}

async function compare(command: DiffCommand, comparing: Comparing): Promise<DiffReport | string> {
  const { names, family, against, specs } = command;
  if (family !== undefined && against !== undefined)
    return '--family compares two versions, --against two revisions: name one of them.';
  if (against !== undefined)
    return compareWithEarlier(against, names.length > 0 ? names : [specs], comparing);
  const [first, second, ...more] = names;
  if (first === undefined || second === undefined || more.length > 0)
    return family === undefined
      ? 'Name two documents, or compare with what there was: specpact diff --against git:main.'
      : `Name two versions: specpact diff --family ${family} 1.1 1.3.`;
  if (family !== undefined) return compareVersionsOf(family, [first, second], specs, comparing);
  return compareFiles(first, second, comparing);
}

function counts({ comparisons, notes }: DiffReport, { failOn }: DiffCommand): boolean {
  if (hasErrors(notes)) return true;
  const isAsked = failOn === 'warning' || failOn === 'any';
  if (isAsked && notes.some(({ id }) => id === 'diff-incomplete')) return true;
  const severities: readonly ReportedChange['severity'][] = {
    breaking: ['error'] as const,
    warning: ['error', 'warning'] as const,
    any: ['error', 'warning', 'info'] as const,
    never: [],
  }[failOn];
  return comparisons.some(({ changes }) =>
    changes.some(({ severity, accepted }) => accepted === undefined && severities.includes(severity)),
  );
}

function unreadable({ notes }: DiffReport, command: DiffCommand, io: Io): number {
  if (asksForJson(command)) io.out(diagnosticsJson(notes, { error: 'There is nothing to compare.' }));
  else printDiagnostics(notes, standardError(io));
  return EXIT.usage;
}

function usage(message: string, command: DiffCommand, io: Io): number {
  if (asksForJson(command)) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact diff: ${printable(message)}\n`);
  return EXIT.usage;
}

function asksForJson({ json, reporter }: DiffCommand): boolean {
  return json === true || reporter.includes('json');
}
