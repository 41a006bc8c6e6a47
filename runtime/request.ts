// Hides how a request becomes a handler's input: parameters by their styles, the body by its media type, everything judged by its schema.

import { keyNames } from './credentials.js';
import { rawRequest, readParameter } from './decode.js';
import { type ReadBody, readBody } from './decode-body.js';
import type { BodyBounds, Incoming } from './incoming.js';
import { charsetOf, documentedMediaType, essence, formOf, mediaKind } from './media-type.js';
import { pattern } from './pattern.js';
import type { Violation } from './problem.js';
import type { Reference } from './schema.js';
import { ANY, Shapes } from './shape.js';
import type { HeaderReader, MediaKind, Route, WireForm, WireMedia, WireSecurityScheme } from './wire.js';

/** 400: not readable; 408: too slow; 413: too large; 415: of another form than is documented. */
type BodyStatus = 400 | 408 | 413 | 415;

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

/** @throws BodyRefused before anything is validated, where the body cannot be read at all */
export async function decodeRequest(
  incoming: Incoming,
  route: Route,
  path: Readonly<Record<string, string>>,
  bounds: BodyBounds,
  schemes: Readonly<Record<string, WireSecurityScheme>>,
): Promise<DecodedRequest> {
  const { operation, validators } = route;
  const body = await bodyOf(incoming, route, bounds);
  const raw = rawRequest(incoming, path);
  const input: Record<string, unknown> = {};
  const violations: Violation[] = [];
  for (const place of PLACES) {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) continue;
    const keys = place === 'query' || place === 'cookie' ? keyNames(operation, schemes, place) : [];
    const names = new Set([...parameters.map((parameter) => parameter.name), ...keys]);
    const all = shapes.of(validators[place]?.schema);
    const values = Object.fromEntries(
      parameters
        .map((parameter) => {
          const shape = all.member(parameter.name) ?? ANY;
          return [parameter.name, readParameter(parameter, raw, names, shape)] as const;
        })
        .filter(([, value]) => value !== undefined),
    );
    input[place] = values;
    violations.push(...(validators[place]?.violations(values, `/${place}`) ?? []));
  }
  if (body) {
    input['body'] = body.value;
    if (operation.body && Object.keys(operation.body.content).length > 1) input['mediaType'] = body.mediaType;
    const judged = validators.body?.[body.mediaType]?.violations(body.judged, '/body') ?? [];
    violations.push(...body.violations, ...judged);
  } else if (operation.body?.required) {
    violations.push({
      pointer: '/body',
      rule: 'required',
      message: 'is required',
    });
  }
  return { input, violations };
}

async function bodyOf(
  incoming: Incoming,
  { operation, validators }: Route,
  bounds: BodyBounds,
): Promise<(ReadBody & { readonly mediaType: string }) | undefined> {
  if (!operation.body) return undefined;
  const bytes = await readBytes(incoming, operation.id, bounds);
  const sent = incoming.headers.get('content-type');
  if (bytes.byteLength === 0 && sent === null) return undefined;
  const { content } = operation.body;
  const documented = Object.keys(content);
  // Without a media type, bytes are taken for bytes (RFC 9110 §8.3), and none for no body, whatever type a client names by habit.
  const mediaType = documentedMediaType(documented, sent ?? 'application/octet-stream');
  if (bytes.byteLength === 0 && mediaType === undefined) return undefined;
  const media = mediaType === undefined ? undefined : mediaOf(mediaType, content, sent ?? '');
  if (mediaType === undefined || media === undefined) {
    const expected = documented.join(', ');
    throw new BodyRefused(operation.id, 415, `The body must be sent as ${expected}.`, {
      'accept-post': expected,
    });
  }
  // An empty text is a text, an empty form a form; of JSON nothing says that there is none.
  if (bytes.byteLength === 0 && !operation.body.required && media.kind === 'json') return undefined;
  const foreign = foreignEncoding(incoming.headers, sent ?? '', media.kind);
  if (foreign !== undefined) throw new BodyRefused(operation.id, 415, foreign);
  try {
    const shape = shapes.of(validators.body?.[mediaType]?.schema);
    return { mediaType, ...readBody(bytes, media, sent ?? '', shape) };
  } catch {
    throw new BodyRefused(operation.id, 400, `The body is not valid ${essence(sent ?? '')}.`);
  }
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
function foreignEncoding(headers: HeaderReader, contentType: string, kind: MediaKind): string | undefined {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== '') return 'The body must be sent without a content encoding.';
  const isUtf8 = /^(utf-?8|us-ascii)$/i.test(charsetOf(contentType));
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
