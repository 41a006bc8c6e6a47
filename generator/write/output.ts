// Hides the output folder: what is written there is whole or not at all, and only our own files are ever touched.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { GeneratedFile } from '../emit/emitter.js';
import { FAMILIES, listOf, MANIFEST, manifestText, type Origin, readManifest } from './manifest.js';
import { obstacleTo, reachable } from './paths.js';

/** Where the folder differs from what would be written. Paths are relative to the folder, sorted. */
export interface Drift {
  /** Written by us, but with other content than a run would write now. */
  readonly stale: readonly string[];
  readonly missing: readonly string[];
  /** Not ours: neither written now nor listed by the last run. */
  readonly foreign: readonly string[];
  /** Ours by the last run's list, but no longer written. */
  readonly obsolete: readonly string[];
}

export interface Written {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** Compares a folder with the files that a run would write. Reads only. */
export function compareOutput(
  folder: string,
  files: readonly GeneratedFile[],
  origin: Origin = { from: FAMILIES },
): Drift {
  const wanted = new Set([...files.map((file) => file.path), MANIFEST]);
  const ours = new Set(ownFiles(folder));
  const { stale, missing } = differing(folder, files);
  const list = manifestDrift(folder, files, origin);
  if (list !== undefined) (list === 'stale' ? stale : missing).unshift(MANIFEST);
  const others = listFiles(folder).filter((path) => !wanted.has(path));
  return {
    stale,
    missing,
    foreign: others.filter((path) => !ours.has(path)),
    obsolete: others.filter((path) => ours.has(path)),
  };
}

/**
 * Makes a folder hold exactly these files beside whatever others put there. All new content is first written to a staging folder
 * in it; only when that has succeeded are files moved into place, and where a move fails the earlier ones are undone, so that a
 * full disk or an error changes nothing. The folder itself may be a symbolic link; links inside it are not followed.
 * @throws Error of the system, or with a message of ours and no code, where the files cannot be written
 */
export function writeOutput(
  given: string,
  files: readonly GeneratedFile[],
  origin: Origin = { from: FAMILIES },
  kept: ReadonlyMap<string, string> = new Map(),
): Written {
  const made = mkdirSync(given, { recursive: true });
  const folder = realpathSync(given);
  const staging = join(folder, `.staging-${process.pid}`);
  const [fresh, old] = [join(staging, 'new'), join(staging, 'old')];
  const undo: (() => void)[] = [];
  try {
    const list = new Map([...kept, ...listOf(files)]);
    const expected = [...files, { path: MANIFEST, text: manifestText(list, origin) }];
    const texts = new Map(expected.map((file) => [file.path, file.text]));
    const { stale, missing } = differing(folder, expected);
    const removed = ownFiles(folder).filter((path) => !list.has(path) && existsSync(join(folder, path)));
    // The manifest goes last: until it stands, the next run still knows the old files as its own.
    const changed = [...stale, ...missing].filter((path) => path !== MANIFEST).sort();
    const last = [...stale, ...missing].filter((path) => path === MANIFEST);
    refuseForeign(folder, stale);
    for (const path of [...changed, ...last]) {
      refuseObstacle(folder, path);
      put(join(fresh, path), texts.get(path) ?? '');
    }
    for (const path of [...stale, ...removed]) put(join(old, path), readFileSync(join(folder, path)));

    const replace = (path: string): void => {
      const isNew = missing.includes(path);
      undo.push(() => (isNew ? removeFile(folder, path) : move(join(old, path), join(folder, path))));
      move(join(fresh, path), join(folder, path));
    };
    changed.forEach(replace);
    for (const path of removed) {
      undo.push(() => move(join(old, path), join(folder, path)));
      removeFile(folder, path);
    }
    last.forEach(replace);
    return { changed, removed, unchanged: list.size - changed.length };
  } catch (cause) {
    for (const step of undo.reverse()) attempt(step);
    rmSync(staging, { recursive: true, force: true });
    if (made !== undefined) removeEmpty(folder, dirname(realpathSync(made)));
    throw cause;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function differing(
  folder: string,
  expected: readonly GeneratedFile[],
): { stale: string[]; missing: string[] } {
  const [stale, missing]: [string[], string[]] = [[], []];
  for (const { path, text } of expected) {
    const found = contentOf(join(folder, path));
    if (found === undefined) missing.push(path);
    else if (found !== text) stale.push(path);
  }
  return { stale: stale.sort(), missing: missing.sort() };
}

/** Whether the folder's manifest says what a run would say of its files. What else it keeps is for later runs, not for readers. */
function manifestDrift(
  folder: string,
  files: readonly GeneratedFile[],
  { from }: Origin,
): 'stale' | 'missing' | undefined {
  const manifest = readManifest(folder);
  if (manifest === undefined) return 'missing';
  if (manifest === 'damaged' || manifest.from !== from) return 'stale';
  const list = listOf(files);
  const isSame =
    manifest.files.size === list.size &&
    [...list].every(([path, digest]) => manifest.files.get(path) === digest);
  return isSame ? undefined : 'stale';
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The last run's files, as far as they can be: names that lead out of the folder, or through a link, are not believed. */
function ownFiles(folder: string): string[] {
  const manifest = readManifest(folder);
  return manifest === undefined || manifest === 'damaged' ? [] : reachable(folder, manifest.files.keys());
}

/** Files that others wrote under a name of ours stay; where the list is damaged (a merge conflict), all are taken for ours. */
function refuseForeign(folder: string, stale: readonly string[]): void {
  const manifest = readManifest(folder);
  if (manifest === 'damaged') return;
  const foreign = stale.find((path) => path !== MANIFEST && manifest?.files.has(path) !== true);
  if (foreign !== undefined)
    throw new Error(`${foreign} was not written by specpact, and would be overwritten`);
}

function refuseObstacle(folder: string, path: string): void {
  const obstacle = obstacleTo(folder, path);
  if (obstacle !== undefined) throw new Error(obstacle);
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

/** Removes one of our files and the folders that it leaves empty. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  removeEmpty(dirname(join(folder, path)), folder);
}

/** Removes empty folders from one upwards, up to but without another. Others' files keep theirs. */
function removeEmpty(from: string, upTo: string): void {
  for (let at = from; at !== upTo && at !== dirname(at); at = dirname(at)) {
    if (!attempt(() => rmdirSync(at))) return;
  }
}

function attempt(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}
