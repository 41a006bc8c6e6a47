// What is tried again, when, and what never is: a snapshot that was asked for once is made once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, type RetryOptions, retry } from '../../runtime/retry.js';
import type { WireOperation } from '../../runtime/wire.js';

const OPERATION = { id: 'op', name: 'op' } as WireOperation;
const NOW = new Date('2026-04-15T00:00:00Z');

type Reply =
  | number
  | Error
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

/** One call against answers that come one after another; the last one stays. */
async function call(
  method: string,
  replies: readonly Reply[],
  {
    headers = {},
    body,
    signal,
    ...options
  }: RetryOptions & { headers?: Record<string, string>; body?: string; signal?: AbortSignal } = {},
) {
  const [bodies, pauses]: [string[], number[]] = [[], []];
  const middleware = retry({
    random: () => 0.5,
    now: () => NOW,
    wait: async (milliseconds) => void pauses.push(milliseconds),
    ...options,
  });
  const request = new Request('http://localhost/', {
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  const next = async (each: Request): Promise<Response> => {
    const reply = replies[Math.min(bodies.length, replies.length - 1)] ?? 200;
    bodies.push(await each.text());
    if (reply instanceof Error) throw reply;
    const { status, ...rest } = typeof reply === 'number' ? { status: reply } : reply;
    return new Response('body' in rest ? rest.body : null, {
      status,
      ...('headers' in rest && { headers: rest.headers }),
    });
  };
  const outcome = await middleware(request, next, OPERATION).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    (error: unknown) => ({ error }),
  );
  return { ...outcome, bodies, pauses };
}

describe('retry', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('tries %s again, with its body', async (method) => {
    const body = method === 'PUT' ? 'sent' : undefined;
    const outcome = await call(
      method,
      [503, new TypeError('reset'), 200],
      body === undefined ? {} : { body },
    );
    expect(outcome).toMatchObject({ status: 200 });
    expect(outcome.bodies).toEqual([body ?? '', body ?? '', body ?? '']);
  });

  it.each(['POST', 'PATCH'])('tries %s once: nobody knows what has become of it', async (method) => {
    expect(await call(method, [503, 200])).toMatchObject({ status: 503 });
    expect((await call(method, [new TypeError('reset'), 200])).bodies).toHaveLength(1);
  });

  it('tries a POST again that has a key by which the server knows it', async () => {
    expect(await call('POST', [503, 200], { headers: { 'Idempotency-Key': 'a' } })).toMatchObject({
      status: 200,
    });
  });

  it('tries again what the API says that it has not done', async () => {
    const busy = { status: 409, body: '{"error":{"code":"EVS.2409"}}' };
    const seen: number[] = [];
    const also = async ({ response, number, operation }: Attempt) => {
      seen.push(number);
      expect(operation).toBe(OPERATION);
      return (await response?.clone().text())?.includes('EVS.2409') ?? false;
    };
    expect(await call('POST', [busy, busy, 202], { also, body: 'x' })).toMatchObject({
      status: 202,
      bodies: ['x', 'x', 'x'],
    });
    expect(seen).toEqual([1, 2]);
    // The body of what is not tried again is the caller's.
    expect(await call('POST', [{ status: 409, body: 'other' }], { also })).toMatchObject({
      status: 409,
      text: 'other',
    });
  });

  it('gives up with the last answer, or the last error', async () => {
    expect(await call('GET', [503, 500, { status: 504, body: 'last' }])).toMatchObject({
      status: 504,
      text: 'last',
    });
    const error = new TypeError('gone');
    expect(await call('GET', [503, error], { attempts: 2 })).toMatchObject({ error });
  });

  it.each([200, 204, 301, 400, 401, 404, 409, 501])('takes %s as it is', async (status) => {
    expect((await call('GET', [status, 200])).bodies).toHaveLength(1);
  });

  it('waits longer from one to the next, a random part of it', async () => {
    const { pauses } = await call('GET', [500], { attempts: 6, delay: 100, maxDelay: 500 });
    expect(pauses).toEqual([50, 100, 200, 250, 250]);
  });

  it.each([
    ['seconds', '2', 2000],
    ['none', '0', 0],
    ['a date', 'Wed, 15 Apr 2026 00:00:05 GMT', 5000],
    ['a date that has gone', 'Tue, 14 Apr 2026 00:00:00 GMT', 0],
  ])('honours a Retry-After of %s', async (_, after, expected) => {
    const reply = { status: 429, headers: { 'retry-after': after } };
    // Half of the delay beside it, so that not all come at once.
    expect((await call('GET', [reply, 200], { delay: 100 })).pauses).toEqual([expected + 50]);
  });

  it('gives an answer that asks for more patience than there is', async () => {
    const reply = { status: 503, headers: { 'retry-after': '31' }, body: 'later' };
    expect(await call('GET', [reply, 200])).toMatchObject({ status: 503, text: 'later', pauses: [] });
  });

  it('waits by itself where Retry-After says nothing that can be read', async () => {
    for (const after of ['soon', '-1', '1.5', '99999999999'])
      expect((await call('GET', [{ status: 503, headers: { 'retry-after': after } }, 200])).pauses).toEqual([
        150,
      ]);
  });

  it('does not try what was aborted, and stops waiting', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    expect((await call('GET', [new TypeError('aborted'), 200], { signal: aborted })).bodies).toHaveLength(1);
    const controller = new AbortController();
    const middleware = retry({ delay: 60_000, maxDelay: 60_000, random: () => 1 });
    const request = new Request('http://localhost/', { signal: controller.signal });
    const waiting = middleware(request, async () => new Response(null, { status: 503 }), OPERATION);
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(waiting).rejects.toThrow('enough');
  });

  it('never sends more often than it was told, and a POST once', async () => {
    const reply = fc.oneof(fc.constantFrom(200, 404, 429, 500, 503), fc.constant(new TypeError('reset')));
    const method = fc.constantFrom('GET', 'PUT', 'DELETE', 'POST', 'PATCH');
    await fc.assert(
      fc.asyncProperty(
        method,
        fc.array(reply, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async (by, replies, attempts) => {
          const { bodies, pauses } = await call(by, replies, { attempts });
          expect(bodies.length).toBeLessThanOrEqual(by === 'POST' || by === 'PATCH' ? 1 : attempts);
          expect(pauses).toHaveLength(bodies.length - 1);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
