// Hides which operations of two versions are the same one: by method and path, without what names the version, and else by operationId.
import { selectorValue } from '../../../runtime/selector.js';
import type { ApiModel, Operation } from '../../model/types.js';

/** An operation of the older version, and the one of the newer that serves it; undefined where it has none. */
export interface Pair {
  readonly older: Operation;
  readonly newer: Operation | undefined;
}

export function matchOperations(older: ApiModel, newer: ApiModel): readonly Pair[] {
  const byPlace = new Map(newer.operations.map((each) => [placeOf(newer, each), each]));
  const found = new Map(older.operations.map((each) => [each, byPlace.get(placeOf(older, each))]));
  const taken = new Set(found.values());
  const byId = new Map(newer.operations.filter((each) => !taken.has(each)).map((each) => [each.id, each]));
  return older.operations.map((each) => ({ older: each, newer: found.get(each) ?? byId.get(each.id) }));
}

/** The names of the variables in a path, in its order. */
export function variablesOf({ path }: Operation): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

/** Method and path. What variables are called is of no interest to a caller. */
export function placeOf({ basePath, version }: ApiModel, { verb, path }: Operation): string {
  const { selector, id } = version;
  const whole = `${basePath}${path}`;
  // Where the path names the version, all of its paths begin with it.
  const prefix = selector?.in === 'path' ? selectorValue(selector, id) : '';
  const at = prefix === '' ? -1 : `${whole}/`.indexOf(prefix.endsWith('/') ? prefix : `${prefix}/`);
  const rest = at === -1 ? path : whole.slice(at + prefix.replace(/\/$/, '').length);
  return `${verb} ${rest.replace(/\{[^{}]*\}/g, '{}')}`;
}
