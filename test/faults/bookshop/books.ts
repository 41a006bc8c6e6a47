// Hides the books of a shelf: two kinds, filtered, sorted, paged; what is left out is filled in, and every change counts.
import { type Call, Refused, type Route, refuseInvalid } from '../server/http.js';
import { compared } from '../server/listing.js';
import { asInteger, asText } from '../server/query.js';
import { all, between, isInteger, isMembers, isText, isUuid, length, oneOf } from '../server/rules.js';
import { ANY_BOOK, CHANGE, GENRES, isNumber } from './rules.js';
import type { Book, Shop } from './server.js';
import { SHELF_PATH, shelfAt } from './shelves.js';

const asNumber = (text: string): unknown =>
  /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
const SORTS = ['title', '-title', 'price', '-price'];
const MEMBERS = ['kind', 'title', 'author', 'genre', 'price', 'labels', 'language', 'published'];
const OWN: Readonly<Record<string, string>> = { paper: 'pages', ebook: 'megabytes' };
const ITEM = { ...SHELF_PATH, book: isUuid };

export function bookRoutes(shop: Shop): readonly Route[] {
  const { newId } = shop.world;
  const bookAt = (call: Call): Book => {
    const book = shelfAt(shop, call).books.get(String(call.path['book']).toLowerCase());
    if (!book) throw new Refused({ status: 404, code: 'not_found', text: 'There is no such book.' });
    return book;
  };
  const kept = (call: Call, book: Book) => {
    shelfAt(shop, call).books.set(book.id, book);
    return book;
  };
  return [
    {
      template: '/api/shelves/{shelf}/books',
      operations: {
        GET: {
          name: 'listBooks',
          path: SHELF_PATH,
          query: {
            author: { read: asText, rule: isText },
            genre: { read: asText, rule: oneOf(GENRES) },
            max_price: { read: asNumber, rule: all(isNumber, between(0)) },
            sort: { read: asText, rule: oneOf(SORTS) },
            limit: { read: asInteger, rule: all(isInteger, between(0, 100)) },
            offset: { read: asInteger, rule: all(isInteger, between(0)) },
          },
          run: (call) => {
            const { limit = 20, offset = 0 } = call.query;
            const found = foundIn([...shelfAt(shop, call).books.values()], call);
            const page = found.slice(Number(offset), Number(offset) + Number(limit));
            return { status: 200, headers: { 'X-Total-Count': String(found.length) }, body: page };
          },
        },
        POST: {
          name: 'createBook',
          path: SHELF_PATH,
          body: ANY_BOOK,
          run: (call) => {
            shelfAt(shop, call);
            const book = kept(call, bookOf(call, newId(), 1));
            return { status: 201, headers: { Location: `books/${book.id}` }, body: book };
          },
        },
      },
    },
    {
      template: '/api/shelves/{shelf}/books/{book}',
      operations: {
        GET: { name: 'getBook', path: ITEM, run: (call) => ({ status: 200, body: bookAt(call) }) },
        PUT: {
          name: 'replaceBook',
          path: ITEM,
          body: ANY_BOOK,
          run: (call) => {
            const { id, revision } = bookAt(call);
            return { status: 200, body: kept(call, bookOf(call, id, revision + 1)) };
          },
        },
        PATCH: {
          name: 'changeBook',
          path: ITEM,
          body: CHANGE,
          reads: { 'application/merge-patch+json': JSON.parse, 'application/json': JSON.parse },
          run: (call) => {
            const old = bookAt(call);
            const wanted = isMembers(call.body) ? call.body : {};
            const labels = Array.isArray(wanted['labels']) ? wanted['labels'].toSorted() : old['labels'];
            const next = { ...old, ...wanted, labels };
            const updated_at = new Date(call.now).toISOString();
            return { status: 200, body: kept(call, { ...next, updated_at, revision: old.revision + 1 }) };
          },
        },
        DELETE: {
          name: 'deleteBook',
          path: ITEM,
          run: (call) => {
            shelfAt(shop, call).books.delete(bookAt(call).id);
            return { status: 204 };
          },
        },
      },
    },
    {
      template: '/api/search',
      operations: {
        GET: {
          name: 'search',
          open: true,
          query: {
            q: { read: asText, rule: length(2, 40) },
            'price[least]': { read: asNumber, rule: isNumber },
            'price[most]': { read: asNumber, rule: isNumber },
          },
          run: ({ query: { q } }) => {
            if (q === undefined)
              throw new Refused({ status: 400, code: 'invalid', text: 'Say what is looked for.' });
            const books = [...shop.shelves.values()].flatMap((shelf) => [...shelf.books.values()]);
            const hits = books.filter(({ title }) =>
              String(title).toLowerCase().includes(String(q).toLowerCase()),
            );
            const kinds = ['paper', 'ebook'];
            const byKind = kinds.map((kind) => [kind, hits.filter((each) => each['kind'] === kind)] as const);
            const shown = byKind.map(([kind, some]) => [
              kind,
              some.slice(0, 20).map(({ title, price }) => ({ price, title, score: 0.5 })),
            ]);
            return { status: 200, body: Object.fromEntries(shown) };
          },
        },
      },
    },
  ];
}

function foundIn(books: readonly Book[], { query, url }: Call): readonly Book[] {
  const { author, genre, max_price, sort } = query;
  const labels = url.searchParams.getAll('label');
  if (labels.length > 5)
    refuseInvalid([{ at: 'label', reason: 'constraint', text: 'stands there too often' }]);
  const found = books.filter(
    (book) =>
      (author === undefined || book['author'] === author) &&
      (genre === undefined || book['genre'] === genre) &&
      (max_price === undefined || Number(book['price']) <= Number(max_price)) &&
      labels.every((label) => Array.isArray(book['labels']) && book['labels'].includes(label)),
  );
  if (typeof sort !== 'string') return found.toReversed();
  const key = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  return found.toSorted((a, b) => sign * compared(a[key], b[key]));
}

/** Labels are sorted: in which order they come was never promised. */
function bookOf({ body, now }: Call, id: string, revision: number): Book {
  const wanted = isMembers(body) ? body : {};
  const given = Object.fromEntries(
    Object.entries(wanted).filter(([name]) => MEMBERS.includes(name) || name === OWN[String(wanted['kind'])]),
  );
  const labels = Array.isArray(given['labels']) ? given['labels'].toSorted() : [];
  return { language: 'en', ...given, labels, id, revision, updated_at: new Date(now).toISOString() };
}
