// Work that is waited for: until it is done, has failed, or nobody waits any longer.
import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../runtime/client-types.js';
import { polled, type WaitOptions } from '../../runtime/polling.js';

type Answer =
  | {
      readonly ok: true;
      readonly status: 200;
      readonly data: { readonly job: { readonly state: string | null } };
      readonly response: Response;
    }
  | { readonly ok: false; readonly status: 404; readonly error: string; readonly response: Response };

const waitFor = polled<{ readonly id: string }, Answer>({
  state: '/job/state',
  pending: ['creating', 'queued'],
  failed: ['error'],
});

function wait(states: readonly (string | null)[], options: WaitOptions = { interval: 1 }, headers = {}) {
  const asked: string[] = [];
  const call = async ({ id }: { readonly id: string }, { signal }: RequestOptions = {}): Promise<Answer> => {
    signal?.throwIfAborted();
    const state = states[Math.min(asked.length, states.length - 1)] ?? null;
    asked.push(id);
    return { ok: true, status: 200, data: { job: { state } }, response: new Response(null, { headers }) };
  };
  return { asked, ended: waitFor(call, { id: 'a' }, options) };
}

describe('waiting', () => {
  it('ends with what is there once no state is pending', async () => {
    const { asked, ended } = wait(['queued', 'creating', 'available']);
    expect((await ended).job.state).toBe('available');
    expect(asked).toEqual(['a', 'a', 'a']);
    expect((await wait([null]).ended).job.state).toBeNull();
  });

  it('throws where the work has failed, with the answer', async () => {
    await expect(wait(['creating', 'error']).ended).rejects.toMatchObject({
      name: 'WorkFailed',
      state: 'error',
      message: 'What was waited for has failed: its state is "error".',
      result: { data: { job: { state: 'error' } } },
    });
  });

  it('throws what is documented as an error', async () => {
    const call = async (): Promise<Answer> => ({
      ok: false,
      status: 404,
      error: 'gone',
      response: new Response(),
    });
    await expect(waitFor(call, { id: 'a' })).rejects.toMatchObject({
      name: 'ApiError',
      status: 404,
      error: 'gone',
    });
  });

  it('ends in time, and where its signal says so', async () => {
    await expect(wait(['creating'], { interval: 5, timeout: 30 }).ended).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const { ended } = wait(['creating'], { interval: 60_000, signal: AbortSignal.timeout(20) });
    await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('looks as often as the answer says, where the caller says nothing', async () => {
    const begun = performance.now();
    await wait(['creating', 'done'], {}, { 'retry-after': '0' }).ended;
    expect(performance.now() - begun).toBeLessThan(1000);
    const soon = {
      'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT',
      date: 'Sun, 06 Nov 1994 08:49:37 GMT',
    };
    await wait(['creating', 'done'], {}, soon).ended;
    expect(performance.now() - begun).toBeLessThan(2000);
    for (const after of ['3600', '999999999', 'Sun, 06 Nov 1994 09:49:37 GMT']) {
      const { asked, ended } = wait(['creating'], { timeout: 50 }, { ...soon, 'retry-after': after });
      await expect(ended).rejects.toMatchObject({ name: 'TimeoutError' });
      expect(asked, after).toHaveLength(1);
    }
  });
});
