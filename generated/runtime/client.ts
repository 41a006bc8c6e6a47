// Hides the exchange from generated clients: builds the request, adds version and credentials, reads the answer by its documented form.
import { documentedMediaType } from './media-type.js';
import { buildRequest } from './parameters.js';
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
  /** The body as text, cut at 2,000 characters. */
  readonly body: string;

  constructor(operation: string, response: Response, body: string, why: string) {
    super(`${operation}: ${why}`);
    this.operation = operation;
    this.response = response;
    this.body = body;
  }
}

/** Everything a call may carry: parameters by place, and a body. */
export interface Input extends ParameterValues {
  readonly body?: unknown;
  readonly mediaType?: string;
}

/**
 * Makes one call.
 * @throws InvalidParameter where a value cannot be sent, UnexpectedAnswer where the answer is not documented, and what fetch throws
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
  const value = await readBody(operation, response, media);
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
  const init: RequestInit = {
    method: operation.method,
    headers,
    ...(body !== undefined && { body }),
    ...(options.signal && { signal: options.signal }),
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
  const credentials = connection.options.credentials ?? {};
  const chosen = operation.security.find((keys) => keys.every((key) => credentials[key] !== undefined)) ?? [];
  let request = new Request(url, init);
  for (const key of chosen) {
    const [credential, scheme] = [credentials[key], connection.schemes[key]];
    if (credential === undefined || !scheme) continue;
    const secret = typeof credential === 'string' ? credential : await credential(request.clone());
    if (scheme.type !== 'apiKey')
      request.headers.set(
        'authorization',
        scheme.scheme === 'basic' ? `Basic ${base64(secret)}` : `Bearer ${secret}`,
      );
    else if (scheme.in === 'header') request.headers.set(scheme.name ?? '', secret);
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

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

async function readBody(
  operation: WireOperation,
  response: Response,
  media: Readonly<Record<string, MediaKind>>,
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
      `the media type ${JSON.stringify(mediaType)} is not documented for status ${response.status}`,
    );
  if (kind === 'text') return response.text();
  if (kind === 'binary') return response.blob();
  if (kind === 'multipart') return response.formData();
  if (kind === 'form') return formOf(await response.text());
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new UnexpectedAnswer(
      operation.id,
      response,
      text.slice(0, 2000),
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
  const text = await response.text().catch(() => '');
  return new UnexpectedAnswer(operation.id, response, text.slice(0, 2000), why);
}
