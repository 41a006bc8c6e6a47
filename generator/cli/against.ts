// Hides `--against`: families and their documents compared with what they were, rule by rule.
import { describes } from '../../runtime/lifecycle.js';
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import { checkRevisions } from '../family/revisions.js';
import { type LoadedModel, loadVersion } from '../pipeline.js';
import { isCallable, judgeRevised, REVISION, type RevisedVersion } from '../policy/revised.js';
import { ParsedTexts } from '../spec/files.js';
import { type Earlier, withEarlier } from './earlier.js';
import { guideTo } from './guide.js';
import type { Io } from './io.js';

export interface Compared {
  readonly diagnostics: readonly Diagnostic[];
  /** Why documents of this revision cannot be compared: lint has said it already, in its own words. */
  readonly unloaded: readonly Diagnostic[];
  /** False where a document of the earlier revision cannot be read: nothing is known of what it promised. */
  readonly isWhole: boolean;
}

export interface CompareOptions {
  readonly io: Pick<Io, 'cwd' | 'signal'>;
  /** When this revision counts as published. */
  readonly instant: Date;
  readonly allowHosts: readonly string[];
}

/**
 * Compares families with what they were: L-08 to L-11 of the manifests, L-09, L-13 and L-14 of the documents, and L-15 of versions that are new.
 * @param against `git:` and a branch, tag or commit; or a family.yaml, or a folder of such
 * @returns a sentence where there is nothing to compare with
 */
export async function compareAgainst(
  against: string,
  manifests: readonly FamilyManifest[],
  options: CompareOptions,
): Promise<Compared | string> {
  return withEarlier(against, options.io, async (earlierOf) => {
    const found: Compared[] = [];
    for (const manifest of manifests) {
      const earlier = await earlierOf(manifest);
      if (typeof earlier === 'string') return earlier;
      found.push(
        earlier
          ? await compareFamilies(against, earlier, manifest, options)
          : { diagnostics: [familyNew(manifest, against)], unloaded: [], isWhole: true },
      );
    }
    return {
      diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
      unloaded: found.flatMap(({ unloaded }) => unloaded),
      isWhole: found.every(({ isWhole }) => isWhole),
    };
  });
}

export function familyNew({ family, locate }: FamilyManifest, against: string): Diagnostic {
  return {
    id: 'family-new',
    severity: 'info',
    message: `The family ${JSON.stringify(family.family)} is not in ${against}: there is nothing to compare it with.`,
    position: locate('/family'),
    hint: 'Check what --against names, unless the family is new.',
  };
}

async function compareFamilies(
  against: string,
  earlier: Earlier,
  after: FamilyManifest,
  options: CompareOptions,
): Promise<Compared> {
  const { instant, io } = options;
  const common = { allowHosts: options.allowHosts, cwd: io.cwd };
  const { manifest: before, firstDated } = earlier;
  const rules = checkRevisions({
    ...{ before: before.family, after, instant },
    ...(firstDated && { firstDated }),
  });
  const versions: RevisedVersion[] = [];
  const problems: Diagnostic[] = [];
  const unloaded: Diagnostic[] = [];
  // Each file is parsed once, whichever versions refer to it.
  const parsed = { older: new ParsedTexts(), newer: new ParsedTexts() };
  for (const [was, is] of pairsOf(before, after)) {
    const newer = await loadVersion(after, is.id, { ...common, parsed: parsed.newer });
    if (!newer.value) {
      unloaded.push(...newer.diagnostics.filter(({ severity }) => severity === 'error'));
      continue;
    }
    // Faults that the earlier one has are its own: what they leave of it is compared.
    const lenient = { ...common, cwd: earlier.cwd, parsed: parsed.older, lenient: true };
    const older = await loadVersion(before, was.id, lenient);
    if (!older.value) problems.push(unreadable(against, was.id, earlier, after, older.diagnostics));
    else versions.push(await revised({ before, was, is, against, earlier }, older.value, newer.value));
  }
  // An entry that takes over the microversions of another one is no other version to those who call it.
  const added = after.family.versions.filter(
    (entry) => !before.family.versions.some(({ id }) => id === entry.id || describes(entry, id)),
  );
  const guide = await guideTo(after, new Set(added.map(({ id }) => id)), common, parsed.newer);
  return {
    diagnostics: [...rules, ...problems, ...judgeRevised(versions, instant), ...guide],
    unloaded,
    isWhole: problems.length === 0,
  };
}

type Entry = FamilyManifest['family']['versions'][number];

/** Versions that both have, and that somebody can call in both. Microversions of a newer entry are described by its document no more. */
export function pairsOf(before: FamilyManifest, after: FamilyManifest): [Entry, Entry][] {
  return before.family.versions.filter(isCallable).flatMap((was): [Entry, Entry][] => {
    const is = after.family.versions.find(({ id }) => id === was.id);
    return is && isCallable(is) ? [[was, is]] : [];
  });
}

interface Revised {
  readonly before: FamilyManifest;
  readonly was: Entry;
  readonly is: Entry;
  readonly against: string;
  readonly earlier: Earlier;
}

async function revised(
  { before, was, is, against, earlier }: Revised,
  older: LoadedModel,
  newer: LoadedModel,
): Promise<RevisedVersion> {
  const { differencesOf } = await import('../diff/differences.js');
  return {
    before: { family: before.family, entry: was },
    after: is,
    differences: differencesOf(older.model, newer.model, { older: against, newer: REVISION }),
    locate: (side, pointer) =>
      side === 'older' ? earlier.shown(older.spec.locate(pointer)) : newer.spec.locate(pointer),
  };
}

export function unreadable(
  against: string,
  id: string,
  { shown, leftOut }: Earlier,
  after: FamilyManifest,
  diagnostics: readonly Diagnostic[],
): Diagnostic {
  const cause = diagnostics.find(({ severity }) => severity === 'error');
  const { file, line, column } = shown(cause?.position ?? { file: 'family.yaml', line: 1, column: 1 });
  const what = cause
    ? `${file}:${line}:${column}: ${cause.message}`
    : 'it has no document that can be found.';
  const files = [...leftOut].slice(0, 3).map(([path, why]) => `${path} (${why})`);
  const missing = files.length > 0 ? ` Not to be had from there: ${files.join(', ')}.` : '';
  return {
    id: 'base-unreadable',
    severity: 'error',
    message: `What ${id} was in ${against} cannot be read: ${what}`,
    position: after.locate(after.pointerOf(id)),
    hint: `Name a revision that is whole, or a folder that holds one.${missing}`,
  };
}
