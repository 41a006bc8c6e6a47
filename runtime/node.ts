// Hides Node's HTTP from a web-standard server: its requests are read as they are, its answers written as it wants them. No type of Node is imported: what is used of them is said here.
import { type BodyBounds, cut, type Incoming, joined, streamBytes, type Unread } from './incoming.js';
import { Outgoing, outgoingOf } from './outgoing.js';
import type { HeaderReader } from './wire.js';

/** A stream of bytes (`Readable`). */
export interface NodeReadable {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: string, listener: (error: unknown) => void): unknown;
  off(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  off(event: string, listener: (error: unknown) => void): unknown;
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
  readonly readableEnded: boolean;
}

/** What is used of `IncomingMessage`. */
export interface NodeMessage extends NodeReadable {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly httpVersionMajor: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What is used of `ServerResponse`. */
export interface NodeReply {
  on(event: string, listener: () => void): unknown;
  readonly writableFinished: boolean;
  readonly destroyed: boolean;
}

/** Where a request has come to. */
export interface NodePlace {
  /** Scheme, host and port, as far as whoever asks is believed. */
  readonly origin: () => string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** The same, below the place that the server is mounted at. */
  readonly below: string;
  /** What the body is read from, if others stand between it and the socket. */
  readonly body?: NodeReadable | undefined;
  /** Told of errors where the server has no `onError`; the console by default. */
  readonly report?: (error: unknown, operation: string) => void;
}

type Web = (request: Request) => Promise<Response>;

/** A generated server, of one version or of a family. */
export interface NodeServer extends Web {
  readonly answer?: (incoming: Incoming) => Promise<Outgoing | Response>;
}

/** Milliseconds for which a body that nobody wants is thrown away as it comes; whoever goes on sending after that is cut off. */
const LINGER = 30_000;

/** Answers a request of Node. It rejects only where what does the answering is no generated server, and does. */
export async function answerNode(
  server: NodeServer,
  message: NodeMessage,
  reply: NodeReply,
  place: NodePlace,
): Promise<Outgoing> {
  const incoming = new NodeIncoming(message, reply, place);
  const answer = await (server.answer ? server.answer(incoming) : server(incoming.request));
  const outgoing = withBytes(outgoingOf(answer));
  if (incoming.isLate && message.httpVersionMajor < 2) outgoing.headers.set('connection', 'close');
  incoming.abandon();
  return outgoing;
}

/** A body as Node can send it: what only the platform's Response knows how to write, it does. */
function withBytes(outgoing: Outgoing): Outgoing {
  const { status, headers, body } = outgoing;
  if (
    body === null ||
    typeof body === 'string' ||
    body instanceof ReadableStream ||
    body instanceof Uint8Array
  )
    return outgoing;
  const response = new Response(body);
  const type = response.headers.get('content-type');
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type);
  return new Outgoing(status, headers, response.body);
}

