// Hides what must change in an output folder for it to hold exactly the files of a run, and what forbids that.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { GeneratedFile } from '../emit/emitter.js';
import { digestOf } from './digest.js';
import { listOf, MANIFEST, type Manifest, manifestText, type Origin, readManifest } from './manifest.js';
import { lstatOf, obstacleTo, reachable } from './paths.js';

/** Paths are relative to the folder, with forward slashes, sorted; the manifest always goes last. */
export interface Plan {
  /** Absolute, links resolved. */
  readonly folder: string;
  /** What is new or other than it was, with the text that it gets. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of these the ones that are not there yet. */
  readonly missing: ReadonlySet<string>;
  /** Files of the last run that are no longer written. */
  readonly removed: readonly string[];
  /** Ours, and as they are to be; the manifest may be among them. */
  readonly same: readonly string[];
  /** Ours, and changed by somebody since the last run: that goes. */
  readonly edited: readonly string[];
}

/** How a folder is to be filled. */
export interface Filling {
  readonly origin: Origin;
  /** Digests of files that stand in the folder as they would be made, and are not made again. */
  readonly kept?: ReadonlyMap<string, string>;
  /** Writes everything anew, as if what the last run wrote had been removed first. */
  readonly clean?: boolean;
}

/**
 * @throws Error with a message of ours where a file of others, or something that is no file, stands in the way
 */
export function planOf(
  folder: string,
  files: readonly GeneratedFile[],
  { origin, kept = new Map(), clean = false }: Filling,
): Plan {
  const made = listOf(files);
  const list = new Map([...kept, ...made]);
  const manifest = { path: MANIFEST, text: manifestText(list, origin) };
  const states = statesOf(folder, new Map([...made, [MANIFEST, digestOf(manifest.text)]]));
  const ours = readManifest(folder);
  const texts = new Map<string, string>();
  const [missing, same] = [new Set<string>(), [...kept.keys()]];
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).concat(manifest)) {
    const state = states.get(path);
    if (state === 'same' && !clean) {
      same.push(path);
      continue;
    }
    const obstacle = obstacleTo(folder, path);
    if (obstacle !== undefined) throw new Error(obstacle);
    // Where the list is damaged (a merge conflict), all that bears a name of ours is taken for ours.
    const isForeign =
      state === 'stale' && path !== MANIFEST && ours !== 'damaged' && ours?.files.has(path) !== true;
    if (isForeign) throw new Error(`${path} was not written by specpact, and would be overwritten`);
    if (state === 'missing') missing.add(path);
    texts.set(path, text);
  }
  const removed = ownFiles(folder).filter((path) => !list.has(path) && lstatOf(join(folder, path)));
  const edited = [...texts.keys(), ...removed].filter((path) => isEdited(folder, path, ours));
  return { folder, texts, missing, removed, same, edited };
}

/** Nobody can say that of a list that was itself edited. */
function isEdited(folder: string, path: string, manifest: Manifest | 'damaged' | undefined): boolean {
  if (manifest === undefined || manifest === 'damaged' || !manifest.made) return false;
  const was = manifest.files.get(path);
  const found = lstatOf(join(folder, path));
  if (was === undefined || !found) return false;
  return !found.isFile() || digestOfFile(join(folder, path)) !== was;
}

/** Whether each file stands in the folder as it is to be. A link is no file of ours, whatever it leads to. */
export function statesOf(
  folder: string,
  digests: ReadonlyMap<string, string>,
): Map<string, 'same' | 'stale' | 'missing'> {
  const state = (path: string, digest: string) => {
    const found = lstatOf(join(folder, path));
    if (!found) return 'missing';
    return found.isFile() && digestOfFile(join(folder, path)) === digest ? 'same' : 'stale';
  };
  return new Map([...digests].map(([path, digest]) => [path, state(path, digest)]));
}

function digestOfFile(path: string): string | undefined {
  try {
    return digestOf(readFileSync(path));
  } catch {
    return undefined; // what cannot be read can still be replaced
  }
}

/** The last run's files, as far as they can be: names that lead out of the folder, or through a link, are not believed. */
export function ownFiles(folder: string): string[] {
  const manifest = readManifest(folder);
  return manifest === undefined || manifest === 'damaged' ? [] : reachable(folder, manifest.files.keys());
}

/** Everything in a folder that is no folder, sorted. */
export function listFiles(folder: string): string[] {
  if (!lstatOf(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
