// How fast a run goes, and what becomes of 429: waited for, within a bound, and never a finding by itself.
import { describe, expect, it } from 'vitest';
import { Pace } from '../../contract/execute/pace.js';
import type { Handler } from '../../contract/index.js';
import { conforming, modelOf, runShelf, shelfDocument } from './shelf.js';

const CASES = ['shelf/2.0/createBook/examples/full-draft', 'shelf/2.0/getBook'];

/** Answers 429 so many times before every answer; notes the bodies that it was sent. */
function busy(times: number, headers: Record<string, string>): { handler: Handler; bodies: string[] } {
  const bodies: string[] = [];
  let left = times;
  return {
    bodies,
    handler: async (request) => {
      if (request.method === 'POST') bodies.push(await request.clone().text());
      left -= 1;
      if (left >= 0) return new Response(null, { status: 429, headers });
      left = times;
      return conforming(request);
    },
  };
}

describe('429', () => {
  it.each([
    ['seconds', { 'retry-after': '0' }],
    [
      'a date, by the clock of the server',
      { 'retry-after': 'Wed, 01 Jan 2031 00:00:00 GMT', date: 'Wed, 01 Jan 2031 00:00:00 GMT' },
    ],
    [
      'a date that has passed',
      { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT', date: 'Wed, 01 Jan 2031 00:00:00 GMT' },
    ],
  ])('is waited for, and the request is sent whole again: %s', async (_, headers) => {
    const { handler, bodies } = busy(2, headers);
    const { events, findings } = await runShelf(handler, { cases: CASES });
    expect(findings).toEqual([]);
    expect(events.at(-1)).toMatchObject({ totals: { held: 4 } });
    expect(bodies.length).toBeGreaterThanOrEqual(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it.each([
    ['longer than there is patience', { 'retry-after': '3600' }, 1, '3600 s more'],
    ['a little, without end', { 'retry-after': '0' }, 8, '0 s more'],
    ['nothing for how long', {}, 1, '1 s more'],
  ])('that asks for %s is told', async (_, headers, tries, wanted) => {
    const { handler } = busy(1000, headers);
    const { findings } = await runShelf(handler, {
      cases: ['shelf/2.0/listBooks/examples/all-books'],
      options: { mostWaitMs: 500 },
    });
    expect(findings).toMatchObject([
      {
        check: 'target',
        actual: `the server asks for more patience than there is: 429 after ${tries} ${tries === 1 ? 'try' : 'tries'}, and ${wanted} to wait`,
      },
    ]);
  });

  it('does not outlive the run', async () => {
    const controller = new AbortController();
    const { handler } = busy(1000, { 'retry-after': '30' });
    const ending: Handler = (request) => {
      setTimeout(() => controller.abort(), 10);
      return handler(request);
    };
    const { events, findings } = await runShelf(ending, { options: { signal: controller.signal } });
    expect(findings).toEqual([]);
    expect(events.at(-1)).toMatchObject({ outcome: 'aborted' });
  });

  it('that is documented is the answer', async () => {
    const document = shelfDocument();
    const { responses } = document.paths['/v1/{shelf}/books'].get;
    const busyList = { error: { code: 'Invalid', message: 'later' } };
    Object.assign(responses, {
      429: {
        description: 'Later.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
            examples: { 'busy-list': { value: busyList } },
          },
        },
      },
    });
    const { findings } = await runShelf(
      () => Response.json(busyList, { status: 429, headers: { 'retry-after': '3600' } }),
      { model: modelOf(document), cases: ['shelf/2.0/listBooks/examples/busy-list'] },
    );
    expect(findings).toEqual([]);
  });
});

describe('rate', () => {
  it('keeps requests apart, however many cases are under way', async () => {
    const times: number[] = [];
    const began = performance.now();
    const handler: Handler = (request) => {
      times.push(performance.now());
      return conforming(request);
    };
    await runShelf(handler, { cases: ['shelf/2.0/listBooks'], options: { rate: 50, concurrency: 5 } });
    expect(times.length).toBe(5);
    // Late on a busy machine, but never early; timers may fire a millisecond before their time.
    for (const [at, time] of times.entries()) expect(time - began).toBeGreaterThan(at * 20 - 5);
  });

  it('without a number waits for nothing', async () => {
    const pace = new Pace();
    const before = performance.now();
    for (let turn = 0; turn < 1000; turn++) await pace.turn(new AbortController().signal);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