/** The segments of a path behind as many as `prefix` has; its own may be variables (`/:tenant`). */
export function below(target: string, prefix: string): string {
  if (prefix === '') return target;
  let at = 0;
  for (const segment of prefix.split('/')) {
    if (segment === '') continue;
    const next = target.slice(at + 1).search(/[/?#]/);
    at = next < 0 ? target.length : at + 1 + next;
  }
  return at === 0 ? target : target.slice(at);
}

/** `http://host:port`; a host that would be read as anything but one is not believed. */
export function originOf(scheme: string, host: string | undefined): string {
  const isHost = host !== undefined && /^(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?$/.test(host);
  return `${scheme === 'https' ? 'https' : 'http'}://${isHost ? host : 'localhost'}`;
}

class NodeIncoming implements Incoming {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly headers: HeaderReader;
  readonly report: NodePlace['report'];
  readonly #origin: NodePlace['origin'];
  readonly #target: string;
  readonly #message: NodeMessage;
  readonly #reply: NodeReply;
  readonly #body: NodeReadable;
  #request: Request | undefined;
  #controller: AbortController | undefined;
  #state: 'unread' | 'read' | 'late' | 'abandoned' = 'unread';

  constructor(message: NodeMessage, reply: NodeReply, { origin, target, below, body, report }: NodePlace) {
    this.#message = message;
    this.#reply = reply;
    this.#body = body ?? message;
    this.method = message.method ?? 'GET';
    this.#origin = origin;
    this.#target = target;
    const [path, search] = cut(below);
    this.path = path;
    this.search = search;
    this.headers = new NodeHeaders(message.headers);
    this.report = report;
  }

  get url(): string {
    return this.#origin() + (this.#target.startsWith('/') ? this.#target : `/${this.#target}`);
  }

  get isLate(): boolean {
    return this.#state === 'late';
  }

  get signal(): AbortSignal {
    this.#controller ??= this.#aborting();
    return this.#controller.signal;
  }

  get request(): Request {
    this.#request ??= this.#made();
    return this.#request;
  }

  async bytes(bounds: BodyBounds): Promise<Uint8Array<ArrayBuffer> | Unread> {
    // Whoever was given the request may have begun to read it.
    const bytes = await (this.#request ? streamBytes(this.#request.body, bounds) : this.#all(bounds));
    this.#state = bytes === 'late' ? 'late' : 'read';
    return bytes;
  }

  /** Lets go of what has not been read. Not by closing: a client that is still sending would not get to see its answer. */
  abandon(): void {
    const message = this.#message;
    if (message.readableEnded || !this.#hasBody()) return;
    this.#state = 'abandoned';
    const timer = setTimeout(() => message.destroy(), LINGER);
    const end = () => clearTimeout(timer);
    message.on('end', end);
    message.on('close', end);
    message.resume();
  }

  #hasBody(): boolean {
    const { headers } = this.#message;
    const length = headers['content-length'];
    return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
  }

  #all({ bytes: limit, milliseconds }: BodyBounds): Promise<Uint8Array<ArrayBuffer> | Unread> {
    const body = this.#body;
    if (!this.#hasBody()) return Promise.resolve(new Uint8Array());
    if (body.readableEnded)
      return Promise.reject(
        new Error('The body has been read before: mount what reads bodies behind this server.'),
      );
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      const done = (): void => {
        clearTimeout(timer);
        body.off('data', data);
        body.off('end', end);
        body.off('error', fail);
        body.off('close', closed);
      };
      const stop = (why: Unread): void => {
        done();
        resolve(why);
      };
      const timer = setTimeout(() => stop('late'), milliseconds);
      const data = (chunk: Uint8Array): void => {
        size += chunk.byteLength;
        if (size > limit) stop('large');
        else chunks.push(chunk);
      };
      const end = (): void => {
        done();
        resolve(joined(chunks, size));
      };
      const closed = () => stop('gone');
      const fail = (error: unknown): void => {
        if (isReset(error)) {
          closed();
          return;
        }
        done();
        reject(error);
      };
      body.on('data', data);
      body.on('end', end);
      body.on('error', fail);
      body.on('close', closed);
    });
  }

  #made(): Request {
    const { method, url, signal } = this;
    const init = { method, headers: pairsOf(this.#message.headers), signal };
    if (method === 'GET' || method === 'HEAD' || this.#state !== 'unread') return new Request(url, init);
    return new Request(url, { ...init, body: this.#stream(), duplex: 'half' } as RequestInit);
  }

  /** Read as it is asked for, and no faster. */
  #stream(): ReadableStream<Uint8Array> {
    const body = this.#body;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          body.pause();
          body.on('data', (chunk: Uint8Array) => {
            if (this.#state === 'abandoned') return;
            controller.enqueue(new Uint8Array(chunk));
            body.pause();
          });
          let isOver = false;
          const over = (settle: () => void) => () => {
            if (!isOver) settle();
            isOver = true;
          };
          const lost = () =>
            controller.error(new Error('The connection was closed before all of the body had come.'));
          body.on(
            'end',
            over(() => controller.close()),
          );
          body.on('error', over(lost));
          body.on('close', over(lost));
        },
        pull: () => void body.resume(),
      },
      { highWaterMark: 0 },
    );
  }

  #aborting(): AbortController {
    const controller = new AbortController();
    const reply = this.#reply;
    const abort = (): void => {
      if (!reply.writableFinished) controller.abort();
    };
    if (reply.destroyed) abort();
    else reply.on('close', abort);
    return controller;
  }
}

/** What Node says of a client that has gone. */
function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

class NodeHeaders implements HeaderReader {
  readonly #headers: NodeMessage['headers'];

  constructor(headers: NodeMessage['headers']) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    const value = this.#headers[key];
    if (value === undefined || !Object.hasOwn(this.#headers, key)) return null; // what every object inherits is no header
    return typeof value === 'string' ? value : value.join(', ');
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    const value = this.#headers['set-cookie'];
    return value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
  }
}

function pairsOf(headers: NodeMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    // Pseudo-headers of HTTP/2 are none.
    value === undefined || name.startsWith(':')
      ? []
      : (typeof value === 'string' ? [value] : value).map((each) => [name, each]),
  );
}
