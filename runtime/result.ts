// Hides how an answer becomes a result: by its documented status, media type and headers.
import { readHeader } from './decode.js';
import { readBody as bodyOf, textValue } from './decode-body.js';
import { itemsOf } from './items.js';
import { documentedMediaType, formOf, isStream } from './media-type.js';
import type { Violation } from './problem.js';
import { plain } from './shape.js';
import { documentedStatus, isBodiless } from './status.js';
import { readText, shown, UnexpectedAnswer, unexpected } from './unexpected.js';
import type {
  Answer,
  Binary,
  HeaderValues,
  OkStatus,
  OperationValidators,
  WireHeader,
  WireOperation,
} from './wire.js';

/** What a client gets for an answer: discriminated by `ok`, `status` and, where a status has several, by `mediaType`. */
export type Result<A extends Answer, O = unknown> = A extends Answer
  ? A['status'] extends OkStatus
    ? Received<A> & { readonly ok: true; readonly data: Read<BodyOf<A>, O> }
    : Received<A> & { readonly ok: false; readonly error: Read<BodyOf<A>, O> }
  : never;

interface Received<A extends Answer> {
  readonly status: A['status'];
  /** As documented: `application/json`, `image/*`. Undefined where the answer has no body. */
  readonly mediaType: MediaTypeOf<A>;
  /** The documented headers, by the names and of the types that the document gives them. */
  readonly headers: HeadersOf<A>;
  /** The answer itself: its URL and every header. Its body is read already, unless none is documented or `data` is a stream. */
  readonly response: Response;
}

type BodyOf<A> = A extends { readonly body: infer B } ? B : undefined;

type MediaTypeOf<A> = A extends { readonly mediaType: infer M }
  ? M
  : A extends { readonly body: unknown }
    ? string
    : undefined;

/** Bytes come whole, or as they arrive: whichever the call asks for. */
type Read<B, O> =
  Same<B, Binary> extends true
    ? O extends { readonly binary: 'stream' }
      ? ReadableStream<Uint8Array>
      : Blob
    : B;

type HeadersOf<A> = A extends { readonly headers?: infer H }
  ? Same<H, HeaderValues> extends true
    ? Readonly<Record<never, never>>
    : { readonly [N in keyof H as string extends N ? never : N]: H[N] }
  : never;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export interface ReadOptions {
  /** Bytes that a body may have, and UTF-16 units that one item of a stream may. */
  readonly limit: number;
  readonly binary: 'blob' | 'stream';
  readonly validators: OperationValidators | undefined;
  readonly signal: AbortSignal | undefined;
}

/** @throws UnexpectedAnswer */
export async function readAnswer<A extends Answer, O>(
  operation: WireOperation,
  response: Response,
  options: ReadOptions,
): Promise<Result<A, O>> {
  const status = documentedStatus(operation.answers, response.status);
  if (status === undefined)
    throw await unexpected(operation.id, response, `the status ${response.status} is not documented`);
  const headers = readHeaders(operation.headers?.[status] ?? {}, response.headers);
  const violations = options.validators?.headers?.[status]?.violations(headers.judged, '/headers') ?? [];
  if (violations.length > 0)
    throw await unexpected(operation.id, response, against(response, violations), violations);
  const { mediaType, value } = await readBody(operation, response, status, options);
  const ok = response.status >= 200 && response.status < 300;
  return {
    ok,
    status: response.status,
    mediaType,
    headers: headers.given,
    [ok ? 'data' : 'error']: value,
    response,
  } as unknown as Result<A, O>;
}

/** The documented headers by their names as documented, and in lower case, as validators know them. */
function readHeaders(
  documented: Readonly<Record<string, WireHeader>>,
  headers: Headers,
): { given: Record<string, unknown>; judged: Record<string, unknown> } {
  const found = Object.entries(documented).flatMap(([name, header]): [string, unknown][] => {
    const { schema = true, ...styled } = header;
    const value = readHeader({ name, in: 'header', ...styled }, headers, plain.of(schema));
    return value === undefined ? [] : [[name, value]];
  });
  const lower = found.map(([name, value]) => [name.toLowerCase(), value] as const);
  return { given: Object.fromEntries(found), judged: Object.fromEntries(lower) };
}

async function readBody(
  operation: WireOperation,
  response: Response,
  status: string,
  options: ReadOptions,
): Promise<{ mediaType?: string; value?: unknown }> {
  const media = operation.answers[status] ?? {};
  const documented = Object.keys(media);
  // Where no body is documented, whatever comes is left to the caller: documents forget to mention it.
  if (documented.length === 0 || isBodiless(operation.method, response.status)) return {};
  const sent = response.headers.get('content-type') ?? '';
  const mediaType = documentedMediaType(documented, sent);
  const wire = mediaType === undefined ? undefined : media[mediaType];
  if (mediaType === undefined || wire === undefined)
    throw await unexpected(
      operation.id,
      response,
      `the media type ${shown(sent)} is not documented for status ${response.status}`,
    );
  const validator = options.validators?.answers?.[status]?.[mediaType];
  const form = formOf(wire);
  const { kind } = form;
  if (isStream(kind)) {
    const { limit, signal } = options;
    const value = itemsOf(response, {
      operation: operation.id,
      kind,
      limit,
      ...(validator && { validator }),
      ...(signal && { signal }),
    });
    return { mediaType, value };
  }
  if (kind === 'binary' && options.binary === 'stream')
    return { mediaType, value: response.body ?? new Blob([]).stream() };
  if (kind === 'binary') return { mediaType, value: await response.blob() };
  const isParts = kind === 'multipart';
  const bytes = isParts ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
  const { text, whole } = isParts ? { text: '', whole: true } : await readText(response, options.limit);
  const refused = (why: string, violations?: readonly Violation[]) =>
    new UnexpectedAnswer(operation.id, response, text, why, violations);
  if (!whole) throw refused(`the body for status ${response.status} is larger than ${options.limit} bytes`);
  if (kind === 'text') return { mediaType, value: text };
  const shape = plain.of(form.schema);
  let read: { readonly value: unknown; readonly judged?: unknown };
  try {
    read = isParts ? bodyOf(bytes, form, sent, shape) : { value: textValue(text, form, shape) };
  } catch {
    throw refused(`the body for status ${response.status} is not ${NAMES[kind] ?? kind}`);
  }
  const { value, judged = value } = read;
  const violations = validator?.violations(judged, '/body') ?? [];
  if (violations.length > 0) throw refused(against(response, violations), violations);
  return { mediaType, value };
}

const NAMES: { readonly [kind: string]: string } = {
  json: 'JSON',
  form: 'a form',
  multipart: 'made of parts',
};

function against({ status }: Response, [first, ...others]: readonly Violation[]): string {
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  return `the answer ${status} breaks the API description: ${shown(`${first?.pointer} ${first?.message}`)}${more}`;
}
