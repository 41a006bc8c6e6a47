// What is told of two documents: each edit at its place and nothing beside it; words about it, order and references are none; and it ends.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../generator/diff/changes/compare-documents.js';
import { findingsOf } from '../../generator/diff/findings.js';
import { EDITS } from './edits.js';
import { at, LIBRARY, list, ref, type Tree, WORDS, withEdits } from './library.js';
import { documentOf } from './normalised.js';

const NOTICE = { today: '2026-04-15', days: 0, betaDays: 0 };

function found(base: Tree, revision: Tree): string[] {
  const changes = changesBetween(documentOf(base), documentOf(revision));
  return findingsOf(changes, NOTICE).map(({ level, id, fact }) =>
    [level, id, fact.revision, fact.name].filter((each) => each !== undefined).join(' '),
  );
}

describe('one edit is told as what it is', () => {
  it.each(EDITS)('$name', ({ edit, told }) => {
    expect(found(LIBRARY, withEdits([edit]))).toEqual(told);
  });

  it('in any number of them, each at its place', () => {
    const some = fc.uniqueArray(fc.constantFrom(...APART), { selector: ({ place }) => place });
    fc.assert(
      fc.property(some, fc.subarray(WORDLESS), (edits, words) => {
        const revision = withEdits([...edits.map(({ edit }) => edit), ...words]);
        // Where something stands may move with what else is edited; what is told may not.
        const bare = (line: string) =>
          line
            .split(' ')
            .filter((word) => !word.startsWith('/'))
            .join(' ');
        expect(found(LIBRARY, revision).map(bare).sort()).toEqual(
          edits.flatMap(({ told }) => told.map(bare)).sort(),
        );
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

it('a date is no time of a day, and the other way round', () => {
  const note = (format: string) =>
    withEdits([
      (document) => {
        at(document, 'components', 'schemas', 'NewBook', 'properties', 'note')['format'] = format;
      },
    ]);
  const place = '/components/schemas/NewBook/properties/note/type';
  expect(found(note('date'), note('date-time'))).toEqual([`breaking request-type-changed ${place}`]);
  expect(found(note('date-time'), note('date'))).toEqual([`breaking request-type-changed ${place}`]);
});

describe('what was there becomes a part, or an alternative', () => {
  const author = (schema: Tree) =>
    withEdits([
      (document) =>
        Object.assign(at(document, 'components', 'schemas', 'Book', 'properties'), { author: schema }),
    ]);
  const place = '/components/schemas/Book/properties/author';
  const more = { required: ['name'] };

  it.each([
    ['of all', { allOf: [ref('Author'), more] }, `info response-all-of-added ${place}/allOf/1`],
    ['of any', { anyOf: [ref('Author'), more] }, `info response-any-of-added ${place}/anyOf/1`],
  ])('%s', (_, schema, told) => {
    // Narrower answers break nobody.
    expect(found(LIBRARY, author(schema))).toEqual([told]);
    expect(found(author({ allOf: [ref('Author')] }), author({ allOf: [more, ref('Author')] }))).toEqual([
      `info response-all-of-added ${place}/allOf/0`,
    ]);
  });

  it('of the same number, of which another number may fit', () => {
    const medium = (keyword: string) =>
      withEdits([
        (document) =>
          Object.assign(at(document, 'components', 'schemas', 'Book', 'properties'), {
            medium: { [keyword]: [ref('File'), ref('Paper')] },
          }),
      ]);
    expect(found(medium('oneOf'), medium('anyOf'))).toEqual([
      'breaking response-any-may-fit /components/schemas/Book/properties/medium/anyOf',
    ]);
  });
});

it('asks an operation for what the document asks, where it says nothing itself', () => {
  const asking = (security: unknown) =>
    withEdits([(document) => Object.assign(at(document, 'paths', '/books', 'get'), { security })]);
  expect(found(LIBRARY, asking([{ key: [] }]))).toEqual([]);
  expect(found(LIBRARY, asking([]))).toEqual(['info security-removed /paths/~1books/get/security key']);
  expect(found(LIBRARY, asking([{ token: [] }]))[0]).toBe(
    'breaking callers-refused /paths/~1books/get/security key',
  );
});

it('tells that a parameter is written as JSON now', () => {
  const sort = (more: Tree) =>
    withEdits([
      (document) => {
        const parameters = at(document, 'paths', '/books', 'get')['parameters'] as Tree[];
        parameters[1] = { name: 'sort', in: 'query', ...more };
      },
    ]);
  const schema = { type: 'string' };
  expect(found(sort({ schema }), sort({ content: { 'application/json': { schema } } }))).toEqual([
    'breaking parameter-style-changed /paths/~1books/get/parameters/1 sort',
  ]);
});

/** What moves, or goes, takes along whatever else is edited there. */
const HIDING = [
  'an operation moves',
  'an alternative of an answer goes',
  'a webhook goes',
  'a parameter goes',
];
const APART = EDITS.filter(({ name }) => !HIDING.includes(name));

/** Edits that change nothing, and that no other edit stands in the way of. */
const WORDLESS = WORDS.slice(0, 6).filter((_, index) => index !== 2);

describe('nothing is told of', () => {
  it.each(WORDS.map((edit, index) => ({ index, edit })))(
    'words about it, order and references ($index)',
    ({ edit }) => {
      // But that it is deprecated, and what it is filed under: that is news.
      const news = found(LIBRARY, withEdits([edit])).filter(
        (line) => !/^info (operation-deprecated|tag-added) /.test(line),
      );
      expect(news).toEqual([]);
    },
  );

  it('a document in another order, whatever its references are called', () => {
    fc.assert(
      fc.property(fc.subarray([...WORDS.keys()]), fc.boolean(), (picked, isSwapped) => {
        const quiet = picked.filter((at) => at !== 2 && at !== 8).map((at) => WORDS[at] ?? (() => {}));
        const [base, revision] = [LIBRARY, withEdits(quiet)];
        expect(isSwapped ? found(revision, base) : found(base, revision)).toEqual(
          isSwapped ? swapped(picked) : [],
        );
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('a document of 3.0 and its 3.1 form', () => {
    expect(found(both('3.0.3'), both('3.1.0'))).toEqual([]);
    expect(found(both('3.1.0'), both('3.0.3'))).toEqual([]);
  });

  it('a document bundled anew, with other names for all components, also where alternatives lead in circles', () => {
    const shelf = (document: Tree) => {
      const holds = (...of: string[]) => ({
        type: 'object',
        properties: { on: { oneOf: of.map(ref) }, all: { anyOf: [ref('Book'), ref('Shelf')] } },
      });
      Object.assign(at(document, 'components', 'schemas'), {
        Shelf: holds('Shelf', 'Room'),
        Room: holds('Room'),
      });
      Object.assign(at(document, 'components', 'schemas', 'Book', 'properties'), { stands: ref('Shelf') });
    };
    const document = withEdits([shelf]);
    const text = JSON.stringify(document).replaceAll('#/components/schemas/', '#/components/schemas/New');
    const renamed = JSON.parse(text) as Tree;
    const schemas = Object.entries(at(renamed, 'components', 'schemas'));
    at(renamed, 'components')['schemas'] = Object.fromEntries(
      schemas.map(([key, each]) => [`New${key}`, each]),
    );
    expect(found(document, renamed)).toEqual([]);
    expect(found(renamed, document)).toEqual([]);
  });

  it('a document with every reference written out', () => {
    const whole = written(LIBRARY, LIBRARY) as Tree;
    expect(found(LIBRARY, whole)).toEqual([]);
    expect(
      found(whole, {
        ...LIBRARY,
        components: { ...at(LIBRARY, 'components'), schemas: at(LIBRARY, 'components', 'schemas') },
      }),
    ).toEqual([]);
  });
});

/** A schema that nothing leads to is told when it goes. */
function swapped(picked: readonly number[]): string[] {
  return picked.includes(WORDS.length - 1) ? ['info unused-schema-removed /components Unused'] : [];
}

/** The same in both dialects. */
function both(openapi: '3.0.3' | '3.1.0'): Tree {
  const isOld = openapi === '3.0.3';
  const maybe = (schema: Tree) =>
    isOld ? { ...schema, nullable: true } : { ...schema, type: [schema['type'], 'null'] };
  const properties = {
    name: maybe({ type: 'string', maxLength: 9 }),
    kind: isOld
      ? { type: 'string', nullable: true, enum: ['a', 'b', null] }
      : { type: ['string', 'null'], enum: ['a', 'b', null] },
    share: isOld
      ? { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: false }
      : { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    owner: isOld
      ? { allOf: [ref('Owner')], nullable: true, description: 'Who has it' }
      : { oneOf: [ref('Owner'), { type: 'null' }], description: 'Whose it is' },
    pet: isOld
      ? { allOf: [ref('Owner')], description: 'A pet' }
      : { ...ref('Owner'), description: 'Some pet' },
  };
  return {
    openapi,
    info: { title: 'Both', version: '1' },
    paths: {
      '/things': {
        post: {
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
          responses: {
            200: { description: 'Done', content: { 'application/json': { schema: ref('Owner') } } },
          },
        },
      },
    },
    components: { schemas: { Owner: { type: 'object', properties: { of: { ...ref('Owner') } } } } },
  };
}

function written(root: Tree, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => written(root, each));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref } = node as Tree;
  if (typeof $ref === 'string') return written(root, at(root, ...$ref.slice(2).split('/')));
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, written(root, each)]));
}

describe('it ends', () => {
  const document = (schemas: Tree): Tree => ({
    openapi: '3.1.0',
    info: { title: 'Deep', version: '1' },
    paths: {
      '/deep': {
        get: {
          responses: { 200: { description: '', content: { 'application/json': { schema: ref('S0') } } } },
        },
      },
    },
    components: { schemas },
  });
  const chain = (length: number, last: Tree, link: (next: Tree) => Tree) =>
    document(
      Object.fromEntries(
        [...Array(length).keys()].map((at) => [`S${at}`, at === length - 1 ? last : link(ref(`S${at + 1}`))]),
      ),
    );
  const [text, number] = [{ type: 'string' }, { type: 'number' }];

  it.each([
    ['2^30 ways to one place', 31, (next: Tree) => ({ type: 'object', properties: { a: next, b: next } })],
    ['1,000 references deep', 1000, (next: Tree) => ({ type: 'object', properties: { a: next } })],
    [
      'alternatives of alternatives',
      31,
      (next: Tree) => ({ anyOf: [next, { allOf: [next, { title: 'a' }] }] }),
    ],
  ])('%s', (_, length, link) => {
    const told = found(chain(length, text, link), chain(length, number, link));
    expect(told).toContain(`breaking response-type-changed /components/schemas/S${length - 1}/type`);
  });

  it('circles', () => {
    const circle = (of: Tree): Tree =>
      document({
        S0: {
          type: 'object',
          properties: { next: ref('S0'), of, list: { type: 'array', items: ref('S0') } },
        },
      });
    expect(found(circle(text), circle(number))).toEqual([
      'breaking response-type-changed /components/schemas/S0/properties/of/type',
    ]);
    const around = (more: Tree): Tree =>
      document({ S0: { anyOf: [ref('S0'), { type: 'null' }], ...more }, S1: { allOf: [ref('S1')] } });
    expect(found(around({}), around({ deprecated: true }))).toEqual([
      'info response-deprecated /components/schemas/S0/deprecated',
    ]);
  });
});

it('reads a parameter of all operations as one of each', () => {
  const moved = withEdits([
    (library) => {
      const { parameters, ...rest } = at(library, 'paths', '/books/{id}');
      for (const method of ['get', 'delete']) Object.assign(at(rest as Tree, method), { parameters });
      Object.assign(at(library, 'paths'), { '/books/{id}': rest });
    },
    (library) => {
      Object.assign(at(library, 'paths'), { '/books/{book}': renamed(at(library, 'paths', '/books/{id}')) });
      delete at(library, 'paths')['/books/{id}'];
    },
  ]);
  expect(found(LIBRARY, moved)).toEqual([]);
  expect(list(moved)).toBeDefined();
});

/** A variable of a path is called otherwise: nobody who calls sees it. */
function renamed(item: Tree): Tree {
  return JSON.parse(JSON.stringify(item).replaceAll('"name":"id"', '"name":"book"')) as Tree;
}
