// Hides what the answer of a list tells of its pages, wherever the document has a place for it: how many items there are in all, and where the other pages are.
import type { ApiModel, ApiResponse, Operation } from '../../../generator/model/types.js';
import {
  COUNT_HEADERS,
  COUNT_PLACES,
  countSwitch,
  descriptionOf,
  readingOf,
} from '../../plan/lists/counts.js';
import { CURSOR_PLACES, PREVIOUS_PLACES, URL_PLACES } from '../../plan/lists/pages.js';
import { propertyOf } from '../../plan/schema-parts.js';
import { memberOf, pointerAt, pointerTokens } from '../../pointer.js';
import type { Page } from './page.js';
import { type Query, searchOf } from './query.js';

/** Members and headers of a list's answer that are about its pages. */
export interface Told {
  readonly headers: Readonly<Record<string, unknown>>;
  /** Pointer → value; undefined: the member is not there. */
  readonly members: readonly (readonly [pointer: string, value: unknown])[];
}

/** What is known of the page when its list answers. */
export interface Telling {
  readonly response: ApiResponse | undefined;
  /** Of the request, without its query. */
  readonly url: string;
  readonly query: Query;
  readonly page: Page;
}

export function toldOf(model: ApiModel, list: Operation, telling: Telling): Told {
  return {
    headers: headersOf(telling),
    members: [...countsOf(model, list, telling), ...linksOf(model, telling)],
  };
}

function headersOf({ response, url, page }: Telling): Record<string, unknown> {
  const links = (['next', 'previous', 'first', 'last'] as const).flatMap((name) => {
    const asked = page[name];
    return asked ? [`<${url}${searchOf(asked)}>; rel="${name === 'previous' ? 'prev' : name}"`] : [];
  });
  const values = new Map<string, unknown>(COUNT_HEADERS.map((name) => [name.toLowerCase(), page.total]));
  if (links.length > 0) values.set('link', links.join(', '));
  return Object.fromEntries(
    (response?.headers ?? []).flatMap(({ name }) => {
      const value = values.get(name.toLowerCase());
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function* countsOf(
  model: ApiModel,
  list: Operation,
  { response, query, page }: Telling,
): Generator<readonly [string, unknown]> {
  const counting = countSwitch(list);
  for (const { wrapper, name } of COUNT_PLACES) {
    const pointer = wrapper === '' ? pointerAt('', name) : pointerAt('', wrapper, name);
    if (!isDeclared(model, response, pointer)) continue;
    const isAsked = counting?.member !== name.toLowerCase() || memberOf(query, counting.name) === true;
    const isPage = name === 'count' && readingOf(descriptionOf(model, list, wrapper, name)) === 'page';
    yield [pointer, isAsked ? (isPage ? page.entries.length : page.total) : undefined];
  }
}

function* linksOf(
  model: ApiModel,
  { response, url, page: { token, next, previous } }: Telling,
): Generator<readonly [string, unknown]> {
  const hrefOf = (asked: Query | undefined) => asked && `${url}${searchOf(asked)}`;
  for (const [places, value] of [
    [CURSOR_PLACES, token],
    [URL_PLACES, hrefOf(next)],
    [PREVIOUS_PLACES, hrefOf(previous)],
  ] as const)
    for (const pointer of places) if (isDeclared(model, response, pointer)) yield [pointer, value];
}

/** Whether the answer has a member at a pointer, as its schema says. */
function isDeclared({ document }: ApiModel, response: ApiResponse | undefined, pointer: string): boolean {
  const whole: readonly unknown[] = (response?.content ?? []).map(({ schema }) => schema);
  const found = pointerTokens(pointer).reduce(
    (schemas, name) => schemas.flatMap((schema) => propertyOf(document, schema, name)),
    whole,
  );
  return found.length > 0;
}
