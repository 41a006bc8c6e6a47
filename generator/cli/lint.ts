// Hides `specpact lint`: which documents and families the paths mean, at which instant, and what is said about them.
import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { readFamily } from '../family/manifest.js';
import { checkNames } from '../family/twins.js';
import { lintFamily } from '../lint/family.js';
import { ordered } from '../lint/findings.js';
import { lintSpec } from '../lint/run.js';
import { isUnreadable, shownPath } from '../source.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { countLine, diagnosticsJson, printable, printDiagnostics, standardOutput } from './print.js';

export interface LintOptions {
  /** OpenAPI documents, family.yaml files, and folders that hold such files below them. */
  readonly paths: readonly string[];
  /** The instant at which dates are judged, as written; without it SOURCE_DATE_EPOCH, then the clock. */
  readonly now?: string;
  /** Folder that no `$ref` of a lone document may leave; its own folder by default. A family's is always the folder of family.yaml. */
  readonly root?: string;
  readonly allowHost?: readonly string[];
  /** `git:REF`, a family.yaml or a folder of such: what families were before. */
  readonly against?: string;
  /** Also tells what breaks callers from one version to the next. */
  readonly guide?: boolean;
  readonly json?: boolean;
}

/** A family.yaml or an OpenAPI document, absolute. */
interface Target {
  readonly kind: 'family' | 'document';
  readonly path: string;
}

/** Exit codes: 0 no errors (warnings do not fail), 1 errors, 2 a path or an instant that makes no sense. */
export async function runLint(options: LintOptions, io: Io): Promise<number> {
  const instant = instantOf(options.now, io);
  if (typeof instant === 'string') return usage(instant, options, io);
  const targets = targetsOf(options.paths, io.cwd);
  if (typeof targets === 'string') return usage(targets, options, io);

  const common = { cwd: io.cwd, allowHosts: options.allowHost ?? [] };
  const confined = { ...common, ...(options.root !== undefined && { root: resolve(io.cwd, options.root) }) };
  const findings: Diagnostic[] = [];
  for (const { kind, path } of targets) {
    const found =
      kind === 'family' ? await lintFamily(path, { ...common, instant }) : await lintSpec(path, confined);
    findings.push(...found);
  }
  const families = targets.filter(({ kind }) => kind === 'family');
  const read = await Promise.all(families.map(({ path }) => readFamily(path, io.cwd)));
  const manifests = read.flatMap(({ value }) => value ?? []);
  findings.push(...checkNames(manifests));
  let isWhole = true;
  if (options.against !== undefined) {
    if (families.length === 0) return usage('--against compares families, and none is named.', options, io);
    const { compareAgainst } = await import('./against.js');
    const comparing = { io, instant, allowHosts: common.allowHosts };
    const compared = await compareAgainst(options.against, manifests, comparing);
    if (typeof compared === 'string') return usage(compared, options, io);
    if (!hasErrors(findings)) findings.push(...compared.unloaded);
    findings.push(...compared.diagnostics);
    isWhole = compared.isWhole;
  }
  if (options.guide) {
    const [{ guideTo }, { noNotice }] = await Promise.all([
      import('./guide.js'),
      import('./diff-documents.js'),
    ]);
    const comparing = {
      io,
      instant,
      allowHosts: common.allowHosts,
      extensions: [],
      notice: noNotice(instant),
    };
    for (const manifest of manifests) findings.push(...(await guideTo(manifest, undefined, comparing)));
  }
  report(ordered(findings), targets, instant, options, io);
  const named = targets.map(({ path }) => shownPath(path, io.cwd));
  if (!isWhole || named.some((file) => isUnreadable(findings, file))) return EXIT.usage;
  return hasErrors(findings) ? EXIT.findings : EXIT.ok;
}

/** In the order of the paths, each once. */
function targetsOf(paths: readonly string[], cwd: string): Target[] | string {
  const targets = new Map<string, Target>();
  for (const path of paths.length > 0 ? paths : ['specs']) {
    const absolute = resolve(cwd, path);
    if (!existsSync(absolute)) {
      return `There is no ${path}. Name documents, family.yaml files or folders of families: specpact lint openapi.yaml.`;
    }
    if (!statSync(absolute).isDirectory()) {
      targets.set(absolute, {
        kind: basename(absolute) === 'family.yaml' ? 'family' : 'document',
        path: absolute,
      });
      continue;
    }
    const manifests = findManifests(path, cwd);
    if (manifests.length === 0) {
      return `${noFamilies(path, cwd)} Name a document instead: specpact lint ${path}/openapi.yaml.`;
    }
    for (const manifest of manifests) targets.set(manifest, { kind: 'family', path: manifest });
  }
  return [...targets.values()];
}

function report(
  findings: readonly Diagnostic[],
  targets: readonly Target[],
  instant: Date,
  options: LintOptions,
  io: Io,
): void {
  const now = instant.toISOString();
  if (options.json) {
    io.out(diagnosticsJson(findings, { now, linted: targets.map(({ path }) => shownPath(path, io.cwd)) }));
    return;
  }
  printDiagnostics(findings, standardOutput(io));
  const families = targets.filter(({ kind }) => kind === 'family').length;
  const what = [
    count(families, 'family', 'families'),
    count(targets.length - families, 'document', 'documents'),
  ];
  const result = findings.length === 0 ? 'no findings' : countLine(findings);
  io.out(`${what.filter(Boolean).join(', ')} as of ${now}: ${result}.\n`);
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}

function usage(message: string, options: LintOptions, io: Io): number {
  if (options.json) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact lint: ${printable(message)}\n`);
  return EXIT.usage;
}
