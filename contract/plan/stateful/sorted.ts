// Hides when a list is in the order that was asked for: by each key that the document names, both ways, and by two keys.
import { memberOf } from '../../pointer.js';
import { shown } from '../../show.js';
import { baseOf } from '../base.js';
import {
  isOrdered,
  isTime,
  misplaced,
  orderOf,
  type SortKey,
  type SortSyntax,
  sortingOf,
} from '../lists/orders.js';
import { pagingOf, sizesOf } from '../lists/pages.js';
import type { Session } from '../session.js';
import type { PlannedRequest, Scenario } from '../types.js';
import type { Ground, Shown } from './ground.js';
import { listing } from './stock.js';
import { asking, type Page, pageOf, type Query, walkedBy, waysOf } from './walk.js';

export function* sorted(ground: Ground): Generator<Scenario> {
  const { list } = ground.resource;
  const { model } = ground.context.subject;
  const syntax = list && sortingOf(model, list);
  if (!list || !syntax || !baseOf(ground.context, list)) return;
  const keys = syntax.keys.filter(({ name }) => isOrdered(model, ground.resource, list, name));
  for (const key of keys) {
    yield ground.scenario(list, ['sorted', key.name, key.isDescending ? 'down' : 'up'], (session) =>
      tryOrder(session, ground, syntax, [key]),
    );
  }
  const { usual } = syntax;
  if (usual?.every(({ name }) => isOrdered(model, ground.resource, list, name)))
    yield ground.scenario(list, ['sorted', 'usual'], (session) =>
      tryOrder(session, ground, syntax, usual, {}),
    );
  if (syntax.isList)
    yield ground.scenario(list, ['sorted', 'two-keys'], (session) => tryTwoKeys(session, ground, syntax));
}

async function tryOrder(
  session: Session,
  ground: Ground,
  syntax: SortSyntax,
  keys: readonly SortKey[],
  query: Query = syntax.query(keys),
): Promise<void> {
  const found = await listing(session, ground);
  if (!found) return;
  await ground.lookAgain(session, async () => {
    const page = await inOrder(session, ground, found.request, query);
    if (!page) return [];
    session.judged('sort');
    const flaws = flawsIn(page, syntax, keys);
    return flaws.length > 0
      ? flaws
      : acrossPages(session, ground, found.request, query, { syntax, keys, page });
  });
}

/** Pages that are read one behind the other. */
const MOST_PAGES = 5;

/** An order is that of the whole list: short pages, one behind the other, are in it too. */
async function acrossPages(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  query: Query,
  { syntax, keys, page }: { syntax: SortSyntax; keys: readonly SortKey[]; page: Page },
): Promise<readonly Shown[]> {
  const { list } = ground.resource;
  const paging = list && pagingOf(list);
  if (!paging?.size) return [];
  const { least, most } = sizesOf(paging.size);
  const size = Math.max(2, least);
  if (size > most || page.items.length <= size) return [];
  const asked = { ...query, [paging.size.name]: size };
  const walk = { size, ways: waysOf(paging), mostPages: MOST_PAGES };
  const short = await walkedBy(session, ground, request, asked, walk);
  const last = short?.pages.at(-1);
  // A server whose pages are as long as it likes has shown its order already.
  if (!short || !last || short.pages.some(({ items }) => items.length > size)) return [];
  return flawsIn({ ...last, items: short.items }, syntax, keys);
}

/**
 * By two keys: one that some items have alike, and one that then decides. Which other members can be keys the document does not say: only
 * those count that the server has been seen to sort by, both ways.
 */
async function tryTwoKeys(session: Session, ground: Ground, syntax: SortSyntax): Promise<void> {
  const found = await listing(session, ground);
  const page = found && (await inOrder(session, ground, found.request, {}));
  const [item] = page?.items ?? [];
  const { list } = ground.resource;
  if (!found || !page || !list || typeof item !== 'object' || item === null) return;
  const { model } = ground.context.subject;
  const names = Object.keys(item).filter((name) => isOrdered(model, ground.resource, list, name));
  const alike = names.filter((name) => isComparable(memberOf(item, name)) && hasEqual(page.items, name));
  const proven = new Map<string, boolean>();
  const isKey = async (name: string) => {
    const known = proven.get(name) ?? (await sortsBy(session, ground, syntax, found.request, name));
    proven.set(name, known);
    return known;
  };
  for (const first of alike) {
    for (const second of names.filter((name) => name !== first && isDecisive(page.items, first, name))) {
      if (!(await isKey(second)) || !(await isTaken(session, ground, found.request, syntax, first))) continue;
      for (const isDescending of [false, true]) {
        const keys = [
          { name: first, isDescending: false },
          { name: second, isDescending },
        ];
        await tryOrder(session, ground, syntax, keys);
      }
      return;
    }
  }
}

function isComparable(value: unknown): boolean {
  return /^(string|number)$/.test(typeof value) && !isTime(value);
}

function hasEqual(items: readonly unknown[], name: string): boolean {
  const values = items.map((item) => memberOf(item, name));
  return new Set(values).size < values.length;
}

/** Whether items that one member does not tell apart are told apart by another. */
function isDecisive(items: readonly unknown[], first: string, second: string): boolean {
  return items.some((a) =>
    items.some(
      (b) =>
        memberOf(a, first) === memberOf(b, first) && orderOf(memberOf(a, second), memberOf(b, second)) !== 0,
    ),
  );
}

/** Whether the server sorts by a member, up and down. */
async function sortsBy(
  session: Session,
  ground: Ground,
  syntax: SortSyntax,
  request: PlannedRequest,
  name: string,
): Promise<boolean> {
  for (const isDescending of [false, true]) {
    const page = await inOrder(session, ground, request, syntax.query([{ name, isDescending }]));
    if (!page || misplaced(page.items, [{ name, isDescending }])) return false;
  }
  return true;
}

async function isTaken(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  syntax: SortSyntax,
  name: string,
): Promise<boolean> {
  return (
    (await inOrder(session, ground, request, syntax.query([{ name, isDescending: false }]))) !== undefined
  );
}

/** One long page in an order. */
async function inOrder(
  session: Session,
  ground: Ground,
  request: PlannedRequest,
  query: Query,
): Promise<Page | undefined> {
  const { list } = ground.resource;
  const size = list && pagingOf(list).size;
  const long = size ? { [size.name]: Math.min(sizesOf(size).most, 100) } : {};
  return pageOf(session, ground, asking(request, { ...long, ...query }), 'list in order');
}

function flawsIn({ items, reply, pointer }: Page, syntax: SortSyntax, keys: readonly SortKey[]): Shown[] {
  const at = misplaced(items, keys);
  if (!at) return [];
  const [before, after] = at;
  const valuesOf = (index: number) => keys.map(({ name }) => shown(memberOf(items[index], name))).join(', ');
  const order = keys
    .map(({ name, isDescending }) => `${name} ${isDescending ? 'downwards' : 'upwards'}`)
    .join(', then ');
  return [
    {
      check: 'sort',
      reply,
      flaw: {
        pointer: `/body${pointer}/${after}`,
        message: `The list is not sorted by ${order}.`,
        expected: `${valuesOf(after)} before ${valuesOf(before)}`,
        actual: `behind it, at ${before} and ${after}`,
        source: syntax.parameter.source,
      },
    },
  ];
}
