// The order of a list, and what reading does: nothing, whether by GET or by HEAD.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misplaced, orderOf } from '../../contract/plan/lists/orders.js';
import { type Decisions, type Entry, library, libraryModel, problem, tryLibrary } from './library.js';

const sort = (schema: object, more: object = {}) =>
  libraryModel([{ name: 'sort', in: 'query', schema, ...more }]);
const COLON = sort(
  { type: 'string', default: 'name:asc' },
  { description: 'Keys, separated by commas.', example: 'pages:desc' },
);
const MINUS = sort({ type: 'string', enum: ['name', '-name'] });

/** Entries as `name:asc,pages:desc` or `-name` says. */
function ordered(entries: readonly Entry[], text: string): readonly Entry[] {
  const keys = text
    .split(',')
    .map((each) => ({ name: each.replace(/^-|:.*$/g, ''), sign: /^-|:desc/.test(each) ? -1 : 1 }));
  return entries.toSorted((a, b) => {
    const apart = keys.map(({ name, sign }) => {
      const [left, right] = [a[name], b[name]].map((each) => each ?? '');
      return left === right ? 0 : sign * ((left as string) < (right as string) ? -1 : 1);
    });
    return apart.find((each) => each !== 0) ?? 0;
  });
}

const by = (order: (entries: readonly Entry[], text: string) => readonly Entry[]): Partial<Decisions> => ({
  list: (entries, query) => ({ body: { items: order(entries, query.get('sort') || 'name:asc') } }),
});
const trial = (change: Partial<Decisions>, model = COLON, cases = ['Library/1/listBooks/stateful']) =>
  tryLibrary(library(change), { model, cases });

describe('an order', () => {
  it.each([
    ['with colons', COLON],
    ['with a minus', MINUS],
  ])('%s is kept', async (_, model) => {
    const { told, events } = await trial(by(ordered), model);
    expect(told).toEqual([]);
    const ids = events.flatMap((event) =>
      event.type === 'judged' && event.checks.includes('sort') ? [event.case.id] : [],
    );
    expect(ids.length).toBeGreaterThanOrEqual(2);
  });

  it.each<[string, string, Partial<Decisions>, typeof COLON?]>([
    [
      'is ignored',
      'sorted+name+down sort: The list is not sorted by name downwards.',
      by((entries) => ordered(entries, 'name:asc')),
    ],
    [
      'loses its direction',
      'sorted+name+down sort: The list is not sorted by name downwards.',
      by((entries, text) => ordered(entries, text.replace(/^-/, ''))),
      MINUS,
    ],
    [
      'is another one by default',
      'sorted+usual sort: The list is not sorted by name upwards.',
      { list: (entries, query) => ({ body: { items: ordered(entries, query.get('sort') ?? 'name:desc') } }) },
    ],
    [
      'loses its second key',
      'sorted+two-keys sort: The list is not sorted by pages upwards, then name downwards.',
      by((entries, text) => ordered(ordered(entries, 'name:asc'), text.split(',')[0] ?? '')),
    ],
  ])('that %s is caught', async (_, expected, change, model = COLON) => {
    const { told } = await trial(change, model);
    expect(told).toContain(`listBooks/stateful/${expected}`);
  });

  it('of texts is judged where every collation agrees', () => {
    for (const [a, b] of [
      ['a', 'B'],
      ['item 10', 'item 9'],
      ['co-op', 'coop'],
      ['É', 'f'],
      [null, 'a'],
      [1, 'a'],
    ])
      expect(orderOf(a, b), `${a} and ${b}`).toBeGreaterThanOrEqual(-1);
    expect([orderOf('B', 'a'), orderOf('item 10', 'item 9'), orderOf(null, 'a')]).toEqual([0, 0, 0]);
    expect([
      orderOf('ab', 'b'),
      orderOf(2, 10),
      orderOf('2026-01-02T00:00:00+09:00', '2026-01-01T16:00:00Z'),
    ]).toEqual([-1, -1, -1]);
  });

  it('of a second key is judged where the first is the same, which times may only seem to be', () => {
    const [at, apart] = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:02Z'];
    const keys = ['first', 'name'].map((name) => ({ name, isDescending: false }));
    const list = (first: unknown, second: unknown) => [
      { first, name: 'b' },
      { first: second, name: 'a' },
    ];
    expect(misplaced(list(7, 7), keys)).toEqual([0, 1]);
    expect(misplaced(list(at, at), keys)).toBeUndefined();
    expect(misplaced(list(apart, at), keys)).toEqual([0, 1]);
  });

  it('of any values is never the other way round, and of sorted numbers is kept', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => orderOf(a, b) + orderOf(b, a) === 0),
      { seed: 7 },
    );
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const items = numbers.toSorted((a, b) => a - b).map((n) => ({ n }));
        expect(misplaced(items, [{ name: 'n', isDescending: false }])).toBeUndefined();
        expect(misplaced(items.toReversed(), [{ name: 'n', isDescending: true }])).toBeUndefined();
      }),
      { seed: 7 },
    );
  });
});

