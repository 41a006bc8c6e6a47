// `specpact lint --against`: the documents of families compared with those that a real repository holds.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { compareAgainst } from '../../generator/cli/against.js';
import type { Git, TreeEntry } from '../../generator/cli/git.js';
import { writeFolder } from '../../generator/cli/git-folder.js';
import { readFamily } from '../../generator/family/manifest.js';
import { specpact } from '../generate/run.js';

const root = mkdtempSync(join(tmpdir(), 'specpact-documents-'));
const repository = join(root, 'repository');
const specs = join(repository, 'specs/shelf');
const temporary = join(root, 'temporary');

const FAMILY = `family: shelf
selector: { in: none }
timezone: UTC
versions:
  - { id: "1.1", spec: 1.1.yaml, state: CURRENT }
  - { id: "1.0", spec: 1.0.yaml, state: SUPPORTED, notBefore: 2027-01-01 }
`;
const document = (version: string, parameter = 'shared/parameters.yaml#/Sort') => `openapi: 3.1.1
info: { title: Shelf, version: "${version}", license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://shelf.example" }]
security: []
paths:
  /books:
    get:
      operationId: listBooks
      summary: List
      parameters: [{ $ref: "${parameter}" }]
      responses:
        "200":
          description: Books.
          content: { application/json: { schema: { type: array, items: { $ref: "shared/schemas.yaml#/Book" } }, examples: { all: { value: [] } } } }
        "400": { description: Refused., content: { application/json: { schema: { type: object }, examples: { wrong: { value: {} } } } } }
`;
const PARAMETERS =
  'Sort: { name: sort, in: query, schema: { type: string }, examples: { all: { value: title }, wrong: { value: "" } } }\n';
const SCHEMAS = 'Book: { type: object, properties: { title: { type: string } } }\n';

function write(files: Readonly<Record<string, string>> = {}, folder = specs): void {
  const all = {
    'family.yaml': FAMILY,
    '1.1.yaml': document('1.1'),
    '1.0.yaml': document('1.0'),
    'shared/parameters.yaml': PARAMETERS,
    'shared/schemas.yaml': SCHEMAS,
    ...files,
  };
  mkdirSync(join(folder, 'shared'), { recursive: true });
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
}

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    cwd: repository,
    stdio: 'pipe',
  }).toString();

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '-m', 'next', '--allow-empty');
}

async function against(revision = 'git:main'): Promise<{ code: number; found: string[] }> {
  const { code, out, err } = await specpact(
    ['lint', 'specs', '--now', '2026-04-15', '--against', revision],
    repository,
  );
  expect(err).toBe('');
  const lines = out.split('\n').map((line) => line.replace(/ +/g, ' '));
  return {
    code,
    found: lines.filter((line) => /L-(09|13|14|15)$|base-unreadable|x-bugfix: see|Not to be had/.test(line)),
  };
}

