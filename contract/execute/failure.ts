// Hides the many ways in which fetch and handlers fail: each becomes one of a few kinds with a plain reason.
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

/** What a rejection of a transport means. */
export function failureOf(cause: unknown): Failure {
  const chain = causesOf(cause);
  for (const error of chain) {
    const code = codeOf(error);
    if (Object.hasOwn(UNREACHABLE, code))
      return { kind: 'unreachable', detail: `${UNREACHABLE[code]} (${code})` };
    if (Object.hasOwn(BROKEN, code)) return { kind: 'broken', detail: `${BROKEN[code]} (${code})` };
    if (code.startsWith('HPE_')) return { kind: 'broken', detail: `the answer is not HTTP (${code})` };
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
  // fetch says `fetch failed` or `terminated` and hides the reason below; anything else was thrown by a handler.
  const byFetch = chain[0] instanceof TypeError && /^(fetch failed|terminated)$/.test(chain[0].message);
  return byFetch ? { kind: 'broken', detail: message } : { kind: 'threw', detail: message };
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
