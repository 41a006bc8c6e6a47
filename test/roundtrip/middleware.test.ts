// What callers put around exchanges: retries, hooks, signatures, and exceptions instead of results; against the sample server.
import { describe, expect, it } from 'vitest';
import { hooks } from '../../generated/runtime/hooks.js';
import { retry } from '../../generated/runtime/retry.js';
import * as scaleway from '../../generated/scaleway-instance/index.js';
import * as scalewayServer from '../replay/servers/scaleway.js';

const ZONE = { zone: 'fr-par-1' } as const;
const UNKNOWN = '00000000-0000-4000-8000-000000000404';
const server = scalewayServer.createServer({ now: () => new Date('2026-04-01T00:00:00Z') });
const TOKEN = scalewayServer.SECRET_KEY;

/** A client, and every request that has left it. */
function client(
  options: Partial<Parameters<typeof scaleway.createClient>[0]> = {},
  answers: readonly number[] = [],
) {
  const sent: Request[] = [];
  const fetch = async (request: Request) => {
    sent.push(request.clone());
    const status = answers[sent.length - 1];
    return status === undefined ? server(request) : new Response(null, { status });
  };
  const made = scaleway.createClient({
    version: 'v1',
    baseUrl: 'http://localhost',
    credentials: { SecretKey: TOKEN },
    fetch,
    ...options,
  });
  return { sent, ...made };
}

describe('orThrow', () => {
  it('gives the data of a success', async () => {
    const { snapshots } = await scaleway.orThrow(client().listSnapshots({ path: ZONE }));
    expect(snapshots.length).toBeGreaterThan(0);
  });

  it('throws the documented error, with its type', async () => {
    const { getSnapshot } = client();
    const error = await scaleway
      .orThrow(getSnapshot({ path: { ...ZONE, snapshot_id: UNKNOWN } }))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(scaleway.ApiError);
    const { result, message, status } = error as scaleway.ErrorOf<typeof getSnapshot>;
    expect({ message, status }).toEqual({ message: 'The answer is 404.', status: 404 });
    if (result.status !== 404) throw new Error('It is the 404.');
    expect(result.error.resource).toBe('instance_snapshot');
    // @ts-expect-error another status has another error
    expect(result.error.details).toBeUndefined();
  });
});

describe('middleware', () => {
  it('retries what is safe, and signs each attempt anew', async () => {
    let signed = 0;
    const authenticate = (request: Request) => {
      const next = new Request(request);
      next.headers.set('x-signature', String(++signed));
      return next;
    };
    const { listSnapshots, sent } = client({ middleware: [retry({ delay: 1 })], authenticate }, [503, 503]);
    expect(await listSnapshots({ path: ZONE })).toMatchObject({ status: 200 });
    expect(sent.map(({ headers }) => headers.get('x-signature'))).toEqual(['1', '2', '3']);
  });

  it('sees requests without credentials, in the order in which it is listed', async () => {
    const log: string[] = [];
    const seen = (name: string) =>
      hooks({
        before: (request) => {
          request.headers.set(`x-${name}`, 'set');
          log.push(`${name} before ${request.headers.has('x-auth-token')}`);
        },
        after: ({ status }, request, { name: operation }) =>
          void log.push(`${name} after ${status} ${operation} ${request.headers.has('x-auth-token')}`),
      });
    const { listSnapshots, sent } = client({ middleware: [seen('outer'), seen('inner')] });
    expect((await listSnapshots({ path: ZONE })).ok).toBe(true);
    expect(log).toEqual([
      'outer before false',
      'inner before false',
      'inner after 200 listSnapshots false',
      'outer after 200 listSnapshots false',
    ]);
    const [request] = sent;
    for (const name of ['x-outer', 'x-inner', 'x-auth-token'])
      expect(request?.headers.has(name), name).toBe(true);
  });

  it('may answer by itself, and what it answers is held to the document', async () => {
    const cached = async () => Response.json({ snapshots: [] }, { headers: { 'x-total-count': '0' } });
    const { listSnapshots, sent } = client({ middleware: [cached] });
    expect(await listSnapshots({ path: ZONE })).toMatchObject({ data: { snapshots: [] } });
    expect(sent).toEqual([]);
    const strange = client({ middleware: [async () => new Response(null, { status: 418 })] });
    await expect(strange.listSnapshots({ path: ZONE })).rejects.toThrow('the status 418 is not documented');
  });

  it('is told of what fails, and hides it from nobody', async () => {
    const told: unknown[] = [];
    const error = new TypeError('reset');
    const fetch = async () => {
      throw error;
    };
    const { listSnapshots } = client({
      fetch,
      middleware: [hooks({ failed: (failure) => void told.push(failure) })],
    });
    await expect(listSnapshots({ path: ZONE })).rejects.toBe(error);
    expect(told).toEqual([error]);
  });

  it('has no longer than the time-out of its call, pauses included', async () => {
    const { listSnapshots } = client(
      { timeout: 60, middleware: [retry({ delay: 10_000, random: () => 1 })] },
      [503, 503, 503],
    );
    const error = await listSnapshots({ path: ZONE }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'TimeoutError', message: 'listSnapshots: no answer within 60 ms' });
  });
});
