// Hides what `--against` names: an earlier revision in git, or family.yaml files that lie elsewhere; and when dates were published first.
import { basename } from 'node:path';
import type { Family } from '../../runtime/lifecycle.js';
import type { Diagnostic } from '../diagnostics.js';
import { type FamilyManifest, revisionOf } from '../family/manifest.js';
import { checkRevisions } from '../family/revisions.js';
import { parseSource, readSource } from '../family/source-text.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { type FileHistory, gitAt } from './git.js';

/** What comparing gave, or a sentence that says why nothing can be compared. */
export type Compared = readonly Diagnostic[] | string;

/** An earlier revision of one family. */
interface Earlier {
  readonly family: Family;
  readonly firstDated?: (id: string) => Date | undefined;
}

/**
 * Compares families with what they were: L-08 to L-11.
 * @param against `git:` and a branch, tag or commit; or a family.yaml, or a folder of such
 */
export async function compareAgainst(
  against: string,
  manifests: readonly FamilyManifest[],
  instant: Date,
  cwd: string,
): Promise<Compared> {
  const earlierOf = against.startsWith('git:') ? inGit(against.slice(4)) : inFiles(against, cwd);
  if (typeof earlierOf === 'string') return earlierOf;
  const found: Diagnostic[] = [];
  for (const manifest of manifests) {
    const earlier = await earlierOf(manifest);
    if (typeof earlier === 'string') return earlier;
    if (earlier) {
      const { family: before, ...known } = earlier;
      found.push(...checkRevisions({ before, after: manifest, instant, ...known }));
    } else found.push(isNew(manifest, against));
  }
  return found;
}

function isNew({ family, locate }: FamilyManifest, against: string): Diagnostic {
  return {
    id: 'family-new',
    severity: 'info',
    message: `The family ${JSON.stringify(family.family)} is not in ${against}: there is nothing to compare it with.`,
    position: locate('/family'),
    hint: 'Check what --against names, unless the family is new.',
  };
}

type EarlierOf = (manifest: FamilyManifest) => Promise<Earlier | string | undefined>;

function inGit(ref: string): EarlierOf | string {
  if (ref === '') return '--against git: names no revision; write git:main.';
  return async ({ path, dir, file }) => {
    const git = await gitAt(dir, ref);
    if (typeof git === 'string') return git;
    const name = basename(path);
    const text = await git.text(dir, name);
    if (text === undefined) return undefined;
    const { value: family, diagnostics } = revisionOf(parseSource(text, `git:${ref}:${file}`, path));
    if (!family) return unreadable(diagnostics);
    return { family, firstDated: firstDates(await git.history(dir, name)) };
  };
}

function inFiles(path: string, cwd: string): EarlierOf | string {
  const files = findManifests(path, cwd);
  if (files.length === 0) return noFamilies(path, cwd);
  const known = new Map<string, Family>();
  for (const each of files) {
    const { value, diagnostics } = revisionOf(readSource(each, cwd));
    if (!value) return unreadable(diagnostics);
    known.set(value.family, value);
  }
  return async ({ family: { family } }) => {
    const earlier = known.get(family);
    return earlier && { family: earlier };
  };
}

function unreadable([first]: readonly Diagnostic[]): string {
  const { file = '', line = 1, column = 1 } = first?.position ?? {};
  return `${file}:${line}:${column} cannot be compared with: ${first?.message ?? 'it is no family.yaml.'}`;
}

/** When a version first had a date, by the history of its file; unknown where that begins with a date and more lies before. */
function firstDates({ revisions, whole }: FileHistory): (id: string) => Date | undefined {
  const first = new Map<string, Date | undefined>();
  for (const [index, { published, text }] of revisions.entries()) {
    const isOldest = index === revisions.length - 1;
    for (const { id, notBefore } of revisionOf(parseSource(text, '', '')).value?.versions ?? [])
      if (notBefore !== undefined) first.set(id, isOldest && !whole ? undefined : published);
  }
  return (id) => first.get(id);
}
