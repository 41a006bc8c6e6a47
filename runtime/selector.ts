// Hides where a request names its version and how: header, query, path or media type parameter, in the selector's format.
import type { Selector } from './lifecycle.js';

/** What was asked for. `text` stands where the format has `{version}`; nothing but its length is known of it yet. */
export type Asked =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'named'; readonly text: string };

/** A request as far as a version can be read from it; a `Request` is one. */
export interface SelectableRequest {
  /** Absolute. Parsed only where the selector asks for it: a header selector, the common one, never does. */
  readonly url: string | URL;
  /** Of the URL, below the place that a server is mounted at; without it, all of the path. */
  readonly path?: string;
  readonly headers: Pick<Headers, 'get'>;
}

const ABSENT: Asked = { kind: 'absent' };
const MALFORMED: Asked = { kind: 'malformed' };

/** Longer values are malformed unread. No honest one comes near: a version, or a list of services with one each. */
const LONGEST = 1024;
/** The same for an Accept header, of which browsers send long ones. */
const LONGEST_ACCEPT = 8192;

/** The value that names a version: `virtualserver 1.3`. */
export function selectorValue(selector: Selector, version: string): string {
  return selector.format.replace('{version}', () => version);
}

/**
 * Gives a function that reads the version which a request asks for. It never throws, whatever the bytes.
 * Empty, given twice, or not in the selector's format is malformed: a server that guessed would answer by a version nobody asked for.
 */
export function selectorReader(selector: Selector): (request: SelectableRequest) => Asked {
  const { in: place, name = '' } = selector;
  const format = parseFormat(selector.format);
  switch (place) {
    case 'header':
      return ({ headers }) => fromHeader(headers.get(name), format);
    case 'query':
      return ({ url }) => fromValues(new URL(url).searchParams.getAll(name), format);
    case 'path':
      return ({ url, path }) => fromPath(path ?? new URL(url).pathname, format);
    case 'media-type':
      return ({ headers }) => fromMediaTypes(headers, name, format);
    case 'none':
      return () => ABSENT;
  }
}

/** The two sides of `{version}`. Compared as literals: no pattern is ever built from a format or a request. */
interface Format {
  readonly prefix: string;
  readonly suffix: string;
}

function parseFormat(format: string): Format {
  const [prefix = '', suffix = ''] = format.split('{version}', 2);
  return { prefix, suffix };
}

function fromValues(values: readonly string[], format: Format): Asked {
  const [value] = values;
  if (value === undefined) return ABSENT;
  return values.length > 1 || value.length > LONGEST ? MALFORMED : fromValue(value, format);
}

function fromValue(value: string, { prefix, suffix }: Format): Asked {
  const end = value.length - suffix.length;
  if (end <= prefix.length || !value.startsWith(prefix) || !value.endsWith(suffix)) return MALFORMED;
  return { kind: 'named', text: value.slice(prefix.length, end) };
}

/**
 * A header may name several services, `volume 3.41, compute 2.1`, and a header sent twice arrives in the same form: the one member of
 * the own service counts. A header that names only other services is malformed, not absent; a misspelt service would otherwise
 * be answered by a version of our choice.
 */
function fromHeader(header: string | null, format: Format): Asked {
  if (header === null) return ABSENT;
  if (header.length > LONGEST) return MALFORMED;
  const members = header.split(',').map(trimBlanks);
  if (members.includes('')) return MALFORMED;
  const own = members.filter((member) => isOwn(member, format.prefix));
  return own.length === 0 ? MALFORMED : fromValues(own, format);
}

function isOwn(member: string, prefix: string): boolean {
  const service = trimBlanks(prefix);
  if (!member.startsWith(service)) return false;
  const next = member.charAt(service.length);
  return service === prefix || next === '' || isBlank(next);
}

/** A path outside the versioned part names no version, and is left to the routes. */
function fromPath(path: string, format: Format): Asked {
  const prefix = format.prefix.startsWith('/') ? format.prefix : `/${format.prefix}`;
  if (!path.startsWith(prefix)) return ABSENT;
  const slash = path.indexOf('/', prefix.length);
  const segment = path.slice(prefix.length, slash < 0 ? path.length : slash);
  return segment.length > LONGEST ? MALFORMED : fromValue(segment, { prefix: '', suffix: format.suffix });
}

/** Accept and Content-Type may both carry it; a request that says two different things says nothing. */
function fromMediaTypes(headers: SelectableRequest['headers'], name: string, format: Format): Asked {
  const lists = [headers.get('accept') ?? '', headers.get('content-type') ?? ''];
  if (lists.some((list) => list.length > LONGEST_ACCEPT)) return MALFORMED;
  const values = lists.flatMap((list) => mediaTypeParameters(list, name));
  return fromValues([...new Set(values)], format);
}

/** Every value of one parameter in a list of media types, `a/b; version=1.2, c/d; version="1.2"`. */
function mediaTypeParameters(header: string, name: string): string[] {
  const values: string[] = [];
  for (const part of splitUnquoted(header)) {
    const equals = part.indexOf('=');
    if (equals < 0 || trimBlanks(part.slice(0, equals)).toLowerCase() !== name.toLowerCase()) continue;
    const value = trimBlanks(part.slice(equals + 1));
    const quoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
    values.push(quoted ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value);
  }
  return values;
}

/** Cuts at commas and semicolons that are not inside a quoted string. */
function splitUnquoted(header: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < header.length; index++) {
    const character = header[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ',' || character === ';')) {
      parts.push(header.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(header.slice(start));
  return parts;
}

/** Optional whitespace of HTTP (RFC 9110, 5.6.3). Not `trim`, which also takes U+00A0, a byte that a request may well carry. */
function trimBlanks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charAt(start))) start++;
  while (end > start && isBlank(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}
