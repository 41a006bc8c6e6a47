// Writing: whole or not at all, only our own files, only below the folder, and nothing at all where nothing changed.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GeneratedFile } from '../../generator/emit/emitter.js';
import { MANIFEST } from '../../generator/write/manifest.js';
import { compareOutput, writeOutput } from '../../generator/write/output.js';
import { specpact } from '../generate/run.js';
import { scratch, snapshot } from '../generate/scratch.js';
import { compiledWriter } from './compiled.js';

const FIRST: readonly GeneratedFile[] = [
  { path: 'a.ts', text: 'a1\n' },
  { path: 'v1/b.ts', text: 'b1\n' },
  { path: 'v1/deep/er/c.ts', text: 'c1\n' },
];
const SECOND: readonly GeneratedFile[] = [
  { path: 'a.ts', text: 'a2\n' },
  { path: 'v1/b.ts', text: 'b1\n' },
  { path: 'v2/d.ts', text: 'd2\n' },
];
const LONG_AGO = new Date('2001-02-03T04:05:06Z');

const content = (files: readonly GeneratedFile[]) =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));
const withoutManifest = (folder: string) => {
  const { [MANIFEST]: _, ...rest } = snapshot(folder);
  return rest;
};
/** Everything below a folder that is no file: what would be left of a broken run. */
const foldersOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('an output folder', () => {
  it('is made with all that leads to it, and holds exactly the files and their list', () => {
    const folder = join(scratch(), 'not/there/yet');
    expect(writeOutput(folder, FIRST)).toEqual({
      changed: ['a.ts', 'v1/b.ts', 'v1/deep/er/c.ts'],
      removed: [],
      unchanged: 0,
    });
    expect(withoutManifest(folder)).toEqual(content(FIRST));
    expect(Object.keys(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')).files)).toEqual(
      FIRST.map(({ path }) => path),
    );
    expect(compareOutput(folder, FIRST)).toEqual({ stale: [], missing: [], foreign: [], obsolete: [] });
    expect(readdirSync(join(folder, '..'))).toEqual(['yet']);
  });

  it('is not touched where nothing changed', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    const all = Object.keys(snapshot(folder));
    for (const path of all) utimesSync(join(folder, path), LONG_AGO, LONG_AGO);
    expect(writeOutput(folder, [...FIRST].reverse())).toEqual({ changed: [], removed: [], unchanged: 3 });
    for (const path of all) expect(statSync(join(folder, path)).mtime).toEqual(LONG_AGO);
  });

  it('changes only what changed; what is no longer written goes, with the folders it leaves empty', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    for (const path of Object.keys(snapshot(folder))) utimesSync(join(folder, path), LONG_AGO, LONG_AGO);
    expect(compareOutput(folder, SECOND)).toEqual({
      stale: [MANIFEST, 'a.ts'],
      missing: ['v2/d.ts'],
      foreign: [],
      obsolete: ['v1/deep/er/c.ts'],
    });
    expect(writeOutput(folder, SECOND)).toEqual({
      changed: ['a.ts', 'v2/d.ts'],
      removed: ['v1/deep/er/c.ts'],
      unchanged: 1,
    });
    expect(withoutManifest(folder)).toEqual(content(SECOND));
    expect(foldersOf(folder)).toEqual(['v1', 'v2']);
    expect(statSync(join(folder, 'v1/b.ts')).mtime).toEqual(LONG_AGO);
    expect(statSync(join(folder, 'a.ts')).mtime).not.toEqual(LONG_AGO);
  });

  it('keeps what others put there, and the folders it stands in', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    writeFileSync(join(folder, 'v1/deep/mine.ts'), 'mine\n');
    writeFileSync(join(folder, 'notes.md'), 'notes\n');
    mkdirSync(join(folder, 'empty'));
    expect(compareOutput(folder, SECOND).foreign).toEqual(['notes.md', 'v1/deep/mine.ts']);
    writeOutput(folder, SECOND);
    expect(withoutManifest(folder)).toEqual({
      ...content(SECOND),
      'notes.md': 'notes\n',
      'v1/deep/mine.ts': 'mine\n',
    });
    expect(foldersOf(folder)).toEqual(['empty', 'v1', 'v1/deep', 'v2']);
  });

  it('is emptied of ours where nothing is written any more', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    expect(writeOutput(folder, []).removed).toHaveLength(3);
    expect(withoutManifest(folder)).toEqual({});
    expect(foldersOf(folder)).toEqual([]);
  });

  it('may be a link to a folder', () => {
    const outer = scratch({ 'real/x.md': 'x\n' });
    symlinkSync('real', join(outer, 'link'));
    writeOutput(join(outer, 'link'), FIRST);
    writeOutput(join(outer, 'link'), SECOND);
    expect(withoutManifest(join(outer, 'real'))).toEqual({ ...content(SECOND), 'x.md': 'x\n' });
    expect(readdirSync(outer).sort()).toEqual(['link', 'real']);
  });

  it('takes any text: no end of line, other scripts, nothing at all', () => {
    const folder = scratch();
    const files = [
      { path: 'empty.ts', text: '' },
      { path: 'crlf.ts', text: 'a\r\nb' },
      { path: 'ünï.ts', text: '\ufeff😀\u2028' },
    ];
    writeOutput(folder, files);
    expect(withoutManifest(folder)).toEqual(content(files));
    expect(writeOutput(folder, files).changed).toEqual([]);
  });
});

