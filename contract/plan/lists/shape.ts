// Hides where in the answer of a list its items stand, and what each of them is called.
import { isObject, memberOf, pointerAt } from '../../pointer.js';
import { idNames, sameId } from '../identity.js';
import type { Resource } from '../resources.js';

export interface ListedItems {
  readonly items: readonly unknown[];
  /** Of the array, in the body. */
  readonly pointer: string;
}

/** What everybody calls the items of a list, the most telling first. */
const USUAL = [
  ...['items', 'data', 'results', 'result', 'records', 'entries', 'values', 'value', 'content', 'list'],
  ...['elements', 'rows', 'resources', 'objects', 'hits', 'nodes', '_embedded', 'page', 'response'],
];

/**
 * The items of an answer: the body itself, a member called like the collection, or like everybody calls it, or its only array; at most
 * one object deeper. Undefined where that is not plain.
 */
export function itemsIn(resource: Resource, body: unknown): ListedItems | undefined {
  return arrayIn(resource, body, '', 1);
}

function arrayIn(
  resource: Resource,
  value: unknown,
  pointer: string,
  deeper: number,
): ListedItems | undefined {
  if (Array.isArray(value)) return { items: value, pointer };
  if (!isObject(value)) return undefined;
  const word = resource.path.split('/').findLast((each) => each !== '' && !each.startsWith('{')) ?? '';
  const camel = word.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
  const names = [word, word.replaceAll('-', '_'), camel, ...USUAL];
  const arrays = Object.entries(value).filter(([, member]) => Array.isArray(member));
  const named = names.find((name) => arrays.some(([each]) => each === name));
  const chosen = named ?? (arrays.length === 1 ? arrays[0]?.[0] : undefined);
  if (chosen !== undefined) return arrayIn(resource, memberOf(value, chosen), pointerAt(pointer, chosen), 0);
  if (deeper === 0 || arrays.length > 0) return undefined;
  for (const name of names) {
    const found = arrayIn(resource, memberOf(value, name), pointerAt(pointer, name), deeper - 1);
    if (found) return found;
  }
  return undefined;
}

/** What tells an item from the others: its id, or all of it. */
export function keyOf(resource: Resource, item: unknown): string {
  const names = idNames(resource).filter((name) => name === resource.parameter || !SHARED.has(name));
  const id = names.map((name) => memberOf(item, name)).find((value) => isScalar(value));
  return id === undefined ? JSON.stringify(item) : String(id);
}

/** Two items may have the same. */
const SHARED: ReadonlySet<string> = new Set(['name', 'key', 'slug']);

/** The item of an id, wherever it says it. */
export function listedUnder(resource: Resource, items: readonly unknown[], id: unknown): unknown {
  const by = (name: string) => items.find((item) => sameId(memberOf(item, name), id));
  return idNames(resource)
    .map(by)
    .find((item) => item !== undefined);
}

function isScalar(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
