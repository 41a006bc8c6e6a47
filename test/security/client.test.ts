// What a generated client must not be talked into: by the values that it is given, and by the servers that answer it.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { apiKey } from '../../runtime/auth/api-key.js';
import type { Authenticate } from '../../runtime/auth/authenticate.js';
import { bearer } from '../../runtime/auth/bearer.js';
import { clientCredentials } from '../../runtime/auth/client-credentials.js';
import { huaweiSignature } from '../../runtime/auth/huawei-signature.js';
import { openStackToken } from '../../runtime/auth/openstack-token.js';
import { scpSignature } from '../../runtime/auth/scp-signature.js';
import { InvalidParameter } from '../../runtime/invalid-parameter.js';
import { type Running, run } from './generate.js';
import { WIDGETS } from './widgets.js';

let running: Running;

beforeAll(async () => {
  running = await run(WIDGETS);
});

const SECRET = 'sEcReT-0123456789';
const OK = () => Response.json({ id: 'w', name: 'n' });

/** A client whose requests are kept and answered here. */
function client(answer: (request: Request) => Response | Promise<Response> = OK, more: object = {}) {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request);
    return answer(request);
  };
  return { calls: running.createClient({ baseUrl: 'https://api.test/v1', fetch, ...more }), sent };
}

async function failure(call: Promise<unknown> | undefined): Promise<Error> {
  return (
    (await call?.then(
      () => undefined,
      (error: Error) => error,
    )) ?? new Error('it did not fail')
  );
}

