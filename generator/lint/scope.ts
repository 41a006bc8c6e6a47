// What the rules of one lint run share, beside what Redocly's context tells them. Types only.
import type { VersionEntry } from '../../runtime/lifecycle.js';
import type { FamilyManifest } from '../family/manifest.js';
import type { SchemaStore } from './schema-store.js';

/** The family that a document belongs to, and which of its versions the document describes. */
export interface Membership {
  readonly manifest: FamilyManifest;
  readonly entry: VersionEntry;
}

export interface RuleScope {
  readonly schemas: SchemaStore;
  /** Absent for a document that no family.yaml names. */
  readonly membership?: Membership;
}
