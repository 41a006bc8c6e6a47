// Hides how parameter values are written into the path, query and headers of a request (OpenAPI 3.2 §4.12, RFC 3986, RFC 6265, RFC 9110).
import { documentText, encodingPen, Pairs, queryPen } from './form.js';
import { mediaKind } from './media-type.js';
import { encode, InvalidParameter, isObject, joined, type Pen, pairsOf, separatorOf } from './style.js';
import type { ParameterValues, WireParameter } from './wire.js';

export { InvalidParameter };

/**
 * Writes parameters into the path, query and headers of a request. What says nothing is left out: `undefined`, `null`, empty lists and
 * objects (RFC 6570 §2.3).
 * @param taken names that something else is sent by
 * @returns the path with its query (`/v1/snapshots?limit=20`) and the headers, cookies included
 * @throws InvalidParameter for what would be read back as something else: an absent or unsendable path value (empty, `.`, `..`), a
 *   separator where it cannot be encoded, half a surrogate pair, control characters in headers, an empty value where a default would be assumed
 */
export function buildRequest(
  operation: {
    readonly path: string;
    readonly parameters: readonly WireParameter[];
  },
  values: ParameterValues,
  taken: { readonly query?: readonly string[]; readonly cookie?: readonly string[] } = {},
): { path: string; headers: Headers } {
  const headers = new Headers();
  const segments = new Map<string, string>();
  const namesIn = (place: WireParameter['in']) =>
    operation.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
  const query = new Pairs(namesIn('query'), taken.query);
  const cookies = new Pairs(namesIn('cookie'), taken.cookie);
  let querystring = '';
  for (const parameter of operation.parameters) {
    const { name, in: place } = parameter;
    const value = own(values[place], name);
    if (place === 'path') segments.set(name, pathText(parameter, value));
    else if (value === undefined) continue;
    else if (place === 'query') addPairs(query, parameter, value);
    else if (place === 'cookie') addPairs(cookies, parameter, value);
    else if (place === 'querystring') querystring = wholeQuery(parameter, value);
    else {
      const text = headerText(parameter, value);
      if (text !== undefined) headers.set(name, text);
    }
  }
  const path = operation.path.replace(
    /\{([^{}]*)\}/g,
    (template, name: string) => segments.get(name) ?? template,
  );
  if (cookies.written.length > 0) headers.set('cookie', cookies.written.join('; '));
  const search = [...query.written, querystring].filter((part) => part !== '').join('&');
  // Some templates end in a query or a fragment: what follows would be read as a part of it.
  const [sent = ''] = path.split('#', 1);
  return { path: search === '' ? sent : `${sent}${sent.includes('?') ? '&' : '?'}${search}`, headers };
}

function addPairs(pairs: Pairs, parameter: WireParameter, value: unknown): void {
  const pen = penOf(parameter);
  const { name, mediaType } = parameter;
  const made: [string, string][] =
    mediaType === undefined
      ? pairsOf(parameter, value, pen)
      : [[name, pen.write(documentText(mediaType, value, pen, parameter.encoding), '')]];
  if (made.length === 0) reportDefault(parameter, pen);
  const raw = (each: string) => (TOKEN.test(each) ? each : pen.refuse('has a name that no cookie can have'));
  pairs.add(made, name, pen.refuse, pen.raw ? raw : encode);
}

/** An empty value is left out, and the server would assume the default. */
function reportDefault({ default: assumed }: WireParameter, { refuse }: Pen): void {
  if (assumed !== undefined)
    refuse(`is empty, and would be taken for its default ${JSON.stringify(assumed)}`);
}

function pathText(parameter: WireParameter, value: unknown): string {
  const pen = penOf(parameter);
  const text =
    value === undefined || (value === null && parameter.mediaType === undefined)
      ? pen.refuse('is missing')
      : (styledPath(parameter, value, pen) ?? '');
  // URL parsers read `.` and `..` as steps, even percent-encoded, and an empty segment names another resource.
  if (/^(?:\.|%2e){0,2}$/i.test(text)) pen.refuse(`cannot be ${JSON.stringify(text)}`);
  return text;
}

function styledPath(parameter: WireParameter, value: unknown, pen: Pen): string | undefined {
  const { style, explode = false, mediaType } = parameter;
  if (mediaType !== undefined) return pen.write(documentText(mediaType, value, pen, parameter.encoding), '');
  if (style === 'label') return `.${joined(value, explode, explode ? '.' : ',', pen) ?? ''}`;
  return style === 'matrix'
    ? matrixText({ ...parameter, explode }, value, pen)
    : joined(value, explode, separatorOf(style), pen);
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
  const text = value === null ? undefined : joined(value, explode, separatorOf(style), pen);
  if (text === undefined) reportDefault(parameter, pen);
  return text;
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

function holds(text: string, separators: string): boolean {
  return [...separators].some((separator) => text.includes(separator));
}

/** Nothing is encoded in a header: what cannot stand in one as it is cannot be sent (RFC 9110 §5.5). */
function headerPiece(text: string, separators: string, refuse: Pen['refuse']): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(text))
    refuse('holds characters that a header cannot carry');
  if (/^[ \t]|[ \t]$/.test(text)) refuse('begins or ends with white space, which is none of a header');
  return holds(text, separators) ? refuse('holds the character that separates its items') : text;
}

/** Not what an object inherits: a parameter may be called `constructor`. */
function own(values: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}
