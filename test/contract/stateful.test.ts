// Lives of items: a server that keeps to its document is found to, whatever freedom it takes; one that breaks one thing is caught by its check.

import { describe, expect, it } from 'vitest';
import { type Decisions, type Entry, library, libraryModel, problem, tryLibrary, USUAL } from './library.js';

const MODEL = libraryModel();
const BOOKS = ['createBook', 'putBook', 'patchBook', 'deleteBook'].map((each) => `Library/1/${each}`);

const trial = (change: Partial<Decisions>, cases = BOOKS) =>
  tryLibrary(library(change), { model: MODEL, cases });

const later = new Map<string, number>();

function count(name: string): number {
  const times = (later.get(name) ?? 0) + 1;
  later.set(name, times);
  return times;
}

describe('nothing is found in a server that', () => {
  it.each<[string, Partial<Decisions>]>([
    ['keeps to its document', {}],
    ['takes a moment to make something', { busyFor: 4 }],
    ['never says that it is ready', { busyFor: Infinity }],
    [
      'trims names and adds members of its own',
      { made: (sent) => ({ ...USUAL.made(sent), name: ` ${sent['name']}`.trim(), slug: 'x', extra: 1 }) },
    ],
    [
      'leaves out what is nothing',
      { made: ({ pages, ...sent }) => ({ ...sent, ...(pages !== null && { pages }) }) },
    ],
    ['needs no Location, or has it elsewhere', { leave: (answer) => without(answer, 'location') }],
    [
      'answers a second deletion like the first',
      { leave: (answer, { method }) => (method === 'DELETE' ? new Response(null, { status: 204 }) : answer) },
    ],
    [
      'counts who looks',
      {
        read: (entry) => ({
          ...entry,
          views: later.set('views', (later.get('views') ?? 0) + 1).get('views'),
        }),
      },
    ],
    [
      'moves the time of the last change all the time, whoever reads',
      {
        read: beating,
        list: (entries, query, more) => USUAL.list(entries.map(beating), query, more),
      },
    ],
    [
      'wants the version that is changed',
      { leave: (answer, { method }) => (method === 'PUT' ? problem(409) : answer) },
    ],
    [
      'lists what is new a little later',
      {
        list: (entries) =>
          USUAL.list(
            entries.filter(({ id }) => seenAgain(id, 3)),
            new URLSearchParams(),
            { url: new URL('http://x') },
          ),
      },
    ],
  ])('%s', async (_, change) => {
    const { told } = await trial(
      change,
      _.startsWith('wants') || _.startsWith('never') ? BOOKS.slice(0, 1) : BOOKS,
    );
    expect(told).toEqual([]);
  });
});

function beating(entry: Entry): Entry {
  return { ...entry, updated_at: new Date(count('beats') * 1000).toISOString() };
}

function seenAgain(id: string, times: number): boolean {
  later.set(id, (later.get(id) ?? 0) + 1);
  return (later.get(id) ?? 0) > times;
}

function without(answer: Response, header: string): Response {
  const headers = new Headers(answer.headers);
  headers.delete(header);
  return new Response(answer.body, { status: answer.status, headers });
}

