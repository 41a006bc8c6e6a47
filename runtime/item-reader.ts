// Hides the text forms of a stream of items from its reader: server-sent events, JSON Lines, JSON text sequences (RFC 7464).
import { EventReader } from './event-stream.js';
import { parsedJson } from './json.js';
import { Lines } from './lines.js';
import type { ServerSentEvent, StreamKind } from './wire.js';

/** Takes text as it comes and gives the items that are whole. @throws SyntaxError, LineTooLong */
export interface ItemReader {
  push(piece: string): Generator<unknown, void>;
  /** What the end of the stream makes whole. */
  end(): Generator<unknown, void>;
  /** True once an item has said that it was the last. */
  readonly ended: boolean;
}

/** @param limit UTF-16 units that one item may have */
export function itemReader(kind: StreamKind, limit: number): ItemReader {
  if (kind === 'jsonLines') return new JsonLines(limit);
  return kind === 'jsonSequence' ? new JsonSequence(limit) : new Events(kind, limit);
}

/** Events with their data read. */
class Events implements ItemReader {
  readonly #kind: StreamKind;
  readonly #events: EventReader;
  ended = false;

  constructor(kind: StreamKind, limit: number) {
    this.#kind = kind;
    this.#events = new EventReader(limit);
  }

  *push(piece: string): Generator<ServerSentEvent<unknown>, void> {
    for (const event of this.#events.push(piece)) {
      // No JSON, and no documented item: what servers of one well-known API, and all who are compatible to it, end with.
      this.ended = event.data === '[DONE]' && this.#kind !== 'textEvents';
      if (this.ended) return;
      yield this.#kind === 'textEvents' ? event : { ...event, data: this.#value(event.data) };
    }
  }

  *end(): Generator<never, void> {}

  #value(data: string): unknown {
    if (this.#kind === 'jsonEvents') return parsedJson(data);
    try {
      return parsedJson(data);
    } catch {
      return data;
    }
  }
}

/** A value on every line; blank lines are passed over, and the last one needs no end. */
class JsonLines implements ItemReader {
  readonly #lines: Lines;
  readonly ended = false;

  constructor(limit: number) {
    this.#lines = new Lines('feed', limit);
  }

  *push(piece: string): Generator<unknown, void> {
    for (const line of this.#lines.push(piece)) if (!isBlank(line)) yield parsedJson(line);
  }

  *end(): Generator<unknown, void> {
    const line = this.#lines.rest();
    if (!isBlank(line)) yield parsedJson(line);
  }
}

/** A value behind every record separator. */
class JsonSequence implements ItemReader {
  readonly #records: Lines;
  readonly ended = false;

  constructor(limit: number) {
    this.#records = new Lines('record', limit);
  }

  *push(piece: string): Generator<unknown, void> {
    for (const record of this.#records.push(piece)) yield* read(record);
  }

  *end(): Generator<unknown, void> {
    yield* read(this.#records.rest());
  }
}

function* read(record: string): Generator<unknown, void> {
  if (isBlank(record)) return;
  const value = parsedJson(record);
  // `12` may be what was left of `123`: only white space behind it proves it whole (RFC 7464 §2.4).
  if (
    (typeof value !== 'object' || value === null) &&
    typeof value !== 'string' &&
    !/[ \t\r\n]$/.test(record)
  )
    throw new SyntaxError('It is cut off.');
  yield value;
}

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
