// Hides the exchange from generated clients: a request is built, sent, and its answer read by its documented form.
import { authorized } from './authorize.js';
import { baseOf } from './base-url.js';
import { requestFor } from './client-request.js';
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
  const {
    timeout,
    middleware = [],
    bodyLimit = BODY_LIMIT,
    validators,
    fetch: exchange = fetch,
  } = connection.options;
  // Not AbortSignal.timeout: what is to come of a stream may take its time.
  const late = new AbortController();
  const why = `${operation.id}: no answer within ${timeout} ms`;
  const timer = timeout && setTimeout(() => late.abort(new DOMException(why, 'TimeoutError')), timeout);
  const given = [options.signal, timer && late.signal].filter((signal) => signal instanceof AbortSignal);
  const signal = given.length > 1 ? AbortSignal.any(given) : given[0];
  try {
    const request = await requestFor(urlOf, connection, operation, input, options, codecs, signal);
    const response = await middleware.reduceRight<(request: Request) => Promise<Response>>(
      (next, one) => (each) => one(each, next, operation),
      // Signed anew each time that it is sent, and not where middleware can see it.
      async (each) =>
        exchange(await authorized(connection, operation, middleware.length > 0 ? new Request(each) : each)),
    )(request);
    const { otherVersion, watch, version } = connection;
    const other = await otherVersion?.(operation.name, version, request, response);
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
    return await (watch?.({ operation, request, response }, answer) ?? answer);
  } finally {
    clearTimeout(timer);
  }
}

const BODY_LIMIT = 64 * 1024 * 1024;
