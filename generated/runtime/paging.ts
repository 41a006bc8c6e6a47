// Hides how a list is read to its end: which page comes next, and when there is none.
import type { RequestOptions } from './client-types.js';
import { type PartAt, partAt } from './json-pointer.js';
import { linksIn } from './link-header.js';
import { ApiError, type Result } from './or-throw.js';
import { queryIn } from './url-query.js';

/** `x-pagination` of an operation that answers lists. */
export interface Paging {
  /**
   * What the next page is asked for by: how many items to skip, the number of the page, something of the last item, something that the answer
   * says, or the query of its link `next` (RFC 8288).
   */
  readonly by: 'offset' | 'page' | 'marker' | 'cursor' | 'link';
  /** The query parameter that says it; `link` needs none. */
  readonly parameter?: string;
  /** Where the items stand in the body, a JSON pointer; the body is the list without it. */
  readonly items?: string;
  /** Of a marker where it stands in an item, of a cursor in the body; without a slash a cursor's header. */
  readonly next?: string;
  /** Where the answer says how many items there are in all: in its body, or, without a slash, a header. */
  readonly total?: string;
}

/** The list does not go on: what was asked for next gave the page that was there already. */
export class PagingStuck extends Error {
  override readonly name = 'PagingStuck';
  readonly response: Response;

  constructor(response: Response, paging: Paging) {
    super(`The next page, by ${paging.parameter ?? paging.by}, is the one that was there already.`);
    this.response = response;
  }
}

/** A call of the client: a method, or a function with its connection. */
export type Call<Input, R> = (input: Input, options?: RequestOptions) => Promise<R>;

type Given<Input, Options> =
  Partial<Input> extends Input ? [input?: Input, options?: Options] : [input: Input, options?: Options];

export interface Pager<Input, R extends Result, Items extends string> {
  /** Every item, page after page, each page once it is come to. @throws ApiError for a documented error, PagingStuck, what the call throws */
  (
    call: Call<Input, R>,
    ...given: Given<Input, RequestOptions>
  ): AsyncGenerator<ItemOf<R, Items>, void, undefined>;
  /** Every page, as the call gives it. */
  pages(
    call: Call<Input, R>,
    ...given: Given<Input, RequestOptions>
  ): AsyncGenerator<Extract<R, { readonly ok: true }>, void, undefined>;
}

type ItemOf<R, Items extends string> =
  PartAt<DataOf<R>, Items> extends readonly (infer Item)[] | null | undefined ? Item : unknown;

type DataOf<R> = Extract<R, { readonly ok: true }> extends { readonly data: infer D } ? D : never;

export function paged<Input extends object, R extends Result, Items extends string = ''>(
  paging: Paging,
): Pager<Input, R, Items> {
  async function* pages(
    call: Call<Input, R>,
    ...[input, options]: Given<Input, RequestOptions>
  ): AsyncGenerator<Extract<R, { readonly ok: true }>, void, undefined> {
    let query: Query = { ...(input as { readonly query?: Query } | undefined)?.query };
    let before: string | undefined;
    for (;;) {
      const result = await call({ ...input, query } as unknown as Input, options);
      if (!result.ok) throw new ApiError({ ...result, ok: false });
      const items = itemsIn(result, paging);
      // Of numbers and texts, two pages may be alike.
      const now = typeof items[0] === 'object' ? JSON.stringify(items) : undefined;
      if (now !== undefined && now === before) throw new PagingStuck(result.response, paging);
      yield result as Extract<R, { readonly ok: true }>;
      const next = nextQuery(paging, result, items, query);
      if (!next) return;
      if (JSON.stringify(next) === JSON.stringify(query)) throw new PagingStuck(result.response, paging);
      [query, before] = [next, now];
    }
  }
  async function* items(
    call: Call<Input, R>,
    ...given: Given<Input, RequestOptions>
  ): AsyncGenerator<ItemOf<R, Items>, void, undefined> {
    for await (const page of pages(call, ...given)) yield* itemsIn(page, paging) as ItemOf<R, Items>[];
  }
  return Object.assign(items, { pages });
}

type Query = Readonly<Record<string, unknown>>;

function itemsIn({ data }: Result, { items = '' }: Paging): readonly unknown[] {
  const found = partAt(data, items);
  return Array.isArray(found) ? found : [];
}

/** Undefined at the end. A short page is none: some servers give fewer than were asked for, and go on. */
function nextQuery(
  paging: Paging,
  result: Result,
  items: readonly unknown[],
  query: Query,
): Query | undefined {
  const { by, parameter = '', next = '' } = paging;
  if (by === 'link') return linkedQuery(result.response, query);
  if (by === 'cursor') return said(query, parameter, saidIn(result, next));
  if (items.length === 0) return undefined;
  if (by === 'marker') return said(query, parameter, partAt(items.at(-1), next));
  const at = Number(query[parameter] ?? (by === 'page' ? 1 : 0));
  const total = paging.total === undefined ? undefined : saidIn(result, paging.total);
  // How many items stood before a page is only known of an offset.
  if (by === 'offset' && total !== undefined && total !== null && at + items.length >= Number(total))
    return undefined;
  return { ...query, [parameter]: by === 'page' ? at + 1 : at + items.length };
}

function said(query: Query, parameter: string, value: unknown): Query | undefined {
  return value === undefined || value === null || value === '' ? undefined : { ...query, [parameter]: value };
}

function saidIn({ data, response }: Result, where: string): unknown {
  return where.startsWith('/') ? partAt(data, where) : response.headers.get(where);
}

/** Of the link only its query counts: wherever else it leads, credentials do not follow. */
function linkedQuery({ headers, url }: Response, query: Query): Query | undefined {
  const link = headers.get('link');
  // Answers that nobody has fetched have no URL.
  const following = linksIn(link ?? '', url || 'http://localhost/').find(({ rel }) => rel.includes('next'));
  if (!following) return undefined;
  return { ...query, ...queryIn(following.href) };
}
