// Hides what differs in one media type of a body or an answer: its schema, its items, and how its fields are written.
import type { Direction, MediaContent } from '../model/types.js';
import { pointerAt } from '../source.js';
import type { Place } from './facts.js';
import { below, type Context, type Found } from './found.js';
import { canonical } from './json.js';
import type { Sides } from './sides.js';

export interface ContentPair {
  readonly from: MediaContent;
  readonly to: MediaContent;
  readonly direction: Direction;
  readonly context: Context;
}

export function contentDifferences(
  { walk, names }: Sides,
  found: Found,
  { from, to, direction, context }: ContentPair,
): void {
  const at = { older: from.source, newer: to.source };
  const form = ({ encoding, prefixEncoding, itemEncoding }: MediaContent) =>
    canonical([encoding, prefixEncoding, itemEncoding]);
  if (form(from) !== form(to) || from.item?.of !== to.item?.of) {
    const why = `${to.mediaType} is written in another way in ${names.newer}`;
    found.add(context, { rule: 'body-form', breaks: true, why, ...at });
  }
  // Bytes are what they are.
  if (from.kind === 'binary') return;
  if (from.item && to.item) {
    const [older, newer] = [placeOf(from, from.item.schema), placeOf(to, to.item.schema)];
    walk.compare({ older, newer, direction, context: below(context, '[]') });
  } else
    walk.compare({ older: placeOf(from, from.schema), newer: placeOf(to, to.schema), direction, context });
}

/** The schema of a media type, and where it stands. */
export function placeOf({ source, schema: whole }: MediaContent, schema = whole): Place {
  const key = whole === undefined ? 'itemSchema' : 'schema';
  return { schema: schema ?? true, pointer: pointerAt(source, key) };
}
