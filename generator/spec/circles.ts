// Hides the references that only lead to other references: Redocly's resolution throws on a circle without saying where it is.
import type { Diagnostic, Position } from '../diagnostics.js';
import { shownPath } from '../source.js';
import { makeLocate } from './locate.js';
import { circularFault } from './problems.js';
import { type FoundReference, LONGEST_CHAIN, localPointer, nodeAt, references } from './references.js';

/** A file that has been read, as Redocly keeps it. */
export interface ReadDocument {
  readonly source: { readonly absoluteRef: string; readonly body: string };
  readonly parsed: unknown;
}

/** The files that have been read. Any resolver of Redocly is one. */
export interface ReadDocuments<D extends ReadDocument> {
  resolveExternalRef(base: string | null, ref: string): string;
  readonly cache: ReadonlyMap<string, Promise<D | Error>>;
}

/** An object of a file, with the `$ref` that it holds. */
export interface Holder<D extends ReadDocument = ReadDocument> {
  readonly document: D;
  /** Of the object, as Redocly writes it (`#/…`). */
  readonly pointer: string;
  readonly ref?: string;
}

export interface CircularReference<D extends ReadDocument = ReadDocument> extends Holder<D> {
  readonly ref: string;
}

/**
 * The first reference in a document that never ends, as far as the files that it leads through have been read.
 * @param found the references of the document, where they are known
 */
export async function findCircle<D extends ReadDocument>(
  document: D,
  documents: ReadDocuments<D>,
  found: Iterable<FoundReference> = references(document.parsed),
): Promise<CircularReference<D> | undefined> {
  const ending = new Set<string>();
  for (const reference of found) {
    const { ref, keyword } = reference;
    if (keyword !== '$ref' || ending.has(ref)) continue;
    const start = { document, pointer: `#${reference.pointer}`, ref };
    let [hops, next]: [number, Holder<D> | undefined] = [0, start];
    while (next && hops++ < LONGEST_CHAIN) next = await onward(next, documents);
    if (next) return (await memberHere(next, document, documents)) ?? start;
    ending.add(ref);
  }
  return undefined;
}

/** Of the circle that a reference has led into, the first member that stands in the given document: it is more to blame than what leads there. */
async function memberHere<D extends ReadDocument>(
  inside: Holder<D>,
  document: D,
  documents: ReadDocuments<D>,
): Promise<CircularReference<D> | undefined> {
  const here: CircularReference<D>[] = [];
  let next: Holder<D> | undefined = inside;
  for (let hops = 0; next && hops < LONGEST_CHAIN; hops++) {
    const { ref } = next;
    if (next.document === document && ref !== undefined) here.push({ ...next, ref });
    next = await onward(next, documents);
  }
  return here.sort((a, b) => (a.pointer < b.pointer ? -1 : 1))[0];
}

/** The same of several documents, in words: bundling would throw on a circle, and every later stage would go round without end. */
export async function circleProblems<D extends ReadDocument>(
  given: readonly D[],
  documents: ReadDocuments<D>,
  cwd: string,
  found?: Iterable<FoundReference>,
): Promise<Diagnostic[]> {
  for (const each of given) {
    const circle = await findCircle(each, documents, found);
    if (circle) return [{ ...circularFault(circle.ref), position: placeOf(circle, cwd) }];
  }
  return [];
}

/** Where an object stands, or the reference that it holds. */
export function placeOf({ document: { source, parsed }, pointer, ref }: Holder, cwd: string): Position {
  const file = shownPath(source.absoluteRef, cwd);
  const locate = makeLocate(parsed, [{ file, text: source.body, parsed }]);
  return locate(ref === undefined ? pointer : `${pointer}/$ref`);
}

/** The last reference of the chain that an object begins: the one that leads to the thing itself, or to nothing. */
export async function lastReference<D extends ReadDocument>(
  start: Holder<D>,
  documents: ReadDocuments<D>,
): Promise<Holder<D>> {
  let last: Holder<D> = { ...start, ...refOf(nodeAt(start.document.parsed, start.pointer)) };
  for (let hops = 0; hops < LONGEST_CHAIN; hops++) {
    const next = await onward(last, documents);
    if (!next) break;
    last = next;
  }
  return last;
}

/** The object that a reference leads to, where that is a reference too. */
async function onward<D extends ReadDocument>(
  { document, ref }: Holder<D>,
  documents: ReadDocuments<D>,
): Promise<Holder<D> | undefined> {
  if (ref === undefined) return undefined;
  const [file = '', fragment = ''] = ref.split('#', 2);
  const name = file === '' ? '' : documents.resolveExternalRef(document.source.absoluteRef, file);
  const target = name === '' ? document : await documents.cache.get(name)?.catch(() => undefined);
  if (!target || target instanceof Error) return undefined;
  const pointer = fragment === '' ? '' : localPointer(`#${fragment}`);
  const found = pointer === undefined ? undefined : refOf(nodeAt(target.parsed, pointer));
  return found && { document: target, pointer: `#${pointer}`, ...found };
}

function refOf(node: unknown): { readonly ref: string } | undefined {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, '$ref')) return undefined;
  const { $ref } = node as { $ref: unknown };
  return typeof $ref === 'string' ? { ref: $ref } : undefined;
}
