// A library of shelves, and of books on each shelf: its document, and a server in memory that keeps to it and counts what it is asked.

import type { Finding, Handler } from '../../contract/index.js';
import {
  handlerTarget,
  type PlanSettings,
  plan,
  type RunEvent,
  type RunOptions,
  run,
  select,
} from '../../contract/index.js';
import type { ApiModel } from '../../generator/model/types.js';
import { modelOf } from './shelf.js';

export interface Entry {
  readonly id: string;
  readonly [member: string]: unknown;
}

type Values = Readonly<Record<string, unknown>>;

/** Everything that a server may decide in another way. */
export interface Decisions {
  /** What is kept of what was sent with a creation, a replacement, a change. */
  made(sent: Values): Values;
  replaced(old: Entry, sent: Values): Values;
  merged(old: Entry, sent: Values): Values;
  /** Reads the entry; may change it. */
  read(entry: Entry, entries: Map<string, Entry>): Entry | undefined;
  drop(entries: Map<string, Entry>, id: string): void;
  /** An answer before it leaves. */
  leave(answer: Response, request: Request): Response | Promise<Response>;
  /** Requests for which a new entry is busy. */
  busyFor: number;
  /** The query of a list: which entries of all. */
  list(entries: readonly Entry[], query: URLSearchParams, call: { url: URL }): Listed;
}

export interface Listed {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const USUAL: Decisions = {
  made: (sent) => ({
    pages: null,
    ...sent,
    tags: [...new Set((sent['tags'] as string[] | undefined) ?? [])].sort(),
  }),
  replaced: (_, sent) => USUAL.made(sent),
  merged: (old, sent) => ({ ...old, ...sent }),
  read: (entry) => entry,
  drop: (entries, id) => void entries.delete(id),
  leave: (answer) => answer,
  busyFor: 0,
  list: (entries) => ({ body: { count: entries.length, items: entries } }),
};

export interface Library {
  readonly handler: Handler;
  /** `POST /v1/shelves 201`, in order. */
  readonly log: string[];
  /** Shelves and books by id. */
  readonly shelves: Map<string, Entry>;
  readonly books: Map<string, Entry>;
}

const SEEDS: readonly Entry[] = [
  { id: 'north-wall-0001', name: 'North wall' },
  { id: 'south-wall-0002', name: 'South wall' },
];
const SEED_BOOK: Entry = {
  id: 'book-seed-0001',
  shelf: SEEDS[0]?.id,
  name: 'Emma',
  tags: ['novel'],
  pages: 320,
};

/** A library that differs from the usual one in some decisions. */
export function library(change: Partial<Decisions> = {}): Library {
  const decisions = { ...USUAL, ...change };
  const shelves = new Map(SEEDS.map((each) => [each.id, each]));
  const books = new Map([[SEED_BOOK.id, SEED_BOOK]]);
  const log: string[] = [];
  let ids = 0;
  let requests = 0;
  const born = new Map<string, number>();
  const isBusy = (id: string) => requests - (born.get(id) ?? -Infinity) < decisions.busyFor;
  const show = (entry: Entry) => ({
    ...entry,
    status: isBusy(entry.id) ? 'creating' : 'ready',
    updated_at: entry['updated_at'] ?? new Date((born.get(entry.id) ?? 0) * 1000).toISOString(),
  });

  async function answerTo(request: Request): Promise<Response> {
    requests += 1;
    const url = new URL(request.url);
    const [, collection, id, inner, innerId, ...more] = url.pathname
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (collection !== 'shelves' || more.length > 0 || (inner !== undefined && inner !== 'books'))
      return problem(404);
    if (inner !== undefined && !shelves.has(id ?? '')) return problem(404);
    const onBooks = inner !== undefined;
    const entries = onBooks ? books : shelves;
    const own = onBooks ? innerId : id;
    const inside = [...entries.values()].filter((each) => !onBooks || each['shelf'] === id);
    const path = onBooks ? `/v1/shelves/${id}/books` : '/v1/shelves';
    const body = ['POST', 'PUT', 'PATCH'].includes(request.method) ? ((await request.json()) as Values) : {};
    if (own === undefined) {
      if (request.method === 'GET') {
        const {
          status = 200,
          body: list,
          headers = {},
        } = decisions.list(inside.map(show), url.searchParams, { url });
        return Response.json(list, { status, headers });
      }
      if (request.method !== 'POST') return problem(405, { allow: 'GET, POST' });
      if (typeof body['name'] !== 'string') return problem(400);
      ids += 1;
      const made: Entry = {
        ...decisions.made(body),
        id: `${onBooks ? 'book' : 'shelf'}-${String(ids).padStart(6, '0')}`,
        ...(onBooks && { shelf: id }),
      };
      entries.set(made.id, made);
      born.set(made.id, requests);
      return Response.json(show(made), { status: 201, headers: { location: `${path}/${made.id}` } });
    }
    const found = inside.find((each) => each.id === own);
    if (!found) return problem(404);
    if (request.method === 'GET' || request.method === 'HEAD') {
      const entry = decisions.read(found, entries);
      return entry ? Response.json(show(entry)) : problem(404);
    }
    if (isBusy(own)) return problem(409);
    if (request.method === 'DELETE') {
      if (!onBooks && [...books.values()].some((each) => each['shelf'] === own)) return problem(409);
      decisions.drop(entries, own);
      return new Response(null, { status: 204 });
    }
    if (request.method === 'PUT' && typeof body['name'] !== 'string') return problem(400);
    if (request.method !== 'PUT' && request.method !== 'PATCH')
      return problem(405, { allow: 'GET, PUT, PATCH, DELETE' });
    const next = request.method === 'PUT' ? decisions.replaced(found, body) : decisions.merged(found, body);
    const kept: Entry = { ...next, id: own, ...(onBooks && { shelf: id }) };
    entries.set(own, kept);
    return Response.json(show(kept));
  }

  const handler: Handler = async (request) => {
    const { method, url } = request;
    const answer = await decisions.leave(await answerTo(request.clone()), request);
    log.push(`${method} ${new URL(url).pathname} ${answer.status}`);
    return method === 'HEAD' ? new Response(null, answer) : answer;
  };
  return { handler, log, shelves, books };
}

export function problem(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error: status }, { status, headers });
}

