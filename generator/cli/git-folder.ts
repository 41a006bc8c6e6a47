// Hides how a folder of a revision gets onto the disk, below a folder of ours: what of it is written, what is not, and why not.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { readFailure } from '../source.js';
import type { Git, TreeEntry } from './git.js';
import { MOST_BYTES } from './git-process.js';

/** Of a folder: what is more is read as far as its name says that it is a document. */
const MOST_FILES = 20_000;
const MOST_IN_ALL = 4 * MOST_BYTES;
const DOCUMENT = /\.(?:ya?ml|json)$/i;
/** What large files are in a repository that keeps them elsewhere. */
const LFS = 'version https://git-lfs.github.com/spec/v1';

/** What was not written: its path from the top of the repository, and why. */
export type LeftOut = ReadonlyMap<string, string>;

/**
 * Writes what a revision has below a folder to the same place below another one.
 * @param folder `` or one that ends in a slash
 * @param to absolute
 * @returns a sentence where it is too much
 */
export async function writeFolder(revision: Git, folder: string, to: string): Promise<LeftOut | string> {
  const all = await revision.below(folder);
  const entries = all && bounded(all.filter(({ path }) => path.startsWith(folder) && isSafe(path)));
  if (!entries) return `${folder || 'The repository'} holds more than can be read.`;
  const leftOut = new Map<string, string>();
  for (const { path, kind } of entries) if (kind === 'submodule') leftOut.set(path, 'a submodule');
  const links: [string, string][] = [];
  for (const some of inParts(entries)) {
    const found = await revision.read(some);
    for (const [index, { path, kind }] of some.entries()) {
      const bytes = found[index];
      if (!bytes) leftOut.set(path, 'not in this clone');
      else if (kind === 'link') links.push([path, bytes.toString('utf8')]);
      else if (bytes.subarray(0, LFS.length).toString('latin1') === LFS) leftOut.set(path, 'kept by Git LFS');
      else await orLeftOut(path, leftOut, writeNew(join(to, path), bytes));
    }
  }
  // Last, so that nothing is written through one.
  for (const [path, target] of links) {
    if (staysInside(path, target, folder)) await orLeftOut(path, leftOut, linkNew(join(to, path), target));
    else leftOut.set(path, 'a link to elsewhere');
  }
  return leftOut;
}

/** Git itself refuses such names. A tree may be made without git. */
function isSafe(path: string): boolean {
  return path
    .split('/')
    .every((name) => !/^(?:|\.|\.\.|\.git)$/i.test(name) && !/[\\\0]/.test(name) && !/^[a-z]:/i.test(name));
}

function bounded(all: readonly TreeEntry[]): readonly TreeEntry[] | undefined {
  return [all, all.filter(({ path }) => DOCUMENT.test(path))].find(
    (entries) => entries.length <= MOST_FILES && sizeOf(entries) <= MOST_IN_ALL,
  );
}

function sizeOf(entries: readonly TreeEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

/** As many at once as one answer can hold. What is larger alone is left out by whoever answers. */
function inParts(entries: readonly TreeEntry[]): TreeEntry[][] {
  const parts: TreeEntry[][] = [];
  let size = MOST_BYTES;
  for (const entry of entries) {
    if (entry.kind === 'submodule') continue;
    size += entry.size + 100;
    if (size > MOST_BYTES / 2) {
      parts.push([]);
      size = entry.size;
    }
    parts.at(-1)?.push(entry);
  }
  return parts;
}

function staysInside(path: string, target: string, folder: string): boolean {
  if (posix.isAbsolute(target) || !isSafe(target.replace(/(?:\.{1,2}\/+)+/y, '')) || target === '')
    return false;
  const way = posix.normalize(posix.join(posix.dirname(path), target));
  return way.startsWith(folder) && !way.startsWith('../') && way !== '..';
}

async function writeNew(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes, { flag: 'wx' });
}

async function linkNew(path: string, target: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}

/** Not every name of a repository is one of this disk, and where case makes no difference two of them are one: the first counts. */
async function orLeftOut(path: string, leftOut: Map<string, string>, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (cause) {
    leftOut.set(path, readFailure(cause));
  }
}
