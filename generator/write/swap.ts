// Hides how a folder is replaced as a whole: the new one is built beside it, and takes its place by two renames.
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  type Stats,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Area } from './area.js';
import { MANIFEST, readManifest } from './manifest.js';
import { isCode, lstatOf, obstacleTo, removeEmpty } from './paths.js';
import { listFiles, type Plan } from './plan.js';

/** More files of others than this are not carried over: they would take longer than the files themselves. */
const MANY = 1000;

/** What a file system says that has no hard links, a folder that is a mount point, or one that belongs to somebody else. */
const IMPOSSIBLE = [
  'EXDEV',
  'EBUSY',
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
] as const;

/**
 * Replaces the folder of a plan. Unchanged files and those of others are not copied but linked, so that they stay what they were,
 * with their dates. The old folder stays in the area, for `settle` to end with. Killed at any instant, the folder is the old one
 * or the new one; or the old one is parked there, from where `settle` puts it back.
 * @returns false where this folder cannot be replaced: nothing has changed then
 */
export function swap(plan: Plan, area: Area): boolean {
  const { folder } = plan;
  const before = lstatOf(folder);
  try {
    if (!build(plan, area)) return false;
    if (before) renameSync(folder, area.old);
  } catch (cause) {
    if (isCode(cause, ...IMPOSSIBLE)) return false;
    throw cause;
  }
  try {
    renameSync(area.fresh, folder);
  } catch (cause) {
    if (before && !lstatOf(folder)) renameSync(area.old, folder);
    throw cause;
  }
  return true;
}

/** Saves from the old folder what others put there meanwhile; or puts it back where no new one has taken its place. */
export function settle(folder: string, area: Area): void {
  if (!lstatOf(area.old)?.isDirectory()) return;
  if (lstatOf(folder)) rescue(area.old, folder);
  else renameSync(area.old, folder);
}

/** Makes the new folder. False where it cannot hold all that the old one does. */
function build({ folder, texts, same, removed }: Plan, { fresh }: Area): boolean {
  if (!lstatOf(folder)) mkdirSync(fresh);
  else if (!carryOver(folder, fresh, new Set(same), new Set([...texts.keys(), ...removed]))) return false;
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(fresh, path)), { recursive: true });
    writeFileSync(join(fresh, path), text);
  }
  for (const path of removed) removeEmpty(dirname(join(fresh, path)), fresh);
  return true;
}

/** Takes everything along but what is leaving. */
function carryOver(
  folder: string,
  fresh: string,
  ours: ReadonlySet<string>,
  leaving: ReadonlySet<string>,
): boolean {
  let others = 0;
  const copy = (below: string): boolean => {
    makeLike(join(fresh, below), lstatSync(join(folder, below)));
    return readdirSync(join(folder, below), { withFileTypes: true }).every((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (leaving.has(path)) return true;
      if (!ours.has(path) && ++others > MANY) return false;
      if (entry.isDirectory()) return copy(path);
      if (entry.isSymbolicLink()) symlinkSync(readlinkSync(join(folder, path)), join(fresh, path));
      else if (entry.isFile()) linkSync(join(folder, path), join(fresh, path));
      else return false; // a pipe or a socket, which somebody may hold open
      return true;
    });
  };
  return copy('');
}

/** A folder with the rights of another. @throws Error of the system where it cannot be given to whom the other belongs */
function makeLike(path: string, { mode, uid, gid }: Stats): void {
  mkdirSync(path);
  const made = lstatSync(path);
  if (made.uid !== uid || made.gid !== gid) chownSync(path, uid, gid);
  if (made.mode !== mode) chmodSync(path, mode & 0o7777);
}

/**
 * Saves what others wrote into the old folder after the new one was built: what the new one has not got, and what was saved under
 * another inode, as editors do.
 */
function rescue(old: string, folder: string): void {
  const lists = [readManifest(old), readManifest(folder)].flatMap((each) =>
    each && each !== 'damaged' ? [each.files] : [],
  );
  const isOurs = (path: string) => path === MANIFEST || lists.some((files) => files.has(path));
  for (const path of listFiles(old).filter((each) => !isOurs(each))) {
    const [was, is] = [lstatSync(join(old, path)), lstatOf(join(folder, path))];
    if (obstacleTo(folder, path) !== undefined) continue;
    if (is && (is.ino === was.ino || is.mtimeMs >= was.mtimeMs)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    renameSync(join(old, path), join(folder, path));
  }
}