const json = (schema: object, value?: unknown) => ({
  content: { 'application/json': { schema, ...(value !== undefined && { examples: { usual: { value } } }) } },
});
const REFUSALS = Object.fromEntries(
  [400, 404, 405, 409].map((each) => [each, { description: '.', ...json({ type: 'object' }) }]),
);
const MEMBERS = {
  name: { type: 'string', minLength: 1 },
  tags: { type: 'array', items: { type: 'string' } },
  pages: { type: ['integer', 'null'] },
};
const ENTRY = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'string' },
    ...MEMBERS,
    status: { type: 'string' },
    updated_at: { type: 'string' },
    shelf: { type: 'string' },
  },
};
const DRAFT = { type: 'object', required: ['name'], properties: MEMBERS };

function pathParameter(name: string, example: string) {
  return { name, in: 'path', required: true, schema: { type: 'string' }, example };
}

function collection(word: string, draft: Values, entry: Values, query: readonly object[]) {
  const parents = word === 'Book' ? [pathParameter('shelf', 'north-wall-0001')] : [];
  const parameter = pathParameter(word === 'Book' ? 'book' : 'shelf', String(entry['id']));
  const answer = (status: number, value: unknown) => ({
    [status]: { description: '.', ...json(ENTRY, value) },
    ...REFUSALS,
  });
  const all = {
    parameters: parents,
    get: {
      operationId: `list${word}s`,
      parameters: query,
      responses: {
        200: { description: '.', ...json({ type: 'object' }, { count: 1, items: [entry] }) },
        ...REFUSALS,
      },
    },
    post: {
      operationId: `create${word}`,
      requestBody: json(DRAFT, draft),
      responses: answer(201, { ...entry, ...draft }),
    },
  };
  const one = {
    parameters: [...parents, parameter],
    get: { operationId: `get${word}`, responses: answer(200, entry) },
    put: {
      operationId: `put${word}`,
      requestBody: json(DRAFT, { ...draft, name: 'Replaced', tags: ['b', 'a'] }),
      responses: answer(200, { ...entry, ...draft, name: 'Replaced', tags: ['a', 'b'] }),
    },
    patch: {
      operationId: `patch${word}`,
      requestBody: json({ type: 'object', properties: MEMBERS }, { name: 'Changed' }),
      responses: answer(200, { ...entry, name: 'Changed' }),
    },
    delete: { operationId: `delete${word}`, responses: { 204: { description: '.' }, ...REFUSALS } },
  };
  return { all, one };
}

/** @param query parameters of the list of books */
export function libraryModel(
  query: readonly object[] = [],
  edit: (document: ReturnType<typeof documentOf>) => void = () => {},
): ApiModel {
  const document = documentOf(query);
  edit(document);
  return modelOf(document, { id: '1' });
}

function documentOf(query: readonly object[]) {
  const shelf = { id: 'north-wall-0001', name: 'North wall', tags: [] };
  const draft = { name: 'Persuasion', tags: ['novel', 'bath'], pages: 249 };
  const shelves = collection('Shelf', { name: 'East wall' }, shelf, []);
  const books = collection('Book', draft, { ...SEED_BOOK, id: 'book-seed-0001' }, query);
  return {
    openapi: '3.1.1',
    info: { title: 'Library', version: '1' },
    paths: {
      '/v1/shelves': shelves.all,
      '/v1/shelves/{shelf}': shelves.one,
      '/v1/shelves/{shelf}/books': books.all,
      '/v1/shelves/{shelf}/books/{book}': books.one,
    },
  };
}

export interface LibraryRun {
  readonly events: readonly RunEvent[];
  readonly findings: readonly Finding[];
  /** Of errors: `operation check: message`, each once. */
  readonly told: readonly string[];
}

/** Runs one phase, or some cases of it, against a library. */
export async function tryLibrary(
  { handler }: Pick<Library, 'handler'>,
  {
    model = libraryModel(),
    cases = [],
    settings = {},
    options = {},
  }: { model?: ApiModel; cases?: readonly string[]; settings?: PlanSettings; options?: RunOptions } = {},
): Promise<LibraryRun> {
  const planned = plan([{ model }], { phases: ['stateful'], settleMs: 40, ...settings });
  const events: RunEvent[] = [];
  for await (const event of run(select(planned, cases).plan, handlerTarget(handler), options))
    events.push(event);
  const findings = events.flatMap((event) => (event.type === 'judged' ? event.findings : []));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const told = errors.map(
    ({ caseId, check, message }) => `${caseId.split('/').slice(2).join('/')} ${check}: ${message}`,
  );
  return { events, findings, told: [...new Set(told)] };
}
