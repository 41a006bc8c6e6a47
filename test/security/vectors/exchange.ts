// Hides the checks of what generated code does: the client given a hostile value or answer, the server a hostile request.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Running } from '../generate.js';
import type { Vector } from './vector.js';

export type ExchangeJudge = (vector: Vector, running: Running) => Promise<string | undefined>;

const BASE = 'https://api.test/v1';
const GOOD = { id: 'a', name: 'n' };
const SECRET = 'sEcReT-0123456789';

/** By check; those of values that a client is given. */
export const ARGUMENTS: Readonly<Record<string, ExchangeJudge>> = {
  'one-path-segment': async ({ payload }, running) => {
    const { sent, error } = await called(running, { path: { id: payload } });
    if (!sent) return refused(error);
    const segments = new URL(sent.url).pathname.split('/');
    const [last = ''] = segments.slice(3);
    return segments.length === 4 && decodeURIComponent(last) === payload ? undefined : `sent as ${sent.url}`;
  },
  'throws-or-encodes': async ({ payload }, running) => {
    const { sent, error } = await called(running, { path: { id: 'a' }, header: { 'X-Request-Id': payload } });
    return sent ? 'it was sent' : refused(error);
  },
  'query-roundtrip': async ({ payload }, running) => {
    const { sent, error } = await called(running, { path: { id: 'a' }, query: { filter: payload } });
    return sent ? `sent as ${sent.url}` : refused(error);
  },
  'no-pollution': async () => (Object.keys(Object.prototype).length > 0 ? 'it is polluted' : undefined),
};

/** Those of answers. */
export const ANSWERS: Readonly<Record<string, ExchangeJudge>> = {
  'no-auth-leak': async (_, running) => {
    const elsewhere: string[] = [];
    return listening(
      (request, response) => {
        elsewhere.push(JSON.stringify(request.headers));
        response.end();
      },
      (other) =>
        listening(
          (_request, response) => void response.writeHead(307, { location: other }).end(),
          async (baseUrl) => {
            const client = running.createClient({ baseUrl, credentials: { apiKey: SECRET } });
            await client['getWidget']?.({ path: { id: 'a' } }).catch(() => {});
            return elsewhere.length > 0 ? `elsewhere was told ${elsewhere}` : undefined;
          },
        ),
    );
  },
  'throws-size-limit': (_, running) => endless(running, { bodyLimit: 1_000_000 }, 'UnexpectedAnswer', 65_536),
  timeout: (_, running) => endless(running, { timeout: 300 }, 'TimeoutError', 1),
  'typed-error': async ({ payload }, running) => {
    const fetch = async () =>
      new Response(String(payload), { headers: { 'content-type': 'application/json' } });
    const error = await failure(
      running.createClient({ baseUrl: BASE, fetch })['getWidget']?.({ path: { id: 'a' } }),
    );
    if (error?.name !== 'UnexpectedAnswer') return `it fails as ${error?.name}`;
    return /^[ -~]{1,400}$/.test(error.message) ? undefined : `its message is ${error.message}`;
  },
};

/** Those of requests. */
export const REQUESTS: Readonly<Record<string, ExchangeJudge>> = {
  'status:408': async (_, running) => {
    const slow = new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        controller.enqueue(new Uint8Array([0x20]));
      },
    });
    const { status } = await asked(running, post(slow, 'application/json'), { bodyTimeout: 300 });
    return status === 408 ? undefined : `answered ${status}`;
  },
  bounded: async () => undefined,
  'never-skips-validation': async ({ payload }, running) => {
    const { contentType, body } = payload as { contentType: string; body: string };
    const { status, seen } = await asked(running, post(body, contentType));
    return seen.length > 0 || (status !== 415 && status !== 400)
      ? `answered ${status}, seen ${seen.length}`
      : undefined;
  },
  // Of a name that comes twice the last counts, for the judge as for the handler; numbers have the precision of a double.
  'documented-behaviour': async ({ payload }, running) => {
    const { status, seen } = await asked(running, post(String(payload), 'application/json'));
    const expected: unknown = JSON.parse(String(payload));
    const { body } = (seen[0] ?? {}) as { body?: unknown };
    if (status === 400) return undefined;
    return JSON.stringify(body) === JSON.stringify(expected)
      ? undefined
      : `answered ${status}, seen ${JSON.stringify(body)}`;
  },
  'status:400': async ({ payload }, running) => {
    const { status, seen } = await asked(running, new Request(`http://localhost/v1${String(payload)}`));
    return status === 400 && seen.length === 0 ? undefined : `answered ${status}`;
  },
  'status:500': async ({ payload }, running) => {
    const { status } = await asked(
      running,
      new Request('http://localhost/v1/widgets/a'),
      {},
      { ...(payload as object), name: SECRET },
    );
    return status === 500 ? undefined : `answered ${status}`;
  },
  'no-secret-in-output': async ({ payload }, running) => {
    const { text } = await asked(
      running,
      new Request('http://localhost/v1/widgets/a'),
      {},
      { ...(payload as object), name: SECRET },
    );
    return text.includes(SECRET) ? `answered ${text}` : undefined;
  },
};

function post(body: BodyInit, contentType: string): Request {
  const init = { method: 'POST', body, headers: { 'content-type': contentType }, duplex: 'half' };
  return new Request('http://localhost/v1/widgets/a', init as RequestInit);
}

async function asked(running: Running, request: Request, options = {}, answer: unknown = GOOD) {
  const seen: unknown[] = [];
  const handler = (status: number) => (input: unknown) => {
    seen.push(input);
    return { status, ...(status === 200 && { mediaType: 'application/json', body: answer }) };
  };
  const handle = running.createServer({
    handlers: { getWidget: handler(200), replaceWidget: handler(204) },
    authenticate: () => 'somebody',
    onError: () => {},
    ...options,
  });
  request.headers.set('x-api-key', 'k');
  const response = await handle(request);
  return { status: response.status, text: await response.text(), seen };
}

async function called(running: Running, input: object): Promise<{ sent?: Request; error?: Error }> {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request);
    return Response.json(GOOD);
  };
  const error = await failure(running.createClient({ baseUrl: BASE, fetch })['getWidget']?.(input));
  const [first] = sent;
  return { ...(first && { sent: first }), ...(error && { error }) };
}

function refused(error: Error | undefined): string | undefined {
  return error?.name === 'InvalidParameter' ? undefined : `it fails as ${error?.name}`;
}

async function failure(call: Promise<unknown> | undefined): Promise<Error | undefined> {
  return call?.then(
    () => undefined,
    (error: Error) => error,
  );
}

async function endless(
  running: Running,
  options: object,
  name: string,
  bytes: number,
): Promise<string | undefined> {
  return listening(
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '.repeat(bytes)), 2);
      response.on('close', () => clearInterval(timer));
    },
    async (baseUrl) => {
      const client = running.createClient({ baseUrl, ...options });
      const error = await failure(client['getWidget']?.({ path: { id: 'a' } }));
      return error?.name === name ? undefined : `it fails as ${error?.name}`;
    },
  );
}

/** A server on the loopback, for as long as the work takes. */
export async function listening<T>(
  listener: RequestListener,
  work: (origin: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
