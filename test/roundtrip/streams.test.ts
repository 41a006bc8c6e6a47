// Streams from a generated server to a generated client: what the handler yields is what the caller gets, and neither outlives the other.
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ServerOptions } from '../../runtime/server.js';
import { type Running, run } from '../security/generate.js';
import { ANSWERS } from './answers.js';
import { WAYS, type Way } from './ways.js';

let running: Running;

beforeAll(async () => {
  running = await run(ANSWERS);
});

type Handler = (input: never) => unknown;
type Stream = AsyncIterable<unknown>;

async function* ticks(count: number) {
  for (let n = 1; n <= count; n++) yield { n };
}

async function* several(...items: unknown[]) {
  yield* items;
}

async function* events(all: Stream) {
  for await (const data of all) yield { data };
}

async function collected(items: Stream): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The items of a result. */
function streamed<T>(result: { readonly data?: unknown } | undefined): AsyncIterable<T> {
  return result?.data as AsyncIterable<T>;
}

/** A client of a server whose one handler is given. */
async function connect(
  way: Way,
  handlers: Record<string, Handler>,
  server: Partial<ServerOptions> = {},
  client = {},
) {
  const errors: unknown[] = [];
  const reached = await way.reach(running, { handlers, onError: (error) => errors.push(error), ...server });
  return { calls: running.createClient({ ...reached, ...client }), errors, reached };
}

/** True once the other side has noticed, which over a socket takes a moment. */
async function soon(check: () => boolean): Promise<boolean> {
  for (let at = 0; at < 2000 && !check(); at++) await wait(10);
  return check();
}

