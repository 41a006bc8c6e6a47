// Lists: filters, pages and counts of a server that keeps to its document, in the forms that lists have; and of some that break one thing.

import { describe, expect, it } from 'vitest';
import { type Entry, type Listed, library, libraryModel, tryLibrary } from './library.js';

type Query = URLSearchParams;

const parameter = (name: string, schema: object, description = '') => ({
  name,
  in: 'query',
  schema,
  description,
});
const WHOLE = { type: 'integer', minimum: 0 };
const QUERY = [
  parameter('name', { type: 'string' }, 'Only books of this name.'),
  parameter('tags', { type: 'array', items: { type: 'string' } }, 'Only books with this tag.'),
  parameter('limit', { type: 'integer', minimum: 1, maximum: 50 }),
  parameter('offset', WHOLE),
  parameter('page', { type: 'integer', minimum: 1 }),
  parameter('marker', { type: 'string' }, 'The id of the last book of the page before.'),
  parameter('with_count', { type: 'boolean' }, 'Whether the answer carries `count`.'),
];
const CURSORS = [
  parameter('page_size', { type: 'integer', minimum: 1 }),
  parameter('cursor', { type: 'string' }),
];
const UNCOUNTED = libraryModel(QUERY.filter(({ name }) => name !== 'with_count'));
const NAMELESS = QUERY.map((each) => ({
  ...each,
  description: each.name === 'marker' ? each.description : '',
}));

interface List {
  found(entries: readonly Entry[], query: Query): readonly Entry[];
  start(entries: readonly Entry[], query: Query): number;
  length(query: Query): number;
  total(found: readonly Entry[], page: readonly Entry[], all: readonly Entry[]): number;
  body(page: readonly Entry[], total: number, query: Query): unknown;
  next(start: number, length: number, total: number): Readonly<Record<string, string>>;
}

const USUAL: List = {
  found: (entries, query) =>
    entries
      .filter((each) => !query.has('name') || each['name'] === query.get('name'))
      .filter((each) => query.getAll('tags').every((tag) => (each['tags'] as string[]).includes(tag))),
  start: (entries, query) => {
    const marker = query.get('marker') ?? query.get('cursor')?.slice(2);
    if (marker !== undefined && marker !== null) return entries.findIndex(({ id }) => id === marker) + 1;
    return query.has('page')
      ? (Number(query.get('page')) - 1) * USUAL.length(query)
      : Number(query.get('offset') ?? 0);
  },
  length: (query) => Number(query.get('limit') ?? query.get('page_size') ?? 50),
  total: (found) => found.length,
  body: (page, total, query) => ({
    ...(query.get('with_count') === 'true' && { count: total }),
    items: page,
    next_cursor: page.length > 0 ? `c-${page.at(-1)?.id}` : null,
  }),
  next: () => ({}),
};

function listed(change: Partial<List>): { list(entries: readonly Entry[], query: Query): Listed } {
  const list = { ...USUAL, ...change };
  return {
    list: (entries, query) => {
      const found = list.found(entries, query);
      const [start, length] = [list.start(found, query), list.length(query)];
      const page = found.slice(start, start + length);
      const total = list.total(found, page, entries);
      const headers = { 'x-total-count': String(total), ...list.next(start, length, found.length) };
      return { body: list.body(page, total, query), headers };
    },
  };
}

const MODEL = libraryModel(QUERY);
const trial = (change: Partial<List>, model = MODEL) =>
  tryLibrary(library(listed(change)), { model, cases: ['Library/1/listBooks'] });

const linked = (to: (start: number, length: number) => number): Partial<List> => ({
  next: (start, length, total): Readonly<Record<string, string>> =>
    start + length < total
      ? { link: `</elsewhere/books?offset=${to(start, length)}&limit=${length}>; rel="next"` }
      : {},
});

