// Hides how `name=value` pairs become values: queries, cookies and forms, by style or as documents; tolerant of what other clients write.
import { parsedJson } from './json.js';
import { mediaKind } from './media-type.js';
import { has, itemShape, memberShape, scalar } from './shape.js';
import { isStyled, MAX_STEPS, separatorOf } from './style.js';
import type { Shape, WireEncoding, WireParameter } from './wire.js';

/** Name (decoded) and value (raw) pairs in order. */
export type Pairs = readonly (readonly [name: string, raw: string])[];
export type Decode = (raw: string) => string;

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

/** One parameter or field out of pairs: styled, or a document. */
export function readPairs(
  parameter: Omit<WireParameter, 'in'>,
  pairs: Pairs,
  shape: Shape,
  others: ReadonlySet<string>,
  decode: Decode,
): unknown {
  const { name, style, explode = style === undefined || style === 'form' || style === 'cookie' } = parameter;
  if (style === 'deepObject') return readDeep(name, pairs, shape, decode);
  const isList = has(shape, 'array');
  const own = pairs.filter(([each]) => each === name || (isList && each === `${name}[]`));
  const [first] = own;
  if (parameter.mediaType !== undefined)
    return own.length > 1
      ? own.map(([, value]) => decode(value))
      : first && document(parameter, decode(first[1]), shape);
  if (isList && (own.length > 1 || explode))
    return first && own.map(([, value], index) => scalar(decode(value), itemShape(shape, index)));
  if (has(shape, 'object') && explode) {
    const mine = pairs.filter(([each]) => isMember(shape, each, each === name || !others.has(each)));
    return mine.length > 0 ? members(mine, shape, decode) : undefined;
  }
  // A scalar that is sent twice is ambiguous: hand over both, so that validation refuses it.
  if (own.length > 1) return own.map(([, value]) => decode(value));
  if (!first || (first[1] === '' && isUnused(parameter, shape))) return undefined;
  return readList(first[1], separatorOf(style), false, shape, decode);
}

/** Only a schema that says what unnamed members are like takes them, and not those that are something else. */
function isMember({ properties, rest }: Shape, name: string, free: boolean): boolean {
  return (properties !== undefined && Object.hasOwn(properties, name)) || (rest !== undefined && free);
}

/** `?flag=` for a parameter that no empty text is a value of (OpenAPI 3.2 §4.12.2.1). */
function isUnused({ allowEmptyValue }: Pick<WireParameter, 'allowEmptyValue'>, shape: Shape): boolean {
  return allowEmptyValue === true && !has(shape, 'string') && shape.types !== '';
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

function settle(node: Deep | string[], shape: Shape | undefined): unknown {
  const list = shape !== undefined && has(shape, 'array');
  if (Array.isArray(node)) {
    if (list) return node.map((item, index) => scalar(item, itemShape(shape, index)));
    return node.length === 1 ? scalar(node[0] ?? '', shape) : node;
  }
  if (list && (!has(shape, 'object') || [...node.keys()].every(isIndex)))
    return inOrder(node).map((item, index) => settle(item, itemShape(shape, index)));
  return Object.fromEntries([...node].map(([key, item]) => [key, settle(item, memberShape(shape, key))]));
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

const ANY: Shape = { types: '' };

/** `Object.fromEntries` defines own properties, `__proto__` too: nothing is inherited and nothing polluted. */
export function members(pairs: Pairs, shape: Shape, decode: Decode): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map(([key, value]) => [key, scalar(decode(value), memberShape(shape, key))]),
  );
}

/** A value that was sent as a document: JSON, a form, or, where the media type is another, a text as it is. */
export function document(
  { mediaType = '', encoding }: Pick<WireParameter, 'mediaType' | 'encoding'>,
  text: string,
  shape: Shape,
): unknown {
  const kind = mediaKind(mediaType);
  if (kind === 'form' && has(shape, 'object')) return formValue(text, shape, encoding);
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
  decode: Decode,
): unknown {
  const isList = has(shape, 'array');
  if (!isList && !has(shape, 'object')) return scalar(decode(text), shape);
  const parts = text === '' ? [] : text.split(ENCODED[separator] ?? separator);
  if (isList) return parts.map((item, index) => scalar(decode(item), itemShape(shape, index)));
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

export function decodedQuery(raw: string): string {
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

/** Fields with the JSON types that the shape asks for. A name that comes more than once is a list. */
export function formValue(
  text: string,
  shape: Shape,
  encoding: Readonly<Record<string, WireEncoding>> = {},
): Record<string, unknown> {
  const pairs = rawPairs(text, '&');
  const styled = Object.entries(encoding).filter(([, how]) => isStyled(how));
  const known = new Set([...styled.map(([name]) => name), ...Object.keys(shape.properties ?? {})]);
  const made = new Map<string, unknown>();
  for (const [name, how] of styled) {
    const value = readPairs({ ...how, name }, pairs, memberShape(shape, name) ?? ANY, known, decodedQuery);
    if (value !== undefined) made.set(name, value);
  }
  for (const [name, texts] of byName(pairs)) {
    const field =
      name.endsWith('[]') && !known.has(name) && known.has(name.slice(0, -2)) ? name.slice(0, -2) : name;
    const how = Object.hasOwn(encoding, field) ? encoding[field] : undefined;
    if (!made.has(field) && !isTaken(styled, shape, name))
      made.set(field, fieldValue(texts, memberShape(shape, field), how?.contentType));
  }
  return Object.fromEntries(made);
}

function byName(pairs: Pairs): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const [name, raw] of pairs) {
    const known = texts.get(name);
    if (known) known.push(decodedQuery(raw));
    else texts.set(name, [decodedQuery(raw)]);
  }
  return texts;
}

/** Texts of one name: a list where there is one, or should be. */
export function fieldValue(
  texts: readonly string[],
  shape: Shape = ANY,
  contentType = 'text/plain',
): unknown {
  const isList = has(shape, 'array');
  const values = texts.map((text, index) =>
    document({ mediaType: contentType }, text, isList ? (itemShape(shape, index) ?? ANY) : shape),
  );
  return isList || values.length > 1 ? values : values[0];
}

/** A pair that a styled field was read from: a step of a deepObject, a member of an exploded object. */
function isTaken(styled: readonly (readonly [string, WireEncoding])[], shape: Shape, name: string): boolean {
  return styled.some(([field, { style, explode = style === undefined || style === 'form' }]) => {
    if (style === 'deepObject') return name.startsWith(`${field}[`);
    const own = memberShape(shape, field);
    return explode && own !== undefined && has(own, 'object') && Object.hasOwn(own.properties ?? {}, name);
  });
}
