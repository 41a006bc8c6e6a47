// Hides when pages are a list cut in pieces: as long as was asked for at most, no item lost, none twice, nothing behind the end.
import { memberOf } from '../../pointer.js';
import { baseOf } from '../base.js';
import { firstPage, type Paging, pagingOf, sizesOf } from '../lists/pages.js';
import { keyOf } from '../lists/shape.js';
import type { Session } from '../session.js';
import type { PlannedRequest, Scenario } from '../types.js';
import type { Ground, Shown } from './ground.js';
import { listing } from './stock.js';
import {
  asking,
  following,
  type Page,
  pageOf,
  type Walked,
  type Way,
  walked,
  walkedBy,
  waysOf,
} from './walk.js';

/** Pages that a list is cut into at most. Longer ones, cut into the largest pages that there are, are not read to their end. */
const MOST_PAGES = 15;

export function* paged(ground: Ground): Generator<Scenario> {
  const { list } = ground.resource;
  if (!list || !baseOf(ground.context, list)) return;
  const paging = pagingOf(list);
  const { size } = paging;
  if (!size) return;
  for (const way of waysOf(paging)) {
    yield ground.scenario(list, ['paged', way], async (session) => {
      const found = await listing(session, ground);
      if (found) await ground.lookAgain(session, () => flawsBy(session, ground, found.request, paging, way));
    });
  }
}

async function flawsBy(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  paging: Paging,
  way: Way,
): Promise<readonly Shown[]> {
  const all = await walked(session, ground, request);
  if (!all || all.items.length < 2 || !paging.size) return [];
  const count = new Set(keys(ground, all.items)).size;
  const size = sizeFor(count, sizesOf(paging.size));
  if (size === undefined) return [];
  session.judged('paging');
  const isShort = all.isWhole && Math.ceil(count / size) <= MOST_PAGES;
  const mostPages = isShort ? Math.ceil(count / size) + 2 : 4;
  // Where the document does not say which number is the first, either is right.
  const firsts = way === 'page' && paging.page && firstPage(paging.page) === undefined ? [1, 0] : [undefined];
  let flaws: Shown[] = [];
  for (const first of firsts) {
    const walk = { size, ways: [way], mostPages, ...(first !== undefined && { first }) };
    const pages = await walkedBy(session, ground, request, { [paging.size.name]: size }, walk);
    if (!pages) return [];
    flaws = [
      ...lengths(ground, pages, size),
      ...(isShort ? shortPages(ground, all, pages, { size, way }) : []),
      ...(leadsOn(pages, way) ? doubles(ground, pages) : []),
      ...(leadsOn(pages, way) && isShort ? losses(ground, all, pages) : []),
      ...(way === 'header' || way === 'body' ? await endless(session, ground, request, pages, way) : []),
      ...(isShort ? await beyond(session, ground, request, { paging, way, count, size }) : []),
    ];
    if (flaws.length === 0) return [];
  }
  // What others change meanwhile moves items from page to page.
  const after = await walked(session, ground, request);
  const [before, now] = [all.items, after?.items ?? []].map((items) => keys(ground, items).sort().join());
  return before === now ? flaws : [];
}

/** A size that does not divide the number of items: the last page is then not a full one. */
function sizeFor(count: number, { least, most }: { least: number; most: number }): number | undefined {
  if (count === 2) return least <= 1 ? 1 : undefined;
  const smallest = Math.min(most, Math.max(2, least, Math.ceil(count / MOST_PAGES)));
  for (let size = smallest; size < count && size <= most; size++) if (count % size !== 0) return size;
  return smallest < count ? smallest : undefined;
}

/** Where a longer page was given, only the last one has less than was asked for; a cursor may lead past what nobody may see. */
function shortPages(
  ground: Ground,
  all: Walked,
  { pages }: Walked,
  { size, way }: { size: number; way: Way },
): Shown[] {
  const isCounted = way === 'offset' || way === 'page' || way === 'marker';
  if (!isCounted || !all.pages.some(({ items }) => items.length >= size)) return [];
  const at = pages.findIndex(
    ({ items }, index) => items.length < size && (pages[index + 1]?.items.length ?? 0) > 0,
  );
  const page = pages[at];
  if (!page) return [];
  const message = 'A page is shorter than was asked for, and others follow.';
  return [told(ground, page, message, `${size} items`, `${page.items.length} items`)];
}