describe('nothing is found in a list that', () => {
  it.each<[string, Partial<List>, ReturnType<typeof libraryModel>?]>([
    ['keeps to its document', {}],
    ['has cursors', {}, libraryModel(CURSORS)],
    ['has none of it', {}, libraryModel()],
    ['links to the next page', linked((start, length) => start + length)],
    [
      'gives shorter pages than were asked for',
      { length: (query) => Math.min(2, USUAL.length(query)) },
      libraryModel(CURSORS),
    ],
    [
      'has a limit that nobody told',
      { length: (query) => Math.min(2, USUAL.length(query)) },
      libraryModel([
        parameter('limit', { type: 'integer' }),
        parameter('offset', WHOLE),
        parameter('with_count', { type: 'boolean' }, 'Whether the answer carries `count`.'),
      ]),
    ],
    [
      'counts its pages where nothing says what is counted',
      { body: (page) => ({ count: page.length, items: page }) },
      UNCOUNTED,
    ],
    [
      'finds parts of names in any case',
      {
        found: (entries, query) =>
          entries
            .filter((each) =>
              String(each['name'])
                .toLowerCase()
                .includes((query.get('name') ?? '').toLowerCase()),
            )
            .filter((each) => query.getAll('tags').every((tag) => (each['tags'] as string[]).includes(tag))),
      },
      libraryModel(NAMELESS),
    ],
    [
      'is longer than a page, and goes on in a way that its document does not say',
      { found: (entries) => [...Array.from({ length: 60 }, (_, at) => ({ id: `old-${at}` })), ...entries] },
      libraryModel([parameter('limit', { type: 'integer', minimum: 1, maximum: 50 })]),
    ],
    ['is wrapped', { body: (page, total) => ({ data: page, meta: { total } }) }, UNCOUNTED],
  ])('%s', async (_, change, model = MODEL) => {
    const { told, events } = await trial(change, model);
    expect(told).toEqual([]);
    expect(
      events.filter((event) => event.type === 'judged' && event.verdict === 'held').length,
    ).toBeGreaterThan(0);
  });
});

