// Hides which page of a list a query asks for, and how the pages around it are asked for.
import { firstPage, type Paging } from '../../plan/lists/pages.js';
import { memberOf } from '../../pointer.js';
import type { Entry } from '../store.js';
import { isGiven, numberIn, placeIn, type Query, tokenOf } from './query.js';

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

/** The page of those items that a query asks for. */
export function pageOf(paging: Paging, entries: readonly Entry[], query: Query): Page | Refused {
  const { size } = paging;
  const limit = size && numberIn(query, size.name);
  if (limit !== undefined && limit < 0) return { refused: `${size?.name} is negative` };
  const length = limit ?? usualSize(paging);
  const start = startOf(paging, entries, query, length);
  if (typeof start !== 'number') return start;
  const total = entries.length;
  const end = length === undefined ? total : Math.min(total, start + length);
  const shown = entries.slice(start, end);
  const page: Page = { entries: shown, total };
  if (length === undefined || length === 0) return page;
  const last = shown.at(-1)?.id;
  const at = (place: number) =>
    askedFor(paging, query, length, { place, after: place === end ? last : undefined });
  const given = (name: string, asked: Query | undefined) => asked && { [name]: asked };
  const token = paging.cursor ? tokenOf(end) : paging.marker ? last : undefined;
  return {
    ...page,
    ...(end < total && given('next', at(end))),
    ...(start > 0 && given('previous', at(Math.max(0, start - length)))),
    ...(total > length && given('first', at(0))),
    ...(total > length && !paging.marker && given('last', at(Math.floor((total - 1) / length) * length))),
    ...(end < total && token !== undefined && { token }),
  };
}

/** How many items are before the page. */
function startOf(
  { offset, page, marker, cursor }: Paging,
  entries: readonly Entry[],
  query: Query,
  length: number | undefined,
): number | Refused {
  const total = entries.length;
  let start = offset ? (numberIn(query, offset.name) ?? 0) : 0;
  if (start < 0) return { refused: `${offset?.name} is negative` };
  const base = numberOfFirst(page);
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
  return start;
}

/**
 * The same query for another page; undefined where there is no way to ask for it.
 * @param place how many items are before it, @param after id of the last of them, where it is known
 */
function askedFor(
  { size, offset, page, marker, cursor }: Paging,
  query: Query,
  length: number,
  { place, after }: { readonly place: number; readonly after: string | undefined },
): Query | undefined {
  const { [marker?.name ?? '']: _, [cursor?.name ?? '']: __, ...rest } = query;
  const asked = { ...rest, ...(size && { [size.name]: length }) };
  if (page) return { ...asked, [page.name]: Math.floor(place / length) + numberOfFirst(page) };
  if (cursor) return place === 0 ? asked : { ...asked, [cursor.name]: tokenOf(place) };
  if (marker)
    return place === 0 ? asked : after === undefined ? undefined : { ...asked, [marker.name]: after };
  return offset ? { ...asked, [offset.name]: place } : undefined;
}

function numberOfFirst(page: Paging['page']): number {
  return page ? (firstPage(page) ?? 1) : 1;
}

/** Where the document does not say it. */
const USUAL_SIZE = 20;

/** How many items a page has where nobody asks; undefined: all. */
function usualSize({ size, page, cursor }: Paging): number | undefined {
  const [usual, most] = ['default', 'maximum'].map((keyword) => memberOf(size?.schema, keyword));
  if (typeof usual === 'number') return usual;
  if (typeof most === 'number') return most;
  return page || cursor ? USUAL_SIZE : undefined;
}
