// Hides node:http: a web-standard handler behind a port of this machine that the system chooses.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  /** `http://127.0.0.1:40123` */
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

export async function listen(fetch: (request: Request) => Promise<Response>): Promise<Loopback> {
  const server = createServer((message, response) => {
    serve(message, response, fetch).catch((cause: unknown) => response.destroy(cause as Error));
  });
  // A busy test rests for longer than the five seconds of which a client may still believe that the connection is there.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk as Uint8Array);
  const { method = 'GET', url = '/', rawHeaders } = message;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  // Fetch knows no TRACE, and no body with GET.
  const body = chunks.length > 0 && method !== 'GET' && method !== 'HEAD' ? Buffer.concat(chunks) : null;
  const answer = await fetch(new Request(`http://${headers.get('host')}${url}`, { method, headers, body }));
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.end(answer.body === null ? undefined : new Uint8Array(await answer.arrayBuffer()));
}
