// Tries whole lives of items in a mock: made, read, listed, filtered, sorted, paged, changed, gone.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Mock } from '../../contract/mock/index.js';
import { COMPONENTS, PATHS } from './notes.js';
import { ask, mockOf, NOW } from './served.js';

let mock: Mock;
beforeEach(() => {
  mock = mockOf(PATHS, COMPONENTS);
});
const create = async (note: object) => (await ask(mock, 'POST /notes', note)).body;

describe('an item', () => {
  it('is made of what is sent, what is usual and what the server adds, and is read as it was made', async () => {
    const { status, headers, body } = await ask(mock, 'POST /notes', { title: 'first', labels: { a: 'b' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'first',
      rank: 0,
      labels: { a: 'b' },
      status: 'creating',
      created_at: '2026-04-15T03:04:05Z',
    });
    expect(headers.get('location')).toBe(`/notes/${body.id}`);
    const read = await ask(mock, `GET /notes/${body.id}`);
    expect(read.body).toEqual({ ...body, status: 'ready' });
    expect(new Date(body.created_at).toISOString()).toBe(new Date(NOW).toISOString());
  });

  it('is another one each time, and the same in the next run', async () => {
    const ids = [(await create({ title: 'a' })).id, (await create({ title: 'a' })).id];
    expect(new Set(ids).size).toBe(2);
    mock.reset();
    expect((await create({ title: 'a' })).id).toBe(ids[0]);
    const other = mockOf(PATHS, COMPONENTS, { seed: 7 });
    expect((await ask(other, 'POST /notes', { title: 'a' })).body.id).not.toBe(ids[0]);
  });

  it('is replaced by PUT, merged by PATCH', async () => {
    const { id } = await create({ title: 'a', rank: 3, labels: { a: '1', b: '2' } });
    const type = { 'content-type': 'application/merge-patch+json' };
    const merged = await ask(mock, `PATCH /notes/${id}`, { labels: { b: '3' } }, type);
    expect(merged.body).toMatchObject({ title: 'a', rank: 3, labels: { a: '1', b: '3' } });
    const replaced = await ask(mock, `PUT /notes/${id}`, { title: 'b' });
    expect(replaced.body).toMatchObject({ id, title: 'b', rank: 0 });
    expect(replaced.body.labels).toBeUndefined();
    expect((await ask(mock, `GET /notes/${id}`)).body).toEqual(replaced.body);
  });

  it.each([
    [
      'application/merge-patch+json',
      { note: null, part: { b: null } },
      { id: 'a', note: null, part: { a: 1 } },
    ],
    ['application/json', { part: { b: 3 } }, { id: 'a', note: 'n', part: { a: 1, b: 3 } }],
  ])('is merged as %s means it (RFC 7396)', async (mediaType, patch, merged) => {
    const type = { 'content-type': mediaType };
    const number = { type: 'integer' };
    const thing = {
      type: 'object',
      properties: {
        id: { type: 'string' },
        note: { type: ['string', 'null'] },
        part: { type: 'object', properties: { a: number, b: number } },
      },
    };
    const content = { [mediaType]: { schema: { type: 'object' } } };
    const answer = { '200': { description: 'It.', content: { 'application/json': { schema: thing } } } };
    const things = mockOf(
      {
        '/things': {
          get: { operationId: 'all', responses: answer },
          post: { operationId: 'make', responses: answer },
        },
        '/things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          get: { operationId: 'read', responses: answer },
          patch: { operationId: 'change', requestBody: { content }, responses: answer },
        },
      },
      {},
      { state: { '/things': [{ id: 'a', note: 'n', part: { a: 1, b: 2 } }] } },
    );
    expect((await ask(things, 'PATCH /things/a', patch, type)).body).toEqual(merged);
    expect((await ask(things, 'GET /things/a')).body).toEqual(merged);
  });

  it('is gone after DELETE, with all that stands in it', async () => {
    const { id } = await create({ title: 'a' });
    const line = await ask(mock, `POST /notes/${id}/lines`, { text: 'x' });
    expect(line.status).toBe(201);
    expect((await ask(mock, `DELETE /notes/${id}`)).status).toBe(204);
    for (const path of [`/notes/${id}`, `/notes/${id}/lines`, `/notes/${id}/lines/${line.body.id}`]) {
      const { status, body } = await ask(mock, `GET ${path}`);
      expect([status, body]).toEqual([404, { code: 404, message: 'There is no such note.' }]);
    }
  });

  it('that is not there has nothing in it, and nothing is done to it', async () => {
    const none = '/notes/3fa85f64-5717-4562-b3fc-2c963f66afa7';
    for (const line of [`GET ${none}`, `DELETE ${none}`, `GET ${none}/lines`, `POST ${none}/archive`])
      expect((await ask(mock, line)).status, line).toBe(404);
    expect((await ask(mock, `PUT ${none}`, { title: 'a' })).status).toBe(404);
  });
});

