// What an operation looks like on the wire: the plain data that generated code hands to this runtime. Types only.
import type { SchemaData } from './schema.js';
import type { Validator } from './validator.js';

export type MediaKind = 'json' | 'form' | 'multipart' | 'text' | 'binary' | StreamKind;

/**
 * Kinds of bodies that are many items, read and written one at a time. The data of an event is JSON, or text, or, in `events`,
 * JSON where it can be read as such and text where it cannot.
 */
export type StreamKind = 'jsonEvents' | 'textEvents' | 'events' | 'jsonLines' | 'jsonSequence';

/** An event of a stream (WHATWG HTML §9.2), as it was sent: without a name it is a `message`. */
export interface ServerSentEvent<Data = string> {
  readonly data: Data;
  readonly event?: string;
  readonly id?: string;
  /** Milliseconds to wait before connecting again. */
  readonly retry?: number;
}

/**
 * A parameter (OpenAPI 3.2 §4.12): enough to write it into a request and to read it back. What its place has by default is left out:
 * style `form` of a query and a cookie, `simple` elsewhere; exploded where the style is `form` or `cookie`.
 */
export interface WireParameter extends WireEncoding {
  readonly name: string;
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  /** Set where the value is a document of this media type instead of being styled. */
  readonly mediaType?: string;
  /** Of a document that is a form: how its fields are written. */
  readonly encoding?: Readonly<Record<string, WireEncoding>>;
  /** Of a whole query that must be there: none is an empty one. */
  readonly required?: boolean;
  /** An empty text stands for an absent parameter where it is no value itself. */
  readonly allowEmptyValue?: boolean;
  /** What a server takes an absent parameter for. */
  readonly default?: unknown;
}

export type Style =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'cookie'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  /** Of OpenAPI 2.0 (`tsv`); 3.x has no name for it. */
  | 'tabDelimited';

/** How a parameter or a field of a form is written (Encoding Object, OpenAPI 3.2 §4.15). */
export interface WireEncoding {
  readonly style?: Style;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** Of a field: its media type, or a list of them with commas. */
  readonly contentType?: string;
  /** Of a part: headers that say the same every time. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body of fields or parts of which something is to be said. */
export interface WireForm {
  readonly kind: MediaKind;
  readonly encoding?: Readonly<Record<string, WireEncoding>>;
  /** Of parts without names: how the first are written, and all others. */
  readonly prefixEncoding?: readonly WireEncoding[];
  readonly itemEncoding?: WireEncoding;
  /** Fields of a multipart body that hold bytes. */
  readonly files?: Readonly<Record<string, BytesHeld>>;
  /** The same of all fields that are not listed. */
  readonly otherFiles?: BytesHeld;
  /** Of an answer, see WireHeader. What a request may hold, its validators know. */
  readonly schema?: SchemaData;
}

/** Nothing else, or texts as well. */
export type BytesHeld = 'only' | 'also';

export type WireMedia = MediaKind | WireForm;

export interface WireBody {
  readonly required: boolean;
  /** Media type as documented → kind; the first is what a client sends unless told otherwise. */
  readonly content: Readonly<Record<string, WireMedia>>;
}

/** A header of an answer: a parameter in a header, less its name and place. */
export interface WireHeader extends Pick<WireParameter, 'explode' | 'mediaType'> {
  /** The types of its value, and what it is made of, where it is no text: a client that judges nothing reads by this. */
  readonly schema?: SchemaData;
}

export interface WireOperation {
  readonly id: string;
  /** Of its validators; of an operation mostly that of the client's method and the handler too. */
  readonly name: string;
  /** Upper case. */
  readonly method: string;
  /** Template, e.g. `/v1/snapshots/{snapshot_id}`. */
  readonly path: string;
  readonly parameters: readonly WireParameter[];
  readonly body?: WireBody;
  /** Status (`202`, `4XX`, `default`) → media type → kind; no media type: an answer without a body. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, WireMedia>>>>;
  /** Status → name → the documented headers of its answers. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, WireHeader>>>>;
  /** What every answer says, also a refusal, unless its handler says otherwise: Deprecation and Sunset of an operation that ends. */
  readonly always?: Readonly<Record<string, string>>;
  /** Alternatives of scheme keys that go together. */
  readonly security: readonly (readonly string[])[];
}

export interface WireSecurityScheme {
  readonly type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  readonly in?: 'header' | 'query' | 'cookie';
  readonly name?: string;
  readonly scheme?: string;
}

/** The version selector's value that a client of one version always sends. */
export interface WireVersion {
  readonly id: string;
  readonly in: 'header' | 'query' | 'path' | 'media-type' | 'none';
  readonly name?: string;
  readonly value: string;
}

/** Values of the parameters by place and name. */
export interface ParameterValues {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** The one parameter that is the whole query. */
  readonly querystring?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly cookie?: Readonly<Record<string, unknown>>;
}

/** One documented answer, as a server gives it. */
export interface Answer {
  readonly status: number;
  readonly mediaType?: string;
  readonly headers?: object;
  readonly body?: unknown;
}

/** As much of `Headers` as is read of a request or an answer. */
export type HeaderReader = Pick<Headers, 'get' | 'has' | 'getSetCookie'>;

/** What the platform takes for headers and for a body, by names that the types of browsers and of Node share. */
export type HeadersLike = NonNullable<ConstructorParameters<typeof Headers>[0]>;
export type BodyLike = NonNullable<ConstructorParameters<typeof Response>[0]>;

/** Bytes, as a handler may give them; a text is sent as UTF-8. */
export type Binary = Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string;

/** Validators of one operation, made from its schemas. A part that accepts anything has none. */
export interface OperationValidators {
  readonly path?: Validator<unknown>;
  readonly query?: Validator<unknown>;
  readonly querystring?: Validator<unknown>;
  readonly header?: Validator<unknown>;
  readonly cookie?: Validator<unknown>;
  /** By media type as documented. */
  readonly body?: Readonly<Record<string, Validator<unknown>>>;
  /** By status, then media type. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, Validator<unknown>>>>>;
  /** Response headers by status. */
  readonly headers?: Readonly<Record<string, Validator<unknown>>>;
}

export interface Route {
  readonly operation: WireOperation;
  readonly validators: OperationValidators;
}

/** Registered statuses (IANA HTTP Status Code Registry). */
export type Status =
  | 100
  | 101
  | 102
  | 103
  | OkStatus
  | 300
  | 301
  | 302
  | 303
  | 304
  | 305
  | 307
  | 308
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 406
  | 407
  | 408
  | 409
  | 410
  | 411
  | 412
  | 413
  | 414
  | 415
  | 416
  | 417
  | 418
  | 421
  | 422
  | 423
  | 424
  | 425
  | 426
  | 428
  | 429
  | 431
  | 451
  | 500
  | 501
  | 502
  | 503
  | 504
  | 505
  | 506
  | 507
  | 508
  | 510
  | 511;

export type OkStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;

/** The statuses that a range (`4XX`) or `default` stands for, less those that are documented by themselves. */
export type StatusIn<
  Range extends '1XX' | '2XX' | '3XX' | '4XX' | '5XX' | 'default',
  Documented extends number = never,
> = Exclude<
  Range extends `${infer First}XX`
    ? `${Status}` extends infer S
      ? S extends `${First}${infer _Rest}`
        ? ToNumber<S>
        : never
      : never
    : Status,
  Documented
>;

type ToNumber<S> = S extends `${infer N extends Status}` ? N : never;

/** Headers of an answer that the document does not describe. */
export type HeaderValues = Readonly<Record<string, string | number | boolean | undefined>>;
