// Hides versions and secrets that stand elsewhere than in a header of their own: in queries, media types, cookies, and as Basic.
import { otherMediaVersion, otherVersion } from './answered-version.js';
import type { ConnectionCodecs } from './client-types.js';
import { sendable } from './header-text.js';
import { mediaTypeParameter } from './media-type.js';

export { otherMediaVersion, otherVersion };

/** A media type with the version as its parameter, where a selector says it so and the document does not. */
export const saying: NonNullable<ConnectionCodecs['saying']> = (mediaType, version) => {
  if (version?.in !== 'media-type' || mediaTypeParameter(mediaType, version.name ?? '') !== '')
    return mediaType;
  const { name, value } = version;
  return `${mediaType}; ${name}=${/^[\w.!#$%&'*+^`|~-]+$/.test(value) ? value : JSON.stringify(value)}`;
};

/** Beside what stands there, which `searchParams` would write anew in its own way. */
export const withPair: NonNullable<ConnectionCodecs['withPair']> = (url, name, value) => {
  const whole = new URL(url);
  whole.search += `${whole.search === '' ? '' : '&'}${new URLSearchParams([[name, value]])}`;
  return whole.href;
};

export const withSecret: NonNullable<ConnectionCodecs['withSecret']> = (request, scheme, secret) => {
  const { name = '' } = scheme;
  if (scheme.in === 'query') return new Request(withPair(request.url, name, secret), request);
  const { headers } = request;
  if (scheme.in === 'cookie') {
    // Platforms join what is appended in different ways.
    const [others, own] = [headers.get('cookie'), `${name}=${encodeURIComponent(secret)}`];
    headers.set('cookie', others === null ? own : `${others}; ${own}`);
  } else headers.set('authorization', sendable(`Basic ${base64(secret)}`, 'Authorization'));
  return request;
};

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** For what has no version, and security schemes that are not known beforehand: webhooks and callbacks. */
export const EVERY_PLACE: ConnectionCodecs = { saying, withPair, withSecret };