describe('files of others under a name of ours', () => {
  it('are not overwritten where no run of ours has written, and nothing else is either', () => {
    const folder = scratch({ 'v1/b.ts': 'by hand\n' });
    expect(() => writeOutput(folder, FIRST)).toThrow(
      'v1/b.ts was not written by specpact, and would be overwritten',
    );
    expect(snapshot(folder)).toEqual({ 'v1/b.ts': 'by hand\n' });
    expect(foldersOf(folder)).toEqual(['v1']);
  });

  it('are not overwritten where the last run did not write them', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    mkdirSync(join(folder, 'v2'));
    writeFileSync(join(folder, 'v2/d.ts'), 'by hand\n');
    const before = snapshot(folder);
    expect(() => writeOutput(folder, SECOND)).toThrow('v2/d.ts was not written by specpact');
    expect(snapshot(folder)).toEqual(before);
  });

  it('are ours where they are the same, or where a merge has damaged the list', () => {
    const same = scratch({ 'a.ts': 'a1\n' });
    expect(writeOutput(same, FIRST).changed).toEqual(['v1/b.ts', 'v1/deep/er/c.ts']);
    for (const damage of ['<<<<<<< HEAD\n', '', 'null', '[]', '{"files":5}', '"x"']) {
      writeFileSync(join(same, MANIFEST), damage);
      writeFileSync(join(same, 'a.ts'), `damaged ${damage}`);
      expect(writeOutput(same, FIRST).changed).toEqual(['a.ts']);
      expect(withoutManifest(same)).toEqual(content(FIRST));
    }
  });

  it('that were ours and are changed by hand are written again', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    writeFileSync(join(folder, 'a.ts'), 'by hand\n');
    expect(writeOutput(folder, FIRST).changed).toEqual(['a.ts']);
  });
});

