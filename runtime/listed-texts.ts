// Hides which texts a schema lets be texts, where they could be numbers or words as well: those that it lists, or gives a format.
import type { JsonObject } from './json-value.js';

/** Of all texts, those that are nothing else. */
const PLAIN = Symbol('plain');
/** Texts that are one; undefined: any. */
export type Texts = ReadonlySet<string | typeof PLAIN> | undefined;
export const NO_TEXTS: Texts = new Set();

/** Formats that no number has, nor `true`, `false` or `null`. */
const PLAIN_FORMATS: ReadonlySet<unknown> = new Set([
  ...['date-time', 'date', 'time', 'duration', 'uuid', 'email', 'idn-email', 'ipv4', 'ipv6', 'uri', 'iri'],
]);

/** What no text of such a format begins with, or is. */
const OTHER = /^(?:-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)?$|^[[{]/;

/** What the keywords of a schema itself say of its texts. */
export function ownTexts(schema: JsonObject): Texts {
  const lists = [schema['enum'], Object.hasOwn(schema, 'const') ? [schema['const']] : undefined];
  return inAll([
    ...lists.flatMap((each) =>
      Array.isArray(each) ? [new Set(each.filter((value) => typeof value === 'string'))] : [],
    ),
    PLAIN_FORMATS.has(schema['format']) ? new Set([PLAIN]) : undefined,
  ]);
}

export function isIn(texts: Texts, text: string | typeof PLAIN): boolean {
  if (texts === undefined || texts.has(text)) return true;
  return typeof text === 'string' && texts.has(PLAIN) && !OTHER.test(text);
}

export function inAll(sets: readonly Texts[]): Texts {
  const [first, ...others] = sets.filter((each) => each !== undefined);
  if (!first || others.length === 0) return first;
  const found = [first, ...others].flatMap((each) => [...each]);
  return new Set(found.filter((text) => sets.every((each) => isIn(each, text))));
}

export function inAny(sets: readonly Texts[]): Texts {
  return sets.includes(undefined) ? undefined : new Set(sets.flatMap((each) => [...(each ?? [])]));
}

/** Of the texts that could be something else, those that are texts; undefined: all. */
export function ambiguous(texts: Texts): readonly string[] | undefined {
  return texts && [...texts].filter((each): each is string => typeof each === 'string' && OTHER.test(each));
}
