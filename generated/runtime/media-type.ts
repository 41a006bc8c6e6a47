// Hides what a media type says (RFC 9110 §8.3): which one it is, whether a documented range covers it, and how its bodies are written.
import type { MediaKind, StreamKind, WireForm, WireMedia } from './wire.js';

/** Nobody has registered one of them, and all are met. */
const JSON_LINES =
  /^(application|text)\/((x-)?(jsonl|jsonlines|json-lines|json-stream|ndjson|ldjson)|stream\+json|.+\+(jsonl|ndjson))$/;

/** `type/subtype` in lower case, without parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * The documented media type or range (`application/*`) that a sent one falls under: an exact one before a range, and among those the one
 * that shares the most parameters with it.
 */
export function documentedMediaType(documented: readonly string[], sent: string): string | undefined {
  const type = essence(sent);
  const exact = documented.filter((each) => essence(each) === type);
  if (exact.length > 1) {
    const given = parametersOf(sent);
    const shared = exact.map((each) => parametersOf(each).filter((one) => given.includes(one)).length);
    return exact[shared.indexOf(Math.max(...shared))];
  }
  return exact[0] ?? documented.find((each) => covers(essence(each), type));
}

/** `name=value` in lower case, without the quotes that a value may stand in. */
function parametersOf(mediaType: string): string[] {
  const [, ...parameters] = mediaType.toLowerCase().split(';');
  return parameters.map((each) => each.trim().replace(/^([^=]*)="(.*)"$/, '$1=$2'));
}

/** The value of one parameter, in lower case; empty where there is none. */
export function mediaTypeParameter(mediaType: string, name: string): string {
  const start = `${name.toLowerCase()}=`;
  return (
    parametersOf(mediaType)
      .find((each) => each.startsWith(start))
      ?.slice(start.length) ?? ''
  );
}

/** A media range covers a media type (RFC 9110 §12.5.1). */
export function covers(range: string, type: string): boolean {
  return range === '*/*' || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

/** UTF-8 where none is named (RFC 9110 §8.3.2). */
export function charsetOf(contentType: string): string {
  return /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType)?.[1] ?? 'utf-8';
}

/** The kind of wire form of a media type (structured suffixes of RFC 6839 included). */
export function mediaKind(mediaType: string): MediaKind {
  const type = essence(mediaType);
  if (JSON_LINES.test(type)) return 'jsonLines';
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  if (type === 'text/event-stream') return 'events';
  if (type === 'application/json-seq' || type.endsWith('+json-seq')) return 'jsonSequence';
  if (type.startsWith('text/') || type === 'application/xml' || type.endsWith('+xml')) return 'text';
  return 'binary';
}

/** What is documented of a body, in full. */
export function formOf(media: WireMedia): WireForm {
  return typeof media === 'string' ? { kind: media } : media;
}

export function isStream(kind: MediaKind): kind is StreamKind {
  return kind.endsWith('Events') || kind === 'events' || kind === 'jsonLines' || kind === 'jsonSequence';
}
