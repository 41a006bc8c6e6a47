// Hides how answers are read that are one text, or bytes.
import { charsetOf } from './media-type.js';
import { type AnswerCodecs, wholeText } from './result.js';

type ReadBody = NonNullable<AnswerCodecs['readBody']>;

/** Of text and bytes. */
export const readPlainBody: ReadBody = async (response, { kind }, reading) => {
  if (kind !== 'binary') return wholeText(response, reading, decoderOf(response));
  return reading.binary === 'stream' ? (response.body ?? new Blob([]).stream()) : response.blob();
};

/** By the charset that an answer names, where the platform knows it. */
export function decoderOf({ headers }: Response): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charsetOf(headers.get('content-type') ?? ''));
  } catch {
    return new TextDecoder();
  }
}
