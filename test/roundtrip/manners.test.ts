// What every framework must leave to the generated server: refusals, HEAD and OPTIONS, paths to the letter, slow and large bodies, a place below a prefix.
import { connect as connectSocket } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, type RunningOptions, run } from '../security/generate.js';
import { type Reached, WAYS } from './ways.js';

const text = { type: 'string' };
const id = { name: 'id', in: 'path', required: true, schema: text };
const done = { 204: { description: 'done' } };
const thing = {
  'application/json': { schema: { type: 'object', required: ['n'], properties: { n: text } } },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Manners', version: '1' },
  paths: {
    '/things/{id}': {
      parameters: [id],
      get: {
        operationId: 'read',
        parameters: [{ name: 'X-Trace', in: 'header', schema: text }],
        responses: { 200: { description: 'd', content: thing } },
      },
      put: { operationId: 'write', requestBody: { required: true, content: thing }, responses: done },
    },
    '/secret': { get: { operationId: 'secret', security: [{ token: [] }], responses: done } },
    '/lines': {
      get: {
        operationId: 'lines',
        responses: { 200: { description: 'd', content: { 'application/jsonl': { schema: text } } } },
      },
    },
  },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
};

let running: Running;
let seen: { readonly path?: object; readonly header?: object }[];
let urls: string[];
let errors: unknown[];
let made: number;

beforeAll(async () => {
  running = await run(DOCUMENT);
});

