// Hides whether a document is one file or many: its trees, and what a reference in one of them leads to.
import type { BaseResolver, Document } from '@redocly/openapi-core';
import { pointerTokens } from '../source.js';
import { localPointer, nodeAt, references } from './references.js';

export interface SourceFile {
  /** An absolute path or a URL; `` of a document that is all there is. */
  readonly name: string;
  readonly text: string;
  readonly tree: unknown;
}

export interface Sources {
  /** The document itself first. */
  readonly files: readonly SourceFile[];
  /** What a reference of a file leads to; undefined where that is nothing, or nothing that was read. */
  resolve(file: string, ref: string): unknown;
}

/** A document whose references all stay within it. */
export function bundledSource(tree: unknown): Sources {
  return { files: [{ name: '', text: '', tree }], resolve: (_, ref) => within(tree, ref) };
}

/** A document and every file that it refers to, as the resolver reads them; what cannot be read is left out. */
export async function sourcesOf(document: Document, resolver: BaseResolver): Promise<Sources> {
  const read = new Map<string, SourceFile>();
  const add = ({ source, parsed }: Document) =>
    read.set(source.absoluteRef, { name: source.absoluteRef, text: source.body, tree: parsed });
  add(document);
  // A Map's iteration sees what is added to it.
  for (const { name, tree } of read.values()) {
    for (const uri of new Set(references(tree).map(({ ref }) => ref.split('#')[0] ?? ''))) {
      const target = uri === '' ? name : resolver.resolveExternalRef(name, uri);
      if (read.has(target)) continue;
      const other = await resolver.resolveDocument(name, uri).catch(() => undefined);
      if (isDocument(other)) add(other);
    }
  }
  return {
    files: [...read.values()],
    resolve: (file, ref) => {
      const [uri = '', fragment = ''] = ref.split('#', 2);
      const target = read.get(uri === '' ? file : resolver.resolveExternalRef(file, uri));
      return target && within(target.tree, `#${fragment}`);
    },
  };
}

function within(tree: unknown, ref: string): unknown {
  if (ref === '#') return tree;
  const pointer = localPointer(ref);
  return pointer === undefined || pointerTokens(pointer).length === 0 ? undefined : nodeAt(tree, pointer);
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'parsed' in value && 'source' in value;
}
