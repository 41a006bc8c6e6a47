// Hides `specpact project`: which version is asked for, and where the document that comes of it goes.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics.js';
import { type FamilyManifest, readFamily } from '../family/manifest.js';
import { ordered } from '../lint/findings.js';
import { lifeFindings } from '../lint/lives.js';
import { type ProjectOptions, project } from '../project/project.js';
import { projectedText, textOf } from '../project/text.js';
import { wantedOf } from '../project/wanted.js';
import { isUnreadable, readFailure, shownPath } from '../source.js';
import { bundled } from '../spec/bundle.js';
import { otherKind } from '../spec/kinds.js';
import { openDocument } from '../spec/open.js';
import { Origins } from '../spec/origins.js';
import { isJson } from '../spec/parse.js';
import { nodeAt } from '../spec/references.js';
import { confinedResolver } from '../spec/resolver.js';
import { bundledSource, type Sources, sourcesOf } from '../spec/sources.js';
import { EXIT, type Io } from './io.js';
import { diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';
import { writeNamed } from './write-file.js';

export interface ProjectCommand {
  readonly document: string;
  readonly version: string;
  /** A file, or a folder where it ends in a slash or is one; without it, standard output. */
  readonly output?: string;
  readonly root?: string;
  readonly allowHost?: readonly string[];
  readonly json?: boolean;
}

/** What is to be written, by the path that it goes to; `` is standard output. */
type Texts = ReadonlyMap<string, string>;

/** Exit codes: 0 it is written, 1 the document or its family.yaml is wrong, 2 no such version, or a file that cannot be read or written. */
export async function runProject(command: ProjectCommand, io: Io): Promise<number> {
  const made = await textsOf(command, io);
  if (typeof made === 'string') return usage(made, command, io);
  const { value: texts, diagnostics } = made;
  if (!texts) {
    if (command.json) io.out(diagnosticsJson(diagnostics));
    else printDiagnostics(diagnostics, standardError(io));
    const file = shownPath(resolve(io.cwd, command.document), io.cwd);
    return isUnreadable(diagnostics, file) ? EXIT.usage : EXIT.findings;
  }
  const written: string[] = [];
  for (const [path, text] of texts) {
    if (path === '') continue;
    const problem = writeNamed(path, text, io.cwd);
    if (problem !== undefined) return usage(problem, command, io);
    written.push(shownPath(path, io.cwd));
  }
  const { version } = command;
  const text = texts.get('');
  if (command.json)
    io.out(diagnosticsJson(diagnostics, { version, written, ...(text !== undefined && { text }) }));
  else {
    printDiagnostics(diagnostics, standardError(io));
    if (text !== undefined) io.out(text);
    for (const path of written) io.err(`${printable(path)}\n`);
  }
  return EXIT.ok;
}

async function textsOf(command: ProjectCommand, io: Io): Promise<Outcome<Texts> | string> {
  const { cwd } = io;
  const absolute = resolve(cwd, command.document);
  const root = command.root === undefined ? dirname(absolute) : resolve(cwd, command.root);
  const options = { root, allowHosts: command.allowHost ?? [] };
  const resolver = confinedResolver(options);
  const file = shownPath(absolute, cwd);
  const opened = await openDocument(absolute, file, resolver);
  if (!opened.value) return { diagnostics: opened.diagnostics };
  const { parsed } = opened.value;
  if (nodeAt(parsed, '/openapi') === undefined && nodeAt(parsed, '/swagger') === undefined)
    return { diagnostics: [{ ...otherKind(parsed), position: { file, line: 1, column: 1 } }] };

  const family = await familyOf(absolute, cwd);
  if (hasErrors(family.diagnostics)) return { diagnostics: family.diagnostics };
  const sources = await sourcesOf(opened.value, resolver);
  const manifest = family.value;
  const wanted = wantedOf(command.version, absolute, sources, manifest);
  if (typeof wanted === 'string') return wanted;
  const membership = manifest && wanted !== true ? { manifest, entry: wanted.entry } : undefined;
  const diagnostics = ordered(lifeFindings(sources, membership, cwd));
  if (hasErrors(diagnostics)) return { diagnostics };

  const projecting: ProjectOptions = { version: command.version, restated: wanted };
  const { output } = command;
  if (output !== undefined && isFolder(resolve(cwd, output), output))
    return filesBelow(resolve(cwd, output), root, sources, projecting, diagnostics);
  const one = await oneText(absolute, sources, projecting, options, cwd);
  if (one.value === undefined) return { diagnostics: one.diagnostics };
  const target = output === undefined ? '' : resolve(cwd, output);
  if (sources.files.some(({ name }) => name === target)) return overwrites(output ?? '');
  return { value: new Map([[target, one.value]]), diagnostics };
}

/** The family.yaml beside a document, where it names the document. */
async function familyOf(absolute: string, cwd: string): Promise<Outcome<FamilyManifest>> {
  const path = join(dirname(absolute), 'family.yaml');
  if (!existsSync(path)) return { diagnostics: [] };
  const read = await readFamily(path, cwd);
  if (!read.value || read.value.specs.some((each) => each.path === absolute)) return read;
  return { diagnostics: [] };
}

function isFolder(path: string, written: string): boolean {
  return /[/\\]$/.test(written) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** One file as it is written; of many files, one document that holds what the others do. */
async function oneText(
  absolute: string,
  sources: Sources,
  projecting: ProjectOptions,
  options: { readonly root: string; readonly allowHosts: readonly string[] },
  cwd: string,
): Promise<Outcome<string>> {
  const [first] = sources.files;
  if (first && sources.files.length === 1)
    return { value: projectedText(first, project(sources, projecting)), diagnostics: [] };
  const { value, diagnostics } = await bundled(absolute, options, cwd);
  if (!value || hasErrors(diagnostics)) return { diagnostics };
  const tree = project(bundledSource(value.root), projecting).applied(value.root, new Origins());
  return { value: textOf(tree, isJson(first?.text ?? '')), diagnostics };
}

/** Every file, at the place below the folder that it has below the root. */
function filesBelow(
  folder: string,
  root: string,
  sources: Sources,
  projecting: ProjectOptions,
  diagnostics: readonly Diagnostic[],
): Outcome<Texts> | string {
  const changes = project(sources, projecting);
  const texts = new Map<string, string>();
  for (const file of sources.files) {
    if (/^https?:/i.test(file.name)) continue;
    const way = relative(root, file.name);
    if (isAbsolute(way) || way.split(sep)[0] === '..') return `${file.name} lies outside the root.`;
    const target = join(folder, way);
    if (sources.files.some(({ name }) => name === target)) return overwrites(way);
    texts.set(target, projectedText(file, changes));
  }
  try {
    for (const path of texts.keys()) mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    return `Cannot write to ${folder}: ${readFailure(cause)}.`;
  }
  return { value: texts, diagnostics };
}

function overwrites(path: string): string {
  return `Writing ${path} would replace what the document is made of; name another place with --output.`;
}

function usage(message: string, command: ProjectCommand, io: Io): number {
  if (command.json) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact project: ${printable(message)}\n`);
  return EXIT.usage;
}
