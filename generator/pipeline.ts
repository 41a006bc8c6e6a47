// Hides the order of the stages: load → model → emit → write. Nothing else happens here.
import { type Diagnostic, hasErrors, type Outcome } from './diagnostics.js';
import { type FamilyManifest, readFamily } from './family/manifest.js';
import { buildModel } from './model/build.js';
import type { ApiModel, Version } from './model/types.js';
import { type LoadOptions, loadSpec } from './spec/load.js';
import type { LoadedSpec } from './spec/types.js';

export interface LoadedModel {
  readonly spec: LoadedSpec;
  readonly model: ApiModel;
}

export interface FamilyModels {
  readonly manifest: FamilyManifest;
  /** In the order of the manifest: newest first. */
  readonly models: readonly ApiModel[];
  readonly specs: readonly LoadedSpec[];
}

/** Reads family.yaml and every version that it names. Any error in any of them: no value. */
export async function loadFamily(manifestPath: string, options: LoadOptions): Promise<Outcome<FamilyModels>> {
  const read = await readFamily(manifestPath, options.cwd);
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const manifest = read.value;
  if (!manifest) return { diagnostics };

  const loaded: LoadedModel[] = [];
  for (const { id, path } of manifest.specs) {
    const entry = manifest.family.versions.find((each) => each.id === id);
    const version: Version = { family: manifest.family.family, ...(entry ?? {}), id };
    const spec = await loadSpec(path, { ...options, root: manifest.dir });
    const built = spec.value && buildModel(spec.value, version, manifest.family);
    diagnostics.push(...spec.diagnostics, ...(built?.diagnostics ?? []));
    if (spec.value && built?.value) loaded.push({ spec: spec.value, model: built.value });
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const value = { manifest, models: loaded.map((each) => each.model), specs: loaded.map((each) => each.spec) };
  return { value, diagnostics };
}

/** Reads one document that belongs to no family. */
export async function loadDocument(path: string, options: LoadOptions): Promise<Outcome<LoadedModel>> {
  const spec = await loadSpec(path, options);
  if (!spec.value) return { diagnostics: spec.diagnostics };
  const built = buildModel(spec.value, { id: spec.value.document.info.version });
  const diagnostics = [...spec.diagnostics, ...built.diagnostics];
  return built.value ? { value: { spec: spec.value, model: built.value }, diagnostics } : { diagnostics };
}
