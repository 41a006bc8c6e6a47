// Hides how a team's files are written: each only where nothing is, and where one cannot be written, none.
import { existsSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PlannedFile } from './files.js';

export interface WrittenFiles {
  readonly written: readonly string[];
  /** That were there already, and are as they were. */
  readonly kept: readonly string[];
}

/**
 * @param replaced a file that may be there, as it is to be
 * @throws what the file system says; then everything is as it was
 */
export function writeAll(
  folder: string,
  files: readonly PlannedFile[],
  replaced: PlannedFile | undefined,
): WrittenFiles {
  const written: string[] = [];
  const kept: string[] = [];
  const made: (() => void)[] = [];
  try {
    for (const { path, text } of files) {
      const absolute = join(folder, path);
      if (lstatSync(absolute, { throwIfNoEntry: false })) {
        kept.push(path);
        continue;
      }
      for (const each of missingFolders(dirname(absolute))) {
        mkdirSync(each);
        made.push(() => rmdirSync(each));
      }
      made.push(() => rmSync(absolute, { force: true }));
      writeFileSync(absolute, text, { flag: 'wx' });
      written.push(path);
    }
    if (replaced) replace(join(folder, replaced.path), replaced.text);
    return { written, kept };
  } catch (cause) {
    for (const undo of made.reverse()) undo();
    throw cause;
  }
}

/** From the outermost to the innermost. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...missingFolders(dirname(folder)), folder];
}

function replace(path: string, text: string): void {
  const fresh = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(fresh, text, { flag: 'wx' });
    renameSync(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
}
