// Hides the socket: a web-standard handler behind Node's own server, which is patient with nobody for long.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

export interface Listening {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Takes no more connections, finishes the answers that are under way, and is done when the last one is. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Called for each answer, when its head is sent. */
  readonly onAnswer?: (request: Request, response: Response, milliseconds: number) => void;
}

/** Of the line and the headers of a request: texts as long as documents allow them, percent-encoded. */
const HEAD_BYTES = 256 * 1024;
/** How long the head of a request, and the whole of it, may take; and a connection that asks nothing. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 40_000;
const IDLE_MS = 5_000;
/** Answers that are under way at the end are waited for as long. */
const LEAVE_MS = 10_000;

/** @throws the error of Node where it cannot listen: `EADDRINUSE`, `EACCES`, … */
export async function listen(
  handler: (request: Request) => Promise<Response>,
  { host, port, onAnswer }: ListenOptions,
): Promise<Listening> {
  const server = createServer({ maxHeaderSize: HEAD_BYTES }, (incoming, outgoing) => {
    void answer(handler, incoming, outgoing, onAnswer);
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = IDLE_MS;
  // What is no HTTP at all gets Node's own 400; a connection that breaks off is nobody's error.
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? '408 Request Timeout'
          : '400 Bad Request';
    return socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { url: urlOf(server, host), close: () => closed(server) };
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), LEAVE_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onAnswer: ListenOptions['onAnswer'],
): Promise<void> {
  const started = performance.now();
  try {
    const request = requestOf(incoming, outgoing);
    if (!request) {
      outgoing.writeHead(400, { 'content-length': '0', connection: 'close' }).end();
      return;
    }
    const response = await handler(request);
    onAnswer?.(request, response, performance.now() - started);
    await write(response, incoming, outgoing);
  } catch {
    // What cannot be answered any more is cut: half an answer would be taken for a whole one.
    outgoing.destroy();
  }
}

/** Undefined: the request names nothing that there could be. */
function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Request | undefined {
  const { method = 'GET', url = '/', headers } = incoming;
  const host = headers.host ?? 'localhost';
  const whole = /^https?:\/\//i.test(url) ? url : `http://${host}${url.startsWith('/') ? url : `/${url}`}`;
  if (!URL.canParse(whole) || method === 'CONNECT' || method === 'TRACE') return undefined;
  const abort = new AbortController();
  outgoing.once('close', () => abort.abort());
  const fields = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const each of [value].flat()) if (each !== undefined) fields.append(name, each);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(whole, {
    ...{ method, headers: fields, signal: abort.signal },
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' }),
  } as RequestInit);
}

async function write(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {};
  response.headers.forEach((value, name) => {
    headers[name] = name === 'set-cookie' ? response.headers.getSetCookie() : value;
  });
  // A body that nobody has read would be taken for the next request.
  if (!incoming.complete) headers['connection'] = 'close';
  outgoing.writeHead(response.status, headers);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  for await (const chunk of response.body as WebStream<Uint8Array>) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) await drained(outgoing);
  }
  outgoing.end();
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}
