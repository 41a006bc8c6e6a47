// Hides how all items of a list are read, page after page, in bounded time.

import { queryIn } from '../../../runtime/url-query.js';
import type { WireParameter } from '../../../runtime/wire.js';
import { memberOf } from '../../pointer.js';
import { isSuccess } from '../../status.js';
import { firstPage, isBounded, type Next, nextOf, type Paging, pagingOf, sizesOf } from '../lists/pages.js';
import { itemsIn, keyOf } from '../lists/shape.js';
import type { Reply, Session } from '../session.js';
import type { ItemPath, PlannedRequest } from '../types.js';
import type { Ground } from './ground.js';

export type Query = Readonly<Record<string, unknown>>;

/** Pages that are read at most. */
const MOST_PAGES = 25;

/** Where servers cut lists that have no pages: of one that holds just so many, nobody knows whether it is all. */
const USUAL_PAGES: ReadonlySet<number> = new Set([10, 20, 25, 30, 50, 100, 200, 250, 500, 1000]);

/** One page, and what it says. */
export interface Page {
  readonly items: readonly unknown[];
  readonly reply: Reply;
  /** Of the array, in the body. */
  readonly pointer: string;
}

/** All of a list, as far as it was read. */
export interface Walked {
  readonly pages: readonly Page[];
  readonly items: readonly unknown[];
  /** Whether the end was reached. */
  readonly isWhole: boolean;
}

/** The list as it is without anything that may be left out: no filter, no order, no page. */
export function plainList(ground: Ground, item: ItemPath = {}): PlannedRequest | undefined {
  const { list } = ground.resource;
  const request = list && ground.request(list);
  if (!list || !request) return undefined;
  const variables = ground.context.settings.variables ?? {};
  const optional = new Set(
    list.parameters
      .filter((each) => each.in === 'query' && each.role === 'plain' && !each.required)
      .map(({ name }) => name)
      .filter((name) => !Object.hasOwn(variables, name)),
  );
  const query = Object.fromEntries(
    Object.entries(request.values.query).filter(([name]) => !optional.has(name)),
  );
  // What it stands in is where the item was made.
  const path = Object.fromEntries(
    Object.entries(request.values.path).map(([name, value]) => [name, memberOf(item, name) ?? value]),
  );
  const { needs, ...rest } = request;
  const isAimed = Object.keys(item).length > 0;
  return { ...rest, ...(needs && !isAimed && { needs }), values: { ...request.values, path, query } };
}

/** The same request with more in its query. */
export function asking(request: PlannedRequest, more: Query): PlannedRequest {
  const known = new Set(request.parameters.filter((each) => each.in === 'query').map(({ name }) => name));
  const others = Object.keys(more).filter((name) => !known.has(name));
  return {
    ...request,
    parameters: [
      ...request.parameters,
      ...others.map((name): WireParameter => ({ name, in: 'query', style: 'form', explode: true })),
    ],
    values: { ...request.values, query: { ...request.values.query, ...more } },
  };
}

/** Reads one page. @returns undefined where it is not one */
export async function pageOf(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  name = 'list',
): Promise<Page | undefined> {
  const { list } = ground.resource;
  const reply = list && (await ground.send(session, name, list, request, BEYOND));
  if (!reply || !isSuccess(reply)) return undefined;
  const found = itemsIn(ground.resource, reply.body);
  return found && { ...found, reply };
}

/** Some servers refuse to show what is not there. */
const BEYOND: readonly number[] = [404, 416];

/** How the next page is asked for. */
export type Way = 'offset' | 'page' | 'marker' | 'cursor' | 'header' | 'body';

