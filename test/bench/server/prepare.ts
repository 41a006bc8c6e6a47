// Hides what a run needs first: peers that are no dependencies of the project, and all that is measured as plain JavaScript, as projects run it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parse } from 'yaml';

const PACKAGES = {
  autocannon: '9.0.0',
  'express-openapi-validator': '5.6.2',
  'openapi-backend': '5.21.2',
};

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
export const FOLDER = join(ROOT, '.tmp/bench-server');

/** Installs the peers where that has not been done yet, builds specpact, and generates from notes.yaml. */
export function prepare(): void {
  const manifest = JSON.stringify({
    name: 'bench-server',
    private: true,
    type: 'module',
    dependencies: PACKAGES,
  });
  const path = join(FOLDER, 'package.json');
  const isInstalled = existsSync(path) && readFileSync(path, 'utf8') === manifest;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path, manifest);
  if (!isInstalled || !existsSync(join(FOLDER, 'node_modules')))
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
      cwd: FOLDER,
      stdio: 'inherit',
    });
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const sources = join(FOLDER, 'sources');
  rmSync(sources, { recursive: true, force: true });
  const targets = 'types,validators,server,fastify,express';
  execFileSync(
    process.execPath,
    [
      ...[join(ROOT, 'dist/generator/cli/bin.js'), 'generate', join(HERE, 'notes.yaml')],
      ...['--output', join(sources, 'api'), '--targets', targets],
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  writeFileSync(
    join(FOLDER, 'notes.json'),
    JSON.stringify(parse(readFileSync(join(HERE, 'notes.yaml'), 'utf8'))),
  );
  transpile(sources, FOLDER);
  transpile(HERE, FOLDER);
}

/** By the compiler itself: what tools put around functions in order to keep their names would be measured too. */
function transpile(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, path)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
    writeFileSync(target, ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions }).outputText);
  }
}
