// Hides `specpact changelog`: the history of a family, version by version, newest first.
import { hasErrors } from '../diagnostics.js';
import { markdownOf } from '../report/markdown.js';
import type { Comparing } from './diff-documents.js';
import { wantedForms, writeForms } from './diff-reports.js';
import { compareHistory } from './diff-versions.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { printable, printDiagnostics, standardError } from './print.js';
import { writeNamed } from './write-file.js';

export interface ChangelogCommand {
  readonly family: string;
  readonly specs: string;
  readonly now?: string;
  readonly allowHost: readonly string[];
  readonly reporter: readonly string[];
}

/** Exit codes: 0 it is written, 2 what was asked for makes no sense or cannot be read. */
export async function runChangelog(command: ChangelogCommand, io: Io): Promise<number> {
  const forms = wantedForms(command.reporter, ['markdown', 'html', 'json'], ['markdown']);
  if (typeof forms === 'string') return usage(forms, io);
  const instant = instantOf(command.now, io);
  if (typeof instant === 'string') return usage(instant, io);
  const comparing: Comparing = {
    ...{ io, instant, allowHosts: command.allowHost, extensions: [] },
    notice: { today: instant.toISOString().slice(0, 10), days: 0, betaDays: 0 },
  };
  const found = await compareHistory(command.family, command.specs, comparing);
  if (typeof found === 'string') return usage(found, io);
  if (hasErrors(found.notes)) {
    printDiagnostics(found.notes, standardError(io));
    return EXIT.usage;
  }
  const report = { ...found, comparisons: [...found.comparisons].reverse(), notes: [] };
  const title = `Changelog of ${command.family}`;
  for (const { file } of forms.filter(({ name }) => name === 'markdown')) {
    // A changelog is for callers: which file says it is of no interest to them.
    const text = markdownOf(report, { title, places: false });
    if (file === undefined) io.out(text);
    const problem = file === undefined ? undefined : writeNamed(file, text, io.cwd);
    if (problem !== undefined) return usage(problem, io);
  }
  const others = forms.filter(({ name }) => name !== 'markdown');
  const problem = writeForms(report, others, title, io);
  return problem === undefined ? EXIT.ok : usage(problem, io);
}

function usage(message: string, io: Io): number {
  io.err(`specpact changelog: ${printable(message)}\n`);
  return EXIT.usage;
}
