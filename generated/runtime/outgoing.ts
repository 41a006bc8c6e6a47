// Hides what a server answers with until a platform sends it: a Response costs more to make than to send, and only some platforms want one.
import type { Problem } from './problem.js';
import type { BodyLike } from './wire.js';

/** RFC 9110 §5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Bytes without controls (RFC 9110 §5.5). */
const VALUE = /^[\t -~\x80-\xff]*$/;

/** Fields of an answer, under names in lower case. */
export class Fields {
  readonly #values = new Map<string, string | readonly string[]>();

  get(name: string): string | null {
    const value = this.#values.get(name.toLowerCase());
    return value === undefined ? null : typeof value === 'string' ? value : value.join(', ');
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  /** @throws TypeError where HTTP cannot carry the name or the value */
  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), checked(name, value));
  }

  /** Adds to a list; cookies are kept apart, because commas do not part them (RFC 9110 §5.3). @throws TypeError as `set` does */
  append(name: string, value: string): void {
    const key = name.toLowerCase();
    const before = this.#values.get(key);
    const text = checked(name, value);
    if (key === 'set-cookie') this.#values.set(key, [...(before ?? []), text]);
    else this.#values.set(key, before === undefined ? text : `${String(before)}, ${text}`);
  }

  /** As an object, which platforms take quickest; undefined where none can hold them: lists, and what is called `__proto__`. */
  plain(): Record<string, string> | undefined {
    const object: Record<string, string> = {};
    for (const [name, value] of this.#values) {
      if (typeof value !== 'string' || name === '__proto__') return undefined;
      object[name] = value;
    }
    return object;
  }

  pairs(): [string, string][] {
    return [...this.#values].flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
    );
  }

  forEach(take: (value: string | readonly string[], name: string) => void): void {
    this.#values.forEach(take);
  }
}

function checked(name: string, value: string): string {
  if (!NAME.test(name)) throw new TypeError('A header has a name that HTTP cannot carry.');
  if (!VALUE.test(value)) throw new TypeError(`The header ${name} has a value that HTTP cannot carry.`);
  return value;
}

/** An answer, ready to be sent. */
export class Outgoing {
  readonly status: number;
  readonly headers: Fields;
  readonly body: BodyLike | null;

  /** @throws RangeError where the status is none that a server can end an exchange with, TypeError where the body is being read already */
  constructor(status: number, headers: Fields, body: BodyLike | null) {
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new RangeError(`${status} is no status of an answer.`);
    if (body instanceof ReadableStream && body.locked) throw new TypeError('The body is being read already.');
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

export function fieldsOf(headers: Readonly<Record<string, string>>): Fields {
  const fields = new Fields();
  for (const name of Object.keys(headers)) fields.set(name, headers[name] ?? '');
  return fields;
}

/** JSON as an answer. @throws TypeError where the value has no form in JSON */
export function jsonOutgoing(
  status: number,
  value: unknown,
  headers: Fields,
  mediaType = 'application/json',
): Outgoing {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('The body of an answer has no form in JSON.');
  headers.set('content-type', mediaType);
  return new Outgoing(status, headers, text);
}

/** The answer for a problem, as `application/problem+json`. */
export function problemOutgoing(value: Problem, headers: Readonly<Record<string, string>> = {}): Outgoing {
  return jsonOutgoing(value.status, value, fieldsOf(headers), 'application/problem+json');
}

/** The same as a Response. */
export function problemResponse(value: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return responseOf(problemOutgoing(value, headers));
}

/** The answer of a handler that knows nothing of this. */
export function outgoingOf(answer: Outgoing | Response): Outgoing {
  if (answer instanceof Outgoing) return answer;
  const fields = new Fields();
  answer.headers.forEach((value, name) => {
    fields.append(name, value);
  });
  return new Outgoing(answer.status, fields, answer.body);
}

export function responseOf(answer: Outgoing | Response): Response {
  if (!(answer instanceof Outgoing)) return answer;
  const { status, headers, body } = answer;
  return new Response(body, { status, headers: headers.plain() ?? headers.pairs() });
}
