// Loading: many files become one document, what only looks like a reference stays, and every bad text has its words and its place.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseResolver } from '@redocly/openapi-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { localPointer, localRef, nodeAt, references, targetOf } from '../../generator/spec/references.js';
import { ParsedTexts } from '../../generator/spec/resolver.js';
import { specpact } from '../generate/run.js';
import { scratch } from '../generate/scratch.js';
import { HEAD, load, loadFrom } from './loaded.js';
import { MANY_FILES } from './many-files.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUTSIDE = `${HEAD}components: { schemas: { A: { $ref: "./secret.yaml#/X" } } }\n`;

afterEach(() => void vi.restoreAllMocks());

describe('many files', () => {
  it('become one document in which every reference is local and leads somewhere', async () => {
    const { spec, said } = await load(MANY_FILES);
    expect(said).toEqual([]);
    const found = [...references(spec?.document)].filter(({ keyword }) => keyword !== 'externalValue');
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(({ ref }) => targetOf(spec?.document, ref) === undefined)).toEqual([]);
    expect(spec?.files.map((file) => file.split('/').at(-1))).toHaveLength(Object.keys(MANY_FILES).length);
  });

  it('keep references between components, so that names and circles survive', async () => {
    const { at } = await load(MANY_FILES);
    expect(at('/paths/~1things~1{id}/parameters/0/schema')).toEqual({ $ref: '#/components/schemas/Id' });
    expect(at('/paths/~1local/parameters/0')).toEqual({ $ref: '#/components/parameters/Limit' });
    expect(at('/paths/~1local/get/responses/400')).toEqual({ $ref: '#/components/responses/Bad' });
    expect(at('/components/responses/Bad/content/application~1json/schema')).toEqual({
      $ref: '#/components/schemas/Error',
    });
    expect(at('/components/schemas/Node/properties/next')).toEqual({ $ref: '#/components/schemas/Nodes' });
    expect(at('/components/schemas/Nodes/items')).toEqual({ $ref: '#/components/schemas/Node' });
  });

  it('put path items, whole operations and chains of references where they are used', async () => {
    const { at } = await load(MANY_FILES);
    expect(at('/paths/~1things~1{id}/get/operationId')).toBe('getThing');
    expect(at('/paths/~1chain/get/responses/204/description')).toBe('At the end of the chain');
    expect(at('/paths/~1chain/get/responses/204/headers/X-A')).toEqual({ $ref: '#/components/headers/B' });
    expect(at('/paths/~1direct/get/operationId')).toBe('direct');
    expect(at('/paths/~1nested/get/responses/204/description')).toBe('Nested');
  });

  it('tell apart two components of one name, unless they are equal', async () => {
    const { at } = await load(MANY_FILES);
    expect(at('/components/schemas/Pet/type')).toBe('string');
    expect(at('/components/schemas/Pet-2/type')).toBe('object');
    expect(at('/components/schemas/User/oneOf')).toEqual([
      { $ref: '#/components/schemas/Pet' },
      { $ref: '#/components/schemas/Same' },
      { $ref: '#/components/schemas/Same' },
      { $ref: '#/components/schemas/Node' },
    ]);
    expect(at('/components/schemas/Same-2')).toBeUndefined();
  });

  it('leave the siblings of a reference beside it', async () => {
    const { at } = await load(MANY_FILES);
    expect(at('/paths/~1local/get/responses/200/content/application~1json/schema')).toEqual({
      $ref: '#/components/schemas/Pet-2',
      description: 'A sibling of a reference',
    });
  });

  it('take in examples of other files: referred to, as JSON and as text', async () => {
    const { at } = await load(MANY_FILES);
    expect(at('/paths/~1local/get/responses/200/content/application~1json/examples')).toEqual({
      referred: { $ref: '#/components/examples/referred' },
      json: { value: { name: 'external', inner: { $ref: 'nowhere.json' } } },
      text: { value: 'plain: text\n' },
      both: { externalValue: 'shared/value.txt', value: 'inline' },
    });
    expect(at('/components/examples/referred/value')).toEqual({ name: 'x', $ref: 'y' });
  });

  it('mend the mapping of a discriminator, also where nothing else leads to another file', async () => {
    expect((await load(MANY_FILES)).at('/components/schemas/User/discriminator/mapping')).toEqual({
      pet: 'Pet',
      node: '#/components/schemas/Node',
    });
    const { at, said } = await load({
      'openapi.yaml': `${HEAD}components:
  schemas: { A: { discriminator: { propertyName: k, mapping: { b: "b.yaml#/B" } } } }
`,
      'b.yaml': 'B: { type: object }\n',
    });
    expect(said).toEqual([]);
    expect(at('/components/schemas/A/discriminator/mapping')).toEqual({ b: '#/components/schemas/B' });
    expect(at('/components/schemas/B')).toEqual({ type: 'object' });
  });

  it.each([
    ['a~1b', 'a/b'],
    ['a~0b', 'a~b'],
    ['100%25', '100%'],
    ['a%20b', 'a b'],
    ['a b', 'a b'],
    ['x%2520y', 'x%20y'],
    ['%C3%A4', 'ä'],
    ['%E2%82%ACuro', '€uro'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
    ['list/1', 'list'],
    ['$ref', '$ref'],
  ])('reach a component of another file by %s', async (fragment, name) => {
    const component = name === 'list' ? [{}, { title: name }] : { title: name };
    const { spec, said, at } = await load({
      'openapi.yaml': `${HEAD}components: { schemas: { A: { $ref: ${JSON.stringify(`other.json#/${fragment}`)} } } }\n`,
      'other.json': `{ ${JSON.stringify(name)}: ${JSON.stringify(component)} }`,
    });
    expect(said).toEqual([]);
    const ref = (at('/components/schemas/A') as { $ref: string }).$ref;
    expect(targetOf(spec?.document, ref)).toEqual({ title: name });
  });
});

