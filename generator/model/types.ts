// The frozen intermediate form that emitters, diff and contract read. Types only: no code lives here.
import type { Selector } from '../../runtime/lifecycle.js';
import type { Paging } from '../../runtime/paging.js';
import type { Polling } from '../../runtime/polling.js';
import type { MediaKind, Style, WireEncoding, WireParameter } from '../../runtime/wire.js';
import type { OpenApi31 } from '../spec/types.js';

export type { OpenApi31 };

/** A JSON Pointer (RFC 6901) into the bundled document, e.g. `/paths/~1v1~1snapshots/post`. */
export type Pointer = string;

/** JSON Schema 2020-12, kept whole. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** An identifier that names.ts has proven valid, unique in its scope and safe to print. Nothing else reaches an identifier. */
export type SafeName = string & { readonly __brand: 'SafeName' };

/** A key of a path item, or one below its `additionalOperations` (OpenAPI 3.2 §4.9), such as `COPY`. */
export type Method =
  | ('get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query')
  | (string & {});
/** Who sends a value: a caller, or whoever answers. */
export type Direction = 'request' | 'response';
export type ParameterLocation = WireParameter['in'];
export type ParameterStyle = Style;

/** One version of one API. A document without a family has only a label. */
export interface Version {
  /** `1.3` in a family; `info.version` of a lone document. */
  readonly id: string;
  readonly family?: string;
  readonly state?: 'PLANNED' | 'CURRENT' | 'SUPPORTED' | 'DEPRECATED' | 'RETIRED';
  /** YYYY-MM-DD */
  readonly notBefore?: string;
  readonly successor?: string;
  /** In which the family's dates are meant, where it says. */
  readonly timezone?: string;
  /** Days between what is deprecated and its end. */
  readonly noticeDays?: number;
  /** How the family's requests name a version. */
  readonly selector?: Selector;
}

export interface ApiModel {
  readonly version: Version;
  readonly title: string;
  /** Path prefix of the first server, without a trailing slash: `/instance/v1`, or ``. */
  readonly basePath: string;
  /** Of all servers, each once. */
  readonly basePaths: readonly string[];
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Hook[];
  readonly callbacks: readonly Hook[];
  /** Where the links of its answers lead; those are missing that lead to no operation of the document. */
  readonly links: ReadonlyMap<Link, LinkTarget>;
  readonly schemas: readonly NamedSchema[];
  /** True where a schema leaves a part open (`$dynamicRef`); see DynamicScopes. */
  readonly hasDynamicReferences?: boolean;
  readonly securitySchemes: readonly SecurityScheme[];
  readonly document: OpenApi31;
}

export interface NamedSchema {
  readonly name: SafeName;
  /** The name of what requests hold, where `readOnly` or `writeOnly` members make that another type: `Pet_Writable`. */
  readonly writable?: SafeName;
  /** The name of what its children extend, where a discriminator makes the schema stand for them all: `Pet_Base`. */
  readonly base?: SafeName;
  /** The key under components/schemas. */
  readonly key: string;
  readonly schema: JsonSchema;
  readonly source: Pointer;
}

export interface Operation {
  /** The operationId as written, or `METHOD path` where there is none. */
  readonly id: string;
  /** camelCase: the client method and the handler. */
  readonly name: SafeName;
  /** PascalCase: the prefix of its types. */
  readonly typeName: SafeName;
  readonly method: Method;
  /** The method as it is sent: `GET`, `COPY`. */
  readonly verb: string;
  /** Where it stands below its path item: `['get']`, or `['additionalOperations', 'COPY']`. */
  readonly keys: readonly string[];
  /** The template under paths, e.g. `/v1/snapshots/{snapshot_id}`; without the base path. */
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  /** Since which version, and until when it works at least, where the document says so (`x-deprecated`). */
  readonly deprecation?: { readonly since: string; readonly notBefore?: string };
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** Every status, in ascending order, ranges and default last. */
  readonly responses: readonly ApiResponse[];
  /** How its list is read to the end, where the document says so (`x-pagination`). */
  readonly paging?: Paging;
  /** How the work is waited for that it tells of (`x-poll`). */
  readonly polling?: Polling;
  /** Alternatives; each is a set of schemes that go together. Empty: no credentials are asked for. */
  readonly security: readonly SecurityRequirement[];
  /** The documented examples, request and response paired by name. */
  readonly examples: readonly ExamplePair[];
  readonly source: Pointer;
}

/**
 * A request that goes the other way: the provider of the API sends it, whoever uses the API answers (OpenAPI 3.1 §4.8.1, §4.8.18). What
 * it carries is therefore read where operations carry what is written, and the other way round. Its `path` is empty.
 */
export interface Hook extends Operation {
  readonly kind: 'webhook' | 'callback';
  /** Under `webhooks`, or in the `callbacks` of an operation. */
  readonly key: string;
  /** What a callback follows from, and the expression that says where it is sent. */
  readonly cause?: { readonly operation: Operation; readonly url: string };
}

export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** See WireParameter; of a query parameter only. */
  readonly allowEmptyValue: boolean;
  readonly schema: JsonSchema;
  /** Set where the parameter has `content` instead of `schema`. */
  readonly mediaType?: string;
  /** Of a `content` that is a form: how its fields are written. */
  readonly encoding?: Encodings;
  /** `version`: the family's selector fills it in; `credential`: a security scheme does; a caller passes only `plain` ones. */
  readonly role: 'plain' | 'version' | 'credential';
  /** The single `example`, of the parameter or of its schema. */
  readonly example?: { readonly value: unknown };
  readonly examples: readonly NamedExample[];
  readonly source: Pointer;
}

