// Hides `lint --against`: families and their documents compared with what they were, rule by rule.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import { noNotice } from './diff-documents.js';
import { guideTo } from './guide.js';
import type { Io } from './io.js';
import { compareRevisions } from './revisions.js';

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
  const comparing = { ...options, notice: noNotice(options.instant), extensions: [] };
  const revised = await compareRevisions(against, manifests, comparing, false);
  if (typeof revised === 'string') return revised;
  const { revisionDiagnostics } = await import('../report/diagnostics.js');
  const guide: Diagnostic[] = [];
  for (const { manifest, ids } of revised.added) guide.push(...(await guideTo(manifest, ids, comparing)));
  const { rules, unreadable, comparisons, faults } = revised;
  return {
    diagnostics: [...rules, ...unreadable, ...revisionDiagnostics(comparisons), ...guide],
    unloaded: faults,
    isWhole: unreadable.length === 0,
  };
}
