// Hides what a team decides: about which documents, what for, where the code goes, and where it is checked.
import { basename, dirname } from 'node:path/posix';
import type { Detected } from './detect.js';

export type Purpose = 'both' | 'client' | 'server' | 'tests';

export interface Choices {
  readonly subject: Subject;
  readonly purpose: Purpose;
  /** Folder of the code, relative. */
  readonly output: string;
  readonly ci: 'github' | 'gitlab' | 'none';
}

/** What is described: one document, all families below a folder, or nothing yet. */
export type Subject =
  | { readonly kind: 'document'; readonly path: string; readonly isNew: boolean }
  | { readonly kind: 'families'; readonly specs: string; readonly manifest: string };

/** Of several, the one nearest to the root that is called as most are comes first. */
export function subjectsOf({ documents, families }: Detected): Subject[] {
  const [first] = families;
  const whole: Subject[] =
    first === undefined ? [] : [{ kind: 'families', specs: folderOf(families), manifest: first }];
  const ranked = [...documents].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  return [...whole, ...ranked.map((path) => ({ kind: 'document', path, isNew: false }) as const)];
}

/** Where there is no document, a team begins with one. */
export const FRESH: Subject = { kind: 'document', path: 'openapi.yaml', isNew: true };

/** What is taken where nobody is asked. */
export function usualChoices(detected: Detected): Choices {
  const [subject = FRESH] = subjectsOf(detected);
  return { subject, purpose: 'both', output: outputFor(subject), ci: detected.ci };
}

export function outputFor(subject: Subject): string {
  return subject.kind === 'families' ? 'generated' : 'src/api';
}

function rankOf(path: string): number {
  const isCalledSo = /^(openapi|swagger|api)\./.test(basename(path));
  return path.split('/').length * 2 - (isCalledSo ? 1 : 0);
}

/** The folder below which all families stand, each in one of its own. */
function folderOf(families: readonly string[]): string {
  const folders = families.map((path) => dirname(dirname(path)).split('/'));
  const [first = []] = folders;
  let length = first.length;
  for (const each of folders)
    while (length > 0 && each.slice(0, length).join('/') !== first.slice(0, length).join('/')) length--;
  return first.slice(0, length).join('/') || '.';
}

/** Families may be called by the names of their folders. */
export function nameOf(manifest: string): string {
  return basename(dirname(manifest));
}
