// Hides a bookshop that keeps to its document and takes every freedom that the document leaves: texts are normalised, what is there already
// is a conflict, what is not there is deleted all the same, PUT makes, things take a moment.

import { type Api, type HttpDecisions, respond, USUAL } from '../server/http.js';
import type { FaultServer } from '../server/index.js';
import { type World, worldAt } from '../server/world.js';
import { bookRoutes } from './books.js';
import { orderRoutes } from './orders.js';
import { shelfRoutes } from './shelves.js';

/** Everything that is kept. */
export interface Shop {
  readonly world: World;
  readonly shelves: Map<number, Shelf>;
  readonly orders: Map<string, Order>;
  last: number;
}

export interface Shelf {
  readonly id: number;
  readonly theme: string;
  readonly note: unknown;
  readonly created: number;
  readonly revision: number;
  readonly books: Map<string, Book>;
}

export type Book = Readonly<Record<string, unknown>> & { readonly id: string; readonly revision: number };

export interface Order {
  readonly number: string;
  readonly title: string;
  readonly copies: number;
  readonly gift: boolean;
  readonly readyAt: number;
  /** From when on it is gone. */
  readonly goneAt?: number;
}

export type Change = (usual: { readonly http: HttpDecisions }) => { readonly http: HttpDecisions };

const HTTP: HttpDecisions = {
  ...USUAL,
  authenticate: ({ headers }) =>
    headers.get('x-key') === 'bookworm' || headers.get('authorization') === 'Bearer open sesame',
  challenge: 'Bearer realm="books", X-Key',
  wrongPath: { status: 404, code: 'not_found' },
  envelope: ({ status, text, complaints = [] }) => ({
    detail: text,
    status,
    title: `${status}`,
    type: status === 404 ? '/problems/not-found' : 'about:blank',
    ...(complaints.length > 0 && {
      errors: complaints.map(({ at, text: why }) => ({ field: at, text: why })),
    }),
  }),
  refusalType: 'application/problem+json; charset=utf-8',
  accepts: () => true,
  // The length of what is not sent need not be worked out.
  head: ({ status, headers }) => {
    const said = new Headers(headers);
    said.delete('content-length');
    return { status, headers: said, bytes: null };
  },
};

/** @param change what it decides otherwise than a conforming one; nothing by default */
export function createBookshop(instant: string, change: Change = (usual) => usual): FaultServer {
  const { http } = change({ http: HTTP });
  const open = (): { api: Api; world: World } => {
    const world = worldAt(instant);
    const shelf = {
      id: 7,
      theme: 'poetry',
      note: null,
      created: Date.parse('2026-01-02T03:04:05Z'),
      revision: 1,
    };
    const shop: Shop = { world, shelves: new Map(), orders: new Map(), last: 40 };
    shop.shelves.set(7, { ...shelf, books: new Map([[WALDEN.id, WALDEN]]) });
    return {
      world,
      api: { http, routes: [...shelfRoutes(shop), ...bookRoutes(shop), ...orderRoutes(shop)] },
    };
  };
  let { api, world } = open();
  return {
    fetch: (request) => respond(api, request, world.now()),
    reset: () => {
      ({ api, world } = open());
    },
  };
}

const WALDEN: Book = {
  id: '0b7e1c52-3a4d-4b6e-8f70-1c2d3e4f5a6b',
  kind: 'paper',
  title: 'Walden',
  price: 12.5,
  pages: 352,
  labels: ['old'],
  language: 'en',
  revision: 3,
  updated_at: '2026-01-02T03:04:05Z',
};