export interface Body {
  readonly required: boolean;
  readonly description?: string;
  readonly content: readonly MediaContent[];
  readonly source: Pointer;
}

export type { MediaKind };

export interface MediaContent {
  /** As written, e.g. `application/json; charset=utf-8`. */
  readonly mediaType: string;
  readonly kind: MediaKind;
  readonly schema?: JsonSchema;
  /** Of a stream: what its items are. */
  readonly item?: StreamItem;
  /** How the fields of a form are written; those that are not named are written in the usual way. */
  readonly encoding?: Encodings;
  /** The same for parts without names: the first ones, and all others. */
  readonly prefixEncoding?: readonly WireEncoding[];
  readonly itemEncoding?: WireEncoding;
  readonly examples: readonly NamedExample[];
  readonly source: Pointer;
}

/** Field → how it is written. */
export type Encodings = Readonly<Record<string, WireEncoding>>;

export interface StreamItem {
  /** `value`: a JSON value; `event`: a server-sent event; `data`: a server-sent event of which the schema describes the data alone. */
  readonly of: 'value' | 'event' | 'data';
  /** As items are given, which may be read further than the document says: JSON in the data of an event is a value. */
  readonly schema?: JsonSchema;
}

export interface ApiResponse {
  /** `202`, `4XX` or `default` */
  readonly status: string;
  readonly description: string;
  readonly headers: readonly ResponseHeader[];
  /** Empty: an answer without a body. */
  readonly content: readonly MediaContent[];
  readonly links: readonly Link[];
  readonly source: Pointer;
}

/** A call that an answer makes possible, as it is written: values are constants or runtime expressions. */
export interface Link {
  readonly name: string;
  readonly operationId?: string;
  readonly operationRef?: string;
  readonly description?: string;
  /** By name, or by place and name: `path.id`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly source: Pointer;
}

/** Where a link leads. */
export interface LinkTarget {
  readonly operation: Operation;
  readonly values: readonly {
    readonly in: ParameterLocation;
    readonly name: string;
    readonly value: unknown;
  }[];
  /** True where the link gives everything that the operation requires. */
  readonly isWhole: boolean;
}

export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly explode: boolean;
  /** Set where the header has `content` instead of `schema`. */
  readonly mediaType?: string;
  readonly description?: string;
  readonly examples: readonly NamedExample[];
  readonly source: Pointer;
}

export interface NamedExample {
  readonly name: string;
  readonly summary?: string;
  readonly value: unknown;
  /** `x-violates`: the JSON pointer in the value at which this example breaks its schema on purpose (a request that must be refused). */
  readonly violates?: string;
  /** `x-without-credentials`: on a response example (a 401): the request of this pair is sent without credentials. */
  readonly withoutCredentials?: boolean;
  readonly source: Pointer;
}

export interface SecurityScheme {
  readonly key: string;
  readonly type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** apiKey: the name of the header, query parameter or cookie. */
  readonly name?: string;
  readonly in?: 'header' | 'query' | 'cookie';
  /** http: `basic`, `bearer`, … in lower case. */
  readonly scheme?: string;
  readonly description?: string;
  /** oauth2: where the flow `clientCredentials` gets its tokens. */
  readonly tokenUrl?: string;
  /** What can prove it on behalf of a caller, the likeliest first. */
  readonly providers: readonly AuthProvider[];
  readonly source: Pointer;
}

/** The file of a provider in `runtime/auth/`. */
export type AuthProvider =
  | 'api-key'
  | 'basic'
  | 'bearer'
  | 'client-credentials'
  | 'huawei-signature'
  | 'openstack-token'
  | 'scp-signature';

/** Scheme key → scopes; all of them together satisfy the requirement. An empty object: anonymous is fine. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/**
 * One documented exchange. Paired by name: a response example, a response header example, a request body example or
 * parameter examples that share the name. A name that stands only on the request's side pairs with the one documented
 * 2xx answer (this is how an answer without a body is documented).
 */
export interface ExamplePair {
  readonly name: string;
  readonly summary?: string;
  readonly request: ExampleRequest;
  readonly response: ExampleResponse;
  /** See NamedExample.violates. */
  readonly violates?: string;
  /** See NamedExample.withoutCredentials; the credential parameters are then absent from `request`. */
  readonly withoutCredentials?: boolean;
  /**
   * True where no request is shown that this answer follows from: nothing of the request bears its name, or an answer of another status has
   * the same one. A success follows from the usual request then; what leads to a refusal, nobody knows.
   */
  readonly unprompted?: boolean;
  readonly source: Pointer;
}

export interface ExampleRequest {
  /** Parameter values by name as the document writes them (typed, not yet serialized); the version and credentials included where documented. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
  readonly querystring: Readonly<Record<string, unknown>>;
  readonly body?: { readonly mediaType: string; readonly value: unknown };
}

export interface ExampleResponse {
  /** `202`, or the range or `default` under which the example stands. */
  readonly status: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: { readonly mediaType: string; readonly value: unknown };
}
