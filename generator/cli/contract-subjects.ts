// Hides what `specpact contract` is about: a family by its name or its family.yaml, or one document alone; and which versions of it.
import { basename } from 'node:path';
import type { FamilyUnderTest, Subject } from '../../contract/index.js';
import type { Outcome } from '../diagnostics.js';
import type { FamilyModels } from '../pipeline.js';
import { Refusal } from './contract-arguments.js';
import { findFamily } from './find-family.js';
import { noFamilies } from './find-manifests.js';
import { noSuch } from './no-such.js';

export interface SubjectOptions {
  /** An OpenAPI document, or a family.yaml. */
  readonly document?: string;
  /** Name of a family below `specs`, or of its folder. */
  readonly family?: string;
  /** One version; without it, every one that can be called (neither PLANNED nor RETIRED). */
  readonly version?: string;
  readonly specs?: string;
  readonly allowHost?: readonly string[];
  /** True: what is wrong with a part of a document is left out. */
  readonly lenient?: boolean;
}

export interface UnderTest {
  /** As the user called it. */
  readonly name: string;
  readonly subjects: readonly Subject[];
  /** Every version that can be called, whichever were asked for. */
  readonly callable: readonly Subject[];
  /** Absent: one document alone, without versions. */
  readonly family?: FamilyUnderTest;
}

/** @throws Refusal where it is not clear what is meant, or there is no such thing */
export async function subjectsFor(
  options: SubjectOptions,
  instant: Date | undefined,
  cwd: string,
): Promise<Outcome<UnderTest>> {
  const { document, family, version } = options;
  if ((document === undefined) === (family === undefined)) {
    throw new Refusal(
      'Name what is tried: an OpenAPI document (specpact contract openapi.yaml) or a family (--family scp-virtualserver), one of them.',
    );
  }
  const loading = {
    cwd,
    allowHosts: options.allowHost ?? [],
    ...(options.lenient && { lenient: true }),
  };
  const { loadDocument, loadFamily } = await import('../pipeline.js');
  const manifest =
    family === undefined ? manifestOf(document) : await manifestNamed(family, options.specs ?? 'specs', cwd);
  if (manifest !== undefined) {
    const { value, diagnostics } = await loadFamily(manifest, loading);
    if (!value) return { diagnostics };
    const { family: declared, pointerOf, locate } = value.manifest;
    const under = { family: declared, ...(instant && { instant }), pointerOf, locate };
    return {
      value: {
        name: declared.family,
        subjects: subjectsOf(value, version),
        callable: subjectsOf(value, undefined),
        family: under,
      },
      diagnostics,
    };
  }
  if (version !== undefined)
    throw new Refusal('--version names a version of a family; a document alone has one only.');
  const { value, diagnostics } = await loadDocument(document ?? '', loading);
  if (!value) return { diagnostics };
  const { model, spec } = value;
  const subjects = [{ model, locate: (pointer: string) => spec.locate(pointer) }];
  return { value: { name: basename(document ?? ''), subjects, callable: subjects }, diagnostics };
}

/** Refuses names that no document knows as those of parameters. */
export function knownParameters(subjects: readonly Subject[], names: readonly string[]): void {
  const known = new Set(
    subjects.flatMap(({ model }) =>
      model.operations.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
    ),
  );
  const stray = names.find((name) => !known.has(name));
  if (stray !== undefined) throw new Refusal(noSuch('parameter', stray, [...known].sort(), 'Parameters'));
}

function manifestOf(document: string | undefined): string | undefined {
  return document !== undefined && /^family\.ya?ml$/.test(basename(document)) ? document : undefined;
}

async function manifestNamed(name: string, specs: string, cwd: string): Promise<string> {
  const found = await findFamily(name, specs, cwd);
  if ('path' in found) return found.path;
  if (found.known.length > 0) throw new Refusal(noSuch('family', name, found.known, 'Families'));
  throw new Refusal(`${noFamilies(specs, cwd)} Name the folder of families with --specs.`);
}

function subjectsOf({ models, specs }: FamilyModels, version: string | undefined): Subject[] {
  const all = models.map((model, index): Subject => {
    const spec = specs[index];
    return { model, ...(spec && { locate: (pointer) => spec.locate(pointer) }) };
  });
  const callable = all.filter(
    ({
      model: {
        version: { state },
      },
    }) => state !== 'PLANNED' && state !== 'RETIRED',
  );
  if (version === undefined) return callable;
  const chosen = all.filter(({ model }) => model.version.id === version);
  const ids = all.map(({ model }) => model.version.id);
  if (chosen.length === 0) throw new Refusal(noSuch('version', version, ids, 'Versions'));
  return chosen;
}
