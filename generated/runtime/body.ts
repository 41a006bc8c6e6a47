// Hides how a value becomes the body of a request: by the kind of its media type, forms field by field (OpenAPI 3.2 §4.14.4, §4.15).
import { fieldText, formText, saysNothing } from './form.js';
import { InvalidParameter } from './invalid-parameter.js';
import { charsetOf, covers, essence, formOf } from './media-type.js';
import { type Part, pieces } from './multipart.js';
import { isStyled, type Pen, pairsOf } from './style.js';
import { isBytes, isObject, jsonText, whole } from './value-text.js';
import type { WireEncoding, WireMedia } from './wire.js';

export interface WrittenBody {
  /** With its boundary, where there is one. */
  readonly contentType: string;
  /** The body, one behind the other. A stream stands alone. */
  readonly pieces: readonly (string | Blob | ReadableStream<Uint8Array>)[];
}

/** 128 random bits: what nobody can guess stands in no part. */
export function randomBoundary(): string {
  return `specpact-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
}

/**
 * Writes a body as its media type wants it. A range is sent as what its value says of itself: a Blob its type, all other values JSON or text.
 * @param boundary makes a text that stands in no part
 * @throws InvalidParameter for a value that such a body cannot carry
 */
export function writeBody(
  mediaType: string,
  media: WireMedia,
  value: unknown,
  boundary: () => string,
): WrittenBody {
  const form = formOf(media);
  const concrete = (otherwise: string) => (mediaType.includes('*') ? otherwise : mediaType);
  switch (form.kind) {
    case 'json':
      return { contentType: concrete('application/json'), pieces: [jsonText(value, BODY)] };
    case 'form':
      return { contentType: mediaType, pieces: [formBody(mediaType, form.encoding, value)] };
    case 'multipart': {
      const mark = boundary();
      const bare = mediaType.replace(/;\s*boundary=(?:"[^"]*"|[^;]*)/i, '');
      return { contentType: `${bare}; boundary=${mark}`, pieces: pieces(partsOf(form, value), mark) };
    }
    case 'binary':
      return { contentType: typeOf(mediaType, value), pieces: [bytesOf(value)] };
    default:
      return text(concrete('text/plain'), value);
  }
}

const BODY = /* @__PURE__ */ penOf('body');

function penOf(field: string): Pick<Pen, 'refuse'> {
  return {
    refuse: (why) => {
      throw new InvalidParameter(field, 'body', why);
    },
  };
}

function formBody(mediaType: string, encoding: Encodings, value: unknown): string {
  if (value instanceof URLSearchParams) return value.toString();
  if (typeof value === 'string') return value;
  return isObject(value) ? formText(value, encoding) : BODY.refuse(`cannot be written as ${mediaType}`);
}

type Encodings = Readonly<Record<string, WireEncoding>> | undefined;
type Form = Exclude<WireMedia, string>;

/** An object's members as named parts, a list repeating its name; a list as parts by their places. */
function partsOf(
  { encoding = {}, prefixEncoding = [], itemEncoding }: Partial<Form>,
  value: unknown,
): Part[] {
  if (Array.isArray(value))
    return value.map((item, index) => partOf(undefined, item, prefixEncoding[index] ?? itemEncoding));
  const how = (name: string) => (Object.hasOwn(encoding, name) ? encoding[name] : undefined);
  if (value instanceof FormData) {
    const parts: Part[] = [];
    value.forEach((item, name) => void parts.push(partOf(name, item, how(name))));
    return parts;
  }
  if (!isObject(value)) return BODY.refuse('is no object, whose members could be parts');
  return Object.entries(value).flatMap(([name, member]) => {
    const styled = how(name);
    if (saysNothing(member, styled)) return [];
    if (!styled || !isStyled(styled))
      return (Array.isArray(member) ? member : [member]).map((item) => partOf(name, item, styled));
    const { refuse } = penOf(name);
    const write = (each: string, separators: string) =>
      [...separators].some((separator) => each.includes(separator))
        ? refuse('holds the character that separates its items')
        : each;
    return pairsOf({ ...styled, name }, member, { write, key: write, refuse, raw: true }).map(
      ([field, content]): Part => ({ name: named(field), content }),
    );
  });
}

function partOf(name: string | undefined, value: unknown, how: WireEncoding = {}): Part {
  const pen = penOf(name ?? 'body');
  const types = (how.contentType ?? '').split(',').map((each) => each.trim());
  const [type = ''] = types.filter((each) => each !== '' && !each.includes('*'));
  const shared = { ...(name !== undefined && { name: named(name) }), headers: how.headers ?? {} };
  if (value instanceof ReadableStream) return pen.refuse('is a stream, which no part can be: give a Blob');
  if (isBytes(value)) {
    const content = value instanceof Blob ? value : new Blob([value]);
    const filename = named('name' in value ? String(value.name) : 'blob');
    const contentType = content.type || (types.length === 1 ? type : '') || 'application/octet-stream';
    return { ...shared, filename, contentType, content };
  }
  const nests = typeof value === 'object' && value !== null && !(value instanceof Date);
  const contentType = type || (nests ? 'application/json' : undefined);
  return {
    ...shared,
    ...(contentType !== undefined && { contentType }),
    content: fieldText(value, contentType, pen),
  };
}

/** A name that comes back as it was: three characters are escaped in it, and their escapes would be read as those. */
function named(name: string): string {
  return /%(?:22|0D|0A)/i.test(name)
    ? penOf(name).refuse('has a name that no part can carry')
    : whole(name, penOf(name));
}

/** What a Blob says of itself counts only where a range leaves it open. */
function typeOf(mediaType: string, value: unknown): string {
  if (!mediaType.includes('*')) return mediaType;
  const type = (value instanceof Blob && value.type) || 'application/octet-stream';
  return covers(essence(mediaType), essence(type))
    ? type
    : BODY.refuse(`must be a Blob whose type is one of ${mediaType}`);
}

function bytesOf(value: unknown): Blob | ReadableStream<Uint8Array> {
  if (value instanceof Blob || value instanceof ReadableStream) return value;
  return typeof value === 'string' || isBytes(value)
    ? new Blob([value])
    : BODY.refuse('must be a Blob, or other bytes');
}

/** A text in the charset that its media type names. */
function text(contentType: string, value: unknown): WrittenBody {
  const charset = charsetOf(contentType);
  const written = typeof value === 'string' ? whole(value, BODY) : BODY.refuse('must be a text');
  if (/^utf-?8$/i.test(charset)) return { contentType, pieces: [written] };
  // Other charsets have no encoder in browsers: what they share with ASCII and Latin-1 can be said.
  const latin = /^(?:us-ascii|ascii)$/i.test(charset) ? /^[\0-\x7f]*$/ : /^(?:[\0-\x7f\xa0-\xff])*$/;
  if (!/^(?:us-ascii|ascii|iso-8859-1|latin1|windows-1252)$/i.test(charset) || !latin.test(written))
    return BODY.refuse(`holds characters that cannot be written as ${charset}`);
  const bytes = Uint8Array.from(written, (char) => char.charCodeAt(0));
  return { contentType, pieces: [new Blob([bytes])] };
}
