// Hides what a request wants to be answered with (RFC 9110 §12.5.1).
import { essence, mediaKind } from './media-type.js';
import { remembered } from './remembered.js';

/** Says of a media type, or of a range of them, whether it may be sent. */
export type Accepts = (mediaType: string) => boolean;

/** Browsers send long ones; nobody sends one that is longer. */
const LONGEST = 8192;

/**
 * What an `Accept` header allows; without one, everything. Parameters are not looked at: they name versions and profiles, which nobody
 * documents. Whoever reads one kind of JSON reads any: `application/vnd.github+json` takes `application/json`.
 */
export function accepting(header: string | null): Accepts {
  return header === null || header.length > LONGEST ? everything : byHeader(header);
}

const everything: Accepts = () => true;
const byHeader = /* @__PURE__ */ remembered(allowedBy);

function allowedBy(header: string): Accepts {
  if (header.trim() === '') return everything;
  const ranges = header.split(',').map((part) => ({ range: essence(part), wanted: !REFUSED.test(part) }));
  const readsJson = ranges.some(({ range, wanted }) => wanted && mediaKind(range) === 'json');
  return (mediaType) => {
    const type = essence(mediaType);
    // The most specific one decides.
    for (const fits of [same, sameType, any]) {
      const found = ranges.find(({ range }) => fits(range, type));
      if (found) return found.wanted;
    }
    return (
      (readsJson && mediaKind(type) === 'json') ||
      ranges.some(({ range, wanted }) => wanted && sameType(type, range))
    );
  };
}

/** `q=0`. */
const REFUSED = /;\s*q\s*=\s*0(\.0*)?\s*(;|$)/i;

const same = (range: string, type: string) => range === type;
const sameType = (range: string, type: string) => range.endsWith('/*') && type.startsWith(range.slice(0, -1));
const any = (range: string) => range === '*/*' || range === '*';
