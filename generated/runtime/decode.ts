// Hides how parameter values are read out of a request: the inverse of parameters.ts, and tolerant of what other clients write.
import { parsedJson } from './json.js';
import type { Shape, WireParameter } from './wire.js';

/** The raw parts of a request that parameters are read from; nothing here is percent-decoded yet. */
export interface RawRequest {
  /** Path template variables, as matched. */
  readonly path: Readonly<Record<string, string>>;
  /** Name (decoded) and value (raw) pairs in order. */
  readonly query: readonly (readonly [name: string, raw: string])[];
  readonly headers: Headers;
  readonly cookies: readonly (readonly [name: string, raw: string])[];
}

/** Reads a query string or a cookie header into raw pairs. */
export function rawPairs(text: string, separator: '&' | ';'): [string, string][] {
  if (text === '') return [];
  return text.split(separator).flatMap((part): [string, string][] => {
    const trimmed = separator === ';' ? part.trim() : part;
    if (trimmed === '') return [];
    const equals = trimmed.indexOf('=');
    const name = equals < 0 ? trimmed : trimmed.slice(0, equals);
    return [
      [separator === '&' ? decodedQuery(name) : decoded(name), equals < 0 ? '' : trimmed.slice(equals + 1)],
    ];
  });
}

/**
 * The value of one parameter, with the JSON types that its shape asks for; text that does not fit stays text, so that
 * validation can name it. Absent: its default, or undefined.
 */
export function readParameter(
  parameter: WireParameter,
  raw: RawRequest,
  others: ReadonlySet<string>,
): unknown {
  const value = readRaw(parameter, raw, others);
  return value === undefined ? parameter.default : value;
}

function readRaw(parameter: WireParameter, raw: RawRequest, others: ReadonlySet<string>): unknown {
  const shape = parameter.shape ?? { types: '' };
  if (parameter.in === 'path') {
    const text = Object.hasOwn(raw.path, parameter.name) ? raw.path[parameter.name] : undefined;
    return text === undefined ? undefined : readPath(parameter, text, shape);
  }
  if (parameter.in === 'header') {
    const text = raw.headers.get(parameter.name);
    if (text === null) return undefined;
    if (parameter.mediaType !== undefined) return document(text, parameter.mediaType, shape);
    return readList(text, ',', parameter.explode, shape, trimmedOws);
  }
  const pairs = parameter.in === 'query' ? raw.query : raw.cookies;
  return readPairs(parameter, pairs, shape, others);
}

function readPath(parameter: WireParameter, text: string, shape: Shape): unknown {
  if (parameter.mediaType !== undefined) return document(decoded(text), parameter.mediaType, shape);
  if (parameter.style === 'label')
    return readList(
      text.replace(/^\./, ''),
      parameter.explode ? '.' : ',',
      parameter.explode,
      shape,
      decoded,
    );
  if (parameter.style !== 'matrix') return readList(text, ',', parameter.explode, shape, decoded);
  const pairs = rawPairs(text, ';');
  if (parameter.explode && has(shape, 'array'))
    return pairs.map(([, value]) => scalar(decoded(value), shape.items));
  if (parameter.explode && has(shape, 'object')) return object(pairs, shape, decoded);
  const [first] = pairs;
  return first && readList(first[1], ',', false, shape, decoded);
}

/** A separated list as an array, as an object (`k,v` or exploded `k=v`), or as one scalar: whichever the shape says. */
function readList(
  text: string,
  separator: string,
  explode: boolean,
  shape: Shape,
  decode: (text: string) => string,
): unknown {
  if (has(shape, 'array'))
    return text === '' ? [] : text.split(separator).map((item) => scalar(decode(item), shape.items));
  if (!has(shape, 'object')) return scalar(decode(text), shape);
  const parts = text === '' ? [] : text.split(separator);
  const pairs = explode
    ? parts.map((part): [string, string] => {
        const equals = part.indexOf('=');
        return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), part.slice(equals + 1)];
      })
    : parts.flatMap((part, index): [string, string][] =>
        index % 2 === 0 ? [[decode(part), parts[index + 1] ?? '']] : [],
      );
  return object(pairs, shape, decode);
}

