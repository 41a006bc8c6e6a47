// Hides which text stands for one value, and which values no text can stand for.
import type { Binary } from './wire.js';

/** Who writes a value, and says of which parameter it is where it cannot be written. */
export interface Refusing {
  readonly refuse: (why: string) => never;
}

/** A text for one value: what nests deeper than its style can say is written as JSON. */
export function scalarText(value: unknown, pen: Refusing): string {
  return typeof value === 'object' && !(value instanceof Date) ? jsonText(value, pen) : plainText(value, pen);
}

/** A text for a value that is neither a list nor an object. */
export function plainText(value: unknown, pen: Refusing): string {
  if (value instanceof Date) return value.toISOString();
  return ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value)
    ? whole(String(value), pen)
    : pen.refuse('holds what is no text, finite number, boolean or Date');
}

/** A value as JSON. @throws where it holds bytes, which would be written as `{}`, or what JSON has no word for */
export function jsonText(value: unknown, { refuse }: Refusing): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value, (_, member: unknown) =>
      isOpaque(member) ? refuse('holds bytes, which JSON cannot say') : member,
    );
  } catch (error) {
    // Of a circle, or a bigint.
    if (error instanceof TypeError || error instanceof RangeError) return refuse('cannot be said in JSON');
    throw error;
  }
  return text === undefined ? refuse('is nothing that JSON can say') : text;
}

/** A text that UTF-8 can say: half a surrogate pair would be sent as another character. */
export function whole(text: string, { refuse }: Refusing): string {
  return /\p{Surrogate}/u.test(text) ? refuse('holds half a surrogate pair') : text;
}

/** An item of a list; one that is absent would move all others, or come back as a text. */
export function itemText(value: unknown, pen: Refusing): string {
  return scalarText(solid(value, pen), pen);
}

export function solid(value: unknown, { refuse }: Refusing): unknown {
  return value === null || value === undefined ? refuse(`has an item that is ${value}`) : value;
}

export const ONE_EMPTY = 'holds one empty item, which cannot be told from none';

/** Percent-encodes all but the unreserved characters (RFC 3986 §2.3); `encodeURIComponent` leaves five reserved ones. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  const isLeaf = Array.isArray(value) || value instanceof Date || isOpaque(value);
  return typeof value === 'object' && value !== null && !isLeaf;
}

/** What a caller may give as bytes that are all there, besides a text. */
export function isBytes(value: unknown): value is Exclude<Binary, string | ReadableStream> {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function isOpaque(value: unknown): boolean {
  return isBytes(value) || value instanceof ReadableStream;
}

/** Not what an object inherits: a parameter may be called `constructor`. */
export function own<T>(values: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}
