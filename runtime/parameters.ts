// Hides how parameter values are written into the path, query and headers of a request (OpenAPI 3.2 §4.12, RFC 3986, RFC 6265, RFC 9110).
import { assemble, type WriteParameter } from './assemble.js';
import { documentText, encodingPen, Pairs, queryPen } from './form.js';
import { headerPiece, holds } from './header-text.js';
import { InvalidParameter } from './invalid-parameter.js';
import { mediaKind } from './media-type.js';
import { joined, type Pen, pairsOf, separatorOf } from './style.js';
import { encode, isObject } from './value-text.js';
import type { ParameterValues, WireOperation, WireParameter } from './wire.js';

/**
 * Writes parameters into the path, query and headers of a request. What says nothing is left out: `undefined`, `null`, empty lists and
 * objects (RFC 6570 §2.3).
 * @param taken names that something else is sent by
 * @returns the path with its query (`/v1/snapshots?limit=20`) and the headers, cookies included
 * @throws InvalidParameter for what would be read back as something else: an absent or unsendable path value (empty, `.`, `..`), a
 *   separator where it cannot be encoded, half a surrogate pair, control characters in headers, an empty value where a default would be assumed
 */
export function buildRequest(
  operation: Pick<WireOperation, 'path' | 'parameters'>,
  values: ParameterValues,
  taken: Taken = {},
): { path: string; headers: Headers } {
  const headers = new Headers();
  const write = parameterWriter(operation, taken);
  return { path: assemble(operation, values, write, (name, text) => headers.set(name, text)), headers };
}

/** Names in a query and among cookies that something else is sent by. */
export interface Taken {
  readonly query?: readonly string[];
  readonly cookie?: readonly string[];
}

/** Writes parameters of every style, in every place. For one request: no two parameters may write the same name. */
export function parameterWriter(
  { parameters }: Pick<WireOperation, 'parameters'>,
  taken: Taken,
): WriteParameter {
  const namesIn = (place: WireParameter['in']) =>
    parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  const query = new Pairs(namesIn('query'), taken.query);
  const cookies = new Pairs(namesIn('cookie'), taken.cookie);
  return (parameter, value) => {
    const { in: place } = parameter;
    if (place === 'path')
      return value === null && parameter.mediaType === undefined ? [] : [pathText(parameter, value)];
    if (place === 'query') return pairTexts(query, parameter, value);
    if (place === 'cookie') return pairTexts(cookies, parameter, value);
    if (place === 'querystring') return [wholeQuery(parameter, value)];
    const text = headerText(parameter, value);
    return text === undefined ? [] : [text];
  };
}

function pairTexts(pairs: Pairs, parameter: WireParameter, value: unknown): string[] {
  const pen = penOf(parameter);
  const { name, mediaType } = parameter;
  const made: [string, string][] =
    mediaType === undefined
      ? pairsOf(parameter, value, pen)
      : [[name, pen.write(documentText(mediaType, value, pen, parameter.encoding), '')]];
  const raw = (each: string) => (TOKEN.test(each) ? each : pen.refuse('has a name that no cookie can have'));
  return pairs.written(made, name, pen.refuse, pen.raw ? raw : encode);
}

function pathText(parameter: WireParameter, value: unknown): string {
  const pen = penOf(parameter);
  const { style, explode = false, mediaType } = parameter;
  if (mediaType !== undefined) return pen.write(documentText(mediaType, value, pen, parameter.encoding), '');
  if (style === 'label') return `.${joined(value, explode, explode ? '.' : ',', pen) ?? ''}`;
  return style === 'matrix'
    ? matrixText({ ...parameter, explode }, value, pen)
    : (joined(value, explode, separatorOf(style), pen) ?? '');
}

/** `;name=value` for a value, or, exploded, for every item or member; an empty value goes without its `=` (RFC 6570 §3.2.7). */
function matrixText(parameter: WireParameter, value: unknown, pen: Pen): string {
  const nests = Array.isArray(value) || isObject(value);
  const pairs = nests ? pairsOf(parameter, value, pen) : [[parameter.name, joined(value, false, ',', pen)]];
  return pairs
    .map(([name = '', text = '']) => {
      if (name === '' && text === '') pen.refuse('has a member without name and value');
      return text === '' ? `;${encode(name)}` : `;${encode(name)}=${text}`;
    })
    .join('');
}

/**
 * The text of a header of a request or an answer; undefined where there is nothing to say.
 * @throws InvalidParameter where no header can carry it
 */
export function headerText(parameter: WireParameter, value: unknown): string | undefined {
  const pen = penOf(parameter);
  const { mediaType, style, explode = false } = parameter;
  if (mediaType !== undefined) {
    const text = documentText(mediaType, value, pen, parameter.encoding);
    return pen.write(mediaKind(mediaType) === 'json' ? asciiJson(text) : text, '');
  }
  return value === null ? undefined : joined(value, explode, separatorOf(style), pen);
}

/** JSON can say in ASCII what a header cannot carry. */
function asciiJson(text: string): string {
  return text.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The whole query as one document: a form as it is, any other percent-encoded (OpenAPI 3.2 §4.12.1). */
function wholeQuery(parameter: WireParameter, value: unknown): string {
  const { mediaType = '', encoding } = parameter;
  const text = documentText(mediaType, value, penOf(parameter), encoding);
  return mediaKind(mediaType) === 'form' ? text : encode(text);
}

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$&'*+.^_`|~\w-]+$/;
/** RFC 6265 §4.1.1: what stands in a cookie as it is, in quotes or not. */
const COOKIE = /^("?)[!#-+\--:<-[\]-~]*\1$/;
/** Reserved characters that may stand in a segment (RFC 3986 §3.3). */
const KEPT_IN_PATH = "!$&'()*+,;=:@";

function penOf(parameter: WireParameter): Pen {
  const { name, in: place, style, mediaType } = parameter;
  // A document has no style.
  const allowReserved = parameter.allowReserved === true && mediaType === undefined;
  const refuse = (why: string): never => {
    throw new InvalidParameter(name, place, why);
  };
  if (place === 'header') {
    const write = (text: string, separators: string) => headerPiece(text, separators, refuse);
    return { write, key: write, refuse, raw: true };
  }
  if (style === 'cookie' && mediaType === undefined) {
    const write = (text: string, separators: string) =>
      COOKIE.test(text) && !holds(text, separators)
        ? text
        : refuse('holds characters that a cookie can only carry escaped');
    return { write, key: write, refuse, raw: true };
  }
  if (place === 'query') return queryPen(refuse, allowReserved);
  const kept = style === 'matrix' ? KEPT_IN_PATH.replace(';', '') : KEPT_IN_PATH;
  return encodingPen(refuse, place === 'path' && allowReserved ? kept : '');
}
