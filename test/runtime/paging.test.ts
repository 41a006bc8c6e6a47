// Lists that are read to their end: every item once, in order, whatever the pages are like; and lists that do not end are told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Paging, paged } from '../../runtime/paging.js';

interface Item {
  readonly id: string;
}
interface Query {
  readonly limit?: number;
  readonly [name: string]: unknown;
}
type Input = { readonly query?: Query };
type Answer =
  | {
      readonly ok: true;
      readonly status: 200;
      readonly data: {
        readonly list: { readonly items: readonly Item[] | null };
        readonly total: number;
        readonly next: string | null;
      };
      readonly response: Response;
    }
  | { readonly ok: false; readonly status: 500; readonly error: string; readonly response: Response };

const LIST = { items: '/list/items' } as const;

/** A server of a list, of which a page holds what is asked for, and at most `cap`. */
function library(count: number, cap: number, start: (query: Query, size: number) => number) {
  const all = Array.from({ length: count }, (_, index): Item => ({ id: `i${index}` }));
  const asked: Query[] = [];
  const call = async ({ query = {} }: Input): Promise<Answer> => {
    asked.push(query);
    const size = Math.min(query.limit ?? cap, cap);
    const from = start(query, size);
    const items = all.slice(from, from + size);
    const next = from + size < count ? String(from + size) : null;
    const link =
      next === null ? '' : `<https://elsewhere.example/other?from=${next}&tag=a&tag=b>; rel="prev next"`;
    const response = new Response(null, {
      headers: { 'x-total': String(count), ...(link !== '' && { link }) },
    });
    return { ok: true, status: 200, data: { list: { items }, total: count, next }, response };
  };
  return { all, asked, call };
}

const number = (query: Query, name: string) => Number(query[name] ?? 0);
const WAYS: readonly (readonly [Paging, (query: Query, size: number) => number])[] = [
  [{ ...LIST, by: 'offset', parameter: 'offset' }, (query) => number(query, 'offset')],
  [{ ...LIST, by: 'offset', parameter: 'offset', total: '/total' }, (query) => number(query, 'offset')],
  [{ ...LIST, by: 'offset', parameter: 'offset', total: 'X-Total' }, (query) => number(query, 'offset')],
  [{ ...LIST, by: 'page', parameter: 'page' }, (query, size) => (Number(query['page'] ?? 1) - 1) * size],
  [
    { ...LIST, by: 'marker', parameter: 'marker', next: '/id' },
    ({ marker }) => (marker === undefined ? 0 : Number(String(marker).slice(1)) + 1),
  ],
  [{ ...LIST, by: 'cursor', parameter: 'cursor', next: '/next' }, (query) => number(query, 'cursor')],
  [{ ...LIST, by: 'link' }, (query) => number(query, 'from')],
];

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const pager = (paging: Paging) => paged<Input, Answer, '/list/items'>(paging);

describe.each(WAYS)('%j', (paging, start) => {
  it('gives every item once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(30),
        fc.integer({ min: 1, max: 7 }),
        fc.option(fc.integer({ min: 1, max: 9 })),
        async (count, cap, limit) => {
          const { all, call } = library(count, cap, start);
          expect(await collected(pager(paging)(call, limit === null ? {} : { query: { limit } }))).toEqual(
            all,
          );
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it('asks for a page when it is come to, and with all that was asked for', async () => {
    const { asked, call } = library(9, 3, start);
    for await (const { id } of pager(paging)(call, { query: { limit: 3, name: 'a' } }))
      if (id === 'i3') break;
    expect(asked).toHaveLength(2);
    for (const query of asked) expect(query).toMatchObject({ limit: 3, name: 'a' });
  });

  it('gives pages, each as the call does', async () => {
    const { call } = library(5, 2, start);
    const pages = await collected(pager(paging).pages(call));
    expect(pages.flatMap(({ data }) => data.list.items ?? [])).toHaveLength(5);
    expect(pages[0]).toMatchObject({ ok: true, status: 200, response: expect.any(Response) });
  });

  it('tells of a server that always gives the first page', async () => {
    const { call } = library(9, 3, () => 0);
    await expect(collected(pager(paging)(call))).rejects.toMatchObject({ name: 'PagingStuck' });
  });
});

it('begins where it is told to', async () => {
  const { call } = library(9, 3, (query) => number(query, 'offset'));
  const items = await collected(
    pager({ ...LIST, by: 'offset', parameter: 'offset' })(call, { query: { offset: 6 } }),
  );
  expect(items.map(({ id }) => id)).toEqual(['i6', 'i7', 'i8']);
});

it('asks no more once the total is reached', async () => {
  const { asked, call } = library(6, 3, (query) => number(query, 'offset'));
  await collected(pager({ ...LIST, by: 'offset', parameter: 'offset', total: '/total' })(call));
  expect(asked).toHaveLength(2);
});

it('takes of a link its query, and nothing of where it leads', async () => {
  const { asked, call } = library(4, 2, (query) => number(query, 'from'));
  await collected(pager({ ...LIST, by: 'link' })(call));
  expect(asked[1]).toEqual({ from: '2', tag: ['a', 'b'] });
});

it('throws what is documented as an error, and gives what came before', async () => {
  const { call } = library(9, 3, (query) => number(query, 'offset'));
  const failing = async (input: Input): Promise<Answer> =>
    number(input.query ?? {}, 'offset') > 0
      ? { ok: false, status: 500, error: 'oops', response: new Response(null, { status: 500 }) }
      : call(input);
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { id } of pager({ ...LIST, by: 'offset', parameter: 'offset' })(failing)) seen.push(id);
  })();
  await expect(reading).rejects.toMatchObject({ name: 'ApiError', status: 500, error: 'oops' });
  expect(seen).toEqual(['i0', 'i1', 'i2']);
});

it.each([[null], [undefined], ['text'], [{}]])('takes %j for an empty list', async (items) => {
  const call = async () =>
    ({ ok: true, status: 200, data: { list: { items } }, response: new Response() }) as never;
  expect(await collected(pager({ ...LIST, by: 'offset', parameter: 'offset' })(call))).toEqual([]);
});

it('goes on through pages of numbers that are alike', async () => {
  const pages = [[1, 1], [1, 1], [1], []];
  let at = 0;
  const call = async () => ({ ok: true, status: 200, data: pages[at++], response: new Response() }) as never;
  expect(await collected(paged<Input, Answer>({ by: 'offset', parameter: 'offset' })(call))).toEqual([
    1, 1, 1, 1, 1,
  ]);
});
