// Hides undici: how one request goes over a connection. By its dispatcher alone, for fetch takes ten times as long.
import { Agent, type Dispatcher } from 'undici';
import type { BodyLike } from '../../runtime/wire.js';
import { decoded } from './decoded.js';
import { ConnectionFailed } from './failure.js';
import type { Incoming, Outgoing, Transport } from './transport.js';

/** How long is waited is bounded for each exchange as a whole. */
export const PATIENT = { headersTimeout: 0, bodyTimeout: 0 } as const;

/** What every client says of itself; some servers turn away who does not. */
const USUAL = { 'user-agent': 'specpact', 'accept-encoding': 'gzip, deflate' } as const;

/** Sends requests by a dispatcher. Rejects with ConnectionFailed. */
export function dispatched(dispatcher: Dispatcher): Transport {
  return async (outgoing, { signal }) => {
    try {
      return incoming(await dispatcher.request({ ...(await optionsOf(outgoing)), signal }));
    } catch (cause) {
      throw new ConnectionFailed(cause);
    }
  };
}

export const overNetwork: Transport = dispatched(new Agent(PATIENT));

async function optionsOf({ method, url, headers, content }: Outgoing) {
  const { origin, pathname, search } = new URL(url);
  const named = Object.entries(USUAL).filter(([name]) => !headers.has(name));
  return {
    ...{ method, origin, path: pathname + search },
    headers: [...headers, ...named].flat(),
    ...(content !== undefined && { body: await sendable(content) }),
  };
}

async function sendable(content: BodyLike): Promise<string | Uint8Array> {
  if (typeof content === 'string' || content instanceof Uint8Array) return content;
  return new Uint8Array(await new Response(content).arrayBuffer());
}

function incoming({ statusCode, headers: given, body }: Dispatcher.ResponseData): Incoming {
  const headers = new Headers();
  for (const [name, values] of Object.entries(given))
    for (const value of [values ?? []].flat()) headers.append(name, value);
  return {
    status: statusCode,
    headers,
    body: received(decoded(body, headers.get('content-encoding') ?? '')),
  };
}

async function* received(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new ConnectionFailed(cause);
  }
}
