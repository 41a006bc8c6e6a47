// What is sent in one place under one name: API keys beside objects whose members are parameters, cookies of several owners.
import { expect, it } from 'vitest';
import { run } from '../security/generate.js';
import { WAYS } from './ways.js';

const open = { type: 'object', additionalProperties: { type: 'string' } };
const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: {
    '/find': {
      get: {
        operationId: 'find',
        security: [{ inQuery: [], inCookie: [] }],
        parameters: [
          { name: 'filter', in: 'query', schema: open },
          { name: 'session', in: 'cookie', schema: { type: 'string' } },
          { name: 'rest', in: 'cookie', schema: open },
        ],
        responses: { 204: { description: 'Found' } },
      },
    },
  },
  components: {
    securitySchemes: {
      inQuery: { type: 'apiKey', in: 'query', name: 'key' },
      inCookie: { type: 'apiKey', in: 'cookie', name: 'token' },
    },
  },
};

const running = run(DOCUMENT);

async function connect(way: (typeof WAYS)[number], headers = {}) {
  const serving = await running;
  const seen: unknown[] = [];
  const reached = await way.reach(serving, {
    authenticate: (credentials) => seen.push(credentials),
    handlers: {
      find: (input: object) => {
        seen.push(input);
        return { status: 204 };
      },
    },
  });
  const client = serving.createClient({ ...reached, headers, credentials: { inQuery: 'q', inCookie: 'c' } });
  return { find: client['find'], seen, requests: reached.requests };
}

for (const way of WAYS) {
  it(`an API key is no member of an open object, ${way.name}`, async () => {
    const { find, seen, requests } = await connect(way);
    await find?.({ query: { filter: { a: 'b' } }, cookie: { session: 's', rest: { x: 'y' } } });
    expect(seen).toEqual([
      { inQuery: 'q', inCookie: 'c' },
      { query: { filter: { a: 'b' } }, cookie: { session: 's', rest: { x: 'y' } } },
    ]);
    const refused = { name: 'InvalidParameter' };
    await expect(find?.({ query: { filter: { key: 'mine' } } })).rejects.toMatchObject(refused);
    await expect(find?.({ cookie: { rest: { token: 'mine' } } })).rejects.toMatchObject(refused);
    expect(requests).toHaveLength(1);
  });

  it(`cookies of a caller stand beside those of parameters, ${way.name}`, async () => {
    const { find, requests } = await connect(way, { cookie: 'a=client; b=client; session=client' });
    await find?.({ cookie: { session: 's' } }, { headers: { Cookie: 'b=call;c=call' } });
    await find?.({});
    expect(requests.map(({ headers }) => headers.get('cookie'))).toEqual([
      'session=s; b=call; c=call; a=client; token=c',
      'a=client; b=client; session=client; token=c',
    ]);
  });
}
