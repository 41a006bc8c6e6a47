// Tries what stands around a mock: its state from outside, pages of other origins, faults on purpose, and who is let in.
import { describe, expect, it } from 'vitest';
import { createMock, Dropped, StateRefused } from '../../contract/mock/index.js';
import { COMPONENTS, PATHS } from './notes.js';
import { ask, familyMock, type Given, mockOf } from './served.js';

const notes = (given: Given = {}) => mockOf(PATHS, COMPONENTS, given);
const ID = '5f0e3d1c-9b7a-4e2d-8c6f-1a2b3c4d5e6f';
const STATE = {
  '/notes': [{ id: ID, title: 'seeded', created_at: '2026-01-01T00:00:00Z' }],
  [`/notes/${ID}/lines`]: [{ id: 1, text: 'one' }],
  '/settings': { theme: 'dark' },
};

describe('the state', () => {
  it('is given at the beginning, exported, put in place, and gone back to', async () => {
    const mock = notes({ state: STATE });
    expect((await ask(mock, `GET /notes/${ID}`)).body.title).toBe('seeded');
    expect((await ask(mock, `GET /notes/${ID}/lines`)).body).toEqual([{ id: 1, text: 'one' }]);
    expect((await ask(mock, 'GET /settings')).body).toEqual({ theme: 'dark' });
    await ask(mock, 'POST /notes', { title: 'more' });
    const { body: exported } = await ask(mock, 'GET /__specpact/state');
    expect(exported['/notes']).toHaveLength(2);
    expect((await ask(mock, 'DELETE /__specpact/state')).status).toBe(204);
    expect((await ask(mock, 'GET /notes')).body.total).toBe(1);
    expect((await ask(mock, 'PUT /__specpact/state', exported)).status).toBe(204);
    expect(mock.export()).toEqual(exported);
  });

  it('has what an item must have, also where it was not given', async () => {
    const mock = notes({ state: { '/notes': [{ title: 'bare' }] } });
    const { body } = await ask(mock, 'GET /notes');
    expect(body.notes).toMatchObject([
      { title: 'bare', id: expect.any(String), created_at: expect.any(String) },
    ]);
    expect((await ask(mock, `GET /notes/${body.notes[0].id}`)).status).toBe(200);
  });

  it('is taken back as it was exported, also what nobody can read', async () => {
    const made = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', readOnly: true }, to: { type: 'string' } },
    };
    const json = { content: { 'application/json': { schema: made } } };
    const post = (operationId: string) => ({
      post: { operationId, requestBody: json, responses: { '201': { description: 'Made.', ...json } } },
    });
    const inPath = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const mock = mockOf({
      '/mails': post('send'),
      '/boxes': post('open'),
      '/boxes/{id}': {
        parameters: inPath,
        delete: { operationId: 'close', responses: { '204': { description: 'Gone.' } } },
      },
      '/boxes/{id}/publish': { parameters: inPath, ...post('publish') },
    });
    await ask(mock, 'POST /mails', { to: 'ada' });
    const { body: box } = await ask(mock, 'POST /boxes', { to: 'bob' });
    const published = [1, 2].map(() => ask(mock, `POST /boxes/${box.id}/publish`, { to: 'eve' }));
    const ids = (await Promise.all(published)).map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(2);
    const state = mock.export();
    mock.reset();
    expect(mock.export()).toEqual({});
    mock.import(state);
    expect(mock.export()).toEqual(state);
  });

  it.each([
    ['a list', [], ''],
    ['a path of nothing', { '/nothing': [] }, '/~1nothing'],
    ['no list', { '/notes': {} }, '/~1notes'],
    ['no object', { '/notes': [1] }, '/~1notes/0'],
    ['a wrong member', { '/notes': [{ id: ID, title: 7 }] }, '/~1notes/0/title'],
    [
      'two of one id',
      {
        '/notes': [
          { id: ID, title: 'a' },
          { id: ID, title: 'b' },
        ],
      },
      '/~1notes/1/id',
    ],
    ['a wrong single', { '/settings': { theme: 1 } }, '/~1settings/theme'],
  ])('is refused where it is %s', async (_, state, pointer) => {
    const mock = notes({ state: STATE });
    const { status, body } = await ask(mock, 'PUT /__specpact/state', state);
    expect([status, body.violations[0].pointer]).toEqual([400, pointer]);
    expect((await ask(mock, 'GET /notes')).body.total, 'nothing was taken over').toBe(1);
    expect(() => notes({ state: state as object as Given['state'] & object })).toThrow(StateRefused);
  });

  it('is reached where it is said to be, and nowhere else', async () => {
    expect((await ask(notes({ adminPath: '/admin' }), 'GET /admin/state')).status).toBe(200);
    expect((await ask(notes({ adminPath: false }), 'GET /__specpact/state')).status).toBe(404);
    const { status, headers } = await ask(notes(), 'POST /__specpact/state');
    expect([status, headers.get('allow')]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS, PUT']);
    expect(
      (await ask(notes(), 'PUT /__specpact/state', '{"a":', { 'content-type': 'application/json' })).status,
    ).toBe(400);
    expect(() => mockOf({ '/__specpact/state': PATHS['/settings'] }, COMPONENTS)).toThrow(TypeError);
  });

  it('of a mock needs a document', () => {
    expect(() => createMock({ models: [] })).toThrow(TypeError);
  });
});

