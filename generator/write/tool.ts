// Hides which tool this is: its version, and everything of it that decides what it writes.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../package-root.js';
import { digestOf } from './digest.js';

/** Code, templates, and the runtime sources that are copied; not declarations and not source maps. */
const DECIDES = /(?<!\.d)\.(js|ts|hbs)$/;

/**
 * `0.1.0 <digest>`: over this program's own code (built, or its sources where those run), its templates and runtime sources, and the
 * versions of the packages that it stands on. The version alone would not do: who changes specpact itself would be told that all is
 * up to date.
 */
export function toolIdentity(): string {
  identity ??= identityOfCode();
  return identity;
}

/** What a process has loaded stays the same until it ends. */
let identity: string | undefined;

function identityOfCode(): string {
  const root = packageRoot();
  const code = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const folders = [
    join(code, 'generator'),
    join(code, 'runtime'),
    join(root, 'runtime'),
    join(root, 'templates'),
  ];
  const files = folders.flatMap((folder, at) =>
    filesBelow(folder).map(
      (path) => `${at}/${relative(folder, path).split(sep).join('/')} ${digestOf(readFileSync(path))}`,
    ),
  );
  const { version, dependencies } = manifestOf(root) ?? {};
  const packages = Object.keys(dependencies ?? {}).map((name) => `${name} ${installedVersion(name, root)}`);
  return `${version ?? 'unknown'} ${digestOf([...files, ...packages].sort().join('\n'))}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return DECIDES.test(entry.name) ? [path] : [];
  });
}

/** As Node looks for a package: beside this one, then in every folder above it. */
function installedVersion(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const version = manifestOf(join(folder, 'node_modules', name))?.version;
    if (version !== undefined) return version;
    if (folder === dirname(folder)) return 'missing';
  }
}

interface PackageManifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): PackageManifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
  } catch {
    return undefined;
  }
}