function readPairs(
  parameter: WireParameter,
  pairs: RawRequest['query'],
  shape: Shape,
  others: ReadonlySet<string>,
): unknown {
  if (parameter.style === 'deepObject') return readDeep(parameter.name, pairs, shape);
  const own = pairs.filter(
    ([name]) => name === parameter.name || (has(shape, 'array') && name === `${parameter.name}[]`),
  );
  const [first] = own;
  // A plus sign is a space in a query only.
  const decode = parameter.in === 'query' ? decodedQuery : decoded;
  if (parameter.mediaType !== undefined)
    return own.length > 1
      ? own.map(([, value]) => decode(value))
      : first && document(decode(first[1]), parameter.mediaType, shape);
  const separator =
    { spaceDelimited: /%20|\+| /, pipeDelimited: /%7C|\|/i }[parameter.style as string] ?? ',';
  if (has(shape, 'array') && (own.length > 1 || parameter.explode)) {
    return first && own.map(([, value]) => scalar(decode(value), shape.items));
  }
  if (has(shape, 'object') && parameter.explode) {
    const members = pairs.filter(
      ([name]) =>
        (shape.properties && Object.hasOwn(shape.properties, name)) ||
        (shape.rest !== undefined && (name === parameter.name || !others.has(name))),
    );
    return members.length > 0 ? object(members, shape, decode) : undefined;
  }
  if (!first) return undefined;
  // A scalar that is sent twice is ambiguous: hand over both, so that validation refuses it.
  if (own.length > 1) return own.map(([, value]) => decode(value));
  if (has(shape, 'array'))
    return first[1] === '' ? [] : first[1].split(separator).map((item) => scalar(decode(item), shape.items));
  if (has(shape, 'object')) {
    const parts = first[1] === '' ? [] : first[1].split(separator);
    const members = parts.flatMap((part, index): [string, string][] =>
      index % 2 === 0 ? [[decode(part), parts[index + 1] ?? '']] : [],
    );
    return object(members, shape, decode);
  }
  return scalar(decode(first[1]), shape);
}

/** Steps below one deepObject parameter; what goes deeper is taken for a text at the first step, which validation refuses. */
const MAX_DEPTH = 20;

type Deep = Map<string, Deep | string[]>;

/** `filter[a][b]=1` pairs as a tree. Maps, because any text may be a step; a step that comes twice keeps all its texts. */
function readDeep(name: string, pairs: RawRequest['query'], shape: Shape): unknown {
  const root: Deep = new Map();
  for (const [key, raw] of pairs) {
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) continue;
    const written = key.slice(name.length + 1, -1).split('][');
    const steps = written.length > MAX_DEPTH ? written.slice(0, 1) : written;
    let node = root;
    for (const step of steps.slice(0, -1)) {
      const next = node.get(step);
      const child: Deep = next instanceof Map ? next : new Map();
      node.set(step, child);
      node = child;
    }
    const last = steps.at(-1) || String(node.size);
    const known = node.get(last);
    if (Array.isArray(known)) known.push(decodedQuery(raw));
    else node.set(last, [decodedQuery(raw)]);
  }
  return root.size === 0 ? undefined : settle(root, shape);
}

function settle(node: Deep | string[], shape: Shape | undefined): unknown {
  const list = shape !== undefined && has(shape, 'array');
  if (Array.isArray(node)) {
    if (list) return node.map((item) => scalar(item, shape.items));
    return node.length === 1 ? scalar(node[0] ?? '', shape) : node;
  }
  if (list) return inOrder(node).map((item) => settle(item, shape.items));
  return fromEntries([...node].map(([key, item]) => [key, settle(item, memberShape(shape, key))]));
}

/** Items by their index, however the pairs were ordered; gaps close. */
function inOrder(node: Deep): (Deep | string[])[] {
  const entries = [...node];
  if (entries.every(([key]) => /^\d+$/.test(key))) entries.sort(([a], [b]) => Number(a) - Number(b));
  return entries.map(([, item]) => item);
}

function object(
  pairs: RawRequest['query'],
  shape: Shape,
  decode: (text: string) => string,
): Record<string, unknown> {
  return fromEntries(pairs.map(([key, value]) => [key, scalar(decode(value), memberShape(shape, key))]));
}

function memberShape(shape: Shape | undefined, key: string): Shape | undefined {
  return shape?.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : shape?.rest;
}

function scalar(text: string, shape: Shape | undefined): unknown {
  if (!shape || has(shape, 'string') || shape.types === '') return text;
  if ((has(shape, 'integer') || has(shape, 'number')) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return Number(text);
  if (has(shape, 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (has(shape, 'null') && (text === '' || text === 'null')) return null;
  return text;
}

function has(shape: Shape, type: string): boolean {
  return ` ${shape.types} `.includes(` ${type} `);
}

/** `Object.fromEntries` defines own properties, `__proto__` too: nothing is inherited and nothing polluted. */
function fromEntries(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

/** A value that was sent as a document: JSON, or, where the media type is another, a text as it is. */
function document(text: string, mediaType: string, shape: Shape): unknown {
  if (!/json/i.test(mediaType)) return scalar(text, shape);
  try {
    return parsedJson(text);
  } catch {
    return text;
  }
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

function decodedQuery(raw: string): string {
  return decoded(raw.replaceAll('+', ' '));
}

/** Percent-decoding (RFC 3986); what does not decode stays as it is. */
export function decoded(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
