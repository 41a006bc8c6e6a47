// Hides how long-running work is waited for: read again until its state is none of those that pass.
import type { RequestOptions } from './client-types.js';
import { partAt } from './json-pointer.js';
import { ApiError, type Result } from './or-throw.js';
import { pauseFor } from './pause.js';
import { retryAfter } from './retry-after.js';

/** `x-poll` of an operation that reads what takes its time. */
export interface Polling {
  /** Where the body says its state, a JSON pointer. */
  readonly state: string;
  /** States that pass. */
  readonly pending: readonly string[];
  /** States that no work can leave any more, and that nobody wanted. */
  readonly failed?: readonly string[];
  /** Seconds between two looks, where the answer has no Retry-After; 2 without it. */
  readonly interval?: number;
}

export interface WaitOptions extends RequestOptions {
  /** Milliseconds in all; 600,000 by default. */
  readonly timeout?: number;
  /** Milliseconds between two looks, in place of what the document says and of Retry-After. */
  readonly interval?: number;
}

/** The work has come to an end that nobody wanted. */
export class WorkFailed<R = unknown> extends Error {
  override readonly name = 'WorkFailed';
  readonly state: string;
  readonly result: R;

  constructor(state: string, result: R) {
    super(`What was waited for has failed: its state is ${JSON.stringify(state.slice(0, 100))}.`);
    this.state = state;
    this.result = result;
  }
}

/** Waits with a call of the client. @throws ApiError, WorkFailed, a DOMException called TimeoutError, the signal's reason, what the call throws */
export type Waiter<Input, R extends Result> = (
  call: (input: Input, options?: RequestOptions) => Promise<R>,
  input: Input,
  options?: WaitOptions,
) => Promise<Extract<R, { readonly ok: true }> extends { readonly data: infer D } ? D : undefined>;

export function polled<Input, R extends Result>(polling: Polling): Waiter<Input, R> {
  const { pending, failed = [], interval: seconds = 2 } = polling;
  return async (call, input, { timeout = 600_000, interval, ...options } = {}) => {
    const late = AbortSignal.timeout(timeout);
    const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
    for (;;) {
      const result = await call(input, { ...options, signal });
      if (!result.ok) throw new ApiError({ ...result, ok: false });
      const state = String(partAt(result.data, polling.state));
      if (failed.includes(state)) throw new WorkFailed(state, result);
      if (!pending.includes(state)) return result.data as never;
      const asked = retryAfter(result.response.headers, () => new Date());
      await pauseFor(interval ?? asked ?? seconds * 1000, signal);
    }
  };
}
