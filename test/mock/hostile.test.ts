// Tries a mock with what nobody sends in earnest: inherited names, depth, size, paths that climb, and headers of any kind.
import { describe, expect, it } from 'vitest';
import { COMPONENTS, PATHS } from './notes.js';
import { ask, mockOf } from './served.js';

const THING = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const ODD = {
  '/odd': {
    post: {
      operationId: 'make',
      requestBody: { required: true, content: { 'application/json': { schema: THING } } },
      responses: { '201': { description: 'Made.', content: { 'application/json': { schema: THING } } } },
    },
  },
  '/odd/{id}': {
    delete: {
      operationId: 'unmake',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '204': { description: 'Gone.' } },
    },
  },
};
const errors: unknown[] = [];
const mock = mockOf(PATHS, COMPONENTS, { onError: (error) => errors.push(error) });

describe('a mock', () => {
  it('keeps inherited names as data, and changes no prototype', async () => {
    const body = '{"title":"a","labels":{"__proto__":"x","constructor":"y"},"__proto__":{"polluted":true}}';
    const { status, body: made } = await ask(mock, 'POST /notes', body, {
      'content-type': 'application/json',
    });
    expect(status).toBe(201);
    expect(Object.entries(made.labels)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((await ask(mock, 'PUT /__specpact/state', '{"__proto__":[{}]}')).status).toBe(400);
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect((await ask(mock, `GET /notes?sort=${name}`)).status, name).toBe(400);
    for (const name of ['__proto__', 'constructor'])
      expect((await ask(mock, `GET /notes/${name}/lines`)).status).toBe(404);
  });

  it.each([
    ['deep', `{"title":"a","labels":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
    ['deep state', `{"/notes":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
    ['too large', JSON.stringify({ title: 'x'.repeat(2 ** 20) }), 413],
    ['no UTF-8', '\ud800', 400],
  ])('refuses a body that is %s', async (what, body, status) => {
    const line = what === 'deep state' ? 'PUT /__specpact/state' : 'POST /notes';
    expect((await ask(mock, line, body, { 'content-type': 'application/json' })).status).toBe(status);
  });

  it.each([
    '/notes/..%2f..%2fetc',
    '/notes/%00',
    '/notes/%zz',
    '/notes/%2e%2e',
    '//notes',
    '/notes/a%2Fb/lines',
    `/${'a/'.repeat(5000)}`,
  ])('finds nothing at %s', async (path) => {
    const { status } = await ask(mock, `GET ${path.slice(0, 9000)}`);
    expect([400, 404]).toContain(status);
  });

  it.each([
    ['prefer', `code=${'9'.repeat(5000)}`],
    ['prefer', 'example="'],
    ['prefer', '=,;==,"\\'],
    ['accept', ','.repeat(5000)],
    ['origin', 'null'],
    ['content-type', ';;;='],
  ])('takes a header %s: %s', async (name, value) => {
    const { status } = await ask(mock, 'GET /notes', undefined, { [name]: value.slice(0, 8000) });
    expect(status).toBeLessThan(500);
  });

  it('takes half a character for an id', async () => {
    const state = '{"/notes":[{"id":"\\ud800","title":"a"}]}';
    const odd = mockOf(ODD, {}, { onError: (error) => errors.push(error) });
    expect(
      (await ask(odd, 'POST /odd', '{"id":"\\ud800"}', { 'content-type': 'application/json' })).status,
    ).toBe(201);
    expect((await ask(odd, 'DELETE /odd/%EF%BF%BD')).status).toBe(404);
    expect([204, 400]).toContain((await ask(mock, 'PUT /__specpact/state', state)).status);
  });

  it('has raised no error of its own', () => {
    expect(errors).toEqual([]);
  });
});