describe('a list', () => {
  beforeEach(async () => {
    for (const [title, rank] of [
      ['c', 1],
      ['a', 2],
      ['b', 2],
    ])
      await create({ title, rank });
  });
  const titles = async (search: string) =>
    (await ask(mock, `GET /notes${search}`)).body.notes.map((note: { title: string }) => note.title);

  it('holds what was made, in that order unless asked for another', async () => {
    expect(await titles('')).toEqual(['c', 'a', 'b']);
    expect(await titles('?sort=title')).toEqual(['a', 'b', 'c']);
    expect(await titles('?sort=-rank')).toEqual(['a', 'b', 'c']);
  });

  it('is filtered by members', async () => {
    expect(await titles('?title=b')).toEqual(['b']);
    expect(await titles('?title=none')).toEqual([]);
  });

  it('is told page by page, with what leads to the others', async () => {
    const first = await ask(mock, 'GET /notes?limit=2&sort=title');
    expect(first.body).toMatchObject({ total: 3, next: '/notes?limit=2&sort=title&offset=2' });
    expect(first.headers.get('x-total-count')).toBe('3');
    expect(first.headers.get('link')).toContain('</notes?limit=2&sort=title&offset=2>; rel="next"');
    const second = await ask(mock, `GET ${first.body.next}`);
    expect(second.body.notes).toMatchObject([{ title: 'c' }]);
    expect(second.body.next ?? null).toBeNull();
  });
});

describe('what stands alone', () => {
  it('is what it was set to', async () => {
    expect((await ask(mock, 'GET /settings')).body).toEqual({ theme: 'light' });
    expect((await ask(mock, 'PUT /settings', { theme: 'dark' })).body).toEqual({ theme: 'dark' });
    expect((await ask(mock, 'GET /settings')).body).toEqual({ theme: 'dark' });
  });

  it('is done to an item that is there', async () => {
    const { id } = await create({ title: 'a' });
    const { status, body } = await ask(mock, `POST /notes/${id}/archive`);
    expect([status, typeof body.job]).toEqual([202, 'string']);
  });
});

describe('an item with parts that a further parameter names', () => {
  const answer = (schema: object) => ({
    responses: { '200': { description: 'It.', content: { 'application/json': { schema } } } },
  });
  const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
  const gist = {
    type: 'object',
    required: ['id', 'text'],
    properties: { id: { type: 'string', readOnly: true }, text: { type: 'string' } },
  };
  const gists = mockOf({
    '/gists': {
      get: { operationId: 'list', ...answer({ type: 'array', items: gist }) },
      post: {
        operationId: 'make',
        requestBody: { required: true, content: { 'application/json': { schema: gist } } },
        responses: { '201': answer(gist).responses['200'], '422': { description: 'No.' } },
      },
    },
    '/gists/{id}': { parameters: [inPath('id')], get: { operationId: 'read', ...answer(gist) } },
    '/gists/{id}/{sha}': {
      parameters: [inPath('id'), inPath('sha')],
      get: { operationId: 'readThen', ...answer(gist) },
    },
  });

  it('is no list of them', async () => {
    const { body } = await ask(gists, 'POST /gists', { text: 'one' });
    expect((await ask(gists, `GET /gists/${body.id}`)).body).toEqual(body);
    expect((await ask(gists, `GET /gists/${body.id}/abc`)).status).toBe(200);
    expect((await ask(gists, 'GET /gists/none')).status).toBe(404);
  });

  it('is refused as the document has it: a 422 for the lack of a 400, nothing where nothing is documented', async () => {
    for (const sent of ['{"text":', { text: 7 }]) {
      const { status, body } = await ask(gists, 'POST /gists', sent);
      expect([status, body]).toEqual([422, '']);
    }
  });
});

describe('what the document forbids', () => {
  it('is refused in its words, and not done', async () => {
    const { status, body } = await ask(mock, 'POST /notes', { title: 'x'.repeat(21) });
    expect([status, body.code]).toEqual([400, 400]);
    expect(body.message).toContain('breaks the API description');
    expect((await ask(mock, 'GET /notes')).body.total).toBe(0);
  });

  it('has the status that HTTP has for it', async () => {
    expect((await ask(mock, 'POST /notes', '{"title":', { 'content-type': 'application/json' })).status).toBe(
      400,
    );
    expect((await ask(mock, 'POST /notes', 'title', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ask(mock, 'GET /notes', undefined, { accept: 'text/html' })).status).toBe(406);
    const { status, headers } = await ask(mock, 'DELETE /notes');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
    expect((await ask(mock, 'GET /nothing')).status).toBe(404);
    expect((await ask(mock, 'OPTIONS /notes')).headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    const head = await ask(mock, 'HEAD /notes');
    expect([head.status, head.body]).toEqual([200, '']);
    const large = mockOf(PATHS, COMPONENTS, { bodyLimit: 10 });
    expect((await ask(large, 'POST /notes', { title: 'longer' })).status).toBe(413);
  });
});
