// Hides how parameter values are written into a request: styles and explode of OpenAPI 3.1 §4.8.12.2, on RFC 6570 and RFC 3986.
import type { ParameterValues, WireParameter } from './wire.js';

/** A value cannot be sent in its place without changing the request's meaning. */
export class InvalidParameter extends Error {
  override readonly name = 'InvalidParameter';
  readonly parameter: string;
  readonly place: WireParameter['in'];

  constructor(parameter: string, place: WireParameter['in'], why: string) {
    super(`The ${place} parameter "${parameter}" ${why}.`);
    this.parameter = parameter;
    this.place = place;
  }
}

/**
 * Writes parameters into the path, query and headers of a request. Absent values (`undefined`, and `null`, which a URL cannot
 * say) are left out.
 * @returns the path with its query (`/v1/snapshots?limit=20`) and the headers, cookies included
 * @throws InvalidParameter for an absent or unsendable path value (empty, `.`, `..`, half a surrogate pair), for control characters in
 *   headers, and for what would be read back as something else: a separator in an item of a delimited list, a bracket in a deepObject's key
 */
export function buildRequest(
  operation: {
    readonly path: string;
    readonly parameters: readonly WireParameter[];
  },
  values: ParameterValues,
): { path: string; headers: Headers } {
  const headers = new Headers();
  const [query, cookies, segments]: [string[], string[], Map<string, string>] = [[], [], new Map()];
  for (const parameter of operation.parameters) {
    const value = own(values[parameter.in], parameter.name);
    if (parameter.in === 'path') segments.set(parameter.name, pathText(parameter, value));
    else if (value === undefined || value === null) continue;
    else if (parameter.in === 'query') query.push(...queryParts(parameter, value));
    else if (parameter.in === 'cookie') cookies.push(...queryParts(parameter, value));
    else headers.set(parameter.name, headerText(parameter, value));
  }
  const path = operation.path.replace(/\{([^{}]*)\}/g, (whole, name: string) => segments.get(name) ?? whole);
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  return {
    path: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers,
  };
}

function pathText(parameter: WireParameter, value: unknown): string {
  if (value === undefined || value === null) throw new InvalidParameter(parameter.name, 'path', 'is missing');
  const write = (each: string) => {
    // What would be sent in its place names another resource.
    if (/\p{Surrogate}/u.test(each))
      throw new InvalidParameter(parameter.name, 'path', 'holds half a surrogate pair');
    return encode(each);
  };
  let text: string;
  if (parameter.mediaType !== undefined) text = write(documentText(parameter.mediaType, value));
  else if (parameter.style === 'label')
    text = `.${joined(value, parameter.explode, parameter.explode ? '.' : ',', write)}`;
  else if (parameter.style === 'matrix') text = matrixText(parameter, value, write);
  else text = joined(value, parameter.explode, ',', write);
  // URL parsers read `.` and `..` as steps, even percent-encoded, and an empty segment names another resource.
  if (text === '' || text === '.' || text === '..')
    throw new InvalidParameter(parameter.name, 'path', `cannot be ${JSON.stringify(text)}`);
  return text;
}

/** `;name=value` for a value, or, exploded, for every item or member; an empty value goes without its `=` (RFC 6570 §3.2.7). */
function matrixText(parameter: WireParameter, value: unknown, encode: (text: string) => string): string {
  const named = (name: string, text: string) =>
    text === '' ? `;${encode(name)}` : `;${encode(name)}=${text}`;
  if (!parameter.explode || !(Array.isArray(value) || isObject(value)))
    return named(parameter.name, joined(value, false, ',', encode));
  const pairs = Array.isArray(value) ? value.map((item) => [parameter.name, item] as const) : present(value);
  return pairs.map(([name, item]) => named(name, encode(scalarText(item)))).join('');
}

