// What is wrong with the shape of a document is said once, where it stands, and the rest is whole.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pointerAt } from '../../generator/source.js';
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { kindOf } from '../../generator/spec/forms.js';
import { mend } from '../../generator/spec/mend.js';
import { Origins } from '../../generator/spec/origins.js';
import { nodeAt, references } from '../../generator/spec/references.js';
import type { Tree } from '../../generator/spec/types.js';
import { EVERYTHING_20, EVERYTHING_32, placesOf, replaced } from './everything.js';

const mended = (root: Tree, version: string) => mend(root, version, new Origins(), references(root));

/** \`severity /pointer message\`, one a fault. */
function said(text: string, version = '3.1') {
  const { root, faults } = mended(parse(text) as Tree, version);
  return {
    root,
    faults: faults.map(({ severity, pointer, message }) => `${severity} ${pointer} ${message}`),
  };
}

it('a range of statuses with a small x is one', () => {
  const text =
    'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: { /a: { get: { responses: { 2xx: { description: a }, 4Xx: { description: b }, 4XX: { description: c } } } } }';
  expect(nodeAt(said(text).root, '/paths/~1a/get/responses')).toEqual({
    '2XX': { description: 'a' },
    '4XX': { description: 'c' },
  });
});

it('a limit of a schema that is no number has an id of its own', () => {
  const text =
    'components: { schemas: { A: { minLength: { $data: 1/a }, exclusiveMinimum: "1", title: 7, type: 7 } } }';
  expect(
    mended(parse(text) as Tree, '3.1')
      .faults.filter(({ pointer }) => pointer !== '')
      .map(({ id, pointer }) => [id, pointer.split('/').at(-1)]),
  ).toEqual([
    ['schema-keyword', 'minLength'],
    ['schema-keyword', 'exclusiveMinimum'],
    ['document-invalid', 'title'],
    ['document-invalid', 'type'],
  ]);
});

it('what every document has is not to be taken out', () => {
  const hints = (text: string) => mended(parse(text) as Tree, '3.1').faults.map(({ hint }) => hint);
  expect(hints('openapi: 3.1.0\ninfo: { title: T }')).toEqual(['Write version here.']);
  expect(hints('openapi: 3.1.0\ninfo: { title: T, version: "1" }\nservers: [{}]')).toEqual([
    'Write url here, or take the server out.',
  ]);
});

describe('a key that means nothing', () => {
  const keys = (text: string, version?: string) =>
    said(text, version).faults.filter((fault) => fault.includes('means nothing'));
  const document = (rest: string) => `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${rest}`;

  it.each([
    ['path: {}', '/path "path" means nothing in a document.'],
    [
      'paths: { /a: { get: { operationid: a } } }',
      '/paths/~1a/get/operationid "operationid" means nothing in an operation.',
    ],
    [
      'paths: { /a: { get: { sumary: a } } }',
      '/paths/~1a/get/sumary "sumary" means nothing in an operation.',
    ],
    [
      'components: { parameters: { A: { name: a, in: query, shema: {} } } }',
      '/components/parameters/A/shema "shema" means nothing in a parameter.',
    ],
    [
      'components: { schemas: { A: { not: { readonly: true } } } }',
      '/components/schemas/A/not/readonly "readonly" means nothing in a schema.',
    ],
  ])('but is close to one that does is told of: %s', (rest, expected) => {
    expect(keys(document(rest))).toEqual([`warning ${expected}`]);
  });

  it('says what was meant', () => {
    const { faults } = mended(parse(document('path: {}')) as Tree, '3.1');
    expect(faults).toMatchObject([
      { id: 'key-unknown', hint: 'Did you mean paths? Keys of your own begin with x-.', pointer: '/path' },
    ]);
  });

  it.each([
    [10, 1],
    [10_000, 0],
  ])('is guessed at among %i others: %i found', (count, found) => {
    const others = Array.from({ length: count }, (_, at): [string, number] => [`word-${at}`, at]);
    const A = Object.fromEntries([...others, ['requird', []]]);
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, components: { schemas: { A } } };
    expect(mended(root, '3.1').faults).toHaveLength(found);
  });

  it('is what a key of another version may be', () => {
    const text = 'swagger: "2.0"\ninfo: { title: T, version: "1" }\nsecurityDefinition: {}\npaths: {}';
    expect(keys(text, '2.0')).toHaveLength(1);
    expect(keys(text.replace('securityDefinition:', 'x-securityDefinition:'), '2.0')).toEqual([]);
  });

  it.each([
    [
      'is a word of its own',
      'components: { schemas: { A: { id: a, label: b, optional: true, nam: c, nature: d } } }',
    ],
    ['is a name', 'components: { schemas: { A: { properties: { requird: {}, tipe: {} } } } }'],
    ['is data', 'components: { schemas: { A: { default: { requird: 1 }, example: { pattren: 1 } } } }'],
    ['is an extension', 'paths: { /a: { get: { x-summry: a } } }'],
    ['stands beside the one that is meant', 'paths: { /a: { get: { sumary: a, summary: b } } }'],
    [
      'is known, though nothing asks for it',
      'components: { schemas: { A: { default: 1, example: 2, xml: {} } } }',
    ],
  ])('is left alone where it %s', (_, rest) => {
    expect(keys(document(rest))).toEqual([]);
  });
});

