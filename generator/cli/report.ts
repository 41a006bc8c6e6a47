// Hides what `specpact generate` says at its end, to people and to programs, and which exit code goes with it.
import { join, resolve, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { isUnreadable, shownPath } from '../source.js';
import type { Drift, Written } from '../write/output.js';
import { EXIT, type Io } from './io.js';
import { countLine, diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import type { GenerateCommand, Request } from './request.js';

/** So many names fit into a message. */
const MANY_EDITED = 5;

export function reportWritten(
  written: Written,
  diagnostics: readonly Diagnostic[],
  { command, folder }: Request,
  io: Io,
): number {
  if (command.json) {
    io.out(diagnosticsJson(diagnostics, { ...written }));
    return EXIT.ok;
  }
  printDiagnostics(diagnostics, standardError(io));
  const { changed, removed, unchanged, edited = [] } = written;
  const shown = printable(shownPath(folder, io.cwd));
  if (!command.quiet) {
    if (edited.length > 0) io.err(editedLine(edited, shownPath(folder, io.cwd)));
    io.out(
      changed.length + removed.length === 0
        ? `${shown} is up to date (${filesOf(unchanged)}).\n`
        : `${shown}: ${filesOf(changed.length)} written, ${removed.length} removed, ${unchanged} unchanged.\n`,
    );
  }
  return EXIT.ok;
}

function filesOf(count: number): string {
  return `${count} file${count === 1 ? '' : 's'}`;
}

/** Whoever changes what is generated should know that it does not last. */
function editedLine(edited: readonly string[], folder: string): string {
  const names = edited
    .slice(0, MANY_EDITED)
    .map((path) => printable(join(folder, path).split(sep).join('/')));
  const rest = edited.length - names.length;
  return `Changed since the last run, and now replaced or removed: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.\n`;
}

/** @param files how many there should be */
export function reportDrift(
  drift: Drift,
  files: number,
  diagnostics: readonly Diagnostic[],
  { command, folder }: Request,
  io: Io,
): number {
  const shown = shownPath(folder, io.cwd);
  const lines = (['stale', 'missing', 'obsolete', 'foreign'] as const).flatMap((kind) =>
    drift[kind].map((path) => `${kind.padEnd(8)}  ${printable(join(shown, path).split(sep).join('/'))}\n`),
  );
  if (command.json) io.out(diagnosticsJson(diagnostics, { ...drift }));
  else {
    printDiagnostics(diagnostics, standardError(io));
    for (const line of lines) io.err(line);
    if (lines.length > 0) io.err(advice(drift, lines.length));
    else if (!command.quiet) io.out(`${printable(shown)} is up to date (${files} files).\n`);
  }
  return lines.length > 0 ? EXIT.findings : EXIT.ok;
}

/** To run again mends everything but what others put there. */
function advice({ foreign }: Drift, count: number): string {
  const differ = `${count} ${count === 1 ? 'file differs' : 'files differ'} from what the documents say.`;
  const move = 'Move foreign files out of the folder; specpact does not touch them.';
  if (foreign.length === 0) return `${differ} Run the same command without --check.\n`;
  return foreign.length === count
    ? `${differ} ${move}\n`
    : `${differ} Run the same command without --check. ${move}\n`;
}

export function reportRefusal(diagnostics: readonly Diagnostic[], command: GenerateCommand, io: Io): number {
  if (command.json) io.out(diagnosticsJson(diagnostics));
  else {
    printDiagnostics(diagnostics, standardError(io));
    io.err(`${countLine(diagnostics)}. Nothing was written.\n`);
  }
  const { document } = command;
  const isRead =
    document === undefined || !isUnreadable(diagnostics, shownPath(resolve(io.cwd, document), io.cwd));
  return isRead ? EXIT.findings : EXIT.usage;
}

export function reportUsage(message: string, command: GenerateCommand, io: Io): number {
  if (command.json) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact generate: ${printable(message)}\n`);
  return EXIT.usage;
}