describe('is caught:', () => {
  it.each<[string, string, Partial<List>, ReturnType<typeof libraryModel>?]>([
    [
      'two filters of which one is enough',
      'filtered+name+tags filter: An item that does not match was let through by name and tags.',
      {
        found: (entries, query) => {
          const [name, tags] = [query.get('name'), query.getAll('tags')];
          const byName = (each: Entry) => each['name'] === name;
          const byTags = (each: Entry) => tags.every((tag) => (each['tags'] as string[]).includes(tag));
          if (name !== null && tags.length > 0) return entries.filter((each) => byName(each) || byTags(each));
          return entries.filter((each) => (name === null || byName(each)) && byTags(each));
        },
      },
    ],
    [
      'pages that are shorter than was asked for',
      'paged+offset paging: A page is shorter than was asked for, and others follow.',
      { length: (query) => Math.max(1, USUAL.length(query) - 1) },
      libraryModel([parameter('limit', { type: 'integer', minimum: 1 }), parameter('offset', WHOLE)]),
    ],
    [
      'an item lost between two pages of a long list',
      'paged+offset paging: An item of the list is on none of its pages.',
      {
        found: (entries) => [...Array.from({ length: 60 }, (_, at) => ({ id: `old-${at}` })), ...entries],
        start: (_, query) => {
          const offset = Number(query.get('offset') ?? 0);
          return offset > 0 ? offset + 1 : 0;
        },
      },
      libraryModel([
        parameter('limit', { type: 'integer', minimum: 1, maximum: 100 }),
        parameter('offset', WHOLE),
      ]),
    ],
    [
      'a filter that lets everything through',
      'filtered+name filter: An item that does not match was let through by name.',
      { found: (entries) => entries },
    ],
    [
      'a filter that holds back what matches',
      'filtered+tags filter: An item that matches was held back by tags.',
      {
        found: (entries, query) =>
          USUAL.found(entries, query).filter(
            (each) => !query.has('tags') || (each['tags'] as string[])[0] === query.get('tags'),
          ),
      },
    ],
    [
      'another case where the name is asked for',
      'filtered+name filter: An item that does not match was let through by name.',
      {
        found: (entries, query) =>
          entries.filter(
            (each) =>
              !query.has('name') || String(each['name']).toLowerCase() === query.get('name')?.toLowerCase(),
          ),
      },
    ],
    [
      'pages that are too long',
      'paged+offset paging: A page is longer than was asked for.',
      { length: (query) => USUAL.length(query) + 1 },
    ],
    [
      'an item lost between two pages',
      'paged+offset paging: An item of the list is on none of its pages.',
      {
        start: (entries, query) =>
          USUAL.start(entries, query) + (Number(query.get('offset') ?? 0) > 0 ? 1 : 0),
      },
    ],
    [
      'an item on two pages',
      'paged+page paging: An item is on two pages.',
      {
        start: (entries, query) =>
          Math.max(0, USUAL.start(entries, query) - (Number(query.get('page') ?? 0) > 1 ? 1 : 0)),
      },
    ],
    [
      'a marker that is read again',
      'paged+marker paging: An item is on two pages.',
      { start: (entries, query) => USUAL.start(entries, query) - (query.has('marker') ? 1 : 0) },
    ],
    [
      'a cursor that goes nowhere',
      'paged+cursor paging: An item is on two pages.',
      { start: () => 0 },
      libraryModel(CURSORS),
    ],
    [
      'items behind the end',
      'paged+offset paging: There are items behind the end of the list.',
      { start: (entries, query) => Math.min(USUAL.start(entries, query), entries.length - 1) },
    ],
    ['a link to the same page', 'paged+header paging: An item is on two pages.', linked((start) => start)],
    [
      'a total of the page',
      'counted count: The count is not the number of items.',
      { total: (_, page) => page.length },
    ],
    [
      'a total without the filter',
      'counted count: The count is not the number of items.',
      { total: (_, __, all) => all.length },
    ],
    [
      'a count that nobody wanted',
      'counted count: The count is there, though it was not wanted.',
      { body: (page, total) => ({ count: total, items: page }) },
    ],
    [
      'a count that does not come',
      'counted count: The count was asked for and is not there.',
      { body: (page) => ({ items: page }) },
    ],
  ])('%s', async (_, expected, change, model = MODEL) => {
    const { told } = await trial(change, model);
    expect(told).toContain(`listBooks/stateful/${expected}`);
  });
});

it('a list that others change meanwhile is not blamed', async () => {
  let asked = 0;
  const { list } = listed({});
  const restless = library({
    list: (entries, query) => {
      asked += 1;
      const others = Array.from({ length: 3 }, (_, at) => ({
        id: `other-${asked}-${at}`,
        name: `Other ${asked}`,
        tags: [],
      }));
      return list([...entries, ...others], query);
    },
  });
  const { told } = await tryLibrary(restless, { model: MODEL, cases: ['Library/1/listBooks'] });
  expect(told).toEqual([]);
});

describe('the count of a list that is too long to be read to its end', () => {
  const model = libraryModel([
    parameter('limit', { type: 'integer', minimum: 1, maximum: 1 }),
    parameter('offset', WHOLE),
  ]);
  const told = async (total: (entries: readonly Entry[]) => number) => {
    const list = (entries: readonly Entry[], query: Query): Listed => ({
      body: { items: [{ id: `book-${query.get('offset') ?? 0}`, name: 'One of many' }] },
      headers: { 'x-total-count': String(total(entries)) },
    });
    const cases = ['Library/1/listBooks/stateful/counted'];
    return (await tryLibrary(library({ list }), { model, cases })).told;
  };

  it('grows with what is made', async () => {
    expect(await told((entries) => entries.length + 5_000)).toEqual([]);
  });

  it('is caught where it stays, but not where it ends at a round number', async () => {
    expect(await told(() => 4711)).toEqual([
      'listBooks/stateful/counted count: The count is the same with one more item.',
    ]);
    expect(await told(() => 10_000)).toEqual([]);
  });
});
