// Methods that have no key of their own in older documents: sent as they are spelled, and answered by their handlers.
import { expect, it } from 'vitest';
import { run } from '../security/generate.js';
import { WAYS } from './ways.js';

const answer = (type: string) => ({
  200: { description: 'D', content: { 'application/json': { schema: { type } } } },
});
const body = {
  required: true,
  content: { 'application/json': { schema: { type: 'object', required: ['text'] } } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Methods', version: '1' },
  paths: {
    '/things/{id}': {
      parameters: [id],
      get: { operationId: 'read', responses: answer('string') },
      query: { operationId: 'search', requestBody: body, responses: answer('object') },
      additionalOperations: {
        COPY: {
          operationId: 'copy',
          parameters: [{ name: 'Destination', in: 'header', required: true, schema: { type: 'string' } }],
          responses: answer('object'),
        },
        'm-search': { operationId: 'find', requestBody: body, responses: answer('object') },
      },
    },
    '/things?kind=all': { get: { operationId: 'queried', parameters: [limit], responses: answer('object') } },
    '/things/all#rows': { get: { operationId: 'pointed', parameters: [limit], responses: answer('object') } },
  },
};

it('QUERY and additional operations arrive as they are spelled, with all that they bring', async () => {
  const running = await run(DOCUMENT);
  const given = (input: object, context?: { readonly request: Request }) => ({
    status: 200,
    body: { method: context?.request.method, input },
  });
  const read = () => ({ status: 200, body: 'read' });
  const handlers = { search: given, copy: given, find: given, read, queried: given, pointed: given };
  for (const way of WAYS) {
    const reached = await way.reach(running, { handlers });
    const client = running.createClient(reached);
    const search = { path: { id: 1 }, body: { text: 't' } };
    expect(await client['search']?.(search)).toMatchObject({ data: { method: 'QUERY', input: search } });
    const copy = { path: { id: 1 }, header: { Destination: 'there' } };
    expect(await client['copy']?.(copy)).toMatchObject({ data: { method: 'COPY', input: copy } });
    expect(await client['read']?.({ path: { id: 1 } })).toMatchObject({ data: 'read' });
    // Node's own server knows a fixed list of methods, all in upper case.
    if (way.isSocket) continue;
    expect(await client['find']?.(search)).toMatchObject({ data: { method: 'm-search', input: search } });
    const refused = await reached.fetch(new Request(`${reached.baseUrl}/things/1`, { method: 'PUT' }));
    expect([refused.status, refused.headers.get('allow')]).toEqual([
      405,
      'COPY, GET, HEAD, OPTIONS, QUERY, m-search',
    ]);
  }
});

it('what a path has behind it is sent, or is not, and takes no parameter with it', async () => {
  const running = await run(DOCUMENT);
  const given = (input: object) => ({ status: 200, body: input });
  const other = () => ({ status: 200, body: {} });
  const handlers = { search: other, copy: other, find: other, read: other, queried: given, pointed: given };
  for (const way of WAYS) {
    const reached = await way.reach(running, { handlers });
    const client = running.createClient(reached);
    const query = { limit: 5 };
    expect(await client['queried']?.({ query })).toMatchObject({ data: { query } });
    expect(await client['pointed']?.({ query })).toMatchObject({ data: { query } });
    expect(reached.requests.map(({ url }) => url.slice(reached.baseUrl.length))).toEqual([
      '/things?kind=all&limit=5',
      '/things/all?limit=5',
    ]);
  }
});