const OTHERS = [7, 'text', true, [7], { a: 7 }];

/** What is said where a reference or a name stands, of what it leads to. */
const LEADING: ReadonlySet<string> = new Set(['ref-unresolved', 'specpact/security-known']);

describe.each([
  ['3.2', EVERYTHING_32],
  ['2.0', EVERYTHING_20],
])('a document of %s that uses every field', (version, document) => {
  it('is as it was', () => {
    const { root, faults } = mended(document, version);
    expect(faults).toEqual([]);
    expect(root).toBe(document);
  });

  it('with a value of another type anywhere is mended at that place, for good', () => {
    const before = JSON.stringify(document);
    let [faulty, silent] = [0, 0];
    for (const [index, place] of placesOf(document).slice(1).entries()) {
      const was = nodeAt(document, pointerAt('', ...place));
      // Each in its turn: all of them everywhere would take ten times as long, and find the same.
      for (const value of [null, OTHERS[index % OTHERS.length]]) {
        if (kindOf(value) === kindOf(was)) continue;
        const pointer = pointerAt('', ...place);
        const what = `${pointer}: ${JSON.stringify(value)}`;
        const { document: made, faults } = toOpenApi31(replaced(document, place, value), new Origins());
        for (const fault of faults) {
          const isNear = [
            fault.pointer.startsWith(pointer),
            pointer.startsWith(fault.pointer),
            LEADING.has(fault.id),
          ];
          expect(isNear, `${what} gives ${JSON.stringify(fault)}`).toContain(true);
        }
        if (faults.length > 0) faulty++;
        else silent++;
        // Who asks for a scheme that is not there still does: nobody is let in.
        const left = made ? mended(made as unknown as Tree, '3.2').faults : [];
        expect(
          left.filter(({ id }) => id !== 'specpact/security-known'),
          what,
        ).toEqual([]);
      }
    }
    expect(JSON.stringify(document)).toBe(before);
    // The rest is data, notes that are null, and extensions.
    expect(faulty).toBeGreaterThan(silent * 2);
  });
});

