// Hides what a list answers: which of the items, in which order, which page of them, and what it tells of the others.
import type { Operation } from '../../generator/model/types.js';
import {
  COUNT_HEADERS,
  countSwitch,
  descriptionOf,
  readingOf,
  TOTALS,
  WRAPPERS,
} from '../plan/lists/counts.js';
import { filtersOf } from '../plan/lists/filters.js';
import { type SortKey, sortingOf } from '../plan/lists/orders.js';
import { CURSOR_PLACES, firstPage, type Paging, pagingOf, URL_PLACES } from '../plan/lists/pages.js';
import type { Resource } from '../plan/resources.js';
import { propertyOf } from '../plan/schema-parts.js';
import { memberOf } from '../pointer.js';
import type { Knowledge } from './knowledge.js';
import type { Entry, Item } from './store.js';

type Query = Readonly<Record<string, unknown>>;

/** A page of a list, and how others are asked for. */
export interface Page {
  readonly entries: readonly Entry[];
  /** How many there are on all pages together. */
  readonly total: number;
  /** Query parameters of the page behind it, before it, and of the first and last; undefined where there is none. */
  readonly next?: Query;
  readonly previous?: Query;
  readonly first?: Query;
  readonly last?: Query;
  /** What the next one is asked for with, where that is one value. */
  readonly token?: string | number;
}

/** What a list is asked for that cannot be. */
export interface Refused {
  readonly refused: string;
}

/** The items that a query asks for. */
export function pageOf(
  { model }: Knowledge,
  resource: Resource,
  list: Operation,
  all: readonly Entry[],
  query: Query,
): Page | Refused {
  const filters = filtersOf(model, resource);
  const wanted = all.filter(({ item }) =>
    filters.every(({ parameter, has, matches, isPartial }) => {
      const asked = memberOf(query, parameter.name);
      if (asked === undefined || asked === null || asked === '') return true;
      const values = [asked].flat().filter((each) => typeof each !== 'object');
      return values.every((value) =>
        isPartial ? matches(item, value as string) : has(item, value as string),
      );
    }),
  );
  const sorting = sortingOf(model, list);
  const keys = sorting?.keysIn(query) ?? [];
  const order = keys.length > 0 ? keys : (sorting?.usual ?? []);
  const sorted = order.length > 0 ? [...wanted].sort((a, b) => compared(a.item, b.item, order)) : wanted;
  return paged(pagingOf(list), sorted, query);
}

