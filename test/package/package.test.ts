// The package as others get it: packed from a clean build, unpacked into a project of their own, and used without the network.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENT = `openapi: 3.1.1
info: { title: Notes, version: "1" }
paths:
  /notes:
    get:
      operationId: listNotes
      responses: { "200": { description: All, content: { application/json: { schema: { $ref: "#/components/schemas/Notes" } } } } }
components: { schemas: { Notes: { type: array, items: { type: string, format: uuid } } } }
`;

interface Manifest {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

const scratch = mkdtempSync(join(tmpdir(), 'specpact-package-'));
const project = join(scratch, 'project');
const installed = join(project, 'node_modules/specpact');
let manifest: Manifest;
let packed: readonly string[];

/** A copy of what is built and packed, so that neither old files in dist/ nor the working copy play a part. */
beforeAll(() => {
  const clean = join(scratch, 'clean');
  for (const name of [
    'package.json',
    'tsconfig.json',
    'LICENSE',
    'README.md',
    'generator',
    'runtime',
    'templates',
    'contract',
    'specs',
  ])
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(clean, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(clean, 'node_modules'));
  const environment = { ...process.env, npm_config_update_notifier: 'false', npm_config_offline: 'true' };
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: clean, env: environment, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', scratch], {
    cwd: clean,
    env: environment,
    stdio: 'pipe',
  });
  const [tarball = ''] = readdirSync(scratch).filter((name) => name.endsWith('.tgz'));
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(scratch, tarball), '-C', installed, '--strip-components=1']);

  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
  packed = readdirSync(installed, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
  for (const name of [...Object.keys(manifest.dependencies), 'vitest']) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }\n');
  writeFileSync(join(project, 'openapi.yaml'), DOCUMENT);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs Node in the project. */
const node = (...argv: readonly string[]) => nodeIn(project, ...argv);

function nodeIn(
  cwd: string,
  ...argv: readonly string[]
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  return { status, out: stdout, err: stderr };
}
const specpact = (...argv: readonly string[]) =>
  node(`node_modules/specpact/${manifest.bin['specpact']}`, ...argv);
const run = (code: string) => node('--input-type=module', '-e', code);

describe('a new repository', () => {
  it.each([
    ['node:test', {}, (folder: string) => nodeIn(folder, '--test', 'test/contract.test.mjs')],
    [
      'vitest',
      { devDependencies: { vitest: '*' } },
      (folder: string) => nodeIn(folder, 'node_modules/vitest/vitest.mjs', 'run', 'test/contract.test.ts'),
    ],
  ])('is set up by init, and all that it wrote works, with %s', (_, value, test) => {
    const folder = mkdtempSync(join(scratch, 'new-'));
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', ...value }));
    const bin = `node_modules/specpact/${manifest.bin['specpact']}`;
    for (const command of [['init', '--yes'], ['generate'], ['lint'], ['generate', '--check']])
      expect(nodeIn(folder, bin, ...command), command.join(' ')).toMatchObject({ status: 0 });
    expect(nodeIn(folder, bin, 'contract')).toMatchObject({
      status: 2,
      err: expect.stringContaining('ECONNREFUSED'),
    });
    const { status, out, err } = test(folder);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/pass(ed)?/);
  });
});

describe('the tarball', () => {
  it('holds what is used, and nothing else', () => {
    const tops = new Set(packed.map((path) => path.split('/')[0]));
    const readme = existsSync(join(ROOT, 'README.md')) ? ['README.md'] : [];
    expect([...tops].sort()).toEqual(
      [
        ...['LICENSE', ...readme, 'contract', 'dist', 'generator', 'package.json'],
        ...['runtime', 'specs', 'templates'],
      ].sort(),
    );
    expect(packed.filter((path) => /^(?:contract|generator|specs)\//.test(path)).sort()).toEqual([
      'contract/README.md',
      'contract/mock/README.md',
      'generator/README.md',
      'generator/diff/README.md',
      'generator/diff/RULES.md',
      'specs/README.md',
    ]);
    expect(
      packed.filter((path) =>
        /\.test\.|^dist\/(test|generated|specs)\/|tsconfig|\.tgz$|(^|\/)\.[^/]/.test(path),
      ),
    ).toEqual([]);
  });

  it('has every page of instructions that its README leads to', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const led = [...readme.matchAll(/\]\(((?:contract|generator|runtime|specs|templates)\/[^)#]*\.md)/g)];
    expect(new Set(led.map(([, path]) => path)).size).toBeGreaterThan(3);
    for (const [, path = ''] of led) expect(packed).toContain(path);
  });

  it('has every source of the runtime and every template, to the letter', () => {
    for (const folder of ['runtime', 'templates']) {
      const sources = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      );
      expect(sources.length).toBeGreaterThan(5);
      for (const { parentPath, name } of sources) {
        const path = join(parentPath, name).slice(ROOT.length);
        expect([path, readFileSync(join(installed, path), 'utf8')]).toEqual([
          path,
          readFileSync(join(ROOT, path), 'utf8'),
        ]);
      }
    }
  });

  it('has every file that its exports name', () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    expect(targets.length).toBeGreaterThan(4);
    for (const target of targets) expect(packed).toContain(target.replace(/^\.\//, ''));
  });

  it('names as dependencies all packages that its code imports', () => {
    const allowed = new Set([...Object.keys(manifest.dependencies), 'vitest']);
    const imported = packed
      .filter((path) => /^dist\/.*\.js$/.test(path))
      .flatMap((path) => [
        ...readFileSync(join(installed, path), 'utf8').matchAll(
          /^(?:import|export)\b[^;'"]*?from '([^.'][^']*)'|\bimport\('([^.'][^']*)'\)|\brequire\('([^.'][^']*)'\)/gm,
        ),
      ])
      .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
      .filter((name) => !name.startsWith('node:') && name !== manifest.name)
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(new Set(imported).size).toBeGreaterThan(4);
    expect([...new Set(imported)].filter((name) => !allowed.has(name))).toEqual([]);
  });

  it('has a bin that a shell can start', () => {
    const bin = readFileSync(join(installed, manifest.bin['specpact'] ?? ''), 'utf8');
    expect(bin.split('\n')[0]).toBe('#!/usr/bin/env node');
  });
});

describe('in a project of its own', () => {
  it('prints its help and its version', () => {
    const help = specpact('--help');
    expect([help.status, help.err]).toEqual([0, '']);
    for (const word of ['generate', 'lint', 'contract', 'Exit codes']) expect(help.out).toContain(word);
    const version = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string })
      .version;
    expect(specpact('--version')).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });

  it('generates code, which needs no package and does what it says', () => {
    const first = specpact('generate', 'openapi.yaml', '--output', 'src/api');
    expect([first.status, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/^src\/api: \d+ files written, 0 removed, 0 unchanged\.\n$/);
    const files = readdirSync(join(project, 'src/api'));
    for (const name of ['types.ts', 'client.ts', 'server.ts', 'validators.ts', 'runtime'])
      expect(files).toContain(name);
    expect(specpact('generate', 'openapi.yaml', '--output', 'src/api', '--check').status).toBe(0);
    const code = readFileSync(join(project, 'src/api/client.ts'), 'utf8');
    expect(code.split('\n')[0]).toBe(
      '// Generated by specpact from openapi.yaml. Do not edit: change the document, then run `specpact generate`.',
    );
  });

  it('lints a document', () => {
    const { status, out, err } = specpact('lint', 'openapi.yaml');
    expect([0, 1]).toContain(status);
    expect(out + err).not.toMatch(/internal error|Cannot find/);
  });

  it('says in one line what it cannot read, without a stack', () => {
    const { status, err } = specpact('generate', 'nowhere.yaml', '--output', 'x');
    expect(status).toBe(2);
    expect(err).toContain(
      'nowhere.yaml:1:1  error  Cannot read nowhere.yaml: there is no such file.  file-unreadable',
    );
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('is imported by its name', () => {
    const code = `
      import { generateDocument, loadDocument, writeOutput } from 'specpact';
      const { value, diagnostics } = await loadDocument('openapi.yaml', { cwd: process.cwd() });
      console.log(JSON.stringify([typeof generateDocument, typeof writeOutput, value.model.operations[0].name, diagnostics]));
    `;
    expect(run(code)).toEqual({ status: 0, out: '["function","function","listNotes",[]]\n', err: '' });
  });

  it('gives its contract kit by name', ({ skip }) => {
    if (!existsSync(join(ROOT, 'contract/index.ts'))) skip('the contract kit is not built yet');
    const code = `import * as kit from 'specpact/contract'; console.log(typeof kit.run, typeof kit.plan);`;
    expect(run(code)).toEqual({ status: 0, out: 'function function\n', err: '' });
  });

  it('gives its mock by name', () => {
    const code = `
      import { loadDocument } from 'specpact';
      import { createMock } from 'specpact/mock';
      const { value } = await loadDocument('openapi.yaml', { cwd: process.cwd() });
      const mock = createMock({ models: [value.model] });
      const answer = await mock(new Request('http://localhost/notes'));
      console.log(answer.status, await answer.text(), typeof mock.reset, typeof mock.export, typeof mock.import);
    `;
    expect(run(code)).toEqual({ status: 0, out: '200 [] function function function\n', err: '' });
  });

  it('loads neither TypeScript nor Redocly nor Handlebars for the contract kit', ({ skip }) => {
    if (!existsSync(join(ROOT, 'contract/index.ts'))) skip('the contract kit is not built yet');
    const hook = `
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(\`
        export async function resolve(name, context, next) {
          if (/^(typescript|@redocly|handlebars)\\\\b/.test(name)) throw new Error(name + ' is loaded');
          return next(name, context);
        }\`));
      await import('specpact/contract');
      console.log('light');
    `;
    expect(run(hook)).toEqual({ status: 0, out: 'light\n', err: '' });
  });

  it('has the type declarations that its exports promise', () => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { type ApiModel, type Diagnostic, loadDocument } from 'specpact';
export async function names(): Promise<string[]> {
  const { value, diagnostics } = await loadDocument('openapi.yaml', { cwd: '.' });
  const found: readonly Diagnostic[] = diagnostics;
  const model: ApiModel | undefined = value?.model;
  return [...found.map((each) => each.message), ...(model?.operations ?? []).map((operation) => operation.name)];
}
`,
    );
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'ES2022',
      module: 'NodeNext',
      types: [],
      skipLibCheck: true,
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    const { status, out } = node(join(ROOT, 'node_modules/typescript/bin/tsc'));
    expect([status, out]).toEqual([0, '']);
  });
});
