// Hides what a document says of pages: how long they are, and how the next one is asked for. Nothing is sent here.
import type { Operation, Parameter } from '../../../generator/model/types.js';
import { linksIn } from '../../../runtime/link-header.js';
import { memo } from '../../memo.js';
import { isObject, memberOf, pointerAt, valueAt } from '../../pointer.js';

/** How pages are asked for. */
export interface Paging {
  /** How many items a page has at most. */
  readonly size?: Parameter;
  /** How many items come before it. */
  readonly offset?: Parameter;
  /** Its number. */
  readonly page?: Parameter;
  /** The id of the last item before it. */
  readonly marker?: Parameter;
  /** What the page before says that the next one is asked for with. */
  readonly cursor?: Parameter;
}

const SIZES = [
  ...['limit', 'per_page', 'perpage', 'page_size', 'pagesize', 'max_results', 'maxresults', 'page_limit'],
  ...[
    'top',
    '$top',
    'page[size]',
    'page[limit]',
    'first',
    'size',
    'max_items',
    'maxitems',
    'results_per_page',
  ],
];
const OFFSETS = ['offset', 'skip', '$skip', 'page[offset]', 'start_offset'];
const PAGES = ['page', 'page_number', 'pagenumber', 'page_no', 'page[number]', 'page_index', 'pageindex'];
const MARKERS = ['marker', 'starting_after', 'start_after', 'after_id', 'last_id', 'since_id', 'after'];
/** Some mean an id by them, some what the page before told. */
const EITHER: ReadonlySet<string> = new Set(['marker', 'after']);
const CURSORS = [
  ...['cursor', 'page_token', 'pagetoken', 'next_token', 'nexttoken', 'continuation_token', 'page[cursor]'],
  ...['continuationtoken', 'continue', 'after', 'page[after]', 'next_cursor', 'marker', 'start_cursor'],
];

/** Reads off the query parameters of a list how its pages are asked for. */
export const pagingOf = memo(({ parameters }: Operation): Paging => {
  const among = (names: readonly string[], isFit: (parameter: Parameter) => boolean) => {
    const fits = parameters.filter((each) => each.in === 'query' && each.role === 'plain' && isFit(each));
    return names
      .map((name) => fits.find((each) => each.name.toLowerCase() === name))
      .find((each) => each !== undefined);
  };
  const size = among(SIZES, mayBeInteger);
  const offset = among(OFFSETS, mayBeInteger);
  const page = among(PAGES, mayBeInteger);
  const marker = among(MARKERS, (each) => !EITHER.has(each.name.toLowerCase()) || saysId(each));
  const cursor = among(CURSORS, (each) => each !== marker);
  return {
    ...(size && { size }),
    ...(offset && { offset }),
    ...(page && { page }),
    ...(marker && { marker }),
    ...(cursor && { cursor }),
  };
});

/** Names of all parameters that are about pages: no filters. */
export function pagingNames(operation: Operation): ReadonlySet<string> {
  const names = [...SIZES, ...OFFSETS, ...PAGES, ...MARKERS, ...CURSORS];
  return new Set(
    operation.parameters.map(({ name }) => name).filter((name) => names.includes(name.toLowerCase())),
  );
}

/** The smallest and the largest page that may be asked for. */
export function sizesOf({ schema }: Parameter): { readonly least: number; readonly most: number } {
  const least = numberIn(schema, 'minimum') ?? 1;
  return { least: Math.max(1, least), most: numberIn(schema, 'maximum') ?? 100 };
}

/** Whether the document says how large a page may be. */
export function isBounded({ schema }: Parameter): boolean {
  return numberIn(schema, 'maximum') !== undefined;
}

/** The number of the first page, where the document says it. */
export function firstPage({ schema, description = '' }: Parameter): number | undefined {
  const least = numberIn(schema, 'minimum');
  if (least === 0 || least === 1) return least;
  if (
    /\b(1-based|one-based|starts? (at|with|from) (1|one)|first (one|page) is 1|from 1)\b/i.test(description)
  )
    return 1;
  if (
    /\b(0-based|zero-based|starts? (at|with|from) (0|zero)|first (one|page) is 0|from 0)\b/i.test(description)
  )
    return 0;
  const usual = numberIn(schema, 'default');
  return usual === 0 || usual === 1 ? usual : undefined;
}

/** What an answer says of the page after it: a URL, or a value for the parameter that takes one. */
export type Next = { readonly url: string } | { readonly cursor: string | number };

export const CURSOR_PLACES = [
  ...['/next_cursor', '/nextCursor', '/next_page_token', '/nextPageToken', '/next_token', '/nextToken'],
  ...['/next_marker', '/nextMarker', '/continuation_token', '/continuationToken', '/cursor/next'],
  ...['/cursors/next', '/cursors/after', '/meta/next_cursor', '/meta/nextCursor', '/meta/cursor/next'],
  ...['/pagination/next_cursor', '/pagination/nextCursor', '/pagination/cursor/next', '/paging/next_cursor'],
  ...['/paging/cursors/after', '/page_info/end_cursor', '/pageInfo/endCursor', '/page_info/next_marker'],
  ...['/response_metadata/next_cursor', '/metadata/continue', '/meta/next_page_token', '/page/next_cursor'],
];
export const URL_PLACES = [
  ...['/next', '/next_url', '/nextUrl', '/next_page_url', '/links/next', '/links/next/href', '/_links/next'],
  ...['/_links/next/href', '/@odata.nextLink', '/paging/next', '/pagination/next', '/pagination/next_url'],
  ...['/pagination/links/next', '/meta/next', '/links/pages/next'],
];

export const PREVIOUS_PLACES = [
  ...['/previous', '/prev', '/previous_url', '/links/prev', '/links/previous', '/_links/prev'],
];

/** Where the next page is, as its headers (RFC 8288) or members say. @param url of the answer */
export function nextOf(
  headers: Headers,
  body: unknown,
  base: string,
): { readonly byHeader?: Next; readonly byBody?: Next } {
  const link = linksIn(headers.get('link') ?? '', base).find(({ rel }) => rel.includes('next'));
  const url = URL_PLACES.map((place) => valueAt(body, place)).find(isUrl) ?? listedLink(body);
  const cursor = CURSOR_PLACES.map((place) => valueAt(body, place)).find(isCursor);
  const byBody = url !== undefined ? { url } : cursor !== undefined ? { cursor } : undefined;
  return { ...(link && { byHeader: { url: link.href } }), ...(byBody && { byBody }) };
}

/** OpenStack lists its links: `snapshots_links: [{ rel: 'next', href }]`. */
function listedLink(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  for (const [name, value] of Object.entries(body)) {
    if (!/links$/.test(name) || !Array.isArray(value)) continue;
    const at = value.findIndex((each) => memberOf(each, 'rel') === 'next');
    const href = at < 0 ? undefined : valueAt(body, pointerAt('', name, at, 'href'));
    if (isUrl(href)) return href;
  }
  return undefined;
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && /^(https?:\/\/|\/)/i.test(value);
}

function isCursor(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** A marker may also be something opaque that the page before tells. */
function saysId({ description = '' }: Parameter): boolean {
  return /\b(id|identifier|uuid|last (item|element|resource|snapshot))\b/i.test(description);
}

function mayBeInteger({ schema, example }: Parameter): boolean {
  const type = memberOf(schema, 'type');
  if (type === undefined) return typeof example?.value === 'number';
  return [type].flat().some((each) => each === 'integer' || each === 'number');
}

function numberIn(schema: unknown, keyword: string): number | undefined {
  const value = memberOf(schema, keyword);
  return typeof value === 'number' ? value : undefined;
}
