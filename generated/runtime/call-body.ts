// Hides how the body of a call comes into its request: which of the documented media types it is written in, and what is said of it.
import type { Codecs, WrittenBody } from './client-types.js';
import { InvalidParameter } from './invalid-parameter.js';
import { own } from './value-text.js';
import type { WireMedia } from './wire.js';

type Write = (mediaType: string, media: WireMedia, value: unknown) => WrittenBody;

/** @throws InvalidParameter for a media type that the operation does not have */
export function callBody(
  write: Write,
  [{ body: media }, input, headers, saying]: Parameters<NonNullable<Codecs['writeBody']>>,
): ReturnType<NonNullable<Codecs['writeBody']>> {
  if (input.body === undefined || !media) return {};
  const { mediaType = Object.keys(media.content)[0] ?? '' } = input;
  const form = own(media.content, mediaType);
  if (!form) throw new InvalidParameter(mediaType, 'body', 'is no media type of this operation');
  const { contentType, body } = write(mediaType, form, input.body);
  // What a caller says of a range is more than its value can say.
  if (!mediaType.includes('*') || !headers['content-type']) headers['content-type'] = saying(contentType);
  // What is sent while it is made: the platform asks to be told that the answer comes behind it.
  return { body, ...(body instanceof ReadableStream && { duplex: 'half' }) };
}
