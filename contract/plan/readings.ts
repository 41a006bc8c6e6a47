// Hides what texts can say: which values parameters and forms carry, and everything that such a text may be read as.
import { buildRequest } from '../../runtime/parameters.js';
import { isObject, memberOf } from '../pointer.js';
import { headerReadings } from '../schema/header-value.js';
import type { PlannedRequest } from './types.js';
import { ABSENT, changed } from './values/edit.js';
import type { Spot } from './values/spots.js';

/** Whether a place of texts can say it: no null, nothing that reads as nothing, and members that are neither. */
export function isSayable(value: unknown): boolean {
  if (value === null || value === ABSENT || (Array.isArray(value) && value.length === 0)) return false;
  return !isObject(value) || Object.values(value).every((each) => isSayable(each) && !isObject(each));
}

/** Everything that the text of a value may be read as; undefined where nobody can say. */
export function readingsOf(value: unknown): unknown[] | undefined {
  if (value === null || value === ABSENT) return undefined;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (items.length === 0 || items.some((item) => typeof item === 'object')) return undefined;
    const texts = items.map(String);
    const read = texts.map((text) => headerReadings(text, false)[0]);
    return [items, texts, read, ...(items.length === 1 ? headerReadings(texts[0] ?? '', false) : [])];
  }
  return typeof value === 'object' ? undefined : headerReadings(String(value), false);
}

/**
 * The same of an object that is written member by member, with another value at one of its places. Without any member there is none, and
 * nothing is wrong with that.
 */
export function memberReadings({ root, tokens }: Spot, value: unknown): unknown[] | undefined {
  const [name, ...deeper] = tokens;
  if (!isObject(root)) return undefined;
  const whole = changed(root, tokens, value);
  if (name === undefined || (value === ABSENT && deeper.length === 0))
    return isSayable(whole) && isObject(whole) && Object.keys(whole).length > 0 ? [whole] : undefined;
  return readingsOf(changed(memberOf(root, name), deeper, value))?.map((each) => changed(root, [name], each));
}

/** Whether HTTP can carry it. */
export function canBeSent({ path, parameters, values }: PlannedRequest): boolean {
  try {
    buildRequest({ path, parameters }, values);
    return true;
  } catch {
    return false;
  }
}
