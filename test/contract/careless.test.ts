// One carelessness at a time in a server of shelves and books, which a document forbids and few tools look for.
import { describe, expect, it } from 'vitest';
import type { Handler, Phase } from '../../contract/index.js';
import { answer, documentOf, json, judge, path } from './asked.js';

const SHELF = { name: 'Poems' };
const BOOK = { title: 'Walden', kind: 'paper', code: 'AB-1' };
const WORDS = { enum: ['paper', 'ebook', 'any'] };
const schemaOf = (properties: object) => ({ type: 'object', required: Object.keys(properties), properties });
const NEW_SHELF = schemaOf({ name: { type: 'string', minLength: 1, maxLength: 30 } });
const NEW_BOOK = schemaOf({
  title: { type: 'string', minLength: 1, maxLength: 30 },
  kind: WORDS,
  code: { type: 'string', pattern: '^[A-Z]{2}-[0-9]+$' },
});
const read = ({ properties }: { properties: object }) => schemaOf({ id: { type: 'string' }, ...properties });
const problems = Object.fromEntries(
  [400, 401, 404, 405, 415].map((status) => [status, { description: '.', ...json({ type: 'object' }) }]),
);
const body = (schema: object, example: object) => ({
  required: true,
  content: { 'application/json': { schema, example } },
});
const query = (name: string, schema: object) => ({ name, in: 'query', schema });
const listOf = (operationId: string, item: object, schema: { properties: object }) => ({
  operationId,
  parameters: [
    query('page', { type: 'integer', minimum: 1, default: 1 }),
    query('per_page', { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
    query('sort', { enum: ['title', '-title'] }),
  ],
  responses: { 200: answer([{ id: 's1', ...item }], { type: 'array', items: read(schema) }), ...problems },
});
const [shelf, book] = [path('shelf_id', { example: 's1' }), path('book_id', { example: 'b1' })];
const made = (item: object, schema: { properties: object }) => answer({ id: 's1', ...item }, read(schema));
const model = documentOf({
  '/shelves': {
    post: {
      operationId: 'createShelf',
      requestBody: body(NEW_SHELF, SHELF),
      responses: { 201: made(SHELF, NEW_SHELF), ...problems },
    },
  },
  '/shelves/{shelf_id}': {
    parameters: [shelf],
    get: { operationId: 'getShelf', responses: { 200: made(SHELF, NEW_SHELF), ...problems } },
  },
  '/shelves/{shelf_id}/books': {
    parameters: [shelf],
    get: listOf('listBooks', BOOK, NEW_BOOK),
    post: {
      operationId: 'createBook',
      requestBody: body(NEW_BOOK, BOOK),
      responses: { 201: made(BOOK, NEW_BOOK), ...problems },
    },
  },
  '/shelves/{shelf_id}/books/{book_id}': {
    parameters: [shelf, book],
    get: { operationId: 'getBook', responses: { 200: made(BOOK, NEW_BOOK), ...problems } },
    put: {
      operationId: 'replaceBook',
      requestBody: body(NEW_BOOK, { ...BOOK, title: 'Emma' }),
      responses: { 200: made({ ...BOOK, title: 'Emma' }, NEW_BOOK), ...problems },
    },
  },
});

interface Ways {
  readonly code: RegExp;
  readonly allow: string;
  /** What is kept as its kind. */
  readonly kind: (sent: string) => string;
  readonly sortsPages: boolean;
  readonly onEveryShelf: boolean;
  readonly renamesShelf: boolean;
}
const CONFORMING: Ways = {
  code: /^[A-Z]{2}-[0-9]+$/,
  allow: 'GET, POST',
  kind: (sent) => (sent === 'any' ? 'paper' : sent),
  sortsPages: false,
  onEveryShelf: false,
  renamesShelf: false,
};

type Item = Record<string, string>;

function serverOf({ code, allow, kind, sortsPages, onEveryShelf, renamesShelf }: Ways): Handler {
  const books = new Map<string, Item>([['b1', { id: 'b1', shelf: 's1', ...BOOK }]]);
  const shelves = new Map<string, Item>([['s1', { id: 's1', ...SHELF }]]);
  const shown = ({ shelf: _, ...rest }: Item) => rest;
  const told = (status: number, value: unknown = {}, headers = {}) =>
    Response.json(value, { status, headers });
  const pageOf = (all: readonly Item[], params: URLSearchParams) => {
    const [page, size] = [Number(params.get('page') ?? 1), Number(params.get('per_page') ?? 20)];
    if (
      ![page, size].every(Number.isInteger) ||
      !(page >= 1 && size >= 1 && size <= 50) ||
      !/^(-?title)?$/.test(params.get('sort') ?? '')
    )
      return undefined;
    const order = params.has('sort') ? (params.get('sort') === 'title' ? 1 : -1) : 0;
    const sorted = (items: readonly Item[]) =>
      [...items].sort((a, b) => order * (String(a['title']) < String(b['title']) ? -1 : 1));
    const cut = (items: readonly Item[]) => items.slice((page - 1) * size, page * size);
    return order === 0 ? cut(all) : sortsPages ? sorted(cut(all)) : cut(sorted(all));
  };
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, , shelfId = '', isBooks, bookId] = pathname.split('/');
    const known = bookId === undefined ? (isBooks ? 'GET, POST' : shelfId ? 'GET' : 'POST') : 'GET, PUT';
    if (request.method === 'HEAD') return new Response(null, { status: 405 });
    if (!known.includes(request.method)) return told(405, {}, { Allow: isBooks && !bookId ? allow : known });
    if (shelfId !== '' && !shelves.has(shelfId)) return told(404);
    if (bookId !== undefined && books.get(bookId)?.['shelf'] !== shelfId) return told(404);
    if (request.method === 'GET' && isBooks && bookId === undefined) {
      const all = [...books.values()].filter((each) => onEveryShelf || each['shelf'] === shelfId);
      const page = pageOf(all, searchParams);
      return page ? told(200, page.map(shown)) : told(400);
    }
    if (request.method === 'GET')
      return told(200, shown(books.get(bookId ?? '') ?? shelves.get(shelfId) ?? {}));
    if (request.headers.get('content-type') !== 'application/json') return told(415);
    const sent = ((await request.json().catch(() => ({}))) ?? {}) as Item;
    const isText = (value: unknown) => typeof value === 'string' && value !== '' && [...value].length <= 30;
    if (shelfId === '') {
      if (!isText(sent['name'])) return told(400);
      const item = { id: `s${shelves.size + 1}`, name: String(sent['name']) };
      shelves.set(item.id, item);
      return told(201, item);
    }
    const isRight = isText(sent['title']) && WORDS.enum.includes(sent['kind'] ?? '');
    if (!isRight || typeof sent['code'] !== 'string' || !code.test(sent['code'])) return told(400);
    const item = {
      ...sent,
      kind: kind(String(sent['kind'])),
      id: bookId ?? `b${books.size + 1}`,
      shelf: shelfId,
    };
    books.set(item.id, item);
    if (renamesShelf && bookId !== undefined) shelves.set(shelfId, { id: shelfId, name: 'Renamed' });
    return told(bookId === undefined ? 201 : 200, shown(item));
  };
}

