// Hides Redocly's bundler: moves what other files hold into one document, and says where it cannot.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BaseResolver,
  bundle,
  createConfig,
  type Document,
  type NormalizedProblem,
  YamlParseError,
} from '@redocly/openapi-core';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { decoded, pointerAt, pointerTokens, shownPath } from '../source.js';
import { circleProblems, type Holder, lastReference, placeOf } from './circles.js';
import type { ParsedFile } from './locate.js';
import { documentInvalid, filesTooDeep, referenceFault, syntaxProblem } from './problems.js';
import { DEVICE_FLOW } from './redocly-types.js';
import { localRef, nodeAt, references } from './references.js';
import { confinedResolver, type ResolverOptions } from './resolver.js';

/**
 * Redocly looks for `@theme/plugin.js` beside its configuration and runs it. Without a path that is the working folder, which may be
 * a stranger's: this names a folder of ours, where there is none.
 */
const NO_CONFIG = join(dirname(fileURLToPath(import.meta.url)), 'redocly.yaml');

export interface Bundled {
  readonly root: unknown;
  /** Every file that went into it, the root file first. */
  readonly files: readonly (ParsedFile & { readonly path: string })[];
}

/** Reads a document again, and moves everything that other files hold into its own components. */
export async function bundled(
  absolute: string,
  options: ResolverOptions,
  cwd: string,
): Promise<Outcome<Bundled>> {
  const resolver = confinedResolver(options);
  const document = (await resolver.resolveDocument(null, absolute, true)) as Document;
  const { value: root, diagnostics } = await bundleInto(document, resolver, cwd);
  if (root === undefined) return { diagnostics };
  return { value: { root, files: await readFiles(absolute, resolver, cwd) }, diagnostics };
}

/** What cannot be resolved stays as it is written. */
async function bundleInto(
  document: Document,
  resolver: BaseResolver,
  cwd: string,
): Promise<Outcome<unknown>> {
  const config = await createConfig(
    { resolve: { doNotResolveExamples: true }, plugins: [DEVICE_FLOW] },
    { configPath: NO_CONFIG },
  );
  const written = componentPointers(document.parsed);
  try {
    const result = await bundle({
      doc: document,
      config,
      externalRefResolver: resolver,
      componentRenamingConflicts: 'off',
    });
    spellComponents(document.parsed, written);
    return { value: document.parsed, diagnostics: await problemsOf(result.problems, resolver, cwd) };
  } catch (cause) {
    const circles = await circleProblems(await readDocuments(resolver), resolver, cwd);
    if (circles.length > 0) return { diagnostics: circles };
    const position = { file: shownPath(document.source.absoluteRef, cwd), line: 1, column: 1 };
    // Redocly follows a reference from within another: thousands of files, each with a reference to the next, fill the stack.
    if (cause instanceof RangeError) return { diagnostics: [{ ...filesTooDeep(), position }] };
    const why = cause instanceof Error ? cause.message : String(cause);
    return { diagnostics: [documentInvalid(why, position)] };
  }
}

/** Redocly's findings as ours: at the last `$ref` of a chain, and a file that cannot be parsed is reported once, not at every reference to it. */
async function problemsOf(
  problems: readonly NormalizedProblem[],
  resolver: BaseResolver,
  cwd: string,
): Promise<Diagnostic[]> {
  const diagnostics = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic) => diagnostics.set(JSON.stringify(diagnostic), diagnostic);
  const unparsable = new Set<string>();
  for (const { location, message } of problems) {
    const [place] = location;
    if (!place) continue;
    const name = place.source.absoluteRef;
    const document = await resolver.cache.get(name)?.catch((cause: unknown) => cause);
    if (document instanceof YamlParseError) {
      unparsable.add(`Can't resolve $ref: ${document.message}`);
      add(syntaxProblem(document, shownPath(name, cwd)));
    } else if (!unparsable.has(message) && isDocument(document)) {
      const last = await lastReference(
        { document, pointer: pointerIn(document, place.pointer ?? '') },
        resolver,
      );
      add({ ...referenceFault(message, last.ref ?? named(last)), position: placeOf(last, cwd) });
    }
  }
  return [...diagnostics.values()];
}

/** Redocly's pointers leave out a key that is empty. */
function pointerIn({ parsed }: Document, pointer: string): string {
  if (nodeAt(parsed, pointer) !== undefined) return pointer;
  const tokens = (each: string) => pointerAt('', ...pointerTokens(each).filter((token) => token !== ''));
  const meant = references(parsed).find((each) => tokens(each.pointer) === tokens(pointer));
  return meant?.pointer ?? pointer;
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'parsed' in value && 'source' in value;
}

/** What is reported may also be a discriminator's mapping (a text) or an example of another file. */
function named({ document, pointer }: Holder): string | undefined {
  const found = nodeAt(document.parsed, pointer);
  const ref = typeof found === 'object' ? nodeAt(found, '/externalValue') : found;
  return typeof ref === 'string' ? ref : undefined;
}

/** The pointers of all components. */
function componentPointers(root: unknown): Set<string> {
  const pointers = new Set<string>();
  const components = nodeAt(root, '/components');
  for (const [type, map] of Object.entries(components ?? {}) as [string, unknown][])
    for (const name of Object.keys(map ?? {})) pointers.add(pointerAt('/components', type, name));
  return pointers;
}

/**
 * Redocly calls a component as the last token of its pointer is spelled, and refers to it unencoded: one that came from
 * `other.yaml#/a~1b` or `#/100%25` would be missed by its own references.
 */
function spellComponents(root: unknown, written: ReadonlySet<string>): void {
  const respelled = new Map<string, string>();
  for (const pointer of componentPointers(root)) {
    const [, type = '', key = ''] = pointerTokens(pointer);
    if (written.has(pointer) || !/[~%]/.test(key)) continue;
    const components = nodeAt(root, '/components') as Record<string, Record<string, unknown>>;
    const name = decoded(key);
    // In its place: what is emitted keeps its order, whatever it is called.
    const members = Object.entries(components[type] ?? {});
    components[type] = Object.fromEntries(
      members.map(([each, value]) => [each === key ? name : each, value]),
    );
    respelled.set(`#/components/${type}/${key}`, localRef(pointerAt('/components', type, name)));
  }
  if (respelled.size === 0) return;
  for (const { ref, pointer, key } of references(root)) {
    const holder = nodeAt(root, pointer) as Record<string, unknown>;
    holder[key] = respelled.get(ref) ?? ref;
  }
}

async function readFiles(first: string, resolver: BaseResolver, cwd: string): Promise<Bundled['files']> {
  const files: (ParsedFile & { readonly path: string })[] = [];
  for (const path of new Set([first, ...resolver.getFiles()])) {
    // What was asked for but could not be read (a reference inside an example of another file) is no part of the document.
    const document = await resolver.cache.get(path)?.catch(() => undefined);
    if (!isDocument(document)) continue;
    files.push({ path, file: shownPath(path, cwd), text: document.source.body, parsed: document.parsed });
  }
  return files;
}

async function readDocuments(resolver: BaseResolver): Promise<Document[]> {
  const read = await Promise.all([...resolver.cache.values()].map((each) => each.catch(() => undefined)));
  return read.filter(isDocument);
}
