// Hides what a run has read: every file by its content at that moment, so that a later run can tell whether it would read the same.
import { relative, sep } from 'node:path';
import type { OnRead } from '../source.js';
import { digestOf } from '../write/digest.js';

/** A content that no file has: of what changed while it was read. */
const UNSTABLE = 'unstable';

export class Reads {
  readonly #digests = new Map<string, string | null>();
  readonly #base: string;
  readonly #also: OnRead | undefined;

  /**
   * @param base the folder that inputs are named from, absolute
   * @param also is told the same
   */
  constructor(base: string, also?: OnRead) {
    this.#base = base;
    this.#also = also;
  }

  readonly onRead: OnRead = (path, bytes) => {
    this.#also?.(path, bytes);
    const digest = bytes === undefined ? null : digestOf(bytes);
    const known = this.#digests.get(path);
    this.#digests.set(path, known === undefined || known === digest ? digest : UNSTABLE);
  };

  /** Every path that was read or looked for; URLs. */
  paths(): string[] {
    return [...this.#digests.keys()];
  }

  /** Digests by the name below the base, sorted. */
  inputs(paths: Iterable<string>): Record<string, string | null> {
    const named = [...paths].map((path) => [this.nameOf(path), this.#digests.get(path) ?? null] as const);
    return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  nameOf(path: string): string {
    return inputName(this.#base, path);
  }
}

/** A file by its path below the spec root, with forward slashes on every system. A URL stays as it is. */
export function inputName(base: string, path: string): string {
  return /^https?:/i.test(path) ? path : relative(base, path).split(sep).join('/');
}
