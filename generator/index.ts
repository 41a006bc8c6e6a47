// The package's public surface: what build scripts and tests of other projects import from `specpact`.
export type { Diagnostic, Outcome, Position, Severity } from './diagnostics.js';
export type { Emitter, GeneratedFile } from './emit/emitter.js';
export { type FamilyManifest, readFamily } from './family/manifest.js';
export type * from './model/types.js';
export {
  type FamilyModels,
  type GenerateOptions,
  generateDocument,
  generateFamilies,
  type LoadedModel,
  loadDocument,
  loadFamily,
} from './pipeline.js';
export type { SelectionOptions } from './select/select.js';
export type { LoadOptions } from './spec/load.js';
export type { LoadedSpec } from './spec/types.js';
export { compareOutput, type Drift, type Written, writeOutput } from './write/output.js';
