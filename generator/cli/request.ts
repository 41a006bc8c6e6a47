// Hides what one call of `specpact generate` asks for: of which source, into which folder, and what about it decides the content.
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { readPatterns } from '../select/pattern.js';
import { digestOf } from '../write/digest.js';
import { FAMILIES, readManifest } from '../write/manifest.js';
import type { Making } from '../write/memory.js';
import { toolIdentity } from '../write/tool.js';
import { findManifests, noFamilies } from './find-manifests.js';
import { frameworksAt } from './packages.js';
import { inputName } from './reads.js';

export interface GenerateCommand {
  /** One OpenAPI document; without it, every family below `specs`. */
  readonly document?: string;
  readonly specs: string;
  readonly output: string;
  readonly targets?: string;
  readonly root?: string;
  readonly allowHost: readonly string[];
  /** What is wanted, and what is not: `tag:pets`, `path:/v1/**`, `id:getUser*`, comma lists of these. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly lenient?: boolean;
  readonly preview?: boolean;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly clean?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Options that decide where from, where to and how it is told, but not what is written. Every other option counts, also later ones. */
const NOT_OF_THE_CONTENT: ReadonlySet<string> = new Set([
  ...['document', 'specs', 'root', 'output'],
  ...['check', 'force', 'clean', 'watch', 'json', 'quiet', 'debug', 'config', 'color'],
]);

export interface Request extends Making {
  readonly command: GenerateCommand;
  /** The output folder, absolute. */
  readonly folder: string;
  /** Frameworks that the project has. */
  readonly frameworks: readonly string[];
  /** Families that there are, by the paths of their family.yaml; none for a lone document. */
  readonly manifests: readonly string[];
}

/** What is asked for, or a sentence that says why it cannot be done. */
export function requestOf(command: GenerateCommand, cwd: string): Request | string {
  const folder = resolve(cwd, command.output);
  const { document, specs } = command;
  const problem = placeProblem(command, folder, cwd) ?? patternProblem(command);
  if (problem !== undefined) return problem;
  const from = document === undefined ? FAMILIES : basename(document);
  const manifests = document === undefined ? findManifests(specs, cwd) : [];
  if (document === undefined && manifests.length === 0)
    return `${noFamilies(specs, cwd)} Name a document (specpact generate openapi.yaml --output src/api), or a folder of families with --specs.`;
  const base =
    document === undefined
      ? specsFolder(resolve(cwd, specs), manifests)
      : command.root === undefined
        ? dirname(resolve(cwd, document))
        : resolve(cwd, command.root);
  const root = document === undefined ? '' : relative(dirname(resolve(cwd, document)), base);
  const sources = (document === undefined ? manifests : [resolve(cwd, document)]).map((path) =>
    inputName(base, path),
  );
  const frameworks = command.targets === undefined ? frameworksAt(folder, cwd) : [];
  return {
    command,
    folder,
    frameworks,
    from,
    manifests,
    base,
    sources,
    tool: toolIdentity(),
    options: optionsDigest(command, root, frameworks),
  };
}

function patternProblem({ include = [], exclude = [] }: GenerateCommand): string | undefined {
  const read = readPatterns([...include, ...exclude]);
  return typeof read === 'string' ? read : undefined;
}

/** Where --specs names a family.yaml itself, its folder. */
function specsFolder(specs: string, manifests: readonly string[]): string {
  return manifests[0] === specs ? dirname(specs) : specs;
}

function optionsDigest(command: GenerateCommand, root: string, frameworks: readonly string[]): string {
  const counting = Object.entries(command).filter(([name]) => !NOT_OF_THE_CONTENT.has(name));
  const sorted = counting.sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(
    JSON.stringify([...sorted, ['root', root.split(sep).join('/')], ['frameworks', frameworks]]),
  );
}

/** Output over the specs themselves, or over the working folder, would mix files that a later run removes. */
function placeProblem(
  { document, specs, output, clean }: GenerateCommand,
  folder: string,
  cwd: string,
): string | undefined {
  const inside = (path: string) => {
    const way = relative(folder, path);
    return !isAbsolute(way) && way.split(sep)[0] !== '..';
  };
  if (inside(cwd))
    return `The output folder ${output} holds the working folder; name a folder of its own with --output.`;
  if (document === undefined && inside(resolve(cwd, specs)))
    return `The output folder ${output} holds the specs; name a folder of its own with --output.`;
  const manifest = readManifest(folder);
  const earlier = manifest === 'damaged' ? undefined : manifest?.from;
  if (!clean && earlier !== undefined && earlier !== (document === undefined ? FAMILIES : basename(document)))
    return `The output folder ${output} holds what was made from ${earlier}; name another with --output. With --clean, that is removed first.`;
  return undefined;
}
