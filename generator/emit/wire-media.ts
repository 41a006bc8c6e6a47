// Hides which bodies need more than the kind of their media type to be written and read.
import type { WireForm, WireMedia } from '../../runtime/wire.js';
import { bytesIn } from '../model/binary.js';
import type { JsonSchema, MediaContent } from '../model/types.js';
import type { OpenApi31 } from '../spec/types.js';
import { membersOf, readShape, shapeOf } from './shape.js';

/** A kind, or a form with what is unusual about its fields. */
export function wireMedia(content: MediaContent, document: OpenApi31): WireMedia {
  const { kind, schema = true } = content;
  if (kind !== 'form' && kind !== 'multipart') return kind;
  const { encoding, prefixEncoding, itemEncoding } = content;
  const shape = readShape(schema, document);
  const files = kind === 'multipart' ? filesOf(content, document) : {};
  const form: WireForm = {
    kind,
    ...(encoding && { encoding }),
    ...(prefixEncoding && { prefixEncoding }),
    ...(itemEncoding && { itemEncoding }),
    ...(Object.keys(files).length > 0 && { files }),
    ...(shape && { shape }),
  };
  return Object.keys(form).length > 1 ? form : kind;
}

/**
 * The schema that a body is judged by, as text or field by field. Undefined: there is nothing that a schema could say of it, because it
 * describes what the text or the bytes hold.
 */
export function judgedBody({ kind, schema }: MediaContent, document: OpenApi31): JsonSchema | undefined {
  if (schema === undefined || kind === 'json' || kind === 'form' || kind === 'multipart') return schema;
  const { types } = shapeOf(schema, document);
  const isText = types === '' || types.split(' ').includes('string');
  const isPlain =
    typeof schema === 'object' &&
    Object.keys(schema).every(
      (keyword) => SAID_BY_KIND.has(keyword) || (keyword === 'format' && schema[keyword] === 'binary'),
    );
  return isText && !isPlain ? schema : undefined;
}

/** Keywords that tell text from bytes, which the media type has done. */
const SAID_BY_KIND: ReadonlySet<string> = new Set([
  ...['type', 'contentMediaType', 'contentEncoding'],
  ...['title', 'description', 'example', 'examples', 'deprecated', '$comment'],
]);

function filesOf({ schema = true }: MediaContent, document: OpenApi31): NonNullable<WireForm['files']> {
  const fields = [...membersOf(schema, document)].flatMap(([name, schemas]) => {
    const bytes = schemas.map((each) => bytesIn(each, document)).filter((each) => each !== undefined);
    if (bytes.length === 0) return [];
    const isOnly = bytes.length === schemas.length && bytes.every((each) => each === 'only');
    return [[name, isOnly ? ('only' as const) : ('also' as const)]];
  });
  return Object.fromEntries(fields);
}