describe('reading', () => {
  const MODEL = libraryModel();
  const reading = (change: Partial<Decisions>) => trial(change, MODEL, ['Library/1/getBook/stateful']);
  const touched = (next: (entry: Entry) => Entry): Partial<Decisions> => ({
    read: (entry, entries) => {
      entries.set(entry.id, next(entry));
      return entry;
    },
  });

  it.each<[string, Partial<Decisions>]>([
    ['changes nothing', {}],
    [
      'counts who reads',
      touched((entry) => ({
        ...entry,
        views: Number(entry['views'] ?? 0) + 1,
        last_read: String(Math.random()),
      })),
    ],
    [
      'knows no HEAD',
      { leave: (answer, { method }) => (method === 'HEAD' ? new Response(null, { status: 405 }) : answer) },
    ],
    [
      'says less by HEAD',
      {
        leave: (answer, { method }) =>
          method === 'HEAD' ? new Response(null, { status: answer.status }) : answer,
      },
    ],
  ])('%s', async (_, change) => {
    const { told, events } = await reading(change);
    expect(told).toEqual([]);
    expect(events.filter((event) => event.type === 'judged' && event.verdict === 'held')).toHaveLength(4);
  });

  it.each<[string, string, Partial<Decisions>]>([
    [
      'adds a page',
      'safe safety: Reading has changed the pages.',
      touched((entry) => ({ ...entry, pages: Number(entry['pages']) + 1 })),
    ],
    [
      'takes it away',
      'safe safety: What has been read is gone, though nobody deleted it.',
      {
        read: (entry, entries) => {
          entries.delete(entry.id);
          return entry;
        },
      },
    ],
    [
      'is always fine by HEAD',
      'head head: HEAD does not answer as GET does.',
      { leave: (answer, { method }) => (method === 'HEAD' ? new Response(null, { status: 204 }) : answer) },
    ],
    [
      'is always fine by HEAD, of what is gone',
      'head+gone head: HEAD does not answer as GET does.',
      { leave: (answer, { method }) => (method === 'HEAD' ? new Response(null, { status: 200 }) : answer) },
    ],
    [
      'is fine by HEAD, of what nobody has',
      'head+unknown head: HEAD does not answer as GET does.',
      {
        leave: (answer, { method, url }) =>
          method === 'HEAD' && url.includes('dead') ? new Response(null, { status: 200 }) : answer,
      },
    ],
    [
      'has another type by HEAD',
      'head head: HEAD does not answer as GET does.',
      {
        leave: (answer, { method }) =>
          method === 'HEAD'
            ? new Response(null, {
                status: answer.status,
                headers: { 'content-type': 'application/json; charset=latin1' },
              })
            : answer,
      },
    ],
  ])('that %s is caught', async (_, expected, change) => {
    const { told } = await reading(change);
    expect(told, told.join()).toContain(`getBook/stateful/${expected}`);
  });

  it('that takes it away by OPTIONS is caught, where that is documented', async () => {
    const withOptions = libraryModel([], ({ paths }) => {
      const options = { operationId: 'bookOptions', responses: { 204: { description: '.' } } };
      Object.assign(paths['/v1/shelves/{shelf}/books/{book}'], { options });
    });
    const asked = new Set<string>();
    const leave: Decisions['leave'] = (answer, { method, url }) => {
      if (method === 'OPTIONS') asked.add(url);
      if (method === 'OPTIONS') return new Response(null, { status: 204 });
      return asked.has(url) && method === 'GET' ? problem(404) : answer;
    };
    const cases = ['Library/1/getBook/stateful/safe'];
    expect((await trial({ leave }, withOptions, cases)).told).toEqual([
      'getBook/stateful/safe safety: What has been read is gone, though nobody deleted it.',
    ]);
    expect((await trial({ leave }, MODEL, cases)).told).toEqual([]);
  });
});
