// Hides `--guide`: what breaks callers who go from one version of a family to the next.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import type { Comparing } from './diff-documents.js';
import { compareSides, loadSides, type Pair } from './diff-versions.js';

/**
 * L-15: from each version to the next newer one, PLANNED ones too, since the guide is written before they are there. What cannot be loaded
 * is told where it is linted.
 * @param to only to these versions; to all by default
 */
export async function guideTo(
  manifest: FamilyManifest,
  to: ReadonlySet<string> | undefined,
  comparing: Comparing,
): Promise<Diagnostic[]> {
  const { guideDiagnostics } = await import('../report/diagnostics.js');
  const versions = manifest.family.versions.filter(({ state }) => state !== 'RETIRED');
  const pairs = versions.flatMap(({ id }, at): Pair[] => {
    const older = versions[at + 1];
    return older && (!to || to.has(id)) ? [[older.id, id]] : [];
  });
  const { sides } = await loadSides(manifest, pairs, comparing, false);
  return guideDiagnostics(await compareSides(manifest, pairs, sides, comparing));
}
