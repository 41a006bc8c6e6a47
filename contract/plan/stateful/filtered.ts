// Hides when a filter lets through what matches, and nothing else.
import type { Operation } from '../../../generator/model/types.js';
import { valueAt } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf } from '../base.js';
import { type Filter, filtersOf, type Scalar } from '../lists/filters.js';
import { keyOf, listedUnder } from '../lists/shape.js';
import { otherTexts } from '../other-value.js';
import { keywordIn } from '../schema-parts.js';
import type { Session } from '../session.js';
import type { Scenario } from '../types.js';
import type { Ground, Shown } from './ground.js';
import { type Listing, listing } from './stock.js';
import { type Page, type Query, walked } from './walk.js';

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
        const flaws = await ground.lookAgain(session, () => flawsWith(session, ground, filter, found, value));
        if (flaws.length > 0) return;
      }
    });
  }
}

/** Two filters at a time: an item comes where it matches both. */
function together(ground: Ground, list: Operation, filters: readonly Filter[]): Scenario {
  const names = filters.map(({ parameter }) => parameter.name);
  return ground.scenario(list, ['filtered', ...names], async (session) => {
    const found = await listing(session, ground);
    const all = found && (await walked(session, ground, found.request));
    const item = found?.own
      .map(({ id }) => listedUnder(ground.resource, all?.items ?? [], id))
      .find((each) => each !== undefined && filters.every((filter) => isTelling(filter.valueIn(each))));
    if (!found || item === undefined) return;
    await ground.lookAgain(session, () => flawsTogether(session, ground, filters, found, item));
  });
}

/** Of a switch that is on, some show the others too. */
function isTelling(value: Scalar | undefined): value is string | number {
  return value !== undefined && typeof value !== 'boolean';
}

async function flawsTogether(
  session: Session,
  ground: Ground,
  filters: readonly Filter[],
  { request }: Listing,
  item: unknown,
): Promise<readonly Shown[]> {
  const asked = filters.flatMap((filter) => {
    const value = filter.valueIn(item);
    return isTelling(value) ? [{ filter, value }] : [];
  });
  const query = Object.assign({}, ...asked.map(({ filter, value }) => filter.query(value))) as Query;
  const some = await walked(session, ground, request, query);
  const [page] = some?.pages ?? [];
  const [first] = filters;
  if (!some || !page || !first) return [];
  session.judged('filter');
  const names = filters.map(({ parameter }) => parameter.name).join(' and ');
  const isStray = (each: unknown) => asked.some(({ filter, value }) => !filter.matches(each, value));
  const stray = some.pages.find(({ items }) => items.some(isStray));
  if (stray) {
    const message = `${names} together let through an item that does not match both.`;
    return [told(first, stray, message, shown(query), keyOf(ground.resource, stray.items.find(isStray)))];
  }
  const key = keyOf(ground.resource, item);
  if (!some.isWhole || some.items.some((each) => keyOf(ground.resource, each) === key)) return [];
  const message = `${names} together hold back an item that matches both.`;
  return [told(first, page, message, key, `${some.items.length} others`)];
}

/** Values that are asked for: of the run's own items, of another one, and one that nothing has. */
function valuesFor(ground: Ground, filter: Filter, { own }: Listing, items: readonly unknown[]): Scalar[] {
  const mine = own.map(({ id }) => listedUnder(ground.resource, items, id));
  const some = [...mine, ...items].map((item) => filter.valueIn(item)).filter((value) => value !== undefined);
  const [first] = some;
  if (first === undefined) return [];
  // Every value of the run's own, since they differ in just what a sloppy filter overlooks; then one of another's.
  const known = [...new Set(some)].slice(0, Math.max(2, new Set(mine).size));
  const none = typeof first === 'boolean' ? undefined : unusedValue(ground, filter, first, items);
  return none === undefined ? known : [...known, none];
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

async function flawsWith(
  session: Session,
  ground: Ground,
  filter: Filter,
  { request, own }: Listing,
  value: Scalar,
): Promise<readonly Shown[]> {
  const some = await walked(session, ground, request, filter.query(value));
  const [page] = some?.pages ?? [];
  if (!some || !page) return [];
  session.judged('filter');
  const { name, description = '' } = filter.parameter;
  // Of a switch that is on, some show the others too.
  const isSwitch = typeof value === 'boolean' && !/\bonly\b/i.test(description);
  const stray = isSwitch
    ? undefined
    : some.pages.find(({ items }) => items.some((item) => !filter.matches(item, value)));
  if (stray) {
    const item = stray.items.find((each) => !filter.matches(each, value));
    const message = `${name} lets through an item that does not match.`;
    return [told(filter, stray, message, shown(value), shown(valueAt(item, filter.pointer)))];
  }
  if (!some.isWhole) return [];
  // What has the value now, by the list as a whole, and is the run's own: nobody else changes it.
  const all = await walked(session, ground, request);
  const got = new Set(some.items.map((item) => keyOf(ground.resource, item)));
  const missing = own
    .map(({ id }) => listedUnder(ground.resource, all?.items ?? [], id))
    .find((item) => item !== undefined && filter.has(item, value) && !got.has(keyOf(ground.resource, item)));
  if (missing === undefined) return [];
  const message = `${name} holds back an item that matches.`;
  return [told(filter, page, message, keyOf(ground.resource, missing), `${some.items.length} others`)];
}

function told(filter: Filter, page: Page, message: string, expected: string, actual: string): Shown {
  const { source } = filter.parameter;
  return {
    check: 'filter',
    reply: page.reply,
    flaw: { pointer: `/body${page.pointer}`, message, expected, actual, source },
  };
}
