// Hides how what few operations need is written and read: generated functions name the codecs of their operation, and bundlers drop the others.
import { readAnyBody, readHeaders } from './answer-codecs.js';
import { randomBoundary, writeBody as write } from './body.js';
import type { Codecs } from './client.js';
import { keyNames } from './credentials.js';
import { parameterWriter } from './parameters.js';

export { readAnyBody, readHeaders };

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
export const writeBody: NonNullable<Codecs['writeBody']> = (mediaType, media, value) =>
  write(mediaType, media, value, randomBoundary);

/** For operations that are not known beforehand. */
export const EVERY_CODEC: Codecs = { writer, writeBody, readHeaders, readBody: readAnyBody };
