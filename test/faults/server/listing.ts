// Hides what asking for a list means: which items, in which order, which of them on this page, how many in all.
import type { Values } from './query.js';

/** Everything about lists that may be decided rightly or wrongly. */
export interface ListDecisions<Item> {
  /** One test for each filter that the list has; asked only where the filter is given. */
  readonly filters: Readonly<Record<string, (item: Item, wanted: unknown) => boolean>>;
  /** The order of all items. */
  readonly order: (items: readonly Item[], query: Values, version: string) => readonly Item[];
  readonly page: (items: readonly Item[], query: Values) => readonly Item[];
  readonly count: (all: readonly Item[], page: readonly Item[], everything: readonly Item[]) => number;
}

export interface Listed<Item> {
  readonly page: readonly Item[];
  /** On all pages together. */
  readonly count: number;
}

export function listed<Item>(
  decisions: ListDecisions<Item>,
  everything: readonly Item[],
  query: Values,
  version = '',
): Listed<Item> {
  const { filters, order, page, count } = decisions;
  const wanted = Object.entries(filters).filter(([name]) => (query[name] ?? null) !== null);
  const found = everything.filter((item) => wanted.every(([name, test]) => test(item, query[name])));
  const shown = page(order(found, query, version), query);
  return { page: shown, count: count(found, shown, everything) };
}

/** `-1`, 0, 1; numbers by their value, texts by their code units. */
export function compared(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : 1;
  return String(a ?? '') < String(b ?? '') ? -1 : 1;
}
