// Targets that hang, break off, lie or never end, over real loopback sockets: each is a finding, and the run ends in time.
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { requestOf } from '../../contract/execute/transport.js';
import { httpTarget, type Outgoing } from '../../contract/index.js';
import { conforming, runShelf } from './shelf.js';

const GET = 'shelf/2.0/getBook/examples/known-book';
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(server: Server, prefix = ''): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${prefix}`;
}

const raw = (serve: (socket: Socket) => void) =>
  listen(createServer((socket) => void socket.once('data', () => serve(socket))));
const http = (listener: RequestListener) => listen(createHttpServer(listener));

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

async function failureOf(baseUrl: string, options = {}) {
  const { events, findings } = await runShelf(httpTarget(baseUrl), {
    cases: [GET],
    options: { timeoutMs: 20_000, ...options },
  });
  expect(findings.map(({ check }) => check)).toEqual(['target']);
  expect(events.at(-1)).toMatchObject({ type: 'finished' });
  return findings[0]?.actual;
}

describe('a target that', () => {
  it('never answers', async () => {
    expect(await failureOf(await raw(() => {}), { timeoutMs: 150 })).toBe('no complete answer within 150 ms');
  });

  it('stops in the middle of a body', async () => {
    const url = await raw((socket) => void socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"book":`));
    expect(await failureOf(url, { timeoutMs: 150 })).toBe('no complete answer within 150 ms');
  });

  it('resets the connection', async () => {
    expect(await failureOf(await raw((socket) => socket.resetAndDestroy()))).toMatch(
      /^the connection was (reset|closed)/,
    );
  });

  it('hangs up in the middle of a body', async () => {
    const url = await raw((socket) => void socket.end(`${HEAD}Content-Length: 100\r\n\r\n{"book":`));
    expect(await failureOf(url)).toMatch(/^the (connection was closed|body is not as long)/);
  });

  it('does not speak HTTP', async () => {
    expect(await failureOf(await raw((socket) => void socket.end('\u0000\u0001garbage\r\n\r\n')))).toMatch(
      /^the answer is not HTTP/,
    );
  });

  it('sends a body without end', async () => {
    const url = await http((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect(await failureOf(url, { maxBytes: 1024 * 1024 })).toBe('the body has more than 1048576 bytes');
  });

  it('sends a small body that grows without end', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const url = await http((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(await failureOf(url, { maxBytes: 1024 * 1024 })).toBe('the body has more than 1048576 bytes');
  });

  it('says gzip and sends something else', async () => {
    const url = await http((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{}');
    });
    expect(await failureOf(url)).toMatch(/^the body cannot be decompressed/);
  });

  it('sends headers without end', async () => {
    expect(
      await failureOf(
        await raw((socket) => void socket.end(`${HEAD}X-Long: ${'x'.repeat(100_000)}\r\n\r\n{}`)),
      ),
    ).toMatch(/^the headers are too large/);
  });

  it('is not there', async () => {
    const url = await raw(() => {});
    open.pop()?.close();
    const { events, findings } = await runShelf(httpTarget(url));
    expect(findings).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({
      outcome: 'unreachable',
      reason: 'the connection was refused (ECONNREFUSED)',
      totals: { cases: 14, notRun: 13 },
    });
  });

  it('redirects: the redirection is the answer', async () => {
    const url = await http(
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    const { findings } = await runShelf(httpTarget(url), { cases: [GET] });
    expect(findings).toMatchObject([{ check: 'status', expected: '200', actual: '302' }]);
  });

  it('sends deep nesting and long lists', async () => {
    const bodies = [
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `{"book":{"tags":[${'{},'.repeat(200_000)}{}]}}`,
      `{"book":{"note":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}}`,
    ];
    for (const body of bodies) {
      const url = await http(
        (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      );
      const { findings } = await runShelf(httpTarget(url), { cases: [GET] });
      expect(findings[0]).toMatchObject({ check: 'body' });
      expect(JSON.stringify(findings).length).toBeLessThan(50_000);
    }
  });
});

const asShelf = ({ url, headers }: IncomingMessage) =>
  conforming(new Request(`http://shelf${url}`, { headers: headers as Record<string, string> }));

describe('an answer', () => {
  const held = async (encoding: string, encode: (body: Buffer) => Buffer) => {
    const url = await http(async (request, response) => {
      const answer = await asShelf(request);
      const headers = { ...Object.fromEntries(answer.headers), 'content-encoding': encoding };
      response.writeHead(answer.status, headers).end(encode(Buffer.from(await answer.arrayBuffer())));
    });
    const { findings } = await runShelf(httpTarget(url), { cases: [GET] });
    return findings.map(({ actual }) => actual);
  };

  it.each([
    ['gzip', gzipSync],
    ['X-GZIP', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate, as many mean it', deflateRawSync],
    ['deflate, gzip', (body: Buffer) => gzipSync(deflateSync(body))],
    ['none that anyone knows', (body: Buffer) => body],
  ])('that is encoded is decoded: %s', async (encoding, encode) => {
    expect(await held(encoding.replace(/, as .*/, ''), encode)).toEqual([]);
  });

  it('that is encoded more often than anyone needs is not decoded', async () => {
    expect(await held('gzip,'.repeat(6).slice(0, -1), gzipSync)).toEqual([
      'the body is encoded 6 times, more than 5',
    ]);
  });

  it('is asked for as clients do: by name, to be compressed, on connections that are kept', async () => {
    const seen = new Set<string>();
    const connections = new Set<Socket>();
    const url = await http(async (request, response) => {
      connections.add(request.socket);
      seen.add(`${request.headers['user-agent']}, ${request.headers['accept-encoding']}`);
      const answer = await asShelf(request);
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    });
    const { events } = await runShelf(httpTarget(url), {
      cases: ['shelf/2.0/getBook', 'shelf/2.0/listBooks'],
    });
    expect([...seen]).toEqual(['specpact, gzip, deflate']);
    expect(events.filter(({ type }) => type === 'exchanged').length).toBeGreaterThan(4);
    expect(connections.size).toBeLessThanOrEqual(2);
  });
});

describe('a run', () => {
  it('gives up after several cases in a row without an answer, and its report is whole', async () => {
    const url = await raw((socket) => socket.destroy());
    const { events, findings } = await runShelf(httpTarget(url));
    expect(findings).toHaveLength(5);
    expect(events.at(-1)).toMatchObject({
      outcome: 'gave-up',
      totals: { cases: 14, broken: 5, held: 0, notRun: 9 },
    });
  });

  it('goes on where a server dies half way, until it has to give up', async () => {
    let left = 4;
    const url = await raw(() => {});
    open.pop()?.close();
    const dying = httpTarget(url);
    const transport: typeof dying.transport = (request, ending) =>
      left-- > 0 ? Promise.resolve(conforming(requestOf(request))) : dying.transport(request, ending);
    const { events } = await runShelf({ ...dying, baseUrl: `${dying.baseUrl}`, transport });
    expect(events.at(-1)).toMatchObject({ outcome: 'gave-up', totals: { held: 4, broken: 5, notRun: 5 } });
  });

  it('ends on a signal, and counts what was not run', async () => {
    const controller = new AbortController();
    const handler = (request: Request) => {
      if (request.method === 'GET') controller.abort();
      return request.method === 'GET' ? new Promise<Response>(() => {}) : conforming(request);
    };
    const { events, findings } = await runShelf(handler, { options: { signal: controller.signal } });
    expect(findings).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: 'aborted', totals: { held: 3, notRun: 11 } });
  });

  it('gives the same events in the same order, however many cases are under way', async () => {
    const slow = async (request: Request) => {
      const answer = await conforming(request);
      await new Promise((resolve) => setTimeout(resolve, request.method === 'POST' ? 20 : 1));
      return answer;
    };
    const one = await runShelf(slow);
    for (const concurrency of [4, 50])
      expect((await runShelf(slow, { options: { concurrency } })).events).toEqual(one.events);
  });

  it('sends the base path behind the prefix, and not twice', async () => {
    const asked: string[] = [];
    const target = (baseUrl: string) => ({
      ...httpTarget(baseUrl),
      transport: async (request: Outgoing) => {
        asked.push(request.url);
        return Response.json({});
      },
    });
    for (const base of ['http://h', 'http://h/', 'http://h/gateway', 'http://h/gateway/api/'])
      await runShelf(target(base), { cases: [GET] });
    const path = '/v1/north-wall-3/books/b0a1c2d3-0000-4000-8000-1234567890ab';
    expect(asked).toEqual([
      `http://h/api${path}`,
      `http://h/api${path}`,
      `http://h/gateway/api${path}`,
      `http://h/gateway/api${path}`,
    ]);
  });

  it.each([
    ['a handler that throws', () => Promise.reject(new Error('boom\u001b[2J')), 'boom\\u{1b}[2J'],
    [
      'a handler that gives nothing',
      () => undefined as unknown as Response,
      'the handler did not return a Response',
    ],
    ['a handler that hangs', () => new Promise<Response>(() => {}), 'no complete answer within 50 ms'],
    [
      'a body that hangs',
      () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
      'no complete answer within 50 ms',
    ],
    [
      'a body that breaks',
      () => new Response(new ReadableStream({ pull: () => Promise.reject(new Error('gone')) })),
      'gone',
    ],
  ])('survives %s', async (_, handler, actual) => {
    const { findings } = await runShelf(handler, { cases: [GET], options: { timeoutMs: 50 } });
    expect(findings).toMatchObject([{ check: 'target', actual }]);
  });
});

describe('httpTarget', () => {
  it.each([
    '',
    'localhost:8080',
    'ftp://x',
    'file:///etc/passwd',
    'http://user:hush@x',
    'http://x/?a=1',
    'http://x/#a',
  ])('refuses %j', (url) => {
    expect(() => httpTarget(url)).toThrow(TypeError);
    expect(() => httpTarget(url)).not.toThrow(/hush/);
  });
});
