// Hides how the files of a request are made: those of parts that changed; of the others it is known what they were.
import { resolve } from 'node:path';
import type { Outcome } from '../diagnostics.js';
import type { GeneratedFile } from '../emit/emitter.js';
import { DEFAULT_TARGETS, EMITTERS } from '../emit/list.js';
import { AUTH_PROVIDERS } from '../model/security.js';
import { type GenerateOptions, generateDocument, generateFamilies, type VersionPart } from '../pipeline.js';
import type { Origin, Part } from '../write/manifest.js';
import type { Memory } from '../write/memory.js';
import type { Io } from './io.js';
import { noSuch } from './no-such.js';
import { progressOn } from './progress.js';
import type { Reads } from './reads.js';
import { remembered, restated } from './remembered.js';
import type { Request } from './request.js';

export interface Work {
  readonly files: readonly GeneratedFile[];
  /** Digests of files that stand in the folder as they would be made, by path. */
  readonly kept: ReadonlyMap<string, string>;
  readonly origin: Origin;
}

/** Makes what is asked for; a sentence where the request itself makes no sense. What is read is told to `reads`, also on failure. */
export async function makeWork(
  request: Request,
  reads: Reads,
  memory: Memory | undefined,
  io: Io,
): Promise<Outcome<Work> | string> {
  const targets = targetsOf(request);
  if (typeof targets === 'string') return targets;
  const { command, from, tool, options } = request;
  const onProgress = command.quiet || command.json ? undefined : progressOn(io);
  const given: GenerateOptions = {
    cwd: io.cwd,
    targets,
    allowHosts: command.allowHost,
    lenient: command.lenient === true,
    preview: command.preview === true,
    include: command.include ?? [],
    exclude: command.exclude ?? [],
    onRead: reads.onRead,
    ...(onProgress && { onProgress }),
  };
  const made =
    command.document === undefined
      ? await families(request, given, reads, memory, io)
      : await loneDocument(command.document, request, given, reads, io);
  const { value, diagnostics } = made;
  if (!value) return { diagnostics };
  const origin = { from, made: { tool, options, parts: value.parts } };
  return { value: { files: value.files, kept: value.kept, origin }, diagnostics };
}

type Parts = Pick<Work, 'files' | 'kept'> & { readonly parts: readonly Part[] };

async function loneDocument(
  document: string,
  { base, command }: Request,
  given: GenerateOptions,
  reads: Reads,
  io: Io,
): Promise<Outcome<Parts>> {
  const root = command.root === undefined ? {} : { root: base };
  const { value: files, diagnostics } = await generateDocument(document, { ...given, ...root });
  if (!files) return { diagnostics };
  const name = reads.nameOf(resolve(io.cwd, document));
  const part = {
    name,
    inputs: reads.inputs(reads.paths()),
    operations: 0,
    diagnostics: remembered(diagnostics, base, io),
  };
  return { value: { files, kept: new Map(), parts: [part] }, diagnostics };
}

/** Every family.yaml is read; of the versions those that cannot be the same. */
async function families(
  { base, manifests }: Request,
  given: GenerateOptions,
  reads: Reads,
  memory: Memory | undefined,
  io: Io,
): Promise<Outcome<Parts>> {
  const kept = new Map<string, string>();
  const known = new Map<VersionPart, Part>();
  const parts: Part[] = [];
  const reuse = (names: readonly string[], manifest: string, isOne: boolean): VersionPart[] => {
    const found = names.flatMap((name) => {
      const part = memory?.unchanged(name);
      const isKnown = part && Object.hasOwn(part.inputs, reads.nameOf(manifest));
      const intact = isKnown ? memory?.intact(name) : undefined;
      return part && intact ? [{ name, part, intact }] : [];
    });
    const [family = ''] = names[0]?.split('/') ?? [];
    const whole = isOne ? memory?.intact(family) : new Map<string, string>();
    if (!whole || (isOne && found.length < names.length)) return [];
    for (const [path, digest] of [...whole, ...found.flatMap(({ intact }) => [...intact])])
      kept.set(path, digest);
    return found.map(({ name, part, intact }) => {
      const { operations, auth } = part;
      const diagnostics = restated(part.diagnostics, base, io);
      const reused = {
        ...{ name, operations, diagnostics },
        ...{
          reads: [],
          auth: AUTH_PROVIDERS.filter((each) => auth?.includes(each)),
          kept: [...intact.keys()],
        },
      };
      known.set(reused, part);
      return reused;
    });
  };
  const { value: files, diagnostics } = await generateFamilies(manifests, {
    ...given,
    reuse,
    onFamily: ({ path, diagnostics: said, versions }) => {
      const claimed = new Set(versions.flatMap((version) => version.reads));
      // What linting alone has read counts for all versions of the family.
      const folder = reads.nameOf(path).slice(0, -'family.yaml'.length);
      const shared = reads
        .paths()
        .filter((each) => !claimed.has(each) && reads.nameOf(each).startsWith(folder));
      const inputs = reads.inputs([path, ...shared]);
      parts.push({
        name: reads.nameOf(path),
        inputs,
        operations: 0,
        diagnostics: remembered(said, base, io),
      });
      for (const version of versions) {
        const { name, operations, auth } = version;
        parts.push(
          known.get(version) ?? {
            name,
            inputs: reads.inputs([path, ...shared, ...version.reads]),
            operations,
            ...(auth.length > 0 && { auth }),
            diagnostics: remembered(version.diagnostics, base, io),
          },
        );
      }
    },
  });
  return files ? { value: { files, kept, parts }, diagnostics } : { diagnostics };
}

function targetsOf({ command: { targets, document }, frameworks }: Request): readonly string[] | string {
  const wanted = targets
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '') ?? [
    ...DEFAULT_TARGETS[document === undefined ? 'family' : 'document'],
    ...frameworks,
  ];
  const known = EMITTERS.map((emitter) => emitter.name);
  const stray = wanted.find((target) => !known.includes(target));
  if (wanted.length === 0) return `Name at least one target: ${known.join(', ')}.`;
  return stray === undefined ? wanted : noSuch('target', stray, known, 'Targets');
}
