// Hides the exchange from generated clients: builds the request, adds version and credentials, reads the answer by its documented form.
import { assemble, type WriteParameter } from './assemble.js';
import { baseOf } from './base-url.js';
import type { WrittenBody } from './body.js';
import { sendable } from './header-text.js';
import { InvalidParameter } from './invalid-parameter.js';
import { plainParameter } from './plain-parameter.js';
import { type AnswerCodecs, type Result, readAnswer } from './result.js';
import { jsonText } from './value-text.js';
import type {
  Answer,
  Binary,
  BodyLike,
  HeadersLike,
  OperationValidators,
  ParameterValues,
  WireMedia,
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

export interface Sending extends ConnectionCodecs {
  readonly options: SendingOptions;
  readonly schemes: Readonly<Record<string, WireSecurityScheme>>;
  readonly version?: WireVersion;
  readonly watch?: ClientLifecycle['watch'];
}

/** What a document needs of whom few do: a version or a secret elsewhere than in a header of its own. See connection-codecs.ts. */
export interface ConnectionCodecs {
  /** A media type with the version as its parameter. */
  readonly saying?: (mediaType: string, version: WireVersion | undefined) => string;
  /** The URL with a version, or a secret, in its query. */
  readonly withPair?: (url: string, name: string, value: string) => string;
  /** Why an answer is refused that names another version than its request. */
  readonly otherVersion?: (
    operation: string,
    version: WireVersion | undefined,
    request: Request,
    response: Response,
  ) => Promise<Error | undefined>;
  /** A request with a secret that is no bearer token and stands in no header of its own. */
  readonly withSecret?: (request: Request, scheme: WireSecurityScheme, secret: string) => Request;
}

/** What an operation needs of what few do, beside parameters of the usual styles, and JSON both ways. See codecs.ts. */
export interface Codecs extends AnswerCodecs {
  readonly writer?: (operation: WireOperation, connection: Sending) => WriteParameter;
  readonly writeBody?: (mediaType: string, media: WireMedia, value: unknown) => WrittenBody;
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
  codecs?: ConnectionCodecs,
): Connection {
  baseOf((options as Partial<ClientOptions> | undefined)?.baseUrl);
  return { options, schemes, version, ...codecs };
}

/**
 * Makes one call.
 * Redirects are not followed: they would carry credentials to wherever the server says. A documented one is an answer like others.
 * @param codecs what the operation needs beside plain parameters, and JSON both ways
 * @throws InvalidParameter where a value cannot be sent, UnexpectedAnswer where the answer is not documented (VersionMismatch, which is
 *   one, where it is of another version), what `lifecycle` refuses it by, and what fetch throws (a DOMException called TimeoutError
 *   after `timeout`)
 */
export function send<A extends Answer, O = unknown>(
  connection: Connection,
  operation: WireOperation,
  input: Input,
  options?: RequestOptions,
  codecs?: Codecs,
): Promise<Result<A, O>> {
  const { baseUrl, lifecycle } = connection.options;
  const below = (path: string) => {
    const { origin, pathname } = baseOf(baseUrl);
    // By concatenation: resolved against a base, a path of `//other.host/` would name another host.
    return origin + pathname.replace(/\/+$/, '') + path;
  };
  return sendTo(below, { ...connection, ...lifecycle }, operation, input, options, codecs);
}

/** The same to wherever `urlOf` says that the path of the operation is, with its query. */
export async function sendTo<A extends Answer, O = unknown>(
  urlOf: (path: string) => string,
  connection: Sending,
  operation: WireOperation,
  input: Input,
  options: RequestOptions = {},
  codecs: Codecs = {},
): Promise<Result<A, O>> {
  const { fetch: exchange = fetch, bodyLimit: limit = BODY_LIMIT, timeout, validators } = connection.options;
  const { signal, end } = patienceOf(options.signal, timeout);
  const { binary = 'blob' } = options;
  try {
    const request = await makeRequest(urlOf, connection, operation, input, options, codecs, signal);
    const response = await exchange(request);
    const { otherVersion, watch, version } = connection;
    const other = await otherVersion?.(operation.name, version, request, response);
    if (other) throw other;
    const own = validators?.[operation.name] as OperationValidators | undefined;
    const answer = readAnswer<A, O>(operation, response, { limit, binary, validators: own, signal }, codecs);
    return await (watch?.({ operation, request, response }, answer) ?? answer);
  } finally {
    end();
  }
}

/** The caller's signal, and one that the time-out gives until `end` says that what is to come may take its time. */
function patienceOf(
  signal: AbortSignal | undefined,
  timeout: number | undefined,
): { signal: AbortSignal | undefined; end: () => void } {
  if (timeout === undefined) return { signal, end: () => undefined };
  const [late, timer] = [new AbortController(), AbortSignal.timeout(timeout)];
  const abort = () => late.abort(timer.reason);
  timer.addEventListener('abort', abort);
  return {
    signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    end: () => timer.removeEventListener('abort', abort),
  };
}

async function makeRequest(
  urlOf: (path: string) => string,
  connection: Sending,
  operation: WireOperation,
  input: Input,
  options: RequestOptions,
  { writer, writeBody }: Codecs,
  signal: AbortSignal | undefined,
): Promise<Request> {
  const { version, saying = (type: string) => type, withPair } = connection;
  const { path, headers } = assemble(operation, input, writer?.(operation, connection) ?? plainParameter);
  let url = urlOf(path);
  for (const extra of [connection.options.headers, options.headers])
    new Headers(extra).forEach((value, name) => void headers.set(name, merged(name, value, headers)));
  const { name, value = '' } = version ?? {};
  if (name !== undefined && version?.in === 'header' && !headers.has(name)) headers.set(name, value);
  if (name !== undefined && version?.in === 'query') url = withPair?.(url, name, value) ?? url;
  if (!headers.has('accept')) {
    const types = new Set(Object.values(operation.answers).flatMap((media) => Object.keys(media)));
    headers.set(
      'accept',
      [...(types.size > 0 ? types : ['*/*'])].map((type) => saying(type, version)).join(', '),
    );
  }
  let body: BodyLike | undefined;
  if (input.body !== undefined && operation.body) {
    const { content } = operation.body;
    const { mediaType = Object.keys(content)[0] ?? '' } = input;
    const media = Object.hasOwn(content, mediaType) ? content[mediaType] : undefined;
    if (media === undefined)
      throw new InvalidParameter(mediaType, 'body', 'is no media type of this operation');
    const { contentType, pieces } = (writeBody ?? writeJson)(mediaType, media, input.body);
    // What a caller says of a range is more than its value can say.
    if (!mediaType.includes('*') || !headers.has('content-type'))
      headers.set('content-type', saying(contentType, version));
    // A stream stands alone.
    body = pieces.length === 1 ? pieces[0] : new Blob(pieces as (string | Blob)[]);
  }
  const init: RequestInit = {
    method: operation.method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
    // What is sent while it is made: the platform asks to be told that the answer comes behind it.
    ...(body instanceof ReadableStream && { duplex: 'half' }),
    ...(signal && { signal }),
  };
  return authorize(connection, operation, new Request(url, init));
}

/** Cookies are joined, others replaced. */
function merged(name: string, value: string, headers: Headers): string {
  const own = name === 'cookie' ? headers.get(name) : null;
  return own === null ? value : `${own}; ${value}`;
}

function writeJson(contentType: string, _: WireMedia, value: unknown): WrittenBody {
  const refuse = (why: string): never => {
    throw new InvalidParameter('body', 'body', why);
  };
  return { contentType, pieces: [jsonText(value, { refuse })] };
}

/** Adds the first alternative whose credentials are all at hand. */
async function authorize(connection: Sending, operation: WireOperation, unsigned: Request): Promise<Request> {
  // A scheme may be called `constructor`: what every object inherits is no credential.
  const credentials = new Map(Object.entries(connection.options.credentials ?? {}));
  const schemes = new Map(Object.entries(connection.schemes));
  const chosen =
    operation.security.find((keys) => keys.every((key) => credentials.get(key) !== undefined)) ?? [];
  let request = unsigned;
  for (const key of chosen) {
    const [credential, scheme] = [credentials.get(key), schemes.get(key)];
    if (credential === undefined || !scheme) continue;
    const secret = typeof credential === 'string' ? credential : await credential(request.clone());
    const { withSecret } = connection;
    const isKey = scheme.type === 'apiKey';
    const { name = 'Authorization' } = scheme;
    if (isKey ? scheme.in === 'header' : scheme.scheme !== 'basic')
      request.headers.set(name, sendable(isKey ? secret : `Bearer ${secret}`, name));
    else request = withSecret?.(request, scheme, secret) ?? request;
  }
  return request;
}
