// Tries what a request may wish for by itself: a status, an example, a delay, values made anew.
import { describe, expect, it } from 'vitest';
import { ask, familyMock, mockOf, type Told } from './served.js';

const PATHS = {
  '/users/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    get: {
      operationId: 'getUser',
      responses: {
        '200': {
          description: 'It.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['id', 'name'],
                properties: { id: { type: 'integer' }, name: { type: 'string' } },
              },
              examples: { ada: { value: { id: 1, name: 'Ada' } }, bob: { value: { id: 2, name: 'Bob' } } },
            },
          },
        },
        '404': {
          description: 'No.',
          content: {
            'application/json': {
              schema: { type: 'object' },
              examples: { none: { value: { error: 'none' } } },
            },
          },
        },
        '5XX': {
          description: 'Broken.',
          content: { 'text/plain': { schema: { type: 'string' }, example: 'broken' } },
        },
        '204': { description: 'Nothing.' },
      },
    },
  },
};
const mock = mockOf(PATHS);
const wish = (prefer: string, line = 'GET /users/1'): Promise<Told> => ask(mock, line, undefined, { prefer });

describe('Prefer', () => {
  it('names a status', async () => {
    const { status, headers, body } = await wish('code=404');
    expect([status, body, headers.get('preference-applied')]).toEqual([404, { error: 'none' }, 'code=404']);
    expect(await wish('code=503')).toMatchObject({ status: 503, body: 'broken' });
    expect(await wish('code=204')).toMatchObject({ status: 204, body: '' });
  });

  it('names an example, whatever is asked for', async () => {
    expect((await wish('example=bob')).body).toEqual({ id: 2, name: 'Bob' });
    expect((await wish('code=200; example="ada"')).body).toEqual({ id: 1, name: 'Ada' });
    expect(await wish('example=none')).toMatchObject({ status: 404, body: { error: 'none' } });
  });

  it('makes a value that the document does not show', async () => {
    const { body } = await wish('dynamic=true, code=200');
    expect(body).toEqual({ id: 1, name: expect.any(String) });
    expect(body.name).not.toBe('Ada');
  });

  it('waits', async () => {
    const started = performance.now();
    const { headers } = await wish('delay=60');
    expect(performance.now() - started).toBeGreaterThan(55);
    expect(headers.get('preference-applied')).toBe('delay=60');
  });

  it.each([
    ['code=418', 'documented: 200, 204, 404, 5XX'],
    ['code=four', 'a status'],
    ['code=100', 'a status'],
    ['example=eve', 'there are ada, bob, none'],
    ['code=404, example=ada', 'there are none'],
    ['delay=-1', 'milliseconds'],
    ['delay=99999', 'milliseconds'],
    ['dynamic=maybe', 'true or false'],
  ])('%s is told to be wrong', async (prefer, said) => {
    const { status, body } = await wish(prefer);
    expect(status).toBe(400);
    expect(body.detail).toContain(said);
  });

  it('leaves preferences of others alone', async () => {
    const { status, headers } = await wish('return=minimal, respond-async, wait=10');
    expect([status, headers.get('preference-applied')]).toEqual([200, null]);
  });

  it('goes before everything that would refuse, and says which version answers', async () => {
    const scp = await familyMock('scp-virtualserver');
    const { status, headers } = await ask(scp, 'GET /v1/snapshots', undefined, { prefer: 'code=429' });
    expect([status, headers.get('scp-api-version')]).toEqual([429, 'virtualserver 1.3']);
  });
});