describe('a list that lies', () => {
  const HOSTILE = [
    '../outside.ts',
    'v1/../../outside.ts',
    './../outside.ts',
    'OUTER/outside.ts',
    '/',
    '',
    '.',
    '..',
    'v1',
    'v1/',
    'link/outside.ts',
    'link/../../outside.ts',
    'link/sub/deep.ts',
    '__proto__',
    'a\0b',
  ];

  it.each(HOSTILE)('(%j) removes and writes nothing outside, and no folder', (path) => {
    const outer = scratch({
      'outside.ts': 'outside\n',
      'sub/deep.ts': 'deep\n',
      'out/foreign.ts': 'foreign\n',
    });
    const folder = join(outer, 'out');
    writeOutput(folder, FIRST);
    symlinkSync('..', join(folder, 'link'));
    const files = { [path.replace('OUTER', outer)]: 'x', 'a.ts': 'x' };
    if (path === '__proto__') Object.defineProperty(files, path, { value: 'x', enumerable: true });
    writeFileSync(join(folder, MANIFEST), JSON.stringify({ files }));

    const drift = compareOutput(folder, []);
    expect(drift.obsolete).toEqual(['a.ts']);
    expect(writeOutput(folder, [{ path: 'z.ts', text: 'z\n' }]).removed).toEqual(['a.ts']);
    expect(readFileSync(join(outer, 'outside.ts'), 'utf8')).toBe('outside\n');
    expect(readFileSync(join(outer, 'sub/deep.ts'), 'utf8')).toBe('deep\n');
    expect(Object.keys(withoutManifest(folder)).sort()).toEqual([
      'foreign.ts',
      'v1/b.ts',
      'v1/deep/er/c.ts',
      'z.ts',
    ]);
    expect(existsSync(join(folder, 'link'))).toBe(true);
  });

  it('is not made by file names that mean something to JavaScript', () => {
    const folder = scratch();
    const files = ['__proto__', 'constructor', 'toString'].map((path) => ({ path, text: path }));
    writeOutput(folder, files);
    expect(compareOutput(folder, files)).toEqual({ stale: [], missing: [], foreign: [], obsolete: [] });
    expect([...writeOutput(folder, []).removed].sort()).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

describe('a link inside the folder', () => {
  it('is not followed out of it', () => {
    const outer = scratch({ 'elsewhere/keep.ts': 'keep\n' });
    const folder = join(outer, 'out');
    writeOutput(folder, FIRST);
    symlinkSync('../elsewhere', join(folder, 'v2'));
    const before = snapshot(outer);
    expect(() => writeOutput(folder, SECOND)).toThrow('v2 is a symbolic link, and may lead elsewhere');
    expect(snapshot(outer)).toEqual(before);
    expect(foldersOf(outer)).toEqual(['elsewhere', 'out', 'out/v1', 'out/v1/deep', 'out/v1/deep/er']);
  });

  it('under the name of a file is replaced, and not what it leads to', () => {
    const outer = scratch({ 'elsewhere.ts': 'elsewhere\n' });
    const folder = join(outer, 'out');
    writeOutput(folder, FIRST);
    rmSync(join(folder, 'a.ts'));
    symlinkSync('../elsewhere.ts', join(folder, 'a.ts'));
    writeOutput(folder, FIRST);
    expect(withoutManifest(folder)).toEqual(content(FIRST));
    expect(readFileSync(join(outer, 'elsewhere.ts'), 'utf8')).toBe('elsewhere\n');
  });
});

describe('a run that cannot write', () => {
  const unchanged = (folder: string, message: string) => {
    const [before, folders] = [snapshot(folder), foldersOf(folder)];
    expect(() => writeOutput(folder, SECOND)).toThrow(message);
    expect(snapshot(folder)).toEqual(before);
    expect(foldersOf(folder)).toEqual(folders);
  };

  it('for a file where a folder is needed leaves all as it was', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    writeFileSync(join(folder, 'v2'), 'a file\n');
    unchanged(folder, 'v2 is a file, and a folder is to stand there');
  });

  it('for a folder where a file is needed leaves all as it was', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    mkdirSync(join(folder, 'v2/d.ts'), { recursive: true });
    unchanged(folder, 'v2/d.ts is a folder, and a file is to stand there');
  });

  it.runIf(process.getuid?.() !== 0)('for want of permission leaves all as it was', () => {
    const folder = scratch();
    writeOutput(folder, FIRST);
    chmodSync(join(folder, 'v1/deep/er'), 0o500);
    unchanged(folder, 'permission');
    chmodSync(join(folder, 'v1/deep/er'), 0o700);
  });

  it('makes no folder', () => {
    const outer = scratch({ file: 'x' });
    expect(() => writeOutput(join(outer, 'file'), FIRST)).toThrow('EEXIST');
    expect(() => writeOutput(join(outer, 'file/below'), FIRST)).toThrow();
    const bad = [{ path: `${'x'.repeat(300)}.ts`, text: '' }];
    expect(() => writeOutput(join(outer, 'new/folder'), bad)).toThrow();
    expect(readdirSync(outer)).toEqual(['file']);
  });
});

describe('generate', () => {
  const DOCUMENT = 'openapi: 3.1.1\ninfo: { title: T, version: "1" }\npaths: {}\n';
  const generate = (folder: string, output: string, ...more: string[]) =>
    specpact(['generate', 'openapi.yaml', '--output', output, '--targets', 'types', ...more], folder);

  it.each([
    ['a file as output', { out: 'x' }, 'out', 'Cannot write to out: a file stands where a folder is needed.'],
    [
      'a file above the output',
      { out: 'x' },
      'out/api',
      'Cannot write to out/api: a part of its path is not a folder.',
    ],
    [
      'a folder in the way',
      { 'out/types.ts/x.md': 'x' },
      'out',
      'Cannot write to out: types.ts is a folder, and a file is to stand there.',
    ],
    [
      'a file of others',
      { 'out/types.ts': 'x' },
      'out',
      'Cannot write to out: types.ts was not written by specpact, and would be overwritten.',
    ],
  ])('says of %s one clear line, with exit 2', async (_, files, output, message) => {
    const folder = scratch({ 'openapi.yaml': DOCUMENT, ...files });
    const before = snapshot(folder);
    expect(await generate(folder, output)).toEqual({
      code: 2,
      out: '',
      err: `specpact generate: ${message}\n`,
    });
    expect(snapshot(folder)).toEqual(before);
    expect(foldersOf(folder).filter((path) => path.includes('staging'))).toEqual([]);
  });

  it('writes nothing where the document has errors, and leaves the old output', async () => {
    const folder = scratch({ 'openapi.yaml': DOCUMENT });
    expect((await generate(folder, 'out')).code).toBe(0);
    const before = snapshot(folder);
    for (const text of ['openapi: [', `${DOCUMENT}x: { a: 1, a: 1 }\n`, DOCUMENT.replace('{}', '[]')]) {
      writeFileSync(join(folder, 'openapi.yaml'), text);
      expect((await generate(folder, 'out')).code).toBe(1);
      expect((await generate(folder, 'new')).code).toBe(1);
      expect(snapshot(folder)).toEqual({ ...before, 'openapi.yaml': text });
      expect(existsSync(join(folder, 'new'))).toBe(false);
    }
  });

  it('says with --check the same of a folder that it cannot read', async () => {
    const folder = scratch({ 'openapi.yaml': DOCUMENT, out: 'x' });
    const { code, err } = await generate(folder, 'out', '--check');
    expect([code, err.split('\n')]).toEqual([
      2,
      [expect.stringContaining('a part of its path is not a folder'), ''],
    ]);
  });
});

describe('two runs at once', () => {
  it('leave the folder whole', async () => {
    const folder = join(scratch(), 'out');
    const files = Array.from({ length: 40 }, (_, at) => ({
      path: `v${at % 5}/f${at}.ts`,
      text: `${at}\n`.repeat(500),
    }));
    const script = `
      import { writeOutput } from ${JSON.stringify(compiledWriter())};
      const files = JSON.parse(process.argv[1]);
      const other = (turn) => files.map((file) => ({ ...file, text: file.text + turn }));
      for (let turn = 0; turn < 9; turn++) writeOutput(${JSON.stringify(folder)}, turn % 2 === 0 ? files : other(turn));
    `;
    const run = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(files)]);
        let said = '';
        child.stderr.on('data', (chunk) => (said += chunk));
        child.on('close', (code) => resolve(`${code} ${said}`));
      });
    expect(await Promise.all([run(), run()])).toEqual(['0 ', '0 ']);
    expect(withoutManifest(folder)).toEqual(content(files));
    expect(compareOutput(folder, files)).toEqual({ stale: [], missing: [], foreign: [], obsolete: [] });
  });
});
