// Hides the output folder: what is written there is whole or not at all, and only our own files are ever touched.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { GeneratedFile } from '../emit/emitter.js';

/** Lists what the last run wrote, so that the next one knows its own files from others'. */
export const MANIFEST = '.specpact.json';

/** What a folder was made from where it was made from families; a lone document goes by its file's name. */
export const FAMILIES = 'families';

/** What the last run made the folder from; undefined where no run of ours has written there. */
export function madeFrom(folder: string): string | undefined {
  const from = manifestField(folder, 'from');
  return typeof from === 'string' ? from : undefined;
}

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
export function compareOutput(folder: string, files: readonly GeneratedFile[], from = FAMILIES): Drift {
  const expected = withManifest(files, from);
  const wanted = new Set(expected.map((file) => file.path));
  const ours = new Set(readManifest(folder));
  const { stale, missing } = differing(folder, expected);
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
 * on the same disk; only when that has succeeded are files moved into place, so that a full disk or an error changes nothing.
 */
export function writeOutput(folder: string, files: readonly GeneratedFile[], from = FAMILIES): Written {
  const expected = withManifest(files, from);
  const texts = new Map(expected.map((file) => [file.path, file.text]));
  const { stale, missing } = differing(folder, expected);
  const changed = [...stale, ...missing].filter((path) => path !== MANIFEST).sort();
  const removed = readManifest(folder).filter((path) => !texts.has(path) && existsSync(join(folder, path)));
  const manifestChanged = stale.length + missing.length > changed.length;
  const staging = `${folder}.staging-${process.pid}`;
  try {
    for (const path of [...changed, ...(manifestChanged ? [MANIFEST] : [])])
      put(join(staging, path), texts.get(path) ?? '');
    // The manifest goes last: until it stands, the next run still knows the old files as its own.
    for (const path of changed) move(join(staging, path), join(folder, path));
    for (const path of removed) removeFile(folder, path);
    if (manifestChanged) move(join(staging, MANIFEST), join(folder, MANIFEST));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return { changed, removed, unchanged: files.length - changed.length };
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

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function withManifest(files: readonly GeneratedFile[], from: string): GeneratedFile[] {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const list = Object.fromEntries(
    sorted.map((file) => [file.path, createHash('sha256').update(file.text).digest('hex').slice(0, 16)]),
  );
  const note = 'Written by specpact: the files that it owns in this folder. Do not edit.';
  return [...sorted, { path: MANIFEST, text: `${JSON.stringify({ note, from, files: list }, null, 2)}\n` }];
}

/** The last run's files; a damaged or foreign manifest owns nothing, and names that would leave the folder are not believed. */
function readManifest(folder: string): string[] {
  const files = manifestField(folder, 'files');
  return Object.keys(typeof files === 'object' && files !== null ? files : {}).filter(
    (path) => !path.split('/').includes('..') && !path.startsWith('/'),
  );
}

function manifestField(folder: string, field: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    return typeof manifest === 'object' && manifest !== null
      ? (manifest as Record<string, unknown>)[field]
      : undefined;
  } catch {
    return undefined;
  }
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

/** Removes one of our files and the folders that it leaves empty. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return; // others' files are in it
    }
  }
}
