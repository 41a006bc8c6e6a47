// Hides `specpact generate`: whether anything need be made, what is written, and with which exit code it ends.
import { resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { readFailure } from '../source.js';
import { recover } from '../write/carry-out.js';
import type { Part } from '../write/manifest.js';
import { recall } from '../write/memory.js';
import { compareOutput, writeOutput } from '../write/output.js';
import type { Io } from './io.js';
import { Reads } from './reads.js';
import { restated } from './remembered.js';
import { reportDrift, reportRefusal, reportUsage, reportWritten } from './report.js';
import { type GenerateCommand, type Request, requestOf } from './request.js';
import type { Work } from './work.js';

export async function runGenerate(
  { each, ...command }: GenerateCommand & { readonly each?: readonly Partial<GenerateCommand>[] },
  io: Io,
): Promise<number> {
  if (each) {
    const { generateEach } = await import('./generate-each.js');
    return generateEach(command, each, io);
  }
  if (!command.watch) return (await generateOnce(command, io, undefined)).code;
  if (command.check)
    return reportUsage('--watch writes, and --check does not: name one of them.', command, io);
  const { watchAndGenerate } = await import('./watch.js');
  return watchAndGenerate(command, io);
}

/** How a run has ended. */
export interface Ended {
  readonly code: number;
  /** True where there was nothing to do. */
  readonly isCurrent: boolean;
  /** What the output is made from, absolute, where it is known. */
  readonly inputs: readonly string[];
}

/** @param given is told what is read, also where the run fails */
export async function generateOnce(
  command: GenerateCommand,
  io: Io,
  given: Reads | undefined,
): Promise<Ended> {
  const failed = (code: number): Ended => ({ code, isCurrent: false, inputs: [] });
  if (!command.check) recover(resolve(io.cwd, command.output));
  const request = requestOf(command, io.cwd);
  if (typeof request === 'string') return failed(reportUsage(request, command, io));
  const { folder, base } = request;
  const inputsOf = (parts: readonly Part[]) =>
    parts.flatMap((part) => Object.keys(part.inputs)).map((name) => resolve(base, name));
  // To check is to doubt everything, also what the last run says of itself.
  const isDoubted = command.check || command.force || command.clean;
  const memory = isDoubted ? undefined : recall(folder, request);
  if (memory?.isCurrent()) {
    const said = memory.parts.flatMap((part) => restated(part.diagnostics, base, io));
    const written = { changed: [], removed: [], unchanged: memory.files };
    return {
      code: reportWritten(written, said, request, io),
      isCurrent: true,
      inputs: inputsOf(memory.parts),
    };
  }
  // What makes files is heavy, and loaded only where some have to be made.
  const { makeWork } = await import('./work.js');
  const reads = new Reads(base, given?.onRead);
  const outcome = await makeWork(request, reads, memory, io);
  if (typeof outcome === 'string') return failed(reportUsage(outcome, command, io));
  const { value: work, diagnostics } = outcome;
  if (!work || hasErrors(diagnostics)) return failed(reportRefusal(diagnostics, command, io));
  try {
    const code = finish(work, diagnostics, request, io);
    return { code, isCurrent: false, inputs: inputsOf(work.origin.made?.parts ?? []) };
  } catch (cause) {
    return failed(reportUsage(`Cannot write to ${command.output}: ${readFailure(cause)}.`, command, io));
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
