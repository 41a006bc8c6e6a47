// Hides `specpact generate`: which documents, which targets, where to, and what is said about it.
import { basename, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics.js';
import type { GeneratedFile } from '../emit/emitter.js';
import { DEFAULT_TARGETS, EMITTERS } from '../emit/list.js';
import { closest } from '../family/closest.js';
import { generateDocument, generateFamilies } from '../pipeline.js';
import { readFailure, shownPath } from '../source.js';
import { FAMILIES, madeFrom } from '../write/manifest.js';
import { compareOutput, writeOutput } from '../write/output.js';
import { findManifests } from './find-manifests.js';
import { EXIT, type Io } from './io.js';
import { countLine, diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import { progressOn } from './progress.js';

export interface GenerateCommand {
  /** One OpenAPI document; without it, every family below `specs`. */
  readonly document?: string;
  readonly specs: string;
  readonly output: string;
  readonly targets?: string;
  readonly root?: string;
  readonly allowHost: readonly string[];
  readonly preview?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function runGenerate(command: GenerateCommand, io: Io): Promise<number> {
  const targets =
    command.targets
      ?.split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '') ??
    DEFAULT_TARGETS[command.document === undefined ? 'family' : 'document'];
  const problem = targetProblem(targets) ?? outputProblem(command, io);
  if (problem) return usage(problem, command, io);

  const outcome = await generateFiles(command, targets, io);
  if (typeof outcome === 'string') return usage(outcome, command, io);
  const { value: files, diagnostics } = outcome;
  if (!files || hasErrors(diagnostics)) return refuse(diagnostics, command, io);
  const folder = resolve(io.cwd, command.output);
  try {
    return command.check
      ? check(folder, files, diagnostics, command, io)
      : write(folder, files, diagnostics, command, io);
  } catch (cause) {
    return usage(`Cannot write to ${command.output}: ${readFailure(cause)}.`, command, io);
  }
}

async function generateFiles(
  command: GenerateCommand,
  targets: readonly string[],
  io: Io,
): Promise<Outcome<GeneratedFile[]> | string> {
  const onProgress = command.quiet || command.json ? undefined : progressOn(io);
  const options = {
    cwd: io.cwd,
    targets,
    allowHosts: command.allowHost,
    preview: command.preview === true,
    ...(onProgress && { onProgress }),
  };
  if (command.document !== undefined) {
    return generateDocument(command.document, {
      ...options,
      ...(command.root !== undefined && { root: resolve(io.cwd, command.root) }),
    });
  }
  const manifests = findManifests(command.specs, io.cwd);
  if (manifests.length > 0) return generateFamilies(manifests, options);
  return `There is no family.yaml below ${command.specs}. Name a document (specpact generate openapi.yaml --output src/api), or a folder of families with --specs.`;
}

function write(
  folder: string,
  files: GeneratedFile[],
  diagnostics: readonly Diagnostic[],
  command: GenerateCommand,
  io: Io,
): number {
  const written = writeOutput(folder, files, sourceOf(command));
  if (command.json) io.out(diagnosticsJson(diagnostics, { ...written }));
  else {
    printDiagnostics(diagnostics, standardError(io));
    const { changed, removed, unchanged } = written;
    const shown = shownPath(folder, io.cwd);
    if (!command.quiet) {
      io.out(
        changed.length + removed.length === 0
          ? `${shown} is up to date (${unchanged} files).\n`
          : `${shown}: ${changed.length} files written, ${removed.length} removed, ${unchanged} unchanged.\n`,
      );
    }
  }
  return EXIT.ok;
}

function check(
  folder: string,
  files: GeneratedFile[],
  diagnostics: readonly Diagnostic[],
  command: GenerateCommand,
  io: Io,
): number {
  const drift = compareOutput(folder, files, sourceOf(command));
  const shown = shownPath(folder, io.cwd);
  const lines = (['stale', 'missing', 'obsolete', 'foreign'] as const).flatMap((kind) =>
    drift[kind].map((path) => `${kind.padEnd(8)}  ${printable(join(shown, path).split(sep).join('/'))}\n`),
  );
  if (command.json) io.out(diagnosticsJson(diagnostics, { ...drift }));
  else {
    printDiagnostics(diagnostics, standardError(io));
    for (const line of lines) io.err(line);
    if (lines.length > 0)
      io.err(
        `${lines.length} ${lines.length === 1 ? 'file differs' : 'files differ'} from what the documents say. Run the same command without --check.\n`,
      );
    else if (!command.quiet) io.out(`${shown} is up to date (${files.length} files).\n`);
  }
  return lines.length > 0 ? EXIT.findings : EXIT.ok;
}

function refuse(diagnostics: readonly Diagnostic[], command: GenerateCommand, io: Io): number {
  if (command.json) io.out(diagnosticsJson(diagnostics));
  else {
    printDiagnostics(diagnostics, standardError(io));
    io.err(`${countLine(diagnostics)}. Nothing was written.\n`);
  }
  return EXIT.findings;
}

function targetProblem(targets: readonly string[]): string | undefined {
  const known = EMITTERS.map((emitter) => emitter.name);
  const unknown = targets.find((target) => !known.includes(target));
  if (targets.length === 0) return `Name at least one target: ${known.join(', ')}.`;
  if (unknown === undefined) return undefined;
  const near = closest(unknown, known);
  return `There is no target ${JSON.stringify(unknown)}${near === undefined ? '.' : `; did you mean ${near}?`} Targets: ${known.join(', ')}.`;
}

/** Output over the specs themselves, or over the working folder, would mix files that a later run removes. */
function outputProblem(command: GenerateCommand, io: Io): string | undefined {
  const folder = resolve(io.cwd, command.output);
  const inside = (path: string) => relative(folder, path) === '' || !relative(folder, path).startsWith('..');
  if (inside(io.cwd))
    return `The output folder ${command.output} holds the working folder; name a folder of its own with --output.`;
  if (command.document === undefined && inside(resolve(io.cwd, command.specs)))
    return `The output folder ${command.output} holds the specs; name a folder of its own with --output.`;
  const earlier = madeFrom(folder);
  if (earlier !== undefined && earlier !== sourceOf(command))
    return `The output folder ${command.output} holds what was made from ${earlier}; name another with --output.`;
  return undefined;
}

/** What the output is made from, as the folder's manifest says it: a folder holds the output of one source. */
function sourceOf(command: GenerateCommand): string {
  return command.document === undefined ? FAMILIES : basename(command.document);
}

function usage(message: string, command: GenerateCommand, io: Io): number {
  if (command.json) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact generate: ${printable(message)}\n`);
  return EXIT.usage;
}
