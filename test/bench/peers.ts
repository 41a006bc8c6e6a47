// Hides the generators that specpact is measured beside: which versions, how they are installed, how each is asked for types and a fetch client.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './measure.js';

export interface Peer {
  readonly name: string;
  /** What it is asked to make. */
  readonly makes: string;
  command(document: string, output: string): Command;
}

/** Some need a later Node than the project is developed on: all run on this one, so that none has an advantage over another. */
const PACKAGES = {
  node: '24.21.0',
  '@hey-api/openapi-ts': '0.99.0',
  orval: '8.33.0',
  'swagger-typescript-api': '13.13.0',
  'openapi-typescript': '7.13.0',
  typescript: '5.9.3',
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, '.tmp/bench-peers');
const BIN = join(ROOT, 'dist/generator/cli/bin.js');

/** Installs the peers where that has not been done yet, and builds specpact. */
export function install(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const manifest = JSON.stringify({ name: 'bench-peers', private: true, dependencies: PACKAGES });
  const path = join(FOLDER, 'package.json');
  if (existsSync(path) && readFileSync(path, 'utf8') === manifest && existsSync(node())) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: FOLDER,
    stdio: 'inherit',
  });
}

function node(): string {
  return join(FOLDER, 'node_modules/node/bin/node');
}

function peer(
  name: string,
  makes: string,
  script: string,
  argv: (document: string, output: string) => string[],
): Peer {
  return {
    name,
    makes,
    command: (document, output) => ({
      node: node(),
      argv: [join(FOLDER, 'node_modules', script), ...argv(document, output)],
      cwd: FOLDER,
    }),
  };
}

/** Ourselves, under the Node that the project is developed on. @param targets all that a document gets by default where none are named */
export function specpact(...more: string[]): Peer {
  return {
    name: 'specpact',
    makes: 'types, validators, client, server',
    command: (document, output) => ({
      argv: [BIN, 'generate', document, '--output', output, ...more],
      cwd: ROOT,
    }),
  };
}

export const HEY_API = peer(
  '@hey-api/openapi-ts',
  'types, client',
  '@hey-api/openapi-ts/bin/run.js',
  (document, output) => [
    ...['-i', document, '-o', output, '--silent'],
    ...['-p', '@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
  ],
);

export const ORVAL = peer('orval', 'types, client', 'orval/dist/bin/orval.mjs', (document, output) => [
  ...['--input', document, '--output', join(output, 'api.ts'), '--client', 'fetch'],
]);

export const OTHERS: readonly Peer[] = [
  peer(
    'swagger-typescript-api',
    'types, client',
    'swagger-typescript-api/dist/cli.mjs',
    (document, output) => ['generate', '-p', document, '-o', output],
  ),
  peer('openapi-typescript', 'types', 'openapi-typescript/bin/cli.js', (document, output) => [
    document,
    '-o',
    join(output, 'types.ts'),
  ]),
];
