// Hides the order of the stages: load → model → emit → write. Nothing else happens here.
import { basename, posix } from 'node:path';
import type { Family } from '../runtime/lifecycle.js';
import { type Diagnostic, hasErrors, type Outcome } from './diagnostics.js';
import type { GeneratedFile } from './emit/emitter.js';
import type { FamilyManifest } from './family/manifest.js';
import { checkNames } from './family/twins.js';
import { buildModel } from './model/build.js';
import { buildLeniently } from './model/lenient.js';
import { providersOf } from './model/security.js';
import type { ApiModel, AuthProvider, Version } from './model/types.js';
import { belongingOf, projectTo, projectToItself } from './project/documents.js';
import { readSelection, type Selection, type SelectionOptions } from './select/select.js';
import type { OnRead } from './source.js';
import { ParsedTexts } from './spec/files.js';
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
  /** The same versions, and those that were reused instead of read. */
  readonly parts: readonly VersionPart[];
}

/** What one version of a family was made from, and what later runs must know of it where they do not make it again. */
export interface VersionPart {
  /** `<family>/<version>`, which is also the folder of its files. */
  readonly name: string;
  /** Its document and every file that this refers to, absolute, also what was looked for and is not there; URLs. */
  readonly reads: readonly string[];
  readonly operations: number;
  /** Providers of credentials that stand beside its client. */
  readonly auth: readonly AuthProvider[];
  /** What there is to say of it, short of errors. */
  readonly diagnostics: readonly Diagnostic[];
  /** Of a version that was reused: its files, which stand in the output as they are. */
  readonly kept?: readonly string[];
}

export interface LoadModelOptions extends LoadOptions {
  /** What is wrong with a part of a document becomes a warning, and all the rest is taken. */
  readonly lenient?: boolean;
}

export interface LoadFamilyOptions extends LoadModelOptions {
  /**
   * What is known of versions whose files an earlier run made from the same inputs: they are not read again.
   * @param isOne the files of the family depend on all of its versions: either all are as they were, and these files too, or none
   */
  readonly reuse?: (names: readonly string[], manifestPath: string, isOne: boolean) => readonly VersionPart[];
  /** See `reuse`. */
  readonly isOne?: boolean;
}

/** Reads family.yaml and every version that it names. Any error in any of them: no value. */
export async function loadFamily(
  manifestPath: string,
  options: LoadFamilyOptions,
): Promise<Outcome<FamilyModels>> {
  const { readFamily } = await import('./family/manifest.js');
  const read = await readFamily(manifestPath, options.cwd, options.onRead);
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const manifest = read.value;
  if (!manifest) return { diagnostics };

  const { family } = manifest.family;
  const loaded: LoadedModel[] = [];
  const parts: VersionPart[] = [];
  const names = manifest.specs.map(({ id }) => `${family}/${id}`);
  const reused = options.reuse?.(names, manifestPath, options.isOne === true) ?? [];
  for (const { id } of manifest.specs) {
    const name = `${family}/${id}`;
    const known = reused.find((part) => part.name === name);
    if (known) {
      parts.push(known);
      diagnostics.push(...known.diagnostics);
      continue;
    }
    const reads = new Set<string>();
    const onRead: OnRead = (path, bytes) => {
      reads.add(path);
      options.onRead?.(path, bytes);
    };
    const one = await loadVersion(manifest, id, { ...options, onRead });
    diagnostics.push(...one.diagnostics);
    if (!one.value) continue;
    loaded.push(one.value);
    const { operations, securitySchemes } = one.value.model;
    parts.push({
      name,
      reads: [...reads].sort(),
      operations: operations.length,
      auth: providersOf(securitySchemes),
      diagnostics: one.diagnostics,
    });
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const value = {
    manifest,
    models: loaded.map((each) => each.model),
    specs: loaded.map((each) => each.spec),
    parts,
  };
  return { value, diagnostics };
}

/** Reads the document of one version of a family, as it is at that version. No value where it has none. */
export async function loadVersion(
  manifest: FamilyManifest,
  id: string,
  options: LoadModelOptions,
): Promise<Outcome<LoadedModel>> {
  const path = manifest.specs.find((each) => each.id === id)?.path;
  if (path === undefined) return { diagnostics: [] };
  const { family, selector, timezone, noticeDays, versions } = manifest.family;
  const version: Version = {
    ...{ family, selector, noticeDays, ...(timezone !== undefined && { timezone }) },
    ...versions.find((each) => each.id === id),
    id,
  };
  const hasMicroversions = manifest.family.versions.some((each) => each.id === id && each.from !== undefined);
  const project = projectTo(id, belongingOf(manifest, id), hasMicroversions);
  return loadModel(path, { ...options, root: manifest.dir, project }, version, manifest.family);
}

/** Reads one document that belongs to no family. */
export async function loadDocument(path: string, options: LoadModelOptions): Promise<Outcome<LoadedModel>> {
  return loadModel(path, { ...options, project: projectToItself });
}

async function loadModel(
  path: string,
  options: LoadModelOptions,
  version?: Version,
  family?: Family,
): Promise<Outcome<LoadedModel>> {
  const read = await loadSpec(path, options);
  if (!read.value) return { diagnostics: read.diagnostics };
  const spec = read.value;
  const which = version ?? { id: spec.document.info.version };
  const build = options.lenient ? buildLeniently : buildStrictly;
  const built = build(spec, which, family);
  const all = [...read.diagnostics, ...built.diagnostics];
  const diagnostics = options.lenient && built.value ? asWarnings(all) : all;
  return built.value && !hasErrors(diagnostics) ? { value: built.value, diagnostics } : { diagnostics };
}

function buildStrictly(spec: LoadedSpec, version: Version, family?: Family): Outcome<LoadedModel> {
  const { value: model, diagnostics } = buildModel(spec, version, family);
  return model ? { value: { spec, model }, diagnostics } : { diagnostics };
}

/** What was left out stops nobody any more. */
function asWarnings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((each) => (each.severity === 'error' ? { ...each, severity: 'warning' } : each));
}

