// Hides what generation refuses: the errors, and only those, of linting a family's documents.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from '../family/manifest.js';
import { lintSession, lintSpec } from './run.js';

export async function lintErrors(
  manifest: FamilyManifest,
  options: { cwd: string; allowHosts?: readonly string[] },
): Promise<Diagnostic[]> {
  const session = lintSession({
    root: manifest.dir,
    ...(options.allowHosts && { allowHosts: options.allowHosts }),
  });
  const found: Diagnostic[] = [];
  for (const { path } of manifest.specs)
    found.push(...(await lintSpec(path, { ...options, root: manifest.dir, session })));
  return found.filter((diagnostic) => diagnostic.severity === 'error');
}
