// Hides which names below an output folder may be touched: what leads out of it, or through a link, is not.
import { lstatSync, rmdirSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Those that are below the folder by their name, and that no link and no file stands before. */
export function reachable(folder: string, paths: Iterable<string>): string[] {
  return [...paths].filter((path) => {
    const way = relative(folder, resolve(folder, path));
    const isBelow = way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
    return isBelow && obstacleTo(folder, path) === undefined;
  });
}

/** What stands between the folder and a file of ours: a link, which may lead out, or a file where a folder is needed. */
export function obstacleTo(folder: string, path: string): string | undefined {
  if (path.includes('\0')) return `${JSON.stringify(path)} can be no file`;
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth++) {
    const step = steps.slice(0, depth).join('/');
    const found = lstatOf(join(folder, step));
    if (!found) return undefined;
    const isLast = depth === steps.length;
    if (isLast && found.isDirectory()) return `${step} is a folder, and a file is to stand there`;
    if (!isLast && found.isSymbolicLink()) return `${step} is a symbolic link, and may lead elsewhere`;
    if (!isLast && !found.isDirectory()) return `${step} is a file, and a folder is to stand there`;
  }
  return undefined;
}

/** What stands at a path, links not followed; undefined where nothing does. */
export function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (cause) {
    if (isCode(cause, 'ENOENT', 'ENOTDIR')) return undefined;
    throw cause;
  }
}

/** Removes empty folders from one upwards, up to but without another. Others' files keep theirs. */
export function removeEmpty(from: string, upTo: string): void {
  for (let at = from; at !== upTo && at !== dirname(at); at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch (cause) {
      if (!isCode(cause, 'ENOENT')) return;
    }
  }
}

/** True for an error of the system with one of these codes (errno(3)). */
export function isCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && 'code' in cause && codes.includes(String(cause.code));
}