beforeAll(() => {
  for (const folder of [repository, temporary]) mkdirSync(folder);
  vi.stubEnv('TMPDIR', temporary);
  git('init', '-q', '-b', 'main');
  write();
  commit();
});
afterEach(() => {
  expect(readdirSync(temporary), 'what was written is gone').toEqual([]);
  git('reset', '-q', '--hard', 'main');
  git('clean', '-qfd');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

describe('a real repository', () => {
  it('names the place of what is gone in both revisions, and says one edit of a shared file once', async () => {
    write({
      '1.0.yaml': document('1.0').replace(/parameters:.*\n/, 'description: All.\n'),
      'shared/schemas.yaml': SCHEMAS.replace('title: {', 'title: { maxLength: 9,').replace(
        'Book: {',
        'Book: { description: One,',
      ),
      'shared/parameters.yaml': PARAMETERS.replace('type: string', 'type: string, maxLength: 9'),
    });
    expect(await against()).toEqual({
      code: 1,
      found: [
        'specs/shelf/1.0.yaml:7:5 error GET /books, query parameter sort: it is gone, and was not deprecated (was: git:main:specs/shelf/shared/parameters.yaml:1:1). In 1.0 it is guaranteed until 2027-01-01. L-09',
        'specs/shelf/shared/parameters.yaml:1:56 error GET /books, query parameter sort: the longest length is 9, there was no bound (was: git:main:specs/shelf/shared/parameters.yaml:1:32). In 1.1. L-14',
        'specs/shelf/shared/schemas.yaml:1:64 error GET /books, 200 answer (application/json), [].title: the longest length is 9, there was no bound (was: git:main:specs/shelf/shared/schemas.yaml:1:37). In 1.0. L-13',
      ],
    });
    expect(git('stash', 'list')).toBe('');
  });

  it('finds a family that lies elsewhere now, with documents of other names', async () => {
    mkdirSync(join(repository, 'specs/books'));
    renameSync(join(specs, 'shared'), join(repository, 'specs/books/shared'));
    rmSync(specs, { recursive: true });
    write(
      {
        'family.yaml': FAMILY.replace('1.1.yaml', 'newest.yaml'),
        'newest.yaml': document('1.1').replace('Books.', 'All books.').replace('get:', 'put:'),
      },
      join(repository, 'specs/books'),
    );
    const { code, found } = await against();
    expect([code, found]).toEqual([
      1,
      [
        'specs/books/newest.yaml:6:3 error GET /books: it is gone, and was not deprecated (was: git:main:specs/shelf/1.1.yaml:7:5). In 1.1 it is guaranteed. L-09',
      ],
    ]);
  });

  it('follows links of a tree within the folder, and no others', async () => {
    symlinkSync('parameters.yaml', join(specs, 'shared/linked.yaml'));
    write({ '1.0.yaml': document('1.0', 'shared/linked.yaml#/Sort') });
    commit();
    expect(await against('git:main')).toEqual({ code: 0, found: [] });
    const outside = join(root, 'outside.yaml');
    writeFileSync(outside, PARAMETERS);
    rmSync(join(specs, '1.1.yaml'));
    symlinkSync(outside, join(specs, '1.1.yaml'));
    commit();
    write({ '1.0.yaml': document('1.0', 'shared/linked.yaml#/Sort') });
    rmSync(join(specs, '1.1.yaml'));
    write({ '1.0.yaml': document('1.0', 'shared/linked.yaml#/Sort') });
    const { code, found } = await against('git:main');
    expect(code).toBe(2);
    expect(found).toEqual([
      expect.stringMatching(
        /^specs\/shelf\/family\.yaml:5:5 error What 1\.1 was in git:main cannot be read: .* base-unreadable$/,
      ),
      expect.stringContaining('Not to be had from there: specs/shelf/1.1.yaml (a link to elsewhere).'),
    ]);
    git('reset', '-q', '--hard', 'HEAD~2');
  });

  it('says what is not in the repository itself', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n';
    write({ '1.1.yaml': pointer });
    commit();
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},specs/shelf/module`);
    git('commit', '-q', '-m', 'module');
    write();
    const { code, found } = await against();
    expect(code).toBe(2);
    expect(found.at(-1)).toContain(
      'Not to be had from there: specs/shelf/module (a submodule), specs/shelf/1.1.yaml (kept by Git LFS).',
    );
    git('reset', '-q', '--hard', 'HEAD~2');
  });

  it('compares what can be read of a document that breaks rules', async () => {
    write({
      '1.1.yaml': document('1.1').replace(
        'operationId: listBooks',
        'operationId: listBooks\n      responses: {}',
      ),
    });
    commit();
    write();
    const broken = await against();
    expect(broken).toEqual({
      code: 2,
      found: [
        expect.stringMatching(
          /git:main:specs\/shelf\/1\.1\.yaml:12:7: .*duplicated mapping key.* base-unreadable$/,
        ),
      ],
    });
    git('reset', '-q', '--hard', 'HEAD~1');
    write({ '1.1.yaml': document('1.1', 'shared/parameters.yaml#/Nothing') });
    commit();
    write();
    const { code, found } = await against();
    expect([code, found]).toEqual([0, []]);
    git('reset', '-q', '--hard', 'HEAD~1');
  });
});

it('cleans up when it is interrupted', async () => {
  const { value } = await readFamily('specs/shelf/family.yaml', repository);
  const io = { cwd: repository, signal: AbortSignal.abort() };
  const compared = compareAgainst('git:main', value ? [value] : [], {
    io,
    instant: new Date(0),
    allowHosts: [],
  });
  expect(await compared).toBe('Interrupted: not everything was compared.');
});

describe('a guide', () => {
  it('tells with --guide what breaks from version to version, and nothing without', async () => {
    write({ '1.1.yaml': document('1.1').replace(/parameters:.*\n/, 'description: All.\n') });
    const lint = (...more: string[]) =>
      specpact(['lint', 'specs', '--now', '2026-04-15', ...more], repository);
    expect((await lint()).out).not.toContain('L-15');
    const { code, out } = await lint('--guide');
    expect(code).toBe(0);
    expect(out).toContain(
      'specs/shelf/1.1.yaml:7:5  info  From 1.0 to 1.1, GET /books: query parameter sort: it is gone, and was not deprecated.  L-15',
    );
  });
});

describe('a tree that git did not make', () => {
  const entry = (path: string, kind: TreeEntry['kind'] = 'file', size = 1): TreeEntry => ({
    ...{ path, kind, size },
    object: path,
  });
  const revision = (entries: readonly TreeEntry[], targets: Readonly<Record<string, string>> = {}): Git => ({
    prefix: '',
    text: async () => undefined,
    below: async () => entries,
    read: async (asked) => asked.map(({ path }) => Buffer.from(targets[path] ?? path)),
    named: async () => new Map(),
    history: async () => ({ revisions: [], whole: true }),
  });
  const folder = join(root, 'trees');
  const written = async (git: Git) => {
    rmSync(folder, { recursive: true, force: true });
    const left = await writeFolder(git, 'a/', join(folder, 'in'));
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => !each.isDirectory())
      .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
    return { left, names: names.sort() };
  };

  it('writes nothing outside, by no name', async () => {
    const names = [
      'a/../../x',
      'a/..',
      'a//b',
      'a/./b',
      '/etc/x',
      '../x',
      'b/x',
      'a/.git/config',
      'a/.GIT/x',
      'a/b\\c',
      'C:/x',
    ];
    const { names: found } = await written(revision([...names, 'a/good.yaml'].map((path) => entry(path))));
    expect(found).toEqual(['in/a/good.yaml']);
  });

  it('writes nothing through a link, and makes none that leads outside', async () => {
    const entries = [
      entry('a/l', 'link'),
      entry('a/l/x'),
      entry('a/m', 'link'),
      entry('a/n', 'link'),
      entry('a/o', 'link'),
    ];
    const targets = { 'a/l': '../../elsewhere', 'a/m': '/etc/passwd', 'a/n': 'b/../../..', 'a/o': '../b/x' };
    const { names, left } = await written(revision(entries, targets));
    expect(names).toEqual(['in/a/l/x']);
    expect([...(left as ReadonlyMap<string, string>).values()]).toEqual(Array(4).fill('a link to elsewhere'));
  });

  it('leaves out what no disk can hold, and says so', async () => {
    const long = `a/${'x'.repeat(300)}`;
    const { left, names } = await written(revision([entry(long), entry('a/b'), entry('a/b/c')]));
    expect(names).toEqual(['in/a/b']);
    expect([...(left as ReadonlyMap<string, string>)]).toEqual([
      [long, 'its name is too long'],
      ['a/b/c', expect.stringMatching(/a part of its path is not a folder|a file stands where/)],
    ]);
  });

  it('writes documents only where there is much beside them, and nothing where there is too much', async () => {
    const large = entry('a/film.bin', 'file', 2 ** 30);
    expect((await written(revision([large, entry('a/api.yaml')]))).names).toEqual(['in/a/api.yaml']);
    mkdirSync(folder, { recursive: true });
    expect(await writeFolder(revision([{ ...large, path: 'a/film.json' }]), 'a/', folder)).toBe(
      'a/ holds more than can be read.',
    );
  });
});
