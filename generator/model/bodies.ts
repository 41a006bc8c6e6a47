// Hides how documents describe what travels in bodies and headers: media types, examples, responses.

import { pointerAt } from '../source.js';
import { isTree } from '../spec/forms.js';
import { buildEncodings } from './encodings.js';
import { buildLinks } from './links.js';
import { contentKind, wholeSchema } from './streams.js';
import type {
  ApiResponse,
  Body,
  JsonSchema,
  MediaContent,
  Method,
  NamedExample,
  ResponseHeader,
} from './types.js';
import { optional, own, type Place, text, type Walk } from './walk.js';

/** The name of an example that the document gives without one (`example:`). */
export const UNNAMED_EXAMPLE = 'example';

/** Methods whose requests have no body: HTTP gives it no meaning (RFC 9110 §9.3), and no browser sends one. */
const BODILESS: ReadonlySet<Method> = new Set(['get', 'head', 'trace']);

export function buildBody(walk: Walk, operation: Place, method: Method): Body | undefined {
  const place = walk.child(operation, 'requestBody');
  if (!place) return undefined;
  const body = {
    required: walk.flag(place, 'required'),
    ...optional('description', text(place, 'description')),
    content: buildContent(walk, place),
    source: place.pointer,
  };
  if (!BODILESS.has(method)) return body;
  if (body.required)
    walk.report(
      'body-ignored',
      place.pointer,
      `A ${method.toUpperCase()} request has no body: nothing asks for this one.`,
      'Use POST, PUT, PATCH or QUERY, or make it parameters.',
      'warning',
    );
  return undefined;
}

/** Every status of an operation: numbers ascending, then ranges, then `default`. */
export function buildResponses(walk: Walk, operation: Place): ApiResponse[] {
  const responses = walk.entries(operation, 'responses').flatMap(([status, place]) => {
    if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      const pointer = pointerAt(operation.pointer, 'responses', status);
      walk.report(
        'status-key-invalid',
        pointer,
        `${JSON.stringify(status)} is not a status.`,
        'Write three digits, a range such as 4XX, or default.',
      );
      return [];
    }
    return [buildResponse(walk, status, place)];
  });
  return responses.sort((a, b) => statusRank(a.status) - statusRank(b.status));
}

function buildResponse(walk: Walk, status: string, place: Place): ApiResponse {
  return {
    status,
    description: text(place, 'description') ?? '',
    headers: walk
      .entries(place, 'headers')
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, header]) => buildHeader(walk, name, header)),
    content: buildContent(walk, place),
    links: buildLinks(walk, place),
    source: place.pointer,
  };
}

function buildHeader(walk: Walk, name: string, place: Place): ResponseHeader {
  return {
    name,
    required: walk.flag(place, 'required'),
    schema: schemaOf(walk, place),
    explode: walk.flag(place, 'explode'),
    ...optional('mediaType', walk.entries(place, 'content')[0]?.[0]),
    ...optional('description', text(place, 'description')),
    examples: buildExamples(walk, place),
    source: place.pointer,
  };
}

export function buildContent(walk: Walk, place: Place): MediaContent[] {
  return walk.entries(place, 'content').map(([mediaType, media]) => ({
    mediaType,
    ...contentKind(walk.document, mediaType, media.node),
    ...optional(
      'schema',
      wholeSchema(mediaType, schemaAt(walk, media, 'schema'), schemaAt(walk, media, 'itemSchema')),
    ),
    ...buildEncodings(walk, media),
    examples: buildExamples(walk, media),
    source: media.pointer,
  }));
}

/** `example` and `examples` of a media type or header. */
export function buildExamples(walk: Walk, place: Place): NamedExample[] {
  const single = own(place.node, 'example');
  const unnamed =
    single === undefined
      ? []
      : [{ name: UNNAMED_EXAMPLE, value: single, source: pointerAt(place.pointer, 'example') }];
  return [...unnamed, ...buildNamedExamples(walk, place)];
}

export function buildNamedExamples(walk: Walk, place: Place): NamedExample[] {
  return walk.entries(place, 'examples').flatMap(([name, example]) => {
    const value = own(example.node, 'value');
    if (value === undefined) return [];
    return [
      {
        name,
        ...optional('summary', text(example, 'summary')),
        value,
        ...optional('violates', text(example, 'x-violates')),
        ...optional('withoutCredentials', walk.flag(example, 'x-without-credentials') || undefined),
        source: example.pointer,
      },
    ];
  });
}

/** The schema of a parameter or header: its own, or that of its only media type. Absent: anything. */
export function schemaOf(walk: Walk, place: Place): JsonSchema {
  const own = schemaAt(walk, place, 'schema');
  if (own !== undefined) return own;
  const [first] = walk.entries(place, 'content');
  return (first && schemaAt(walk, first[1], 'schema')) ?? true;
}

/** A schema as written: its `$ref`s are kept, every pointer into the document stays good. */
export function schemaAt(walk: Walk, place: Place, key: string): JsonSchema | undefined {
  const value = own(place.node, key);
  if (value === undefined || typeof value === 'boolean' || isTree(value)) return value;
  walk.report(
    'document-invalid',
    pointerAt(place.pointer, key),
    'A schema is an object or a boolean.',
    'See JSON Schema 2020-12.',
  );
  return undefined;
}

function statusRank(status: string): number {
  if (status === 'default') return 10_000;
  return /^\d{3}$/.test(status) ? Number(status) : 1_000 + Number(status[0]);
}
