// Hides how a documented body value becomes bytes: one way for each kind of media type, the same bytes every time.
import { mediaKind } from '../../runtime/media-type.js';
import { isObject } from '../pointer.js';

export interface WrittenBody {
  /** With the boundary, where there is one. */
  readonly contentType: string;
  readonly text: string;
}

/** Writes a body as its media type wants it (OpenAPI 3.1 §4.8.14, RFC 7578 for forms with files). */
export function writeBody(mediaType: string, value: unknown): WrittenBody {
  switch (mediaKind(mediaType)) {
    case 'json':
      return { contentType: mediaType, text: JSON.stringify(value) };
    case 'form':
      return { contentType: mediaType, text: new URLSearchParams(fieldsOf(value)).toString() };
    case 'multipart':
      return multipart(mediaType, fieldsOf(value));
    default:
      return { contentType: mediaType, text: fieldText(value) };
  }
}

/** One field a member; a list gives its name several times. */
function fieldsOf(value: unknown): [string, string][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member])
      .filter((item) => item !== undefined && item !== null)
      .map((item): [string, string] => [name, fieldText(item)]),
  );
}

function fieldText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function multipart(mediaType: string, fields: readonly [string, string][]): WrittenBody {
  let boundary = 'specpact';
  while (fields.some(([name, value]) => name.includes(boundary) || value.includes(boundary)))
    boundary += '-x';
  const quoted = (name: string) => name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  );
  return { contentType: `${mediaType}; boundary=${boundary}`, text: `${parts.join('')}--${boundary}--\r\n` };
}
