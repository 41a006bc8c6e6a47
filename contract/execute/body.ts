// Hides how a documented body value becomes bytes: as the generated client writes it, but the same bytes every time.
import { writeBody as write } from '../../runtime/body.js';
import { formOf } from '../../runtime/media-type.js';
import type { BodyLike } from '../../runtime/wire.js';
import type { PlannedBody } from '../plan/types.js';

export interface WrittenBody {
  /** With the boundary, where there is one. */
  readonly contentType: string;
  readonly body: BodyLike;
  /** The same, for reports. */
  readonly text: string;
}

/**
 * Writes a body as its media type and its encodings want it.
 * @throws InvalidParameter for a value that such a body cannot carry
 */
export function writeBody({ mediaType, media, raw }: PlannedBody, value: unknown): WrittenBody {
  if (raw !== undefined) return { contentType: mediaType, body: raw, text: raw };
  const { kind } = formOf(media);
  const isWritten = kind === 'json' || kind === 'form' || kind === 'multipart' || typeof value === 'string';
  // A documented text, or bytes, may be shown as another value.
  const shown = isWritten ? value : JSON.stringify(value);
  const { contentType, pieces } = write(mediaType, media, shown, () => boundaryBeside(value));
  const texts = pieces.filter((piece) => typeof piece === 'string');
  const isText = texts.length === pieces.length;
  return {
    contentType,
    body: isText ? texts.join('') : (pieces[0] as BodyLike),
    text: isText ? texts.join('') : String(shown),
  };
}

/** A boundary that stands in no part. */
function boundaryBeside(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  let boundary = 'specpact';
  while (text.includes(boundary)) boundary += '-x';
  return boundary;
}
