// Hides the exchange from generated clients: builds the request, adds version and credentials, reads the answer by its documented form.
import { otherVersion } from './answered-version.js';
import { baseOf } from './base-url.js';
import { randomBoundary, writeBody } from './body.js';
import { keyNames } from './credentials.js';
import { mediaTypeParameter } from './media-type.js';
import { buildRequest, InvalidParameter } from './parameters.js';
import { type Result, readAnswer } from './result.js';
import type {
  Answer,
  Binary,
  BodyLike,
  HeadersLike,
  OperationValidators,
  ParameterValues,
  WireOperation,
  WireSecurityScheme,
  WireVersion,
} from './wire.js';

export { VersionMismatch } from './answered-version.js';
export { filenameOf } from './disposition.js';
export { StreamBroken } from './items.js';
export { UnexpectedAnswer } from './unexpected.js';
export { InvalidParameter, type Result };

/** A secret, or a function that makes one for the request at hand (a signature, a refreshed token). */
export type Credential = string | ((request: Request) => string | Promise<string>);

export interface ClientOptions<Scheme extends string = string> extends SendingOptions<Scheme> {
  /**
   * Scheme, host and, where the API lives below one, path prefix: `https://api.example.com`. In a page also what is resolved against its
   * address: `/api`.
   */
  readonly baseUrl: string | URL;
  /** Follows the life of the version that is called: `followVersion(family, '1.3', { onDeprecation })`, one for each client. */
  readonly lifecycle?: ClientLifecycle;
}

/** What a client of a family adds to its version's: which one is sent, and what answers say of its life. */
export interface ClientLifecycle {
  /** Sent instead of the document's own: a microversion that the same document describes. */
  readonly version?: WireVersion;
  /** Gives the answer on, or refuses it. */
  readonly watch: <R>(exchange: WatchedExchange, answer: Promise<R>) => Promise<R>;
}

/** An answer, of which the body belongs to whoever reads it. */
export interface WatchedExchange {
  readonly operation: WireOperation;
  readonly request: Request;
  readonly response: Response;
}

/** What requests are made with, wherever they go. */
export interface SendingOptions<Scheme extends string = string> {
  /** By the keys of the document's security schemes. `basic` takes `user:password`. */
  readonly credentials?: { readonly [S in Scheme]?: Credential };
  /** Sent with every request. */
  readonly headers?: HeadersLike;
  /** The global fetch by default. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * Bytes that the body of an answer, or characters that one item of a stream may have; 64 Mi of them by default. Not asked of what is
   * handed on as a Blob, in parts or as a stream of bytes.
   */
  readonly bodyLimit?: number;
  /** Milliseconds that an exchange may take, its body included, but of a stream only its beginning; without it, as long as the platform allows. */
  readonly timeout?: number;
  /** What "validators.js" beside this code exports: answers, their headers and the items of streams are then judged by their schemas. */
  readonly validators?: Readonly<Record<string, object>>;
}

/** What a caller gives where a handler gets a Blob: bytes of any form. A stream is sent as it is made, where the platform can. */
export type Sent<Input> = {
  readonly [K in keyof Input]: K extends 'body'
    ? NonNullable<Input[K]> extends Blob
      ? Input[K] | Binary
      : Input[K]
    : Input[K];
};

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /**
   * Sent with this request; wins over the client's, over the version where it names another (a microversion), and over the `Accept`
   * that names everything documented.
   */
  readonly headers?: HeadersLike;
  /** How an answer of bytes is given: whole, or, so that it is never whole in memory, as it arrives. `blob` by default. */
  readonly binary?: 'blob' | 'stream';
}

export interface Connection extends Sending {
  readonly options: ClientOptions;
}

export interface Sending {
  readonly options: SendingOptions;
  readonly schemes: Readonly<Record<string, WireSecurityScheme>>;
  readonly version?: WireVersion;
  readonly watch?: ClientLifecycle['watch'];
}

const BODY_LIMIT = 64 * 1024 * 1024;

