// Hides what a media type says (RFC 9110 §8.3): which one it is, whether a documented range covers it, and how its bodies are written.
import type { MediaKind } from './wire.js';

/** `type/subtype` in lower case, without parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The documented media type or range (`application/*`) that a sent one falls under; an exact one before a range. */
export function documentedMediaType(documented: readonly string[], sent: string): string | undefined {
  const type = essence(sent);
  return (
    documented.find((each) => essence(each) === type) ??
    documented.find((each) => covers(essence(each), type))
  );
}

/** A media range covers a media type (RFC 9110 §12.5.1). */
function covers(range: string, type: string): boolean {
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

/** The kind of wire form of a media type (structured suffixes of RFC 6839 included). */
export function mediaKind(mediaType: string): MediaKind {
  const type = essence(mediaType);
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  if (type.startsWith('text/') || type === 'application/xml' || type.endsWith('+xml')) return 'text';
  return 'binary';
}
