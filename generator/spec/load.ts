// Hides how files become one OpenAPI 3.1 document: reads, bundles what other files hold, normalises the dialect.
import { dirname, resolve } from 'node:path';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { hasErrors } from '../diagnostics.js';
import { fileUnreadable, type OnRead, pointerAt, shownPath } from '../source.js';
import { circleProblems, type ReadDocument } from './circles.js';
import { toOpenApi31 } from './dialect.js';
import { endlessSchemas } from './endless.js';
import { ConfinedFiles, ParsedTexts, REFUSED } from './files.js';
import { makeLocate, type ParsedFile } from './locate.js';
import { endlessSchema, referenceProblem, syntaxProblem } from './problems.js';
import { type FoundReference, localRef, references, targetOf } from './references.js';
import type { LoadedSpec, OpenApi31 } from './types.js';

export interface LoadOptions {
  /** Folder that printed paths are relative to. */
  readonly cwd: string;
  /** Folder that no `$ref` may leave; the folder of the document by default. */
  readonly root?: string;
  readonly allowHosts?: readonly string[];
  /** Shares parsed files with linting and with other documents. */
  readonly parsed?: ParsedTexts;
  readonly onRead?: OnRead;
  /** What of the document is wanted; without it, all. Must not change what it is given. */
  readonly select?: (document: OpenApi31) => OpenApi31;
}

/**
 * Loads one OpenAPI document (2.0–3.2, YAML or JSON, one file or many) into one bundled 3.1 document.
 * Bad input gives diagnostics and no value: `file-unreadable`, `syntax-invalid`, `document-invalid`, `ref-unresolved`, `ref-external-refused`.
 */
export async function loadSpec(path: string, options: LoadOptions): Promise<Outcome<LoadedSpec>> {
  const absolute = resolve(options.cwd, path);
  const file = shownPath(absolute, options.cwd);
  const read = await readWhole(absolute, file, options);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { root, files, found = references(root) } = read.value;
  const locate = makeLocate(root, files);
  const endless = endlessSchemas(
    root,
    found.map(({ ref }) => ref),
  );
  const diagnostics = [
    ...read.diagnostics,
    ...danglingReferences(root, found, locate),
    ...endless.map((pointer) => endlessSchema(localRef(pointer), locate(pointer))),
  ];

  const converted = toOpenApi31(root, locate);
  diagnostics.push(...converted.diagnostics);
  if (!converted.value || hasErrors(diagnostics)) return { diagnostics };
  const document = options.select?.(converted.value) ?? converted.value;
  return {
    value: {
      path: absolute,
      file,
      document,
      ...(document !== converted.value && { whole: converted.value }),
      locate,
      files: files.map((each) => each.path).sort(),
    },
    diagnostics,
  };
}

/** A document in one piece, in whatever dialect it was written. */
interface Whole {
  readonly root: unknown;
  /** Its references, where they are known. */
  readonly found?: readonly FoundReference[];
  /** The root file first. */
  readonly files: readonly (ParsedFile & { readonly path: string })[];
}

/** Redocly, which takes longer to load than most documents, is asked only where there are other files to bundle. */
async function readWhole(absolute: string, file: string, options: LoadOptions): Promise<Outcome<Whole>> {
  const fileOptions = {
    root: options.root ?? dirname(absolute),
    ...(options.allowHosts && { allowHosts: options.allowHosts }),
    ...(options.onRead && { onRead: options.onRead }),
  };
  const confined = new ConfinedFiles(fileOptions);
  const text = await confined.read(absolute).catch((cause: Error) => cause);
  if (text instanceof Error)
    return { diagnostics: [fileUnreadable(file, text.message.replace(REFUSED, ''))] };
  const parsed = options.parsed ?? new ParsedTexts();
  let root: unknown;
  try {
    root = parsed.treeOf(text);
  } catch (cause) {
    return { diagnostics: [syntaxProblem(cause as Error, file)] };
  }
  const found = references(root);
  const document: ReadDocument = { source: { absoluteRef: absolute, body: text.text }, parsed: root };
  const documents = {
    resolveExternalRef: (base: string | null, ref: string) => confined.nameOf(base, ref),
    cache: new Map([[absolute, Promise.resolve(document)]]),
  };
  const circles = await circleProblems([document], documents, options.cwd, found);
  if (circles.length > 0) return { diagnostics: circles };
  if (found.every(({ ref }) => ref.startsWith('#'))) {
    return {
      value: { root, found, files: [{ path: absolute, file, text: text.text, parsed: root }] },
      diagnostics: [],
    };
  }
  const { bundled } = await import('./bundle.js');
  const shared = options.parsed !== undefined;
  return bundled(absolute, { ...fileOptions, parsed, ownTrees: shared }, options.cwd);
}

/** What is still no local reference, or leads nowhere, once everything stands in one document. */
function danglingReferences(
  root: unknown,
  found: Iterable<FoundReference>,
  locate: (pointer: string) => Position,
): Diagnostic[] {
  const known = new Map<string, boolean>();
  const diagnostics: Diagnostic[] = [];
  for (const reference of found) {
    const { ref, keyword, key } = reference;
    if (keyword === 'externalValue') continue; // beside a value, which counts
    const resolves = known.get(ref) ?? targetOf(root, ref) !== undefined;
    known.set(ref, resolves);
    if (resolves) continue;
    diagnostics.push(referenceProblem(reasonOf(ref), ref, locate(pointerAt(reference.pointer, key))));
  }
  return diagnostics;
}

function reasonOf(ref: string): string {
  if (ref === '' || ref === '#') return 'the whole document is nothing that can stand here';
  return /^#[^/]/.test(ref) ? 'nothing in this file has such an $anchor' : '';
}
