// Hides how a command writes a file that somebody named: whole or not at all, and nothing but this file.
import { lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readFailure } from '../source.js';

/** @returns a sentence that says why it cannot be written; undefined where it was */
export function writeNamed(path: string, text: string, cwd: string): string | undefined {
  const absolute = resolve(cwd, path);
  const folder = dirname(absolute);
  const obstacle = obstacleTo(absolute);
  if (obstacle !== undefined) return `Cannot write ${path}: ${obstacle}.`;
  const fresh = join(folder, `.${basename(absolute)}.${process.pid}.tmp`);
  try {
    writeFileSync(fresh, text, { flag: 'wx' });
    renameSync(fresh, absolute);
    return undefined;
  } catch (cause) {
    rmSync(fresh, { force: true });
    return `Cannot write ${path}: ${readFailure(cause)}.`;
  }
}

function obstacleTo(absolute: string): string | undefined {
  if (statSync(dirname(absolute), { throwIfNoEntry: false })?.isDirectory() !== true)
    return 'its folder does not exist; make it first';
  const found = lstatSync(absolute, { throwIfNoEntry: false });
  if (found?.isDirectory()) return 'it is a folder, not a file';
  return found && !found.isFile() ? 'it is no regular file' : undefined;
}
