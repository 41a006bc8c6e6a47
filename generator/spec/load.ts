// Hides how files become one OpenAPI 3.1 document: reads, bundles what other files hold, normalises the dialect.
import { dirname, resolve } from 'node:path';
import { type BaseResolver, type Document, ResolveError, YamlParseError } from '@redocly/openapi-core';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { hasErrors } from '../diagnostics.js';
import { fileUnreadable, type OnRead, pointerAt, shownPath } from '../source.js';
import { bundleInto, circleProblems } from './bundle.js';
import { toOpenApi31 } from './dialect.js';
import { makeLocate, type ParsedFile } from './locate.js';
import { referenceProblem, syntaxProblem } from './problems.js';
import { references, targetOf } from './references.js';
import { confinedResolver, type ParsedTexts, REFUSED } from './resolver.js';
import type { LoadedSpec } from './types.js';

export interface LoadOptions {
  /** Folder that printed paths are relative to. */
  readonly cwd: string;
  /** Folder that no `$ref` may leave; the folder of the document by default. */
  readonly root?: string;
  readonly allowHosts?: readonly string[];
  /** Shares parsed files with linting and with other documents. */
  readonly parsed?: ParsedTexts;
  readonly onRead?: OnRead;
}

/**
 * Loads one OpenAPI document (2.0–3.2, YAML or JSON, one file or many) into one bundled 3.1 document.
 * Bad input gives diagnostics and no value: `file-unreadable`, `syntax-invalid`, `document-invalid`, `ref-unresolved`, `ref-outside-root`.
 */
export async function loadSpec(path: string, options: LoadOptions): Promise<Outcome<LoadedSpec>> {
  const absolute = resolve(options.cwd, path);
  const file = shownPath(absolute, options.cwd);
  const root = options.root ?? dirname(absolute);
  const resolver = confinedResolver({ root, ...pick(options), ownTrees: true });

  const document = await resolver.resolveDocument(null, absolute, true).catch((cause: unknown) => cause);
  if (document instanceof YamlParseError) return { diagnostics: [syntaxProblem(document, file)] };
  if (document instanceof Error) return { diagnostics: [fileUnreadable(file, withoutMark(document))] };
  const parsed = document as Document;

  const external = [...references(parsed.parsed)].some(({ ref }) => !ref.startsWith('#'));
  const sources = new Set([absolute]);
  const diagnostics = await circleProblems([parsed], resolver, options.cwd);
  if (diagnostics.length > 0) return { diagnostics };
  if (external) {
    diagnostics.push(...(await bundleInto(parsed, resolver, options.cwd)));
    if (hasErrors(diagnostics)) return { diagnostics };
    for (const name of resolver.getFiles()) sources.add(name);
  }
  const files = await parsedFiles(sources, resolver, options.cwd);
  const locate = makeLocate(parsed.parsed, files);
  diagnostics.push(...danglingReferences(parsed.parsed, locate));

  const converted = toOpenApi31(parsed.parsed, locate);
  diagnostics.push(...converted.diagnostics);
  if (!converted.value || hasErrors(diagnostics)) return { diagnostics };
  return {
    value: {
      path: absolute,
      file,
      document: converted.value,
      locate,
      files: files.map((each) => each.path).sort(),
    },
    diagnostics,
  };
}

/** What is still no local reference, or leads nowhere, once everything stands in one document. */
function danglingReferences(root: unknown, locate: (pointer: string) => Position): Diagnostic[] {
  const known = new Map<string, boolean>();
  const diagnostics: Diagnostic[] = [];
  for (const { ref, keyword, pointer, key } of references(root)) {
    if (keyword === 'externalValue') continue; // beside a value, which counts
    const resolves = known.get(ref) ?? targetOf(root, ref) !== undefined;
    known.set(ref, resolves);
    if (resolves) continue;
    const why = ref.startsWith('#/') ? '' : 'only JSON pointers (#/…) are followed, no anchors or ids';
    diagnostics.push(referenceProblem(why, ref, locate(pointerAt(pointer, key))));
  }
  return diagnostics;
}

async function parsedFiles(
  names: Iterable<string>,
  resolver: BaseResolver,
  cwd: string,
): Promise<(ParsedFile & { readonly path: string })[]> {
  const files: (ParsedFile & { readonly path: string })[] = [];
  for (const path of names) {
    // What was asked for but could not be read (a reference inside an example of another file) is no part of the document.
    const document = await resolver.cache.get(path)?.catch(() => undefined);
    if (!document || document instanceof ResolveError) continue;
    files.push({ path, file: shownPath(path, cwd), text: document.source.body, parsed: document.parsed });
  }
  return files;
}

function withoutMark(error: Error): string {
  return error.message.replace(REFUSED, '');
}

function pick({
  allowHosts,
  parsed,
  onRead,
}: LoadOptions): Pick<LoadOptions, 'allowHosts' | 'parsed' | 'onRead'> {
  return { ...(allowHosts && { allowHosts }), ...(parsed && { parsed }), ...(onRead && { onRead }) };
}
