// Hides the references that only lead to other references: Redocly's resolution throws on a circle without saying where it is.
import type { BaseResolver, Document } from '@redocly/openapi-core';
import { nodeAt, references } from '../spec/references.js';
import { isObject, own } from './tree.js';

/** References to references to …: no honest document comes near. */
const LONGEST = 100;

export interface CircularReference {
  readonly document: Document;
  /** Of the object that holds the `$ref`, as Redocly writes it (`#/…`). */
  readonly pointer: string;
  readonly ref: string;
}

/** The first reference in a document that never ends, as far as the files that it leads through have been read. */
export async function findCircle(
  document: Document,
  resolver: BaseResolver,
): Promise<CircularReference | undefined> {
  for (const { ref, pointer } of references(document.parsed)) {
    if (await neverEnds(document, ref, resolver)) return { document, pointer: `#${pointer}`, ref };
  }
  return undefined;
}

async function neverEnds(start: Document, first: string, resolver: BaseResolver): Promise<boolean> {
  let [document, ref] = [start, first];
  for (let hops = 0; hops < LONGEST; hops++) {
    const [file = '', fragment = ''] = ref.split('#', 2);
    if (file !== '') {
      const name = resolver.resolveExternalRef(document.source.absoluteRef, file);
      const next = await resolver.cache.get(name)?.catch(() => undefined);
      if (!next || next instanceof Error) return false;
      document = next;
    }
    const target = nodeAt(document.parsed, fragment);
    const onward = isObject(target) ? own(target, '$ref') : undefined;
    if (typeof onward !== 'string') return false;
    ref = onward;
  }
  return true;
}
