// Hides nothing: what a client is made with, what a call may carry, and what generated code adds to both. Types only.
import type { WriteParameter } from './assemble.js';
import type { AnswerCodecs } from './result.js';
import type {
  Binary,
  BodyLike,
  HeadersLike,
  ParameterValues,
  WireOperation,
  WireSecurityScheme,
  WireVersion,
} from './wire.js';

/** Everything a call may carry: parameters by place, and a body. */
export interface Input extends ParameterValues {
  readonly body?: unknown;
  readonly mediaType?: string;
}

/**
 * A secret, or a function that makes one for the request at hand (a signature, a refreshed token), or puts it there by itself: a provider
 * of `auth/`.
 */
export type Credential = string | ((request: Request) => string | Request | Promise<string | Request>);

export interface ClientOptions<Scheme extends string = string> extends SendingOptions<Scheme> {
  /**
   * Scheme, host and, where the API lives below one, path prefix: `https://api.example.com`. In a page also what is resolved against its
   * address: `/api`.
   */
  readonly baseUrl: string | URL;
  /** Follows the life of the version that is called: `followVersion(family, '1.3', { onDeprecation })`, one for each client. */
  readonly lifecycle?: ClientLifecycle;
}

/** What a client of a family adds to its version's: which one is sent, and what answers say of its life. */
export interface ClientLifecycle {
  /** Sent instead of the document's own: a microversion that the same document describes. */
  readonly version?: WireVersion;
  /** Gives the answer on, or refuses it. */
  readonly watch: <R>(exchange: WatchedExchange, answer: Promise<R>) => Promise<R>;
}

/** An answer, of which the body belongs to whoever reads it. */
export interface WatchedExchange {
  readonly operation: WireOperation;
  readonly request: Pick<Request, 'url' | 'headers'>;
  readonly response: Response;
}

/**
 * Stands between a call and the platform: looks at a request, changes it, asks again, answers by itself. A request whose body was sent is
 * used up: who asks twice sends `request.clone()` first.
 */
export type Middleware = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  operation: WireOperation,
) => Promise<Response>;

/** What requests are made with, wherever they go. */
export interface SendingOptions<Scheme extends string = string> {
  /** By the keys of the document's security schemes. `basic` takes `user:password`. */
  readonly credentials?: { readonly [S in Scheme]?: Credential };
  /** Signs each request, as it is about to be sent, with what no single scheme holds: a provider of `auth/`. */
  readonly authenticate?: (request: Request) => Request | Promise<Request>;
  /** Around every exchange, the first outermost; what they see has no credentials yet. */
  readonly middleware?: readonly Middleware[];
  /** Sent with every request. */
  readonly headers?: HeadersLike;
  /** The global fetch by default. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * Bytes that the body of an answer, or characters that one item of a stream may have; 64 Mi of them by default. Not asked of what is
   * handed on as a Blob, in parts or as a stream of bytes.
   */
  readonly bodyLimit?: number;
  /** Milliseconds that an exchange may take, its body included, but of a stream only its beginning; without it, as long as the platform allows. */
  readonly timeout?: number;
  /** What "validators.js" beside this code exports: answers, their headers and the items of streams are then judged by their schemas. */
  readonly validators?: Readonly<Record<string, object>>;
}

/** What a caller gives where a handler gets a Blob: bytes of any form. A stream is sent as it is made, where the platform can. */
export type Sent<Input> = {
  readonly [K in keyof Input]: K extends 'body'
    ? NonNullable<Input[K]> extends Blob
      ? Input[K] | Binary
      : Input[K]
    : Input[K];
};

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /**
   * Sent with this request; wins over the client's, over the version where it names another (a microversion), and over the `Accept`
   * that names everything documented.
   */
  readonly headers?: HeadersLike;
  /** How an answer of bytes is given: whole, or, so that it is never whole in memory, as it arrives. `blob` by default. */
  readonly binary?: 'blob' | 'stream';
}

export interface Connection extends Sending {
  readonly options: ClientOptions;
  /** Of the base URL what paths are put behind. */
  readonly base: string;
}

export interface Sending extends ConnectionCodecs {
  readonly options: SendingOptions;
  readonly schemes: Readonly<Record<string, WireSecurityScheme>>;
  readonly version?: WireVersion;
  readonly watch?: ClientLifecycle['watch'];
}

/** What a document needs of whom few do: a version or a secret elsewhere than in a header of its own. See connection-codecs.ts. */
export interface ConnectionCodecs {
  /** A media type with the version as its parameter. */
  readonly saying?: (mediaType: string, version: WireVersion | undefined) => string;
  /** The URL with a version, or a secret, in its query. */
  readonly withPair?: (url: string, name: string, value: string) => string;
  /** Why an answer is refused that names another version than its request. @param asked the text of a header, by its name in lower case */
  readonly otherVersion?: (
    operation: string,
    version: WireVersion | undefined,
    asked: (header: string) => string | null | undefined,
    response: Response,
  ) => Promise<Error | undefined>;
  /** A request with a secret that is no bearer token and stands in no header of its own. */
  readonly withSecret?: (request: Request, scheme: WireSecurityScheme, secret: string) => Request;
}

/** What an operation needs of what few do, beside parameters of the usual styles, and JSON both ways. See codecs.ts. */
export interface Codecs extends AnswerCodecs {
  readonly writer?: (operation: WireOperation, connection: Sending) => WriteParameter;
  /** What a call's body makes of its request; what is to be said of it goes into the headers. */
  readonly writeBody?: (
    operation: WireOperation,
    input: Input,
    headers: Record<string, string>,
    saying: (mediaType: string) => string,
  ) => { readonly body?: BodyLike; readonly duplex?: 'half' };
  /** One Cookie header out of several, or of headers that hold one, the nearest to the call first. */
  readonly joinCookies?: (sources: readonly (string | HeadersLike | undefined)[]) => string;
}

export interface WrittenBody {
  readonly contentType: string;
  readonly body: BodyLike;
}
