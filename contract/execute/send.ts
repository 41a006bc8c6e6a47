// Hides one request on its way: sent, what came back, and both as they may be shown.
import type { Failure, ReceivedAnswer, SentRequest } from '../events.js';
import { type Redactor, redactorOf } from '../redact.js';
import { type Answer, type Bounds, exchange, isFailure } from './exchange.js';
import { type Patience, patientExchange } from './patience.js';
import type { BuiltRequest } from './request.js';
import type { Target } from './transport.js';

/** Where requests go, and how long for. */
export interface Line {
  readonly target: Target;
  readonly bounds: Bounds;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** With it, 429 is waited for; without it, it is an answer like any other. */
  readonly patience?: Patience;
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
export async function send(
  built: BuiltRequest,
  credentials: ReadonlySet<string>,
  { target: { transport }, bounds, signal, patience }: Line,
): Promise<Sent> {
  const redactor = redactorOf(built.request, credentials);
  const request: SentRequest = {
    method: built.request.method,
    url: redactor.url(built.request.url),
    headers: redactor.headers(built.request.headers),
    ...(built.body !== undefined && { body: redactor.text(built.body) }),
  };
  // A body can be sent once only.
  const again = () => (built.body === undefined ? built.request : built.request.clone());
  const outcome = patience
    ? await patientExchange(again, transport, bounds, signal, patience)
    : await exchange(built.request, transport, bounds, signal);
  return { outcome, request, shown: shownOf(outcome, redactor), redactor };
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
