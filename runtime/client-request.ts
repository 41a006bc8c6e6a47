// Hides how a call becomes a request that nobody has signed yet: parameters, headers and version; and when the platform is asked to make it.
import { assemble } from './assemble.js';
import type { Codecs, Input, RequestOptions, Sending } from './client-types.js';
import { plainParameter } from './plain-parameter.js';
import type { BodyLike, WireOperation } from './wire.js';

/** A request that is yet to be made: platforms make it of its parts in less time than of another request. */
export interface Draft {
  readonly url: string;
  readonly method: string;
  /** By names in lower case. */
  readonly headers: Record<string, string>;
  readonly body?: BodyLike;
  readonly signal: AbortSignal | undefined;
}

/** @throws InvalidParameter */
export function draftOf(
  urlOf: (path: string) => string,
  connection: Sending,
  operation: WireOperation,
  input: Input,
  options: RequestOptions,
  { writer, writeBody, joinCookies }: Codecs,
  signal: AbortSignal | undefined,
): Draft {
  const { options: shared, version, saying = (type) => type, withPair } = connection;
  // Whatever a header is called, it is one.
  const headers = Object.create(null) as Record<string, string>;
  const set = (name: string, text: string): void => {
    headers[name] = text;
  };
  let url = urlOf(assemble(operation, input, writer?.(operation, connection) ?? plainParameter, set));
  const cookie = joinCookies?.([headers['cookie'], options.headers, shared.headers]);
  for (const extra of [shared.headers, options.headers])
    if (extra) new Headers(extra).forEach((text, name) => void set(name, text));
  if (cookie) set('cookie', cookie);
  const { in: place, name = '', value = '' } = version ?? {};
  if (place === 'header') headers[name.toLowerCase()] ??= value;
  if (place === 'query' && withPair) url = withPair(url, name, value);
  const { answers, method } = operation;
  headers['accept'] ??=
    typesOf(answers)
      .map((type) => saying(type, version))
      .join(', ') || '*/*';
  const body = writeBody?.(operation, input, headers, (type) => saying(type, version));
  return { url, method, headers, signal, ...body };
}

const known = new WeakMap<WireOperation['answers'], string[]>();

/** All that may be answered. */
function typesOf(answers: WireOperation['answers']): string[] {
  const types = known.get(answers) ?? [...new Set(Object.values(answers).flatMap(Object.keys))];
  known.set(answers, types);
  return types;
}

export function isDraft(request: Draft | Request): request is Draft {
  return !('clone' in request);
}

/** Redirects are not followed: they would carry credentials to wherever the server says. */
export function initOf(draft: Draft): RequestInit {
  const { headers } = draft;
  // Platforms lose this one name of an object.
  const fields = '__proto__' in headers ? Object.entries(headers) : headers;
  return { ...draft, headers: fields, redirect: 'manual' } as RequestInit;
}

export function requestOf(request: Draft | Request): Request {
  return isDraft(request) ? new Request(request.url, initOf(request)) : request;
}
