// Hides how the body of an answer becomes items, one at a time: nothing is read before it is asked for, and whoever stops early ends the exchange.
import { itemReader } from './item-reader.js';
import { LineTooLong } from './lines.js';
import type { Violation } from './problem.js';
import type { Validator } from './validator.js';
import type { StreamKind } from './wire.js';

/** A stream that broke off: the connection was lost, or an item is not what the document says. What came before it was good. */
export class StreamBroken extends Error {
  override readonly name = 'StreamBroken';
  readonly operation: string;
  readonly response: Response;
  /** How many items came before, whole and valid. */
  readonly received: number;
  /** What is wrong with the next one, where it could be read. */
  readonly violations: readonly Violation[];

  constructor(
    operation: string,
    response: Response,
    received: number,
    why: string,
    { violations = [], ...options }: ErrorOptions & { violations?: readonly Violation[] } = {},
  ) {
    super(`${operation}: the stream broke at item ${received + 1}: ${why}`, options);
    this.operation = operation;
    this.response = response;
    this.received = received;
    this.violations = violations;
  }
}

export interface ItemsOptions {
  readonly operation: string;
  readonly kind: StreamKind;
  /** UTF-16 units that one item may have. */
  readonly limit: number;
  /** Judges every item. */
  readonly validator?: Validator<unknown>;
  /** Ends the stream; what is asked for next is then rejected with its reason. */
  readonly signal?: AbortSignal;
}

/** The items of a body, to be read once. `return`, which `break` calls, cancels the body; so does an error. */
export function itemsOf(response: Response, options: ItemsOptions): AsyncIterableIterator<unknown> {
  return new Items(response, options);
}

class Items implements AsyncIterableIterator<unknown> {
  readonly #response: Response;
  readonly #options: ItemsOptions;
  readonly #inner: AsyncGenerator<unknown, void>;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #received = 0;
  #stopped = false;

  constructor(response: Response, options: ItemsOptions) {
    this.#response = response;
    this.#options = options;
    this.#inner = this.#items();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<unknown, undefined>> {
    const { done, value } = await this.#inner.next();
    return done ? { done, value: undefined } : { done: false, value };
  }

  /** A read that waits is ended too: a generator by itself would wait for it. */
  async return(): Promise<IteratorResult<unknown, undefined>> {
    this.#stopped = true;
    await (this.#reader ?? this.#response.body)?.cancel().catch(() => undefined);
    await this.#inner.return();
    return { done: true, value: undefined };
  }

  async *#items(): AsyncGenerator<unknown, void> {
    const { kind, limit, signal } = this.#options;
    const reader = this.#response.body?.getReader();
    this.#reader = reader;
    const [items, decoder] = [itemReader(kind, limit), new TextDecoder()];
    const abort = () => void reader?.cancel(signal?.reason).catch(() => undefined);
    signal?.addEventListener('abort', abort);
    try {
      while (!items.ended) {
        signal?.throwIfAborted();
        const chunk = await reader?.read();
        signal?.throwIfAborted();
        if (this.#stopped) return;
        const text = decoder.decode(chunk?.value, { stream: chunk?.value !== undefined });
        yield* this.#judged(items.push(text));
        if (chunk?.value !== undefined) continue;
        yield* this.#judged(items.end());
        return;
      }
    } catch (cause) {
      throw this.#broken(cause);
    } finally {
      signal?.removeEventListener('abort', abort);
      await reader?.cancel().catch(() => undefined);
    }
  }

  *#judged(items: Iterable<unknown>): Generator<unknown, void> {
    const { operation, validator } = this.#options;
    for (const item of items) {
      const violations = validator?.violations(item) ?? [];
      if (violations.length > 0) {
        const why = `it breaks the API description (${violations.map((each) => `${each.pointer} ${each.message}`).join('; ')})`;
        throw new StreamBroken(operation, this.#response, this.#received, why, { violations });
      }
      this.#received++;
      yield item;
    }
  }

  #broken(cause: unknown): unknown {
    const { operation, signal } = this.#options;
    if (signal?.aborted) return signal.reason;
    if (cause instanceof StreamBroken) return cause;
    const why =
      cause instanceof LineTooLong
        ? `it is longer than ${this.#options.limit} characters`
        : cause instanceof SyntaxError
          ? 'it is not JSON'
          : 'the connection was lost';
    return new StreamBroken(operation, this.#response, this.#received, why, { cause });
  }
}
