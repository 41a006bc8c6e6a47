// Hides how files become one OpenAPI 3.1 document: reads, bundles what other files hold, normalises the dialect.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BaseResolver, type Document, ResolveError, YamlParseError } from '@redocly/openapi-core';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { hasErrors } from '../diagnostics.js';
import { fileUnreadable, pointerTokens, shownPath, syntaxInvalid } from '../source.js';
import { toOpenApi31 } from './dialect.js';
import { makeLocate, type ParsedFile } from './locate.js';
import { nodeAt, references } from './references.js';
import { confinedResolver, REFUSED } from './resolver.js';
import { syntaxReason } from './syntax.js';
import type { LoadedSpec } from './types.js';

export interface LoadOptions {
  /** Folder that printed paths are relative to. */
  readonly cwd: string;
  /** Folder that no `$ref` may leave; the folder of the document by default. */
  readonly root?: string;
  readonly allowHosts?: readonly string[];
  /** Shares parsed files with linting. */
  readonly resolver?: BaseResolver;
}

/**
 * Loads one OpenAPI document (2.0–3.2, YAML or JSON, one file or many) into one bundled 3.1 document.
 * Bad input gives diagnostics and no value: `file-unreadable`, `syntax-invalid`, `document-invalid`, `ref-unresolved`, `ref-outside-root`.
 */
export async function loadSpec(path: string, options: LoadOptions): Promise<Outcome<LoadedSpec>> {
  const absolute = resolve(options.cwd, path);
  const file = shownPath(absolute, options.cwd);
  const root = options.root ?? dirname(absolute);
  const resolver = options.resolver ?? confinedResolver({ root, ...pick(options) });

  const document = await resolver.resolveDocument(null, absolute, true).catch((cause: unknown) => cause);
  if (document instanceof YamlParseError) return { diagnostics: [syntaxProblem(document, file)] };
  if (document instanceof Error) return { diagnostics: [fileUnreadable(file, withoutMark(document))] };
  const parsed = document as Document;

  const found = [...references(parsed.parsed)];
  const external = found.some(({ ref }) => !ref.startsWith('#'));
  const sources = new Set([absolute]);
  const diagnostics: Diagnostic[] = [];
  if (external) {
    diagnostics.push(...(await bundleInto(parsed, resolver, options.cwd)));
    if (hasErrors(diagnostics)) return { diagnostics };
    for (const name of resolver.getFiles()) sources.add(name);
  }
  const files = await parsedFiles(sources, resolver, options.cwd);
  const locate = makeLocate(parsed.parsed, files);
  diagnostics.push(
    ...danglingReferences(parsed.parsed, external ? [...references(parsed.parsed)] : found, locate),
  );

  const converted = toOpenApi31(parsed.parsed, locate);
  diagnostics.push(...converted.diagnostics);
  if (!converted.value || hasErrors(diagnostics)) return { diagnostics };
  return {
    value: { path: absolute, file, document: converted.value, locate, files: [...sources].sort() },
    diagnostics,
  };
}

/**
 * Redocly looks for `@theme/plugin.js` beside its configuration and runs it. Without a path that is the working folder, which may be
 * a stranger's: this names a folder of ours, where there is none.
 */
const NO_CONFIG = join(dirname(fileURLToPath(import.meta.url)), 'redocly.yaml');

