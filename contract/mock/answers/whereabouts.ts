// Hides where in the state a request leads: the collection and the item that its path names, which must be there.
import type { Refusal } from '../../../runtime/handling.js';
import { problem } from '../../../runtime/problem.js';
import { isId, sameId } from '../../plan/identity.js';
import type { Resource } from '../../plan/resources.js';
import { memberOf } from '../../pointer.js';
import { idMember, shownItems } from '../items/shown.js';
import { type Entry, filledIn } from '../store.js';
import type { Bench, Exchange } from './exchange.js';

export function missing({ bench, operation, sent }: Exchange): Refusal {
  return bench.refusals.of(operation, problem(404, 'No such resource.'), sent);
}

/** The path of a collection; what it stands in must be there. @throws Refusal 404 */
export function collectionOf(exchange: Exchange, resource: Resource): string {
  const path = filledIn(resource.path, exchange.sent.path);
  if (path === undefined) throw missing(exchange);
  if (resource.parent) there(exchange, resource.parent, 'around');
  grown(exchange.bench, resource, path);
  return path;
}

/**
 * The item that a request names.
 * @param as `around`: the request is about something in it; what nobody can make again is there for that, also when it was removed
 * @throws Refusal 404
 */
export function there(
  exchange: Exchange,
  resource: Resource,
  as: 'itself' | 'around' = 'itself',
): { readonly path: string; readonly entry: Entry } {
  const { bench, sent } = exchange;
  const path = collectionOf(exchange, resource);
  const asked = memberOf(sent.path, resource.parameter ?? '');
  if (!isId(asked)) throw missing(exchange);
  const entry = bench.store.entry(path, String(asked)) ?? otherwiseNamed(bench, resource, path, asked);
  if (entry) return { path, entry };
  const isThere = isOpen(resource) || (as === 'around' && !resource.create && !resource.put);
  if (!isThere) throw missing(exchange);
  const [shown = {}] = shownItems(resource);
  const named = idMember(resource, shown);
  return {
    path,
    entry: { id: String(asked), item: named === undefined ? shown : { ...shown, [named]: asked } },
  };
}

/** What nobody can make through the API is there, whatever it is called. */
function isOpen({ create, put, delete: remove }: Resource): boolean {
  return !create && !put && !remove;
}

/** Of several names that an item has, the path may show any. */
function otherwiseNamed(
  { store }: Bench,
  resource: Resource,
  path: string,
  asked: string | number,
): Entry | undefined {
  const names = [resource.parameter ?? 'id', 'id', 'uuid', 'name', 'slug'];
  return store.entries(path).find(({ item }) => names.some((name) => sameId(item[name], asked)));
}

/** Collections that nobody can fill have some items from the beginning. */
function grown({ store }: Bench, resource: Resource, path: string): void {
  if (store.has(path) || !isOpen(resource)) return;
  for (const item of shownItems(resource)) {
    const named = idMember(resource, item);
    const id = named === undefined ? undefined : item[named];
    if (isId(id) && !store.entry(path, String(id))) store.put(path, { id: String(id), item });
  }
}
