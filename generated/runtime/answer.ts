// Hides how a handler's answer becomes a response, and whether its document allows it.
import { randomBoundary, writeBody } from './body.js';
import { asTexts } from './decode-body.js';
import type { Incoming } from './incoming.js';
import { itemsBody } from './item-writer.js';
import { charsetOf, formOf, isStream } from './media-type.js';
import { Fields, Outgoing } from './outgoing.js';
import { headerText } from './parameters.js';
import type { Violation } from './problem.js';
import { documentedStatus, isBodiless } from './status.js';
import { isObject } from './value-text.js';
import type {
  Answer,
  BodyLike,
  MediaKind,
  OperationValidators,
  Route,
  WireHeader,
  WireMedia,
} from './wire.js';

/** An answer that the document does not allow. */
export class InvalidAnswer extends Error {
  override readonly name = 'InvalidAnswer';
  readonly operation: string;
  readonly status: number;
  /** Pointers begin with `/body`, `/headers` or `/status`. */
  readonly violations: readonly Violation[];

  constructor(operation: string, status: number, violations: readonly Violation[]) {
    super(
      `${operation} answered ${status} against its document: ${violations.map((each) => `${each.pointer} ${each.message}`).join('; ')}`,
    );
    this.operation = operation;
    this.status = status;
    this.violations = violations;
  }
}

export interface AnswerOptions {
  readonly incoming: Incoming;
  /** Whether the answer is held against its document; `log` sends what breaks it. */
  readonly validate: 'throw' | 'log' | 'off';
  /** Told of what a stream breaks its document with, or breaks off with, once its beginning is sent. */
  readonly onError: (error: unknown) => void;
}

interface WrittenAnswer {
  readonly outgoing: Outgoing;
  readonly violations: readonly Violation[];
}

/** Writes an answer; `violations` names everything that the document does not allow. Items of a stream are judged as they are sent. */
export function writeAnswer(route: Route, answer: Answer, options: AnswerOptions): WrittenAnswer {
  const { operation, validators } = route;
  const { method } = options.incoming;
  const status = documentedStatus(operation.answers, answer.status);
  const bodiless = isBodiless(operation.method, answer.status);
  const media = status === undefined || bodiless ? {} : (operation.answers[status] ?? {});
  const mediaType = answer.mediaType ?? Object.keys(media)[0];
  const wire = mediaType !== undefined && Object.hasOwn(media, mediaType) ? media[mediaType] : undefined;
  const kind = wire && formOf(wire).kind;
  const violations = options.validate !== 'off' ? judge(validators, answer, status, mediaType, kind) : [];
  const headers = answer.headers
    ? headersOf(answer.headers, operation.headers?.[status ?? ''] ?? {})
    : new Fields();
  const bare = answer.body === undefined || bodiless;
  const written = bare ? undefined : rewritten(answer.body, mediaType, wire);
  // The boundary between the parts is the platform's to choose, or ours.
  const typed = bare || headers.has('content-type') || answer.body instanceof FormData;
  if (bare || method === 'HEAD') discard(answer.body);
  const body = () => written?.body ?? bodyOf(route, answer, status, mediaType, kind, options);
  const sent = bare || method === 'HEAD' ? null : body();
  if (written || !typed)
    headers.set('content-type', written?.contentType ?? concrete(mediaType, kind, answer.body));
  if (
    kind !== undefined &&
    isStream(kind) &&
    kind.toLowerCase().endsWith('events') &&
    !headers.has('cache-control')
  )
    headers.set('cache-control', 'no-cache');
  return { outgoing: new Outgoing(answer.status, headers, sent), violations };
}

