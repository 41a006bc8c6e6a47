// Hides how what a handler yields becomes the body of an answer: item by item, each when the client is ready for it.
import { eventText } from './event-stream.js';
import { parsedJson } from './json.js';
import type { ServerSentEvent, StreamKind } from './wire.js';

export interface ItemsBody {
  readonly kind: StreamKind;
  /** Looks at an item before it is sent, by its number; what it throws ends the stream. */
  readonly judge: (item: unknown, at: number) => void;
  /** Told of what ends the stream otherwise than well. */
  readonly onError: (error: unknown) => void;
  /** Of the request: a client that goes away ends the stream. */
  readonly signal: AbortSignal;
}

/**
 * The items as bytes. Nothing is asked of the handler before the client takes it; a client that goes away calls the iterator's
 * `return`. An error, of the handler or of `judge`, breaks the body off: no client must take what came for the whole.
 */
export function itemsBody(
  items: AsyncIterable<unknown> | Iterable<unknown>,
  body: ItemsBody,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(new Source(items, body), { highWaterMark: 0 });
}

class Source {
  readonly #body: ItemsBody;
  readonly #iterator: AsyncIterator<unknown> | Iterator<unknown>;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  #at = 0;
  #ended = false;

  constructor(items: AsyncIterable<unknown> | Iterable<unknown>, body: ItemsBody) {
    this.#iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    this.#body = body;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    this.#controller = controller;
    const { signal } = this.#body;
    if (signal.aborted) this.#aborted();
    else signal.addEventListener('abort', this.#aborted);
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> {
    const { kind, judge, onError } = this.#body;
    try {
      const { done, value } = await this.#iterator.next();
      if (this.#ended) return;
      if (done) {
        this.#end();
        controller.close();
        return;
      }
      judge(value, this.#at++);
      controller.enqueue(this.#encoder.encode(textOf(kind, value)));
    } catch (error) {
      if (this.#ended) return;
      onError(error);
      void this.cancel();
      controller.error(error);
    }
  }

  async cancel(): Promise<void> {
    if (this.#ended) return;
    this.#end();
    try {
      await this.#iterator.return?.();
    } catch (error) {
      this.#body.onError(error);
    }
  }

  #end(): void {
    this.#ended = true;
    this.#body.signal.removeEventListener('abort', this.#aborted);
  }

  readonly #aborted = (): void => {
    this.#controller?.error(this.#body.signal.reason);
    void this.cancel();
  };
}

function textOf(kind: StreamKind, item: unknown): string {
  if (kind === 'jsonLines') return `${json(item)}\n`;
  if (kind === 'jsonSequence') return `\u001e${json(item)}\n`;
  const event = item as ServerSentEvent<unknown>;
  return eventText({ ...event, data: dataText(kind, event.data) });
}

function dataText(kind: StreamKind, data: unknown): string {
  if (kind === 'textEvents') return String(data);
  return kind === 'events' && typeof data === 'string' && !isJson(data) ? data : json(data);
}

function json(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('An item of a stream has no form in JSON.');
  return text;
}

function isJson(text: string): boolean {
  try {
    parsedJson(text);
    return true;
  } catch {
    return false;
  }
}
