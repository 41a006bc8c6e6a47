// Hides when a call is tried again, and how long is waited before: only where that is safe, and never in step with others.
import type { Middleware } from './client-types.js';
import { pauseFor } from './pause.js';
import { retryAfter } from './retry-after.js';
import type { WireOperation } from './wire.js';

/** An attempt that may be tried again: answered, or failed before any answer came. */
export interface Attempt {
  readonly operation: WireOperation;
  readonly request: Request;
  /** Clone it before its body is read: the caller may get it. */
  readonly response?: Response;
  readonly error?: unknown;
  /** 1 for the first. */
  readonly number: number;
}

export interface RetryOptions {
  /** Attempts in all, the first one too; 3 by default. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt, doubled for each that follows; of these a random part is waited. 300 by default. */
  readonly delay?: number;
  /** Milliseconds that are waited at most, also where `Retry-After` asks for more: then the answer is given as it is. 30,000 by default. */
  readonly maxDelay?: number;
  /** Statuses that mean that it may go well another time; 408, 429, 500, 502, 503 and 504 by default. */
  readonly statuses?: readonly number[];
  /**
   * What else is tried again, a POST too: what the API says that it has not done, such as a 409 with a code of its own. Asked about every
   * attempt that is not tried again anyway, and is not a success.
   */
  readonly also?: (attempt: Attempt) => boolean | Promise<boolean>;
  readonly now?: () => Date;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** @throws the signal's reason, once it is aborted */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What may be asked twice as well as once (RFC 9110 §9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PUT',
  'DELETE',
]);

/**
 * Middleware that tries again what failed for a while: idempotent methods, and POST and PATCH where `also` says so or the request has an
 * `Idempotency-Key`. `Retry-After` says when (RFC 9110 §10.2.3), else exponential backoff with full jitter. What was aborted stays so.
 * Bodies are kept until an attempt is the last: for a stream of gigabytes leave it out.
 */
export function retry(options: RetryOptions = {}): Middleware {
  const { attempts = 3, statuses = [408, 429, 500, 502, 503, 504], also, wait = pauseFor } = options;
  return async (request, next, operation) => {
    const isSafe = IDEMPOTENT.has(request.method) || request.headers.has('idempotency-key');
    for (let number = 1; ; number++) {
      const isLast = number >= attempts;
      const outcome = await settled(next(isLast ? request : request.clone()));
      const { response } = outcome;
      if (isLast || response?.ok || request.signal.aborted) return given(outcome);
      const passes = response ? statuses.includes(response.status) : true;
      if (!(isSafe && passes) && !(await also?.({ operation, request, number, ...outcome })))
        return given(outcome);
      const pause = pauseOf(options, response, number);
      if (pause === undefined) return given(outcome);
      await response?.body?.cancel();
      await wait(pause, request.signal);
    }
  };
}

type Outcome = Pick<Attempt, 'response' | 'error'>;

async function settled(answer: Promise<Response>): Promise<Outcome> {
  try {
    return { response: await answer };
  } catch (error) {
    return { error };
  }
}

function given({ response, error }: Outcome): Response {
  if (response) return response;
  throw error;
}

/** Milliseconds; undefined where it would take longer than anybody waits. */
function pauseOf(
  { delay = 300, maxDelay = 30_000, now = () => new Date(), random = Math.random }: RetryOptions,
  response: Response | undefined,
  number: number,
): number | undefined {
  const after = response && retryAfter(response.headers, now);
  const backoff = random() * Math.min(maxDelay, delay * 2 ** (number - 1));
  if (after === undefined) return backoff;
  // All who were told the same second come spread over the next.
  return after > maxDelay ? undefined : after + random() * delay;
}
