// Hides what is known of a repository before anybody is asked: its documents, its package manager, what it is built and tested with.
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { FRAMEWORKS } from '../emit/framework-names.js';

export type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface Detected {
  /** OpenAPI documents that belong to no family, relative to the folder, with forward slashes, sorted. */
  readonly documents: readonly string[];
  /** The same of every family.yaml. */
  readonly families: readonly string[];
  readonly manager: Manager;
  /** In the order of the emitters. */
  readonly frameworks: readonly string[];
  readonly runner: 'vitest' | 'node';
  /** Where tests stand. */
  readonly testFolder: 'test' | 'tests';
  readonly ci: 'github' | 'gitlab';
  /** Undefined where there is none. */
  readonly manifest?: Manifest;
}

export interface Manifest {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What is no JSON object cannot be added to. */
export class ManifestUnreadable extends Error {
  override readonly name = 'ManifestUnreadable';
}

const DEEPEST = 4;
const MOST_ENTRIES = 20_000;
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'build',
  'coverage',
  'vendor',
  'target',
]);
const LOCKS: readonly (readonly [string, Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** @throws ManifestUnreadable */
export function detect(folder: string): Detected {
  const manifest = manifestOf(folder);
  const packages = packagesOf(manifest);
  const files = filesBelow(folder);
  const families = files.filter((path) => /(^|\/)family\.ya?ml$/.test(path));
  const inFamilies = families.map((path) => `${dirname(path)}/`);
  const documents = files.filter(
    (path) =>
      /\.(ya?ml|json)$/.test(path) &&
      !inFamilies.some((family) => path.startsWith(family)) &&
      isDocument(join(folder, path)),
  );
  return {
    documents,
    families,
    manager: managerOf(folder, manifest),
    frameworks: FRAMEWORKS.filter((name) => packages.has(name)),
    runner: packages.has('vitest') ? 'vitest' : 'node',
    testFolder: existsSync(join(folder, 'tests')) ? 'tests' : 'test',
    ci: isOnGitlab(folder) ? 'gitlab' : 'github',
    ...(manifest && { manifest }),
  };
}

function manifestOf(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { text, value: value as Manifest['value'] };
  } catch (cause) {
    throw new ManifestUnreadable(
      `package.json is no JSON: ${cause instanceof Error ? cause.message : cause}.`,
    );
  }
  throw new ManifestUnreadable('package.json is no object.');
}

function packagesOf(manifest: Manifest | undefined): ReadonlySet<string> {
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return new Set(kinds.flatMap((kind) => Object.keys(recordOf(manifest?.value[kind]))));
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A package of a workspace has no lock of its own. */
function managerOf(folder: string, manifest: Manifest | undefined): Manager {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(manifest?.value['packageManager'] ?? ''))?.[1];
  if (named !== undefined) return named as Manager;
  for (let at = folder; ; at = dirname(at)) {
    const lock = LOCKS.find(([name]) => existsSync(join(at, name)));
    if (lock) return lock[1];
    if (existsSync(join(at, '.git')) || at === dirname(at)) return 'npm';
  }
}

function isOnGitlab(folder: string): boolean {
  if (existsSync(join(folder, '.gitlab-ci.yml'))) return true;
  try {
    return /^\s*url\s*=.*gitlab/im.test(readFileSync(join(folder, '.git/config'), 'utf8'));
  } catch {
    return false;
  }
}

function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const waiting = [{ path: folder, depth: 0 }];
  for (let next = waiting.shift(); next && found.length < MOST_ENTRIES; next = waiting.shift()) {
    for (const entry of entriesOf(next.path)) {
      const path = join(next.path, entry.name);
      const isWanted = !entry.name.startsWith('.') && !SKIPPED.has(entry.name) && next.depth < DEEPEST;
      if (entry.isDirectory() && isWanted) waiting.push({ path, depth: next.depth + 1 });
      else if (entry.isFile()) found.push(relative(folder, path).replaceAll('\\', '/'));
    }
  }
  return found.sort();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** What names its version at the beginning: a document of many megabytes is not read whole to know it. */
function isDocument(path: string): boolean {
  const head = headOf(path);
  return path.endsWith('.json')
    ? /^\s*\{[\s\S]*?"(openapi|swagger)"\s*:\s*"[0-9]/.test(head)
    : /^(openapi|swagger|"openapi"|"swagger"):\s*['"]?[0-9]/m.test(head);
}

const HEAD_BYTES = 64 * 1024;

function headOf(path: string): string {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(HEAD_BYTES);
      return bytes.toString('utf8', 0, readSync(descriptor, bytes));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}
