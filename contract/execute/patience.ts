// Hides what becomes of 429 Too Many Requests (RFC 6585 §4): it is waited for, within a bound, and the request is sent once more.
import { retryAfter } from '../../runtime/retry-after.js';
import type { Failure } from '../events.js';
import { type Answer, type Bounds, exchange, isFailure } from './exchange.js';
import type { Pace } from './pace.js';
import type { Outgoing, Transport } from './transport.js';

export interface Patience {
  readonly pace: Pace;
  /** Milliseconds that one request may be waited for in all. */
  readonly mostWaitMs: number;
}

const TOO_MANY = 429;
/** Where the server does not say how long, each time twice as long as before. */
const FIRST_WAIT_MS = 1000;
const MOST_TRIES = 8;

/** One exchange, as often as the server asks for. Never rejects. */
export async function patientExchange(
  request: Outgoing,
  transport: Transport,
  bounds: Bounds,
  outer: AbortSignal,
  { pace, mostWaitMs }: Patience,
): Promise<Answer | Failure> {
  let left = mostWaitMs;
  for (let tries = 1; ; tries++) {
    try {
      await pace.turn(outer);
    } catch {
      return { kind: 'aborted', detail: 'the run was ended' };
    }
    const outcome = await exchange(request, transport, bounds, outer);
    if (isFailure(outcome) || outcome.status !== TOO_MANY) return outcome;
    const wanted = retryAfter(outcome.headers) ?? FIRST_WAIT_MS * 2 ** (tries - 1);
    if (wanted > left || tries === MOST_TRIES) {
      const seconds = Math.ceil(wanted / 1000);
      const asked = `429 after ${tries} ${tries === 1 ? 'try' : 'tries'}, and ${seconds} s more to wait`;
      return { kind: 'throttled', detail: `the server asks for more patience than there is: ${asked}` };
    }
    left -= wanted;
    pace.hold(wanted);
  }
}
