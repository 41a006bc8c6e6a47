// Each way of proving who one is, against vectors worked out by hand or with another implementation of the same sums.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiKey } from '../../runtime/auth/api-key.js';
import { basic } from '../../runtime/auth/basic.js';
import { bearer } from '../../runtime/auth/bearer.js';
import { clientCredentials } from '../../runtime/auth/client-credentials.js';
import { huaweiSignature } from '../../runtime/auth/huawei-signature.js';
import { openStackToken } from '../../runtime/auth/openstack-token.js';
import { scpSignature } from '../../runtime/auth/scp-signature.js';

const URL_ = 'http://127.0.0.1:8080/v1/snapshots';
const get = (url = URL_) => new Request(url);
const json = (body: object, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

describe('what is sent as it is', () => {
  it('an API key stands in a header, the query or a cookie, beside what is there', async () => {
    expect((await apiKey('k', 'X-Key')(get())).headers.get('x-key')).toBe('k');
    expect((await apiKey('a&b', 'key', 'query')(get(`${URL_}?limit=1`))).url).toBe(
      `${URL_}?limit=1&key=a%26b`,
    );
    const request = new Request(URL_, { headers: { cookie: 'theme=dark' } });
    expect((await apiKey('a;b', 'sid', 'cookie')(request)).headers.get('cookie')).toBe(
      'theme=dark; sid=a%3Bb',
    );
  });

  it('bearer and basic write the Authorization header', async () => {
    expect((await bearer('t')(get())).headers.get('authorization')).toBe('Bearer t');
    expect((await bearer(async () => 'fresh')(get())).headers.get('authorization')).toBe('Bearer fresh');
    // RFC 7617 §2.1: the user name "test" and the password "123£", in UTF-8.
    expect((await basic('test', '123\u00a3')(get())).headers.get('authorization')).toBe(
      'Basic dGVzdDoxMjPCow==',
    );
    expect(() => basic('a:b', 'c')).toThrow(TypeError);
  });

  it('leaves the request that it was given alone, and keeps method and body', async () => {
    const request = new Request(URL_, {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    const signed = await bearer('t')(request.clone());
    expect(request.headers.has('authorization')).toBe(false);
    expect([signed.method, await signed.text(), signed.headers.get('content-type')]).toEqual([
      'POST',
      '{"a":1}',
      'application/json',
    ]);
  });
});

describe('signatures', () => {
  it("SCP's is that of the provider's sum", async () => {
    const sign = scpSignature({
      accessKey: 'AKTEST',
      secretKey: 'SKTEST',
      now: () => new Date(1605290625682),
    });
    const { headers } = await sign(new Request(URL_, { method: 'POST', body: 'not signed' }));
    expect(Object.fromEntries(headers)).toMatchObject({
      'scp-accesskey': 'AKTEST',
      'scp-signature': 'fdGdGJyqECz2yMpQ2BjVXuyFeSMD9jdKXCcPZNPZjrw=',
      'scp-timestamp': '1605290625682',
      'scp-clienttype': 'Openapi',
    });
    expect(headers.has('scp-accountid')).toBe(false);
  });

  it("SCP's signs the query to the letter, and the account where there is one", async () => {
    const url = `${URL_}?name=a%20b&limit=2`;
    const sign = scpSignature({ accessKey: 'A', secretKey: 'S', accountId: 'acc', now: () => new Date(5) });
    const wanted = createHmac('sha256', 'S').update(`GET${url}5AaccOpenapi`).digest('base64');
    expect((await sign(get(url))).headers.get('scp-signature')).toBe(wanted);
  });

  it("Huawei's covers method, path, sorted query, host, time and body", async () => {
    const sign = huaweiSignature({
      accessKey: 'AK',
      secretKey: 'SK',
      now: () => new Date('2026-03-01T10:20:30.456Z'),
    });
    const body = '{"name":"n"}';
    const request = new Request('https://evs.example.com/v5/p%2A1/snap shots?b=2&a=%C3%A9&a=1', {
      method: 'POST',
      body,
    });
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    const canonical = `POST\n/v5/p%2A1/snap%20shots/\na=%C3%A9&a=1&b=2\nhost:evs.example.com\nx-sdk-date:20260301T102030Z\n\nhost;x-sdk-date\n${sum(body)}`;
    const sorted = canonical.replace('a=%C3%A9&a=1&b=2', ['a=%C3%A9', 'a=1', 'b=2'].sort().join('&'));
    const signature = createHmac('sha256', 'SK')
      .update(`SDK-HMAC-SHA256\n20260301T102030Z\n${sum(sorted)}`)
      .digest('hex');
    const { headers } = await sign(request);
    expect(headers.get('x-sdk-date')).toBe('20260301T102030Z');
    expect(headers.get('authorization')).toBe(
      `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=${signature}`,
    );
  });

  it("Huawei's depends on each thing that it covers", async () => {
    const sign = huaweiSignature({ accessKey: 'AK', secretKey: 'SK', now: () => new Date(0) });
    const signature = async (method: string, path: string, body: string) =>
      (await sign(new Request(`https://h.example/${path}`, { method, body }))).headers.get('authorization');
    const one = fc.tuple(
      fc.constantFrom('POST', 'PUT'),
      fc.stringMatching(/^[a-z]{1,3}(\?q=[a-z])?$/),
      fc.stringMatching(/^[a-z]{0,3}$/),
    );
    await fc.assert(
      fc.asyncProperty(one, one, async (a, b) => {
        expect((await signature(...a)) === (await signature(...b))).toBe(
          JSON.stringify(a) === JSON.stringify(b),
        );
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('tokens that run out', () => {
  const clock = (start: number) => {
    let time = start;
    return { now: () => new Date(time), pass: (seconds: number) => (time += seconds * 1000) };
  };
  const options = { tokenUrl: 'https://id.example/token', clientId: 'me:1', clientSecret: 's3cret&' };

  it('client credentials: one request however many wait, a new one shortly before the end', async () => {
    const { now, pass } = clock(0);
    const asked: Request[] = [];
    const fetch = async (request: Request) => {
      asked.push(request);
      return json({ access_token: `t${asked.length}`, expires_in: 100, token_type: 'Bearer' });
    };
    const sign = clientCredentials({ ...options, scopes: ['read', 'write'], fetch, now });
    const tokens = async () => (await sign(get())).headers.get('authorization');
    expect(await Promise.all([tokens(), tokens(), tokens()])).toEqual([
      'Bearer t1',
      'Bearer t1',
      'Bearer t1',
    ]);
    pass(60);
    expect(await tokens()).toBe('Bearer t1');
    pass(20);
    expect(await Promise.all([tokens(), tokens()])).toEqual(['Bearer t2', 'Bearer t2']);
    expect(asked).toHaveLength(2);
    expect(await asked[0]?.text()).toBe('grant_type=client_credentials&scope=read+write');
    expect(asked[0]?.headers.get('authorization')).toBe(`Basic ${btoa('me%3A1:s3cret%26')}`);
  });

  it('client credentials in the body, where a server wants them there', async () => {
    let body = '';
    const fetch = async (request: Request) => {
      body = await request.text();
      expect(request.headers.has('authorization')).toBe(false);
      return json({ access_token: 't' });
    };
    await clientCredentials({ ...options, credentialsIn: 'body', fetch })(get());
    expect(body).toBe('grant_type=client_credentials&client_id=me%3A1&client_secret=s3cret%26');
  });

  it('a refusal names the status, never the secret, and the next request asks again', async () => {
    let asked = 0;
    const fetch = async () =>
      ++asked === 1 ? json({ error: 'invalid s3cret&' }, { status: 401 }) : json({ access_token: 't' });
    const sign = clientCredentials({ ...options, fetch });
    const error = await sign(get()).catch((cause: unknown) => cause);
    expect(String(error)).toBe('Error: The token endpoint gave no token: it answered with status 401.');
    expect((await sign(get())).headers.get('authorization')).toBe('Bearer t');
  });

  it('Keystone: the token stands in a header, and is asked for anew when it has ended', async () => {
    const { now, pass } = clock(Date.parse('2026-01-01T00:00:00Z'));
    const bodies: unknown[] = [];
    const fetch = async (request: Request) => {
      expect(request.url).toBe('https://keystone.example/v3/auth/tokens');
      bodies.push(await request.json());
      const headers = { 'X-Subject-Token': `k${bodies.length}` };
      return json({ token: { expires_at: '2026-01-01T01:00:00.000000Z' } }, { status: 201, headers });
    };
    const identity = { username: 'u', password: 'p', project: 'demo' };
    const sign = openStackToken({ authUrl: 'https://keystone.example/v3/', identity, fetch, now });
    expect((await sign(get())).headers.get('x-auth-token')).toBe('k1');
    pass(3590);
    expect((await sign(get())).headers.get('x-auth-token')).toBe('k2');
    expect(bodies[0]).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'u', password: 'p', domain: { name: 'Default' } } },
        },
        scope: { project: { name: 'demo', domain: { name: 'Default' } } },
      },
    });
  });

  it('Keystone: an application credential', async () => {
    let body: unknown;
    const fetch = async (request: Request) => {
      body = await request.json();
      return json({}, { status: 201, headers: { 'X-Subject-Token': 'k' } });
    };
    const identity = { applicationCredentialId: 'id', secret: 's' };
    await openStackToken({ authUrl: 'https://keystone.example/v3', identity, fetch })(get());
    expect(body).toEqual({
      auth: {
        identity: { methods: ['application_credential'], application_credential: { id: 'id', secret: 's' } },
      },
    });
  });
});
