// What a generated client does when the server, or its caller, does not keep to the document.
import { describe, expect, it } from 'vitest';
import * as scaleway from '../../generated/scaleway-instance/index.js';
import * as scp from '../../generated/scp-virtualserver/index.js';
import * as scalewayServer from '../replay/servers/scaleway.js';
import { SCALEWAY } from './families.js';
import { WAYS } from './ways.js';

const { InvalidParameter, UnexpectedAnswer, createClient } = scaleway.v1;
const now = () => new Date('2026-04-01T00:00:00Z');
const credentials = { SecretKey: scalewayServer.SECRET_KEY };
const path = { zone: 'fr-par-1', snapshot_id: scalewayServer.SNAPSHOT } as const;

describe('an answer that is not documented', () => {
  const json = { 'content-type': 'application/json' };
  const ANSWERS: readonly (readonly [name: string, answer: () => Response, why: string, body: string])[] = [
    [
      'a status that is not documented',
      () => new Response('{"a":1}', { status: 418, headers: json }),
      'getSnapshot: the status 418 is not documented',
      '{"a":1}',
    ],
    [
      'a server error',
      () => new Response('oops', { status: 500 }),
      'getSnapshot: the status 500 is not documented',
      'oops',
    ],
    [
      'another media type',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'getSnapshot: the media type "text/html" is not documented for status 200',
      '<html>',
    ],
    [
      'no media type',
      () => {
        // Not left to the platform: servers of other tests in this process put a Response of their own in its place.
        const untold = new Response('{}');
        untold.headers.delete('content-type');
        return untold;
      },
      'getSnapshot: the media type "" is not documented for status 200',
      '{}',
    ],
    [
      'broken JSON',
      () => new Response('{"snapshot":', { headers: json }),
      'getSnapshot: the body for status 200 is not JSON',
      '{"snapshot":',
    ],
    [
      'no body',
      () => new Response(null, { headers: json }),
      'getSnapshot: the body for status 200 is not JSON',
      '',
    ],
    [
      'a long body',
      () => new Response('x'.repeat(5000), { status: 502 }),
      'getSnapshot: the status 502 is not documented',
      'x'.repeat(2000),
    ],
  ];

  for (const [name, answer, message, body] of ANSWERS) {
    it(`is told as such: ${name}`, async () => {
      const client = createClient({ baseUrl: 'http://localhost', fetch: async () => answer() });
      const thrown = await client.getSnapshot({ path }).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(UnexpectedAnswer);
      expect(thrown).toMatchObject({ name: 'UnexpectedAnswer', operation: 'getSnapshot', message, body });
      expect(thrown).toHaveProperty('response.status', answer().status);
    });
  }

  for (const way of WAYS) {
    it(`comes from a handler that throws, ${way.name}`, async () => {
      const { v1 } = scalewayServer.versionOptions({ now });
      const errors: unknown[] = [];
      const reached = await way.reach(SCALEWAY, {
        now,
        versions: {
          v1: {
            ...v1,
            onError: (error) => errors.push(error),
            handlers: {
              ...v1.handlers,
              getSnapshot: () => {
                throw new Error('secret of the server');
              },
            },
          },
        },
      });
      const client = createClient({ ...reached, credentials });
      const thrown = await client.getSnapshot({ path }).catch((error: unknown) => error);
      expect(thrown).toMatchObject({ name: 'UnexpectedAnswer', response: { status: 500 } });
      expect(JSON.stringify(thrown)).not.toContain('secret of the server');
      expect(errors).toMatchObject([{ message: 'secret of the server' }]);
    });
  }

  it('is let through where only the media type parameters differ', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    const fetch = async () => new Response('{"snapshots":[]}', { headers });
    const client = createClient({ baseUrl: 'http://localhost', fetch });
    expect(await client.listSnapshots({ path })).toMatchObject({ ok: true, data: { snapshots: [] } });
  });
});

describe('a value that cannot be sent', () => {
  const sent: Request[] = [];
  const client = createClient({
    baseUrl: 'http://localhost/prefix/',
    credentials,
    fetch: async (request) => {
      sent.push(request);
      return new Response(null, { status: 204 });
    },
  });

  for (const snapshot_id of ['..', '.', '']) {
    it(`is refused before anything is sent: ${JSON.stringify(snapshot_id)} in the path`, async () => {
      for (const call of [client.deleteSnapshot, client.getSnapshot]) {
        const thrown = await call({ path: { ...path, snapshot_id } }).catch((error: unknown) => error);
        expect(thrown).toBeInstanceOf(InvalidParameter);
        expect(thrown).toMatchObject({ name: 'InvalidParameter', parameter: 'snapshot_id', place: 'path' });
      }
      expect(sent).toStrictEqual([]);
    });
  }

  it('is refused in a header too', async () => {
    const other = scp.v1_3.createClient({ baseUrl: 'http://localhost', fetch: () => Promise.reject() });
    for (const language of ['en\r\nX-Evil: 1', 'en\u0000', '한국어']) {
      const thrown = await other
        .listSnapshots({ header: { 'Accept-Language': language } })
        .catch((error: unknown) => error);
      expect(thrown).toMatchObject({
        name: 'InvalidParameter',
        parameter: 'Accept-Language',
        place: 'header',
      });
    }
  });

  it('stays one segment where it can be escaped', async () => {
    const odd = 'a/b/../c?d#e%2F..;f';
    await client.deleteSnapshot({ path: { ...path, snapshot_id: odd } });
    const [{ url } = { url: '' }] = sent;
    expect(url).toBe(
      'http://localhost/prefix/instance/v1/zones/fr-par-1/snapshots/a%2Fb%2F..%2Fc%3Fd%23e%252F..%3Bf',
    );
  });
});

describe('a call', () => {
  it('takes headers and a signal of its own; its headers win over those of the client', async () => {
    const sent: Request[] = [];
    const client = createClient({
      baseUrl: 'http://localhost',
      headers: { 'X-One': 'client', 'X-Two': 'client' },
      fetch: async (request) => {
        sent.push(request);
        request.signal.throwIfAborted();
        return new Response('{"snapshots":[]}', { headers: { 'content-type': 'application/json' } });
      },
    });
    await client.listSnapshots({ path }, { headers: { 'X-Two': 'call' } });
    expect([sent[0]?.headers.get('X-One'), sent[0]?.headers.get('X-Two')]).toStrictEqual(['client', 'call']);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(client.listSnapshots({ path }, { signal })).rejects.toThrow('enough');
  });

  it('can be made without the client object', async () => {
    const server = scalewayServer.createServer({ now });
    const connection = scaleway.v1.createConnection({
      baseUrl: 'http://localhost',
      credentials,
      fetch: server,
    });
    expect(await scaleway.v1.getSnapshot(connection, { path })).toMatchObject({ ok: true, status: 200 });
  });
});
