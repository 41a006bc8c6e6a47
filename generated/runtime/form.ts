// Hides how values become `name=value` pairs and documents: queries, cookies and form-urlencoded bodies (OpenAPI 3.2 §4.15.3, WHATWG URL §5).

import { InvalidParameter } from './invalid-parameter.js';
import { mediaKind } from './media-type.js';
import { encodeReserved, isStyled, type Pen, pairsOf } from './style.js';
import { encode, isObject, jsonText, scalarText, whole } from './value-text.js';
import type { WireEncoding, WireParameter } from './wire.js';

/** A value as a document of a media type: JSON, a form, or a text as it is. */
export function documentText(
  mediaType: string,
  value: unknown,
  pen: Pick<Pen, 'refuse'>,
  encoding?: Encodings,
): string {
  const kind = mediaKind(mediaType);
  if (kind === 'json') return jsonText(value, pen);
  if (kind === 'form' && isObject(value)) return formText(value, encoding);
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return pen.refuse(`cannot be written as ${mediaType}: give it as a text`);
  return scalarText(value, pen);
}

type Encodings = Readonly<Record<string, WireEncoding>> | undefined;

/**
 * An object as `application/x-www-form-urlencoded`. A field is styled where its encoding says how; otherwise a list repeats its name, and
 * what nests is JSON. Absent fields are left out.
 * @throws InvalidParameter for a field that cannot be carried
 */
export function formText(fields: object, encoding: Encodings = {}): string {
  const names = new Pairs(Object.keys(fields));
  const form: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const refuse = (why: string): never => {
      throw new InvalidParameter(name, 'body', why);
    };
    const how = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
    if (saysNothing(value, how)) continue;
    if (how && isStyled(how))
      form.push(
        ...names.written(pairsOf({ ...how, name }, value, queryPen(refuse, how.allowReserved)), name, refuse),
      );
    else
      for (const item of Array.isArray(value) ? value : [value])
        form.push(urlEncoded(name, fieldText(item, how?.contentType, { refuse }), { refuse }));
  }
  return form.join('&');
}

/** Absent, or a null that no text stands for: only JSON has a word for it. */
export function saysNothing(value: unknown, how: WireEncoding | undefined): boolean {
  return value === undefined || (value === null && !isJsonField(how));
}

function isJsonField(how: WireEncoding | undefined): boolean {
  return how !== undefined && !isStyled(how) && mediaKind(how.contentType ?? '') === 'json';
}

/** A field, or an item of one: a scalar as it is, what nests as JSON, unless another type is asked for. */
export function fieldText(value: unknown, contentType: string | undefined, pen: Pick<Pen, 'refuse'>): string {
  const hasNull = contentType !== undefined && mediaKind(contentType) === 'json';
  if (value === undefined || (value === null && !hasNull)) return pen.refuse(`has an item that is ${value}`);
  const nests = isObject(value) || Array.isArray(value);
  return documentText(contentType ?? (nests ? 'application/json' : 'text/plain'), value, pen);
}

function urlEncoded(name: string, text: string, pen: Pick<Pen, 'refuse'>): string {
  return new URLSearchParams([[whole(name, pen), whole(text, pen)]]).toString();
}

/** Who writes which name: no two of a request's parameters, or of a form's fields, may write the same. */
export class Pairs {
  readonly #owners: Map<string, string>;

  /** @param taken names that are no parameter's; one that is called so may be written all the same, its members may not */
  constructor(names: readonly string[], taken: readonly string[] = []) {
    this.#owners = new Map([...taken, ...names].map((name) => [name, name]));
  }

  /** `name=text` for each, one behind the other. */
  written(
    pairs: readonly (readonly [name: string, text: string])[],
    owner: string,
    refuse: Pen['refuse'],
    spelled: (name: string) => string = encode,
  ): string[] {
    return pairs.map(([name, text]) => {
      if ((this.#owners.get(name) ?? owner) !== owner)
        refuse(`has a member "${name}", which is the name of another one`);
      this.#owners.set(name, owner);
      return `${spelled(name)}=${text}`;
    });
  }
}

/** Separators that are sent percent-encoded, or never are: one that belongs to an item would be read as one that separates. */
const UNTELLABLE = ['.', ' ', '|', '\t'];

/** How a query, a path or a cookie writes: percent-encoded. `kept`: reserved characters (RFC 3986 §2.2) that may stand as they are. */
export function encodingPen(refuse: Pen['refuse'], kept = ''): Pen {
  const apart = (text: string, separators: string): string =>
    UNTELLABLE.some((each) => separators.includes(each) && text.includes(each))
      ? refuse('holds the character that separates its items')
      : whole(text, { refuse });
  const key = (text: string, separators: string) => encode(apart(text, separators));
  const write = (text: string, separators: string) => {
    const free = [...kept].filter((char) => !separators.includes(char));
    return encodeReserved(apart(text, separators), free.join(''));
  };
  return { write: kept === '' ? key : write, key, refuse, raw: false };
}

/** All but what would end the value, or change it. */
const KEPT_IN_QUERY = "!$'()*,;=:@[]/?";

export function queryPen(refuse: Pen['refuse'], allowReserved: WireParameter['allowReserved']): Pen {
  return encodingPen(refuse, allowReserved === true ? KEPT_IN_QUERY : '');
}
