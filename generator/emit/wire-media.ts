// Hides which bodies need more than the kind of their media type to be written and read.
import type { Shape } from '../../runtime/shape.js';
import type { BytesHeld, WireForm, WireMedia } from '../../runtime/wire.js';
import { bytesIn } from '../model/binary.js';
import { schemaAt } from '../model/references.js';
import type { JsonSchema, MediaContent } from '../model/types.js';
import type { OpenApi31 } from '../spec/types.js';
import { shapesOf } from './sketch.js';

/** A kind, or a form with what is unusual about its fields. */
export function wireMedia(content: MediaContent, document: OpenApi31): WireMedia {
  const { kind } = content;
  if (kind !== 'form' && kind !== 'multipart') return kind;
  const { encoding, prefixEncoding, itemEncoding } = content;
  const files = kind === 'multipart' ? filesOf(content, document) : {};
  const shape = kind === 'multipart' ? shapesOf(document).of(content.schema ?? true) : undefined;
  const otherFiles = bytesHeld(shape?.unlisted, document);
  const form: WireForm = {
    kind,
    ...(encoding && { encoding }),
    ...(prefixEncoding && { prefixEncoding }),
    ...(itemEncoding && { itemEncoding }),
    ...(Object.keys(files).length > 0 && { files }),
    ...(otherFiles !== undefined && { otherFiles }),
  };
  return Object.keys(form).length > 1 ? form : kind;
}

/**
 * The schema that a body is judged by, as text or field by field. Undefined: there is nothing that a schema could say of it, because it
 * describes what the text or the bytes hold.
 */
export function judgedBody({ kind, schema }: MediaContent, document: OpenApi31): JsonSchema | undefined {
  if (schema === undefined || kind === 'json' || kind === 'form' || kind === 'multipart') return schema;
  if (kind === 'binary') return lengthsOf(schema, document);
  const isText = shapesOf(document).of(schema).types.has('string');
  const isPlain =
    typeof schema === 'object' &&
    Object.keys(schema).every(
      (keyword) => SAID_BY_KIND.has(keyword) || (keyword === 'format' && schema[keyword] === 'binary'),
    );
  return isText && !isPlain ? schema : undefined;
}

/** All that a schema can say of bytes, by itself or where it refers to. Formats (`byte`) and patterns are of texts. */
function lengthsOf(schema: JsonSchema, document: OpenApi31): JsonSchema | undefined {
  if (typeof schema === 'boolean') return undefined;
  const target = typeof schema['$ref'] === 'string' ? schemaAt(document, schema['$ref']) : undefined;
  const lengths = [target, schema].flatMap((each) =>
    Object.entries(typeof each === 'object' ? each : {}).filter(([keyword]) => LENGTHS.has(keyword)),
  );
  return lengths.length > 0 ? Object.fromEntries(lengths) : undefined;
}

const LENGTHS: ReadonlySet<string> = new Set(['minLength', 'maxLength']);

/** Keywords that tell text from bytes, which the media type has done. */
const SAID_BY_KIND: ReadonlySet<string> = new Set([
  ...['type', 'contentMediaType', 'contentEncoding'],
  ...['title', 'description', 'example', 'examples', 'deprecated', '$comment'],
]);

function filesOf({ schema = true }: MediaContent, document: OpenApi31): NonNullable<WireForm['files']> {
  const shape = shapesOf(document).of(schema);
  const fields = [...shape.names].flatMap((name) => {
    const held = bytesHeld(shape.member(name), document);
    return held === undefined ? [] : [[name, held]];
  });
  return Object.fromEntries(fields);
}

/** Whether the values of a shape are bytes: always, or besides others. */
function bytesHeld(shape: Shape | undefined, document: OpenApi31): BytesHeld | undefined {
  const schemas = shape?.schemas ?? [];
  const bytes = schemas
    .map((each) => bytesIn(each as JsonSchema, document))
    .filter((each) => each !== undefined);
  if (bytes.length === 0) return undefined;
  return bytes.length === schemas.length && bytes.every((each) => each === 'only') ? 'only' : 'also';
}
