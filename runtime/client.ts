// Hides the exchange from generated clients: a request is built, sent, and its answer read by its documented form.
import { authorized } from './authorize.js';
import { baseOf } from './base-url.js';
import { type Draft, draftOf, initOf, isDraft, requestOf } from './client-request.js';
import type {
  ClientOptions,
  Codecs,
  Connection,
  ConnectionCodecs,
  Input,
  RequestOptions,
  Sending,
} from './client-types.js';
import { type Result, readAnswer } from './result.js';
import type { Answer, OperationValidators, WireOperation, WireVersion } from './wire.js';

export { VersionMismatch } from './answered-version.js';
export type * from './client-types.js';
export { filenameOf } from './disposition.js';
export { InvalidParameter } from './invalid-parameter.js';
export { StreamBroken } from './items.js';
export { ApiError, type ErrorOf, orThrow } from './or-throw.js';
export { UnexpectedAnswer } from './unexpected.js';
export type { Result };

/** @throws TypeError where `baseUrl` is none, before anything is called */
export function connectionOf(
  options: ClientOptions,
  schemes: Connection['schemes'],
  version: WireVersion,
  codecs?: ConnectionCodecs,
): Connection {
  const { origin, pathname } = baseOf((options as Partial<ClientOptions> | undefined)?.baseUrl);
  const base = origin + pathname.replace(/\/+$/, '');
  return { options, base, schemes, version, ...codecs, ...options.lifecycle };
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
  // By concatenation: resolved against a base, a path of `//other.host/` would name another host.
  return sendTo((path) => connection.base + path, connection, operation, input, options, codecs);
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
  const { otherVersion, watch, version, options: shared } = connection;
  const { timeout, middleware = [], bodyLimit = BODY_LIMIT, validators, fetch: given } = shared;
  // Not AbortSignal.timeout: what is to come of a stream may take its time.
  const late = timeout ? new AbortController() : undefined;
  const why = `${operation.id}: no answer within ${timeout} ms`;
  const timer = late && setTimeout(() => late.abort(new DOMException(why, 'TimeoutError')), timeout);
  const signals = [options.signal, late?.signal].filter((signal) => signal instanceof AbortSignal);
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  // Signed anew each time that it is sent, and not where middleware can see it.
  const exchange = async (unsigned: Draft | Request): Promise<Response> => {
    const signed = await authorized(connection, operation, unsigned);
    if (given) return given(requestOf(signed));
    return isDraft(signed) ? fetch(signed.url, initOf(signed)) : fetch(signed);
  };
  try {
    const draft = draftOf(urlOf, connection, operation, input, options, codecs, signal);
    const begun = middleware.length > 0 ? requestOf(draft) : draft;
    const response = await (isDraft(begun)
      ? exchange(begun)
      : middleware.reduceRight<(request: Request) => Promise<Response>>(
          (next, one) => (each) => one(each, next, operation),
          (each) => exchange(new Request(each)),
        )(begun));
    const asked = (name: string) => (isDraft(begun) ? begun.headers[name] : begun.headers.get(name));
    const other = await otherVersion?.(operation.name, version, asked, response);
    if (other) throw other;
    const answer = readAnswer<A, O>(
      operation,
      response,
      {
        limit: bodyLimit,
        binary: options.binary,
        validators: validators?.[operation.name] as OperationValidators | undefined,
        signal,
      },
      codecs,
    );
    return await (watch?.(
      { operation, request: { url: begun.url, headers: new Headers(begun.headers) }, response },
      answer,
    ) ?? answer);
  } finally {
    clearTimeout(timer);
  }
}

const BODY_LIMIT = 67_108_864;
