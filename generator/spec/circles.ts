// Hides the references that only lead to other references: Redocly's resolution throws on a circle without saying where it is.
import type { BaseResolver, Document } from '@redocly/openapi-core';
import { localPointer, nodeAt, references } from './references.js';

/** References to references to …: no honest document comes near. */
const LONGEST = 100;

/** An object of a file, with the `$ref` that it holds. */
export interface Holder {
  readonly document: Document;
  /** Of the object, as Redocly writes it (`#/…`). */
  readonly pointer: string;
  readonly ref?: string;
}

export interface CircularReference extends Holder {
  readonly ref: string;
}

/** The first reference in a document that never ends, as far as the files that it leads through have been read. */
export async function findCircle(
  document: Document,
  resolver: BaseResolver,
): Promise<CircularReference | undefined> {
  const ending = new Set<string>();
  for (const { ref, keyword, pointer } of references(document.parsed)) {
    if (keyword !== '$ref' || ending.has(ref)) continue;
    const start = { document, pointer: `#${pointer}`, ref };
    let [hops, next]: [number, Holder | undefined] = [0, start];
    while (next && hops++ < LONGEST) next = await onward(next, resolver);
    if (next) return start;
    ending.add(ref);
  }
  return undefined;
}

/** The last reference of the chain that an object begins: the one that leads to the thing itself, or to nothing. */
export async function lastReference(start: Holder, resolver: BaseResolver): Promise<Holder> {
  let last: Holder = { ...start, ...refOf(nodeAt(start.document.parsed, start.pointer)) };
  for (let hops = 0; hops < LONGEST; hops++) {
    const next = await onward(last, resolver);
    if (!next) break;
    last = next;
  }
  return last;
}

/** The object that a reference leads to, where that is a reference too. */
async function onward({ document, ref }: Holder, resolver: BaseResolver): Promise<Holder | undefined> {
  if (ref === undefined) return undefined;
  const [file = '', fragment = ''] = ref.split('#', 2);
  const name = file === '' ? '' : resolver.resolveExternalRef(document.source.absoluteRef, file);
  const target = name === '' ? document : await resolver.cache.get(name)?.catch(() => undefined);
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