/** Moves everything that other files hold into the document's own components. Redocly is loaded only where it is needed. */
async function bundleInto(document: Document, resolver: BaseResolver, cwd: string): Promise<Diagnostic[]> {
  const { bundle, createConfig } = await import('@redocly/openapi-core');
  const config = await createConfig({ resolve: { doNotResolveExamples: true } }, { configPath: NO_CONFIG });
  try {
    const result = await bundle({
      doc: document,
      config,
      externalRefResolver: resolver,
      componentRenamingConflicts: 'off',
    });
    return result.problems.map((problem) => {
      const [place] = problem.location;
      const source = place?.source;
      const file = source ? shownPath(source.absoluteRef, cwd) : '';
      if (place && place.pointer === undefined) {
        return syntaxInvalid({ file, line: place.start.line, column: place.start.col }, problem.message);
      }
      const tree = resolver.cache.get(source?.absoluteRef ?? '');
      const at = place?.pointer ?? '';
      const locate = makeLocate({}, source ? [{ file, text: source.body, parsed: {} }] : []);
      return referenceProblem(
        problem.message,
        refAt(tree, at) ?? refAt(document, at),
        locate(at.endsWith('/$ref') ? at : `${at}/$ref`),
      );
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const file = shownPath(document.source.absoluteRef, cwd);
    return [documentInvalid(why, { file, line: 1, column: 1 })];
  }
}

function refAt(tree: unknown, pointer: string): string | undefined {
  const parsed = typeof tree === 'object' && tree !== null && 'parsed' in tree ? tree.parsed : undefined;
  const node =
    pointerTokens(pointer).at(-1) === '$ref' ? nodeAt(parsed, pointer) : nodeAt(parsed, `${pointer}/$ref`);
  return typeof node === 'string' ? node : undefined;
}

function danglingReferences(
  root: unknown,
  found: readonly { ref: string; pointer: string }[],
  locate: (pointer: string) => Position,
): Diagnostic[] {
  const known = new Map<string, boolean>();
  const diagnostics: Diagnostic[] = [];
  for (const { ref, pointer } of found) {
    if (!ref.startsWith('#/') && ref !== '#') continue;
    const resolves = known.get(ref) ?? nodeAt(root, ref) !== undefined;
    known.set(ref, resolves);
    if (!resolves) diagnostics.push(referenceProblem('', ref, locate(`${pointer}/$ref`)));
  }
  return diagnostics;
}

function referenceProblem(message: string, ref: string | undefined, position: Position): Diagnostic {
  const shown = ref === undefined ? 'A $ref' : `The $ref ${JSON.stringify(ref)}`;
  const refused = message.indexOf(REFUSED);
  if (refused >= 0) {
    return {
      id: 'ref-outside-root',
      severity: 'error',
      message: `${shown} is ${message.slice(refused)}.`,
      position,
      hint: 'Move the file below the spec root, widen the root with --root, or name the host with --allow-host.',
    };
  }
  const why = message.replace(/^Can't resolve \$ref:?\s*/, '');
  return {
    id: 'ref-unresolved',
    severity: 'error',
    message: `${shown} leads nowhere${why ? `: ${why}` : ''}.`,
    position,
    hint: 'Check the spelling of the file and of the JSON pointer after the #.',
  };
}

function documentInvalid(why: string, position: Position): Diagnostic {
  return {
    id: 'document-invalid',
    severity: 'error',
    message: why,
    position,
    hint: 'An OpenAPI document begins with `openapi: 3.x.y` (or `swagger: "2.0"`), `info` and `paths`.',
  };
}

async function parsedFiles(
  names: Iterable<string>,
  resolver: BaseResolver,
  cwd: string,
): Promise<ParsedFile[]> {
  const files: ParsedFile[] = [];
  for (const name of names) {
    const document = await resolver.cache.get(name)?.catch(() => undefined);
    if (!document || document instanceof ResolveError) continue;
    files.push({ file: shownPath(name, cwd), text: document.source.body, parsed: document.parsed });
  }
  return files;
}

function syntaxProblem(problem: YamlParseError, file: string): Diagnostic {
  return syntaxInvalid(
    { file, line: problem.line || 1, column: problem.col || 1 },
    `${syntaxReason(problem)}.`,
  );
}

function withoutMark(error: Error): string {
  return error.message.replace(REFUSED, '');
}

function pick(options: LoadOptions): { allowHosts?: readonly string[] } {
  return options.allowHosts ? { allowHosts: options.allowHosts } : {};
}