/** Where the next page is, by one of the ways; undefined where there is none. */
export function following(
  ground: Ground,
  paging: Paging,
  way: Way,
  pages: readonly Page[],
  first?: number,
): Query | undefined {
  const last = pages.at(-1);
  if (!last) return undefined;
  const { offset, page, marker, cursor } = paging;
  const read = pages.reduce((sum, { items }) => sum + items.length, 0);
  const { byHeader, byBody } = nextOf(last.reply.headers, last.reply.body, last.reply.url);
  switch (way) {
    case 'offset':
      return offset && last.items.length > 0 ? { [offset.name]: read } : undefined;
    case 'page':
      return page && last.items.length > 0
        ? { [page.name]: (first ?? firstPage(page) ?? 0) + pages.length }
        : undefined;
    case 'marker':
      return marker && last.items.length > 0
        ? { [marker.name]: keyOf(ground.resource, last.items.at(-1)) }
        : undefined;
    case 'cursor':
      return cursor && byBody && 'cursor' in byBody ? { [cursor.name]: byBody.cursor } : undefined;
    case 'header':
      return queryOf(byHeader);
    case 'body':
      return queryOf(byBody);
  }
}

/** What the URL of the next page asks for. It leads to the same list: whichever name the server knows itself by does not matter. */
function queryOf(next: Next | undefined): Query | undefined {
  return next && 'url' in next ? queryIn(new URL(next.url, 'http://any')) : undefined;
}

/** Reads a list to its end, or as far as is bearable: with the largest pages, in the way that it has. */
export async function walked(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  more: Query = {},
): Promise<Walked | undefined> {
  const { list } = ground.resource;
  if (!list) return undefined;
  const paging = pagingOf(list);
  const size = paging.size && Math.min(sizesOf(paging.size).most, 100);
  const sized = { ...more, ...(paging.size && size !== undefined && { [paging.size.name]: size }) };
  return walkedBy(session, ground, request, sized, { size, ways: waysOf(paging) });
}

/** Ways that the parameters of a list allow, and those that only its answers tell of. */
export function waysOf({ offset, page, marker, cursor }: Paging): readonly Way[] {
  return [
    ...(offset ? ['offset' as const] : []),
    ...(page ? ['page' as const] : []),
    ...(marker ? ['marker' as const] : []),
    ...(cursor ? ['cursor' as const] : []),
    'header',
    'body',
  ];
}

export interface Walk {
  /** How long pages are asked to be; undefined: nobody asks. */
  readonly size: number | undefined;
  /** Tried in this order; the first one that leads on is kept. */
  readonly ways: readonly Way[];
  readonly mostPages?: number;
  /** The number of the first page, where the document does not say it. Too low is on the safe side: a page is read twice. */
  readonly first?: number;
}

export async function walkedBy(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  query: Query,
  { size, ways, mostPages = MOST_PAGES, first: number }: Walk,
): Promise<Walked | undefined> {
  const { list } = ground.resource;
  const first = await pageOf(session, ground, asking(request, query));
  if (!first || !list) return undefined;
  const paging = pagingOf(list);
  const pages = [first];
  const whole = (isWhole: boolean): Walked => ({
    pages,
    items: pages.flatMap(({ items }) => items),
    isWhole,
  });
  const way = ways.find((each) => following(ground, paging, each, pages, number) !== undefined);
  // A page that is not full is the last one, where the number of items is what parts them; a server may have a limit that nobody told.
  const isSizeSure = paging.size !== undefined && isBounded(paging.size);
  const isEnd = (page: Page) =>
    page.items.length === 0 ||
    (size !== undefined &&
      isSizeSure &&
      page.items.length < size &&
      (way === 'offset' || way === 'page' || way === 'marker'));
  // What leads nowhere may go on in a way that nobody knows, unless there is room left on it.
  const { length } = first.items;
  const mayGoOn = way === undefined && (size === undefined ? USUAL_PAGES.has(length) : length >= size);
  while (pages.length < mostPages) {
    const last = pages.at(-1);
    const next = way && following(ground, paging, way, pages, number);
    if (!last || !next || isEnd(last)) return whole(!mayGoOn);
    const carried = way === 'header' || way === 'body' ? next : { ...query, ...next };
    const page = await pageOf(session, ground, asking(request, carried), 'list on');
    if (!page) return whole(way === 'offset' || way === 'page');
    pages.push(page);
  }
  return whole(false);
}
