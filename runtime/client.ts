// Hides the exchange from generated clients: builds the request, adds version and credentials, reads the answer by its documented form.
import { parsedJson } from './json.js';
import { documentedMediaType } from './media-type.js';
import { buildRequest, InvalidParameter } from './parameters.js';
import type {
  Answer,
  MediaKind,
  OkStatus,
  ParameterValues,
  WireOperation,
  WireSecurityScheme,
  WireVersion,
} from './wire.js';

/** A secret, or a function that makes one for the request at hand (a signature, a refreshed token). */
export type Credential = string | ((request: Request) => string | Promise<string>);

export interface ClientOptions<Scheme extends string = string> {
  /** Scheme, host and, where the API lives below one, path prefix: `https://api.example.com`. */
  readonly baseUrl: string | URL;
  /** By the keys of the document's security schemes. `basic` takes `user:password`. */
  readonly credentials?: { readonly [S in Scheme]?: Credential };
  /** Sent with every request. */
  readonly headers?: HeadersInit;
  /** The global fetch by default. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Bytes that the body of an answer may have; 64 MiB by default. Not asked of what is handed on as a Blob or as FormData. */
  readonly bodyLimit?: number;
  /** Milliseconds that an exchange may take, its body included; without it, as long as the platform allows. */
  readonly timeout?: number;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Sent with this request; wins over the client's, and over the version where it names another (a microversion). */
  readonly headers?: HeadersInit;
}

export interface Connection {
  readonly options: ClientOptions;
  readonly schemes: Readonly<Record<string, WireSecurityScheme>>;
  readonly version?: WireVersion;
}

/** What a client gets for an answer: discriminated by `ok` and `status`. */
export type Result<A extends Answer> = A extends Answer
  ? A['status'] extends OkStatus
    ? {
        readonly ok: true;
        readonly status: A['status'];
        readonly data: BodyOf<A>;
        readonly response: Response;
      }
    : {
        readonly ok: false;
        readonly status: A['status'];
        readonly error: BodyOf<A>;
        readonly response: Response;
      }
  : never;

type BodyOf<A> = A extends { readonly body: infer B } ? B : undefined;

/** The server broke the contract: a status, a media type or a body that the document does not know. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  readonly operation: string;
  readonly response: Response;
  /** The body as text, cut at 2,000 characters. It comes from the server as it is: escape it before it is shown. */
  readonly body: string;

  constructor(operation: string, response: Response, body: string, why: string) {
    super(`${operation}: ${why}`);
    this.operation = operation;
    this.response = response;
    this.body = body;
  }
}

const BODY_LIMIT = 64 * 1024 * 1024;
/** Characters of an undocumented body that an error keeps. */
const SHOWN = 2000;

/** Everything a call may carry: parameters by place, and a body. */
export interface Input extends ParameterValues {
  readonly body?: unknown;
  readonly mediaType?: string;
}

/**
 * Makes one call.
 * Redirects are not followed: they would carry credentials to wherever the server says. A documented one is an answer like others.
 * @throws InvalidParameter where a value cannot be sent, UnexpectedAnswer where the answer is not documented, and what fetch throws
 *   (a DOMException called TimeoutError after `timeout`)
 */
export async function send<A extends Answer>(
  connection: Connection,
  operation: WireOperation,
  input: Input,
  options: RequestOptions = {},
): Promise<Result<A>> {
  const request = await makeRequest(connection, operation, input, options);
  const response = await (connection.options.fetch ?? fetch)(request);
  const media =
    operation.answers[String(response.status)] ??
    operation.answers[`${Math.floor(response.status / 100)}XX`] ??
    operation.answers['default'];
  if (!media) throw await unexpected(operation, response, `the status ${response.status} is not documented`);
  const value = await readBody(operation, response, media, connection.options.bodyLimit ?? BODY_LIMIT);
  const ok = response.status >= 200 && response.status < 300;
  return {
    ok,
    status: response.status,
    [ok ? 'data' : 'error']: value,
    response,
  } as Result<A>;
}

async function makeRequest(
  connection: Connection,
  operation: WireOperation,
  input: Input,
  options: RequestOptions,
): Promise<Request> {
  const { path, headers } = buildRequest(operation, input);
  const base = new URL(connection.options.baseUrl);
  // By concatenation: resolved against a base, a path of `//other.host/` would name another host.
  const url = new URL(base.origin + base.pathname.replace(/\/+$/, '') + path);
  for (const extra of [connection.options.headers, options.headers]) {
    new Headers(extra).forEach((value, name) => void headers.set(name, value));
  }
  const { version } = connection;
  if (version?.name !== undefined && version.in === 'header' && !headers.has(version.name))
    headers.set(version.name, version.value);
  if (version?.name !== undefined && version.in === 'query')
    url.searchParams.set(version.name, version.value);
  headers.set('accept', accept(operation));
  const body = writeBody(operation, input, headers);
  const signals = [
    ...(options.signal ? [options.signal] : []),
    ...(connection.options.timeout === undefined ? [] : [AbortSignal.timeout(connection.options.timeout)]),
  ];
  const [signal] = signals;
  const init: RequestInit = {
    method: operation.method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
    ...(signal && { signal: signals.length > 1 ? AbortSignal.any(signals) : signal }),
  };
  return authorize(connection, operation, url, init);
}

function accept(operation: WireOperation): string {
  const types = new Set(Object.values(operation.answers).flatMap((media) => Object.keys(media)));
  return types.size > 0 ? [...types].join(', ') : '*/*';
}

