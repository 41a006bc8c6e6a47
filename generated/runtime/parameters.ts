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
 * @throws InvalidParameter for an absent or unsendable path value (empty, `.`, `..`) and for control characters in headers
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
    const value = values[parameter.in]?.[parameter.name];
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
  const encode = (text: string) => encodeURIComponent(wellFormed(text));
  let text: string;
  if (parameter.mediaType !== undefined) text = encode(JSON.stringify(value));
  else if (parameter.style === 'label')
    text = `.${joined(value, parameter.explode, parameter.explode ? '.' : ',', encode)}`;
  else if (parameter.style === 'matrix') text = matrixText(parameter, value, encode);
  else text = joined(value, parameter.explode, ',', encode);
  // URL parsers read `.` and `..` as steps, even percent-encoded, and an empty segment names another resource.
  if (text === '' || text === '.' || text === '..')
    throw new InvalidParameter(parameter.name, 'path', `cannot be ${JSON.stringify(text)}`);
  return text;
}

function matrixText(parameter: WireParameter, value: unknown, encode: (text: string) => string): string {
  const named = (text: string) =>
    text === '' ? `;${encode(parameter.name)}` : `;${encode(parameter.name)}=${text}`;
  if (!parameter.explode) return named(joined(value, false, ',', encode));
  if (Array.isArray(value)) return value.map((item) => named(encode(scalarText(item)))).join('');
  if (isObject(value)) return `;${joined(value, true, ';', encode)}`;
  return named(encode(scalarText(value)));
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

function queryParts(parameter: WireParameter, value: unknown): string[] {
  const name = queryText(parameter.name, false);
  const encode = (text: string) => queryText(text, parameter.allowReserved === true);
  if (parameter.mediaType !== undefined)
    return [
      `${name}=${encode(typeof value === 'string' && !/json/i.test(parameter.mediaType) ? value : JSON.stringify(value))}`,
    ];
  if (parameter.style === 'deepObject') return deepParts(name, value, encode);
  if (Array.isArray(value)) {
    if (parameter.explode) return value.map((item) => `${name}=${encode(scalarText(item))}`);
    const separator = { spaceDelimited: '%20', pipeDelimited: '%7C' }[parameter.style as string] ?? ',';
    return value.length > 0 ? [`${name}=${joined(value, false, separator, encode)}`] : [];
  }
  if (isObject(value)) {
    if (parameter.explode)
      return present(value).map(([key, item]) => `${queryText(key, false)}=${encode(scalarText(item))}`);
    const separator = { spaceDelimited: '%20', pipeDelimited: '%7C' }[parameter.style as string] ?? ',';
    return [`${name}=${joined(value, false, separator, encode)}`];
  }
  return [`${name}=${encode(scalarText(value))}`];
}

/** `filter[a][b]=1`; items of arrays by their index, which most servers read (OpenAPI leaves nesting open). */
function deepParts(prefix: string, value: unknown, encode: (text: string) => string): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [`${prefix}=${encode(scalarText(value))}`];
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : present(value as Record<string, unknown>);
  return entries.flatMap(([key, item]) => deepParts(`${prefix}%5B${queryText(key, false)}%5D`, item, encode));
}

function headerText(parameter: WireParameter, value: unknown): string {
  const text =
    parameter.mediaType === undefined
      ? joined(value, parameter.explode, ',', (each) => each)
      : JSON.stringify(value);
  // Control characters would end the header; what is not Latin-1 cannot be sent in one (RFC 9110 §5.5).
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(text)) {
    throw new InvalidParameter(parameter.name, 'header', 'holds characters that a header cannot carry');
  }
  return text;
}

/** Percent-encodes for a query; with `allowReserved` the reserved characters of RFC 3986 stay, but for those that would end the value. */
function queryText(text: string, allowReserved: boolean): string {
  const encoded = encodeURIComponent(wellFormed(text));
  return allowReserved
    ? encoded.replace(/%(3A|2F|3F|5B|5D|40|24|2C|3B|3D)/g, (code) => decodeURIComponent(code))
    : encoded;
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