/** Items by a separator; an object as `k,v` pairs or, exploded, as `k=v`. */
function joined(
  value: unknown,
  explode: boolean,
  separator: string,
  encode: (text: string) => string,
): string {
  if (Array.isArray(value)) return value.map((item) => encode(scalarText(item))).join(separator);
  if (!isObject(value)) return encode(scalarText(value));
  const between = explode ? '=' : separator;
  return present(value)
    .map(([key, item]) => encode(key) + between + encode(scalarText(item)))
    .join(separator);
}

/** `name=value` pairs of a query or a cookie header. Only a query may keep reserved characters: elsewhere they separate. */
function queryParts(parameter: WireParameter, value: unknown): string[] {
  const name = encode(parameter.name);
  const write = parameter.in === 'query' && parameter.allowReserved === true ? encodeReserved : encode;
  if (parameter.mediaType !== undefined)
    return [`${name}=${write(documentText(parameter.mediaType, value))}`];
  if (parameter.style === 'deepObject') return deepParts(parameter, name, value, write);
  if (Array.isArray(value)) {
    if (parameter.explode) return value.map((item) => `${name}=${write(scalarText(item))}`);
    return value.length > 0 ? [`${name}=${delimited(parameter, value, write)}`] : [];
  }
  if (isObject(value)) {
    if (parameter.explode)
      return present(value).map(([key, item]) => `${encode(key)}=${write(scalarText(item))}`);
    return [`${name}=${delimited(parameter, value, write)}`];
  }
  return [`${name}=${write(scalarText(value))}`];
}

/** Space and pipe are encoded whether they separate or belong to an item: such an item would come back as two. */
function delimited(parameter: WireParameter, value: unknown, write: (text: string) => string): string {
  const separator = { spaceDelimited: '%20', pipeDelimited: '%7C' }[parameter.style as string];
  if (separator === undefined) return joined(value, false, ',', write);
  return joined(value, false, separator, (text) => {
    if (text.includes(decodeURIComponent(separator)))
      throw new InvalidParameter(
        parameter.name,
        parameter.in,
        'holds the character that separates its items',
      );
    return write(text);
  });
}

/** `filter[a][b]=1`; items of arrays by their index, which most servers read (OpenAPI leaves nesting open). */
function deepParts(
  parameter: WireParameter,
  prefix: string,
  value: unknown,
  write: (text: string) => string,
): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) && !isObject(value)) return [`${prefix}=${write(scalarText(value))}`];
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : present(value);
  return entries.flatMap(([key, item]) => {
    // Encoded or not, readers take it for a step.
    if (/[[\]]/.test(key))
      throw new InvalidParameter(parameter.name, parameter.in, 'has a key with a bracket');
    return deepParts(parameter, `${prefix}%5B${encode(key)}%5D`, item, write);
  });
}

function headerText(parameter: WireParameter, value: unknown): string {
  const text =
    parameter.mediaType === undefined
      ? joined(value, parameter.explode, ',', (each) => each)
      : documentText(parameter.mediaType, value);
  // Control characters would end the header; what is not Latin-1 cannot be sent in one (RFC 9110 §5.5).
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(text)) {
    throw new InvalidParameter(parameter.name, 'header', 'holds characters that a header cannot carry');
  }
  return text;
}

/** Percent-encodes all but the unreserved characters (RFC 3986 §2.3); `encodeURIComponent` leaves five reserved ones. */
function encode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `allowReserved`: keeps what RFC 3986 §2.2 reserves, but for `&`, `+` and `#`, which would end or change the value. */
function encodeReserved(text: string): string {
  return encode(text).replace(/%(21|24|27|28|29|2A|2C|2F|3A|3B|3D|3F|40|5B|5D)/g, decodeURIComponent);
}

/** A value as a document: JSON, or, where the media type is another, a text as it is. */
function documentText(mediaType: string, value: unknown): string {
  return typeof value === 'string' && !/json/i.test(mediaType) ? value : JSON.stringify(value);
}

function scalarText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Lone surrogates, which UTF-8 cannot say, become U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

function present(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Not what an object inherits: a parameter may be called `constructor`. */
function own(values: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}