/** A server on the loopback. */
async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('values', () => {
  it.each(['.', '..', '', '\ud800', 'a\udfff'])('a path cannot say %j: nothing is sent', async (id) => {
    const { calls, sent } = client();
    expect((await failure(calls['getWidget']?.({ path: { id } }))).name).toBe(
      InvalidParameter.prototype.constructor.name,
    );
    expect(sent).toEqual([]);
  });

  it.each([
    'a/../../admin',
    'a#x',
    'a?x=1',
    '..\\admin',
    '%2e%2e',
    '..;/x',
    'a\r\nHost: evil.test',
    'a\0b',
    ' ',
    '//evil.test',
    'https://evil.test/',
    '@evil.test',
    ':80',
    'é中😀',
    "!'()*;&=+$,",
    '__proto__',
    '\u2028',
  ])('the path parameter %j is one segment', async (id) => {
    const { calls, sent } = client();
    await calls['getWidget']?.({ path: { id } });
    const url = new URL(sent[0]?.url ?? '');
    const segments = url.pathname.split('/');
    expect(url.origin).toBe('https://api.test');
    expect([url.search, url.hash]).toEqual(['', '']);
    expect(segments.slice(0, 3)).toEqual(['', 'v1', 'widgets']);
    expect(segments.slice(3).map(decodeURIComponent)).toEqual([id]);
  });

  it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0', 'имя', '\u{1f600}'])(
    'a header cannot carry %j',
    async (value) => {
      const { calls, sent } = client();
      const input = { path: { id: 'a' }, header: { 'X-Request-Id': value } };
      expect((await failure(calls['getWidget']?.(input))).name).toBe('InvalidParameter');
      expect(sent).toEqual([]);
    },
  );

  it('a cookie is one cookie, a query value is one value', async () => {
    const { calls, sent } = client();
    const hostile = 'a; b=c, d&e=f+g#h%20\r\n';
    await calls['getWidget']?.({ path: { id: 'a' }, cookie: { sid: hostile }, query: { reserved: hostile } });
    const [request] = sent;
    const cookie = request?.headers.get('cookie') ?? '';
    expect(cookie).toMatch(/^sid=[^;,\s]*$/);
    expect(decodeURIComponent(cookie.slice(4))).toBe(hostile);
    // Where reserved characters may stand, what is percent-encoded stays so (RFC 6570 §3.2.3).
    const understood = hostile.replace('%20', ' ');
    expect([...new URL(request?.url ?? '').searchParams]).toEqual([['reserved', understood]]);
  });

  it('a key of a deep object is one key, and nobody is polluted', async () => {
    const { calls, sent } = client();
    const filter = Object.fromEntries([
      ['__proto__', { x: 1 }],
      ['b&c=d', 'e'],
    ]);
    await calls['getWidget']?.({ path: { id: 'a' }, query: { filter } });
    expect([...new URL(sent[0]?.url ?? '').searchParams]).toEqual([
      ['filter[__proto__][x]', '1'],
      ['filter[b&c=d]', 'e'],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    const brackets = { path: { id: 'a' }, query: { filter: { 'a][b': 'c' } } };
    expect((await failure(calls['getWidget']?.(brackets))).name).toBe('InvalidParameter');
  });

  it('inherited members are no parameters', async () => {
    const { calls, sent } = client();
    await calls['getWidget']?.({ path: { id: 'a' }, query: Object.create({ kind: 'a' }) as object });
    expect(new URL(sent[0]?.url ?? '').search).toBe('');
    const nowhere = { path: Object.create({ id: 'a' }) as object };
    expect((await failure(calls['getWidget']?.(nowhere))).message).toContain('is missing');
  });
});

describe('credentials', () => {
  it('of a scheme that is called as something that every object has', async () => {
    const { calls, sent } = client(() => new Response(null, { status: 204 }), {
      credentials: { key: SECRET },
    });
    await calls['getSecret']?.();
    expect([...(sent[0]?.headers.keys() ?? [])]).toEqual(['accept']);
    const own = client(() => new Response(null, { status: 204 }), { credentials: { constructor: SECRET } });
    await own.calls['getSecret']?.();
    expect(own.sent[0]?.headers.get('x-constructor')).toBe(SECRET);
  });

  it.each([
    ['getSecret', { constructor: `${SECRET}\n` }],
    ['getSecret', { constructor: `${SECRET}\u2028` }],
    ['getBearer', { bearer: `${SECRET}\r\n` }],
    ['getBearer', { bearer: async () => `${SECRET}\0` }],
  ])('%s: a secret that cannot be sent is in no message', async (name, credentials) => {
    const error = await failure(client(OK, { credentials }).calls[name]?.());
    expect(error.name).toBe('InvalidParameter');
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
  });

  it('are in no message about an answer either', async () => {
    const credentials = { bearer: SECRET, query: SECRET };
    const { calls } = client(() => new Response('no', { status: 500 }), { credentials });
    for (const name of ['getBearer', 'getByQuery']) {
      const error = await failure(calls[name]?.());
      expect(error.name).toBe('UnexpectedAnswer');
      expect(`${error.message} ${error.stack}`).not.toContain(SECRET);
    }
  });

  it('stay with the server that they are for: redirects are not followed', async () => {
    const elsewhere: string[] = [];
    const other = await listen((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end();
    });
    const baseUrl = await listen((_, response) => {
      response.writeHead(307, { location: `${other}/stolen` }).end();
    });
    const calls = running.createClient({
      baseUrl,
      credentials: { constructor: SECRET, bearer: SECRET, query: SECRET },
    });
    for (const name of ['getSecret', 'getBearer', 'getByQuery'])
      expect((await failure(calls[name]?.())).message).toContain('307');
    expect(elsewhere).toEqual([]);
  });

  it('by which tokens are asked for stay there too', async () => {
    const elsewhere: string[] = [];
    const other = await listen((request, response) => {
      elsewhere.push(request.url ?? '');
      response.end();
    });
    const identity = await listen((_, response) => {
      response.writeHead(308, { location: `${other}/stolen` }).end();
    });
    const providers: Authenticate[] = [
      clientCredentials({ tokenUrl: identity, clientId: 'me', clientSecret: SECRET }),
      clientCredentials({
        tokenUrl: identity,
        clientId: 'me',
        clientSecret: SECRET,
        credentialsIn: 'body',
      }),
      openStackToken({
        authUrl: identity,
        identity: { username: 'me', password: SECRET, project: 'p' },
      }),
    ];
    for (const bearer of providers) {
      const { calls, sent } = client(OK, { credentials: { bearer } });
      const error = await failure(calls['getBearer']?.());
      expect(error.message).toContain('308');
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
      expect(sent).toEqual([]);
    }
    expect(elsewhere).toEqual([]);
  });

  it('that a provider cannot send are in no message', async () => {
    const bad = `${SECRET}\r\nx: y`;
    const providers: Authenticate[] = [
      apiKey(bad, 'X-Key'),
      bearer(bad),
      bearer(async () => bad),
      scpSignature({ accessKey: bad, secretKey: 's' }),
      scpSignature({ accessKey: 'a', secretKey: 's', accountId: bad }),
      huaweiSignature({ accessKey: bad, secretKey: 's' }),
    ];
    for (const provider of providers) {
      const { calls, sent } = client(OK, { credentials: { bearer: provider } });
      const error = await failure(calls['getBearer']?.());
      expect(error.name).toBe('InvalidParameter');
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
      expect(sent).toEqual([]);
    }
  });
});

describe('answers', () => {
  it('of another form than is documented: the message is short, on one line, and of ASCII', async () => {
    const answers = [
      new Response('<html>\u001b[2J', { headers: { 'content-type': 'application/json' } }),
      new Response('x', { headers: { 'content-type': `text/\u009b31m${'x'.repeat(5000)}` } }),
      new Response('x'.repeat(100_000), { status: 418 }),
      new Response(`${'['.repeat(50_000)}`, { headers: { 'content-type': 'application/json' } }),
    ];
    for (const answer of answers) {
      const error = await failure(client(() => answer).calls['getWidget']?.({ path: { id: 'a' } }));
      expect(error).toMatchObject({ name: 'UnexpectedAnswer', operation: 'getWidget' });
      expect(error.message).toMatch(/^[ -~]{1,400}$/);
      expect((error as Error & { body: string }).body.length).toBeLessThanOrEqual(2000);
    }
  });

  it('__proto__ in a body is a member like others', async () => {
    const text = '{"id":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const answer = new Response(text, { headers: { 'content-type': 'application/json' } });
    const result = await client(() => answer).calls['getWidget']?.({ path: { id: 'a' } });
    expect(result?.data).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(result?.data)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([1, 2, 5, 1000])('in pieces of %i bytes are one text', async (size) => {
    const bytes = new TextEncoder().encode('{"id":"a","name":"\u00e9\u4f8b\ud83d\ude00"}');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const answer = new Response(body, { headers: { 'content-type': 'application/json' } });
    const result = await client(() => answer).calls['getWidget']?.({ path: { id: 'a' } });
    expect(result?.data).toEqual({ id: 'a', name: '\u00e9\u4f8b\ud83d\ude00' });
  });

  it('that never end: too large, or too late', async () => {
    const baseUrl = await listen((request, response) => {
      response.writeHead(request.url?.includes('large') ? 200 : 500, { 'content-type': 'application/json' });
      const timer = setInterval(
        () => response.write(' '.repeat(request.url?.includes('slow') ? 1 : 65_536)),
        2,
      );
      response.on('close', () => clearInterval(timer));
    });
    const calls = running.createClient({ baseUrl, bodyLimit: 1_000_000, timeout: 20_000 });
    const large = await failure(calls['getWidget']?.({ path: { id: 'large' } }));
    expect(large).toMatchObject({ name: 'UnexpectedAnswer' });
    expect(large.message).toContain('larger than 1000000 bytes');
    const undocumented = await failure(calls['getWidget']?.({ path: { id: 'unknown' } }));
    expect(undocumented.message).toContain('500');
    const hasty = running.createClient({ baseUrl, timeout: 300 });
    const slow = await failure(hasty['getWidget']?.({ path: { id: 'large-slow' } }));
    expect(slow.name).toBe('TimeoutError');
  });
});
