// Hides how `name=value` pairs become values: queries, cookies and forms, by style or as documents; tolerant of what other clients write.
import { parsedJson } from './json.js';
import { mediaKind } from './media-type.js';
import { ANY, isAlone, type Shape, scalar } from './shape.js';
import { isStyled, MAX_STEPS, separatorOf } from './style.js';
import type { WireEncoding, WireParameter } from './wire.js';

/** Name (decoded) and value (raw) pairs in order. */
export type Pairs = readonly (readonly [name: string, raw: string])[];

/** How one place spells texts: whether encoded, separators too, and how that is undone. */
export interface Spelling {
  readonly encoded: boolean;
  readonly decode: Decode;
}

type Decode = (raw: string) => string;

/** Reads a query string or a cookie header into raw pairs. */
export function rawPairs(text: string, separator: '&' | ';'): [string, string][] {
  if (text === '') return [];
  const isQuery = separator === '&';
  const pairs: [string, string][] = [];
  for (const part of text.split(separator)) {
    const trimmed = isQuery ? part : part.trim();
    if (trimmed === '') continue;
    const equals = trimmed.indexOf('=');
    const name = equals < 0 ? trimmed : trimmed.slice(0, equals);
    pairs.push([isQuery ? decodedQuery(name) : decoded(name), equals < 0 ? '' : trimmed.slice(equals + 1)]);
  }
  return pairs;
}

/** One parameter or field out of pairs: styled, or a document. */
export function readPairs(
  parameter: Omit<WireParameter, 'in'>,
  pairs: Pairs,
  shape: Shape,
  others: ReadonlySet<string>,
  spelling: Spelling,
): unknown {
  const { decode } = spelling;
  const { name, style, explode = style === undefined || style === 'form' || style === 'cookie' } = parameter;
  if (style === 'deepObject') return readDeep(name, pairs, shape, decode);
  const isList = shape.has('array');
  const own = pairs.filter(([each]) => each === name || (isList && each === `${name}[]`));
  const [first] = own;
  if (parameter.mediaType !== undefined)
    return own.length > 1
      ? own.map(([, value]) => decode(value))
      : first && document(parameter, decode(first[1]), shape);
  if (first && own.length === 1 && explode && (isList || shape.has('object'))) {
    const text = decode(first[1]);
    if (isAlone(text, shape)) return scalar(text, shape);
  }
  if (isList && (own.length > 1 || explode))
    return first && own.map(([, value], index) => scalar(decode(value), shape.item(index)));
  if (shape.has('object') && explode) {
    const mine = pairs.filter(([each]) => isMember(shape, each, each === name || !others.has(each)));
    return mine.length > 0 ? members(mine, shape, decode) : undefined;
  }
  // A scalar that is sent twice is ambiguous: hand over both, so that validation refuses it.
  if (own.length > 1) return own.map(([, value]) => decode(value));
  if (!first || (first[1] === '' && isUnused(parameter, shape))) return undefined;
  return readList(first[1], separatorOf(style), false, shape, spelling);
}

/** Only a schema that says what unnamed members are like takes them, and not those that are something else. */
function isMember(shape: Shape, name: string, free: boolean): boolean {
  return shape.names.has(name) || (free && shape.member(name) !== undefined);
}

/** `?flag=` for a parameter that no empty text is a value of (OpenAPI 3.2 §4.12.2.1). */
function isUnused({ allowEmptyValue }: Pick<WireParameter, 'allowEmptyValue'>, shape: Shape): boolean {
  return allowEmptyValue === true && !shape.isOpen && !shape.has('string');
}

type Deep = Map<string, Deep | string[]>;

/**
 * `filter[a][b]=1` pairs as a tree. Maps, because any text may be a step; a step that comes twice keeps all its texts. What goes too
 * deep is taken for a text at the first step, which validation refuses.
 */
function readDeep(name: string, pairs: Pairs, shape: Shape, decode: Decode): unknown {
  const root: Deep = new Map();
  const whole: string[] = [];
  for (const [key, raw] of pairs) {
    if (key === name) whole.push(decode(raw));
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) continue;
    const written = key.slice(name.length + 1, -1).split('][');
    const steps = written.length > MAX_STEPS ? written.slice(0, 1) : written;
    let node = root;
    for (const step of steps.slice(0, -1)) {
      const next = node.get(step);
      const child: Deep = next instanceof Map ? next : new Map();
      node.set(step, child);
      node = child;
    }
    const last = steps.at(-1) || String(node.size);
    const known = node.get(last);
    if (Array.isArray(known)) known.push(decode(raw));
    else node.set(last, [decode(raw)]);
  }
  if (root.size > 0) return settle(root, shape);
  return whole.length > 0 ? settle(whole, shape) : undefined;
}

