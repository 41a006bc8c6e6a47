// Hides how a family is found by name: the name in its family.yaml, or that of its folder.
import { basename, dirname } from 'node:path';
import { readFamily } from '../family/manifest.js';
import { findManifests } from './find-manifests.js';

/** The family.yaml that is meant, or every name that would have been understood. */
export async function findFamily(
  name: string,
  specs: string,
  cwd: string,
): Promise<{ readonly path: string } | { readonly known: readonly string[] }> {
  const manifests = findManifests(specs, cwd);
  const inFolder = manifests.find((path) => folderOf(path) === name);
  if (inFolder !== undefined) return { path: inFolder };
  const known: string[] = [];
  for (const path of manifests) {
    const family = (await readFamily(path, cwd)).value?.family.family ?? folderOf(path);
    if (family === name) return { path };
    known.push(family);
  }
  return { known };
}

function folderOf(manifest: string): string {
  return basename(dirname(manifest));
}
