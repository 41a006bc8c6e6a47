// Streams there and back: whatever the chunks that they come in, and whatever a server makes of the rules.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventReader, eventText } from '../../runtime/event-stream.js';
import { itemReader } from '../../runtime/item-reader.js';
import { itemsBody } from '../../runtime/item-writer.js';
import { itemsOf, StreamBroken } from '../../runtime/items.js';
import { Lines, LineTooLong } from '../../runtime/lines.js';
import type { ServerSentEvent, StreamKind } from '../../runtime/wire.js';
import { stopwatch } from '../stopwatch.js';

const SEED = { seed: 20261121, numRuns: 300 };
const LIMIT = 1000;

/** Bytes cut at the given places, anywhere: inside a character too. */
function chunked(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const ends = [...places, bytes.length];
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const end of ends) {
        controller.enqueue(bytes.slice(from, end));
        from = end;
      }
      controller.close();
    },
  });
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function read(kind: StreamKind, body: ReadableStream<Uint8Array> | string, limit = LIMIT) {
  return itemsOf(new Response(body), { operation: 'op', kind, limit });
}

const events = (text: string): ServerSentEvent[] => [...new EventReader(LIMIT).push(text)];
const cuts = fc.array(fc.nat(), { maxLength: 20 });
const never = new AbortController().signal;
const quiet = { judge: () => undefined, onError: () => undefined, signal: never };

describe('server-sent events', () => {
  it.each<[name: string, text: string, expected: ServerSentEvent[]]>([
    ['one line', 'data: a\n\n', [{ data: 'a' }]],
    ['several lines', 'data: a\ndata:\ndata: b\n\n', [{ data: 'a\n\nb' }]],
    ['one space only is no part of the value', 'data:  a\n\n', [{ data: ' a' }]],
    ['no space', 'data:a\n\n', [{ data: 'a' }]],
    ['no colon', 'data\n\n', [{ data: '' }]],
    [
      'all fields',
      'event: e\nid: 1\nretry: 10\ndata: a\n\n',
      [{ event: 'e', id: '1', retry: 10, data: 'a' }],
    ],
    ['a colon in the value', 'data: a: b\n\n', [{ data: 'a: b' }]],
    ['comments', ': hello\n\ndata: a\n: between\n\n:\n', [{ data: 'a' }]],
    ['unknown fields', 'foo: bar\nData: x\ndata: a\n\n', [{ data: 'a' }]],
    ['no data, no event', 'event: e\n\ndata: a\n\n', [{ data: 'a' }]],
    ['an id by itself holds for what follows', 'id: 7\n\ndata: a\n\n', [{ id: '7', data: 'a' }]],
    ['an id with NUL', 'id: a\0b\ndata: a\n\n', [{ data: 'a' }]],
    ['a retry that is no number', 'retry: 1s\ndata: a\n\n', [{ data: 'a' }]],
    ['CR', 'data: a\rdata: b\r\rdata: c\r\r', [{ data: 'a\nb' }, { data: 'c' }]],
    ['CRLF', 'data: a\r\ndata: b\r\n\r\n', [{ data: 'a\nb' }]],
    ['what the end cuts off', 'data: a\n\ndata: b\n', [{ data: 'a' }]],
    ['an event without a name takes it back', 'event: e\nevent\ndata: a\n\n', [{ data: 'a' }]],
  ])('are read: %s', (_, text, expected) => {
    expect(events(text)).toEqual(expected);
  });

  it('drop one byte order mark, which may come in pieces', async () => {
    const bytes = new TextEncoder().encode('\ufeffdata: \ufeffa\n\n');
    for (let cut = 0; cut < 6; cut++)
      expect(await collected(read('textEvents', chunked(bytes, [cut])))).toEqual([{ data: '\ufeffa' }]);
  });

  it('come back as they were written, by any chunks', async () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 20 });
    const line = word.filter((text) => !/[\r\n\0]/.test(text));
    const event = fc.record(
      {
        data: word.map((text) => text.replace(/\r\n?/g, '\n')),
        event: line.filter(Boolean),
        id: line,
        retry: fc.nat(),
      },
      { requiredKeys: ['data'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 5 }), cuts, async (all, at) => {
        const bytes = new TextEncoder().encode(all.map(eventText).join(''));
        expect(await collected(read('textEvents', chunked(bytes, at)))).toEqual(all);
      }),
      SEED,
    );
  });

  it('are the same whatever ends their lines', async () => {
    const soup = fc.array(
      fc.constantFrom(
        'data',
        ':',
        ' ',
        'a',
        'é',
        '😀',
        'event: e',
        'id: 1',
        '\n',
        '\n',
        'retry: 5',
        '\ndata: b',
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(soup, fc.constantFrom('\n', '\r', '\r\n'), cuts, async (parts, end, at) => {
        const text = parts.join('');
        const bytes = new TextEncoder().encode(text.replaceAll('\n', end));
        expect(await collected(read('textEvents', chunked(bytes, at)))).toEqual(events(text));
      }),
      SEED,
    );
  });

  it.each(['a\nb', 'a\rb', 'a\0'])('have no field that could begin another: %j', (text) => {
    expect(() => eventText({ data: '', event: text })).toThrow(TypeError);
    expect(() => eventText({ data: '', id: text })).toThrow(TypeError);
  });

  it.each([1.5, -1, Number.NaN])('have a retry of whole milliseconds, not %d', (retry) => {
    expect(() => eventText({ data: '', retry })).toThrow(TypeError);
  });
});

