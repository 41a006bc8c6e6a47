// Hides how the bytes of a body become a value: the inverse of body.ts, and tolerant of what other clients write.
import { document, fieldsOf, formValue, howOf, RAW } from './decode-pairs.js';
import { parsedJson } from './json.js';
import { pointerAt } from './json-pointer.js';
import { charsetOf, covers, essence, formOf, mediaKind } from './media-type.js';
import { boundaryOf, type ReadPart, readParts } from './multipart.js';
import type { Violation } from './problem.js';
import { ANY, type Shape } from './shape.js';
import type { BytesHeld, WireEncoding, WireForm, WireMedia } from './wire.js';

/** A body, and what of it breaks the document before any schema is asked. */
export interface ReadBody {
  readonly value: unknown;
  /** The same, as schemas can judge it. */
  readonly judged: unknown;
  readonly violations: readonly Violation[];
}

/**
 * @param contentType as sent
 * @throws SyntaxError, TypeError or RangeError where the bytes are none of that type
 */
export function readBody(
  bytes: Uint8Array<ArrayBuffer>,
  media: WireMedia,
  contentType: string,
  shape: Shape,
): ReadBody {
  const form = formOf(media);
  if (form.kind === 'binary' || form.kind === 'multipart') {
    const { value, violations } =
      form.kind === 'binary'
        ? { value: new Blob([bytes], { type: contentType }), violations: [] }
        : multipart(readParts(bytes, boundaryOf(contentType)), form, shape);
    return { value, judged: asTexts(value), violations };
  }
  // What begins a file in some editors is no part of JSON.
  const text = textOf(bytes, contentType, form.kind !== 'json');
  const value = textValue(text, form, shape);
  return { value, judged: value, violations: [] };
}

export function textValue(text: string, { kind, encoding }: WireForm, shape: Shape): unknown {
  if (kind === 'json') return parsedJson(text);
  if (kind !== 'form') return text;
  // A form that no schema takes apart.
  const isText = shape.has('string') && !shape.has('object');
  return isText ? text : formValue(text, shape, encoding);
}

/** By the charset that is named (RFC 9110 §8.3.2), else UTF-8. @throws RangeError, TypeError */
function textOf(bytes: Uint8Array<ArrayBuffer>, contentType: string, ignoreBOM = true): string {
  const charset = charsetOf(contentType);
  if (/^utf-?8$/i.test(charset)) return (ignoreBOM ? UTF_8 : UTF_8_WITHOUT_MARK).decode(bytes);
  return new TextDecoder(charset, { fatal: true, ignoreBOM }).decode(bytes);
}

/** They keep nothing of what they have decoded. */
const UTF_8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const UTF_8_WITHOUT_MARK = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/** Parts of the wrong type that are told of, as many as validators tell of values. */
const MAX_TOLD = 100;

/** Named parts as an object, parts without names as a list. */
function multipart(parts: readonly ReadPart[], form: WireForm, shape: Shape): Omit<ReadBody, 'judged'> {
  const { encoding = {}, prefixEncoding = [], itemEncoding, files = {}, otherFiles } = form;
  const violations: Violation[] = [];
  const judged = (part: ReadPart, how: WireEncoding | undefined, at: string): void => {
    if (violations.length === MAX_TOLD || isAllowed(part, how?.contentType)) return;
    const message = `must be of type ${how?.contentType}`;
    violations.push({
      pointer: pointerAt('/body', at),
      rule: 'contentType',
      message,
    });
  };
  const isUnnamed = shape.isOpen && parts.length > 0 && parts.every(({ name }) => name === undefined);
  if (isUnnamed || (shape.has('array') && !shape.has('object'))) {
    const value = parts.map((part, index) => {
      judged(part, prefixEncoding[index] ?? itemEncoding, String(index));
      return partValue(part, shape.item(index) ?? ANY, 'also');
    });
    return { value, violations };
  }
  const fileIn = (name: string) =>
    Object.hasOwn(files, name) ? files[name] : shape.names.has(name) ? undefined : otherFiles;
  const named = parts.flatMap((part) => (part.name === undefined ? [] : [[part.name, part] as const]));
  const value = fieldsOf(named, shape, encoding, {
    spelling: RAW,
    text: (part) => textOf(part.bytes, part.contentType ?? ''),
    value: (part, own, name) => {
      judged(part, howOf(encoding, name), name);
      return partValue(part, own, fileIn(name));
    },
  });
  return { value, violations };
}

/** The bytes of a file, or the value that a text stands for. Where the schema leaves it open, the part says what it is. */
function partValue(part: ReadPart, shape: Shape, file: BytesHeld | undefined): unknown {
  const { contentType = 'text/plain', filename, bytes } = part;
  const kind = mediaKind(contentType);
  const isFile = filename !== undefined || (kind !== 'text' && kind !== 'json');
  if (file === 'only' || (isFile && (file === 'also' || shape.isOpen))) return fileOf(part);
  return document(
    { mediaType: kind === 'json' ? contentType : 'text/plain' },
    textOf(bytes, contentType),
    shape,
  );
}

function fileOf({ bytes, filename, contentType }: ReadPart): Blob {
  const type = contentType ?? 'application/octet-stream';
  return filename === undefined ? new Blob([bytes], { type }) : new File([bytes], filename, { type });
}

/** Files must be of the type that the document asks for; a text is whatever it says. */
function isAllowed({ contentType, filename }: ReadPart, wanted: string | undefined): boolean {
  if (wanted === undefined || filename === undefined) return true;
  const type = essence(contentType ?? 'application/octet-stream');
  return wanted.split(',').some((each) => essence(each) === type || covers(essence(each), type));
}

/** What a schema is told of the length of bytes; longer ones count as this. */
const LONGEST = 16_777_216;

/** A value for schemas, which know no bytes: a text of as many characters stands for them. */
export function asTexts(value: unknown): unknown {
  if (value instanceof Blob) return ' '.repeat(Math.min(value.size, LONGEST));
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asTexts(member)]));
}
