// A version that is known when the program runs: what the union of clients lets be called, and how a call is held to the oldest of them.
import { expect, it } from 'vitest';
import { createClient, type v1_1 } from '../../generated/scp-virtualserver/index.js';

const QUERIES: string[] = [];
const options = {
  baseUrl: 'http://localhost',
  credentials: { Accesskey: 'a', Signature: 'b', Timestamp: '1' },
  fetch: async (request: Request) => {
    QUERIES.push(new URL(request.url).search);
    return Response.json({ snapshots: [] });
  },
};
type Oldest = NonNullable<Parameters<v1_1.Client['listSnapshots']>[0]>;

it('takes what any of its versions takes, and leaves out what its own does not know', async () => {
  for (const version of ['1.1', '1.3'] as const)
    await createClient({ version, ...options }).listSnapshots({ query: { sort: 'name:asc', limit: 1 } });
  expect(QUERIES.splice(0)).toEqual(['?limit=1', '?limit=1&sort=name%3Aasc']);
});

it('is held to the oldest by satisfies, and to each by a switch', async () => {
  const version = '1.3' as '1.1' | '1.3';
  await createClient({ version, ...options }).listSnapshots({ query: { limit: 1 } } satisfies Oldest);
  // @ts-expect-error 1.1 knows no sort
  const refused = { query: { sort: 'name:asc' } } satisfies Oldest;
  expect(refused.query.sort).toBe('name:asc');
  switch (version) {
    case '1.1':
      // @ts-expect-error 1.1 knows no sort
      await createClient({ version, ...options }).listSnapshots({ query: { sort: 'name:asc' } });
      break;
    case '1.3':
      await createClient({ version, ...options }).listSnapshots({ query: { sort: 'name:asc' } });
  }
  expect(QUERIES).toEqual(['?limit=1', '?sort=name%3Aasc']);
});
