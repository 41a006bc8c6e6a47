// `specpact project` from the outside: where it writes, and what it says where it cannot.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { specpact } from '../generate/run.js';

const CASES = fileURLToPath(new URL('../cases/project/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'specpact-project-'));
cpSync(CASES, folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inCase = (name: string) => join(folder, name);
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('--output', () => {
  it('writes a file, and replaces it', async () => {
    const argv = ['project', 'api.yaml', '--version', '1.2', '--output', 'out.yaml'];
    for (const _ of [1, 2]) {
      const { code, out, err } = await specpact(argv, inCase('every-place'));
      expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'out.yaml\n' });
    }
    expect(read('every-place', 'out.yaml')).toBe(read('every-place', 'at-1.2.yaml'));
    expect(readdirSync(inCase('every-place')).filter((file) => file.includes('tmp'))).toEqual([]);
  });

  it('writes every file of a document into a folder, with its comments', async () => {
    const { code, err } = await specpact(
      ['project', 'api.yaml', '--version', '1.0', '--output', 'out/1.0/'],
      inCase('many-files'),
    );
    expect({ code, err }).toEqual({ code: 0, err: 'out/1.0/api.yaml\nout/1.0/shared/book.yaml\n' });
    expect(read('many-files', 'out/1.0/shared/book.yaml')).toBe(
      [
        '# What a book is.',
        'Book:',
        '  type: object',
        '  required: [name]',
        '  properties:',
        '    # Called title since 1.1.',
        '    name: { type: string }',
        '',
      ].join('\n'),
    );
    expect(read('many-files', 'out/1.0/api.yaml')).toContain('$ref: shared/book.yaml#/Book');
    expect(read('many-files', 'out/1.0/api.yaml')).not.toContain('Sort');
  });

  it.each([
    [
      'many-files',
      ['--output', 'shared/book.yaml'],
      /^specpact project: Writing shared\/book.yaml would replace/,
    ],
    ['many-files', ['--output', '.'], /^specpact project: Writing api.yaml would replace/],
    [
      'many-files',
      ['--output', 'no/such/file.yaml'],
      /Cannot write .*: its folder does not exist; make it first\.$/,
    ],
  ])('%s %j: says why not', async (name, options, message) => {
    const { code, out, err } = await specpact(
      ['project', 'api.yaml', '--version', '1.1', ...options],
      inCase(name),
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd()).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });
});

it('a document without annotations, at the version that it is, is the same to the letter', async () => {
  const text = read('every-place', 'at-1.10.yaml');
  expect(text).toMatch(/# .*\n/);
  writeFileSync(join(inCase('every-place'), 'plain.yaml'), text);
  const { out } = await specpact(['project', 'plain.yaml', '--version', '1.10'], inCase('every-place'));
  expect(out).toBe(text);
});

describe('what cannot be', () => {
  const refused = async (name: string, ...argv: string[]) => {
    const { code, out, err } = await specpact(['project', ...argv], inCase(name));
    expect(out).toBe('');
    return [code, err.replace(/\n {4}.*/g, '').trimEnd()];
  };

  it.each([
    ['1.2.3', '--version 1.2.3 is no version; write it such as 1.3, 2024-06-01 or v1.'],
    ['2.0', '2.0 is no version of notes. family.yaml knows for this document: 1.1, 1.0.'],
    ['0.9', '0.9 of notes has another document. family.yaml knows for this one: 1.1, 1.0.'],
  ])('--version %s of a family', async (version, message) => {
    const said = await refused('family', 'api.yaml', '--version', version);
    expect(said).toEqual([2, `specpact project: ${message}`]);
  });

  it('a version of another kind than those of the document', async () => {
    const said = await refused('followers', 'api.yaml', '--version', '1.0');
    expect(said).toEqual([2, 'specpact project: --version 1.0 is not written as v2 in the document is.']);
  });

  it('a file that is not there, or no document', async () => {
    expect(await refused('family', 'nope.yaml', '--version', '1.0')).toEqual([
      2,
      'nope.yaml:1:1  error  Cannot read nope.yaml: there is no such file.  file-unreadable',
    ]);
    const [code, said] = await refused('family', 'family.yaml', '--version', '1.0');
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/ This is a family\.yaml: .* {2}document-invalid$/),
    ]);
  });

  it('lives that make no sense', async () => {
    mkdirSync(inCase('bad'));
    writeFileSync(join(inCase('bad'), 'api.yaml'), 'openapi: 3.1.1\ninfo: { x-added: 1.1 }\npaths: {}\n');
    const said = await refused('bad', 'api.yaml', '--version', '1.0');
    expect(said).toEqual([1, 'api.yaml:2:9  error  x-added is 1.1, which is no text.  L-16']);
  });

  it('a family.yaml that does not hold together', async () => {
    mkdirSync(inCase('broken'));
    cpSync(join(inCase('family'), 'api.yaml'), join(inCase('broken'), 'api.yaml'));
    writeFileSync(join(inCase('broken'), 'family.yaml'), 'family: [');
    const [code, said] = await refused('broken', 'api.yaml', '--version', '1.0');
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^family\.yaml:1:\d+ {2}error .* {2}syntax-invalid$/),
    ]);
  });
});

it('--json gives one document, also where it cannot', async () => {
  const run = (version: string) =>
    specpact(['project', 'api.yaml', '--version', version, '--json'], inCase('family'));
  const [good, bad] = [await run('1.0'), await run('7')];
  expect(JSON.parse(good.out)).toEqual({
    version: '1.0',
    written: [],
    text: read('family', 'at-1.0.yaml'),
    diagnostics: [],
  });
  expect(JSON.parse(bad.out)).toMatchObject({ error: expect.stringContaining('7 is no version of notes') });
  expect([good.code, bad.code, good.err, bad.err]).toEqual([0, 2, '', '']);
});
