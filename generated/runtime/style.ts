// Hides styles: how a value becomes separated items, pairs or steps (OpenAPI 3.2 §4.12.4 to 6, RFC 6570), and what none of them can carry.
import type { Binary, WireEncoding, WireParameter } from './wire.js';

/** A value cannot be sent in its place without changing what it means, or what the request means. */
export class InvalidParameter extends Error {
  override readonly name = 'InvalidParameter';
  /** The parameter's name, or that of a body's field. */
  readonly parameter: string;
  readonly place: WireParameter['in'] | 'body';

  constructor(parameter: string, place: WireParameter['in'] | 'body', why: string) {
    super(`The ${place === 'body' ? 'field' : `${place} parameter`} "${parameter}" ${why}.`);
    this.parameter = parameter;
    this.place = place;
  }
}

/** How one place writes texts. */
export interface Pen {
  /** A text that stands between such separators, encoded so that it holds none of them; refused where that cannot be. */
  readonly write: (text: string, separators: string) => string;
  /** The same for the name of a member. */
  readonly key: (text: string, separators: string) => string;
  readonly refuse: (why: string) => never;
  /** Nothing is encoded, separators neither. */
  readonly raw: boolean;
}

/** Separators of styles whose name says them; those of OpenAPI 2.0 that 3.x has no style for, too. All others take a comma. */
const SEPARATORS: Readonly<Record<string, string>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

export function separatorOf(style: WireParameter['style']): string {
  return SEPARATORS[style ?? ''] ?? ',';
}

/** Items by a separator; an object as `k,v` pairs or, exploded, as `k=v`; a scalar as it is. Undefined: there is nothing to write. */
export function joined(value: unknown, explode: boolean, separator: string, pen: Pen): string | undefined {
  const written = pen.raw || !' |\t'.includes(separator) ? separator : encode(separator);
  if (Array.isArray(value)) {
    const items = value.map((item) => pen.write(itemText(item, pen), separator));
    if (items.length === 1 && items[0] === '')
      pen.refuse('holds one empty item, which cannot be told from none');
    return items.length > 0 ? items.join(written) : undefined;
  }
  if (!isObject(value)) return pen.write(scalarText(value, pen), '');
  const [between, apart] = explode ? ['=', `${separator}=`] : [written, separator];
  const members = present(value).map(
    ([key, item]) => pen.key(whole(key, pen), apart) + between + pen.write(scalarText(item, pen), separator),
  );
  return members.length > 0 ? members.join(written) : undefined;
}

/**
 * A value as `name=value` pairs, names not yet encoded: of a query, a cookie header, a form. Empty: there is nothing to write.
 * Lists in a deepObject go by index, which most servers read (OpenAPI leaves nesting open).
 */
export function pairsOf(
  { name, style, explode = style === undefined || style === 'form' || style === 'cookie' }: StyledAs,
  value: unknown,
  pen: Pen,
): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (style === 'deepObject') return steps(name, value, pen, 0);
  if (explode && Array.isArray(value)) return value.map((item) => [name, pen.write(itemText(item, pen), '')]);
  if (explode && isObject(value))
    return present(value).map(([key, item]) => [whole(key, pen), pen.write(scalarText(item, pen), '')]);
  const text = joined(value, false, separatorOf(style), pen);
  return text === undefined ? [] : [[name, text]];
}

/** One of the three says it: an Encoding Object with none of them describes a document (OpenAPI 3.2 §4.15.1.2). */
export function isStyled({ style, explode, allowReserved }: WireEncoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

type StyledAs = Pick<WireParameter, 'name' | 'style' | 'explode'>;

/** Steps below one deepObject parameter that are written and read. */
export const MAX_STEPS = 20;

function steps(path: string, value: unknown, pen: Pen, depth: number): [string, string][] {
  if (!Array.isArray(value) && !isObject(value)) return [[path, pen.write(scalarText(value, pen), '')]];
  if (depth === MAX_STEPS) pen.refuse(`is nested deeper than ${MAX_STEPS} levels`);
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), solid(item, pen)] as const)
    : present(value);
  return entries.flatMap(([key, item]) => {
    // Encoded or not, readers take a bracket for a step, and nothing between two for the next item of a list.
    if (key === '' || /[[\]]/.test(key)) pen.refuse('has a member whose name is empty or holds a bracket');
    return steps(`${path}[${whole(key, pen)}]`, item, pen, depth + 1);
  });
}

/** A text for one value: what nests deeper than its style can say is written as JSON. */
export function scalarText(value: unknown, pen: Pick<Pen, 'refuse'>): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    return pen.refuse(`holds ${value}, which no schema allows`);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return jsonText(value, pen);
  if (typeof value === 'function' || typeof value === 'symbol') return pen.refuse(`holds a ${typeof value}`);
  return whole(String(value), pen);
}

/** A value as JSON. @throws where it holds bytes, which would be written as `{}`, or what JSON has no word for */
export function jsonText(value: unknown, { refuse }: Pick<Pen, 'refuse'>): string {
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
export function whole(text: string, { refuse }: Pick<Pen, 'refuse'>): string {
  return /\p{Surrogate}/u.test(text) ? refuse('holds half a surrogate pair') : text;
}

/** An item of a list; one that is absent would move all others, or come back as a text. */
function itemText(value: unknown, pen: Pen): string {
  return scalarText(solid(value, pen), pen);
}

function solid(value: unknown, { refuse }: Pen): unknown {
  return value === null || value === undefined ? refuse(`has an item that is ${value}`) : value;
}

/** Percent-encodes all but the unreserved characters (RFC 3986 §2.3); `encodeURIComponent` leaves five reserved ones. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * `allowReserved`: keeps the reserved characters that may stand, and what is percent-encoded already (RFC 6570 §3.2.3): a caller who writes
 * `%26` means `&`.
 */
export function encodeReserved(text: string, kept: string): string {
  return text
    .split(/((?:%[0-9A-Fa-f]{2})+)/)
    .map((piece, index) =>
      index % 2 === 1 && isUtf8(piece)
        ? piece
        : encode(piece).replace(/%(?:2[1-9A-F]|3[A-F]|40|5B|5D)/g, (triple) => {
            const char = decodeURIComponent(triple);
            return kept.includes(char) ? char : triple;
          }),
    )
    .join('');
}

function isUtf8(triples: string): boolean {
  try {
    return decodeURIComponent(triples) !== '';
  } catch {
    return false;
  }
}

/** Members that say something: `undefined` and `null` are left out (RFC 6570 §2.3). */
export function present(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
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
