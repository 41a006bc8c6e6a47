// Hides where families are found: every family.yaml below a folder, in the order of their paths.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MAX_DEPTH = 4;

/** Paths of family.yaml files below `specs` (or `specs` itself, where it is one), absolute, sorted. */
export function findManifests(specs: string, cwd: string): string[] {
  const root = resolve(cwd, specs);
  try {
    if (statSync(root).isFile()) return [root];
    return search(root, MAX_DEPTH).sort();
  } catch {
    return [];
  }
}

/** Why no family was found. */
export function noFamilies(specs: string, cwd: string): string {
  return existsSync(resolve(cwd, specs))
    ? `There is no family.yaml below ${specs}.`
    : `There is no folder ${specs}.`;
}

function search(folder: string, depth: number): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0 && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      return search(path, depth - 1);
    return entry.isFile() && entry.name === 'family.yaml' ? [path] : [];
  });
}