function settle(node: Deep | string[], shape: Shape = ANY): unknown {
  const list = shape.has('array');
  if (Array.isArray(node)) {
    const [only = ''] = node;
    if (list && (node.length > 1 || !isAlone(only, shape)))
      return node.map((item, index) => scalar(item, shape.item(index)));
    return node.length === 1 ? scalar(only, shape) : node;
  }
  if (list && (!shape.has('object') || [...node.keys()].every(isIndex)))
    return inOrder(node).map((item, index) => settle(item, shape.item(index)));
  return Object.fromEntries([...node].map(([key, item]) => [key, settle(item, shape.member(key))]));
}

/** Items by their index, however the pairs were ordered; gaps close. */
function inOrder(node: Deep): (Deep | string[])[] {
  const entries = [...node];
  if (entries.every(([key]) => isIndex(key))) entries.sort(([a], [b]) => Number(a) - Number(b));
  return entries.map(([, item]) => item);
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

/** `Object.fromEntries` defines own properties, `__proto__` too: nothing is inherited and nothing polluted. */
export function members(pairs: Pairs, shape: Shape, decode: Decode): Record<string, unknown> {
  return Object.fromEntries(pairs.map(([key, value]) => [key, scalar(decode(value), shape.member(key))]));
}

/** A value that was sent as a document: JSON, a form, or, where the media type is another, a text as it is. */
export function document(
  { mediaType = '', encoding }: Pick<WireParameter, 'mediaType' | 'encoding'>,
  text: string,
  shape: Shape,
): unknown {
  const kind = mediaKind(mediaType);
  if (kind === 'form' && shape.has('object')) return formValue(text, shape, encoding);
  if (kind !== 'json') return scalar(text, shape);
  try {
    return parsedJson(text);
  } catch {
    return text;
  }
}

/** A separated list as an array, as an object (`k,v` or exploded `k=v`), or as one scalar: whichever the shape says. */
export function readList(
  text: string,
  separator: string,
  explode: boolean,
  shape: Shape,
  spelling: Spelling,
): unknown {
  const isList = shape.has('array');
  if (!isList && !shape.has('object')) return scalar(spelling.decode(text), shape);
  const { decode } = spelling;
  const mark = (spelling.encoded ? ENCODED[separator] : undefined) ?? separator;
  const parts = text === '' ? [] : text.split(mark);
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && isAlone(decode(only), shape))
    return scalar(decode(only), shape);
  if (isList) return parts.map((item, index) => scalar(decode(item), shape.item(index)));
  const pairs = explode
    ? parts.map((part): [string, string] => {
        const equals = part.indexOf('=');
        return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), part.slice(equals + 1)];
      })
    : parts.flatMap((part, index): [string, string][] =>
        index % 2 === 0 ? [[decode(part), parts[index + 1] ?? '']] : [],
      );
  return members(pairs, shape, decode);
}

/** Separators as they are sent, or as less careful clients send them. */
const ENCODED: Readonly<Record<string, RegExp>> = {
  ' ': /%20|\+| /,
  '|': /%7C|\|/i,
  '\t': /%09|\t/,
};

/** Of a query and a form: a plus sign is a space. */
export const QUERY: Spelling = { encoded: true, decode: decodedQuery };
export const URI: Spelling = { encoded: true, decode: decoded };
export const RAW: Spelling = { encoded: false, decode: (raw) => raw };

