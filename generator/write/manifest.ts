// Hides how a folder remembers what was written there: the list of our own files, and what they were made from.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedFile } from '../emit/emitter.js';

/** Lists what the last run wrote, so that the next one knows its own files from others'. */
export const MANIFEST = '.specpact.json';

/** What a folder was made from where it was made from families; a lone document goes by its file's name. */
export const FAMILIES = 'families';

/** What the last run made the folder from; undefined where no run of ours has written there. */
export function madeFrom(folder: string): string | undefined {
  const from = field(folder, 'from');
  return typeof from === 'string' ? from : undefined;
}

/** The files by path, and their list at the end. */
export function withManifest(files: readonly GeneratedFile[], from: string): GeneratedFile[] {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const list = Object.fromEntries(
    sorted.map((file) => [file.path, createHash('sha256').update(file.text).digest('hex').slice(0, 16)]),
  );
  const note = 'Written by specpact: the files that it owns in this folder. Do not edit.';
  return [...sorted, { path: MANIFEST, text: `${JSON.stringify({ note, from, files: list }, null, 2)}\n` }];
}

/**
 * What the last run's list says: nothing where there is none, undefined where it is damaged. It may say anything: whoever acts on
 * a path looks first where it leads.
 */
export function listed(folder: string): string[] | undefined {
  if (!existsSync(join(folder, MANIFEST))) return [];
  const files = field(folder, 'files');
  return typeof files === 'object' && files !== null ? Object.keys(files) : undefined;
}

function field(folder: string, name: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    return typeof manifest === 'object' && manifest !== null
      ? (manifest as Record<string, unknown>)[name]
      : undefined;
  } catch {
    return undefined;
  }
}
