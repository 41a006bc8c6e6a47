// Hides what documents mean by the schema of a stream: the whole, one item, an event, or only the data of an event.

import { isStream, mediaKind } from '../../runtime/media-type.js';
import { isTree } from '../spec/forms.js';
import { followed } from '../spec/references.js';
import type { JsonSchema, MediaKind, StreamItem } from './types.js';
import { own } from './walk.js';

/** The members of an event (OpenAPI 3.2 §4.14.3, WHATWG HTML §9.2). */
const FIELDS: ReadonlySet<string> = new Set(['data', 'event', 'id', 'retry']);

/**
 * How a media type's bodies are written, and of a stream, what its items are. `itemSchema` (3.2) describes an item; without it,
 * `schema` does, as the documents of 3.0 and 3.1 mean it, unless it is an array, which is the whole (3.2 §4.14.3.1).
 * Under `text/event-stream` a schema that only knows the members of an event describes the event, any other its data.
 */
export function contentKind(
  document: object,
  mediaType: string,
  media: object,
): { readonly kind: MediaKind; readonly item?: StreamItem } {
  const kind = mediaKind(mediaType);
  const schema = asSchema(own(media, 'schema'));
  if (mediaType.includes('*')) return { kind: kindOfRange(document, mediaType, schema) };
  if (!isStream(kind)) return { kind };
  const described = asSchema(own(media, 'itemSchema')) ?? itemsOf(document, schema) ?? schema;
  if (kind !== 'events')
    return { kind, item: { of: 'value', ...(described !== undefined && { schema: described }) } };
  if (described === undefined)
    return { kind: 'textEvents', item: { of: 'data', schema: { type: 'string' } } };
  const events = new Events(document);
  const isEvent = events.describes(described);
  const item: StreamItem = isEvent
    ? { of: 'event', schema: events.read(described) }
    : { of: 'data', schema: events.data(described) };
  return { kind: events.kind(), item };
}

/** What describes a body as a whole. Parts that come one behind the other may be described one by one (`itemSchema`, 3.2 §4.14.3.2). */
export function wholeSchema(
  mediaType: string,
  schema: JsonSchema | undefined,
  item: JsonSchema | undefined,
): JsonSchema | undefined {
  if (item === undefined || mediaKind(mediaType) !== 'multipart') return schema;
  const list = { type: 'array', items: item };
  return schema === undefined ? list : { allOf: [schema, list] };
}