describe('pages of other origins', () => {
  const origin = { origin: 'https://app.example.com' };

  it('are let in, and may read everything', async () => {
    const { headers } = await ask(notes(), 'GET /notes', undefined, origin);
    expect(headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(headers.get('access-control-expose-headers')).toContain('x-total-count');
    expect(headers.get('vary')).toContain('Origin');
    const asked = {
      ...origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-a, x-b',
    };
    const preflight = await ask(notes(), `OPTIONS /notes/${ID}`, undefined, asked);
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'PUT']);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('x-a, x-b');
  });

  it('are not where that is switched off, and never to the state', async () => {
    for (const [mock, line] of [
      [notes({ cors: false }), 'GET /notes'],
      [notes(), 'GET /__specpact/state'],
    ] as const)
      expect(
        (await ask(mock, line, undefined, origin)).headers.get('access-control-allow-origin'),
      ).toBeNull();
    const asked = { ...origin, 'access-control-request-method': 'DELETE' };
    const { headers } = await ask(notes(), 'OPTIONS /__specpact/state', undefined, asked);
    expect(headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('faults', () => {
  it('come as often as was asked for, and the same in every run', async () => {
    const run = async (seed: number) => {
      const mock = notes({ chaos: { errors: 0.3, drop: 0.2 }, seed });
      const outcomes: string[] = [];
      for (let each = 0; each < 200; each++)
        outcomes.push(
          await ask(mock, 'GET /notes').then(
            ({ status }) => String(status),
            (error) => (error instanceof Dropped ? 'cut' : 'thrown'),
          ),
        );
      return outcomes;
    };
    const outcomes = await run(1);
    const share = (outcome: string) => outcomes.filter((each) => each === outcome).length / outcomes.length;
    expect(new Set(outcomes)).toEqual(new Set(['200', '503', 'cut']));
    expect(share('503')).toBeGreaterThan(0.15);
    expect(share('cut')).toBeGreaterThan(0.1);
    expect(await run(1)).toEqual(outcomes);
    expect(await run(2)).not.toEqual(outcomes);
  });

  it('make answers late', async () => {
    const started = performance.now();
    await ask(notes({ chaos: { latency: { from: 50, to: 60 } } }), 'GET /notes');
    expect(performance.now() - started).toBeGreaterThan(45);
  });
});

describe('credentials', () => {
  const send = async (given: Given, token: string | undefined) => {
    const mock = await familyMock('scaleway-instance', given);
    const headers: Record<string, string> = token === undefined ? {} : { 'x-auth-token': token };
    return ask(mock, 'GET /instance/v1/zones/fr-par-1/snapshots', undefined, headers);
  };

  it('are asked for, and any will do unless they say of themselves that they will not', async () => {
    const { status, headers, body } = await send({}, undefined);
    expect([status, body.type]).toEqual([401, 'denied_authentication']);
    expect(headers.get('www-authenticate')).toContain('X-Auth-Token');
    expect((await send({}, 'whatever')).status).toBe(200);
    expect((await send({}, 'an-expired-one')).status).toBe(401);
  });

  it('may be those of the documents only, or one that is named', async () => {
    expect((await send({ credentials: 'documented' }, 'whatever')).status).toBe(401);
    expect((await send({ credentials: { SecretKey: 'mine' } }, 'whatever')).status).toBe(401);
    expect((await send({ credentials: { SecretKey: 'mine' } }, 'mine')).status).toBe(200);
  });
});
