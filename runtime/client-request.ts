// Hides how a call becomes a request that nobody has signed yet: parameters, headers, version and body.
import { assemble } from './assemble.js';
import type { Codecs, Input, RequestOptions, Sending } from './client-types.js';
import { InvalidParameter } from './invalid-parameter.js';
import { plainParameter } from './plain-parameter.js';
import { own } from './value-text.js';
import type { WireOperation } from './wire.js';

/** @throws InvalidParameter */
export function requestFor(
  urlOf: (path: string) => string,
  connection: Sending,
  operation: WireOperation,
  input: Input,
  options: RequestOptions,
  { writer, writeBody, joinCookies }: Codecs,
  signal: AbortSignal | undefined,
): Request {
  const { options: shared, version, saying = (type) => type, withPair } = connection;
  const { path, headers } = assemble(operation, input, writer?.(operation, connection) ?? plainParameter);
  const cookie = joinCookies?.([headers, options.headers, shared.headers]);
  for (const extra of [shared.headers, options.headers])
    new Headers(extra).forEach((value, name) => void headers.set(name, value));
  if (cookie) headers.set('cookie', cookie);
  let url = urlOf(path);
  if (version?.name !== undefined) {
    const { in: place, name, value } = version;
    if (place === 'header' && !headers.has(name)) headers.set(name, value);
    if (place === 'query' && withPair) url = withPair(url, name, value);
  }
  const { body: media, answers, method } = operation;
  if (!headers.has('accept')) {
    const types = new Set(Object.values(answers).flatMap(Object.keys));
    headers.set(
      'accept',
      [...(types.size > 0 ? types : ['*/*'])].map((type) => saying(type, version)).join(', '),
    );
  }
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers,
    redirect: 'manual',
    ...(signal && { signal }),
  };
  if (input.body !== undefined && media && writeBody) {
    const { mediaType = Object.keys(media.content)[0] ?? '' } = input;
    const form = own(media.content, mediaType);
    if (!form) throw new InvalidParameter(mediaType, 'body', 'is no media type of this operation');
    const { contentType, body } = writeBody(mediaType, form, input.body);
    // What a caller says of a range is more than its value can say.
    if (!mediaType.includes('*') || !headers.has('content-type'))
      headers.set('content-type', saying(contentType, version));
    init.body = body;
    // What is sent while it is made: the platform asks to be told that the answer comes behind it.
    if (body instanceof ReadableStream) init.duplex = 'half';
  }
  return new Request(url, init);
}
