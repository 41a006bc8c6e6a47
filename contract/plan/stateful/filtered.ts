// Hides when a filter lets through what matches, and nothing else.
import type { Operation } from '../../../generator/model/types.js';
import { pointerAt, valueAt } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf } from '../base.js';
import { type Filter, filtersOf, type Scalar } from '../lists/filters.js';
import { pagingOf, sizesOf } from '../lists/pages.js';
import { keyOf, listedUnder } from '../lists/shape.js';
import { otherTexts } from '../other-value.js';
import { keywordIn } from '../schema-parts.js';
import type { Session } from '../session.js';
import type { Scenario } from '../types.js';
import type { Ground, Shown } from './ground.js';
import { type Listing, listing } from './stock.js';
import { type Page, type Query, walked, walkedBy } from './walk.js';

interface Asked {
  readonly filter: Filter;
  readonly value: Scalar;
}

export function* filtered(ground: Ground): Generator<Scenario> {
  const { list } = ground.resource;
  if (!list || !baseOf(ground.context, list)) return;
  const filters = filtersOf(ground.context.subject.model, ground.resource);
  for (const [at, second] of filters.entries()) {
    const first = filters[at - 1];
    if (first) yield together(ground, list, [first, second]);
  }
  for (const filter of filters) {
    yield ground.scenario(list, ['filtered', filter.parameter.name], async (session) => {
      const found = await listing(session, ground);
      const all = found && (await walked(session, ground, found.request));
      if (!found || !all) return;
      for (const value of valuesFor(ground, filter, found, all.items)) {
        const flaws = await ground.lookAgain(session, () =>
          flawsWith(session, ground, [{ filter, value }], found),
        );
        if (flaws.length > 0) return;
      }
      await ground.lookAgain(session, () => flawsOnLinks(session, ground, filter, found, all.items));
    });
  }
}

/** Two filters at a time: an item comes where it matches both. */
function together(ground: Ground, list: Operation, filters: readonly Filter[]): Scenario {
  const names = filters.map(({ parameter }) => parameter.name);
  return ground.scenario(list, ['filtered', ...names], async (session) => {
    const found = await listing(session, ground);
    const all = found && (await walked(session, ground, found.request));
    if (!found || !all) return;
    const asked = found.own
      .map(({ id }) => listedUnder(ground.resource, all.items, id))
      .map((item) => filters.flatMap((filter) => askedOf(ground, filter, item)))
      .find((each) => each.length === filters.length);
    if (asked) await ground.lookAgain(session, () => flawsWith(session, ground, asked, found));
  });
}

/** What an item has, asked for; not by a switch, which says little beside another filter. */
function askedOf(ground: Ground, filter: Filter, item: unknown): Asked[] {
  const value = filter.valueIn(item);
  return value === undefined || typeof value === 'boolean' || !mayBeAsked(ground, filter, value)
    ? []
    : [{ filter, value }];
}

/** Values that are asked for: of the run's own items, of another one, and one that nothing has. */
function valuesFor(ground: Ground, filter: Filter, { own }: Listing, items: readonly unknown[]): Scalar[] {
  const mine = own.map(({ id }) => listedUnder(ground.resource, items, id));
  const some = [...mine, ...items].map((item) => filter.valueIn(item)).filter((value) => value !== undefined);
  const [first] = some;
  if (first === undefined) return [];
  // Every value of the run's own, since they differ in just what a sloppy filter overlooks; then one of another's.
  const several = some.filter((value) => items.filter((item) => filter.has(item, value)).length > 1);
  const known = new Set([
    ...[...new Set(some)].slice(0, Math.max(2, new Set(mine).size)),
    ...several.slice(0, 1),
  ]);
  const none = typeof first === 'boolean' ? undefined : unusedValue(ground, filter, first, items);
  const part = filter.isExact && typeof first === 'string' ? partOf(filter, first, items) : undefined;
  return [...known, none, part].filter(
    (value) => value !== undefined && mayBeAsked(ground, filter, value),
  ) as Scalar[];
}

/** Whether the document allows a value, which items may have and nobody ask for. */
function mayBeAsked({ context }: Ground, { parameter, query }: Filter, value: Scalar): boolean {
  const { name, source, mediaType } = parameter;
  const at = mediaType === undefined ? source : pointerAt(source, 'content', mediaType);
  return context.schemas.accepts(`${at}/schema`, query(value)[name]) !== false;
}

/** The beginning of a value that an item has, where no item has just that. */
function partOf(filter: Filter, text: string, items: readonly unknown[]): string | undefined {
  const part = text.slice(0, Math.max(1, Math.ceil(text.length / 2)));
  const isFree = otherTexts(text).length > 0;
  return isFree && part !== text && part.trim() === part && items.every((item) => !filter.has(item, part))
    ? part
    : undefined;
}

