// Hides how files become one OpenAPI 3.1 document: reads, bundles what other files hold, normalises the dialect.
import { dirname, resolve } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { fileUnreadable, type OnRead, pointerAt, pointerTokens, shownPath } from '../source.js';
import { circleProblems, type ReadDocument } from './circles.js';
import { toOpenApi31 } from './dialect.js';
import { ConfinedFiles, ParsedTexts, REFUSED } from './files.js';
import { makeLocate, type ParsedFile } from './locate.js';
import type { Fault } from './mend.js';
import { Origins } from './origins.js';
import { syntaxProblem } from './problems.js';
import { type FoundReference, nodeAt, references } from './references.js';
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
  /** What of the document one version has, in its own dialect; without it, all. Must not change what it is given, and tells what it makes. */
  readonly project?: (root: unknown, files: readonly ParsedFile[], origins: Origins) => unknown;
}

/**
 * Loads one OpenAPI document (2.0–3.2, YAML or JSON, one file or many) into one bundled 3.1 document. What is wrong with a part of it is a
 * diagnostic (`document-invalid`, `ref-unresolved`, `ref-external-refused`, `ref-cycle`), and the value does without it; there is none where
 * nothing can be read (`file-unreadable`, `syntax-invalid`, `dialect-unsupported`, …).
 */
export async function loadSpec(path: string, options: LoadOptions): Promise<Outcome<LoadedSpec>> {
  const absolute = resolve(options.cwd, path);
  const file = shownPath(absolute, options.cwd);
  const read = await readWhole(absolute, file, options);
  if (!read.value) return { diagnostics: read.diagnostics };
  const { root: written, files } = read.value;
  const projected = new Origins();
  const root = options.project?.(written, files, projected) ?? written;
  const isWhole = root === written;
  const found = (isWhole && read.value.found) || references(root);
  const origins = new Origins();
  const { document: whole, faults } = toOpenApi31(root, origins, found);
  const locateWritten = makeLocate(written, files);
  const locateSource = isWhole
    ? locateWritten
    : projected.locate(root as object, written as object, locateWritten);
  const document = whole && (options.select?.(whole) ?? whole);
  const isWanted = ({ id, pointer, ref }: Fault) => {
    // Circles, and what leads to other files, reading has told of.
    if (read.diagnostics.some((each) => each.id === 'ref-cycle') && id === 'ref-cycle') return false;
    if (read.diagnostics.length > 0 && ref !== undefined && /^[^#]/.test(ref)) return false;
    return !document || document === whole || isLeft(pointer, document);
  };
  const diagnostics = distinct([
    ...read.diagnostics,
    ...faults.filter(isWanted).map(({ id, severity, message, hint, pointer }) => ({
      ...{ id, severity, message },
      position: locateSource(pointer),
      hint,
    })),
  ]);
  if (!document) return { diagnostics };
  const value: LoadedSpec = {
    path: absolute,
    file,
    document,
    ...(document !== whole && { whole }),
    locate: origins.locate(document, root as object, locateSource),
    files: files.map((each) => each.path).sort(),
  };
  return { value, diagnostics };
}

/** False of what stands in an operation or a component that is not selected. */
function isLeft(pointer: string, document: OpenApi31): boolean {
  const [container = '', ...rest] = pointerTokens(pointer);
  const kinds: Readonly<Record<string, string>> = {
    definitions: 'schemas',
    parameters: 'parameters',
    responses: 'responses',
  };
  const place = Object.hasOwn(kinds, container)
    ? ['components', kinds[container] ?? '', ...rest]
    : [container === 'x-webhooks' ? 'webhooks' : container, ...rest];
  if (!['paths', 'webhooks', 'components'].includes(place[0] ?? '')) return true;
  return nodeAt(document, pointerAt('', ...place.slice(0, 3))) !== undefined;
}

/** A fault of an object that YAML aliases share, or that two stages find, is said once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ id, position, message }) => {
    const said = id.startsWith('ref-') ? 'ref' : message.replace(/ at \/.*(?=, found )/, '');
    const known = JSON.stringify([said, position]);
    return seen.size < seen.add(known).size;
  });
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
  if (found.every(({ ref }) => ref.startsWith('#'))) {
    const files = [{ path: absolute, file, text: text.text, parsed: root }];
    return { value: { root, found, files }, diagnostics: circles };
  }
  // What goes round in circles cannot be bundled.
  if (circles.length > 0) return { diagnostics: circles };
  const { bundled } = await import('./bundle.js');
  const shared = options.parsed !== undefined;
  return bundled(absolute, { ...fileOptions, parsed, ownTrees: shared }, options.cwd);
}