function judge(
  validators: OperationValidators,
  answer: Answer,
  status: string | undefined,
  mediaType: string | undefined,
  kind: MediaKind | undefined,
): Violation[] {
  if (status === undefined)
    return [
      {
        pointer: '/status',
        rule: 'status',
        message: `${answer.status} is not documented`,
      },
    ];
  const found: Violation[] = [
    ...(validators.headers?.[status]?.violations(lowerCased(answer.headers ?? {}), '/headers') ?? []),
  ];
  if (answer.body === undefined) {
    if (mediaType !== undefined)
      found.push({
        pointer: '/body',
        rule: 'required',
        message: 'is required',
      });
  } else if (mediaType === undefined)
    found.push({
      pointer: '/body',
      rule: 'body',
      message: 'is not documented for this status',
    });
  else if (kind === undefined)
    found.push({
      pointer: '/mediaType',
      rule: 'mediaType',
      message: `${mediaType} is not documented for this status`,
    });
  else if (kind === 'json' || hasFields(kind, answer.body)) {
    const value = kind === 'json' ? answer.body : asTexts(answer.body);
    found.push(...(validators.answers?.[status]?.[mediaType]?.violations(value, '/body') ?? []));
  }
  return found;
}

function headersOf(given: object, documented: Readonly<Record<string, WireHeader>>): Fields {
  const headers = new Fields();
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (value === undefined || value === null) continue;
    const { schema: _, ...header } = (Object.hasOwn(documented, name) ? documented[name] : undefined) ?? {};
    if (Array.isArray(value) && name.toLowerCase() === 'set-cookie')
      for (const each of value) headers.append(name, String(each));
    else {
      const text = headerText({ name, in: 'header', ...header }, value);
      if (text !== undefined) headers.set(name, text);
    }
  }
  return headers;
}

function bodyOf(
  { operation, validators }: Route,
  { status: sent, body }: Answer,
  status: string | undefined,
  mediaType: string | undefined,
  kind: MediaKind = 'json',
  { incoming, validate, onError }: AnswerOptions,
): BodyLike {
  if (kind === 'json') return JSON.stringify(body);
  if (!isStream(kind)) return body as BodyLike;
  const validator = validate === 'off' ? undefined : validators.answers?.[status ?? '']?.[mediaType ?? ''];
  const judgeItem = (item: unknown, at: number): void => {
    const violations = validator?.violations(item, `/body/${at}`) ?? [];
    if (violations.length === 0) return;
    const error = new InvalidAnswer(operation.id, sent, violations);
    if (validate === 'throw') throw error;
    onError(error);
  };
  return itemsBody(body as AsyncIterable<unknown>, {
    kind,
    judge: judgeItem,
    onError,
    signal: incoming.signal,
  });
}

/** A form, or a body of parts, that is given by its fields; a text in another charset. What the platform can send as it is, it does. */
function rewritten(
  body: unknown,
  mediaType: string | undefined,
  wire: WireMedia | undefined,
): { readonly contentType: string; readonly body: BodyLike } | undefined {
  if (mediaType === undefined || wire === undefined) return undefined;
  const { kind } = formOf(wire);
  const isForeign = kind === 'text' && typeof body === 'string' && !/^utf-?8$/i.test(charsetOf(mediaType));
  if (!isForeign && !hasFields(kind, body)) return undefined;
  const { contentType, pieces } = writeBody(mediaType, wire, body, randomBoundary);
  return { contentType, body: new Blob(pieces as (string | Blob)[]) };
}

function hasFields(kind: MediaKind | undefined, body: unknown): boolean {
  const isOwn = body instanceof FormData || body instanceof URLSearchParams;
  return (kind === 'form' || kind === 'multipart') && !isOwn && (isObject(body) || Array.isArray(body));
}

/** Lets go of a body that is not sent. */
function discard(body: unknown): void {
  if (body instanceof ReadableStream) void body.cancel();
  else if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)
    void (body as AsyncIterable<unknown>)[Symbol.asyncIterator]().return?.();
}

function lowerCased(headers: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** A media range cannot be sent: what the body says of itself stands for it. */
function concrete(mediaType: string | undefined, kind: MediaKind | undefined, body: unknown): string {
  if (mediaType !== undefined && !mediaType.includes('*')) return mediaType;
  if (body instanceof Blob && body.type !== '') return body.type;
  return (
    { json: 'application/json', text: 'text/plain; charset=utf-8' }[kind as string] ??
    'application/octet-stream'
  );
}
