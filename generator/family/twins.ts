// Hides that the name of a family is the name of its folder: no two families of a run may share one.
import type { Diagnostic } from '../diagnostics.js';
import type { FamilyManifest } from './manifest.js';

/** A finding for every family whose name another one already has. */
export function checkNames(manifests: readonly FamilyManifest[]): Diagnostic[] {
  const first = new Map<string, FamilyManifest>();
  return manifests.flatMap((manifest): Diagnostic[] => {
    const name = manifest.family.family;
    // Folded: on many file systems two folders cannot differ in case only.
    const earlier = first.get(name.toLowerCase());
    if (!earlier) {
      first.set(name.toLowerCase(), manifest);
      return [];
    }
    return [
      {
        id: 'family-name-duplicate',
        severity: 'error',
        message: `The family ${JSON.stringify(name)} is described twice: ${earlier.file} has the same name.`,
        position: manifest.locate('/family'),
        hint: 'Give each family a name of its own; it names the folder of what is generated.',
      },
    ];
  });
}
