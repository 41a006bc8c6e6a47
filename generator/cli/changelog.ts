// Hides `specpact changelog`: the history of a family, version by version, newest first.
import { hasErrors } from '../diagnostics.js';
import { LINE_FORMS } from '../report/index.js';
import { type Comparing, noNotice } from './diff-documents.js';
import { writeForms } from './diff-reports.js';
import { compareHistory } from './diff-versions.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import { wantedReports } from './wanted-reports.js';

export interface ChangelogCommand {
  readonly family: string;
  readonly specs: string;
  readonly now?: string;
  readonly allowHost: readonly string[];
  readonly reporter: readonly string[];
  readonly json?: boolean;
}

/** Exit codes: 0 it is written, 2 what was asked for makes no sense or cannot be read. */
export async function runChangelog(command: ChangelogCommand, io: Io): Promise<number> {
  const given = command.json ? [...command.reporter, 'json'] : command.reporter;
  const forms = wantedReports(given, {
    known: ['markdown', 'html', 'json'],
    lines: LINE_FORMS,
    usual: 'markdown',
  });
  if (typeof forms === 'string') return usage(forms, command, io);
  const instant = instantOf(command.now, io);
  if (typeof instant === 'string') return usage(instant, command, io);
  const comparing: Comparing = {
    ...{ io, instant, allowHosts: command.allowHost, extensions: [] },
    notice: noNotice(instant),
  };
  const found = await compareHistory(command.family, command.specs, comparing);
  if (typeof found === 'string') return usage(found, command, io);
  if (hasErrors(found.notes)) {
    if (asksForJson(command)) io.out(diagnosticsJson(found.notes, { error: 'There is nothing to compare.' }));
    else printDiagnostics(found.notes, standardError(io));
    return EXIT.usage;
  }
  // What is wrong with the documents is told to whoever writes the changelog, not to who reads it.
  const isJson = asksForJson(command);
  if (!isJson) printDiagnostics(found.notes, standardError(io));
  const notes = isJson ? found.notes : [];
  const report = { ...found, comparisons: [...found.comparisons].reverse(), notes };
  const title = `Changelog of ${command.family}`;
  const problem = writeForms(report, forms, { title, places: false }, io);
  return problem === undefined ? EXIT.ok : usage(problem, command, io);
}

function usage(message: string, command: ChangelogCommand, io: Io): number {
  if (asksForJson(command)) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact changelog: ${printable(message)}\n`);
  return EXIT.usage;
}

function asksForJson({ json, reporter }: ChangelogCommand): boolean {
  return json === true || reporter.includes('json');
}