export interface GenerateOptions extends LoadFamilyOptions, SelectionOptions {
  /** Names of emitters; see EMITTERS. */
  readonly targets: readonly string[];
  /** Emits PLANNED versions too. RETIRED ones are never emitted. */
  readonly preview?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of each family that is whole, with what was said of it, and of its versions. */
  readonly onFamily?: (family: FamilyParts) => void;
}

export interface FamilyParts {
  /** Of family.yaml, absolute. */
  readonly path: string;
  /** What there is to say of family.yaml itself. */
  readonly diagnostics: readonly Diagnostic[];
  readonly versions: readonly VersionPart[];
}

/** One emitter has made its files of one version. */
export interface Progress {
  /** Of a family: `<family>/<version>`; of a lone document the name of its file. */
  readonly source: string;
  readonly emitter: string;
  readonly operations: number;
  readonly schemas: number;
  readonly lines: number;
}

/** The files of whole families: `<family>/<version>/…`, `<family>/index.ts`, and one `runtime/` for all of them. */
export async function generateFamilies(
  manifests: readonly string[],
  given: GenerateOptions,
): Promise<Outcome<GeneratedFile[]>> {
  const selection = readSelection(given);
  if (typeof selection === 'string') return { diagnostics: [selectionInvalid(selection)] };
  // Loading and linting share what they parse: each file is parsed once, whichever versions refer to it.
  const options = selecting(selection, { ...given, parsed: given.parsed ?? new ParsedTexts() });
  const { emitFamily, familyRuntime } = await import('./emit/family.js');
  const { emittersFor } = await import('./emit/list.js');
  const { lintErrors } = await import('./lint/gate.js');
  const { compareAdjacent } = await import('./diff/carry/compare.js');
  const emitters = emittersFor(options.targets);
  const files: GeneratedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const read: FamilyManifest[] = [];
  const auth = new Set<AuthProvider>();
  // How the versions of a family differ is in the files of its server: they are made together.
  const isOne = emitters.some(({ name }) => name === 'server');
  const kept: string[] = [];
  for (const path of manifests) {
    const loaded = await loadFamily(path, { ...options, isOne });
    diagnostics.push(...loaded.diagnostics);
    if (!loaded.value) continue;
    const { manifest, models, parts } = loaded.value;
    read.push(manifest);
    kept.push(...parts.flatMap((part) => part.kept ?? []));
    for (const part of parts) for (const provider of part.auth) auth.add(provider);
    // Documents written by hand for a family are held to their own examples before any code is made of them.
    const made = new Set(models.map((model) => model.version.id));
    const found = await lintErrors(manifest, { ...options, isWanted: (id) => made.has(id) });
    diagnostics.push(...(options.lenient ? asWarnings(found) : found));
    if (hasErrors(diagnostics)) continue;
    const { family } = manifest.family;
    const ofVersions = new Set(parts.flatMap((part) => part.diagnostics));
    options.onFamily?.({
      path: manifest.path,
      diagnostics: loaded.diagnostics.filter((each) => !ofVersions.has(each)),
      versions: parts,
    });
    const sources = new Map(manifest.specs.map((spec) => [spec.id, basename(spec.path)]));
    for (const model of models) {
      if (!isEmitted(model.version.state, options)) continue;
      const emitted = await emitAll(
        model,
        options,
        { runtime: '../../runtime', source: `${family}/${sources.get(model.version.id) ?? ''}` },
        `${family}/${model.version.id}`,
      );
      files.push(...emitted.map((file) => ({ ...file, path: `${family}/${model.version.id}/${file.path}` })));
    }
    const served = new Set(parts.filter((each) => each.operations > 0).map((each) => each.name));
    const versions = manifest.family.versions.filter(
      ({ id, state }) => isEmitted(state, options) && served.has(`${family}/${id}`),
    );
    // Where every version is as it was, so is what lies between them.
    if (isOne && models.length === 0 && parts.length > 0) continue;
    const adjacent = isOne ? compareAdjacent(models) : [];
    const common = emitFamily(manifest.family, versions, adjacent, emitters, {
      runtime: '../runtime',
      source: `${family}/family.yaml`,
    });
    files.push(...common.map((file) => ({ ...file, path: `${family}/${file.path}` })));
  }
  diagnostics.push(...checkNames(read), ...(selection?.problems() ?? []));
  if (hasErrors(diagnostics)) return { diagnostics };
  const more = manifests.length > 0 ? familyRuntime(emitters) : [];
  const paths = [...files.map(({ path }) => path), ...kept];
  files.push(...(await runtimeFor(options.targets, paths, more, [...auth])));
  return { value: files, diagnostics };
}