/** The next page, as answers lead there, is one of the same filter. */
async function flawsOnLinks(
  session: Session,
  ground: Ground,
  filter: Filter,
  { request }: Listing,
  items: readonly unknown[],
): Promise<readonly Shown[]> {
  const { list } = ground.resource;
  const size = list && pagingOf(list).size;
  const values = items.map((item) => filter.valueIn(item)).filter((value) => value !== undefined);
  const value = values.find((each) => items.filter((item) => filter.has(item, each)).length > 1);
  if (!size || value === undefined || typeof value === 'boolean' || sizesOf(size).least > 1) return [];
  const query = { ...filter.query(value), [size.name]: 1 };
  const walk = await walkedBy(session, ground, request, query, {
    size: 1,
    ways: ['header', 'body'],
    mostPages: 3,
  });
  const stray = walk?.pages.slice(1).find((page) => page.items.some((item) => !filter.matches(item, value)));
  if (!stray) return [];
  const item = stray.items.find((each) => !filter.matches(each, value));
  const message = `The next page, as the one before it leads there, is not filtered by ${filter.parameter.name}.`;
  return [told(filter, stray, message, shown(value), shown(valueAt(item, filter.pointer)))];
}

/** A value of the same kind that no item has, and that the document allows. */
function unusedValue(
  ground: Ground,
  filter: Filter,
  like: Scalar,
  items: readonly unknown[],
): Scalar | undefined {
  const { document } = ground.context.subject.model;
  const words = keywordIn(document, [filter.parameter.schema], 'enum');
  if (Array.isArray(words))
    return words.find(
      (each): each is Scalar => typeof each === 'string' && items.every((item) => !filter.has(item, each)),
    );
  if (typeof like !== 'string') return undefined;
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8]/i.test(like);
  const others = uuid ? [like.replace(/^.{8}/, 'decafbad')] : otherTexts(like, ['-unused', 'unused']);
  return others.find((each) => items.every((item) => !filter.matches(item, each)));
}

/** One filter, or several at a time: what they let through that does not match, and what they hold back. */
async function flawsWith(
  session: Session,
  ground: Ground,
  asked: readonly Asked[],
  { request, own }: Listing,
): Promise<readonly Shown[]> {
  const query = Object.assign({}, ...asked.map(({ filter, value }) => filter.query(value))) as Query;
  const some = await walked(session, ground, request, query);
  const [page] = some?.pages ?? [];
  const [first] = asked;
  if (!some || !page || !first) return [];
  session.judged('filter');
  const names = asked.map(({ filter }) => filter.parameter.name).join(' and ');
  const strict = asked.filter((each) => !isSwitch(each));
  const missed = (item: unknown) => strict.find(({ filter, value }) => !filter.matches(item, value));
  const stray = some.pages.find(({ items }) => items.some(missed));
  if (stray) {
    const item = stray.items.find(missed);
    const { filter, value } = missed(item) ?? first;
    const message = `An item that does not match was let through by ${names}.`;
    return [told(filter, stray, message, shown(value), shown(valueAt(item, filter.pointer)))];
  }
  if (!some.isWhole) return [];
  // What has the value now, by the list as a whole. Of the run's own nobody changes it; of others it has it still, when all is over.
  const all = await walked(session, ground, request);
  const got = new Set(some.items.map((item) => keyOf(ground.resource, item)));
  const isMissing = (item: unknown) =>
    item !== undefined &&
    !got.has(keyOf(ground.resource, item)) &&
    asked.every(({ filter, value }) => filter.has(item, value));
  const mine = own.map(({ id }) => listedUnder(ground.resource, all?.items ?? [], id)).find(isMissing);
  const missing =
    mine ?? (await lasting(session, ground, asked, { request, own }, all?.items.filter(isMissing) ?? []));
  if (missing === undefined) return [];
  const message = `An item that matches was held back by ${names}.`;
  return [told(first.filter, page, message, keyOf(ground.resource, missing), `${some.items.length} others`)];
}

/** Of items that were held back, one that was not only on its way: it is on the whole list again, and held back again. */
async function lasting(
  session: Session,
  ground: Ground,
  asked: readonly Asked[],
  { request }: Listing,
  missing: readonly unknown[],
): Promise<unknown> {
  if (missing.length === 0) return undefined;
  const query = Object.assign({}, ...asked.map(({ filter, value }) => filter.query(value))) as Query;
  const some = await walked(session, ground, request, query);
  const all = await walked(session, ground, request);
  const keysOf = (items: readonly unknown[]) => new Set(items.map((item) => keyOf(ground.resource, item)));
  const [got, there] = [keysOf(some?.items ?? []), keysOf(all?.items ?? [])];
  if (!some?.isWhole) return undefined;
  return missing.find(
    (item) => there.has(keyOf(ground.resource, item)) && !got.has(keyOf(ground.resource, item)),
  );
}

/** Of a switch that is on, some show the others too. */
function isSwitch({ filter, value }: Asked): boolean {
  return typeof value === 'boolean' && !/\bonly\b/i.test(filter.parameter.description ?? '');
}

function told(filter: Filter, page: Page, message: string, expected: string, actual: string): Shown {
  const { source } = filter.parameter;
  return {
    check: 'filter',
    reply: page.reply,
    flaw: { pointer: `/body${page.pointer}`, message, expected, actual, source },
  };
}
