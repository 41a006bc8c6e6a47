// Hides how the query of a list is read, and written for another page.
import { memberOf } from '../../pointer.js';

/** Decoded query parameters. */
export type Query = Readonly<Record<string, unknown>>;

/** What is sent empty is as good as not sent. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

export function numberIn(query: Query, name: string): number | undefined {
  const value = memberOf(query, name);
  return typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : undefined;
}

/** `?limit=2&offset=4`, or nothing. */
export function searchOf(query: Query): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const each of [value].flat())
      if (isGiven(each) && typeof each !== 'object') pairs.append(name, String(each));
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}

/** A cursor. Opaque on purpose: whoever builds one by itself is refused. */
export function tokenOf(place: number): string {
  return btoa(`after:${place}`).replaceAll('=', '');
}

/** Undefined: it is none of ours. */
export function placeIn(token: string): number | undefined {
  try {
    const [, place] = /^after:(\d{1,12})$/.exec(atob(token)) ?? [];
    return place === undefined ? undefined : Number(place);
  } catch {
    return undefined;
  }
}
