// Places: a pointer into the bundled document is a line and a column of the file that says it.
import { describe, expect, it } from 'vitest';
import { makeLocate } from '../../generator/spec/locate.js';
import { references } from '../../generator/spec/references.js';
import { HEAD, load, placeOf } from './loaded.js';
import { MANY_FILES } from './many-files.js';

describe('a place in many files', () => {
  const PET = '/paths/~1local/get/responses/200/content/application~1json';

  it.each([
    ['the document itself', '', 'openapi.yaml', 'openapi: 3.1.1'],
    ['its own key', '/paths/~1local', 'openapi.yaml', '/local:'],
    [
      'its own reference',
      '/paths/~1local/parameters/0/$ref',
      'openapi.yaml',
      '$ref: "shared/parameters.yaml#/Limit"',
    ],
    ['a sibling of a reference', `${PET}/schema/description`, 'openapi.yaml', 'description: A sibling'],
    ['its own component', '/components/schemas/Pet/description', 'openapi.yaml', 'description: Another pet'],
    [
      'an item of its own',
      '/components/schemas/User/oneOf/1',
      'openapi.yaml',
      '$ref: "openapi.yaml#/components/schemas/Same"',
    ],
    ['an example beside an unread file', `${PET}/examples/both/value`, 'openapi.yaml', 'value: inline'],
    [
      'a component of another file',
      '/components/schemas/Pet-2/properties/name/description',
      'shared/schemas.yaml',
      'description: Name of the shared pet',
    ],
    [
      'a property called $ref',
      '/components/schemas/Error/properties/$ref',
      'shared/schemas.yaml',
      '$ref: { $ref: "#/Pet" }',
    ],
    [
      'a file with a space in its name',
      '/components/schemas/Id/minLength',
      'shared/my types.yaml',
      'minLength: 3',
    ],
    ['the far side of a circle', '/components/schemas/Nodes/items', 'shared/circle.yaml', 'items:'],
    ['the near side of a circle', '/components/schemas/Node/properties/next', 'shared/schemas.yaml', 'next:'],
    [
      'the end of a chain of references',
      '/components/headers/B/schema',
      'shared/more headers.yaml',
      'schema:',
    ],
    ['an object of a path item', '/paths/~1things~1{id}/get/responses/200', 'paths/thing.yaml', '"200":'],
    [
      'an item of a list of a path item',
      '/paths/~1things~1{id}/parameters/0',
      'paths/thing.yaml',
      '{ name: id',
    ],
    ['a text of a path item', '/paths/~1things~1{id}/summary', 'paths/thing.yaml', 'summary: One thing'],
    ['a text behind a chain', '/paths/~1chain/get/operationId', 'shared/chain.yaml', 'operationId: chain'],
    ['an object behind a chain', '/paths/~1chain/get/responses/204/headers', 'shared/chain.yaml', 'headers:'],
    [
      'a whole operation',
      '/paths/~1direct/get/responses/204',
      'operations.yaml',
      '"204": { description: Directly }',
    ],
    [
      'a text of a whole operation',
      '/paths/~1direct/get/operationId',
      'operations.yaml',
      'operationId: direct',
    ],
    ['a path item that refers on', '/paths/~1nested/summary', 'paths/nested.yaml', 'summary:'],
    [
      'the operation it refers to',
      '/paths/~1nested/get/responses/204/description',
      'operations.yaml',
      'description: Nested',
    ],
    [
      'a text of the operation it refers to',
      '/paths/~1nested/get/operationId',
      'operations.yaml',
      'operationId: nested',
    ],
    [
      'an example of another file',
      '/components/examples/referred/value/$ref',
      'shared/examples.yaml',
      '$ref: "y"',
    ],
    ['JSON of another file', `${PET}/examples/json/value/inner`, 'shared/value.json', '"inner"'],
    ['text of another file', `${PET}/examples/text/value`, 'openapi.yaml', 'text: { externalValue'],
  ] as const)('%s', async (_, pointer, file, needle) => {
    const { place, at } = await load(MANY_FILES);
    expect(at(pointer)).toBeDefined();
    expect(place(pointer)).toBe(placeOf(MANY_FILES, file, needle));
  });

  it('is for what is not there that of the nearest thing above it', async () => {
    const { place } = await load(MANY_FILES);
    expect(place('/components/schemas/Id/nothing/at/all')).toBe(
      placeOf(MANY_FILES, 'shared/my types.yaml', 'Id:'),
    );
    expect(place('/nothing')).toBe('openapi.yaml:1:1');
    expect(place('/paths/~1direct/get/nothing')).toBe(placeOf(MANY_FILES, 'operations.yaml', 'direct:\n'));
  });

  it('is known for every reference of the bundled document', async () => {
    const { spec } = await load(MANY_FILES);
    for (const { pointer, key } of references(spec?.document)) {
      const { file, line, column } = spec?.locate(`${pointer}/${key}`) ?? { file: '', line: 0, column: 0 };
      const text =
        (MANY_FILES as Record<string, string>)[file]?.split('\n')[line - 1]?.slice(column - 1) ?? '';
      expect([pointer, key, text.slice(0, key.length)]).toEqual([pointer, key, key]);
    }
  });
});