const cookies = ['a=1; Path=/', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'];

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

async function* endless() {
  for (;;) {
    made++;
    yield 'x'.repeat(64 * 1024);
  }
}

function options(more: Partial<RunningOptions> = {}): RunningOptions {
  [seen, urls, errors, made] = [[], [], [], 0];
  return {
    handlers: {
      read: (input: object, context?: { readonly request: Request }) => {
        seen.push(input);
        urls.push(context?.request.url ?? '');
        return { status: 200, headers: { 'Set-Cookie': cookies }, body: { n: 'a' } };
      },
      write: (input: object) => {
        seen.push(input);
        return { status: 204 };
      },
      secret: () => ({ status: 204 }),
      lines: () => ({ status: 200, body: endless() }),
    },
    authenticate: ({ token }) => token === 'good',
    onError: (error) => void errors.push(error),
    ...more,
  };
}

describe.each(WAYS.map((way) => [way.name, way] as const))('%s', (_, way) => {
  let reached: Reached;
  let send: (path: string, init?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    reached = await way.reach(running, options({ bodyLimit: 2_000_000, bodyTimeout: 300 }));
    send = (path, init) => reached.fetch(new Request(reached.baseUrl + path, init));
  });

  const json = { 'content-type': 'application/json' };
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    return [response.status, ((await response.json()) as { status: number }).status];
  };

  it('HEAD is GET without its body, OPTIONS says what there is, 405 as well', async () => {
    const head = await send('/things/a', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'application/json',
      '',
    ]);
    const allow = 'GET, HEAD, OPTIONS, PUT';
    const asked = await send('/things/a', { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, allow]);
    const refused = await send('/things/a', { method: 'DELETE' });
    expect(refused.headers.get('allow')).toBe(allow);
    expect(await problemOf(refused)).toEqual([405, 405]);
  });

  it.each(['/', '/nothing', '/things', '/things/', '/things/a/', '/Things/a', '//things/a'])(
    '%s is not there',
    async (path) => {
      expect(await problemOf(await send(path))).toEqual([404, 404]);
    },
  );

  it.each([
    ['/things/a%2Fb%20c', 'a/b c'],
    ['/things/%zz', '%zz'],
    ['/things/%E4', '%E4'],
    ['/things/..%2f..', '../..'],
    ['/things/a;b=c:d*', 'a;b=c:d*'],
    [`/things/${'x'.repeat(300)}`, 'x'.repeat(300)],
  ])('%s is one segment, to the letter', async (path, value) => {
    seen = [];
    const response = await send(path, { headers: { 'X-TRACE': 't' } });
    // Fastify's router refuses what it cannot decode before any plugin hears of it.
    if (way.name === 'with Fastify' && !isDecodable(path)) {
      expect(response.status).toBe(400);
      return;
    }
    expect(response.status).toBe(200);
    expect(seen).toEqual([{ path: { id: value }, header: { 'X-Trace': 't' } }]);
  });

  it('two cookies stay two', async () => {
    expect((await send('/things/a')).headers.getSetCookie()).toEqual(cookies);
  });

  it('credentials are asked for by their scheme', async () => {
    const refused = await send('/secret');
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problemOf(refused)).toEqual([401, 401]);
    expect((await send('/secret', { headers: { authorization: 'bearer good' } })).status).toBe(204);
  });

  it.each<[status: number, headers: Record<string, string>, body: string]>([
    [204, json, '{"n":"a"}'],
    [204, { 'content-type': 'application/json; charset=UTF-8' }, '{"n":"a"}'],
    [204, json, JSON.stringify({ n: 'x'.repeat(1_500_000) })],
    [400, json, '{"n":1}'],
    [400, json, '{"__proto__":{"n":"a"}}'],
    [400, json, '{'],
    [400, json, ''],
    [413, json, JSON.stringify({ n: 'x'.repeat(2_500_000) })],
    [415, { 'content-type': 'text/plain' }, '{"n":"a"}'],
    [415, { 'content-type': 'nonsense' }, '{"n":"a"}'],
    [415, { 'content-type': 'application/json; charset=utf-16' }, '{"n":"a"}'],
    [415, { ...json, 'content-encoding': 'gzip' }, '{"n":"a"}'],
  ])('%i for %j', async (status, headers, body) => {
    seen = [];
    const response = await send('/things/a', { method: 'PUT', headers, body });
    if (status === 204) expect(response.status).toBe(204);
    else expect(await problemOf(response)).toEqual([status, status]);
    expect(seen).toHaveLength(status === 204 ? 1 : 0);
    expect(errors).toEqual([]);
  });

  it('asks a handler for no more than its client takes, and for nothing once it is gone', async () => {
    made = 0;
    const controller = new AbortController();
    const response = await send('/lines', { signal: controller.signal });
    await new Promise((resume) => setTimeout(resume, 100));
    // What a socket, the two ends of it and the platform hold.
    expect(made).toBeLessThan(200);
    controller.abort();
    await response.body?.cancel().catch(() => undefined);
    await new Promise((resume) => setTimeout(resume, 50));
    const before = made;
    await new Promise((resume) => setTimeout(resume, 50));
    expect(made).toBe(before);
  });

  it.runIf(way.isSocket)('a body that does not come is not waited for', async () => {
    const { port } = new URL(reached.baseUrl);
    const head = `PUT /things/a HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
    for (const beginning of [
      'Content-Length: 1000\r\n\r\n{',
      'Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
    ]) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connectSocket(Number(port), '127.0.0.1', () => socket.write(head + beginning));
        let all = '';
        socket.on('data', (chunk) => {
          all += chunk.toString('latin1');
          if (/"status":\d+/.test(all)) socket.destroy();
        });
        socket.on('error', reject);
        socket.on('close', () => resolve(all));
        socket.setTimeout(5000, () => void socket.destroy());
      });
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    }
    expect(errors).toEqual([]);
  });
});

describe('below a prefix', () => {
  const open: (() => unknown)[] = [];
  afterAll(async () => {
    for (const close of open) await close();
  });
  const MOUNTED = {
    Hono: async () => {
      const app = new Hono().mount('/api', (request) => running.createApp(options()).fetch(request));
      return async (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init);
    },
    Fastify: async () => {
      const app = Fastify();
      await app.register(running.createPlugin(options()), { prefix: '/api' });
      app.get('/health', () => 'well');
      const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
      open.push(() => app.close());
      return (path: string, init?: RequestInit) => fetch(baseUrl + path, init);
    },
    Express: async () => {
      const app = express().use('/api', running.createRouter(options()));
      app.get('/health', (_, response) => void response.send('well'));
      const server = app.listen(0, '127.0.0.1');
      await new Promise((ready) => server.once('listening', ready));
      open.push(() => server.close());
      const { port } = server.address() as { port: number };
      return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
    },
  };

  it.each(Object.keys(MOUNTED) as (keyof typeof MOUNTED)[])('%s', async (name) => {
    const send = await MOUNTED[name]();
    expect((await send('/api/things/a%2Fb?x=1')).status).toBe(200);
    expect(seen).toEqual([{ path: { id: 'a/b' }, header: {} }]);
    // Only Hono tells whom it mounts another URL.
    if (name !== 'Hono') expect(new URL(urls[0] ?? '').pathname).toBe('/api/things/a%2Fb');
    expect((await send('/api/things/a', { method: 'DELETE' })).status).toBe(405);
    expect((await send('/api/nothing')).headers.get('content-type')).toBe('application/problem+json');
    expect((await send('/things/a')).status).toBe(404);
    if (name !== 'Hono') expect(await (await send('/health')).text()).toBe('well');
  });
});
