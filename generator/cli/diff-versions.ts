// Hides how versions of one family are compared with each other: two of them, or each with the next.
import type { Diagnostic } from '../diagnostics.js';
import { type FamilyManifest, readFamily } from '../family/manifest.js';
import { loadVersion } from '../pipeline.js';
import type { DiffComparison, DiffReport } from '../report/report.js';
import { ParsedTexts } from '../spec/files.js';
import { type Comparing, comparison, faultsOf, type Side } from './diff-documents.js';
import { findFamily } from './find-family.js';
import { noSuch } from './no-such.js';

export async function compareVersionsOf(
  name: string,
  [from, to]: readonly [string, string],
  specs: string,
  comparing: Comparing,
): Promise<DiffReport | string> {
  const manifest = await manifestOf(name, specs, comparing);
  if (typeof manifest === 'string' || 'notes' in manifest) return manifest;
  const known = manifest.family.versions.map(({ id }) => id);
  for (const id of [from, to]) if (!known.includes(id)) return noSuch('version', id, known, 'Versions');
  return comparePairs(manifest, [[from, to]], comparing);
}

/** From the oldest version to the newest, each with the next. */
export async function compareHistory(
  name: string,
  specs: string,
  comparing: Comparing,
): Promise<DiffReport | string> {
  const manifest = await manifestOf(name, specs, comparing);
  if (typeof manifest === 'string' || 'notes' in manifest) return manifest;
  const ids = new Set(manifest.specs.map(({ id }) => id));
  const versions = manifest.family.versions
    .map(({ id }) => id)
    .filter((id) => ids.has(id))
    .reverse();
  return comparePairs(
    manifest,
    versions.slice(1).map((id, index) => [versions[index] ?? id, id]),
    comparing,
  );
}

async function manifestOf(
  name: string,
  specs: string,
  { io, instant }: Comparing,
): Promise<FamilyManifest | DiffReport | string> {
  const found = await findFamily(name, specs, io.cwd);
  if ('known' in found) return noSuch('family', name, found.known, 'Families');
  const { value, diagnostics } = await readFamily(found.path, io.cwd);
  return value ?? { now: instant.toISOString(), comparisons: [], notes: diagnostics };
}

async function comparePairs(
  manifest: FamilyManifest,
  pairs: readonly Pair[],
  comparing: Comparing,
): Promise<DiffReport> {
  const now = comparing.instant.toISOString();
  const { sides, diagnostics } = await loadSides(manifest, pairs, comparing, true);
  const isWhole = pairs.flat().every((id) => sides.has(id));
  if (!isWhole) return { now, comparisons: [], notes: diagnostics };
  return {
    now,
    comparisons: await compareSides(manifest, pairs, sides, comparing),
    notes: faultsOf(diagnostics),
  };
}

/** Ids of two versions, the older one first. */
export type Pair = readonly [string, string];

/** @param isLenient whether parts of documents that are wrong may be left out; without it, a document is whole or not there */
export async function loadSides(
  manifest: FamilyManifest,
  pairs: readonly Pair[],
  { io, allowHosts }: Comparing,
  isLenient: boolean,
): Promise<{ readonly sides: ReadonlyMap<string, Side>; readonly diagnostics: readonly Diagnostic[] }> {
  const parsed = new ParsedTexts();
  const sides = new Map<string, Side>();
  const diagnostics: Diagnostic[] = [];
  for (const id of new Set(pairs.flat())) {
    const options = { cwd: io.cwd, allowHosts, parsed, lenient: isLenient };
    const loaded = await loadVersion(manifest, id, options);
    if (loaded.value) sides.set(id, loaded.value);
    diagnostics.push(...loaded.diagnostics);
  }
  return { sides, diagnostics };
}

/** Pairs of which both could be loaded. */
export async function compareSides(
  manifest: FamilyManifest,
  pairs: readonly Pair[],
  sides: ReadonlyMap<string, Side>,
  comparing: Comparing,
): Promise<DiffComparison[]> {
  const comparisons: DiffComparison[] = [];
  const entries = manifest.family.versions;
  for (const [from, to] of pairs) {
    const [base, revision] = [sides.get(from), sides.get(to)];
    const [before, after] = [from, to].map((id) => entries.find((each) => each.id === id));
    if (!base || !revision || !before || !after) continue;
    const title = `${manifest.family.family}: ${entryText(manifest, from)} → ${entryText(manifest, to)}`;
    const relation = { kind: 'versions', before, after } as const;
    const compared = await comparison(title, base, revision, relation, comparing);
    comparisons.push({ ...compared, versions: { from, to } });
  }
  return comparisons;
}

/** `1.2 (SUPPORTED, not before 2026-08-31)` */
export function entryText({ family }: FamilyManifest, id: string): string {
  const entry = family.versions.find((each) => each.id === id);
  if (!entry) return id;
  const end = entry.notBefore === undefined ? '' : `, guaranteed until ${entry.notBefore}`;
  return `${id} (${entry.state}${end})`;
}