/** What is sent under a range says itself what it is; it is JSON where the schema describes anything but a text or bytes. */
function kindOfRange(document: object, range: string, schema: JsonSchema | undefined): MediaKind {
  if (/^text\//i.test(range)) return 'text';
  if (!/^(application|\*)\//i.test(range)) return 'binary';
  const types = typesOf(document, schema ?? true);
  if (types.size === 0) return 'binary';
  if (types.size > 1 || !types.has('string')) return 'json';
  return isBinary(document, schema) ? 'binary' : 'text';
}

function isBinary(document: object, schema: JsonSchema | undefined): boolean {
  const target = resolved(document, schema ?? true);
  return typeof target === 'object' && (target['format'] === 'binary' || target['format'] === 'byte');
}

/** The items of a schema that is an array and nothing else. */
function itemsOf(document: object, schema: JsonSchema | undefined): JsonSchema | undefined {
  const target = resolved(document, schema ?? true);
  const isArray = typeof target === 'object' && [target['type']].flat().join() === 'array';
  return isArray ? (asSchema(target['items']) ?? true) : undefined;
}

/** Looks at the schema of an event, each part of it once, and notes what its data are. */
class Events {
  readonly #document: object;
  /** Of the data: `text`, `json` or, where nothing is said, both. */
  readonly #forms = new Set<'text' | 'json'>();
  readonly #described = new Map<JsonSchema, boolean>();
  readonly #read = new Map<JsonSchema, JsonSchema>();

  constructor(document: object) {
    this.#document = document;
  }

  kind(): MediaKind {
    if (this.#forms.size !== 1) return 'events';
    return this.#forms.has('text') ? 'textEvents' : 'jsonEvents';
  }

  /** True where every alternative has `data` or `event`, and knows nothing that an event has not. */
  describes(schema: JsonSchema): boolean {
    const target = resolved(this.#document, schema);
    if (typeof target === 'boolean') return false;
    const known = this.#described.get(target);
    if (known !== undefined) return known;
    this.#described.set(target, false);
    const names = new Set<string>();
    this.#collect(target, names, new Set());
    const alternatives = [...list(target['oneOf']), ...list(target['anyOf'])];
    const describes =
      [...names].every((name) => FIELDS.has(name)) &&
      (names.has('data') ||
        names.has('event') ||
        (alternatives.length > 0 && alternatives.every((each) => this.describes(each))));
    this.#described.set(target, describes);
    return describes;
  }

  #collect(schema: JsonSchema, names: Set<string>, seen: Set<JsonSchema>): void {
    const target = resolved(this.#document, schema);
    if (typeof target === 'boolean' || seen.has(target)) return;
    seen.add(target);
    if (isTree(target['properties'])) for (const name of Object.keys(target['properties'])) names.add(name);
    for (const part of list(target['allOf'])) this.#collect(part, names, seen);
  }

  /** The schema of an event as it is given: data that is text to the document, but JSON in that text, is described by what it holds. */
  read(schema: JsonSchema): JsonSchema {
    const target = resolved(this.#document, schema);
    if (typeof target === 'boolean') return schema;
    const known = this.#read.get(target);
    if (known !== undefined) return known;
    this.#read.set(target, schema);
    const changed: Record<string, unknown> = {};
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
      const parts = list(target[keyword]);
      const read = parts.map((each) => this.read(each));
      if (read.some((each, at) => each !== parts[at])) changed[keyword] = read;
    }
    const { properties } = target;
    const data = isTree(properties) ? asSchema(own(properties, 'data')) : undefined;
    if (isTree(properties) && data !== undefined) {
      const read = this.data(data);
      if (read !== data) changed['properties'] = { ...properties, data: read };
    }
    const made = Object.keys(changed).length > 0 ? { ...target, ...changed } : schema;
    this.#read.set(target, made);
    return made;
  }

  /** The schema of data as they are given. */
  data(schema: JsonSchema): JsonSchema {
    const target = resolved(this.#document, schema);
    const held = typeof target === 'object' ? target['contentMediaType'] : undefined;
    if (typeof target === 'object' && typeof held === 'string' && mediaKind(held) === 'json') {
      this.#forms.add('json');
      return asSchema(target['contentSchema']) ?? true;
    }
    const types = typesOf(this.#document, schema);
    if (types.has('string') || types.size === 0) this.#forms.add('text');
    if (types.size === 0 || [...types].some((type) => type !== 'string')) this.#forms.add('json');
    return schema;
  }
}

/** The JSON types that a schema and its alternatives name, but for null; empty where it names none. */
function typesOf(document: object, schema: JsonSchema): Set<string> {
  const [types, seen] = [new Set<string>(), new Set<JsonSchema>()];
  const waiting: JsonSchema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const target = resolved(document, next);
    if (typeof target === 'boolean' || seen.has(target)) continue;
    seen.add(target);
    const values: unknown[] = [
      ...(Array.isArray(target['enum']) ? target['enum'] : []),
      own(target, 'const'),
    ];
    const named = [
      ...([target['type']].flat() as unknown[]),
      ...(isTree(target['properties']) ? ['object'] : []),
      ...(target['items'] === undefined ? [] : ['array']),
      ...values.filter((value) => value !== undefined && value !== null).map(typeOf),
    ];
    for (const type of named) if (typeof type === 'string') types.add(type);
    if (target['type'] !== undefined) continue;
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) waiting.push(...list(target[keyword]));
  }
  types.delete('null');
  return types;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What a schema's references lead to. Siblings of a `$ref` narrow what it names, and make it nothing else. */
function resolved(document: object, schema: JsonSchema): JsonSchema {
  return asSchema(followed(document, schema)) ?? true;
}

function list(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.map(asSchema).filter((each) => each !== undefined) : [];
}

export function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'boolean' || isTree(value) ? value : undefined;
}