/** A way that only answers tell of is not to be missed where they tell of none. */
function leadsOn({ pages }: Walked, way: Way): boolean {
  return pages.length > 1 || way === 'offset' || way === 'page' || way === 'marker';
}

function lengths(ground: Ground, { pages }: Walked, size: number): Shown[] {
  const long = pages.find(({ items }) => items.length > size);
  if (!long) return [];
  const message = 'A page is longer than was asked for.';
  return [told(ground, long, message, `${size} items at most`, `${long.items.length} items`)];
}

function doubles(ground: Ground, { pages }: Walked): Shown[] {
  const seen = new Set<string>();
  for (const page of pages) {
    const here = new Set(keys(ground, page.items));
    const again = [...here].find((key) => seen.has(key));
    if (again !== undefined)
      return [told(ground, page, 'An item is on two pages.', 'each item once', `${again} again`)];
    for (const key of here) seen.add(key);
  }
  return [];
}

function losses(ground: Ground, all: Walked, walk: Walked): Shown[] {
  // A server may have a limit that nobody told: then the end was not reached, and what was not seen may come after it.
  if (!walk.isWhole) return [];
  const seen = new Set(keys(ground, walk.items));
  const lost = keys(ground, all.items).filter((key) => !seen.has(key));
  const last = walk.pages.at(-1);
  if (lost.length === 0 || !last) return [];
  const message = 'An item of the list is on none of its pages.';
  return [
    told(ground, last, message, `all of ${all.items.length} items`, `without ${lost.slice(0, 3).join(', ')}`),
  ];
}

/** An empty page that leads on to an empty page that leads on: who follows never comes to the end. */
async function endless(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  { pages }: Walked,
  way: 'header' | 'body',
): Promise<Shown[]> {
  const { list } = ground.resource;
  const seen = [...pages];
  if (!list || seen.at(-1)?.items.length !== 0) return [];
  for (let more = 0; more < 2; more++) {
    const next = following(ground, pagingOf(list), way, seen);
    const page = next && (await pageOf(session, ground, asking(request, next), 'list on'));
    if (!page || page.items.length > 0) return [];
    seen.push(page);
  }
  const [last] = seen.slice(-1);
  if (!last || !following(ground, pagingOf(list), way, seen)) return [];
  return [
    told(ground, last, 'The pages never end.', 'no next page behind the end', 'empty pages that lead on'),
  ];
}

/** Behind the end there is nothing. */
async function beyond(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  { paging, way, count, size }: { paging: Paging; way: Way; count: number; size: number },
): Promise<Shown[]> {
  const parameter = way === 'offset' ? paging.offset : way === 'page' ? paging.page : undefined;
  if (!parameter || !paging.size) return [];
  const far = way === 'offset' ? count + 5 : Math.ceil(count / size) + 3;
  const most = memberOf(parameter.schema, 'maximum');
  if (typeof most === 'number' && far > most) return [];
  const query = { [paging.size.name]: size, [parameter.name]: far };
  const page = await pageOf(session, ground, asking(request, query), 'list beyond the end');
  if (!page || page.items.length === 0) return [];
  return [
    told(
      ground,
      page,
      'There are items behind the end of the list.',
      'no items',
      `${page.items.length} items`,
    ),
  ];
}

function keys(ground: Ground, items: readonly unknown[]): string[] {
  return items.map((item) => keyOf(ground.resource, item));
}

function told(ground: Ground, page: Page, message: string, expected: string, actual: string): Shown {
  const source = ground.resource.list?.source ?? '';
  return {
    check: 'paging',
    reply: page.reply,
    flaw: { pointer: `/body${page.pointer}`, message, expected, actual, source },
  };
}