describe('what only looks like a reference', () => {
  const DATA = `${HEAD}paths:
  /a:
    get:
      parameters:
        - { name: q, in: query, schema: {}, example: { $ref: "nowhere-1.yaml" } }
      responses:
        "200":
          description: Examples
          headers:
            X-H: { schema: {}, example: { $ref: "nowhere-2.yaml" } }
          content:
            application/json:
              example: { $ref: "nowhere-3.yaml", externalValue: "nowhere-4.json" }
            text/json:
              examples:
                one: { value: { $ref: "#/nowhere-5" } }
components:
  schemas:
    $ref: { type: object }
    Holder:
      type: object
      properties: { $ref: { type: string }, externalValue: { type: string } }
      required: [$ref]
      default: { $ref: "nowhere-6.yaml" }
      example: { $ref: "nowhere-7.yaml" }
      examples: [{ $ref: "nowhere-8.yaml" }]
      enum: [{ $ref: "nowhere-9.yaml" }]
      const: { $ref: "nowhere-10.yaml" }
`;

  it('is data in one file', async () => {
    const { spec, said } = await load({ 'openapi.yaml': DATA });
    expect(said).toEqual([]);
    expect(spec?.files).toHaveLength(1);
  });

  it('is data too where another file is bundled in', async () => {
    const alone = await load({ 'openapi.yaml': DATA });
    const text = `${DATA}    Other: { $ref: "other.yaml#/Other" }\n`;
    const { said, at } = await load({ 'openapi.yaml': text, 'other.yaml': `Other: { type: string }\n` });
    expect(said).toEqual([]);
    expect(at('/paths')).toEqual(alone.at('/paths'));
    expect(at('/components/schemas/Holder')).toEqual(alone.at('/components/schemas/Holder'));
  });
});

