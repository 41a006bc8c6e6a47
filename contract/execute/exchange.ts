// Hides one exchange with a server that cannot be trusted: bounded in time and size, and every failure is a value.
import type { Failure } from '../events.js';
import { harmless } from '../show.js';
import { failureOf } from './failure.js';
import type { Ending, Incoming, Outgoing, Transport } from './transport.js';

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** From sending the request to the last byte of the body. */
  readonly milliseconds: number;
}

export interface Bounds {
  /** Milliseconds for a whole exchange, the body included. */
  readonly timeoutMs: number;
  /** Bytes that a body may have after decompression. */
  readonly maxBytes: number;
}

/** Sends one request. Never rejects, and lets go of the connection whatever happens. */
export async function exchange(
  request: Outgoing,
  transport: Transport,
  bounds: Bounds,
  outer: AbortSignal,
): Promise<Answer | Failure> {
  const ends = new Ends();
  const began = performance.now();
  const abort = () => ends.end({ kind: 'aborted', detail: 'the run was ended' });
  const expire = () =>
    ends.end({ kind: 'timeout', detail: `no complete answer within ${bounds.timeoutMs} ms` });
  const timer = setTimeout(expire, bounds.timeoutMs);
  outer.addEventListener('abort', abort, { once: true });
  // A handler or a stream that ignores the signal is left behind.
  const stopped = new Promise<never>((_, reject) => ends.whenEnded(reject));
  stopped.catch(() => {});
  try {
    if (outer.aborted) abort();
    const response = await Promise.race([stopped, transport(request, ends)]);
    const answer = await readAnswer(response, bounds.maxBytes, ends);
    return 'kind' in answer ? answer : { ...answer, milliseconds: performance.now() - began };
  } catch (cause) {
    const failure = ends.failure ?? failureOf(cause);
    return { kind: failure.kind, detail: harmless(failure.detail) };
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', abort);
  }
}

/** Whether, and why, an exchange was ended before its time. */
class Ends implements Ending {
  readonly #controller = new AbortController();
  readonly #letGo: ((reason: Error) => void)[] = [];
  failure: Failure | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(failure: Failure): void {
    if (this.failure) return;
    this.failure = failure;
    const reason = new Error(failure.detail);
    for (const letGo of this.#letGo) letGo(reason);
    this.#controller.abort(reason);
  }

  /** What is done at once, then. */
  whenEnded(letGo: (reason: Error) => void): void {
    this.#letGo.push(letGo);
  }
}

export function isFailure(outcome: Answer | Outgoing | Failure): outcome is Failure {
  return 'kind' in outcome;
}

async function readAnswer(
  response: Incoming,
  maxBytes: number,
  ends: Ends,
): Promise<Omit<Answer, 'milliseconds'> | Failure> {
  if (typeof response?.status !== 'number')
    return { kind: 'threw', detail: 'the handler did not return a Response' };
  const { status, headers } = response;
  if (!response.body) return { status, headers, bytes: new Uint8Array() };
  const chunks = chunksOf(response.body);
  const stop = () => void chunks.stop().catch(() => {});
  ends.whenEnded(stop);
  const bytes = new GrowingBytes();
  let finished = false;
  try {
    while (!finished) {
      const { done, value } = await chunks.next();
      if (ends.failure) return ends.failure;
      finished = done === true;
      if (value === undefined) continue;
      if (!ArrayBuffer.isView(value))
        return { kind: 'threw', detail: 'the body stream holds something other than bytes' };
      if (bytes.length + value.byteLength > maxBytes)
        return { kind: 'too-large', detail: `the body has more than ${maxBytes} bytes` };
      bytes.push(value);
    }
    return { status, headers, bytes: bytes.all() };
  } finally {
    if (!finished) stop();
  }
}

interface Chunks {
  next(): Promise<IteratorResult<Uint8Array | undefined, Uint8Array | undefined>>;
  /** Ends a pending read at once, whether or not what is behind it cares. */
  stop(): Promise<unknown>;
}

function chunksOf(body: NonNullable<Incoming['body']>): Chunks {
  if (body instanceof ReadableStream) {
    const reader = body.getReader();
    return { next: () => reader.read(), stop: () => reader.cancel() };
  }
  const chunks = body[Symbol.asyncIterator]();
  return { next: () => chunks.next(), stop: async () => chunks.return?.() };
}

/** Chunks in one piece of memory: a body that comes byte by byte must not cost a hundred times its size. */
class GrowingBytes {
  #buffer: Uint8Array = new Uint8Array();
  length = 0;

  push(chunk: Uint8Array): void {
    const needed = this.length + chunk.byteLength;
    if (this.length === 0) this.#buffer = chunk;
    else if (needed > this.#buffer.byteLength) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.byteLength * 2));
      larger.set(this.#buffer.subarray(0, this.length));
      this.#buffer = larger;
    }
    if (this.length > 0) this.#buffer.set(chunk, this.length);
    this.length = needed;
  }

  all(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }
}
