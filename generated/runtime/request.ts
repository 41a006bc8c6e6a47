// Hides how a request becomes a handler's input: parameters by their styles, the body by its media type, everything judged by its schema.

import { rawRequest, readParameter } from './decode.js';
import { parsedJson } from './json.js';
import { documentedMediaType, essence } from './media-type.js';
import type { Violation } from './problem.js';
import type { MediaKind, Route, WireOperation } from './wire.js';

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

export interface BodyBounds {
  readonly bytes: number;
  readonly milliseconds: number;
}

export interface DecodedRequest {
  readonly input: Readonly<Record<string, unknown>>;
  /** Empty: the request keeps to its document. */
  readonly violations: readonly Violation[];
}

const PLACES = ['path', 'query', 'querystring', 'header', 'cookie'] as const;

/** @throws BodyRefused before anything is validated, where the body cannot be read at all */
export async function decodeRequest(
  request: Request,
  route: Route,
  path: Readonly<Record<string, string>>,
  bounds: BodyBounds,
): Promise<DecodedRequest> {
  const { operation, validators } = route;
  const body = await readBody(request, operation, bounds);
  const raw = rawRequest(request, path);
  const input: Record<string, unknown> = {};
  const violations: Violation[] = [];
  for (const place of PLACES) {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) continue;
    const names = new Set(parameters.map((parameter) => parameter.name));
    const values = Object.fromEntries(
      parameters
        .map((parameter) => [parameter.name, readParameter(parameter, raw, names)] as const)
        .filter(([, value]) => value !== undefined),
    );
    input[place] = values;
    violations.push(...(validators[place]?.violations(values, `/${place}`) ?? []));
  }
  if (body) {
    input['body'] = body.value;
    if (operation.body && Object.keys(operation.body.content).length > 1) input['mediaType'] = body.mediaType;
    violations.push(...(validators.body?.[body.mediaType]?.violations(body.value, '/body') ?? []));
  } else if (operation.body?.required) {
    violations.push({
      pointer: '/body',
      rule: 'required',
      message: 'is required',
    });
  }
  return { input, violations };
}

async function readBody(
  request: Request,
  operation: WireOperation,
  bounds: BodyBounds,
): Promise<{ mediaType: string; value: unknown } | undefined> {
  if (!operation.body) return undefined;
  const bytes = await readBytes(request, operation, bounds);
  const sent = request.headers.get('content-type');
  if (bytes.byteLength === 0 && sent === null) return undefined;
  const documented = Object.keys(operation.body.content);
  const mediaType = documentedMediaType(documented, sent ?? '');
  const kind = mediaType === undefined ? undefined : operation.body.content[mediaType];
  if (mediaType === undefined || kind === undefined) {
    const expected = documented.join(', ');
    throw new BodyRefused(operation.id, 415, `The body must be sent as ${expected}.`, {
      'accept-post': expected,
    });
  }
  if (bytes.byteLength === 0 && !operation.body.required) return undefined;
  const foreign = foreignEncoding(request.headers, sent ?? '', kind);
  if (foreign !== undefined) throw new BodyRefused(operation.id, 415, foreign);
  return { mediaType, value: await parse(bytes, kind, sent ?? '', operation) };
}

async function parse(
  bytes: Uint8Array<ArrayBuffer>,
  kind: MediaKind,
  contentType: string,
  operation: WireOperation,
): Promise<unknown> {
  try {
    if (kind === 'binary') return bytes;
    if (kind === 'multipart')
      return grouped(
        await new Response(bytes, {
          headers: { 'content-type': contentType },
        }).formData(),
      );
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (kind === 'json') return parsedJson(text);
    return kind === 'form' ? grouped(new URLSearchParams(text)) : text;
  } catch {
    throw new BodyRefused(operation.id, 400, `The body is not valid ${essence(contentType)}.`);
  }
}

/** What would have to be undone before the bytes are text. Read as UTF-8 all the same, they could pass for something else. */
function foreignEncoding(headers: Headers, contentType: string, kind: MediaKind): string | undefined {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== '') return 'The body must be sent without a content encoding.';
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType) ?? [];
  const isText = kind === 'json' || kind === 'text' || kind === 'form';
  return isText && !/^(utf-?8|us-ascii)$/i.test(charset) ? 'The body must be sent as UTF-8.' : undefined;
}

/** Fields by name; a name that comes more than once becomes a list. */
function grouped(fields: FormData | URLSearchParams): Record<string, unknown> {
  const values = new Map<string, unknown[]>();
  fields.forEach((value: unknown, name: string) => {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  });
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length > 1 ? all : all[0]]));
}

async function readBytes(
  request: Request,
  operation: WireOperation,
  { bytes: limit, milliseconds }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new BodyRefused(operation.id, 413, `The body is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let [size, late] = [0, false];
  // By a reader: not every browser can iterate over a stream, nor does every project's `lib` know of it.
  const reader = request.body?.getReader();
  // Cancelling ends a read that waits.
  const timer = setTimeout(() => {
    late = true;
    void reader?.cancel();
  }, milliseconds);
  try {
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
      size += read.value.byteLength;
      if (size > limit) {
        await reader?.cancel();
        throw tooLarge();
      }
      chunks.push(read.value);
    }
  } finally {
    clearTimeout(timer);
  }
  if (late)
    throw new BodyRefused(operation.id, 408, `The body did not arrive within ${milliseconds} milliseconds.`);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
