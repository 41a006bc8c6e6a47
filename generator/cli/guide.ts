// Hides `--guide`: what breaks callers who go from one version of a family to the next.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import { type LoadedModel, loadVersion } from '../pipeline.js';
import { migrationGuide } from '../policy/guide.js';
import type { ParsedTexts } from '../spec/files.js';

export interface GuideOptions {
  readonly cwd: string;
  readonly allowHosts: readonly string[];
}

/**
 * L-15: from each version to the next newer one, PLANNED ones too, since the guide is written before they are there.
 * @param to only to these versions; to all by default
 */
export async function guideTo(
  manifest: FamilyManifest,
  to: ReadonlySet<string> | undefined,
  { cwd, allowHosts }: GuideOptions,
  parsed?: ParsedTexts,
): Promise<Diagnostic[]> {
  const { differencesOf } = await import('../diff/differences.js');
  const versions = manifest.family.versions.filter(({ state }) => state !== 'RETIRED');
  const found: Diagnostic[] = [];
  const load = async (id: string): Promise<LoadedModel | undefined> => {
    const options = { cwd, allowHosts, ...(parsed && { parsed }) };
    return (await loadVersion(manifest, id, options)).value;
  };
  for (const [index, { id }] of versions.entries()) {
    const older = versions[index + 1];
    if (!older || (to && !to.has(id))) continue;
    const [from, next] = [await load(older.id), await load(id)];
    if (!from || !next) continue;
    const differences = differencesOf(from.model, next.model, { older: older.id, newer: id });
    found.push(
      ...migrationGuide({ from: older.id, to: id, differences, locate: (at) => next.spec.locate(at) }),
    );
  }
  return found;
}