async function found(ways: Partial<Ways>, phases: readonly Phase[]): Promise<Record<string, string>> {
  const { verdicts } = await judge(model, serverOf({ ...CONFORMING, ...ways }), { phases, settleMs: 20 });
  return Object.fromEntries(Object.entries(verdicts).filter(([, said]) => /^broken/.test(said)));
}

const CARELESS: readonly (readonly [what: string, Partial<Ways>, Phase, name: string, check: RegExp])[] = [
  [
    'looks for the pattern anywhere',
    { code: /[A-Z]{2}-[0-9]+$/ },
    'negative',
    'createBook/negative/body.code=pattern-front',
    /negative-data/,
  ],
  [
    'looks for the pattern in any line',
    { code: /^[A-Z]{2}-[0-9]+$/m },
    'negative',
    'createBook/negative/body.code=pattern-line',
    /negative-data/,
  ],
  ['writes methods small', { allow: 'get, post' }, 'negative', 'listBooks/negative/method=PUT', /allow/],
  [
    'keeps the first word of a list',
    { kind: () => 'paper' },
    'coverage',
    'createBook/coverage/body.kind=enum-ebook',
    /relations/,
  ],
  [
    'sorts each page by itself',
    { sortsPages: true },
    'stateful',
    'listBooks/stateful/sorted+title+down',
    /sort/,
  ],
  [
    'shows every shelf every book',
    { onEveryShelf: true },
    'stateful',
    'createBook/stateful/created+elsewhere',
    /created/,
  ],
  [
    'renames what a book stands in',
    { renamesShelf: true },
    'stateful',
    'replaceBook/stateful/below',
    /updated/,
  ],
];

describe('a server that', () => {
  it('is careful is not blamed', async () => {
    expect(await found({}, ['examples', 'coverage', 'negative', 'stateful'])).toEqual({});
  });

  it.each(CARELESS)('%s is caught', async (_, ways, phase, name, check) => {
    expect((await found(ways, [phase]))[name]).toMatch(check);
  });
});
