// Hides which versions a document can be projected to: those that its family says it describes, or those that it names itself.
import { describes, parseVersionId, type VersionEntry } from '../../runtime/lifecycle.js';
import type { FamilyManifest } from '../family/manifest.js';
import type { Sources } from '../spec/sources.js';
import { ownVersion } from './documents.js';
import { isAlike } from './life.js';
import { Parts } from './parts.js';
import type { Belonging } from './restate.js';

/** What is known of the version that is asked for, or a sentence that says why there is none. */
export function wantedOf(
  version: string,
  path: string,
  sources: Sources,
  manifest?: FamilyManifest,
): true | Belonging | string {
  if (!parseVersionId(version))
    return `--version ${version} is no version; write it such as 1.3, 2024-06-01 or v1.`;
  return manifest ? ofFamily(version, path, manifest) : ofItself(version, sources);
}

function ofFamily(
  version: string,
  path: string,
  { family, specs, file }: FamilyManifest,
): Belonging | string {
  const entry = family.versions.find((each) => describes(each, version));
  const described = specs.filter((each) => each.path === path).map((each) => each.id);
  const known = family.versions.filter(({ id }) => described.includes(id)).map(rangeOf);
  if (!entry)
    return `${version} is no version of ${family.family}. ${file} knows for this document: ${known.join(', ')}.`;
  if (!described.includes(entry.id))
    return `${version} of ${family.family} has another document. ${file} knows for this one: ${known.join(', ')}.`;
  return { family, entry };
}

function rangeOf({ id, from }: VersionEntry): string {
  return from === undefined ? id : `${from} to ${id}`;
}

function ofItself(version: string, sources: Sources): true | string {
  const parts = new Parts(sources);
  const named = parts.all.map(({ life: { added, removed } }) => added ?? removed);
  const other = [...named, ownVersion(sources.files[0]?.tree)].find(
    (each) => each !== undefined && !isAlike(each, version),
  );
  return other === undefined ? true : `--version ${version} is not written as ${other} in the document is.`;
}
