// Hides one request on its way: sent, what came back, and both as they may be shown.
import type { Authenticate } from '../../runtime/auth/authenticate.js';
import type { Failure, ReceivedAnswer, SentRequest } from '../events.js';
import { type Redactor, redactorOf } from '../redact.js';
import { harmless } from '../show.js';
import { type Answer, type Bounds, exchange, isFailure } from './exchange.js';
import { type Patience, patientExchange } from './patience.js';
import type { BuiltRequest } from './request.js';
import { type Outgoing, requestOf, type Target } from './transport.js';

/** Where requests go, and how long for. */
export interface Line {
  readonly target: Target;
  readonly bounds: Bounds;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** With it, 429 is waited for; without it, it is an answer like any other. */
  readonly patience?: Patience;
  /** Comes some time after it, for requests that make something: only their answers say what is to be removed. */
  readonly lingering?: AbortSignal;
  /** Puts credentials on every request but those that are about credentials. */
  readonly authenticate?: Authenticate;
  /** Values that are never shown, wherever they turn up. */
  readonly secrets?: readonly string[];
}

/** One exchange, with what of it may be shown. */
export interface Sent {
  readonly outcome: Answer | Failure;
  readonly request: SentRequest;
  readonly shown: { readonly answer: ReceivedAnswer } | { readonly failure: Failure };
  readonly redactor: Redactor;
}

const MOST_BODY = 4096;

/** Never rejects, but for bugs. */
export async function send(built: BuiltRequest, credentials: ReadonlySet<string>, line: Line): Promise<Sent> {
  const signed = await withCredentials(built, line);
  const outgoing = isFailure(signed) ? built.request : signed;
  const redactor = redactorOf(outgoing, credentials, line.secrets);
  const request: SentRequest = {
    method: outgoing.method,
    url: redactor.url(outgoing.url),
    headers: redactor.headers(outgoing.headers),
    ...(built.body !== undefined && { body: redactor.text(built.body) }),
  };
  const outcome = isFailure(signed) ? signed : await exchanged(signed, line);
  return { outcome, request, shown: shownOf(outcome, redactor), redactor };
}

function exchanged(
  request: Outgoing,
  { target: { transport }, bounds, signal, patience }: Line,
): Promise<Answer | Failure> {
  return patience
    ? patientExchange(request, transport, bounds, signal, patience)
    : exchange(request, transport, bounds, signal);
}

/** Where no credentials can be had, no request of the run will fare better. */
async function withCredentials(
  { request, unauthenticated }: BuiltRequest,
  { authenticate }: Line,
): Promise<Outgoing | Failure> {
  if (!authenticate || unauthenticated === true) return request;
  try {
    return await signedBy(authenticate, request);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { kind: 'unreachable', detail: harmless(`there are no credentials: ${reason}`) };
  }
}

/** @throws Error where credentials cannot be had */
export async function signedBy(authenticate: Authenticate, request: Outgoing): Promise<Outgoing> {
  const signed = await authenticate(requestOf(request));
  const { method, url, headers } = signed;
  return {
    ...{ method, url, headers },
    ...(signed.body && { content: new Uint8Array(await signed.arrayBuffer()) }),
  };
}

function shownOf(outcome: Answer | Failure, redactor: Redactor): Sent['shown'] {
  if (isFailure(outcome)) return { failure: { ...outcome, detail: redactor.text(outcome.detail) } };
  const { status, headers, bytes } = outcome;
  const body = new TextDecoder().decode(bytes.subarray(0, MOST_BODY * 4)).slice(0, MOST_BODY);
  return {
    answer: {
      status,
      headers: redactor.headers(headers),
      bytes: bytes.byteLength,
      body: redactor.text(body),
    },
  };
}