for (const way of WAYS) {
  describe(`streams ${way.name}`, () => {
    it.each<[operation: string, mediaType: string, items: unknown[]]>([
      [
        'dataEvents',
        'text/event-stream',
        [{ data: { n: 1 } }, { data: { n: 2 }, event: 'e', id: '2', retry: 5 }],
      ],
      ['textEvents', 'text/event-stream', [{ data: 'a\nb' }, { data: '42' }]],
      [
        'wholeEvents',
        'text/event-stream',
        [
          { event: 'tick', data: { n: 1 } },
          { event: 'note', data: 'so', id: '1' },
        ],
      ],
      ['lines', 'application/jsonl', [{ n: 1 }, { n: 2 }]],
      ['arrayLines', 'application/x-ndjson', [{ n: 1 }, { n: 2 }]],
      ['sequence', 'application/json-seq', [{ n: 1 }, { n: 2 }]],
    ])('%s: what is yielded arrives', async (operation, mediaType, items) => {
      const { calls, errors } = await connect(
        way,
        { [operation]: () => ({ status: 200, body: several(...items) }) },
        {},
        { validators: running.validators },
      );
      const result = await calls[operation]?.();
      expect(result).toMatchObject({ ok: true, status: 200, mediaType });
      expect((result as unknown as { response: Response }).response.headers.get('content-type')).toBe(
        mediaType,
      );
      expect(await collected(streamed(result))).toEqual(items);
      expect(errors).toEqual([]);
    });

    it('one item arrives before the next is made', async () => {
      let arrived = 0;
      async function* items() {
        for (let n = 1; n <= 3; n++) {
          yield { n };
          if (!(await soon(() => arrived === n))) throw new Error('held back');
        }
      }
      const { calls } = await connect(way, { lines: () => ({ status: 200, body: items() }) });
      const result = await calls['lines']?.();
      for await (const item of streamed<{ n: number }>(result)) arrived = item.n;
      expect(arrived).toBe(3);
    });

    it('a caller that stops ends the handler', async () => {
      let [made, ended] = [0, false];
      async function* items() {
        try {
          for (;;) {
            yield { n: ++made };
            await wait(1);
          }
        } finally {
          ended = true;
        }
      }
      const { calls, errors } = await connect(way, { lines: () => ({ status: 200, body: items() }) });
      const result = await calls['lines']?.();
      for await (const item of streamed<{ n: number }>(result)) if (item.n === 3) break;
      expect(await soon(() => ended)).toBe(true);
      expect(errors).toEqual([]);
    });

    it('a signal ends both', async () => {
      let ended = false;
      async function* items() {
        try {
          for (let n = 1; ; n++) {
            yield { n };
            await wait(1);
          }
        } finally {
          ended = true;
        }
      }
      const { calls } = await connect(way, { dataEvents: () => ({ status: 200, body: events(items()) }) });
      const stop = new AbortController();
      const result = await calls['dataEvents']?.({ signal: stop.signal });
      const got = (async () => {
        for await (const item of streamed<{ data: { n: number } }>(result))
          if (item.data.n === 2) stop.abort(new Error('enough'));
      })();
      await expect(got).rejects.toThrow('enough');
      expect(await soon(() => ended)).toBe(true);
    });

    it('a slow caller slows the handler down', async () => {
      let made = 0;
      const filling = 'x'.repeat(100_000);
      async function* items() {
        for (;;) yield { data: filling + ++made };
      }
      const { calls } = await connect(way, { textEvents: () => ({ status: 200, body: items() }) });
      const result = await calls['textEvents']?.();
      const iterator = streamed(result)[Symbol.asyncIterator]();
      await iterator.next();
      await wait(300);
      // What fits into the buffers of two sockets, and no more.
      expect(made).toBeLessThan(way.name === 'in process' ? 3 : 200);
      await iterator.return?.();
    });

    it.each(['wrong item', 'thrown'])(
      'a stream that goes wrong is broken off, not ended: %s',
      async (how) => {
        async function* items() {
          yield { n: 1 };
          await wait(20);
          if (how === 'thrown') throw new Error('secret of the server');
          yield { n: 'two' };
        }
        const { calls, errors } = await connect(way, { lines: () => ({ status: 200, body: items() }) });
        const got: unknown[] = [];
        const result = await calls['lines']?.();
        const broken = await (async () => {
          for await (const item of streamed(result)) got.push(item);
        })().catch((error: unknown) => error);
        expect(got).toEqual([{ n: 1 }]);
        expect(broken).toMatchObject({ name: 'StreamBroken', operation: 'lines', received: 1 });
        expect(String((broken as Error).message)).not.toContain('secret');
        expect(errors).toMatchObject([
          how === 'thrown'
            ? { message: 'secret of the server' }
            : { name: 'InvalidAnswer', violations: [{ pointer: '/body/1/n' }] },
        ]);
      },
    );

    it('a client with validators tells which item is wrong', async () => {
      const { calls, errors } = await connect(
        way,
        { dataEvents: () => ({ status: 200, body: several({ data: { n: 1 } }, { data: { n: 'two' } }) }) },
        { validateResponses: 'log' },
        { validators: running.validators },
      );
      const result = await calls['dataEvents']?.();
      await expect(collected(streamed(result))).rejects.toMatchObject({
        name: 'StreamBroken',
        received: 1,
        violations: [{ pointer: '/data/n', rule: 'type' }],
      });
      expect(errors).toMatchObject([{ violations: [{ pointer: '/body/1/data/n' }] }]);
    });

    it('one operation answers whole or as a stream', async () => {
      const both = ({ body }: { body: { stream?: boolean } }) =>
        body.stream
          ? { status: 200, mediaType: 'text/event-stream', body: several({ data: { n: 1 } }) }
          : { status: 200, mediaType: 'application/json', body: { ticks: [{ n: 1 }] } };
      const { calls } = await connect(way, { both });
      expect(await calls['both']?.({ body: {} })).toMatchObject({
        mediaType: 'application/json',
        data: { ticks: [{ n: 1 }] },
      });
      const second = await calls['both']?.({ body: { stream: true } });
      expect(second).toMatchObject({ mediaType: 'text/event-stream' });
      expect(await collected(streamed(second))).toEqual([{ data: { n: 1 } }]);
    });

    it('a time-out ends a wait for the first byte, but no stream', async () => {
      async function* items() {
        for await (const tick of ticks(3)) {
          await wait(200);
          yield tick;
        }
      }
      const { calls } = await connect(
        way,
        { lines: () => ({ status: 200, body: items() }) },
        {},
        { timeout: 500 },
      );
      expect(await collected(streamed(await calls['lines']?.()))).toHaveLength(3);
    });

    it('a HEAD request gets the head, and the handler is let go', async () => {
      let asked = 0;
      const items = {
        [Symbol.asyncIterator]: () => ({
          next: async () => ({ done: false, value: { n: ++asked } }),
          return: async () => {
            asked = -1;
            return { done: true, value: undefined };
          },
        }),
      };
      const { reached } = await connect(way, { lines: () => ({ status: 200, body: items }) });
      const answer = await reached.fetch(new Request(`${reached.baseUrl}/lines`, { method: 'HEAD' }));
      expect([answer.status, await answer.text(), asked]).toEqual([200, '', -1]);
    });
  });
}
