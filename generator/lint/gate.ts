// Hides what generation refuses: the findings of linting that would make code wrong. A missing description stops nobody.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import type { ParsedTexts } from '../spec/resolver.js';
import { lintDocuments } from './family.js';

/** Ids of findings without which the emitted types, validators, examples or dates would not say what the document means. */
const STOPPING: ReadonlySet<string> = new Set([
  'struct',
  'syntax-invalid',
  'ref-unresolved',
  'ref-outside-root',
  'operation-id-duplicate',
  'path-parameter-mismatch',
  'specpact/schema-usable',
  'specpact/example-matches-schema',
  'specpact/violation-is-real',
  'specpact/family-agrees',
]);

/** Lints every document of a family and keeps the errors that must stop generation. */
export async function lintErrors(
  manifest: FamilyManifest,
  options: { cwd: string; allowHosts?: readonly string[]; parsed?: ParsedTexts },
): Promise<Diagnostic[]> {
  const found = await lintDocuments(manifest, options);
  return found.filter((diagnostic) => diagnostic.severity === 'error' && STOPPING.has(diagnostic.id));
}
