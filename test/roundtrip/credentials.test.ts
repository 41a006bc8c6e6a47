// Providers of credentials, taken from beside the generated clients: typed by the document's schemes, used for the operations that ask for them.
import { describe, expect, it } from 'vitest';
import * as huawei from '../../generated/huawei-evs/v5/auth.js';
import * as cinderAuth from '../../generated/openstack-cinder/3.70/auth.js';
import * as cinder from '../../generated/openstack-cinder/index.js';
import { scpSignature } from '../../generated/scp-virtualserver/1.3/auth.js';
import * as scp from '../../generated/scp-virtualserver/index.js';

const baseUrl = 'http://localhost';

/** Answers everything, and keeps what was asked. */
function recording(answer: () => Response) {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request.clone());
    return answer();
  };
  return { sent, fetch };
}

describe('a provider beside a client', () => {
  it('stands for the scheme that it proves: one token for all calls', async () => {
    const { sent, fetch } = recording(() => Response.json({ snapshots: [] }));
    const keystone = recording(
      () => new Response('{}', { status: 201, headers: { 'x-subject-token': 'made' } }),
    );
    const KeystoneToken = cinderAuth.openStackToken({
      authUrl: 'http://localhost/v3',
      identity: { applicationCredentialId: 'id', secret: 's' },
      fetch: keystone.fetch,
    });
    const client = cinder.createClient({ version: '3.70', baseUrl, fetch, credentials: { KeystoneToken } });
    const input = { path: { project_id: 'p' }, body: { snapshot: { volume_id: 'v' } } };
    for (let at = 0; at < 2; at++) await client.createSnapshot(input).catch(() => undefined);
    expect(sent.map(({ headers }) => headers.get('x-auth-token'))).toEqual(['made', 'made']);
    expect(await sent[1]?.json()).toEqual(input.body);
    expect(keystone.sent).toHaveLength(1);
    // @ts-expect-error the document has no such scheme
    cinder.createClient({ version: '3.70', baseUrl, credentials: { Token: KeystoneToken } });
  });

  it('signs every request, where it proves what no scheme tells by itself', async () => {
    const { sent, fetch } = recording(() => Response.json({ snapshots: [] }));
    const authenticate = scpSignature({
      accessKey: 'A',
      secretKey: 'S',
      now: () => new Date(5),
    });
    const client = scp.createClient({ version: '1.3', baseUrl, fetch, authenticate });
    expect(await client.listSnapshots({ query: { limit: 2 } })).toMatchObject({ status: 200 });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
      'scp-accesskey': 'A',
      'scp-timestamp': '5',
      'scp-signature': expect.stringMatching(/=$/),
    });
  });

  it('is there where the document can use it, and only there', () => {
    expect(Object.keys(huawei).sort()).toEqual(['apiKey', 'huaweiSignature', 'openStackToken']);
    expect(Object.keys(cinderAuth).sort()).toEqual(['apiKey', 'openStackToken']);
  });
});
