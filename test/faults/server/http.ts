// Hides the way of every request, as HTTP wants it: route, method, credentials, media type, body, answer. What a provider decides it asks.
import { type Parameters, readQuery, type Values } from './query.js';
import type { Complaint, Rule } from './rules.js';

export type Headers_ = Readonly<Record<string, string>>;

/** A request as it arrived. */
export interface Seen {
  /** Upper case. */
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A request that is understood. */
export interface Call extends Seen {
  readonly operation: string;
  /** By which version it is answered; empty where there are none. */
  readonly version: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Values;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Headers_;
  /** A JSON value; undefined: no body. */
  readonly body?: unknown;
  /** Stands for the body, letter by letter. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

/** Why a request is not served. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly complaints?: readonly Complaint[];
  readonly headers?: Headers_;
  /** What was not found. */
  readonly resource?: { readonly kind: string; readonly id: string };
}

/** Thrown, but no Error: nobody needs to know where, and finding out takes longer than the answer. */
export class Refused {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

export interface Operation {
  readonly name: string;
  /** What the path's variables must be; otherwise there is nothing at this path. */
  readonly path?: Readonly<Record<string, Rule>>;
  readonly query?: Parameters;
  readonly body?: Rule;
  /** How a body is read, by its media type in lower case; JSON by default. */
  readonly reads?: Readonly<Record<string, (text: string) => unknown>>;
  /** Without credentials. */
  readonly open?: true;
  readonly run: (call: Call) => Answer;
}

export interface Route {
  /** `/zones/{zone}/snapshots` */
  readonly template: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** Which version answers, and what its answers carry. */
export interface Chosen {
  readonly version: string;
  readonly headers: Headers_;
}

/** Everything about HTTP that may be decided rightly or wrongly. */
export interface HttpDecisions {
  /** Before anything else is looked at. */
  readonly arrive: (seen: Seen) => Seen;
  readonly operationOf: (route: Route, method: string) => Operation | undefined;
  readonly allow: (methods: readonly string[]) => string | undefined;
  readonly authenticate: (seen: Seen) => boolean;
  /** WWW-Authenticate of a 401. */
  readonly challenge: string | undefined;
  readonly accepts: (accept: string | null) => boolean;
  /** The status of a body in another media type than JSON. */
  readonly wrongMediaType: number;
  readonly isJson: (contentType: string) => boolean;
  /** Bytes that a body may have. */
  readonly longest: number;
  /** @throws SyntaxError */
  readonly parse: (text: string) => unknown;
  /** The status of a value in a path that nothing can stand at. */
  readonly wrongPath: Pick<Refusal, 'status' | 'code'>;
  /** The provider's envelope. */
  readonly envelope: (refusal: Refusal) => unknown;
  readonly contentType: string;
  /** Of the envelope, where it is another one. */
  readonly refusalType?: string;
  readonly write: (value: unknown) => string;
  /** What becomes of the answer to a GET where HEAD was asked for. */
  readonly head: (answer: Written) => Written;
  /** After everything else, the operation's name empty where there is none. */
  readonly leave: (answer: Answer, call: Call) => Answer;
}

export interface Written {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

export interface Api {
  readonly http: HttpDecisions;
  readonly routes: readonly Route[];
  /** Absent: there is one version. */
  readonly choose?: (seen: Seen, route: Route) => Chosen;
}

export const USUAL: Omit<HttpDecisions, 'authenticate' | 'challenge' | 'envelope'> = {
  arrive: (seen) => seen,
  operationOf: ({ operations }, method) => operations[method === 'HEAD' ? 'GET' : method],
  allow: (methods) => methods.join(', '),
  accepts: (accept) => accept === null || /(^|[\s,])(\*\/\*|application\/(\*|json))/i.test(accept),
  wrongMediaType: 415,
  isJson: (contentType) => /^application\/json\s*(;|$)/i.test(contentType),
  longest: 1024 * 1024,
  parse: JSON.parse,
  wrongPath: { status: 404, code: 'not_found' },
  contentType: 'application/json',
  write: (value) => JSON.stringify(value),
  head: ({ status, headers }) => ({ status, headers, bytes: null }),
  leave: (answer) => answer,
};

/** Answers one request. Never rejects. */
export async function respond(api: Api, request: Request, now: number): Promise<Response> {
  const { method, url, headers } = request;
  const arrived = { method, url: new URL(url), headers, text: await request.text(), now };
  const seen = api.http.arrive(arrived);
  const { status, headers: said, bytes } = answered(api, seen);
  return new Response(bytes, { status, headers: said });
}

function answered(api: Api, seen: Seen): Written {
  const { http, routes, choose } = api;
  let call: Call = { ...seen, operation: '', version: '', path: {}, query: {}, body: undefined };
  let chosen: Chosen | undefined;
  let answer: Answer;
  try {
    const [route, path] = routeOf(routes, seen.url.pathname);
    call = { ...call, path };
    const operation = http.operationOf(route, seen.method);
    chosen = operation?.open === true ? undefined : choose?.(seen, route);
    call = { ...call, version: chosen?.version ?? '', operation: operation?.name ?? '' };
    answer = seen.method === 'OPTIONS' ? optionsOf(http, route) : served(http, route, operation, call);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const { status, headers } = cause.refusal;
    const said = { ...(http.refusalType && { 'Content-Type': http.refusalType }), ...headers };
    answer = { status, headers: said, body: http.envelope(cause.refusal) };
  }
  answer = { ...answer, headers: { ...chosen?.headers, ...answer.headers } };
  const written = writtenOf(http, http.leave(answer, call));
  return seen.method === 'HEAD' ? http.head(written) : written;
}

function served(http: HttpDecisions, route: Route, operation: Operation | undefined, call: Call): Answer {
  if (!operation) {
    const allow = http.allow(methodsOf(route));
    throw new Refused({
      status: 405,
      code: 'method_not_allowed',
      text: `${call.method} is not allowed here.`,
      ...(allow !== undefined && { headers: { Allow: allow } }),
    });
  }
  if (operation.open !== true && !http.authenticate(call)) {
    throw new Refused({
      status: 401,
      code: 'unauthorized',
      text: 'The request is not authenticated.',
      ...(http.challenge !== undefined && { headers: { 'WWW-Authenticate': http.challenge } }),
    });
  }
  if (!http.accepts(call.headers.get('accept')))
    throw new Refused({ status: 406, code: 'not_acceptable', text: 'There is nothing but JSON here.' });
  for (const [name, rule] of Object.entries(operation.path ?? {})) {
    const id = call.path[name] ?? '';
    const [complaint] = rule(id, name);
    if (complaint) {
      const text = `${name} ${complaint.text}.`;
      throw new Refused({ ...http.wrongPath, text, resource: { kind: name, id }, complaints: [complaint] });
    }
  }
  const { values, complaints } = readQuery(call.url.searchParams, operation.query ?? {});
  refuseInvalid(complaints);
  const body = operation.body ? bodyOf(http, operation.body, operation.reads, call) : undefined;
  return operation.run({ ...call, query: values, body });
}

function bodyOf(
  http: HttpDecisions,
  rule: Rule,
  reads: Operation['reads'],
  { headers, text }: Call,
): unknown {
  const contentType = headers.get('content-type');
  if (text.length > http.longest)
    throw new Refused({ status: 413, code: 'too_large', text: 'The body is too large.', headers: RETRY });
  if (text === '') refuseInvalid([{ at: 'body', reason: 'required', text: 'is required' }]);
  const read = reads
    ? reads[contentType?.split(';')[0]?.trim().toLowerCase() ?? '']
    : contentType !== null && http.isJson(contentType)
      ? http.parse
      : undefined;
  if (!read) {
    const status = http.wrongMediaType;
    throw new Refused({ status, code: 'wrong_media_type', text: 'There is another media type for this.' });
  }
  let value: unknown;
  try {
    value = read(text);
  } catch {
    refuseInvalid([{ at: 'body', reason: 'format', text: 'must be JSON' }]);
  }
  refuseInvalid(rule(value, ''));
  return value;
}

const RETRY = { 'Retry-After': '0' };

export function refuseInvalid(complaints: readonly Complaint[]): void {
  if (complaints.length === 0) return;
  const text = complaints.map((each) => `${each.at || 'body'} ${each.text}`).join('; ');
  throw new Refused({ status: 400, code: 'invalid', text: `${text}.`, complaints });
}

/** OPTIONS is nobody's operation and everybody's right (RFC 9110 §9.3.7). */
function optionsOf(http: HttpDecisions, route: Route): Answer {
  const allow = http.allow(methodsOf(route));
  return { status: 204, ...(allow !== undefined && { headers: { Allow: allow } }) };
}

function methodsOf({ operations }: Route): string[] {
  const methods = Object.keys(operations);
  return ['OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : []), ...methods];
}

function routeOf(routes: readonly Route[], pathname: string): readonly [Route, Call['path']] {
  const segments = pathname.split('/').map(decoded);
  for (const route of routes) {
    const wanted = route.template.split('/');
    if (wanted.length !== segments.length) continue;
    const path: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const segment = segments[index] ?? '';
      if (!part.startsWith('{')) return part === segment;
      path[part.slice(1, -1)] = segment;
      return segment !== '';
    });
    if (fits) return [route, path];
  }
  throw new Refused({ status: 404, code: 'no_such_path', text: 'There is nothing at this path.' });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refused({ status: 400, code: 'invalid', text: 'The path is not percent-encoded UTF-8.' });
  }
}

const encoder = new TextEncoder();

function writtenOf(http: HttpDecisions, { status, headers, body, raw }: Answer): Written {
  const said = new Headers({ 'X-Request-Id': 'f00d', 'Cache-Control': 'no-store', ...headers });
  if (body === undefined && raw === undefined) return { status, headers: said, bytes: null };
  const text = raw ?? http.write(body);
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  if (!said.has('content-type')) said.set('content-type', http.contentType);
  said.set('content-length', String(bytes.byteLength));
  return { status, headers: said, bytes };
}
