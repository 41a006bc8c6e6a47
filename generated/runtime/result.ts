// Hides how an answer becomes a result: by its documented status, media type and headers.
import { essence, formOf } from './media-type.js';
import type { Violation } from './problem.js';
import { documentedStatus, isBodiless } from './status.js';
import { readText, shown, toldOf, unexpected } from './unexpected.js';
import type { Validator } from './validator.js';
import type {
  Answer,
  Binary,
  HeaderValues,
  OkStatus,
  OperationValidators,
  WireForm,
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

/** What of an answer is read otherwise than bodies as JSON or as a text, and headers as texts. */
export interface AnswerCodecs {
  /** The documented headers that were sent, by the names that the document gives them, and as validators know them. */
  readonly readHeaders?: (
    documented: Documented,
    headers: Headers,
  ) => { readonly given: Record<string, unknown>; readonly judged: Record<string, unknown> };
  readonly readBody?: (response: Response, form: WireForm, reading: Reading) => Promise<unknown>;
  /** Which of the documented media types was sent, where they are ranges or have parameters. */
  readonly mediaTypeOf?: (documented: readonly string[], sent: string) => string | undefined;
}

/** What an answer is read by, and how it is refused. */
export interface Reading extends ReadOptions {
  readonly operation: string;
  readonly validator: Validator<unknown> | undefined;
  /** @param text of the body, as far as it was read */
  readonly refuse: (why: string, violations?: readonly Violation[], text?: string) => Promise<never>;
  /** Refuses an answer of which something is wrong. */
  readonly judge: (violations: readonly Violation[] | undefined, text?: string) => Promise<void>;
}

export type Documented = Readonly<Record<string, WireHeader>>;

export interface ReadOptions {
  /** Bytes that a body may have, and UTF-16 units that one item of a stream may. */
  readonly limit: number;
  readonly binary: 'blob' | 'stream' | undefined;
  readonly validators: OperationValidators | undefined;
  readonly signal: AbortSignal | undefined;
}

/** @throws UnexpectedAnswer */
export async function readAnswer<A extends Answer, O>(
  { id, method, answers, headers: described }: WireOperation,
  response: Response,
  options: ReadOptions,
  { readHeaders, readBody = readJson, mediaTypeOf = sameType }: AnswerCodecs = {},
): Promise<Result<A, O>> {
  const { validators } = options;
  const { status: code, ok, headers: sent } = response;
  const refuse: Reading['refuse'] = async (why, violations, text) => {
    throw await unexpected(id, response, why, violations, text);
  };
  const judge: Reading['judge'] = async (violations, text) => {
    if (violations?.length)
      await refuse(
        `the answer ${code} breaks the API description: ${shown(toldOf(violations))}`,
        violations,
        text,
      );
  };

  const status = documentedStatus(answers, code) ?? (await refuse(`the status ${code} is not documented`));
  const { given = {}, judged } = readHeaders?.(described?.[status] ?? {}, sent) ?? {};
  await judge(validators?.headers?.[status]?.violations(judged, '/headers'));
  const media = answers[status] ?? {};
  const documented = Object.keys(media);
  let mediaType: string | undefined;
  let value: unknown;
  // Where no body is documented, whatever comes is left to the caller: documents forget to mention it.
  if (documented.length > 0 && !isBodiless(method, code)) {
    const type = sent.get('content-type') ?? '';
    mediaType = mediaTypeOf(documented, type);
    const form =
      media[mediaType ?? ''] ??
      (await refuse(`the media type ${shown(type)} is not documented for status ${code}`));
    const validator = validators?.answers?.[status]?.[mediaType ?? ''];
    value = await (form === 'json' ? readJson : readBody)(response, formOf(form), {
      ...options,
      operation: id,
      validator,
      refuse,
      judge,
    });
  }
  return {
    ok,
    status: code,
    mediaType,
    headers: given,
    [ok ? 'data' : 'error']: value,
    response,
  } as unknown as Result<A, O>;
}

/** Parameters such as a charset make no other type. */
function sameType(documented: readonly string[], sent: string): string | undefined {
  return documented.find((each) => essence(each) === essence(sent));
}

async function readJson(response: Response, _: WireForm, reading: Reading): Promise<unknown> {
  const text = await wholeText(response, reading);
  const value = await parsed(response, reading, 'JSON', () => JSON.parse(text) as unknown, text);
  await reading.judge(reading.validator?.violations(value, '/body'), text);
  return value;
}

/** The body as a text. @throws UnexpectedAnswer where it is longer than `limit` bytes */
export async function wholeText(
  response: Response,
  { limit, refuse }: Reading,
  decoder?: InstanceType<typeof TextDecoder>,
): Promise<string> {
  const { text, whole } = await readText(response, limit, decoder);
  return whole
    ? text
    : refuse(`the body for status ${response.status} is larger than ${limit} bytes`, [], text);
}

/** What a body is parsed to. @throws UnexpectedAnswer where it is none of its kind */
export async function parsed<T>(
  { status }: Response,
  { refuse }: Reading,
  kind: string,
  parse: () => T,
  text?: string,
): Promise<T> {
  try {
    return parse();
  } catch {
    return refuse(`the body for status ${status} is not ${kind}`, [], text);
  }
}
