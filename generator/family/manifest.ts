// Hides how a family.yaml is read: text → shape → family, its documents found, everything wrong said once and at its place.
import { dirname } from 'node:path';
import type { Family } from '../../runtime/lifecycle.js';
import { hasErrors, type Outcome, type Position } from '../diagnostics.js';
import type { OnRead } from '../source.js';
import { type BuiltFamily, buildFamily } from './build.js';
import { findDocuments, type VersionDocument } from './documents.js';
import type { RawFamily } from './family-schema.js';
import { locateFindings } from './finding.js';
import { checkShape } from './shape.js';
import { readSource, type SourceText } from './source-text.js';

/** A family.yaml that holds together. */
export interface FamilyManifest {
  /** Of family.yaml, absolute. */
  readonly path: string;
  /** As shown to people. */
  readonly file: string;
  /** The folder that the documents lie in, absolute. */
  readonly dir: string;
  readonly family: Family;
  /** The documents, newest version first. A RETIRED version need not have one. */
  readonly specs: readonly VersionDocument[];
  /** The place of a JSON pointer into family.yaml. */
  locate(pointer: string): Position;
  /** The JSON pointer of a version, e.g. `/versions/2`; `/versions` for an unknown id. */
  pointerOf(id: string): string;
}

/**
 * Reads and checks a family.yaml: its shape, L-01, L-02, L-03, L-18, and that every document is there. What depends on the
 * instant (L-04 … L-07) is `checkDates` in dates.ts. Any error: no value.
 * @param path as the user wrote it, relative to `cwd`
 */
export async function readFamily(
  path: string,
  cwd: string,
  onRead?: OnRead,
): Promise<Outcome<FamilyManifest>> {
  const source = readSource(path, cwd, onRead);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { path: absolute, position, value } = source.value;
  const locate = (pointer: string): Position => position(pointer);

  const { raw, findings: misshapen } = checkShape(value);
  if (!raw) return { diagnostics: [...source.diagnostics, ...locateFindings(misshapen, locate)] };

  const { family, versions, findings } = buildFamily(raw);
  const found = await findDocuments(dirname(absolute), raw.versions);
  const diagnostics = [...source.diagnostics, ...locateFindings([...findings, ...found.findings], locate)];
  if (hasErrors(diagnostics)) return { diagnostics };
  const manifest = manifestOf(source.value, { family, versions }, found.documents);
  return { value: manifest, diagnostics };
}

/**
 * What an earlier revision of a family.yaml says, without its documents. Rules that it breaks are not told again: only what cannot be
 * read at all is.
 */
export function revisionOf(source: Outcome<SourceText>): Outcome<Family> {
  const { value, diagnostics } = builtOf(source);
  return value ? { value: value.family, diagnostics } : { diagnostics };
}

/** The same with its documents, of which some may be missing: of these nothing is said. */
export async function readRevision(path: string, cwd: string): Promise<Outcome<FamilyManifest>> {
  const source = readSource(path, cwd);
  const { value: built, diagnostics } = builtOf(source);
  if (!built || !source.value) return { diagnostics };
  const { documents } = await findDocuments(dirname(source.value.path), built.raw.versions);
  return { value: manifestOf(source.value, built, documents), diagnostics };
}

type Built = BuiltFamily & { readonly raw: RawFamily };

function builtOf(source: Outcome<SourceText>): Outcome<Built> {
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position } = source.value;
  const { raw, findings } = checkShape(value);
  return raw
    ? { value: { ...buildFamily(raw), raw }, diagnostics: [] }
    : { diagnostics: locateFindings(findings, position) };
}

function manifestOf(
  { path, file, position }: SourceText,
  { family, versions }: Pick<Built, 'family' | 'versions'>,
  found: readonly VersionDocument[],
): FamilyManifest {
  const documents = new Map(found.map((document) => [document.id, document]));
  const pointers = new Map(versions.map(({ entry, pointer }) => [entry.id, pointer]));
  return {
    path,
    file,
    dir: dirname(path),
    family,
    specs: versions.flatMap(({ entry }) => documents.get(entry.id) ?? []),
    locate: (pointer) => position(pointer),
    pointerOf: (id) => pointers.get(id) ?? '/versions',
  };
}
