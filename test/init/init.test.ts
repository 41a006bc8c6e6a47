// What `specpact init` finds, writes and leaves alone.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { specpact } from '../generate/run.js';
import { scratch, snapshot } from '../generate/scratch.js';

const PETS = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: { /pets: { get: { operationId: listPets, responses: { '200': { description: ok } } } } }
`;
const FAMILY = 'family: pets\n';

type Files = Readonly<Record<string, string>>;

async function init(files: Files, ...flags: string[]) {
  const folder = scratch(files);
  const ran = await specpact(['init', '--yes', ...flags], folder);
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  return { ...ran, folder, read, config: () => parse(read('specpact.config.yaml')) };
}

async function found(files: Files) {
  const { out } = await init(files, '--json');
  return JSON.parse(out) as {
    found: { documents: string[]; families: string[]; manager: string; frameworks: string[]; runner: string };
    choices: { subject: Readonly<Record<string, unknown>>; ci: string };
    written: string[];
    kept: string[];
    next: string[];
  };
}

describe('specpact init finds', () => {
  it('documents by what they say, not by their names', async () => {
    const { found: there, choices } = await found({
      'api/pets.yaml': PETS,
      'api/old.json': '{ "swagger": "2.0", "info": {} }',
      'api/quoted.yml': '"openapi": "3.0.3"\n',
      'tsconfig.json': '{ "compilerOptions": {} }',
      'notes.yaml': 'title: openapi\n',
      'node_modules/x/openapi.yaml': PETS,
      '.cache/openapi.yaml': PETS,
      'a/b/c/d/e/openapi.yaml': PETS,
    });
    expect(there.documents).toEqual(['api/old.json', 'api/pets.yaml', 'api/quoted.yml']);
    expect(choices.subject['path']).toBe('api/old.json');
  });

  it('of several documents the one at the root that is called as most are', async () => {
    const { choices } = await found({ 'a.yaml': PETS, 'openapi.yaml': PETS, 'docs/openapi.yaml': PETS });
    expect(choices.subject['path']).toBe('openapi.yaml');
  });

  it('families, and the folder of all of them', async () => {
    const files = {
      'apis/pets/family.yaml': FAMILY,
      'apis/pets/1.0.yaml': PETS,
      'apis/x/family.yaml': FAMILY,
    };
    const { found: there, choices } = await found(files);
    expect(there.documents).toEqual([]);
    expect(choices.subject).toEqual({ kind: 'families', specs: 'apis', manifest: 'apis/pets/family.yaml' });
  });

  it.each([
    ['npm', {}],
    ['pnpm', { 'pnpm-lock.yaml': '' }],
    ['yarn', { 'yarn.lock': '' }],
    ['bun', { 'bun.lock': '' }],
    ['yarn', { 'package.json': '{ "packageManager": "yarn@4.1.0" }', 'package-lock.json': '{}' }],
  ])('%s by its traces', async (manager, files) => {
    expect((await found(files as Files)).found.manager).toBe(manager);
  });

  it('the lock of a workspace above it, and none of another repository', async () => {
    const folder = scratch({
      'pnpm-lock.yaml': '',
      'packages/a/package.json': '{}',
      'packages/b/.git/config': '',
    });
    const managerOf = async (path: string) =>
      JSON.parse((await specpact(['init', '--yes', '--json'], join(folder, path))).out).found.manager;
    expect(await managerOf('packages/a')).toBe('pnpm');
    expect(await managerOf('packages/b')).toBe('npm');
  });

  it('frameworks, the test runner and where the repository lives', async () => {
    const packages = { dependencies: { express: '5', hono: '4' }, devDependencies: { vitest: '4' } };
    const { found: there, choices } = await found({
      'package.json': JSON.stringify(packages),
      '.git/config': '[remote "origin"]\n\turl = git@gitlab.example.com:a/b.git\n',
    });
    expect([there.frameworks, there.runner, choices.ci]).toEqual([['hono', 'express'], 'vitest', 'gitlab']);
  });
});

describe('specpact init writes', () => {
  it('all that a repository needs, which then works', async () => {
    const { code, err, folder, read, config } = await init({ 'openapi.yaml': PETS });
    expect([code, err]).toEqual([0, '']);
    expect(config()).toEqual({
      generate: {
        document: 'openapi.yaml',
        output: 'src/api',
        targets: ['types', 'validators', 'client', 'server'],
      },
      lint: { paths: ['openapi.yaml'] },
      contract: { document: 'openapi.yaml', baseUrl: 'http://127.0.0.1:3000' },
    });
    expect(JSON.parse(read('package.json'))).toEqual({
      private: true,
      type: 'module',
      scripts: {
        generate: 'specpact generate',
        'lint:api': 'specpact lint',
        contract: 'specpact contract',
        'test:contract': 'node --test test/contract.test.mjs',
      },
    });
    expect(read('.github/workflows/api.yml')).toContain('- run: npm run generate -- --check\n');
    const { code: generated } = await specpact(['generate'], folder);
    expect([generated, existsSync(join(folder, 'src/api/client.ts'))]).toEqual([0, true]);
    expect((await specpact(['lint'], folder)).code).toBe(0);
  });

  it('a sample where nothing is described yet, without any error in it', async () => {
    const { folder } = await init({});
    const { code, out } = await specpact(['lint'], folder);
    expect([code, out]).toEqual([0, expect.not.stringContaining(' error ')]);
    expect(await specpact(['generate'], folder)).toMatchObject({ code: 0, err: '' });
  });

  it('scripts beside those that are there, in the manner of the file', async () => {
    const text = '{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"generate": "mine"\r\n\t}\r\n}';
    const { read } = await init({ 'package.json': text });
    expect(read('package.json')).toMatch(
      /^\{\r\n\t"name": "x",\r\n\t"scripts": \{\r\n\t\t"generate": "mine",\r\n\t\t"generate:api": "specpact generate",/,
    );
    expect(read('package.json')).toMatch(/\}$/);
    expect(read('.github/workflows/api.yml')).toContain('npm run generate:api -- --check');
  });

  it('for vitest a suite, and the commands of the package manager', async () => {
    const { read, out } = await init({
      'package.json': '{ "devDependencies": { "vitest": "4", "specpact": "*" } }',
      'pnpm-lock.yaml': '',
      'tests/a.test.ts': '',
    });
    expect(read('tests/contract.test.ts')).toContain(
      "await contractSuite({ document: 'openapi.yaml', handler: mock });",
    );
    expect(read('.github/workflows/api.yml')).toContain('  with: { version: latest }\n');
    expect(out).toMatch(/Next:\n {2}pnpm run generate\n {2}pnpm run lint:api\n {2}pnpm run test:contract\n$/);
  });

  it('no text of a path as code', async () => {
    const path = `a'; process.exit(1); '".yaml`;
    const { read } = await init({ [path]: PETS });
    expect(read('test/contract.test.mjs')).toContain(`loadDocument(${JSON.stringify(path)}`);
    expect(parse(read('specpact.config.yaml')).generate.document).toBe(path);
  });

  it('nothing a second time', async () => {
    const { folder } = await init({ 'openapi.yaml': PETS });
    const before = snapshot(folder);
    const { written, kept, next } = JSON.parse((await specpact(['init', '--yes', '--json'], folder)).out);
    expect([written, kept]).toEqual([
      [],
      ['specpact.config.yaml', 'test/contract.test.mjs', '.github/workflows/api.yml'],
    ]);
    expect(next).toContain('npm run generate');
    expect(snapshot(folder)).toEqual(before);
  });
});

describe('specpact init refuses', () => {
  it.each([
    [
      'a package.json that is no JSON',
      { 'package.json': '{' },
      /^specpact init: package.json is no JSON: .*nothing was written\.\n$/,
    ],
    ['a package.json that is no object', { 'package.json': '[]' }, /package.json is no object/],
    [
      'a folder that is a file',
      { test: '' },
      /^specpact init: Cannot write here: .*Nothing was written\.\n$/,
    ],
  ])('%s, and leaves all as it was', async (_, files, message) => {
    const folder = scratch(files as Files);
    const before = snapshot(folder);
    const { code, err } = await specpact(['init', '--yes'], folder);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(snapshot(folder)).toEqual(before);
    expect(existsSync(join(folder, '.github'))).toBe(false);
  });

  it('to ask where there is no terminal', async () => {
    const folder = scratch();
    mkdirSync(join(folder, 'a'));
    const { code, err } = await specpact(['init'], folder);
    expect([code, err]).toEqual([2, expect.stringContaining('specpact init --yes takes what is usual')]);
    expect(snapshot(folder)).toEqual({});
  });
});