describe('is caught:', () => {
  const kept = (
    change: (entry: Entry) => Entry,
    when: (entry: Entry) => boolean = () => true,
  ): Partial<Decisions> => ({
    read: (entry) => (entry.id.includes('seed') || !when(entry) ? entry : change(entry)),
  });
  it.each<[string, string, Partial<Decisions>]>([
    [
      'what was made cannot be read',
      'createBook/stateful/created created: What was created cannot be read.',
      { read: () => undefined },
    ],
    [
      'another name is kept',
      'createBook/stateful/created created: What was created does not have the name that was sent.',
      kept((entry) => ({ ...entry, name: 'x' })),
    ],
    [
      'a member is forgotten',
      'createBook/stateful/created created: What was created does not have the tags that was sent.',
      kept(({ tags: _, ...entry }) => entry),
    ],
    [
      'what was made is on no list',
      'createBook/stateful/created created: What was created is not on the list.',
      { list: () => ({ body: { count: 0, items: [] } }) },
    ],
    [
      'Location leads nowhere',
      'createBook/stateful/created created: What was created is not where Location says.',
      { leave: (answer, { url }) => (answer.headers.has('location') ? moved(answer, url) : answer) },
    ],
    [
      'a replacement is not kept',
      'putBook/stateful/replaced updated: The name that was sent is not there when it is read.',
      { replaced: (old) => old },
    ],
    [
      'a replacement merges',
      'putBook/stateful/replaced updated: The tags is still there, though a replacement without it was sent.',
      { replaced: (old, sent) => ({ ...old, ...sent }) },
    ],
    [
      'the same replacement adds',
      'putBook/stateful/replaced idempotence: The same request once more has changed the tags.',
      {
        replaced: (old, sent) => ({
          ...sent,
          tags: [
            ...((old['name'] === sent['name'] ? old['tags'] : []) as string[]),
            ...((sent['tags'] ?? []) as string[]),
          ],
        }),
      },
    ],
    [
      'a change replaces',
      'patchBook/stateful/merged updated: The tags has changed, though it was not sent.',
      { merged: (_, sent) => USUAL.made(sent) },
    ],
    [
      'a change is not kept',
      'patchBook/stateful/merged updated: The name that was sent is not there when it is read.',
      { merged: (old) => old },
    ],
    [
      'a change takes the name only',
      'patchBook/stateful/merged updated: The tags that was sent is not there when it is read.',
      { merged: (old, sent) => ({ ...old, name: sent['name'] ?? old['name'] }) },
    ],
    [
      'a change empties no list',
      'patchBook/stateful/merged updated: The tags that was sent is not there when it is read.',
      {
        merged: (old, sent) => ({
          ...old,
          ...sent,
          ...((sent['tags'] as string[] | undefined)?.length === 0 && { tags: old['tags'] }),
        }),
      },
    ],
    [
      'reading moves the time of the last change',
      'getBook/stateful/safe safety: Reading has changed the updated_at.',
      { read: (entry) => ({ ...entry, updated_at: new Date(count('reads') * 1000).toISOString() }) },
    ],
    [
      'the list has the old name',
      'patchBook/stateful/merged updated: The name that was sent is not on the list.',
      { list: (entries) => ({ body: { items: entries.map((each) => ({ ...each, name: 'Persuasion' })) } }) },
    ],
    [
      'nothing is deleted',
      'deleteBook/stateful/deleted deleted: What was deleted can still be read.',
      { drop: () => {} },
    ],
    [
      'deleting twice fails',
      'deleteBook/stateful/deleted server-error: The server failed.',
      {
        leave: (answer, { method }) =>
          method === 'DELETE' && answer.status === 404 ? new Response(null, { status: 500 }) : answer,
      },
    ],
  ])('%s', async (_, expected, change) => {
    const [operation = ''] = expected.split('/');
    const { told } = await trial(change, [`Library/1/${operation}`]);
    expect(told).toContain(expected);
  });

  it('what was deleted is on the list for good', async () => {
    const gone: Entry[] = [];
    const { told } = await trial(
      {
        drop: (entries, id) => {
          const entry = entries.get(id);
          if (entry) gone.push(entry);
          entries.delete(id);
        },
        list: (entries) => ({ body: { items: [...entries, ...gone] } }),
      },
      ['Library/1/deleteBook'],
    );
    expect(told).toEqual(['deleteBook/stateful/deleted deleted: What was deleted is still on the list.']);
  });
});

function moved(answer: Response, url: string): Response {
  const headers = new Headers(answer.headers);
  headers.set('location', `${url}/nowhere`);
  return new Response(answer.body, { status: answer.status, headers });
}

describe('what is sent comes back as it was, where the document shows that it does:', () => {
  it.each<[string, (name: string) => string]>([
    ['not cut off', (name) => name.slice(0, 8)],
    ['not spelled with the letters of one script', (name) => name.replace(/[^\x20-\x7e]/g, '?')],
    ['not quoted for some other language', (name) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')],
  ])('%s', async (_, mangled) => {
    const made: Decisions['made'] = (sent) => ({ ...USUAL.made(sent), name: mangled(String(sent['name'])) });
    const run = (change: Partial<Decisions>) =>
      tryLibrary(library(change), {
        model: MODEL,
        cases: ['Library/1/createShelf/coverage'],
        settings: { phases: ['coverage'] },
      });
    expect((await run({})).told).toEqual([]);
    const { told } = await run({ made });
    expect(
      told.filter((each) => !/relations: The documented answer repeats \/body\/name/.test(each)),
    ).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
  });
});

it('two items that were sent differently have two ids', async () => {
  const one: Decisions['leave'] = async (answer, { method }) => {
    if (method !== 'POST' || answer.status !== 201) return answer;
    const body = { ...((await answer.json()) as object), id: 'shelf-000001' };
    return Response.json(body, { status: 201, headers: { location: '/v1/shelves/shelf-000001' } });
  };
  const { told } = await trial({ leave: one }, ['Library/1/createShelf']);
  expect(told).toContain(
    'createShelf/stateful/created created: What was created has the id of another item.',
  );
});
