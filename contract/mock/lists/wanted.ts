// Hides which items a list is asked for, and in which order.
import type { ApiModel, Operation } from '../../../generator/model/types.js';
import { filtersOf } from '../../plan/lists/filters.js';
import { type SortKey, sortingOf } from '../../plan/lists/orders.js';
import type { Resource } from '../../plan/resources.js';
import { memberOf } from '../../pointer.js';
import type { Entry, Item } from '../store.js';
import { isGiven, type Query } from './query.js';

/** All that a query asks for, on whatever page. */
export function wantedOf(
  model: ApiModel,
  resource: Resource,
  list: Operation,
  all: readonly Entry[],
  query: Query,
): readonly Entry[] {
  const filters = filtersOf(model, resource);
  const wanted = all.filter(({ item }) =>
    filters.every(({ parameter, has, matches, isPartial }) => {
      const asked = memberOf(query, parameter.name);
      if (!isGiven(asked)) return true;
      const values = [asked].flat().filter((each) => typeof each !== 'object');
      return values.every((value) =>
        isPartial ? matches(item, value as string) : has(item, value as string),
      );
    }),
  );
  const sorting = sortingOf(model, list);
  const keys = sorting?.keysIn(query) ?? [];
  const order = keys.length > 0 ? keys : (sorting?.usual ?? []);
  return order.length > 0 ? [...wanted].sort((a, b) => compared(a.item, b.item, order)) : wanted;
}

function compared(a: Item, b: Item, keys: readonly SortKey[]): number {
  for (const { name, isDescending } of keys) {
    const [left, right] = [memberOf(a, name), memberOf(b, name)];
    const order = comparedValues(left, right);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

function comparedValues(a: unknown, b: unknown): number {
  const [isA, isB] = [a, b].map((each) => each !== undefined && each !== null);
  if (!isA || !isB) return Number(isB) - Number(isA);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