describe('said of a document', () => {
  const document = (rest: string) => `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${rest}`;

  it.each<[string, string, readonly string[]]>([
    [
      'a key with nothing behind it, where nothing depends on it and where something does',
      'paths:\nservers: [{ url: }]\ncomponents: { schemas: { A: { properties:, required:, title: } } }',
      [
        'warning /paths Expected an object at /paths, found null, which is taken for nothing.',
        'error /servers/0/url Expected a string at /servers/0/url, found null.',
        'warning /components/schemas/A/properties Expected an object at /components/schemas/A/properties, found null, which is taken for nothing.',
        'warning /components/schemas/A/required Expected a boolean or an array at /components/schemas/A/required, found null, which is taken for nothing.',
      ],
    ],
    [
      'a list instead of a map, and the other way round',
      'paths: { /a: { parameters: {}, get: { responses: [] } } }',
      [
        'error /paths/~1a/parameters Expected an array at /paths/~1a/parameters, found an object.',
        'error /paths/~1a/get/responses Expected an object at /paths/~1a/get/responses, found an array.',
      ],
    ],
    [
      'a parameter without what makes it one',
      'components: { parameters: { A: { in: query }, B: { name: b }, C: { name: c, in: qurey }, D: 7 } }',
      [
        'error /components/parameters/A The parameter has no `name`.',
        'error /components/parameters/B The parameter has no `in`.',
        'error /components/parameters/C/in "qurey" is no `in`.',
        'error /components/parameters/D Expected an object at /components/parameters/D, found a number.',
      ],
    ],
    [
      'a schema of no known type, and one that is none',
      'components: { schemas: { A: { type: strin }, B: { type: [string, any] }, C: { items: 7 }, D: text } }',
      [
        'error /components/schemas/A/type "strin" is no type of JSON Schema.',
        'error /components/schemas/B/type "any" is no type of JSON Schema.',
        'error /components/schemas/C/items Expected a schema or an array at /components/schemas/C/items, found a number.',
        'error /components/schemas/D Expected a schema at /components/schemas/D, found a string.',
      ],
    ],
    [
      'quotes that are missing, and such as are too many',
      'components: { schemas: { A: { required: [1], minimum: "1", nullable: "true", format: 7 } } }',
      [
        'warning /components/schemas/A/required/0 Expected a string at /components/schemas/A/required/0, found a number.',
        'warning /components/schemas/A/minimum Expected a number at /components/schemas/A/minimum, found a string.',
        'warning /components/schemas/A/nullable Expected a boolean at /components/schemas/A/nullable, found a string.',
        'warning /components/schemas/A/format Expected a string at /components/schemas/A/format, found a number.',
      ],
    ],
    [
      'what nobody makes code of, as a warning; nothing where only a text is missing',
      'tags: [{ description: 7, name: a }, 7]\npaths: { /a: { get: { summary: 7, description: , tags: a } } }',
      [
        'warning /tags/0/description Expected a string at /tags/0/description, found a number.',
        'warning /tags/1 Expected an object at /tags/1, found a number.',
        'warning /paths/~1a/get/summary Expected a string at /paths/~1a/get/summary, found a number.',
        'warning /paths/~1a/get/tags Expected an array at /paths/~1a/get/tags, found a string.',
      ],
    ],
    [
      'a flag at each member, as drafts of JSON Schema once had it',
      'components: { schemas: { A: { properties: { a: { type: string, required: true } } } } }',
      [
        'warning /components/schemas/A/properties/a/required A schema does not say of itself whether it is required.',
      ],
    ],
    [
      'security schemes without what they need',
      'components: { securitySchemes: { a: { type: apiKey, in: head, name: a }, b: { type: apiKey, in: header }, c: { type: http }, d: { type: basic } } }',
      [
        'error /components/securitySchemes/a/in "head" is no `in`.',
        'error /components/securitySchemes/b A security scheme of this type needs `name`.',
        'error /components/securitySchemes/c A security scheme of this type needs `scheme`.',
        'error /components/securitySchemes/d/type "basic" is no `type`.',
      ],
    ],
    [
      'references that lead nowhere, or to something else',
      `components: { schemas: { A: { $ref: "#/components/schemas/B" }, C: { $ref: "#/info/title" }, D: { $ref: 7 }, E: { discriminator: { propertyName: p, mapping: { a: "#/nowhere", b: B } } } } }`,
      [
        'error /components/schemas/A/$ref The $ref "#/components/schemas/B" leads nowhere.',
        'error /components/schemas/C/$ref The $ref "#/info/title" leads to a string, where a schema is needed.',
        'error /components/schemas/D/$ref Expected a string at /components/schemas/D/$ref, found a number.',
        'error /components/schemas/E/discriminator/mapping/a The $ref "#/nowhere" leads nowhere.',
        'warning /components/schemas/E/discriminator/mapping/b There is no schema "B", to which the discriminator leads.',
      ],
    ],
    [
      'references to what belongs elsewhere',
      `paths: { /a: { get: { responses: { 200: { $ref: "#/components/schemas/A" }, 201: { $ref: "#/components/schemas" } } } } }
components: { schemas: { A: {}, B: { $ref: "#/info" }, C: { $ref: "#/paths/~1a/get/responses/200" }, D: { $ref: "#/x-mine/D" } } }
x-mine: { D: {} }`,
      [
        'error /paths/~1a/get/responses/200/$ref The $ref "#/components/schemas/A" leads to a schema, where a response is needed.',
        'error /paths/~1a/get/responses/201/$ref The $ref "#/components/schemas" leads to what only holds others, where a response is needed.',
        'error /components/schemas/B/$ref The $ref "#/info" leads to an info, where a schema is needed.',
      ],
    ],
    [
      'keywords of schemas with values that they cannot have',
      `components: { schemas: { A: { minLength: -1, maxItems: 1.5, multipleOf: 0, maximum: .inf, minItems: 0, minimum: -1 }, B: { allOf: [], oneOf: [], enum: [], type: [] }, C: { items: [{ maxLength: -2 }] } } }`,
      [
        'error /components/schemas/A/minLength `minLength` cannot be -1.',
        'error /components/schemas/A/maxItems `maxItems` cannot be 1.5.',
        'error /components/schemas/A/maximum `maximum` cannot be Infinity.',
        'error /components/schemas/A/multipleOf `multipleOf` cannot be 0.',
        'warning /components/schemas/B/allOf `allOf` is an empty list, and says nothing.',
        'warning /components/schemas/B/oneOf `oneOf` is an empty list, and says nothing.',
        'warning /components/schemas/B/enum `enum` is an empty list, and says nothing.',
        'warning /components/schemas/B/type `type` is an empty list, and says nothing.',
        'error /components/schemas/C/items/0/maxLength `maxLength` cannot be -2.',
        'warning /components/schemas/C/items `items` is a list, which describes the first items one by one.',
      ],
    ],
    [
      'ranges of statuses with a small x',
      'paths: { /a: { get: { responses: { 2xx: { description: a }, 4Xx: { description: b }, 4XX: { description: c } } } } }',
      [
        'warning /paths/~1a/get/responses/2xx "2xx" is taken for 2XX.',
        'warning /paths/~1a/get/responses/4Xx "4Xx" is taken for 4XX.',
      ],
    ],
    [
      'parameters that stand twice in one list, and may be replaced in another',
      `paths: { /a: { parameters: [{ name: a, in: query, schema: {} }], get: { parameters: [{ name: a, in: query, schema: {} }, { name: X, in: header, schema: {} }, { name: x, in: header, schema: { type: string } }, { $ref: "#/components/parameters/A" }], responses: {} } } }
components: { parameters: { A: { name: a, in: query, description: shared, x-a: 1, schema: { example: 7 } } } }`,
      [
        'error /paths/~1a/get/parameters/2 The header parameter "x" stands here twice.',
        'warning /paths/~1a/get/parameters/3 The query parameter "a" stands here twice.',
      ],
    ],
    [
      'methods that are spelled otherwise, and schemes that nobody describes',
      `security: [{ a: [], b: [] }]
paths: { /a: { GET: { responses: {} }, Summary: x } }
components: { securitySchemes: { a: { type: http, scheme: basic } } }`,
      [
        'warning /security/0/b There is no security scheme "b": whoever asks for it lets nobody in.',
        'warning /paths/~1a/Summary "Summary" means nothing in a path item.',
        'warning /paths/~1a/GET "GET" is no method, and what it holds is left out.',
      ],
    ],
    [
      'what stands where only references lead',
      'paths: { /a: { get: { parameters: [{ $ref: "#/x-mine/P" }], responses: { 200: { $ref: "#/x-mine/R" } } } } }\nx-mine: { P: { name: p }, R: { content: 7 } }',
      [
        'error /x-mine/P The parameter has no `in`.',
        'error /x-mine/R/content Expected an object at /x-mine/R/content, found a number.',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(said(document(text)).faults).toEqual(expected);
  });

  it('what 3.0 needs and 3.1 does not', () => {
    const text = document('paths: { /a: { get: {} } }');
    expect(said(text, '3.1').faults).toEqual([]);
    expect(said(text, '3.0').faults).toEqual(['error /paths/~1a/get The operation has no `responses`.']);
  });

  it('no more than anybody can read', () => {
    const many = document(
      `components: { schemas: { ${Array.from({ length: 1500 }, (_, at) => `S${at}: 7`).join(', ')} } }`,
    );
    expect(said(many).faults).toHaveLength(1000);
  });
});

describe('what is left of a document', () => {
  const left = (rest: string) => said(`openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${rest}`).root;

  it('has a stand-in for what every reader needs', () => {
    expect(said('openapi: 3.0.0\npaths: {}\n').root['info']).toEqual({ title: 'Untitled', version: '0' });
    expect(said('openapi: 3.1.0\ninfo: { version: 1.5 }\n').root['info']).toEqual({
      title: 'Untitled',
      version: '1.5',
    });
  });

  it('refers to anything, where a schema is missing, and keeps the status of a missing answer', () => {
    const root = left(`paths:
  /a:
    get:
      parameters: [{ $ref: "#/components/parameters/P" }, { name: q, in: query, schema: { $ref: "#/nowhere", description: D } }]
      responses: { 200: { $ref: "#/nowhere" }, 204: { description: D } }
components: { parameters: { P: { in: query } } }`);
    expect(nodeAt(root, '/paths/~1a/get')).toEqual({
      parameters: [{ name: 'q', in: 'query', schema: { description: 'D' } }],
      responses: { 200: { description: '' }, 204: { description: 'D' } },
    });
    expect(nodeAt(root, '/components/parameters')).toEqual({});
  });

  it('has what was meant by quotes too many', () => {
    const root = left(
      'components: { schemas: { A: { minimum: "1.5", uniqueItems: "true", enum: [1], maxLength: many } } }',
    );
    expect(nodeAt(root, '/components/schemas/A')).toEqual({ minimum: 1.5, uniqueItems: true, enum: [1] });
  });
});
