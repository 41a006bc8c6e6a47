// Hides where the earlier revision of a family lies: in git, at the same path or elsewhere, or in files; and when dates were published first.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import type { Diagnostic, Position } from '../diagnostics.js';
import { type FamilyManifest, readRevision, revisionOf } from '../family/manifest.js';
import { parseSource } from '../family/source-text.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { type FileHistory, type Git, gitAt } from './git.js';
import { type LeftOut, writeFolder } from './git-folder.js';
import type { Io } from './io.js';

/** An earlier revision of one family. */
export interface Earlier {
  readonly manifest: FamilyManifest;
  /** The folder that its paths are relative to. */
  readonly cwd: string;
  /** A place in it, as shown to people. */
  shown(position: Position): Position;
  readonly firstDated?: (id: string) => Date | undefined;
  /** Files that could not be had, and why. */
  readonly leftOut: LeftOut;
}

/** The earlier revision of a family; undefined where there is none, a sentence where it cannot be read. */
export type EarlierOf = (manifest: FamilyManifest) => Promise<Earlier | string | undefined>;

/**
 * Gives what families were before to a task, and cleans up behind it.
 * @param against `git:` and a branch, tag or commit; or a family.yaml, or a folder of such
 * @returns what the task gave, or a sentence that says why there is nothing to look at
 */
export async function withEarlier<T>(
  against: string,
  io: Pick<Io, 'cwd' | 'signal'>,
  task: (earlierOf: EarlierOf) => Promise<T>,
): Promise<T | string> {
  if (!against.startsWith('git:')) {
    const earlierOf = await inFiles(against, io.cwd);
    return typeof earlierOf === 'string' ? earlierOf : task(earlierOf);
  }
  const ref = against.slice(4);
  if (ref === '') return '--against git: names no revision; write git:main.';
  const { signal } = io;
  const folder = await mkdtemp(join(tmpdir(), 'specpact-'));
  try {
    // Interrupted, the run goes on to the end of what it does, so that nothing is left behind.
    const earlierOf = inGit(ref, folder);
    const given = await task(async (manifest) => (signal.aborted ? INTERRUPTED : earlierOf(manifest)));
    return signal.aborted ? INTERRUPTED : given;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const INTERRUPTED = 'Interrupted: not everything was compared.';

function inGit(ref: string, folder: string): EarlierOf {
  let count = 0;
  return async ({ path, dir, family: { family } }) => {
    const git = await gitAt(dir, ref);
    if (typeof git === 'string') return git;
    const file = await fileOf(git, basename(path), family);
    if (file === undefined) return undefined;
    // Each in a folder of its own: the same family may be looked for twice.
    const top = join(folder, String(count++));
    const parent = posix.dirname(file);
    const leftOut = await writeFolder(git, parent === '.' ? '' : `${parent}/`, top);
    if (typeof leftOut === 'string') return `git:${ref}: ${leftOut}`;
    const shown = (position: Position) => ({ ...position, file: `git:${ref}:${position.file}` });
    const { value: manifest, diagnostics } = await readRevision(join(top, file), top);
    if (!manifest) return unreadable(diagnostics, shown);
    const firstDated = firstDates(await git.history(file));
    return { manifest, cwd: top, shown, firstDated, leftOut };
  };
}

/** The family.yaml at the same path; else the one, wherever it lies, that has the same name. */
async function fileOf(git: Git, name: string, family: string): Promise<string | undefined> {
  const same = `${git.prefix}${name}`;
  if ((await git.text(same)) !== undefined) return same;
  const others = [...(await git.named(name))];
  return others.find(([, text]) => revisionOf(parseSource(text, '', '')).value?.family === family)?.[0];
}

async function inFiles(path: string, cwd: string): Promise<EarlierOf | string> {
  const files = findManifests(path, cwd);
  if (files.length === 0) return noFamilies(path, cwd);
  const shown = (position: Position) => position;
  const known = new Map<string, Earlier>();
  for (const each of files) {
    const { value: manifest, diagnostics } = await readRevision(each, cwd);
    if (!manifest) return unreadable(diagnostics, shown);
    known.set(manifest.family.family, { manifest, cwd, shown, leftOut: new Map() });
  }
  return async ({ family: { family } }) => known.get(family);
}

function unreadable([first]: readonly Diagnostic[], shown: Earlier['shown']): string {
  const { file, line, column } = shown(first?.position ?? { file: '', line: 1, column: 1 });
  return `${file}:${line}:${column} cannot be compared with: ${first?.message ?? 'it is no family.yaml.'}`;
}

/** When a version first had a date, by the history of its file; unknown where that begins with a date and more lies before. */
function firstDates({ revisions, whole }: FileHistory): (id: string) => Date | undefined {
  const first = new Map<string, Date | undefined>();
  for (const [index, { published, text }] of revisions.entries()) {
    const isOldest = index === revisions.length - 1;
    for (const { id, notBefore } of revisionOf(parseSource(text, '', '')).value?.versions ?? [])
      if (notBefore !== undefined) first.set(id, isOldest && !whole ? undefined : published);
  }
  return (id) => first.get(id);
}