/** Everything a call may carry: parameters by place, and a body. */
export interface Input extends ParameterValues {
  readonly body?: unknown;
  readonly mediaType?: string;
}

/** @throws TypeError where `baseUrl` is none, before anything is called */
export function connectionOf(
  options: ClientOptions,
  schemes: Connection['schemes'],
  version: WireVersion,
): Connection {
  baseOf((options as Partial<ClientOptions> | undefined)?.baseUrl);
  return { options, schemes, version };
}

/**
 * Makes one call.
 * Redirects are not followed: they would carry credentials to wherever the server says. A documented one is an answer like others.
 * @throws InvalidParameter where a value cannot be sent, UnexpectedAnswer where the answer is not documented (VersionMismatch, which is
 *   one, where it is of another version), what `lifecycle` refuses it by, and what fetch throws (a DOMException called TimeoutError
 *   after `timeout`)
 */
export async function send<A extends Answer, O = unknown>(
  connection: Connection,
  operation: WireOperation,
  input: Input,
  options?: RequestOptions,
): Promise<Result<A, O>> {
  const below = (path: string) => {
    const base = baseOf(connection.options.baseUrl);
    // By concatenation: resolved against a base, a path of `//other.host/` would name another host.
    return new URL(base.origin + base.pathname.replace(/\/+$/, '') + path);
  };
  const { lifecycle } = connection.options;
  return sendTo(below, lifecycle ? { ...connection, ...lifecycle } : connection, operation, input, options);
}

/** The same to wherever `urlOf` says that the path of the operation is, with its query. */
export async function sendTo<A extends Answer, O = unknown>(
  urlOf: (path: string) => URL,
  connection: Sending,
  operation: WireOperation,
  input: Input,
  options: RequestOptions = {},
): Promise<Result<A, O>> {
  const { fetch: exchange = fetch, bodyLimit = BODY_LIMIT, timeout, validators } = connection.options;
  const patience = patienceOf(options.signal, timeout);
  try {
    const given = { ...options, ...patience.given };
    const request = await makeRequest(urlOf, connection, operation, input, given);
    const response = await exchange(request);
    const other = await otherVersion(operation.name, connection.version, request, response);
    if (other) throw other;
    const answer = readAnswer<A, O>(operation, response, {
      limit: bodyLimit,
      binary: options.binary ?? 'blob',
      validators: validators?.[operation.name] as OperationValidators | undefined,
      signal: patience.given.signal,
    });
    return await (connection.watch?.({ operation, request, response }, answer) ?? answer);
  } finally {
    patience.end();
  }
}

/** The caller's signal, and one that the time-out gives until `end` says that what is to come may take its time. */
function patienceOf(
  signal: AbortSignal | undefined,
  timeout: number | undefined,
): { given: { signal?: AbortSignal }; end: () => void } {
  if (timeout === undefined) return { given: signal ? { signal } : {}, end: () => undefined };
  const [late, timer] = [new AbortController(), AbortSignal.timeout(timeout)];
  const abort = () => late.abort(timer.reason);
  timer.addEventListener('abort', abort);
  return {
    given: { signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal },
    end: () => timer.removeEventListener('abort', abort),
  };
}

