// Hides how a request becomes a handler's input: parameters by their styles, the body by its media type, everything judged by its schema.

import { keyNames } from './credentials.js';
import { type RawRequest, rawRequest, readParameter } from './decode.js';
import { type ReadBody, readBody } from './decode-body.js';
import type { BodyBounds, Incoming } from './incoming.js';
import { put } from './json-value.js';
import { charsetOf, documentedMediaType, essence, formOf, mediaKind } from './media-type.js';
import { pattern } from './pattern.js';
import type { Violation } from './problem.js';
import { remembered } from './remembered.js';
import type { Reference } from './schema.js';
import { ANY, Shapes } from './shape.js';
import { refusalStatus } from './status.js';
import type {
  HeaderReader,
  MediaKind,
  OperationValidators,
  Route,
  WireBody,
  WireForm,
  WireMedia,
  WireOperation,
  WireSecurityScheme,
} from './wire.js';

/** 400: not readable; 408: too slow; 413: too large; 415: of another form than is documented. */
type BodyStatus = 400 | 408 | 413 | 415 | 422;

/** The body cannot be looked at. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly operation: string;
  readonly status: BodyStatus;
  readonly headers: Record<string, string>;

  constructor(operation: string, status: BodyStatus, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.operation = operation;
    this.status = status;
    this.headers = headers;
  }
}

export interface DecodedRequest {
  readonly input: Readonly<Record<string, unknown>>;
  /** Empty: the request keeps to its document. */
  readonly violations: readonly Violation[];
}

/** Of the schemas that validators are made from. */
const shapes = /* @__PURE__ */ new Shapes({
  target: (ref) => (ref as Reference)(),
  fits: (source, name) => pattern(source).test(name),
});

const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

type Schemes = Readonly<Record<string, WireSecurityScheme>>;
type Place = (typeof PLACES)[number];

/** @throws BodyRefused before anything is validated, where the body cannot be read at all */
export type Decoder = (
  incoming: Incoming,
  path: Readonly<Record<string, string>>,
  bounds: BodyBounds,
) => DecodedRequest | Promise<DecodedRequest>;

/** Reads the requests for one route. */
export function decoderOf(route: Route, schemes: Schemes): Decoder {
  const { operation, validators } = route;
  const places = PLACES.flatMap((place) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) return [];
    const keys = place === 'query' || place === 'cookie' ? keyNames(operation, schemes, place) : [];
    const names = new Set([...parameters.map((parameter) => parameter.name), ...keys]);
    const all = shapes.of(validators[place]?.schema);
    const shaped = parameters.map((parameter) => ({
      parameter,
      shape: all.member(parameter.name) ?? ANY,
    }));
    const read = (raw: RawRequest): Record<string, unknown> => {
      const values: Record<string, unknown> = {};
      for (const { parameter, shape } of shaped) {
        const value = readParameter(parameter, raw, names, shape);
        if (value !== undefined) put(values, parameter.name, value);
      }
      return values;
    };
    return [{ place, read, validator: validators[place] }];
  });
  const inPlaces = (incoming: Incoming, path: Readonly<Record<string, string>>) => {
    const input: { [P in Place | 'body' | 'mediaType']?: unknown } = {};
    const violations: Violation[] = [];
    const raw = rawRequest(incoming, path);
    for (const { place, validator, read } of places) {
      const values = read(raw);
      input[place] = values;
      if (validator) violations.push(...validator.violations(values, `/${place}`));
    }
    return { input, violations };
  };
  const { body } = operation;
  if (!body) return inPlaces;
  const bodyOf = bodyReader(operation, body, validators);
  const namesMediaType = Object.keys(body.content).length > 1;
  return async (incoming, path, bounds) => {
    const read = await bodyOf(incoming, bounds);
    const { input, violations } = inPlaces(incoming, path);
    if (read) {
      input.body = read.value;
      if (namesMediaType) input.mediaType = read.mediaType;
      const judged = validators.body?.[read.mediaType]?.violations(read.judged, '/body') ?? [];
      violations.push(...read.violations, ...judged);
    } else if (body.required) violations.push({ pointer: '/body', rule: 'required', message: 'is required' });
    return { input, violations };
  };
}

