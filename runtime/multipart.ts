// Hides how parts become a multipart body and back: boundaries, headers of parts, names of fields and files (RFC 2046 §5.1, RFC 7578).
import { extendedValue } from './disposition.js';

/** A part to be written. */
export interface Part {
  /** The field; absent in bodies whose parts have no names. */
  readonly name?: string;
  readonly filename?: string;
  /** Absent: a text, which needs none. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content: string | Blob;
}

/** A part that was read. */
export interface ReadPart {
  readonly name: string | undefined;
  readonly filename: string | undefined;
  /** As sent; undefined where nothing was. */
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A body of parts, in pieces: nothing of what they hold is copied. The boundary must stand in none of them. */
export function pieces(parts: readonly Part[], boundary: string): (string | Blob)[] {
  const all = parts.flatMap((part) => [`--${boundary}\r\n${headersOf(part)}\r\n`, part.content, '\r\n']);
  return [...all, `--${boundary}--\r\n`];
}

function headersOf({ name, filename, contentType, headers = {} }: Part): string {
  const disposition =
    (name === undefined ? 'attachment' : `form-data; name="${quoted(name)}"`) +
    (filename === undefined ? '' : `; filename="${quoted(filename)}"`);
  const lines = [
    ...(disposition === 'attachment' ? [] : [['Content-Disposition', disposition]]),
    ...(contentType === undefined ? [] : [['Content-Type', contentType]]),
    ...Object.entries(headers),
  ];
  return lines.map(([key, value]) => `${key}: ${value}\r\n`).join('');
}

/** As browsers write it: three characters are escaped, and nothing tells an escape from its own spelling. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, encodeURIComponent);
}

function unquoted(text: string): string {
  return text.replace(/%(?:22|0D|0A)/gi, decodeURIComponent);
}

/** Bytes that the headers of one part may have. */
const MAX_HEAD = 16_384;

/** @throws SyntaxError where the bytes are no parts between these boundaries */
export function readParts(bytes: Uint8Array<ArrayBuffer>, boundary: string): ReadPart[] {
  // One character a byte: places in the text are places in the bytes.
  const text = new TextDecoder('latin1').decode(bytes);
  const parts: ReadPart[] = [];
  const delimiter = `--${boundary}`;
  let at = text.startsWith(delimiter) ? 0 : next(text, delimiter, 0).after;
  for (;;) {
    at += delimiter.length;
    if (text.startsWith('--', at)) return parts;
    const start = lineEnd(text, at);
    if (start < 0) throw new SyntaxError('Something stands behind a boundary.');
    // A part without headers begins with the empty line.
    const blank = text.startsWith('\r\n', start) ? start : text.indexOf('\r\n\r\n', start) + 2;
    if (blank === 1) throw new SyntaxError('The headers of a part do not end.');
    const { before, after } = next(text, delimiter, blank);
    if (blank - start > MAX_HEAD) throw new SyntaxError('The headers of a part are too long.');
    const content = blank + 2;
    parts.push(partOf(bytes.subarray(start, blank), bytes.slice(content, Math.max(content, before))));
    at = after;
  }
}

/** The next delimiter: where the line before it ends, and where it begins. */
function next(text: string, delimiter: string, from: number): { before: number; after: number } {
  for (
    let at = text.indexOf(`\r\n${delimiter}`, from);
    at >= 0;
    at = text.indexOf(`\r\n${delimiter}`, at + 2)
  ) {
    const end = at + 2 + delimiter.length;
    if (text.startsWith('--', end) || lineEnd(text, end) >= 0) return { before: at, after: at + 2 };
  }
  throw new SyntaxError('The parts do not end.');
}

/** Behind the line end after white space; negative where something else stands there. */
function lineEnd(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text.startsWith('\r\n', at) ? at + 2 : -1;
}

function partOf(head: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): ReadPart {
  const headers = new Map<string, string>();
  for (const line of new TextDecoder().decode(head).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const parameters = parametersOf(headers.get('content-disposition') ?? '');
  return {
    name: parameters.get('name'),
    filename: extendedValue(parameters.get('filename*')) ?? parameters.get('filename'),
    contentType: headers.get('content-type'),
    bytes,
  };
}

/**
 * The parameters of a disposition, names in lower case. Between quotes browsers escape nothing by a backslash, others do: what closes is
 * the quote that a semicolon or the end follows.
 */
function parametersOf(header: string): Map<string, string> {
  const found = new Map<string, string>();
  let equals = -1;
  for (let at = header.indexOf(';'); at >= 0; at = header.indexOf(';', at)) {
    // Looked for again only behind the last one: of semicolons there may be thousands.
    if (equals < at) equals = header.indexOf('=', at);
    const next = header.indexOf(';', at + 1);
    if (equals < 0) break;
    if (next >= 0 && next < equals) {
      at = next;
      continue;
    }
    const key = header
      .slice(at + 1, equals)
      .trim()
      .toLowerCase();
    const start = skipSpace(header, equals + 1);
    const isQuoted = header[start] === '"';
    const end = isQuoted ? closing(header, start + 1) : next;
    const value = header.slice(isQuoted ? start + 1 : start, end < 0 ? undefined : end);
    if (!found.has(key)) found.set(key, isQuoted ? unquoted(value.replaceAll('\\"', '"')) : value.trim());
    if (end < 0) break;
    at = end;
  }
  return found;
}

/** The quote that closes; negative where none does. */
function closing(header: string, from: number): number {
  for (let at = header.indexOf('"', from); at >= 0; at = header.indexOf('"', at + 1)) {
    const after = skipSpace(header, at + 1);
    if (after === header.length || header[after] === ';') return at;
  }
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** The boundary that a content type names. @throws SyntaxError where it names none */
export function boundaryOf(contentType: string): string {
  const found = /;\s*boundary=(?:"([^"]*)"|([^";\s]+))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2] ?? '';
  if (boundary === '') throw new SyntaxError('There is no boundary.');
  return boundary;
}