async function makeRequest(
  urlOf: (path: string) => URL,
  connection: Sending,
  operation: WireOperation,
  input: Input,
  options: RequestOptions,
): Promise<Request> {
  const { version, schemes } = connection;
  const { path, headers } = buildRequest(operation, input, {
    query: [
      ...keyNames(operation, schemes, 'query'),
      ...(version?.in === 'query' ? [version.name ?? ''] : []),
    ],
    cookie: keyNames(operation, schemes, 'cookie'),
  });
  const url = urlOf(path);
  const cookie = cookiesOf([headers, new Headers(options.headers), new Headers(connection.options.headers)]);
  for (const extra of [connection.options.headers, options.headers]) {
    new Headers(extra).forEach((value, name) => void headers.set(name, value));
  }
  if (cookie !== '') headers.set('cookie', cookie);
  if (version?.name !== undefined && version.in === 'header' && !headers.has(version.name))
    headers.set(version.name, version.value);
  if (version?.name !== undefined && version.in === 'query') addToQuery(url, version.name, version.value);
  if (!headers.has('accept')) headers.set('accept', accept(operation, version));
  const body = bodyOf(operation, input, headers, version);
  const init: RequestInit = {
    method: operation.method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
    // What is sent while it is made: the platform asks to be told that the answer comes behind it.
    ...(body instanceof ReadableStream && { duplex: 'half' }),
    ...(options.signal && { signal: options.signal }),
  };
  return authorize(connection, operation, url, init);
}

/** All cookies; of those that several hold by one name, what the first says, who is nearest to the call. */
function cookiesOf(headers: readonly Headers[]): string {
  const cookies: string[] = [];
  const known = new Set<string>();
  for (const each of headers) {
    const pairs = (each.get('cookie') ?? '').split(';').map((pair) => pair.trim());
    const more = pairs.filter((pair) => pair !== '' && !known.has(nameOf(pair)));
    cookies.push(...more);
    for (const pair of more) known.add(nameOf(pair));
  }
  return cookies.join('; ');
}

/** Platforms join what is appended in different ways. */
function addCookie(headers: Headers, cookie: string): void {
  const others = headers.get('cookie');
  headers.set('cookie', others === null ? cookie : `${others}; ${cookie}`);
}

function nameOf(cookie: string): string {
  return cookie.split('=', 1)[0] ?? '';
}

function accept(operation: WireOperation, version: WireVersion | undefined): string {
  const types = new Set(Object.values(operation.answers).flatMap((media) => Object.keys(media)));
  return [...(types.size > 0 ? types : ['*/*'])].map((type) => saying(version, type)).join(', ');
}

/** A media type with the version as its parameter, where a selector says it so and the document does not. */
function saying(version: WireVersion | undefined, mediaType: string): string {
  if (version?.in !== 'media-type' || mediaTypeParameter(mediaType, version.name ?? '') !== '')
    return mediaType;
  const { name, value } = version;
  return `${mediaType}; ${name}=${/^[\w.!#$%&'*+^`|~-]+$/.test(value) ? value : JSON.stringify(value)}`;
}

/** The body in the media type that was chosen, else in the first that is documented. */
function bodyOf(
  operation: WireOperation,
  input: Input,
  headers: Headers,
  version: WireVersion | undefined,
): BodyLike | undefined {
  if (input.body === undefined || !operation.body) return undefined;
  const documented = Object.entries(operation.body.content);
  const [mediaType, media] =
    documented.find(([type]) => input.mediaType === undefined || type === input.mediaType) ?? [];
  if (mediaType === undefined || media === undefined)
    throw new InvalidParameter(String(input.mediaType), 'body', 'is no media type of this operation');
  const { contentType, pieces } = writeBody(mediaType, media, input.body, randomBoundary);
  // What a caller says of a range is more than its value can say.
  if (!mediaType.includes('*') || !headers.has('content-type'))
    headers.set('content-type', saying(version, contentType));
  const [first] = pieces;
  // A stream stands alone.
  return pieces.length === 1 ? first : new Blob(pieces as (string | Blob)[]);
}

/** Adds the first alternative whose credentials are all at hand. */
async function authorize(
  connection: Sending,
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
      addCookie(request.headers, `${scheme.name}=${encodeURIComponent(secret)}`);
    else {
      const signed = new URL(request.url);
      addToQuery(signed, scheme.name ?? '', secret);
      request = new Request(signed, request);
    }
  }
  return request;
}

/** Beside what stands there, which `searchParams` would write anew in its own way. */
function addToQuery(url: URL, name: string, value: string): void {
  url.search += `${url.search === '' ? '' : '&'}${new URLSearchParams([[name, value]])}`;
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
