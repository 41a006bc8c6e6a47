// Loading: many files become one document, what only looks like a reference stays, and what leads nowhere is told at its place.

import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { references, targetOf } from '../../generator/spec/references.js';
import { scratch } from '../generate/scratch.js';
import { stopwatch } from '../stopwatch.js';
import { HEAD, load, loadFrom } from './loaded.js';
import { MANY_FILES } from './many-files.js';

afterEach(() => void vi.restoreAllMocks());

describe('a document of more than can be read', () => {
  // A file with a hole has a size, but takes no room.
  const LIMIT = 56 * 1024 * 1024;

  it('is not read', async () => {
    const folder = scratch({ 'openapi.yaml': HEAD });
    truncateSync(join(folder, 'openapi.yaml'), LIMIT + 1);
    const spent = stopwatch();
    expect((await loadFrom(folder, 'openapi.yaml')).said).toEqual([
      `size-limit openapi.yaml:1:1 This is not read: the files are larger than ${LIMIT} bytes.`,
    ]);
    expect(spent()).toBeLessThan(1000);
  });

  it('is told where it refers to too much, however it is divided', async () => {
    const folder = scratch({
      'openapi.yaml': `${HEAD}components:\n  schemas:\n    A: { $ref: a.yaml }\n    B: { $ref: b.yaml }\n`,
      'a.yaml': '{}',
      'b.yaml': '{}',
    });
    truncateSync(join(folder, 'b.yaml'), LIMIT - 50);
    expect((await loadFrom(folder, 'openapi.yaml')).said).toEqual([
      `size-limit openapi.yaml:6:10 This is not read: the files are larger than ${LIMIT} bytes.`,
    ]);
  });
});

describe('a schema made of itself', () => {
  const schemas = (text: string) => `${HEAD}components:\n  schemas:\n${text}`;

  it.each([
    ['by itself', '    A: { allOf: [{ $ref: "#/components/schemas/A" }, { type: object }] }\n', ['A']],
    [
      'in two steps',
      '    A: { allOf: [{ allOf: [{ $ref: "#/components/schemas/B" }] }] }\n    B: { allOf: [true, { $ref: "#/components/schemas/A" }] }\n',
      ['A'],
    ],
    [
      'behind a reference',
      '    A: { $ref: "#/components/schemas/B" }\n    B: { allOf: [{ $ref: "#/components/schemas/A" }] }\n',
      ['A'],
    ],
    [
      'in a property, which need not be there',
      '    A: { properties: { a: { $ref: "#/components/schemas/A" } } }\n',
      [],
    ],
    [
      'in one of several',
      '    A: { anyOf: [{ type: string }, { properties: { a: { $ref: "#/components/schemas/A" } } }] }\n',
      [],
    ],
    [
      'twice of another',
      '    A: { allOf: [{ $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/B" }] }\n    B: {}\n',
      [],
    ],
  ])('%s', async (_, text, names) => {
    const { said } = await load({ 'openapi.yaml': schemas(text) });
    expect(
      said.map((each) => /^(\S+) .* The schema "#.components.schemas.(\w+)" is made/.exec(each)?.slice(1)),
    ).toEqual(names.map((name) => ['ref-cycle', name]));
  });

  it('at the end of as many schemas as anyone writes', async () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, at) => `    S${at}: { allOf: [{ $ref: "#/components/schemas/S${(at + 1) % 20_000}" }] }\n`,
    );
    const { said } = await load({ 'openapi.yaml': schemas(chain.join('')) });
    expect(said).toEqual([expect.stringContaining('ref-cycle')]);
  });
});

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
    ['', 'the whole document'],
    ['#', 'the whole document'],
    ['#there', 'has such an $anchor'],
    ['#components/schemas/B', 'has such an $anchor'],
    ['other.yaml#here', 'leads nowhere'],
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
      `${why.includes('without end') ? 'ref-cycle' : 'ref-unresolved'} openapi.yaml:5:10 The $ref ${JSON.stringify(ref)} leads nowhere`,
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
