// Hides how a command writes a file that somebody named: whole or not at all, and nothing but this file.
import { closeSync, lstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readFailure } from '../source.js';

/** @returns a sentence that says why it cannot be written; undefined where it was */
export function writeNamed(path: string, text: string, cwd: string): string | undefined {
  const file = NamedFile.open(path, cwd);
  if (typeof file === 'string') return file;
  file.write(text);
  return file.finish();
}

/** A file on its way: what is written stands beside it until it is finished. */
export class NamedFile {
  readonly #path: string;
  readonly #absolute: string;
  readonly #fresh: string;
  readonly #descriptor: number;
  #isOpen = true;
  #failure: unknown;

  private constructor(path: string, absolute: string, fresh: string) {
    this.#path = path;
    this.#absolute = absolute;
    this.#fresh = fresh;
    this.#descriptor = openSync(fresh, 'wx');
  }

  /** @returns a sentence that says why it cannot be written */
  static open(path: string, cwd: string): NamedFile | string {
    const absolute = resolve(cwd, path);
    const obstacle = obstacleTo(absolute);
    if (obstacle !== undefined) return `Cannot write ${path}: ${obstacle}.`;
    try {
      return new NamedFile(
        path,
        absolute,
        join(dirname(absolute), `.${basename(absolute)}.${process.pid}.tmp`),
      );
    } catch (cause) {
      return `Cannot write ${path}: ${readFailure(cause)}.`;
    }
  }

  /** What goes wrong is said at the end: whoever writes has more to do than this. */
  write(text: string): void {
    if (this.#failure !== undefined) return;
    const bytes = Buffer.from(text);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    } catch (cause) {
      this.#failure = cause;
    }
  }

  /** @returns a sentence that says why it was not written; undefined where it was */
  finish(): string | undefined {
    try {
      if (this.#failure !== undefined) throw this.#failure;
      this.#close();
      renameSync(this.#fresh, this.#absolute);
      return undefined;
    } catch (cause) {
      this.drop();
      return `Cannot write ${this.#path}: ${readFailure(cause)}.`;
    }
  }

  /** Leaves nothing behind; of a finished file nothing is left to do. */
  drop(): void {
    this.#close();
    rmSync(this.#fresh, { force: true });
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
  }
}

function obstacleTo(absolute: string): string | undefined {
  if (statSync(dirname(absolute), { throwIfNoEntry: false })?.isDirectory() !== true)
    return 'its folder does not exist; make it first';
  const found = lstatSync(absolute, { throwIfNoEntry: false });
  if (found?.isDirectory()) return 'it is a folder, not a file';
  return found && !found.isFile() ? 'it is no regular file' : undefined;
}
