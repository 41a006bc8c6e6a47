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
  const form: WireForm = {
    kind,
    ...(encoding && { encoding }),
    ...(prefixEncoding && { prefixEncoding }),
    ...(itemEncoding && { itemEncoding }),
    ...(kind === 'multipart' && filesOf(content, document)),
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

/** By the form that they are fields of: operations share it. */
const files = new WeakMap<Shape, Pick<WireForm, 'files' | 'otherFiles'>>();

/** Which fields of a form are bytes: of those that its schema names, and the rest. */
function filesOf(
  { schema = true }: MediaContent,
  document: OpenApi31,
): Pick<WireForm, 'files' | 'otherFiles'> {
  const shape = shapesOf(document).of(referred(schema, document));
  const known = files.get(shape);
  if (known) return known;
  const named = [...shape.names].flatMap((name) => {
    const held = bytesHeld(shape.member(name), document);
    return held === undefined ? [] : [[name, held]];
  });
  const otherFiles = bytesHeld(shape.unlisted, document);
  const found: Pick<WireForm, 'files' | 'otherFiles'> = {
    ...(named.length > 0 && { files: Object.fromEntries(named) as NonNullable<WireForm['files']> }),
    ...(otherFiles !== undefined && { otherFiles }),
  };
  files.set(shape, found);
  return found;
}

/** What a schema refers to that does nothing else. */
function referred(schema: JsonSchema, document: OpenApi31): JsonSchema {
  if (typeof schema === 'boolean' || typeof schema['$ref'] !== 'string') return schema;
  return (Object.keys(schema).length === 1 && schemaAt(document, schema['$ref'])) || schema;
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
