// Links that are documented with an answer: each leads to what the answer is about.
import { describe, expect, it } from 'vitest';
import { pointerAt, valueAt } from '../../contract/pointer.js';
import { type Decisions, library, libraryModel, problem, tryLibrary } from './library.js';

const model = (parameters: object, operationId = 'getBook') =>
  libraryModel([], ({ paths }) => {
    const { responses } = paths['/v1/shelves/{shelf}/books'].post;
    Object.assign((responses as Record<string, object>)[201] ?? {}, {
      links: { itself: { operationId, parameters } },
    });
  });
const ITSELF = { shelf: '$request.path.shelf', book: '$response.body#/id' };
const trial = (change: Partial<Decisions>, of = model(ITSELF)) =>
  tryLibrary(library(change), { model: of, cases: ['Library/1/createBook/stateful/link+itself'] });
const verdicts = ({ events }: Awaited<ReturnType<typeof trial>>) =>
  events.flatMap((event) =>
    event.type === 'judged' ? [`${event.verdict} ${event.checks.includes('link')}`] : [],
  );

describe('a link', () => {
  it('leads to what was made', async () => {
    const run = await trial({});
    expect(run.told).toEqual([]);
    expect(verdicts(run)).toEqual(['held true']);
  });

  it('that leads nowhere is caught', async () => {
    const { told } = await trial({}, model({ ...ITSELF, book: 'no-{$response.body#/id}' }));
    expect(told).toContain('createBook/stateful/link+itself link: The link "itself" leads nowhere.');
  });

  it('that asks for what the answer does not have is caught', async () => {
    const { told } = await trial({}, model({ ...ITSELF, book: '$response.body#/isbn' }));
    expect(told).toContain(
      'createBook/stateful/link+itself link: The answer has nothing that the link "itself" asks for.',
    );
  });

  it.each([
    ['asks for what was not sent', model({ ...ITSELF, book: '$request.query.book' })],
    [
      'leads to a change of what is not the run’s',
      model({ ...ITSELF, book: 'book-seed-0001' }, 'deleteBook'),
    ],
    ['leads to another shelf', model({ ...ITSELF, shelf: 'south-wall-0002' }, 'patchBook')],
    ['leads to nothing that the document has', model(ITSELF, 'nobody')],
  ])('that %s is not followed', async (_, of) => {
    const run = await trial({}, of);
    expect(run.told).toEqual([]);
    expect(verdicts(run)).toEqual(['skipped false']);
  });

  it('may change what the run has made, and nothing else', async () => {
    for (const [operationId, verb] of [
      ['deleteBook', 'DELETE'],
      ['patchBook', 'PATCH'],
    ] as const) {
      const server = library();
      const run = await tryLibrary(server, {
        model: model(ITSELF, operationId),
        cases: ['Library/1/createBook/stateful/link+itself'],
      });
      expect(verdicts(run)).toEqual(['held true']);
      const changed = server.log.filter((line) => line.startsWith(verb));
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.filter((line) => line.includes('seed'))).toEqual([]);
    }
    const inside = model({ shelf: '$request.path.shelf' }, 'createBook');
    expect(verdicts(await trial({}, inside))).toEqual(['skipped false']);
  });

  it('that leads to no change is caught', async () => {
    const leave: Decisions['leave'] = (answer, { method }) =>
      method === 'PATCH' ? Response.json({}, { status: 404 }) : answer;
    const { told } = await trial({ leave }, model(ITSELF, 'patchBook'));
    expect(told).toContain('createBook/stateful/link+itself link: The link "itself" leads nowhere.');
  });

  /** An operation's answers, to be changed. */
  const answersAt = (paths: object, path: string, method: string): Record<string, object> =>
    (valueAt(paths, pointerAt('', path, method, 'responses')) ?? {}) as Record<string, object>;
  const from = (path: string, method: string, parameters: object) =>
    libraryModel([], ({ paths }) => {
      const links = { itself: { operationId: 'getBook', parameters } };
      Object.assign(answersAt(paths, path, method)['200'] ?? {}, { links });
    });
  const BOOKS = '/v1/shelves/{shelf}/books';

  it.each([
    ['listBooks', BOOKS, 'get', '$response.body#/items/0/id'],
    ['putBook', `${BOOKS}/{book}`, 'put', '$response.body#/id'],
    ['patchBook', `${BOOKS}/{book}`, 'patch', '$request.path.book'],
    ['getBook', `${BOOKS}/{book}`, 'get', '$response.body#/id'],
  ])('is followed from %s', async (id, path, method, book) => {
    const cases = [`Library/1/${id}/stateful/link+itself`];
    const of = from(path, method, { shelf: '$request.path.shelf', book });
    expect(verdicts(await tryLibrary(library(), { model: of, cases }))).toEqual(['held true']);
    const nowhere = from(path, method, { shelf: '$request.path.shelf', book: 'no-{$request.path.shelf}' });
    const { told } = await tryLibrary(library(), { model: nowhere, cases });
    expect(told).toEqual([`${id}/stateful/link+itself link: The link "itself" leads nowhere.`]);
  });

  it('of a list that has no next item says nothing', async () => {
    const of = from(BOOKS, 'get', { shelf: '$request.path.shelf', book: '$response.body#/items/99/id' });
    const run = await tryLibrary(library(), {
      model: of,
      cases: ['Library/1/listBooks/stateful/link+itself'],
    });
    expect(run.told).toEqual([]);
    expect(verdicts(run)).toEqual(['skipped false']);
  });

  it('of another answer than the one that came is skipped, not held', async () => {
    const leave: Decisions['leave'] = async (answer, { method }) =>
      method === 'PUT' ? Response.json(await answer.json(), { status: 202 }) : answer;
    const of = libraryModel([], ({ paths }) => {
      const responses = answersAt(paths, `${BOOKS}/{book}`, 'put');
      const links = { itself: { operationId: 'getBook', parameters: ITSELF } };
      Object.assign(responses, { 202: { ...responses[200], links: {} }, 200: { ...responses[200], links } });
    });
    const { events } = await tryLibrary(library({ leave }), {
      model: of,
      cases: ['Library/1/putBook/stateful/link+itself'],
    });
    expect(events.filter(({ type }) => type === 'judged')).toMatchObject([
      { verdict: 'skipped', reason: 'it is documented with 200, and 202 came' },
    ]);
  });
});

describe('a server that takes each name once', () => {
  const unique = () => {
    const server = library();
    const handler: typeof server.handler = async (request) => {
      if (request.method !== 'POST') return server.handler(request);
      const { name } = (await request.clone().json()) as { name?: string };
      const isTaken = [...server.books.values(), ...server.shelves.values()].some(
        (each) => each['name'] === name,
      );
      return isTaken ? problem(409) : server.handler(request);
    };
    return { ...server, handler };
  };

  it('is tried with items of other names', async () => {
    const { events, told } = await tryLibrary(unique(), { model: model(ITSELF) });
    expect(told).toEqual([]);
    const judged = events.filter((event) => event.type === 'judged');
    expect(
      judged.flatMap(({ verdict, case: { id }, reason }) =>
        verdict === 'skipped' ? [`${id}: ${reason}`] : [],
      ),
    ).toEqual([]);
  });
});
