// Hides how a request becomes a handler's input: parameters by their styles, the body by its media type, everything judged by its schema.

import { type RawRequest, rawPairs, readParameter } from './decode.js';
import { documentedMediaType, essence } from './media-type.js';
import type { Violation } from './problem.js';
import type { MediaKind, Route, WireOperation } from './wire.js';

/** The body cannot be looked at: wrong media type, too large, not readable. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly operation: string;
  readonly status: 400 | 413 | 415;
  readonly headers: Record<string, string>;

  constructor(
    operation: string,
    status: 400 | 413 | 415,
    message: string,
    headers: Record<string, string> = {},
  ) {
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

const PLACES = ['path', 'query', 'header', 'cookie'] as const;

/** @throws BodyRefused before anything is validated, where the body cannot be read at all */
export async function decodeRequest(
  request: Request,
  route: Route,
  path: Readonly<Record<string, string>>,
  bodyLimit: number,
): Promise<DecodedRequest> {
  const { operation, validators } = route;
  const body = await readBody(request, operation, bodyLimit);
  const raw: RawRequest = {
    path,
    query: rawPairs(new URL(request.url).search.slice(1), '&'),
    headers: request.headers,
    cookies: rawPairs(request.headers.get('cookie') ?? '', ';'),
  };
  const names = new Set(operation.parameters.map((parameter) => parameter.name));
  const input: Record<string, unknown> = {};
  const violations: Violation[] = [];
  for (const place of PLACES) {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    if (parameters.length === 0) continue;
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
  limit: number,
): Promise<{ mediaType: string; value: unknown } | undefined> {
  if (!operation.body) return undefined;
  const bytes = await readBytes(request, operation, limit);
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
    if (kind === 'json') return JSON.parse(text);
    return kind === 'form' ? grouped(new URLSearchParams(text)) : text;
  } catch {
    throw new BodyRefused(operation.id, 400, `The body is not valid ${essence(contentType)}.`);
  }
}

/** Fields by name; a name that comes more than once becomes a list. */
function grouped(fields: FormData | URLSearchParams): Record<string, unknown> {
  const names = new Set<string>();
  fields.forEach((_: unknown, name: string) => void names.add(name));
  return Object.fromEntries(
    [...names].map((name) => {
      const all = fields.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
}

async function readBytes(
  request: Request,
  operation: WireOperation,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new BodyRefused(operation.id, 413, `The body is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // By a reader: not every browser can iterate over a stream, nor does every project's `lib` know of it.
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
