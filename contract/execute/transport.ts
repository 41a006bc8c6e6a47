// Hides where requests go: over the network, or into a handler of the same process.
import type { BodyLike } from '../../runtime/wire.js';

/** A request on its way. Not a Request: that is dear to make, and its body can be read only once. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** What the body is made of; none without it. */
  readonly content?: BodyLike;
}

/** An answer as it comes in. A Response is one. */
export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null;
}

/** When to let go. Signals are dear, too: only who asks for one has one made. */
export interface Ending {
  readonly signal: AbortSignal;
}

/** Sends one request and gives its answer, redirects not followed. May reject; must let go when the signal is aborted. */
export type Transport = (request: Outgoing, ending: Ending) => Promise<Incoming>;

/** Where the cases are sent. */
export interface Target {
  /** Scheme, host and any path prefix. */
  readonly baseUrl: string;
  readonly transport: Transport;
}

export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * A server at a base URL, e.g. `https://gateway.example.com/prefix`.
 * @param transport how to get there; straight by default
 * @throws TypeError where the text is no http or https URL, or holds a user name, a password, a query or a fragment
 */
export function httpTarget(baseUrl: string, transport: Transport = overNetwork): Target {
  const url = parsed(baseUrl);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new TypeError('The base URL must be an absolute http or https URL, such as http://127.0.0.1:8080.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError(
      'The base URL must not hold a user name or a password; send an Authorization header instead.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError(
      'The base URL must not hold a query or a fragment; only scheme, host and path prefix.',
    );
  }
  return { baseUrl: url.href.replace(/\/+$/, ''), transport };
}

/** Who only looks at a plan, or has a handler, need not wait for what connections are made of. */
const overNetwork: Transport = async (request, ending) =>
  (await import('./network.js')).overNetwork(request, ending);

/** A web-standard handler in this process; the requests name `http://localhost`. */
export function handlerTarget(handler: Handler): Target {
  return { baseUrl: 'http://localhost', transport: async (request) => handler(requestOf(request)) };
}

/** The same as the platform has it. @throws TypeError where fetch would refuse it */
export function requestOf({ url, method, headers, content }: Outgoing): Request {
  return new Request(url, {
    ...{ method, headers, redirect: 'manual' },
    ...(content !== undefined && { body: content }),
  });
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