describe('a reference that leads nowhere', () => {
  const withRef = (ref: string) =>
    `${HEAD}components:\n  schemas:\n    A: { $ref: ${JSON.stringify(ref)} }\n    B: { $anchor: here }\n`;

  it.each([
    ['', 'only JSON pointers'],
    ['#', 'only JSON pointers'],
    ['#here', 'only JSON pointers'],
    ['#components/schemas/B', 'only JSON pointers'],
    ['#/components/schemas/C', 'leads nowhere.'],
    ['#/components/schemas/B%', 'leads nowhere.'],
    ['#/components/schemas/toString', 'leads nowhere.'],
    ['#/components/schemas/A', 'only to other $refs, without end'],
    ['openapi.yaml#/components/schemas/A', 'only to other $refs, without end'],
    ['other.yaml#/Loop', 'only to other $refs, without end'],
    ['other.yaml#/Nothing', 'leads nowhere.'],
    ['nowhere.yaml', 'there is no such file'],
    ['folder', 'it is a folder, not a file'],
    ['empty.yaml', 'leads nowhere.'],
  ])('%j', async (ref, why) => {
    const { spec, said } = await load({
      'openapi.yaml': withRef(ref),
      'other.yaml': 'Loop: { $ref: "folder/loop.yaml#/Loop" }\n',
      'folder/loop.yaml': 'Loop: { $ref: "../other.yaml#/Loop" }\n',
      'empty.yaml': '',
    });
    expect(spec).toBeUndefined();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(
      `ref-unresolved openapi.yaml:5:10 The $ref ${JSON.stringify(ref)} leads nowhere`,
    );
    expect(said[0]).toContain(why);
  });

  it('is reported in the file that holds it, at the end of a chain', async () => {
    const files = (text: string) => ({
      'openapi.yaml': withRef('sub/other.yaml#/X'),
      'sub/other.yaml': text,
    });
    const place = 'ref-unresolved sub/other.yaml';
    expect((await load(files('X: { $ref: "nowhere.yaml#/Y" }\n'))).said).toEqual([
      `${place}:1:6 The $ref "nowhere.yaml#/Y" leads nowhere: there is no such file.`,
    ]);
    expect((await load(files('X:\n  items: { $ref: "#/Nope" }\n'))).said).toEqual([
      `${place}:2:12 The $ref "#/Nope" leads nowhere.`,
    ]);
  });

  it('is an example of another file, or the mapping of a discriminator', async () => {
    const { said } = await load({
      'openapi.yaml': `${HEAD}components:
  examples:
    A: { externalValue: "nope.json" }
  schemas:
    S:
      discriminator: { propertyName: a, mapping: { a: "#/components/schemas/Nope", c: S } }
`,
    });
    expect(said).toHaveLength(2);
    expect(said.join()).toContain('openapi.yaml:8:52 The $ref "#/components/schemas/Nope" leads nowhere.');
    expect(said.join()).toContain(
      'openapi.yaml:5:5 The $ref "nope.json" leads nowhere: there is no such file.',
    );
  });
});

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
    ['with a key twice', `${HEAD}paths: {}\npaths: {}\n`, 'syntax-invalid', '4:1', 'duplicated'],
    [
      'of JSON with a key twice',
      '{"openapi": "3.1.1",\n "openapi": "3.1.1"}',
      'syntax-invalid',
      '2:3',
      'duplicated',
    ],
    ['indented by tabs', `${HEAD}paths:\n${TAB}/a: {}\n`, 'syntax-invalid', '4:1', 'tab'],
    ['whose aliases go in a circle', `${HEAD}paths: &a\n  /a: *a\n`, 'syntax-invalid', '1:1', 'alias'],
    ['whose aliases stand for billions', HEAD + bomb, 'syntax-invalid', '1:1', 'aliases stand for more than'],
    ['with an unknown alias', `${HEAD}paths: *nope\n`, 'syntax-invalid', '3:9', 'alias'],
    ['with a tag that would run code', `${HEAD}paths: !!js/function "x"\n`, 'syntax-invalid', '3:8', 'tag'],
    ['with a key that is a list', `${HEAD}? [a]\n: b\n`, 'syntax-invalid', '', 'key'],
    ['with a null byte', `${HEAD}\0`, 'syntax-invalid', '3:1', 'null byte'],
    [
      'nested too deeply',
      `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'syntax-invalid',
      '1:',
      'nesting',
    ],
    ['without a version', 'info: {}\n', 'document-invalid', '1:1', 'openapi'],
    ['with a number for a version', 'openapi: 3.1\n', 'dialect-unsupported', '1:1', '3.1'],
    ['of a version to come', 'openapi: "4.0.0"\n', 'dialect-unsupported', '1:1', '4.0.0'],
    ['without info', 'openapi: 3.1.1\n', 'document-invalid', '1:1', 'info.title'],
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
  it('is one parse for each file, however often it is referred to', async () => {
    const parse = vi.spyOn(BaseResolver.prototype, 'parseDocument');
    const { spec, place } = await load(MANY_FILES);
    place('/components/schemas/Node/properties/next');
    const parsed = parse.mock.calls.map(([source]) => source.absoluteRef);
    expect(parsed.sort()).toEqual(spec?.files);
  });

  it('is one parse for each file in a whole run, for all versions of a family and for its lint', async () => {
    const parse = vi.spyOn(BaseResolver.prototype, 'parseDocument');
    const { code, err } = await specpact(['generate', '--check', '--targets', 'types'], ROOT);
    expect([code, err]).toEqual([1, expect.stringContaining('obsolete')]);
    const parsed = parse.mock.calls.map(([source]) => relative(ROOT, source.absoluteRef));
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
    expect(said).toEqual([expect.stringContaining('ref-outside-root')]);
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