export function decodedQuery(raw: string): string {
  return decoded(raw.includes('+') ? raw.replaceAll('+', ' ') : raw);
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

/** What of a form says a field: a raw text, or the part of a multipart body. */
export interface FieldReader<Raw> {
  readonly spelling: Spelling;
  /** As the raw text of a pair. */
  readonly text: (raw: Raw) => string;
  readonly value: (raw: Raw, shape: Shape, name: string) => unknown;
}

type Encodings = Readonly<Record<string, WireEncoding>>;

/** A form-urlencoded text as an object: fields with the JSON types that the shape asks for. */
export function formValue(text: string, shape: Shape, encoding: Encodings = {}): Record<string, unknown> {
  return fieldsOf(rawPairs(text, '&'), shape, encoding, {
    spelling: QUERY,
    text: (raw) => raw,
    value: (raw, own, name) =>
      document({ mediaType: howOf(encoding, name)?.contentType ?? 'text/plain' }, decodedQuery(raw), own),
  });
}

export function howOf(encoding: Encodings, name: string): WireEncoding | undefined {
  return Object.hasOwn(encoding, name) ? encoding[name] : undefined;
}

/** Named values as an object: styled ones by their style, all others one by one. A name that comes more than once is a list. */
export function fieldsOf<Raw>(
  fields: readonly (readonly [name: string, raw: Raw])[],
  shape: Shape,
  encoding: Encodings,
  reader: FieldReader<Raw>,
): Record<string, unknown> {
  const styled = Object.entries(encoding).filter(([, how]) => isStyled(how));
  styled.push(...bracketed(fields, shape, encoding));
  const known = new Set([...styled.map(([name]) => name), ...shape.names]);
  const made = new Map<string, unknown>();
  const taken = (name: string) =>
    styled.some(([field, how]) => isPartOf(field, how, shape.member(field), name, !known.has(name)));
  const pairs = styled.length > 0 ? fields.map(([name, raw]) => [name, reader.text(raw)] as const) : [];
  for (const [name, how] of styled) {
    const own = shape.member(name) ?? ANY;
    const value = readPairs({ ...how, name }, pairs, own, known, reader.spelling);
    if (value !== undefined) made.set(name, value);
  }
  for (const [written, raws] of grouped(fields)) {
    const bare = written.endsWith('[]') && !known.has(written) ? written.slice(0, -2) : written;
    const name = known.has(bare) ? bare : written;
    if (made.has(name) || taken(written)) continue;
    const own = shape.member(name) ?? ANY;
    const isList = own.has('array');
    const values = raws.map((raw, index) => reader.value(raw, isList ? (own.item(index) ?? ANY) : own, name));
    const whole = isList ? wholeList(values, own) : undefined;
    const [only] = values;
    if (!whole && isList && values.length === 1 && isAlone(only, own))
      made.set(name, typeof only === 'string' ? scalar(only, own) : only);
    else made.set(name, whole ?? (isList || values.length > 1 ? values : only));
  }
  return Object.fromEntries(made);
}

/** Objects that no encoding speaks of, and that came as `field[member]` all the same: many clients write forms so. */
function bracketed(
  fields: readonly (readonly [name: string, raw: unknown])[],
  shape: Shape,
  encoding: Encodings,
): [string, WireEncoding][] {
  const found = new Set<string>();
  for (const [name] of fields) {
    const bracket = name.indexOf('[');
    const field = bracket > 0 ? name.slice(0, bracket) : '';
    if (field === '' || found.has(field) || !shape.names.has(field) || shape.names.has(name)) continue;
    const own = shape.member(field);
    const nests = own?.has('object') === true || own?.item(0)?.has('object') === true;
    if (nests && !Object.hasOwn(encoding, field)) found.add(field);
  }
  for (const [name] of fields) found.delete(name);
  return [...found].map((name) => [name, { style: 'deepObject', explode: true }]);
}

/** A list that was sent as one JSON text, where no item can be one. */
function wholeList([only, ...others]: readonly unknown[], shape: Shape): unknown[] | undefined {
  const item = shape.item(0) ?? ANY;
  if (others.length > 0 || item.isOpen || item.has('array')) return undefined;
  const value = typeof only === 'string' && !item.has('string') ? scalar(only, shape) : only;
  return Array.isArray(value) ? value : undefined;
}

function grouped<Raw>(fields: readonly (readonly [string, Raw])[]): Map<string, Raw[]> {
  const groups = new Map<string, Raw[]>();
  for (const [name, raw] of fields) {
    const known = groups.get(name);
    if (known) known.push(raw);
    else groups.set(name, [raw]);
  }
  return groups;
}

/** Whether a pair belongs to a styled field: a step of a deepObject, a member of an exploded object. */
function isPartOf(
  field: string,
  { style, explode = style === undefined || style === 'form' }: WireEncoding,
  own: Shape | undefined,
  name: string,
  free: boolean,
): boolean {
  if (style === 'deepObject') return name.startsWith(`${field}[`);
  return explode && own?.has('object') === true && isMember(own, name, free);
}
