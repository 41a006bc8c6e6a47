// Hides that an annotated document is linted as what it is at one version, while its findings stand in the files as they are written.
import type { Document } from '@redocly/openapi-core';
import { ownVersion } from '../project/documents.js';
import { mayHaveLife } from '../project/life.js';
import { project } from '../project/project.js';
import type { Belonging } from '../project/restate.js';
import { Origins } from '../spec/origins.js';
import { confinedResolver } from '../spec/resolver.js';
import { type Sources, sourcesOf } from '../spec/sources.js';
import type { LintSession } from './run.js';
import { SchemaStore } from './schema-store.js';

/** A pointer into a file as it is written, for one into what was made of it. */
export type Written = (file: string, pointer: string) => string;

export interface Projected {
  readonly document: Document;
  readonly session: LintSession;
  readonly written: Written;
}

/** The files of a document, where any of them says since when a part of it is there; undefined where none does. */
export async function annotatedSources(
  document: Document,
  { resolver }: LintSession,
): Promise<Sources | undefined> {
  const sources = await sourcesOf(document, resolver);
  return sources.files.some(({ text }) => mayHaveLife(text)) ? sources : undefined;
}

/** @param version of the family that the document is linted for; a lone document is the version that it says it is */
export async function projected(
  document: Document,
  sources: Sources,
  session: LintSession,
  version = ownVersion(document.parsed),
  restated?: Belonging,
): Promise<Projected | undefined> {
  if (version === undefined) return undefined;
  const changes = project(sources, { version, ...(restated && { restated }) });
  const resolver = confinedResolver(session.options);
  const pointers = new Map<string, (pointer: string) => string>();
  let root = document;
  for (const { name, tree } of sources.files) {
    const read = name === document.source.absoluteRef ? document : await session.resolver.cache.get(name);
    if (!isObject(tree) || !read || read instanceof Error) continue;
    const origins = new Origins();
    const parsed = changes.applied(tree, origins);
    if (isObject(parsed)) pointers.set(name, origins.pointers(parsed, tree));
    const turned = { source: read.source, parsed };
    resolver.cache.set(name, Promise.resolve(turned));
    if (read === document) root = turned;
  }
  const written: Written = (file, pointer) => pointers.get(file)?.(pointer) ?? pointer;
  return { document: root, session: { ...session, resolver, schemas: new SchemaStore() }, written };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
