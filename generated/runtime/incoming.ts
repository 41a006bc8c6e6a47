// Hides what a server reads a request from: a web-standard Request, or what a platform has instead, of which a Request is made only where somebody asks for one.

import type { HeaderReader } from './wire.js';

/** How much of a body is read, and how long it is waited for. */
export interface BodyBounds {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** A body that is not read to its end; `gone`: its client has closed the connection. */
export type Unread = 'gone' | 'large' | 'late';

export interface Incoming {
  readonly method: string;
  /** Absolute, as the client names it. */
  readonly url: string;
  /** Still percent-encoded, and below the place that the server is mounted at. */
  readonly path: string;
  /** Still percent-encoded, without its question mark. */
  readonly search: string;
  readonly headers: HeaderReader;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Told of errors where the server has no `onError`; the console by default. */
  readonly report?: ((error: unknown, operation: string) => void) | undefined;
  /** The same, web-standard. */
  readonly request: Request;
  /** The whole body, once. What is not read any more is let go of. */
  bytes(bounds: BodyBounds): Promise<Uint8Array<ArrayBuffer> | Unread>;
}

export function incomingOf(request: Request): Incoming {
  return new WebIncoming(request);
}

class WebIncoming implements Incoming {
  readonly request: Request;
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly search: string;

  constructor(request: Request) {
    const { url } = request;
    this.request = request;
    this.method = request.method;
    this.url = url;
    // By the text: the platform has parsed it already.
    const target = url.indexOf('/', url.indexOf('//') + 2);
    const [path, search] = cut(target < 0 ? '/' : url.slice(target));
    this.path = path;
    this.search = search;
  }

  get headers(): Headers {
    return this.request.headers;
  }

  get signal(): AbortSignal {
    return this.request.signal;
  }

  bytes(bounds: BodyBounds): Promise<Uint8Array<ArrayBuffer> | Unread> {
    const { request } = this;
    return isShort(request.headers, bounds) ? wholeBytes(request, bounds) : streamBytes(request.body, bounds);
  }
}

/** The path and the query of a request's target, `/a/b?c=d`. */
export function cut(target: string): readonly [path: string, search: string] {
  const fragment = target.indexOf('#');
  const whole = fragment < 0 ? target : target.slice(0, fragment);
  const query = whole.indexOf('?');
  return query < 0 ? [whole, ''] : [whole.slice(0, query), whole.slice(query + 1)];
}

/** Whether a body says itself that it is short enough: HTTP lets no more of it come (RFC 9112 §6.3). */
function isShort(headers: Headers, { bytes }: BodyBounds): boolean {
  const length = headers.get('content-length');
  return (
    length !== null && /^\d+$/.test(length) && Number(length) <= bytes && !headers.has('transfer-encoding')
  );
}

/** At once: a stream costs some platforms as much as all the rest of a request. */
function wholeBytes(
  request: Request,
  { bytes: limit, milliseconds }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer> | Unread> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('late'), milliseconds);
    const settle = (): void => clearTimeout(timer);
    request
      .arrayBuffer()
      .then((buffer) => resolve(buffer.byteLength > limit ? 'large' : new Uint8Array(buffer)), reject)
      .finally(settle);
  });
}

export async function streamBytes(
  stream: ReadableStream<Uint8Array> | null,
  { bytes: limit, milliseconds }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer> | Unread> {
  if (stream === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let [size, late] = [0, false];
  // By a reader: not every browser can iterate over a stream, nor does every project's `lib` know of it.
  const reader = stream.getReader();
  // Cancelling ends a read that waits.
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel();
  }, milliseconds);
  try {
    for (let read = await reader.read(); read.value !== undefined; read = await reader.read()) {
      size += read.value.byteLength;
      if (size > limit) {
        // Not waited for: half of a request that somebody has cloned is not cancelled before the other half is.
        reader.cancel().catch(() => undefined);
        return 'large';
      }
      chunks.push(read.value);
    }
  } finally {
    clearTimeout(timer);
  }
  return late ? 'late' : joined(chunks, size);
}

/** @param size of all of them together */
export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const [first] = chunks;
  // One alone need not be copied. As bytes and nothing else: of those of Node, `slice` copies nothing.
  if (first && chunks.length === 1)
    return new Uint8Array(first.buffer as ArrayBuffer, first.byteOffset, first.byteLength);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
