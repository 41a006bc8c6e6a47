// Hides one and the same call, made in every way that is compared: by the platform alone, by the generated client, by openapi-fetch.
import createOpenApiClient from 'openapi-fetch';
import { createClient, orThrow } from '../../../generated/scp-virtualserver/1.3/client.js';
import type { paths, SnapshotListResponse } from '../../../generated/scp-virtualserver/1.3/types.js';
import * as validators from '../../../generated/scp-virtualserver/1.3/validators.js';

const SNAPSHOTS = 20;

/** What the server answers: some snapshots as the document has them. */
export const ANSWER = JSON.stringify({
  snapshots: Array.from({ length: SNAPSHOTS }, (_, at) => ({
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    name: `snapshot-${at}`,
    created_at: '2026-07-22T09:00:00Z',
    size: 8 + at,
    volume_id: '00000000-0000-4000-8000-0000000000ff',
  })),
});

export type Way = 'bare fetch' | 'specpact' | 'specpact, validating' | 'openapi-fetch';
export type Fetch = (request: Request) => Promise<Response>;

const QUERY = { sort: 'created_at:desc', limit: 20 } as const;
const KEY = '2sd2gg=2agbdSD26svcD';

/** @param given answers instead of the platform; undefined: the platform's fetch */
export function waysOf(baseUrl: string, given?: Fetch): Readonly<Record<Way, () => Promise<number>>> {
  const credentials = { Accesskey: KEY, Signature: 'made-up', Timestamp: '1605290625682' };
  const more = given ? { fetch: given } : {};
  const client = createClient({ baseUrl, credentials, ...more });
  const judging = createClient({ baseUrl, credentials, validators, ...more });
  const headers = {
    'Scp-Accesskey': KEY,
    'Scp-Signature': 'made-up',
    'Scp-Timestamp': '1605290625682',
    'Scp-Api-Version': 'virtualserver 1.3',
  };
  const peer = createOpenApiClient<paths>({ baseUrl, ...more });
  return {
    'bare fetch': async () => {
      const url = `${baseUrl}/v1/snapshots?${new URLSearchParams({ sort: QUERY.sort, limit: String(QUERY.limit) })}`;
      const init = { headers: { accept: 'application/json', ...headers } };
      const response = await (given ? given(new Request(url, init)) : fetch(url, init));
      if (!response.ok) return response.status;
      return ((await response.json()) as SnapshotListResponse).snapshots.length;
    },
    specpact: async () => (await orThrow(client.listSnapshots({ query: QUERY }))).snapshots.length,
    'specpact, validating': async () =>
      (await orThrow(judging.listSnapshots({ query: QUERY }))).snapshots.length,
    'openapi-fetch': async () => {
      const { data, response } = await peer.GET('/v1/snapshots', {
        params: { query: QUERY, header: headers },
        headers: { accept: 'application/json' },
      });
      return data ? data.snapshots.length : response.status;
    },
  };
}

/** Answers without a wire. */
export const inMemory: Fetch = async () =>
  new Response(ANSWER, { headers: { 'content-type': 'application/json' } });

export { SNAPSHOTS };
