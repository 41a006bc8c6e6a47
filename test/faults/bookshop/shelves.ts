// Hides the shelves: one for each theme, read page by page, with an ETag; PUT makes one, DELETE never minds.
import { type Answer, type Call, Refused, type Route, refuseInvalid } from '../server/http.js';
import { asInteger, asText } from '../server/query.js';
import { all, between, isInteger, isMembers, isText, type Rule, where } from '../server/rules.js';
import { SHELF } from './rules.js';
import type { Shelf, Shop } from './server.js';

const isId: Rule = where((id) => /^[1-9]\d{0,9}$/.test(String(id)) && Number(id) <= 2 ** 31 - 1, 'is no id');

export const SHELF_PATH = { shelf: isId };

export function shelfRoutes(shop: Shop): readonly Route[] {
  return [
    {
      template: '/api/shelves',
      operations: {
        GET: {
          name: 'listShelves',
          query: {
            page_size: { read: asInteger, rule: all(isInteger, between(1, 50)) },
            cursor: { read: asText, rule: isText },
            theme: { read: asText, rule: isText },
          },
          run: (call) => page(shop, call),
        },
        POST: {
          name: 'createShelf',
          body: SHELF,
          run: (call) => {
            const theme = themeOf(call);
            if ([...shop.shelves.values()].some((each) => each.theme === theme))
              throw new Refused({ status: 409, code: 'conflict', text: `There is a shelf of ${theme}.` });
            do shop.last += 3;
            while (shop.shelves.has(shop.last));
            const made = shelfOf(call, shop.last);
            shop.shelves.set(made.id, made);
            const headers = { Location: `http://${call.url.host}/api/shelves/${made.id}`, ETag: tagOf(made) };
            return { status: 201, headers, body: shown(made) };
          },
        },
      },
    },
    {
      template: '/api/shelves/{shelf}',
      operations: {
        GET: {
          name: 'getShelf',
          path: SHELF_PATH,
          run: (call) => {
            const shelf = shelfAt(shop, call);
            const headers = { ETag: tagOf(shelf) };
            const known = call.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
            if (known.includes('*') || known.some((each) => each.replace(/^W\//, '') === tagOf(shelf)))
              return { status: 304, headers };
            return { status: 200, headers, body: shown(shelf) };
          },
        },
        PUT: {
          name: 'putShelf',
          path: SHELF_PATH,
          body: SHELF,
          run: (call) => {
            const id = Number(call.path['shelf']);
            const old = shop.shelves.get(id);
            const revision = (old?.revision ?? 0) + 1;
            const next = {
              ...shelfOf(call, id),
              ...(old && { created: old.created, books: old.books }),
              revision,
            };
            shop.shelves.set(id, next);
            return { status: old ? 200 : 201, body: shown(next) };
          },
        },
        DELETE: {
          name: 'deleteShelf',
          path: SHELF_PATH,
          run: (call) => {
            shop.shelves.delete(Number(call.path['shelf']));
            return { status: 204 };
          },
        },
      },
    },
    {
      template: '/api/ping',
      operations: {
        GET: {
          name: 'ping',
          open: true,
          run: () => ({
            status: 200,
            headers: { 'Content-Type': 'text/plain;charset=us-ascii' },
            raw: 'pong\n',
          }),
        },
      },
    },
  ];
}

export function shelfAt({ shelves }: Shop, { path }: Call): Shelf {
  const shelf = shelves.get(Number(path['shelf']));
  if (!shelf) throw new Refused({ status: 404, code: 'not_found', text: 'There is no such shelf.' });
  return shelf;
}

/** A cursor is the id after which the page begins, in a coat. */
function page({ shelves }: Shop, { query }: Call): Answer {
  const { page_size: size = 10, cursor, theme } = query;
  const all = [...shelves.values()].toSorted((a, b) => b.id - a.id);
  const found = theme === undefined ? all : all.filter((each) => each.theme === normalised(theme));
  let rest = found;
  if (cursor !== undefined) {
    const after = /^after:(\d+)$/.exec(Buffer.from(String(cursor), 'base64url').toString())?.[1];
    if (after === undefined) refuseInvalid([{ at: 'cursor', reason: 'constraint', text: 'is none of ours' }]);
    rest = found.filter(({ id }) => id < Number(after));
  }
  const items = rest.slice(0, Number(size));
  const last = items.at(-1);
  const next =
    last && items.length < rest.length ? Buffer.from(`after:${last.id}`).toString('base64url') : null;
  return { status: 200, body: { next_cursor: next, items: items.map(shown) } };
}

function shelfOf(call: Call, id: number): Shelf {
  const note = isMembers(call.body) ? call.body['note'] : undefined;
  return { id, theme: themeOf(call), note, created: call.now, revision: 1, books: new Map() };
}

function themeOf({ body }: Call): string {
  const theme = isMembers(body) ? normalised(body['theme']) : '';
  if (theme === '') refuseInvalid([{ at: 'theme', reason: 'constraint', text: 'is blank' }]);
  return theme;
}

/** Beyond ASCII, lower case may be longer. */
function normalised(theme: unknown): string {
  return String(theme)
    .trim()
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function shown({ id, theme, note, created }: Shelf): unknown {
  return { created_at: new Date(created).toISOString(), theme, id, ...(note !== undefined && { note }) };
}

function tagOf({ id, revision }: Shelf): string {
  return `"${id}-${revision}"`;
}
