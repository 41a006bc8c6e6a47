// Hides how families are gone through beside what they were before: version by version, each file parsed once, nothing left behind.
import { describes } from '../../runtime/lifecycle.js';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import { checkRevisions } from '../family/revisions.js';
import { loadVersion } from '../pipeline.js';
import { isCallable } from '../policy/changes.js';
import type { DiffComparison } from '../report/report.js';
import { ParsedTexts } from '../spec/files.js';
import { type Comparing, comparison, faultsOf } from './diff-documents.js';
import { entryText } from './diff-versions.js';
import { type Earlier, withEarlier } from './earlier.js';

/** What became of families since an earlier revision. */
export interface Revised {
  /** L-08 to L-11 of the manifests, and families that are new. */
  readonly rules: readonly Diagnostic[];
  /** One for each version that both revisions have, and somebody can call in both. */
  readonly comparisons: readonly DiffComparison[];
  /** What is wrong with documents of this revision: an error where one could not be compared, a warning where a part of it was not. */
  readonly faults: readonly Diagnostic[];
  /** The same of the earlier one, where it was compared. */
  readonly earlierFaults: readonly Diagnostic[];
  /** Documents of the earlier revision that cannot be read: nothing is known of what they promised. */
  readonly unreadable: readonly Diagnostic[];
  /** Versions that are new. */
  readonly added: readonly { readonly manifest: FamilyManifest; readonly ids: ReadonlySet<string> }[];
}

/**
 * @param against `git:` and a branch, tag or commit; or a family.yaml, or a folder of such
 * @param isLenient whether parts of a document of this revision that are wrong may be left out
 * @returns a sentence where there is nothing to compare with
 */
export async function compareRevisions(
  against: string,
  manifests: readonly FamilyManifest[],
  comparing: Comparing,
  isLenient: boolean,
): Promise<Revised | string> {
  return withEarlier(against, comparing.io, async (earlierOf) => {
    const all: Revised[] = [];
    for (const manifest of manifests) {
      const earlier = await earlierOf(manifest);
      if (typeof earlier === 'string') return earlier;
      all.push(
        earlier
          ? await compareFamily(against, earlier, manifest, comparing, isLenient)
          : { ...NOTHING, rules: [familyNew(manifest, against)] },
      );
    }
    return {
      rules: all.flatMap(({ rules }) => rules),
      comparisons: all.flatMap(({ comparisons }) => comparisons),
      faults: once(all.flatMap(({ faults }) => faults)),
      earlierFaults: once(all.flatMap(({ earlierFaults }) => earlierFaults)),
      unreadable: all.flatMap(({ unreadable }) => unreadable),
      added: all.flatMap(({ added }) => added),
    };
  });
}

const NOTHING: Revised = {
  rules: [],
  comparisons: [],
  faults: [],
  earlierFaults: [],
  unreadable: [],
  added: [],
};

function familyNew({ family, locate }: FamilyManifest, against: string): Diagnostic {
  return {
    id: 'family-new',
    severity: 'info',
    message: `The family ${JSON.stringify(family.family)} is not in ${against}: there is nothing to compare it with.`,
    position: locate('/family'),
    hint: 'Check what --against names, unless the family is new.',
  };
}

async function compareFamily(
  against: string,
  earlier: Earlier,
  after: FamilyManifest,
  comparing: Comparing,
  isLenient: boolean,
): Promise<Revised> {
  const { instant, io, allowHosts } = comparing;
  const { manifest: before, firstDated } = earlier;
  const comparisons: DiffComparison[] = [];
  const faults: Diagnostic[] = [];
  const earlierFaults: Diagnostic[] = [];
  const unreadable: Diagnostic[] = [];
  const parsed = { older: new ParsedTexts(), newer: new ParsedTexts() };
  for (const [was, is] of pairsOf(before, after)) {
    const newer = await loadVersion(after, is.id, {
      ...{ allowHosts, cwd: io.cwd, parsed: parsed.newer, lenient: isLenient },
    });
    const wrong = newer.diagnostics.filter(isError);
    faults.push(...(newer.value ? faultsOf(wrong) : wrong));
    if (!newer.value) continue;
    // Faults that the earlier one has are its own: what they leave of it is compared.
    const older = await loadVersion(before, was.id, {
      ...{ allowHosts, cwd: earlier.cwd, parsed: parsed.older, lenient: true },
    });
    if (!older.value) {
      unreadable.push(baseUnreadable(against, was.id, earlier, after, older.diagnostics));
      continue;
    }
    earlierFaults.push(...faultsOf(older.diagnostics.filter(isError), earlier.shown));
    const base = { ...older.value, shown: (position: Position) => earlier.shown(position) };
    const title = `${after.family.family}: ${entryText(after, is.id)}, against ${against}`;
    const relation = { kind: 'revisions', family: before.family, before: was, after: is, instant } as const;
    comparisons.push({
      ...(await comparison(title, base, newer.value, relation, comparing)),
      versions: { from: was.id, to: is.id },
    });
  }
  // An entry that takes over the microversions of another one is no other version to those who call it.
  const added = after.family.versions.filter(
    (entry) => !before.family.versions.some(({ id }) => id === entry.id || describes(entry, id)),
  );
  return {
    rules: checkRevisions({ before: before.family, after, instant, ...(firstDated && { firstDated }) }),
    ...{ comparisons, faults, earlierFaults, unreadable },
    added: [{ manifest: after, ids: new Set(added.map(({ id }) => id)) }],
  };
}

type Entry = FamilyManifest['family']['versions'][number];

/** Versions that both have, and that somebody can call in both. Microversions of a newer entry are described by its document no more. */
function pairsOf(before: FamilyManifest, after: FamilyManifest): [Entry, Entry][] {
  return before.family.versions.filter(isCallable).flatMap((was): [Entry, Entry][] => {
    const is = after.family.versions.find(({ id }) => id === was.id);
    return is && isCallable(is) ? [[was, is]] : [];
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** Versions may share what is wrong. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()];
}

function baseUnreadable(
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
