// Who is asking: judged by one function, or by one for each scheme, alternative by alternative.
import { describe, expect, it } from 'vitest';
import { type Authenticate, createHandler, route } from '../../runtime/server.js';

const schemes = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  token: { type: 'http', scheme: 'bearer' },
  constructor: { type: 'apiKey', in: 'header', name: 'X-Odd' },
} as const;

function served(security: readonly (readonly string[])[], authenticate?: Authenticate) {
  const seen: unknown[] = [];
  const operation = { id: 'op', name: 'op', method: 'GET', path: '/', parameters: [], security } as const;
  const server = createHandler(
    [route({ ...operation, answers: { '204': {} } }, {})],
    {
      op: (_, { principal }) => {
        seen.push(principal);
        return { status: 204 };
      },
    },
    schemes,
    '1',
    authenticate ? { authenticate } : {},
  );
  const send = async (headers: Record<string, string>) =>
    (await server(new Request('http://h/', { headers }))).status;
  return { seen, send };
}

describe('a function for each scheme', () => {
  const asked: string[] = [];
  const authenticate: Authenticate = {
    key: (credential, { operation }) => {
      asked.push(`key ${credential} ${operation}`);
      return credential === 'good' && { user: 1 };
    },
    token: async (credential) => (credential === 'good' ? { service: 'a' } : undefined),
  };
  const good = { 'x-key': 'good', authorization: 'Bearer good' };

  it('gives the principal by scheme, of the first alternative that is fulfilled', async () => {
    const { send, seen } = served([['token'], ['key']], authenticate);
    expect(await send(good)).toBe(204);
    expect(await send({ 'x-key': 'good' })).toBe(204);
    expect(await send({ 'x-key': 'good', authorization: 'Bearer bad' })).toBe(204);
    expect(seen).toEqual([{ token: { service: 'a' } }, { key: { user: 1 } }, { key: { user: 1 } }]);
  });

  it('asks for all schemes of an alternative, each once', async () => {
    const { send, seen } = served(
      [
        ['key', 'token'],
        ['key', 'key'],
      ],
      authenticate,
    );
    asked.length = 0;
    expect(await send(good)).toBe(204);
    expect(await send({ ...good, 'x-key': 'bad' })).toBe(401);
    expect(seen).toEqual([{ key: { user: 1 }, token: { service: 'a' } }]);
    expect(asked).toEqual(['key good op', 'key bad op']);
  });

  it('lets nobody pass by a scheme that it has no function for', async () => {
    const { send } = served([['constructor']], authenticate);
    expect(await send({ 'x-odd': 'x' })).toBe(401);
  });

  it('lets whoever is unknown pass where anybody may', async () => {
    const { send, seen } = served([[], ['key']], authenticate);
    expect([await send({}), await send({ 'x-key': 'bad' }), await send(good)]).toEqual([204, 204, 204]);
    expect(seen).toEqual([{}, {}, { key: { user: 1 } }]);
  });

  it('that throws is an error, and lets nobody pass', async () => {
    const { send, seen } = served([['key']], {
      key: () => {
        throw new Error('The store is down.');
      },
    });
    expect(await send(good)).toBe(500);
    expect(seen).toEqual([]);
  });
});

describe('one function', () => {
  it.each([
    ['a promise', async () => false],
    // biome-ignore lint/suspicious/noThenProperty: a promise of another library
    ['a thenable', () => ({ then: (resolve: (value: unknown) => void) => resolve(undefined) })],
    ['null', () => null],
  ])('%s of nobody lets nobody pass', async (_, authenticate) => {
    const { send, seen } = served([['key']], authenticate);
    expect(await send({ 'x-key': 'x' })).toBe(401);
    expect(seen).toEqual([]);
  });

  it('is given all credentials', async () => {
    const { send, seen } = served([['key'], ['token']], (credentials) => credentials);
    expect(await send({ 'x-key': 'a', authorization: 'bearer b' })).toBe(204);
    expect(seen).toEqual([{ key: 'a', token: 'b' }]);
  });
});
