// Hides nothing: what the files of a family know of each version that was emitted beside them.
import type { VersionEntry } from '../../runtime/lifecycle.js';
import type { SafeName } from '../model/types.js';

export interface FamilyVersion {
  readonly entry: VersionEntry;
  /** What it is called where versions are namespaces: `v1_3`. */
  readonly name: SafeName;
  /** Of its files, beside those of the family. */
  readonly folder: string;
}
