// Hides when the count of a list is the number of its items: on long pages and short ones, with a filter, where it is asked for.
import { valueAt } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf } from '../base.js';
import { type Count, countSwitch, countsIn } from '../lists/counts.js';
import { filtersOf } from '../lists/filters.js';
import { pagingOf, sizesOf } from '../lists/pages.js';
import { keyOf } from '../lists/shape.js';
import type { Reply, Session } from '../session.js';
import type { PlannedRequest, Scenario } from '../types.js';
import { isListedByDefault } from './created.js';
import type { Ground, Shown } from './ground.js';
import { type Listing, listing } from './stock.js';
import { asking, type Page, pageOf, type Query, walked } from './walk.js';

/** A page, and how many items there are in all. */
interface Counted {
  readonly page: Page;
  readonly all: number;
}

export function* counted(ground: Ground): Generator<Scenario> {
  const { list } = ground.resource;
  if (!list || !baseOf(ground.context, list)) return;
  yield ground.scenario(list, ['counted'], async (session) => {
    const found = await listing(session, ground);
    if (!found) return;
    await ground.lookAgain(session, () => flawsOf(session, ground, found));
    await ground.lookAgain(session, () => switched(session, ground, found.request));
    await grown(session, ground, asking(found.request, switchOf(ground, true)));
  });
}

/** One more item, and the total is higher: of what can be deleted again, and of lists that are too long to be counted. */
async function grown(session: Session, ground: Ground, request: PlannedRequest): Promise<void> {
  const { create, delete: remove } = ground.resource;
  if (!create || !remove || !baseOf(ground.context, create)) return;
  const totals = async (name: string) => {
    const page = await pageOf(session, ground, request, name);
    const { list } = ground.resource;
    if (!page || !list) return undefined;
    const { model } = ground.context.subject;
    const counts = countsIn(model, list, page.reply.headers, page.reply.body);
    return { page, counts: counts.filter(({ of }) => of === 'all') };
  };
  const before = await totals('count before');
  if (!before || before.counts.length === 0) return;
  if ((await walked(session, ground, request))?.isWhole !== false) return;
  const made = await session.make(ground.resource);
  if (!made || !isListedByDefault(ground, made)) return;
  await ground.lookAgain(session, async () => {
    const after = await totals('count after');
    return (after?.counts ?? []).flatMap(({ pointer, value }): Shown[] => {
      const old = before.counts.find((each) => each.pointer === pointer)?.value;
      // Some count no further than to a round number.
      if (!after || old === undefined || value !== old || value % 1000 === 0) return [];
      const message = 'The count is the same with one more item.';
      return [flaw(ground, after.page.reply, pointer, message, String(old + 1), String(value))];
    });
  });
}

async function flawsOf(
  session: Session,
  ground: Ground,
  { request, own }: Listing,
): Promise<readonly Shown[]> {
  const { list } = ground.resource;
  if (!list) return [];
  const { model } = ground.context.subject;
  const asked = asking(request, switchOf(ground, true));
  const pages = await countedPages(session, ground, asked, own.length > 0);
  const by = new Map<string, { count: Count; counted: Counted }[]>();
  for (const each of pages)
    for (const count of countsIn(model, list, each.page.reply.headers, each.page.reply.body))
      by.set(count.pointer, [...(by.get(count.pointer) ?? []), { count, counted: each }]);
  if (by.size > 0) session.judged('count');
  const flaws = [...by].flatMap(([pointer, told]): Shown[] => {
    const wrong = (reading: 'all' | 'page') =>
      told.find(
        ({ count, counted: { all, page } }) => count.value !== (reading === 'all' ? all : page.items.length),
      );
    const of = told[0]?.count.of ?? 'either';
    const [asAll, asPage] = [wrong('all'), wrong('page')];
    const bad = of === 'all' ? asAll : of === 'page' ? asPage : asAll && asPage ? asAll : undefined;
    if (!bad) return [];
    const expected = of === 'page' ? bad.counted.page.items.length : bad.counted.all;
    return [
      flaw(
        ground,
        bad.counted.page.reply,
        pointer,
        'The count is not the number of items.',
        String(expected),
        String(bad.count.value),
      ),
    ];
  });
  if (flaws.length === 0) return [];
  // Others may have come or gone meanwhile.
  const [before] = pages;
  const after = await walked(session, ground, asked);
  return before &&
    after &&
    new Set(after.items.map((item) => keyOf(ground.resource, item))).size === before.all
    ? flaws
    : [];
}

/** The whole list on long pages, a short page of it, and what a filter leaves of it. */
async function countedPages(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  hasOwn: boolean,
): Promise<Counted[]> {
  const { list } = ground.resource;
  const all = await walked(session, ground, request);
  if (!list || !all?.isWhole) return [];
  const total = new Set(all.items.map((item) => keyOf(ground.resource, item))).size;
  if (total !== all.items.length) return [];
  const pages = all.pages.map((page) => ({ page, all: total }));
  const { size } = pagingOf(list);
  const least = size ? sizesOf(size).least : 0;
  if (size && least < total) {
    const page = await pageOf(session, ground, asking(request, { [size.name]: least }), 'list a short page');
    if (page) pages.push({ page, all: total });
  }
  for (const filter of hasOwn ? filtersOf(ground.context.subject.model, ground.resource) : []) {
    const value = filter.valueIn(all.items.at(-1));
    if (value === undefined) continue;
    const some = await walked(session, ground, request, filter.query(value));
    const [page] = some?.pages ?? [];
    if (!some?.isWhole || !page || some.items.length === total) continue;
    pages.push({ page, all: some.items.length });
    break;
  }
  return pages;
}

/** A count that is asked for comes, and one that is not wanted does not. */
async function switched(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
): Promise<readonly Shown[]> {
  const { list } = ground.resource;
  const known = list && countSwitch(list);
  if (!known) return [];
  session.judged('count');
  const flaws: Shown[] = [];
  for (const isWanted of [true, false]) {
    const page = await pageOf(
      session,
      ground,
      asking(request, switchOf(ground, isWanted)),
      `list with ${known.name}=${isWanted}`,
    );
    const value = valueAt(page?.reply.body, `/${known.member}`);
    const isThere = value !== undefined && value !== null;
    if (!page || isThere === isWanted) continue;
    const message = isWanted
      ? 'The count was asked for and is not there.'
      : 'The count is there, though it was not wanted.';
    flaws.push(
      flaw(ground, page.reply, `/body/${known.member}`, message, isWanted ? 'a count' : 'none', shown(value)),
    );
  }
  return flaws;
}

function switchOf({ resource: { list } }: Ground, isOn: boolean): Query {
  const known = list && countSwitch(list);
  return known ? { [known.name]: isOn } : {};
}

function flaw(
  ground: Ground,
  reply: Reply,
  pointer: string,
  message: string,
  expected: string,
  actual: string,
): Shown {
  return {
    check: 'count',
    reply,
    flaw: { pointer, message, expected, actual, source: ground.resource.list?.source ?? '' },
  };
}
