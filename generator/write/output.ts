// Hides the output folder: what is written there is whole or not at all, and only our own files are ever touched.
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { GeneratedFile } from '../emit/emitter.js';
import { INNER_AREA } from './area.js';
import { carryOut, recover } from './carry-out.js';
import { FAMILIES, listOf, MANIFEST, type Origin, readManifest } from './manifest.js';
import { lstatOf, removeEmpty } from './paths.js';
import { type Filling, listFiles, ownFiles, planOf, statesOf } from './plan.js';

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
  /** Of the changed and removed ones those that somebody had edited since the last run; left out where there are none. */
  readonly edited?: readonly string[];
}

/** Compares a folder with the files that a run would write. Reads only. */
export function compareOutput(
  folder: string,
  files: readonly GeneratedFile[],
  origin: Origin = { from: FAMILIES },
): Drift {
  const list = listOf(files);
  const states = [...statesOf(folder, list), [MANIFEST, manifestState(folder, list, origin)] as const];
  const having = (wanted: string) =>
    states.flatMap(([path, state]) => (state === wanted ? [path] : [])).sort();
  const ours = new Set(ownFiles(folder));
  const others = listFiles(folder).filter(
    (path) => !list.has(path) && path !== MANIFEST && !path.startsWith(INNER_AREA),
  );
  return {
    stale: having('stale'),
    missing: having('missing'),
    foreign: others.filter((path) => !ours.has(path)),
    obsolete: others.filter((path) => ours.has(path)),
  };
}

/** Whether the folder's manifest says what a run would say of its files. What else it keeps is for later runs, not for readers. */
function manifestState(
  folder: string,
  list: ReadonlyMap<string, string>,
  { from }: Origin,
): 'same' | 'stale' | 'missing' {
  const manifest = readManifest(folder);
  if (manifest === undefined) return 'missing';
  if (manifest === 'damaged' || manifest.from !== from || manifest.files.size !== list.size) return 'stale';
  return [...list].every(([path, digest]) => manifest.files.get(path) === digest) ? 'same' : 'stale';
}

/**
 * Makes a folder hold exactly these files beside whatever others put there, whole or not at all: killed at any instant, it is as it
 * was or as it is to be, if need be once the next run has begun. A full disk or an error changes nothing. The folder itself may be
 * a symbolic link; links inside it are not followed. Where nothing differs, nothing is touched.
 * @throws Error of the system, or with a message of ours and no code, where the files cannot be written
 */
export function writeOutput(
  given: string,
  files: readonly GeneratedFile[],
  filling: Filling = { origin: { from: FAMILIES } },
): Written {
  recover(given);
  const existed = lstatSync(given, { throwIfNoEntry: false }) !== undefined;
  const made = mkdirSync(existed ? given : dirname(given), { recursive: true }); // says what is wrong where that is no folder
  const folder = existed ? realpathSync(given) : join(realpathSync(dirname(given)), basename(given));
  const plan = () => planOf(folder, files, filling);
  try {
    const found = plan();
    const { texts, removed, same, edited } = found;
    if (texts.size + removed.length > 0) carryOut(found, plan, lstatOf(given)?.isSymbolicLink() === true);
    const changed = [...texts.keys()].filter((path) => path !== MANIFEST);
    const unchanged = same.filter((path) => path !== MANIFEST).length;
    return { changed, removed, unchanged, ...(edited.length > 0 && { edited }) };
  } catch (cause) {
    if (!existed) removeEmpty(folder, dirname(made === undefined ? folder : realpathSync(made)));
    throw cause;
  }
}