function isEmitted(state: Version['state'], options: GenerateOptions): boolean {
  return state === 'PLANNED' ? options.preview === true : state !== 'RETIRED';
}

/** The files of one document, with their own `runtime/` beside them. */
export async function generateDocument(
  path: string,
  options: GenerateOptions,
): Promise<Outcome<GeneratedFile[]>> {
  const selection = readSelection(options);
  if (typeof selection === 'string') return { diagnostics: [selectionInvalid(selection)] };
  const loaded = await loadDocument(path, selecting(selection, options));
  const unselected = loaded.value ? (selection?.problems() ?? []) : [];
  const diagnostics = [...loaded.diagnostics, ...unselected];
  if (!loaded.value || unselected.length > 0) return { diagnostics };
  try {
    const source = basename(path);
    const files = await emitAll(loaded.value.model, options, { runtime: './runtime', source }, source);
    const paths = files.map((file) => file.path);
    const auth = providersOf(loaded.value.model.securitySchemes);
    return { value: [...files, ...(await runtimeFor(options.targets, paths, [], auth))], diagnostics };
  } catch (cause) {
    // A lone document is not linted beforehand. Where no code can be made of one of its schemas, lint says which and why.
    const { documentErrors } = await import('./lint/gate.js');
    const errors = await documentErrors(path, options);
    if (errors.length === 0) throw cause;
    return { diagnostics: [...diagnostics, ...errors] };
  }
}

/** Whether a pattern names something is known only once all versions have been asked: none is taken as it was. */
function selecting(
  selection: Selection | undefined,
  { reuse, ...options }: GenerateOptions,
): GenerateOptions {
  if (selection) return { ...options, select: (document) => selection.of(document) };
  return { ...options, ...(reuse && { reuse }) };
}

function selectionInvalid(message: string): Diagnostic {
  const hint =
    'Write tag:…, path:…, id:… or webhook:…, with * for any text; a backslash takes the meaning from a star or a comma.';
  return { id: 'selection-invalid', severity: 'error', message, hint };
}

async function emitAll(
  model: ApiModel,
  { targets, onProgress }: GenerateOptions,
  options: { runtime: string; source: string },
  source: string,
): Promise<GeneratedFile[]> {
  const { emittersFor } = await import('./emit/list.js');
  const [operations, schemas] = [model.operations.length, Object.keys(model.schemas).length];
  const emitted = await Promise.all(
    emittersFor(targets).map(async (emitter) => {
      const files = await emitter.emit(model, options);
      onProgress?.({ source, emitter: emitter.name, operations, schemas, lines: linesOf(files) });
      return files;
    }),
  );
  return emitted.flat();
}

function linesOf(files: readonly GeneratedFile[]): number {
  let lines = 0;
  for (const { text } of files) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  }
  return lines;
}

/**
 * @param paths of what was emitted: what imports nothing brings nothing  @param more runtime files that are needed besides
 * @param auth what the files called auth.ts offer, which depends on their documents
 */
async function runtimeFor(
  targets: readonly string[],
  paths: readonly string[],
  more: readonly string[],
  auth: readonly AuthProvider[],
): Promise<GeneratedFile[]> {
  const [{ authRuntime }, { emittersFor }, { runtimeFiles }] = await Promise.all([
    import('./emit/authentication.js'),
    import('./emit/list.js'),
    import('./emit/runtime-files.js'),
  ]);
  const emitted = new Set(paths.map((path) => posix.basename(path)));
  const imported = emittersFor(targets).flatMap(({ runtime }) =>
    Object.entries(runtime).flatMap(([file, names]) => (emitted.has(file) ? names : [])),
  );
  const offered = emitted.has('auth.ts') ? authRuntime(auth) : [];
  return runtimeFiles([...imported, ...offered, ...more]);
}
