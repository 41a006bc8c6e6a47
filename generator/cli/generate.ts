// Hides `specpact generate`: whether anything need be made, what is written, and with which exit code it ends.
import { resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { readFailure } from '../source.js';
import { recover } from '../write/carry-out.js';
import { recall } from '../write/memory.js';
import { compareOutput, writeOutput } from '../write/output.js';
import type { Io } from './io.js';
import { Reads } from './reads.js';
import { restated } from './remembered.js';
import { reportDrift, reportRefusal, reportUsage, reportWritten } from './report.js';
import { type GenerateCommand, type Request, requestOf } from './request.js';
import type { Work } from './work.js';

export async function runGenerate(command: GenerateCommand, io: Io): Promise<number> {
  if (!command.check) recover(resolve(io.cwd, command.output));
  const request = requestOf(command, io.cwd);
  if (typeof request === 'string') return reportUsage(request, command, io);
  const { folder, base } = request;
  // To check is to doubt everything, also what the last run says of itself.
  const isDoubted = command.check || command.force || command.clean;
  const memory = isDoubted ? undefined : recall(folder, request);
  if (memory?.isCurrent()) {
    const said = memory.parts.flatMap((part) => restated(part.diagnostics, base, io));
    return reportWritten({ changed: [], removed: [], unchanged: memory.files }, said, request, io);
  }
  // What makes files is heavy, and loaded only where some have to be made.
  const { makeWork } = await import('./work.js');
  const outcome = await makeWork(request, new Reads(base), memory, io);
  if (typeof outcome === 'string') return reportUsage(outcome, command, io);
  const { value: work, diagnostics } = outcome;
  if (!work || hasErrors(diagnostics)) return reportRefusal(diagnostics, command, io);
  try {
    return finish(work, diagnostics, request, io);
  } catch (cause) {
    return reportUsage(`Cannot write to ${command.output}: ${readFailure(cause)}.`, command, io);
  }
}

function finish(work: Work, diagnostics: readonly Diagnostic[], request: Request, io: Io): number {
  const { files, ...filling } = work;
  const { command, folder } = request;
  if (command.check)
    return reportDrift(compareOutput(folder, files, work.origin), files.length, diagnostics, request, io);
  const written = writeOutput(folder, files, { ...filling, clean: command.clean === true });
  return reportWritten(written, diagnostics, request, io);
}
