// Hides what the document says of how a body is written: the kind of its media type, and how its fields are.
import type { Operation } from '../../generator/model/types.js';
import { mediaKind } from '../../runtime/media-type.js';
import type { PlannedBody } from './types.js';

/** A body of one of the operation's media types, or of one that it does not document. */
export function plannedBody({ body }: Operation, mediaType: string): PlannedBody {
  const content = body?.content.find((each) => each.mediaType === mediaType);
  if (!content) return { mediaType, media: mediaKind(mediaType) };
  const { kind, encoding, prefixEncoding, itemEncoding } = content;
  const media = {
    kind,
    ...(encoding && { encoding }),
    ...(prefixEncoding && { prefixEncoding }),
    ...(itemEncoding && { itemEncoding }),
  };
  return { mediaType, media };
}
