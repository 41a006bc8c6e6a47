// Hides how references are spelled: a local one leads to one node of the document, however it is written.
import { isTree } from '../spec/forms.js';
import { localPointer, nodeAt } from '../spec/references.js';
import type { JsonSchema } from './types.js';

/** A local reference in the one spelling that `#` and a NamedSchema's source have: names may be percent-encoded in a document. */
export function canonicalRef(ref: string): string {
  const pointer = localPointer(ref);
  return pointer === undefined ? ref : `#${pointer}`;
}

/** The node that a local reference names; undefined where there is none. */
export function nodeOf(document: object, ref: string): unknown {
  return nodeAt(document, canonicalRef(ref));
}

/** The schema that a local reference names; undefined where there is none. */
export function schemaAt(document: object, ref: string): JsonSchema | undefined {
  const target = nodeOf(document, ref);
  return typeof target === 'boolean' || isTree(target) ? target : undefined;
}
