// Hides the many ways in which connections and handlers fail: each becomes one of a few kinds with a plain reason.
import type { Failure } from '../events.js';

/** Nobody listens there, or nobody that may be talked to: no request of the run will fare better. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  UND_ERR_CONNECT_TIMEOUT: 'the connection was not accepted in time',
};
const BROKEN: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed while the request was sent',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the body is not as long as its Content-Length says',
  UND_ERR_HEADERS_OVERFLOW: 'the headers are too large',
  HPE_HEADER_OVERFLOW: 'the headers are too large',
  UND_ERR_HEADERS_TIMEOUT: 'no headers came in time',
  UND_ERR_BODY_TIMEOUT: 'the body stopped coming',
};

/** The other side, or what lies between, is to blame: no handler of this process. */
export class ConnectionFailed extends Error {
  constructor(cause: unknown) {
    super('the connection failed', { cause });
  }
}

/** What a rejection of a transport means. */
export function failureOf(cause: unknown): Failure {
  const chain = causesOf(cause);
  for (const error of chain) {
    const code = codeOf(error);
    if (Object.hasOwn(UNREACHABLE, code))
      return { kind: 'unreachable', detail: `${UNREACHABLE[code]} (${code})` };
    if (Object.hasOwn(BROKEN, code)) return { kind: 'broken', detail: `${BROKEN[code]} (${code})` };
    if (code.startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError')) {
      const [, reason = code] = /\(([^()]+)\)$/.exec((error as Error).message) ?? [];
      return { kind: 'broken', detail: `the answer is not HTTP (${reason})` };
    }
    if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT')) {
      return { kind: 'broken', detail: `the body cannot be decompressed (${code})` };
    }
    if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code)) {
      return { kind: 'unreachable', detail: `the TLS connection was not trusted or not made (${code})` };
    }
  }
  const last = chain.at(-1);
  const message = last instanceof Error ? last.message : String(last);
  if (message === 'bad port') return { kind: 'unreachable', detail: 'fetch refuses to use this port' };
  const [first] = chain;
  // fetch, should a handler use it, says `fetch failed` or `terminated` and hides the reason below.
  const byFetch = first instanceof TypeError && /^(fetch failed|terminated)$/.test(first.message);
  return byFetch || first instanceof ConnectionFailed
    ? { kind: 'broken', detail: message }
    : { kind: 'threw', detail: message };
}

function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && chain.length < 8; ) {
    chain.push(next);
    if (next instanceof AggregateError && next.errors.length > 0) next = next.errors[0];
    else next = next instanceof Error ? next.cause : undefined;
  }
  return chain;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
