// Hides how bytes become a value: by the documented media type, once for all checks.
import type { MediaContent } from '../../generator/model/types.js';
import { mediaKind } from '../../runtime/media-type.js';
import { contentOf } from '../lifecycle/refused-content.js';
import { fitsMediaType, parseMediaType } from '../media.js';
import { responseFor } from '../plan/expectation.js';
import type { Planned } from '../plan/types.js';
import { excerpt } from '../show.js';
import type { Answer } from './exchange.js';

/** `opaque`: of a kind that has no value to judge (binary, forms). `content`: the documented entry that it was read by. */
export type ReadBody =
  | { readonly kind: 'empty'; readonly content?: MediaContent }
  | { readonly kind: 'opaque' }
  | { readonly kind: 'value'; readonly content: MediaContent; readonly value: unknown }
  | {
      readonly kind: 'unreadable';
      readonly content: MediaContent;
      readonly message: string;
      readonly expected: string;
      readonly actual: string;
    };

export function readBody(planned: Planned, { status, headers, bytes }: Answer): ReadBody {
  const { expect, operation } = planned;
  const mediaType = headers.get('content-type');
  const documented = contentOf(planned, responseFor(operation, status), status);
  const shown = expect.kind === 'pair' ? expect.body?.mediaType : undefined;
  const content =
    documented.find((each) => mediaType !== null && fitsMediaType(mediaType, each.mediaType)) ??
    documented.find((each) => each.mediaType === shown) ??
    documented[0];
  if (bytes.byteLength === 0) return { kind: 'empty', ...(content && { content }) };
  if (!content) return { kind: 'opaque' };
  // Under `*/*` the answer itself says what it is.
  const kind = mediaKind(content.mediaType.includes('*') ? (mediaType ?? '') : content.mediaType);
  if (kind === 'json') return readJson(content, bytes);
  return kind === 'text' ? readText(content, bytes, mediaType ?? '') : { kind: 'opaque' };
}

function readJson(content: MediaContent, bytes: Uint8Array): ReadBody {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const actual = excerpt(new TextDecoder().decode(bytes.subarray(0, 480)));
    return {
      kind: 'unreadable',
      content,
      message: 'The body is not valid UTF-8.',
      expected: 'JSON in UTF-8',
      actual,
    };
  }
  try {
    return { kind: 'value', content, value: JSON.parse(text) };
  } catch {
    return {
      kind: 'unreadable',
      content,
      message: 'The body is not valid JSON.',
      expected: 'JSON',
      actual: excerpt(text),
    };
  }
}

/** What bytes say in JSON, whatever they are said to be; undefined where they are none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function readText(content: MediaContent, bytes: Uint8Array, mediaType: string): ReadBody {
  const charset = parseMediaType(mediaType).parameters.get('charset') ?? 'utf-8';
  try {
    return { kind: 'value', content, value: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    const message = `The body cannot be read as ${charset}, which its Content-Type says it is.`;
    const actual = excerpt(new TextDecoder().decode(bytes.subarray(0, 480)));
    return { kind: 'unreadable', content, message, expected: `text in ${charset}`, actual };
  }
}