function compared(a: Item, b: Item, keys: readonly SortKey[]): number {
  for (const { name, isDescending } of keys) {
    const [left, right] = [memberOf(a, name), memberOf(b, name)];
    const order = comparedValues(left, right);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

function comparedValues(a: unknown, b: unknown): number {
  const [isA, isB] = [a, b].map((each) => each !== undefined && each !== null);
  if (!isA || !isB) return Number(isB) - Number(isA);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function paged(paging: Paging, entries: readonly Entry[], query: Query): Page | Refused {
  const { size, offset, page, marker, cursor } = paging;
  const total = entries.length;
  const limit = size && numberIn(query, size.name);
  if (limit !== undefined && limit < 0) return { refused: `${size?.name} is negative` };
  const length = limit ?? usualSize(paging);
  const base = page ? (firstPage(page) ?? 1) : 1;
  let start = offset ? (numberIn(query, offset.name) ?? 0) : 0;
  if (start < 0) return { refused: `${offset?.name} is negative` };
  const number = page && (numberIn(query, page.name) ?? base);
  if (number !== undefined) {
    if (number < base) return { refused: `${page?.name} is below ${base}` };
    start += (number - base) * (length ?? total);
  }
  const after = marker && memberOf(query, marker.name);
  if (isGiven(after)) {
    const at = entries.findIndex(({ id }) => id === String(after));
    if (at < 0) return { refused: `${marker?.name} names no item of the list` };
    start += at + 1;
  }
  const token = cursor && memberOf(query, cursor.name);
  if (isGiven(token)) {
    const at = placeIn(String(token));
    if (at === undefined || at > total) return { refused: `${cursor?.name} is none of ours` };
    start += at;
  }
  const end = length === undefined ? total : Math.min(total, start + length);
  const shown = entries.slice(start, end);
  const sizes = size && length !== undefined ? { [size.name]: length } : {};
  const at = (place: number): Query | undefined => {
    const { [marker?.name ?? '']: _, [cursor?.name ?? '']: __, ...rest } = query;
    const asked = { ...rest, ...sizes };
    if (page && length !== undefined && length > 0)
      return { ...asked, [page.name]: Math.floor(place / length) + base };
    if (cursor) return place === 0 ? asked : { ...asked, [cursor.name]: tokenOf(place) };
    if (marker)
      return place === 0
        ? asked
        : place === end && shown.length > 0
          ? { ...asked, [marker.name]: shown.at(-1)?.id }
          : undefined;
    return offset ? { ...asked, [offset.name]: place } : undefined;
  };
  const hasNext = end < total && length !== undefined && length > 0;
  const next = hasNext ? at(end) : undefined;
  const hasBefore = start > 0 && length !== undefined && length > 0;
  const previous = hasBefore ? at(Math.max(0, start - length)) : undefined;
  const isPaged = length !== undefined && length > 0 && total > length;
  const last = isPaged && !marker ? at(Math.floor((total - 1) / length) * length) : undefined;
  const first = isPaged ? at(0) : undefined;
  const one = cursor ? tokenOf(end) : marker ? shown.at(-1)?.id : undefined;
  return {
    entries: shown,
    total,
    ...(next && { next }),
    ...(previous && { previous }),
    ...(first && { first }),
    ...(last && { last }),
    ...(hasNext && one !== undefined && { token: one }),
  };
}

/** How many items a page has where nobody asks. */
function usualSize({ size, offset, page, marker, cursor }: Paging): number | undefined {
  if (!size) return page || cursor ? 20 : undefined;
  const [usual, most] = ['default', 'maximum'].map((keyword) => memberOf(size.schema, keyword));
  if (typeof usual === 'number') return usual;
  if (typeof most === 'number') return most;
  return page || cursor ? 20 : offset || marker ? undefined : undefined;
}

function numberIn(query: Query, name: string): number | undefined {
  const value = memberOf(query, name);
  return typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Opaque on purpose: whoever builds one by itself is refused. */
function tokenOf(place: number): string {
  return btoa(`after:${place}`).replaceAll('=', '');
}

function placeIn(token: string): number | undefined {
  try {
    const [, place] = /^after:(\d{1,12})$/.exec(atob(token)) ?? [];
    return place === undefined ? undefined : Number(place);
  } catch {
    return undefined;
  }
}

/** Members and headers of a list's answer that are about its pages. */
export interface Told {
  readonly headers: Readonly<Record<string, unknown>>;
  /** Pointer → value; undefined: the member is not there. */
  readonly members: readonly (readonly [pointer: string, value: unknown])[];
}

/**
 * What the answer of a list tells of its pages, wherever the document has a place for it.
 * @param url of the request, without its query
 */
export function toldOf(
  { model }: Knowledge,
  list: Operation,
  {
    response,
    url,
    query,
    page,
    length,
  }: {
    readonly response: Operation['responses'][number] | undefined;
    readonly url: string;
    readonly query: Query;
    readonly page: Page;
    readonly length: number;
  },
): Told {
  const described = new Map((response?.headers ?? []).map(({ name }) => [name.toLowerCase(), name]));
  const headers: [string, unknown][] = COUNT_HEADERS.flatMap((name): [string, unknown][] => {
    const found = described.get(name.toLowerCase());
    return found === undefined ? [] : [[found, page.total]];
  });
  const hrefOf = (asked: Query | undefined) => (asked ? `${url}${searchOf(asked)}` : undefined);
  const link = described.get('link');
  if (link !== undefined) {
    const links = (['next', 'previous', 'first', 'last'] as const).flatMap((rel) => {
      const href = hrefOf(page[rel]);
      return href === undefined ? [] : [`<${href}>; rel="${rel === 'previous' ? 'prev' : rel}"`];
    });
    headers.push([link, links.length > 0 ? links.join(', ') : undefined]);
  }
  const schemas = (response?.content ?? []).map(({ schema }) => schema);
  const has = (pointer: string) => isDeclared(model.document, schemas, pointer);
  const members: [string, unknown][] = [];
  const counting = countSwitch(list);
  for (const wrapper of WRAPPERS)
    for (const name of [...TOTALS, 'count']) {
      const pointer = wrapper === '' ? `/${name}` : `/${wrapper}/${name}`;
      if (!has(pointer)) continue;
      const isAsked = counting?.member !== name.toLowerCase() || memberOf(query, counting.name) === true;
      const isPage = name === 'count' && readingOf(descriptionOf(model, list, wrapper, name)) === 'page';
      members.push([pointer, isAsked ? (isPage ? length : page.total) : undefined]);
    }
  for (const pointer of CURSOR_PLACES) if (has(pointer)) members.push([pointer, page.token]);
  for (const pointer of URL_PLACES) if (has(pointer)) members.push([pointer, hrefOf(page.next)]);
  for (const pointer of PREVIOUS_PLACES) if (has(pointer)) members.push([pointer, hrefOf(page.previous)]);
  return { headers: Object.fromEntries(headers.filter(([, value]) => value !== undefined)), members };
}

const PREVIOUS_PLACES = [
  '/previous',
  '/prev',
  '/previous_url',
  '/links/prev',
  '/links/previous',
  '/_links/prev',
];

function isDeclared(
  document: Knowledge['model']['document'],
  schemas: readonly unknown[],
  pointer: string,
): boolean {
  let found = schemas;
  for (const name of pointer.split('/').slice(1)) {
    found = found.flatMap((schema) => propertyOf(document, schema, name));
    if (found.length === 0) return false;
  }
  return true;
}

function searchOf(query: Query): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of [value].flat())
      if (isGiven(each) && typeof each !== 'object') pairs.append(name, String(each));
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}
