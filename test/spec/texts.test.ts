// Loading: every text that is or is not YAML, what it costs, and what its pointers find.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ParsedTexts } from '../../generator/spec/files.js';
import { localPointer, localRef, nodeAt, references } from '../../generator/spec/references.js';
import { specpact } from '../generate/run.js';
import { scratch } from '../generate/scratch.js';
import { HEAD, load, loadFrom } from './loaded.js';
import { MANY_FILES } from './many-files.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUTSIDE = `${HEAD}components: { schemas: { A: { $ref: "./secret.yaml#/X" } } }\n`;

afterEach(() => void vi.restoreAllMocks());

describe('a text', () => {
  const paths = 'paths:\n  /a:\n    get:\n      responses: {}\n';
  const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    .map((name, at, all) => `x-${name}: &${name} [${Array(10).fill(at === 0 ? 'x' : `*${all[at - 1]}`)}]\n`)
    .join('');
  const TAB = '\t';

  it.each([
    ['with a byte order mark', `\ufeff${HEAD}${paths}`, 'openapi.yaml:5:5'],
    ['with Windows line ends', `${HEAD}${paths}`.replaceAll('\n', '\r\n'), 'openapi.yaml:5:5'],
    ['with old Macintosh line ends', `${HEAD}${paths}`.replaceAll('\n', '\r'), 'openapi.yaml:5:5'],
    ['that says where it ends', `${HEAD}${paths}...\n`, 'openapi.yaml:5:5'],
    [
      'of JSON with tabs',
      `{\n${TAB}"openapi": "3.1.1",\n${TAB}"info": {${TAB}"title": "a", "version": "1" },\n${TAB}"paths": {\n${TAB}${TAB}"/a": { "get": {} } }\n}`,
      'openapi.yaml:5:11',
    ],
    [
      'of JSON on one line after a byte order mark',
      '\ufeff{"openapi":"3.1.1","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{}}}}',
      'openapi.yaml:1:70',
    ],
    [
      'with aliases',
      `${HEAD}x-op: &op { responses: {} }\npaths: { /a: { get: *op, put: *op } }\n`,
      'openapi.yaml:4:16',
    ],
    ['with merged keys', `${HEAD}x-op: &op { get: {} }\npaths:\n  /a: { <<: *op }\n`, 'openapi.yaml:3:13'],
  ])('%s is read, and places in it are those of an editor', async (_, text, place) => {
    const loaded = await load({ 'openapi.yaml': text });
    expect(loaded.said).toEqual([]);
    expect(loaded.place('/paths/~1a/get')).toBe(place);
  });

  it.each([
    ['that is empty', '', 'document-invalid', '1:1', 'not an object'],
    ['of blank lines', '\n\n', 'document-invalid', '1:1', 'not an object'],
    ['of comments', '# nothing\n', 'document-invalid', '1:1', 'not an object'],
    ['that is a list', '- 1\n', 'document-invalid', '1:1', 'not an object'],
    ['of several documents', `${HEAD}---\n${HEAD}`, 'syntax-invalid', '1:1', 'single document'],
    [
      'of JSON without a comma',
      '{\n  "openapi": "3.1.1",\n  "info": {"title": "a" "version": "1"}\n}',
      'syntax-invalid',
      '3:25',
      'comma',
    ],
    ['with a key twice', `${HEAD}paths: {}\npaths: {}\n`, 'yaml-duplicate-key', '4:1', 'duplicated'],
    [
      'of JSON with a key twice',
      '{"openapi": "3.1.1",\n "openapi": "3.1.1"}',
      'yaml-duplicate-key',
      '2:3',
      'duplicated',
    ],
    ['indented by tabs', `${HEAD}paths:\n${TAB}/a: {}\n`, 'syntax-invalid', '4:1', 'tab'],
    ['whose aliases go in a circle', `${HEAD}paths: &a\n  /a: *a\n`, 'syntax-invalid', '1:1', 'alias'],
    ['whose aliases stand for billions', HEAD + bomb, 'alias-limit', '1:1', 'aliases stand for more than'],
    ['with an unknown alias', `${HEAD}paths: *nope\n`, 'syntax-invalid', '3:9', 'alias'],
    ['with a tag that would run code', `${HEAD}paths: !!js/function "x"\n`, 'yaml-tag', '3:8', 'tag'],
    ['with a key that is a list', `${HEAD}? [a]\n: b\n`, 'syntax-invalid', '', 'key'],
    ['with a null byte', `${HEAD}\0`, 'syntax-invalid', '3:1', 'null byte'],
    [
      'nested too deeply',
      `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'nesting-limit',
      '1:',
      'nesting',
    ],
    ['without a version', 'info: {}\n', 'document-invalid', '1:1', 'openapi'],
    ['with a number for a version that is none', 'openapi: 4.5\n', 'dialect-unsupported', '1:1', '4.5'],
    ['of a version to come', 'openapi: "4.0.0"\n', 'dialect-unsupported', '1:1', '4.0.0'],
    ['without info', 'openapi: 3.1.1\n', 'document-invalid', '1:1', 'has no `info`'],
    ['whose paths are a list', `${HEAD}paths: []\n`, 'document-invalid', '3:1', 'paths'],
  ])('%s is refused', async (_, text, id, place, word) => {
    const { spec, said } = await load({ 'openapi.yaml': text });
    expect(spec).toBeUndefined();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`${id} openapi.yaml:${place}`);
    expect(said[0]?.toLowerCase()).toContain(word);
  });

  it.each([
    ['X: { a: b c: d }\n', '1:12'],
    ['X: &a\n  b: *a\n', '1:1'],
    ['X: [\n', '2:1'],
  ])('of another file that cannot be parsed (%j) is reported once, and there', async (text, place) => {
    const two = `A: { $ref: "sub/other.yaml#/X" }, B: { $ref: "sub/other.yaml#/Y" }`;
    const { said, folder } = await load({
      'openapi.yaml': `${HEAD}components: { schemas: { ${two} } }\n`,
      'sub/other.yaml': text,
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(`syntax-invalid sub/other.yaml:${place} `);
    expect(said[0]).not.toContain(folder);
  });
});

describe('the cost', () => {
  const parses = () =>
    vi.spyOn(ParsedTexts.prototype as unknown as { parse(name: string, text: string): unknown }, 'parse');

  it('is one parse for each file, however often it is referred to', async () => {
    const parse = parses();
    const { spec, place } = await load(MANY_FILES);
    place('/components/schemas/Node/properties/next');
    const parsed = parse.mock.calls.map(([name]) => name);
    expect(parsed.sort()).toEqual(spec?.files.filter((file) => !file.endsWith('.txt')));
  });

  it('is one parse for each file in a whole run, for all versions of a family and for its lint', async () => {
    const parse = parses();
    const { code, err } = await specpact(['generate', '--check', '--targets', 'types'], ROOT);
    expect([code, err]).toEqual([1, expect.stringContaining('obsolete')]);
    const parsed = parse.mock.calls.map(([name]) => relative(ROOT, name));
    expect(parsed.length).toBeGreaterThan(20);
    expect(new Set(parsed).size).toBe(parsed.length);
  });

  it('of sharing is nothing: each document is bundled as if it were alone', async () => {
    const others = { 'a.yaml': MANY_FILES['openapi.yaml'].replaceAll('openapi.yaml', 'a.yaml') };
    const folder = scratch({ ...MANY_FILES, ...others });
    const parsed = new ParsedTexts();
    for (const name of ['openapi.yaml', 'a.yaml', 'openapi.yaml']) {
      const alone = await loadFrom(folder, name);
      const shared = await loadFrom(folder, name, { parsed });
      expect(shared.said).toEqual([]);
      expect(shared.spec?.document).toEqual(alone.spec?.document);
      for (const { pointer, key } of references(alone.spec?.document))
        expect(shared.place(`${pointer}/${key}`)).toBe(alone.place(`${pointer}/${key}`));
    }
  });

  it('of sharing is no leak: what one may read, another may still not', async () => {
    const outer = scratch({
      'secret.yaml': 'X: {}\n',
      'openapi.yaml': OUTSIDE,
      'root/openapi.yaml': OUTSIDE.replace('./', '../'),
    });
    const parsed = new ParsedTexts();
    expect((await loadFrom(outer, 'openapi.yaml', { parsed })).said).toEqual([]);
    const { said } = await loadFrom(join(outer, 'root'), 'openapi.yaml', { parsed });
    expect(said).toEqual([expect.stringContaining('ref-external-refused')]);
  });
});

describe('a pointer', () => {
  it.each([
    ['#/a', '/a'],
    ['#/a%20b/c~1d', '/a b/c~1d'],
    ['#/a%2Fb', '/a~1b'],
    ['#/100%25', '/100%'],
    ['#/100%', undefined],
    ['#', undefined],
    ['#a', undefined],
    ['other.yaml#/a', undefined],
  ])('of the reference %j is %j', (ref, pointer) => {
    expect(localPointer(ref)).toBe(pointer);
  });

  it.each(['/a', '/a b/c~1d', '/100%', '/ä#€', '/{x}', '/"<>', '/\ud800'])(
    '%j survives being a reference',
    (pointer) => {
      const ref = localRef(pointer);
      expect(localPointer(ref)).toBe(pointer);
      if (pointer !== '/\ud800') expect(ref).toMatch(/^#[\w/~%!$&'()*+,;=:@?.-]*$/);
    },
  );

  it('finds own members only', () => {
    const root = { a: [{ b: 1 }], '': { '': 2 }, 'x/y': { '~': 3 } };
    expect(nodeAt(root, '/a/0/b')).toBe(1);
    expect(nodeAt(root, '/x~1y/~0')).toBe(3);
    expect(nodeAt(root, '')).toBe(root);
    for (const pointer of ['/a/length', '/a/1', '/toString', '/a/0/constructor', '/__proto__', '/a/0/b/c'])
      expect([pointer, nodeAt(root, pointer)]).toEqual([pointer, undefined]);
  });
});