/** How a body is read that is sent as a media type. */
interface Sent {
  /** As it is documented; undefined: no such body is. */
  readonly mediaType: string | undefined;
  readonly media: WireForm | undefined;
  readonly isUtf8: boolean;
}

function bodyReader(
  { id: operation, answers }: WireOperation,
  { content, required }: WireBody,
  validators: OperationValidators,
) {
  const unreadable = refusalStatus(answers);
  const documented = Object.keys(content);
  const sentAs = remembered((sent): Sent => {
    const mediaType = documentedMediaType(documented, sent);
    const media = mediaType === undefined ? undefined : mediaOf(mediaType, content, sent);
    return { mediaType, media, isUtf8: /^(utf-?8|us-ascii)$/i.test(charsetOf(sent)) };
  });
  return async (
    incoming: Incoming,
    bounds: BodyBounds,
  ): Promise<(ReadBody & { readonly mediaType: string }) | undefined> => {
    const bytes = await readBytes(incoming, operation, bounds);
    const given = incoming.headers.get('content-type');
    if (bytes.byteLength === 0 && given === null) return undefined;
    // Without a media type, bytes are taken for bytes (RFC 9110 §8.3), and none for no body, whatever type a client names by habit.
    const { mediaType, media, isUtf8 } = sentAs(given ?? 'application/octet-stream');
    if (bytes.byteLength === 0 && mediaType === undefined) return undefined;
    if (mediaType === undefined || media === undefined) {
      const expected = documented.join(', ');
      throw new BodyRefused(operation, 415, `The body must be sent as ${expected}.`, {
        'accept-post': expected,
      });
    }
    // An empty text is a text, an empty form a form; of JSON nothing says that there is none.
    if (bytes.byteLength === 0 && !required && media.kind === 'json') return undefined;
    const foreign = foreignEncoding(incoming.headers, isUtf8, media.kind);
    if (foreign !== undefined) throw new BodyRefused(operation, 415, foreign);
    try {
      const shape = shapes.of(validators.body?.[mediaType]?.schema);
      return { mediaType, ...readBody(bytes, media, given ?? '', shape) };
    } catch {
      throw new BodyRefused(operation, unreadable, `The body is not valid ${essence(given ?? '')}.`);
    }
  };
}

/** What is documented of a media type. Below a range, what was sent says how it is read; undefined where a value of its schema cannot be read. */
function mediaOf(
  mediaType: string,
  content: Readonly<Record<string, WireMedia>>,
  sent: string,
): WireForm | undefined {
  const media = content[mediaType];
  const form = media && formOf(media);
  if (!form || !mediaType.includes('*') || form.kind !== 'json') return form;
  const kind = mediaKind(sent);
  return kind === 'json' || kind === 'form' || kind === 'multipart' ? { ...form, kind } : undefined;
}

/** What would have to be undone before the bytes are text. Read as UTF-8 all the same, they could pass for something else. */
function foreignEncoding(headers: HeaderReader, isUtf8: boolean, kind: MediaKind): string | undefined {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== '') return 'The body must be sent without a content encoding.';
  return (kind === 'json' || kind === 'form') && !isUtf8 ? 'The body must be sent as UTF-8.' : undefined;
}

/** All of a body. @throws BodyRefused where there is too much of it, or it takes too long */
export async function readBytes(
  incoming: Incoming,
  operation: string,
  bounds: BodyBounds,
): Promise<Uint8Array<ArrayBuffer>> {
  const isLarge = Number(incoming.headers.get('content-length') ?? 0) > bounds.bytes;
  const read = isLarge ? 'large' : await incoming.bytes(bounds);
  if (read === 'large')
    throw new BodyRefused(operation, 413, `The body is larger than ${bounds.bytes} bytes.`);
  // Nobody is left to read this.
  if (read === 'gone') throw new BodyRefused(operation, 400, 'The body broke off.');
  if (read === 'late') {
    const message = `The body did not arrive within ${bounds.milliseconds} milliseconds.`;
    throw new BodyRefused(operation, 408, message);
  }
  return read;
}
