// Hides when nothing need be made again: what the last run read is as it was, and so is what it wrote.
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { digestOf } from './digest.js';
import { type Made, type Part, readManifest } from './manifest.js';
import { reachable } from './paths.js';

/** What a run would make its output from; what was made otherwise is of no use to it. */
export interface Making extends Pick<Made, 'tool' | 'options'> {
  readonly from: string;
  /** Folder that the names of inputs are relative to, absolute. */
  readonly base: string;
  /** Names of the parts that stand for whole sources: every family.yaml, or the lone document. */
  readonly sources: readonly string[];
}

/** What the last run of the same tool with the same options left in a folder. */
export interface Memory {
  readonly parts: readonly Part[];
  /** How many files it wrote. */
  readonly files: number;
  /** The part, if it would be made the same again. */
  unchanged(name: string): Part | undefined;
  /** The files below a folder with their digests, where all are as the last run wrote them. */
  intact(below: string): ReadonlyMap<string, string> | undefined;
  /** True where nothing at all would change. */
  isCurrent(): boolean;
}

/** Reads and hashes files, and nothing else: it must answer for a document of 13 MB before anybody looks up. */
export function recall(folder: string, { tool, options, from, base, sources }: Making): Memory | undefined {
  const manifest = readManifest(folder);
  if (manifest === undefined || manifest === 'damaged' || !manifest.made || manifest.from !== from)
    return undefined;
  if (manifest.made.tool !== tool || manifest.made.options !== options) return undefined;
  const { files } = manifest;
  const { parts } = manifest.made;
  const digests = new Map<string, string | null | undefined>();
  const digest = (name: string) => {
    if (!digests.has(name)) digests.set(name, inputDigest(base, name));
    return digests.get(name);
  };
  const isUnchanged = (part: Part) =>
    Object.entries(part.inputs).every(([name, was]) => digest(name) === was);
  const isIntact = ([path, was]: readonly [string, string]) => outputDigest(folder, path) === was;
  return {
    parts,
    files: files.size,
    unchanged(name) {
      const [part, ...others] = parts.filter((each) => each.name === name);
      return part && others.length === 0 && isUnchanged(part) ? part : undefined;
    },
    intact(below) {
      const wanted = [...files].filter(([path]) => path.startsWith(`${below}/`));
      return wanted.every(isIntact) ? new Map(wanted) : undefined;
    },
    isCurrent: () =>
      sources.every((source) => parts.some(({ name }) => name === source)) &&
      parts.every(isUnchanged) &&
      [...files].every(isIntact),
  };
}

/**
 * As reading documents sees it: null where there is nothing to be read. Undefined, which equals nothing, where a manifest names what
 * is none of its business, and for whatever could keep a reader for ever.
 */
function inputDigest(base: string, name: string): string | null | undefined {
  if (isAbsolute(name) || /^[a-z]+:\/\//i.test(name) || name.split(/[/\\]/).includes('..')) return undefined;
  try {
    const real = realpathSync(join(base, name));
    const way = relative(realpathSync(base), real);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return null;
    const found = statSync(real);
    if (found.isDirectory()) return null;
    return found.isFile() ? digestOf(readFileSync(real)) : undefined;
  } catch {
    return null;
  }
}

function outputDigest(folder: string, path: string): string | undefined {
  if (reachable(folder, [path]).length === 0) return undefined;
  try {
    return lstatSync(join(folder, path)).isFile() ? digestOf(readFileSync(join(folder, path))) : undefined;
  } catch {
    return undefined;
  }
}