describe('data', () => {
  const data = (kind: StreamKind, text: string) =>
    [...itemReader(kind, LIMIT).push(text)].map((item) => (item as ServerSentEvent<unknown>).data);

  it('are read as the document says', () => {
    const text = 'data: 42\n\ndata: {"a":1}\n\n';
    expect(data('jsonEvents', text)).toEqual([42, { a: 1 }]);
    expect(data('textEvents', text)).toEqual(['42', '{"a":1}']);
    expect(data('events', `${text}data: a b\n\n`)).toEqual([42, { a: 1 }, 'a b']);
  });

  it('end at [DONE], unless they are texts', async () => {
    const text = 'data: 1\n\ndata: [DONE]\n\ndata: 2\n\n';
    expect((await collected(read('jsonEvents', text))).length).toBe(1);
    expect((await collected(read('events', text))).length).toBe(1);
    expect((await collected(read('textEvents', text))).length).toBe(3);
  });
});

describe('lines of JSON', () => {
  it.each<[kind: StreamKind, text: string, expected: unknown[]]>([
    ['jsonLines', '{"a":1}\n[2]\r\n\n  \n3', [{ a: 1 }, [2], 3]],
    ['jsonLines', '', []],
    ['jsonLines', '"a\\nb"\n', ['a\nb']],
    ['jsonSequence', '\u001e{"a":1}\n\u001e3\n', [{ a: 1 }, 3]],
    ['jsonSequence', '\u001e\u001e{"a":\n1}\n', [{ a: 1 }]],
    ['jsonSequence', '\u001e"a"', ['a']],
  ])('%s: %j', async (kind, text, expected) => {
    expect(await collected(read(kind, text))).toEqual(expected);
  });

  it('a number that the end may have cut is none', async () => {
    await expect(collected(read('jsonSequence', '\u001e12'))).rejects.toMatchObject({ received: 0 });
  });
});

describe('every kind', () => {
  const KINDS = ['jsonEvents', 'events', 'jsonLines', 'jsonSequence'] as const;

  it('gives what the server yielded, by any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.array(fc.jsonValue({ noUnicodeString: false }), { maxLength: 5 }),
        cuts,
        async (kind, values, at) => {
          const items = kind.endsWith('vents') ? values.map((each) => ({ data: each })) : values;
          const body = itemsBody(items, { kind, ...quiet });
          const bytes = new Uint8Array(await new Response(body).arrayBuffer());
          const plain = JSON.parse(JSON.stringify(items)) as unknown[];
          expect(await collected(read(kind, chunked(bytes, at), 10_000))).toEqual(plain);
        },
      ),
      SEED,
    );
  });

  it.each(KINDS)('%s: bounds an item, however it comes', async (kind) => {
    const [before, after] =
      kind === 'jsonSequence' ? ['\u001e', '\n'] : [kind === 'jsonLines' ? '' : 'data: ', '\n\n'];
    const one = new TextEncoder().encode(`${before}1${after}`);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(
          sent++ === 0 ? one : new TextEncoder().encode(`${sent === 2 ? before : ''}1111111111`),
        );
      },
    });
    const thrown = await collected(read(kind, endless)).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(StreamBroken);
    expect(thrown).toMatchObject({
      message: 'op: the stream broke at item 2: it is longer than 1000 characters',
      received: 1,
    });
    expect(sent).toBeLessThan(200);
  });

  it('bounds an event of many short lines', () => {
    expect(() => events('data: a\n'.repeat(LIMIT))).toThrow(LineTooLong);
  });

  it('costs no more for bytes that come one by one', () => {
    const lines = new Lines('any', 1_000_000);
    const spent = stopwatch();
    for (let at = 0; at < 300_000; at++) lines.push('x').next();
    expect([...lines.push('\n')].map(({ length }) => length)).toEqual([300_000]);
    // Quadratic, it would be minutes.
    expect(spent()).toBeLessThan(5000);
  });
});