describe('a place behind aliases and merged keys', () => {
  const files = {
    'openapi.yaml': `${HEAD}paths:
  /a:
    get: &get
      responses: { "204": &none { description: None } }
    put: *get
    delete:
      <<: *get
      summary: Merged
  /b:
    get:
      responses: { default: &default { description: Else }, "500": *default }
`,
  };

  it.each([
    ['/paths/~1a/get/responses/204/description', 'description: None'],
    ['/paths/~1a/put', 'put:'],
    ['/paths/~1a/put/responses/204/description', 'description: None'],
    ['/paths/~1a/delete/summary', 'summary:'],
    ['/paths/~1a/delete/responses', 'responses: { "204"'],
    ['/paths/~1a/delete/responses/204/description', 'description: None'],
    ['/paths/~1b/get/responses/500', '"500"'],
    ['/paths/~1b/get/responses/500/description', 'description: Else'],
  ])('%s', async (pointer, needle) => {
    const { place, at } = await load(files);
    expect(at(pointer)).toBeDefined();
    expect(place(pointer)).toBe(placeOf(files, 'openapi.yaml', needle));
  });
});

describe('a place', () => {
  it('counts characters as editors do, and knows keys of every kind', async () => {
    const text = `${HEAD}x-😀: { "a/b": { "~": [0, { 200: yes }] }, 'ключ': { null: 1 } }\n`;
    const files = { 'openapi.yaml': text };
    const { place } = await load(files);
    expect(place('/x-😀/a~1b/~0/1/200')).toBe(placeOf(files, 'openapi.yaml', '200'));
    expect(place('/x-😀/ключ/null')).toBe(placeOf(files, 'openapi.yaml', 'null'));
  });

  it('is the first of all where nothing is known', () => {
    expect(makeLocate({}, [])('/a/b')).toEqual({ file: '', line: 1, column: 1 });
    expect(makeLocate(undefined, [{ file: 'a.yaml', text: '', parsed: undefined }])('/a')).toEqual({
      file: 'a.yaml',
      line: 1,
      column: 1,
    });
  });

  it('does not go round in a circle', () => {
    const text = 'a: { $ref: "#/b" }\nb: { $ref: "#/a" }\n';
    const parsed = { a: { $ref: '#/b' }, b: { $ref: '#/a' } };
    expect(makeLocate(parsed, [{ file: 'a.yaml', text, parsed }])('/a/x')).toMatchObject({ file: 'a.yaml' });
  });

  it('is never outside the text, whatever the pointer', async () => {
    const { spec } = await load(MANY_FILES);
    for (const pointer of [
      '/',
      '//',
      '/~',
      '/~2',
      '/paths/-1',
      '/paths/~1local/parameters/-1',
      '/__proto__',
      '#/paths',
      'paths',
    ])
      expect(spec?.locate(pointer).line).toBeGreaterThan(0);
  });
});
