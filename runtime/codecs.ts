// Hides how what few operations need is written and read: generated functions name the codecs of their operation, and bundlers drop the others.
import { readAnyBody, readHeaders } from './answer-codecs.js';
import { randomBoundary, writeBody as write } from './body.js';
import { callBody } from './call-body.js';
import type { Codecs } from './client-types.js';
import { keyNames } from './credentials.js';
import { documentedMediaType } from './media-type.js';
import { parameterWriter } from './parameters.js';

export { writeJson } from './json-body.js';
export { readPlainBody } from './plain-answer.js';
export { textHeaders } from './text-headers.js';
export { documentedMediaType, readAnyBody, readHeaders };

/** Parameters of every style and place; names that a version or an API key is sent by are taken. */
export const writer: NonNullable<Codecs['writer']> = (operation, { version, schemes }) =>
  parameterWriter(operation, {
    query: [
      ...keyNames(operation, schemes, 'query'),
      ...(version?.in === 'query' ? [version.name ?? ''] : []),
    ],
    cookie: keyNames(operation, schemes, 'cookie'),
  });

/** Bodies of every kind. */
export const writeBody: NonNullable<Codecs['writeBody']> = (...call) =>
  callBody((mediaType, media, value) => {
    const { contentType, pieces } = write(mediaType, media, value, randomBoundary);
    const [first = ''] = pieces;
    // A stream stands alone.
    return { contentType, body: pieces.length === 1 ? first : new Blob(pieces as (string | Blob)[]) };
  }, call);

/** All cookies; of those that several hold by one name, what the first says, who is nearest to the call. */
export const joinCookies: NonNullable<Codecs['joinCookies']> = (sources) => {
  const cookies: string[] = [];
  const known = new Set<string>();
  for (const source of sources) {
    const sent = typeof source === 'string' ? source : new Headers(source).get('cookie');
    const pairs = (sent ?? '').split(';').map((pair) => pair.trim());
    const more = pairs.filter((pair) => pair !== '' && !known.has(nameOf(pair)));
    cookies.push(...more);
    for (const pair of more) known.add(nameOf(pair));
  }
  return cookies.join('; ');
};

function nameOf(cookie: string): string {
  return cookie.split('=', 1)[0] ?? '';
}

/** For operations that are not known beforehand. */
export const EVERY_CODEC: Codecs = {
  ...{ writer, writeBody, joinCookies, readHeaders },
  ...{ readBody: readAnyBody, mediaTypeOf: documentedMediaType },
};
