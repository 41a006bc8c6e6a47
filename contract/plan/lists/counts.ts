// Hides where the answer of a list says how many items there are, and what the number may mean.
import type { ApiModel, Operation } from '../../../generator/model/types.js';
import { memberOf, pointerAt, valueAt } from '../../pointer.js';
import { keywordIn, propertyOf } from '../schema-parts.js';

/** A number that is told. */
export interface Count {
  /** `/header/X-Total-Count`, `/body/count` */
  readonly pointer: string;
  readonly value: number;
  /** Of all items that were asked for, of those on this page, or of either. */
  readonly of: 'all' | 'page' | 'either';
}

export const COUNT_HEADERS = [
  'X-Total-Count',
  'X-Total',
  'Total-Count',
  'X-Total-Items',
  'X-Pagination-Total-Count',
];
const TOTALS = [
  ...['total', 'total_count', 'totalCount', 'total_items', 'totalItems', 'total_elements', 'totalElements'],
  ...['total_results', 'totalResults', '@odata.count', 'total_records', 'totalRecords'],
];
const WRAPPERS = ['', 'meta', 'pagination', 'page', 'paging', 'metadata', '_meta', 'page_info', 'pageInfo'];
/** Members that may tell how many there are, in the body or in what it wraps them in. */
export const COUNT_PLACES = WRAPPERS.flatMap((wrapper) =>
  [...TOTALS, 'count'].map((name) => ({ wrapper, name })),
);
const VAGUE = /\b(estimate|approximat|rough|about|at most|cached)/i;

/** What an answer tells of its number of items. */
export function countsIn(model: ApiModel, list: Operation, headers: Headers, body: unknown): Count[] {
  const found: Count[] = [];
  for (const name of COUNT_HEADERS) {
    const text = headers.get(name);
    const described = list.responses
      .flatMap((each) => each.headers)
      .find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (text !== null && /^\d+$/.test(text) && !VAGUE.test(described?.description ?? ''))
      found.push({ pointer: pointerAt('/header', name), value: Number(text), of: 'all' });
  }
  for (const { wrapper, name } of COUNT_PLACES) {
    const at = wrapper === '' ? '' : pointerAt('', wrapper);
    const value = memberOf(valueAt(body, at), name);
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) continue;
    const text = descriptionOf(model, list, wrapper, name);
    if (VAGUE.test(text)) continue;
    found.push({
      pointer: pointerAt(`/body${at}`, name),
      value,
      of: name === 'count' ? readingOf(text) : 'all',
    });
  }
  return found;
}

/** What a description says that is counted. */
export function readingOf(text: string): Count['of'] {
  if (/\b(all pages|in all|in total|total|altogether|overall|regardless of|matching)\b/i.test(text))
    return 'all';
  return /\b(this page|on the page|returned|in this (response|answer|list))\b/i.test(text)
    ? 'page'
    : 'either';
}

export function descriptionOf(
  { document }: ApiModel,
  list: Operation,
  wrapper: string,
  name: string,
): string {
  const schemas = list.responses.flatMap(({ content }) => content.map(({ schema }) => schema));
  const holders =
    wrapper === '' ? schemas : schemas.flatMap((schema) => propertyOf(document, schema, wrapper));
  const members = holders.flatMap((schema) => propertyOf(document, schema, name));
  const text = keywordIn(document, members, 'description');
  return typeof text === 'string' ? text : '';
}

/** The switch that asks for a count, and the member that comes with it: `with_count`, and `count`. */
export function countSwitch(list: Operation): { readonly name: string; readonly member: string } | undefined {
  for (const { in: where, name, description = '' } of list.parameters) {
    const member = /^(?:with|include|show)[_-]?(total_?count|count|total)$/i.exec(name)?.[1];
    if (where !== 'query' || member === undefined) continue;
    if (/\b(whether|only (with|if|when))\b/i.test(description)) return { name, member: member.toLowerCase() };
  }
  return undefined;
}
