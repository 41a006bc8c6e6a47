// Hides what generation refuses: the findings of linting that would make code wrong. A missing description stops nobody.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import { type LintDocumentsOptions, lintDocuments } from './family.js';
import { type LintSpecOptions, lintSpec } from './run.js';

/** Ids of findings without which the emitted types, validators, examples or dates would not say what the document means. */
const STOPPING: ReadonlySet<string> = new Set([
  'struct',
  'syntax-invalid',
  'yaml-duplicate-key',
  'yaml-tag',
  'nesting-limit',
  'alias-limit',
  'ref-unresolved',
  'ref-cycle',
  'ref-external-refused',
  'operation-id-duplicate',
  'path-parameter-mismatch',
  'L-16',
  'specpact/schema-usable',
  'specpact/example-matches-schema',
  'specpact/violation-is-real',
  'specpact/family-agrees',
]);

/** Lints every document of a family and keeps the errors that must stop generation. */
export async function lintErrors(
  manifest: FamilyManifest,
  options: LintDocumentsOptions,
): Promise<Diagnostic[]> {
  return stopping(await lintDocuments(manifest, options));
}

/** Lints one document that belongs to no family and keeps the errors by which no code can be made of it. */
export async function documentErrors(path: string, options: LintSpecOptions): Promise<Diagnostic[]> {
  return stopping(await lintSpec(path, options));
}

function stopping(found: readonly Diagnostic[]): Diagnostic[] {
  return found.filter((diagnostic) => diagnostic.severity === 'error' && STOPPING.has(diagnostic.id));
}
