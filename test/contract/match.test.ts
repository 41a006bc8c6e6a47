// How much of a documented answer binds: by default its relations, then its shape, then its value.
import { expect, it } from 'vitest';
import type { Handler, Match } from '../../contract/index.js';
import { field, json } from './broken.js';
import { conforming, modelOf, runShelf, shelfDocument } from './shelf.js';

const GET = 'shelf/2.0/getBook/examples/known-book';
const LIST = 'shelf/2.0/listBooks/examples/all-books';

const judge = async (server: Handler, match: Match, id = GET) =>
  (await runShelf(server, { cases: [id], settings: { match } })).findings;

it('shape: each documented member, with its type', async () => {
  expect(await judge(conforming, 'shape')).toEqual([]);
  const missing = {
    check: 'example',
    pointer: '/body/book/pages',
    expected: 'a value of type number',
    actual: 'nothing',
  };
  expect(await judge(field('/book/pages'), 'shape')).toMatchObject([missing]);
  expect(await judge(field('/books/1/pages'), 'shape', LIST)).toMatchObject([
    { check: 'example', pointer: '/body/books/1/pages' },
  ]);
});

it('exact: the same value', async () => {
  expect(await judge(conforming, 'exact')).toMatchObject([
    {
      check: 'example',
      pointer: '/body/book/created_at',
      expected: '"2026-01-02T03:04:05Z"',
      actual: '"2031-12-31T23:59:59.5+09:00"',
    },
  ]);
});

it('does not bind the case of an added parameter, whose answer is not documented', async () => {
  expect(await judge(conforming, 'exact', `${LIST}+limit`)).toEqual([]);
});

it('by default one member has to be there, even where the schema requires none', async () => {
  const document = shelfDocument();
  document.components.schemas.BookAnswer.required = [];
  const model = modelOf(document);
  const checks = async (server: Handler) =>
    (await runShelf(server, { cases: [GET], model })).findings.map(
      ({ check, pointer }) => `${check} ${pointer}`,
    );
  expect(await checks(json((body) => ({ data: body })))).toEqual([
    'extra-fields /body/data',
    'example /body',
  ]);
  // What is lost here is the echo; an object without members is what the schema allows.
  expect(await checks(json(() => ({})))).toEqual(['relations /body/book/id', 'relations /body/book/shelf']);
});