describe('a stream that is not read to its end', () => {
  /** A body that never ends; tells when it was cancelled. */
  function endless(chunk = '1\n') {
    const seen = { cancelled: false, pulled: 0 };
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          seen.pulled++;
          controller.enqueue(new TextEncoder().encode(chunk));
        },
        cancel() {
          seen.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { seen, body };
  }

  it('is cancelled by break', async () => {
    const { seen, body } = endless();
    for await (const item of read('jsonLines', body)) if (item === 1) break;
    expect(seen).toEqual({ cancelled: true, pulled: 1 });
  });

  it('is cancelled before it was begun', async () => {
    const { seen, body } = endless();
    await read('jsonLines', body).return?.();
    expect(seen).toEqual({ cancelled: true, pulled: 0 });
  });

  it('is cancelled while a read waits', async () => {
    let cancelled = false;
    const silent = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
    });
    const items = read('jsonLines', silent);
    const waiting = items.next();
    await items.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(cancelled).toBe(true);
  });

  it('is ended by a signal, with its reason', async () => {
    const { seen, body } = endless();
    const stop = new AbortController();
    const items = itemsOf(new Response(body), {
      operation: 'op',
      kind: 'jsonLines',
      limit: 10,
      signal: stop.signal,
    });
    await items.next();
    stop.abort(new Error('enough'));
    await expect(items.next()).rejects.toThrow('enough');
    expect(seen.cancelled).toBe(true);
  });

  it('is broken by what is no JSON, and cancelled', async () => {
    const { seen, body } = endless('1\n{"a":\n');
    const items = read('jsonLines', body);
    expect(await items.next()).toEqual({ done: false, value: 1 });
    await expect(items.next()).rejects.toMatchObject({
      name: 'StreamBroken',
      message: 'op: the stream broke at item 2: it is not JSON',
    });
    expect(await items.next()).toEqual({ done: true, value: undefined });
    expect(seen.cancelled).toBe(true);
  });

  it('is broken by a lost connection, with its cause', async () => {
    const cause = new TypeError('terminated');
    const lost = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(cause);
      },
    });
    await expect(read('jsonLines', lost).next()).rejects.toMatchObject({
      name: 'StreamBroken',
      received: 0,
      cause,
    });
  });
});

describe('what a handler yields', () => {
  /** A generator that tells how far it was asked, and how it ended. */
  function source() {
    const seen = { asked: 0, ended: false };
    async function* items() {
      try {
        for (;;) yield ++seen.asked;
      } finally {
        seen.ended = true;
      }
    }
    return { seen, items: items() };
  }

  it('is asked for only when the client is ready', async () => {
    const { seen, items } = source();
    const reader = itemsBody(items, { kind: 'jsonLines', ...quiet }).getReader();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen.asked).toBe(0);
    await reader.read();
    await reader.read();
    expect(seen.asked).toBe(2);
    await reader.cancel();
    expect(seen.ended).toBe(true);
  });

  it('ends when the request is given up', async () => {
    const { seen, items } = source();
    const stop = new AbortController();
    const errors: unknown[] = [];
    const body = itemsBody(items, {
      kind: 'jsonLines',
      judge: () => undefined,
      onError: (error) => errors.push(error),
      signal: stop.signal,
    });
    const reader = body.getReader();
    await reader.read();
    stop.abort(new Error('gone'));
    await expect(reader.read()).rejects.toThrow('gone');
    expect(seen.ended).toBe(true);
    expect(errors).toEqual([]);
  });

  it.each<[name: string, item: unknown]>([
    ['has no form in JSON', undefined],
    ['is refused', 'bad'],
  ])('breaks the body off and is told of where it %s', async (_, bad) => {
    const errors: unknown[] = [];
    let ended = false;
    async function* items() {
      try {
        yield 1;
        yield bad;
      } finally {
        ended = true;
      }
    }
    const judge = (item: unknown) => {
      if (item === 'bad') throw new Error('refused');
    };
    const body = itemsBody(items(), {
      kind: 'jsonLines',
      judge,
      onError: (error) => errors.push(error),
      signal: never,
    });
    const reader = body.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('1\n');
    await expect(reader.read()).rejects.toThrow();
    expect([errors.length, ended]).toEqual([1, true]);
  });
});
