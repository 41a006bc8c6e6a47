// What a run makes for itself: only that is changed and deleted, all of it is removed, whatever ends the run.

import { describe, expect, it } from 'vitest';
import { type Handler, handlerTarget, plan, run, select } from '../../contract/index.js';
import { aimedAt, baseOf } from '../../contract/plan/base.js';
import { resourcesOf } from '../../contract/plan/resources.js';
import { type Library, library, libraryModel, problem, tryLibrary } from './library.js';

const MODEL = libraryModel();
const SHELVES = ['north-wall-0001', 'south-wall-0002'];

function untouched({ shelves, books }: Library) {
  return { shelves: [...shelves.values()], books: [...books.values()] };
}

/** Changes and deletions of what was there before. */
function trespasses({ log }: Library): string[] {
  return log.filter(
    (each) =>
      /^(PUT|PATCH|DELETE) /.test(each) &&
      /(wall-000\d|book-seed-0001) (?!404)/.test(each) &&
      !/books\/book-0/.test(each),
  );
}

describe('a run', () => {
  it.each([1, 4])('leaves a server as it was, %i cases at a time', async (concurrency) => {
    const server = library({ busyFor: 2 });
    const before = untouched(server);
    const { events, told } = await tryLibrary(server, { model: MODEL, options: { concurrency } });
    expect(told).toEqual([]);
    expect(untouched(server)).toEqual(before);
    expect(trespasses(server)).toEqual([]);
    expect(events.find(({ type }) => type === 'cleaned')).toMatchObject({ left: [] });
  });

  it('makes the shelf of its own books, once', async () => {
    const server = library();
    const cases = ['deleteBook', 'putBook/stateful/replaced', 'createBook/stateful/created'].map(
      (each) => `Library/1/${each}`,
    );
    await tryLibrary(server, { model: MODEL, cases });
    expect(server.log.filter((each) => /^POST \/v1\/shelves /.test(each))).toHaveLength(1);
    expect(server.log.filter((each) => /books/.test(each) && /wall-000/.test(each))).toEqual([]);
  });

  it('removes what it made when it is ended half way, also what was being made', async () => {
    const server = library();
    const before = untouched(server);
    const ending = new AbortController();
    let posts = 0;
    const slow: Handler = async (request) => {
      const answer = await server.handler(request);
      if (request.method === 'POST') {
        posts += 1;
        if (posts === 3) {
          ending.abort();
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
      return answer;
    };
    const { events } = await tryLibrary(
      { handler: slow },
      { model: MODEL, options: { signal: ending.signal, concurrency: 2 } },
    );
    expect(posts).toBeGreaterThanOrEqual(3);
    expect(untouched(server)).toEqual(before);
    expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: 'aborted' });
  });

  it('removes what it made when nobody listens any more', async () => {
    const server = library();
    const before = untouched(server);
    const planned = plan([{ model: MODEL }], { phases: ['stateful'] });
    for await (const event of run(planned, handlerTarget(server.handler))) if (event.type === 'judged') break;
    expect(untouched(server)).toEqual(before);
  });

  it('tries nothing else on what should have been refused: that is removed at once', async () => {
    const server = library();
    const before = untouched(server);
    const { events, findings } = await tryLibrary(server, {
      model: MODEL,
      cases: ['Library/1/createBook', 'Library/1/patchBook', 'Library/1/getBook', 'Library/1/listBooks'],
      settings: { phases: ['negative', 'stateful'] },
    });
    const broken = findings.map(({ caseId }) => caseId.split('/')[3]);
    expect(new Set(broken)).toEqual(new Set(['negative']));
    const aims = events.flatMap((event) =>
      event.type === 'exchanged' &&
      /patchBook.negative/.test(event.case.id) &&
      event.request.method === 'PATCH'
        ? [{ path: event.request.url, status: event.answer?.status }]
        : [],
    );
    const accepted = aims.filter(({ status }) => status === 200).map(({ path }) => path);
    expect(accepted.length).toBeGreaterThan(5);
    expect(new Set(accepted).size).toBe(accepted.length);
    expect(untouched(server)).toEqual(before);
  });

  it('says what it could not remove', async () => {
    const server = library();
    const stubborn: Handler = (request) =>
      request.method === 'DELETE' ? problem(403) : server.handler(request);
    const { events } = await tryLibrary(
      { handler: stubborn },
      { model: MODEL, cases: ['Library/1/putShelf/stateful/replaced'] },
    );
    const cleaned = events.find((event) => event.type === 'cleaned');
    expect(cleaned).toMatchObject({ removed: 0 });
    expect(cleaned?.left).toContain('DELETE http://localhost/v1/shelves/shelf-000001: answered with 403');
  });

  it('says what stays for good, for the document does not say how to delete it', async () => {
    const model = libraryModel([], (document) => {
      const { paths } = document;
      for (const path of Object.keys(paths)) if (path !== '/v1/shelves') Reflect.deleteProperty(paths, path);
    });
    const { events } = await tryLibrary(library(), { model, cases: ['Library/1/createShelf'] });
    expect(events.find(({ type }) => type === 'cleaned')).toEqual({
      type: 'cleaned',
      removed: 0,
      left: [
        '6 items of /v1/shelves (shelf-000001, shelf-000002, shelf-000003, shelf-000004, shelf-000005, shelf-000006): the document does not say how to delete them',
      ],
    });
    const whole = await tryLibrary(library(), { model, settings: { phases: ['fuzz', 'stateful'] } });
    const [left = ''] = whole.events.flatMap((event) => (event.type === 'cleaned' ? event.left : []));
    expect(left).toMatch(
      /^\d\d items of \/v1\/shelves \(shelf-000001, (shelf-0000\d\d, ){18}shelf-000020, and \d+ more\): /,
    );
  });

  it('waits for what is in use before it removes it', async () => {
    const server = library({ busyFor: 9 });
    const before = untouched(server);
    await tryLibrary(server, { model: MODEL, cases: ['Library/1/createShelf'], settings: { settleMs: 20 } });
    expect(untouched(server)).toEqual(before);
  });

  it('neither changes nor deletes what a creation says was there before', async () => {
    const server = library();
    const existing: Handler = async (request) => {
      if (request.method !== 'POST') return server.handler(request);
      return Response.json({ id: SHELVES[0], name: 'North wall' }, { status: 200 });
    };
    const { events } = await tryLibrary({ handler: existing }, { model: MODEL });
    expect(server.log.filter((each) => /^(PUT|PATCH|DELETE)/.test(each))).toEqual([]);
    expect(
      events.filter((event) => event.type === 'judged' && event.verdict === 'skipped').length,
    ).toBeGreaterThan(5);
  });

  it('changes an item of its own where an example changes the documented one', async () => {
    const server = library();
    const before = untouched(server);
    const settings = { phases: ['examples' as const] };
    const cases = ['Library/1/putShelf', 'Library/1/patchShelf'];
    const { told } = await tryLibrary(server, { model: MODEL, settings, cases });
    expect(told).toEqual([]);
    expect(server.log.filter((each) => /^(PUT|PATCH)/.test(each)).length).toBeGreaterThan(1);
    expect(untouched(server)).toEqual(before);
  });

  it('reads an item of its own where the documented one is not there', async () => {
    const server = library();
    server.shelves.clear();
    const settings = { phases: ['examples' as const] };
    const { told } = await tryLibrary(server, { model: MODEL, settings, cases: ['Library/1/getShelf'] });
    expect([told, server.log.slice(0, 3)]).toEqual([
      [],
      ['GET /v1/shelves/north-wall-0001 404', 'POST /v1/shelves 201', 'GET /v1/shelves/shelf-000001 200'],
    ]);
  });

  it('uses the item that is named, and makes none', async () => {
    const server = library();
    const settings = { phases: ['examples' as const], variables: { shelf: SHELVES[1] } };
    await tryLibrary(server, { model: MODEL, settings, cases: ['Library/1/getShelf'] });
    expect(server.log).toEqual(['GET /v1/shelves/south-wall-0002 200']);
    const { plan: planned } = select(plan([{ model: MODEL }], settings), []);
    const [context] = planned.contexts;
    const operation = MODEL.operations.find(({ id }) => id === 'deleteShelf');
    expect(context && operation && baseOf(context, operation)?.request.needs).toBeUndefined();
  });
});

describe('a request about another item', () => {
  const values = { query: {}, header: {}, cookie: {}, querystring: {} };
  const request = { method: 'PUT', path: '/x/{id}', parameters: [] };
  it.each<[string, unknown, unknown, unknown]>([
    [
      'names it wherever the body named the first',
      'old-item-1',
      { id: 'old-item-1', of: ['old-item-1'] },
      { id: 'new', of: ['new'] },
    ],
    ['leaves what only looks like a short id', 7, { id: 7, size: 7 }, { id: 'new', size: 7 }],
    ['leaves a body alone that names none', 'old-item-1', { name: 'old' }, { name: 'old' }],
  ])('%s', (_, old, body, expected) => {
    const aimed = aimedAt({ ...request, values: { ...values, path: { id: old }, body } }, { id: 'new' });
    expect(aimed.values).toMatchObject({ path: { id: 'new' }, body: expected });
  });
});

it('shelves and books are resources, one in the other', () => {
  const resources = resourcesOf(MODEL);
  expect(resources.map(({ path, parameter, parent }) => [path, parameter, parent?.path])).toEqual([
    ['/v1/shelves', 'shelf', undefined],
    ['/v1/shelves/{shelf}/books', 'book', '/v1/shelves'],
  ]);
});
