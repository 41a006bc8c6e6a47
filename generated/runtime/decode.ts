// Hides how parameter values are read out of a request: the inverse of parameters.ts, and tolerant of what other clients write.
import {
  decoded,
  document,
  members,
  type Pairs,
  QUERY,
  RAW,
  rawPairs,
  readList,
  readPairs,
  type Spelling,
  URI,
} from './decode-pairs.js';
import { mediaKind } from './media-type.js';
import { isAlone, type Shape, scalar } from './shape.js';
import { separatorOf } from './style.js';
import type { HeaderReader, WireParameter } from './wire.js';

/** The raw parts of a request that parameters are read from; nothing here is percent-decoded yet. */
export interface RawRequest {
  /** Path template variables, as matched. */
  readonly path: Readonly<Record<string, string>>;
  /** Without its question mark. */
  readonly search: string;
  readonly query: Pairs;
  readonly headers: HeaderReader;
  readonly cookies: Pairs;
}

export function rawRequest(
  { search, headers }: Pick<RawRequest, 'search' | 'headers'>,
  path: RawRequest['path'],
): RawRequest {
  return new Raw(path, search, headers);
}

/** Taken apart where somebody asks for a part. */
class Raw implements RawRequest {
  readonly path: RawRequest['path'];
  readonly search: string;
  readonly headers: HeaderReader;
  #query: Pairs | undefined;
  #cookies: Pairs | undefined;

  constructor(path: RawRequest['path'], search: string, headers: HeaderReader) {
    this.path = path;
    this.search = search;
    this.headers = headers;
  }

  get query(): Pairs {
    this.#query ??= rawPairs(this.search, '&');
    return this.#query;
  }

  get cookies(): Pairs {
    this.#cookies ??= rawPairs(this.headers.get('cookie') ?? '', ';');
    return this.#cookies;
  }
}

/**
 * The value of one parameter, with the JSON types that its shape asks for; text that does not fit stays text, so that
 * validation can name it. Absent: its default, or undefined.
 * @param others names that stand in the same place for something else: no object takes them for its members
 */
export function readParameter(
  parameter: WireParameter,
  raw: RawRequest,
  others: ReadonlySet<string>,
  shape: Shape,
): unknown {
  const value = readRaw(parameter, raw, others, shape);
  return value === undefined ? parameter.default : value;
}

function readRaw(
  parameter: WireParameter,
  raw: RawRequest,
  others: ReadonlySet<string>,
  shape: Shape,
): unknown {
  const { name, in: place, style, explode = false, mediaType } = parameter;
  if (place === 'query') return readPairs(parameter, raw.query, shape, others, QUERY);
  if (place === 'cookie')
    return readPairs(
      parameter,
      raw.cookies,
      shape,
      others,
      style === 'cookie' && mediaType === undefined ? RAW : URI,
    );
  if (place === 'querystring') {
    // A form decodes itself.
    const isForm = mediaKind(mediaType ?? '') === 'form';
    return raw.search === '' && parameter.required !== true
      ? undefined
      : document(parameter, isForm ? raw.search : decoded(raw.search), shape);
  }
  if (place === 'header') return readHeader(parameter, raw.headers, shape);
  const text = Object.hasOwn(raw.path, name) ? raw.path[name] : undefined;
  return text === undefined ? undefined : readPath(parameter, text, explode, shape);
}

/** The value of one header of a request or an answer; undefined where it was not sent. */
export function readHeader(parameter: WireParameter, headers: HeaderReader, shape: Shape): unknown {
  const { name, style, explode = false, mediaType } = parameter;
  // The one header whose values cannot be joined by commas, because they hold some (RFC 9110 §5.3).
  if (shape.has('array') && name.toLowerCase() === 'set-cookie' && headers.has(name))
    return headers.getSetCookie();
  const text = headers.get(name);
  if (text === null) return undefined;
  if (mediaType !== undefined) return document(parameter, text, shape);
  return readList(text, separatorOf(style), explode, shape, HEADER);
}

const HEADER: Spelling = { encoded: false, decode: trimmedOws };

function readPath(parameter: WireParameter, text: string, explode: boolean, shape: Shape): unknown {
  const { style, mediaType } = parameter;
  if (mediaType !== undefined) return document(parameter, decoded(text), shape);
  if (style === 'label') return readList(text.replace(/^\./, ''), explode ? '.' : ',', explode, shape, URI);
  if (style !== 'matrix') return readList(text, separatorOf(style), explode, shape, URI);
  const pairs = rawPairs(text, ';');
  const [first] = pairs;
  if (explode && pairs.length === 1 && first?.[0] === parameter.name && isAlone(decoded(first[1]), shape))
    return scalar(decoded(first[1]), shape);
  if (explode && shape.has('array'))
    return pairs.map(([, value], index) => scalar(decoded(value), shape.item(index)));
  if (explode && shape.has('object')) return members(pairs, shape, decoded);
  return first && readList(first[1], ',', false, shape, URI);
}

/** Without the white space that separates items of a header (RFC 9110 §5.6.3): spaces and tabs, not all that `trim` takes. */
function trimmedOws(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isOws(text[start])) start++;
  while (end > start && isOws(text[end - 1])) end--;
  return text.slice(start, end);
}

function isOws(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}