function writeBody(operation: WireOperation, input: Input, headers: Headers): BodyInit | undefined {
  if (input.body === undefined || !operation.body) return undefined;
  const [mediaType, kind] =
    Object.entries(operation.body.content).find(([type]) => type === input.mediaType) ??
    Object.entries(operation.body.content)[0] ??
    [];
  if (kind === 'multipart') return formData(input.body);
  if (mediaType !== undefined) headers.set('content-type', mediaType);
  if (kind === 'json') return JSON.stringify(input.body);
  if (kind === 'form') return searchParams(input.body);
  return input.body as BodyInit;
}

function formData(body: unknown): FormData {
  if (body instanceof FormData) return body;
  const form = new FormData();
  for (const [name, value] of Object.entries(body as object)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null) continue;
      form.append(
        name,
        item instanceof Blob ? item : typeof item === 'object' ? JSON.stringify(item) : String(item),
      );
    }
  }
  return form;
}

function searchParams(body: unknown): URLSearchParams {
  if (body instanceof URLSearchParams) return body;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(body as object)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null)
        params.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
    }
  }
  return params;
}

/** Adds the first alternative whose credentials are all at hand. */
async function authorize(
  connection: Connection,
  operation: WireOperation,
  url: URL,
  init: RequestInit,
): Promise<Request> {
  // A scheme may be called `constructor`: what every object inherits is no credential.
  const credentials = new Map(Object.entries(connection.options.credentials ?? {}));
  const schemes = new Map(Object.entries(connection.schemes));
  const isGiven = (key: string) => credentials.get(key) !== undefined;
  const chosen = operation.security.find((keys) => keys.every(isGiven)) ?? [];
  let request = new Request(url, init);
  for (const key of chosen) {
    const [credential, scheme] = [credentials.get(key), schemes.get(key)];
    if (credential === undefined || !scheme) continue;
    const secret = typeof credential === 'string' ? credential : await credential(request.clone());
    if (scheme.type !== 'apiKey') {
      const sent = scheme.scheme === 'basic' ? `Basic ${base64(secret)}` : `Bearer ${secret}`;
      request.headers.set('authorization', sendable(sent, 'Authorization'));
    } else if (scheme.in === 'header')
      request.headers.set(scheme.name ?? '', sendable(secret, scheme.name ?? ''));
    else if (scheme.in === 'cookie')
      request.headers.append('cookie', `${scheme.name}=${encodeURIComponent(secret)}`);
    else {
      const signed = new URL(request.url);
      signed.searchParams.set(scheme.name ?? '', secret);
      request = new Request(signed, request);
    }
  }
  return request;
}

/** Asked before the platform is, whose message would repeat the secret. */
function sendable(secret: string, header: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(secret))
    throw new InvalidParameter(header, 'header', 'holds characters that a header cannot carry');
  return secret;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

async function readBody(
  operation: WireOperation,
  response: Response,
  media: Readonly<Record<string, MediaKind>>,
  limit: number,
): Promise<unknown> {
  const documented = Object.keys(media);
  if (documented.length === 0) {
    await response.body?.cancel();
    return undefined;
  }
  if (operation.method === 'HEAD') return undefined;
  const mediaType = response.headers.get('content-type') ?? '';
  const match = documentedMediaType(documented, mediaType);
  const kind = match === undefined ? undefined : media[match];
  if (kind === undefined)
    throw await unexpected(
      operation,
      response,
      `the media type ${shown(mediaType)} is not documented for status ${response.status}`,
    );
  if (kind === 'binary') return response.blob();
  if (kind === 'multipart') return response.formData();
  const text = await limitedText(operation, response, limit);
  if (kind === 'text') return text;
  if (kind === 'form') return formOf(text);
  try {
    return parsedJson(text);
  } catch {
    throw new UnexpectedAnswer(
      operation.id,
      response,
      text.slice(0, SHOWN),
      `the body for status ${response.status} is not JSON`,
    );
  }
}

function formOf(text: string): Record<string, string> {
  const fields: [string, string][] = [];
  new URLSearchParams(text).forEach((value, name) => void fields.push([name, value]));
  return Object.fromEntries(fields);
}

async function unexpected(
  operation: WireOperation,
  response: Response,
  why: string,
): Promise<UnexpectedAnswer> {
  const text = await readText(response, 4 * SHOWN).catch(() => ({ text: '' }));
  return new UnexpectedAnswer(operation.id, response, text.text.slice(0, SHOWN), why);
}

async function limitedText(operation: WireOperation, response: Response, limit: number): Promise<string> {
  const { text, whole } = await readText(response, limit);
  if (whole) return text;
  const why = `the body for status ${response.status} is larger than ${limit} bytes`;
  throw new UnexpectedAnswer(operation.id, response, text.slice(0, SHOWN), why);
}

/** The body as text, up to so many bytes: a server may never end. */
async function readText(response: Response, limit: number): Promise<{ text: string; whole: boolean }> {
  const [reader, decoder] = [response.body?.getReader(), new TextDecoder()];
  let [text, size] = ['', 0];
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    size += read.value.byteLength;
    text += decoder.decode(read.value, { stream: true });
    if (size <= limit) continue;
    await reader?.cancel();
    return { text, whole: false };
  }
  return { text: text + decoder.decode(), whole: true };
}

/** What a server sent, for a message: on one line, of ASCII only, and short. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 200)).replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
