// Hides where requests go: over the network, or into a handler of the same process.

/** Sends one request and gives its answer, redirects not followed. May reject; must let go when the signal is aborted. */
export type Transport = (request: Request, signal: AbortSignal) => Promise<Response>;

/** Where the cases are sent. */
export interface Target {
  /** Scheme, host and any path prefix. */
  readonly baseUrl: string;
  readonly transport: Transport;
}

export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * A server at a base URL, e.g. `https://gateway.example.com/prefix`.
 * @param transport how to get there; the global fetch by default
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

const overNetwork: Transport = (request, signal) => fetch(request, { signal, redirect: 'manual' });

/** A web-standard handler in this process; the requests name `http://localhost`. */
export function handlerTarget(handler: Handler): Target {
  return { baseUrl: 'http://localhost', transport: async (request) => handler(request) };
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
