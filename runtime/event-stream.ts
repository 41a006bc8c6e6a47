// Hides the text form of server-sent events (WHATWG HTML §9.2): fields and lines there, events here.
import { Lines, LineTooLong } from './lines.js';
import type { ServerSentEvent } from './wire.js';

/**
 * Reads events out of text that comes in pieces. An event that the stream's end cuts off is dropped, as §9.2.6 asks for; comments,
 * unknown fields, an `id` with a NUL and a `retry` that is no number are passed over.
 */
export class EventReader {
  readonly #lines: Lines;
  readonly #limit: number;
  #data: string[] = [];
  #length = 0;
  #fields: { event?: string; id?: string; retry?: number } = {};

  /** @param limit UTF-16 units that the data of an event, and any line, may have */
  constructor(limit: number) {
    this.#lines = new Lines('any', limit);
    this.#limit = limit;
  }

  /** The events that end in this piece. @throws LineTooLong */
  *push(piece: string): Generator<ServerSentEvent, void> {
    for (const line of this.#lines.push(piece)) {
      if (line !== '') this.#field(line);
      else if (this.#data.length > 0) yield this.#event();
      // Nothing to tell of yet; an id and a retry hold for what follows (§9.2.6).
      else delete this.#fields.event;
    }
  }

  #event(): ServerSentEvent {
    const event = { ...this.#fields, data: this.#data.join('\n') };
    this.#data = [];
    this.#length = 0;
    this.#fields = {};
    return event;
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (name === 'data') {
      this.#length += value.length + 1;
      if (this.#length > this.#limit) throw new LineTooLong(`It is longer than ${this.#limit} characters.`);
      this.#data.push(value);
    } else if (name === 'event') {
      if (value === '') delete this.#fields.event;
      else this.#fields.event = value;
    } else if (name === 'id') {
      if (!value.includes('\0')) this.#fields.id = value;
    } else if (name === 'retry' && /^[0-9]+$/.test(value)) this.#fields.retry = Number(value);
  }
}

/**
 * Writes an event whose data is text already.
 * @throws TypeError where a field would end its line and begin another: whoever filled it could write events of their own
 */
export function eventText({ data, event, id, retry }: ServerSentEvent): string {
  const fields = [
    ...(event === undefined ? [] : [`event: ${single('event', event)}`]),
    ...(id === undefined ? [] : [`id: ${single('id', id)}`]),
    ...(retry === undefined ? [] : [`retry: ${milliseconds(retry)}`]),
    ...data.split(/\r\n?|\n/).map((line) => `data: ${line}`),
  ];
  return `${fields.join('\n')}\n\n`;
}

function single(name: string, value: string): string {
  if (/[\r\n\0]/.test(value)) throw new TypeError(`The ${name} of an event cannot hold a line end or NUL.`);
  return value;
}

function milliseconds(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new TypeError('The retry of an event is a whole number of milliseconds.');
  return String(value);
}
