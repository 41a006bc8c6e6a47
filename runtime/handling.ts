// Hides the exchange from handlers once it is known what a request is for: credentials, decoding, validation, the handler, and what becomes of its answer.
import type { Accepts } from './accept.js';
import { type Additions, addTo } from './additions.js';
import { InvalidAnswer, writeAnswer } from './answer.js';
import { reportOnConsole } from './console-report.js';
import { type BodyBounds, type Incoming, incomingOf } from './incoming.js';
import { fieldsOf, jsonOutgoing, Outgoing, outgoingOf, problemOutgoing, responseOf } from './outgoing.js';
import { acceptance, type Prepared, preparing } from './prepared.js';
import { type Asked, type Authenticate, type Credentials, isKnown, principalBySchemes } from './principal.js';
import { type Problem, problem } from './problem.js';
import { BodyRefused } from './request.js';
import type { Answer, Route, WireOperation, WireSecurityScheme } from './wire.js';

/** What a handler gets beside its input. */
export interface HandlerContext<Principal = unknown> {
  readonly request: Request;
  /** What `authenticate` gave back; undefined where the operation asks for no credentials. */
  readonly principal: Principal;
  /** The version that the answer is made by; below a family the one that was negotiated, a microversion (`3.41`) too. */
  readonly version: string;
  /** Whether the request's `Accept` allows an answer of a media type. */
  readonly accepts: (mediaType: string) => boolean;
}

/** A web-standard server. A family tells it which version was negotiated; whatever else platforms pass beside a request is ignored. */
export interface Server {
  (request: Request, context?: unknown): Promise<Response>;
  /**
   * The same where neither a Request nor a Response is at hand; both cost more to make than most answers.
   * @param version in a family the one that was negotiated  @param additions what its answers carry
   */
  readonly answer?: Answering;
}

type Answering = (incoming: Incoming, version?: string, additions?: Additions) => Promise<Outgoing>;

/** A handler as the runtime calls it; generated code gives each one its exact type. */
export type Handler = (input: never, context: HandlerContext<never>) => Answer | Promise<Answer>;

export interface ServerOptions<Scheme extends string = string> {
  /** Says who is asking: by one function, or by one for each scheme. What carries no complete alternative is refused before. */
  readonly authenticate?: Authenticate<Scheme>;
  /**
   * The form of errors that the server gives by itself; problem details (RFC 9457) by default. Gives a JSON body, which is sent with the
   * problem's status, or a whole Response; `WWW-Authenticate` and `Allow` are added where it does not set them.
   */
  readonly formatProblem?: (
    problem: Problem,
    context: {
      readonly request: Request;
      readonly operation: string | undefined;
    },
  ) => unknown;
  /** An answer that breaks the document: `throw` answers 500 instead, `log` reports and sends it, `off` looks at nothing. Default `throw`. */
  readonly validateResponses?: 'throw' | 'log' | 'off';
  /**
   * Told of everything that a client is not: errors that handlers throw, answers that break the document, streams that break off. The
   * console by default; what it throws itself is nobody's.
   */
  readonly onError?: (
    error: unknown,
    context: { readonly request: Request; readonly operation: string },
  ) => void;
  /** Bytes that a request body may have; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Milliseconds within which a request body must have arrived; 30,000 by default. */
  readonly bodyTimeout?: number;
  /** Path prefix before the document's paths; the one of the document's first server by default. */
  readonly basePath?: string;
}

const BODY_LIMIT = 1024 * 1024;
const BODY_TIMEOUT = 30_000;

/** What a request is for. */
export interface Found {
  /** The request as it is to be read. */
  readonly incoming: Incoming;
  readonly route: Route;
  /** The variables of the path, as they were matched. */
  readonly path: Readonly<Record<string, string>>;
}

/** What the answer to one request is made with. */
interface Exchange {
  readonly incoming: Incoming;
  readonly version: string;
  /** Known once the request is routed; errors are told with it. */
  operation?: string;
  /** See WireOperation. */
  always?: Readonly<Record<string, string>> | undefined;
}

/** What is refused, with the headers that the refusal must carry. */
export class Refusal extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(value: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(value.detail);
    this.problem = value;
    this.headers = headers;
  }
}

/** How much of a body is read, and how long it is waited for. */
export function boundsOf(options: ServerOptions): BodyBounds {
  return {
    bytes: options.bodyLimit ?? BODY_LIMIT,
    milliseconds: options.bodyTimeout ?? BODY_TIMEOUT,
  };
}

/**
 * Makes a web-standard server. It never rejects.
 * @param find throws Refusal where a request is for nothing
 * @param handlers by the names of operations
 * @param id the version that is served
 */
export function handling(
  find: (incoming: Incoming) => Found | Promise<Found>,
  handlers: Readonly<Record<string, Handler>>,
  schemes: Readonly<Record<string, WireSecurityScheme>>,
  id: string,
  options: ServerOptions,
): Server & { readonly answer: Answering } {
  const bounds = boundsOf(options);
  const preparedOf = preparing(schemes);
  const validate = options.validateResponses ?? 'throw';
  const answer = async (exchange: Exchange): Promise<Outgoing> => {
    const { version } = exchange;
    const found = find(exchange.incoming);
    const { incoming, route, path } = found instanceof Promise ? await found : found;
    const { operation } = route;
    exchange.operation = operation.id;
    exchange.always = operation.always;
    const prepared = preparedOf(route);
    const { credentialsOf, decode, refusalStatus } = prepared;
    const principal =
      credentialsOf && (await authenticated(incoming, operation, prepared, credentialsOf(incoming), options));
    const accepts = acceptance(incoming.headers.get('accept'), prepared);
    if (!accepts) throw notAcceptable(prepared);
    const decoded = decode(incoming, path, bounds);
    const { input, violations } = decoded instanceof Promise ? await decoded : decoded;
    if (violations.length > 0)
      throw new Refusal(problem(refusalStatus, 'The request breaks the API description.', { violations }));
    const handler = handlers[operation.name];
    if (!handler) throw new Refusal(problem(501, 'This operation is not implemented.'));
    const given = await handler(input as never, new Context(incoming, principal, version, accepts));
    const tell = (error: unknown) => told(error, { ...exchange, incoming }, options);
    const { outgoing, violations: broken } = writeAnswer(route, given, { incoming, validate, onError: tell });
    if (broken.length > 0) {
      tell(new InvalidAnswer(operation.id, given.status, broken));
      if (validate !== 'log') {
        await unsent(outgoing);
        throw new Refusal(problem(500, 'The answer broke the API description.'));
      }
    }
    // What has been done stands, whatever form it is told in.
    const mediaType = outgoing.headers.get('content-type');
    const isOk = outgoing.status >= 200 && outgoing.status < 300;
    if (isSafe(incoming) && isOk && mediaType !== null && !accepts(mediaType)) {
      await unsent(outgoing);
      throw notAcceptable(prepared);
    }
    return outgoing;
  };

  const served = async (incoming: Incoming, version = id, additions?: Additions): Promise<Outgoing> => {
    const exchange: Exchange = { incoming, version };
    let outgoing: Outgoing;
    try {
      outgoing = await answer(exchange);
    } catch (error) {
      outgoing = await failed(error, exchange, options);
    }
    const { headers } = outgoing;
    if (exchange.always)
      for (const [name, text] of Object.entries(exchange.always))
        if (!headers.has(name)) headers.set(name, text);
    if (additions) addTo(headers, additions);
    return outgoing;
  };
  const server: Server = async (request, context) =>
    responseOf(await served(incomingOf(request), negotiated(context, id)));
  return Object.assign(server, { answer: served });
}

/** Of a request that a platform brings in its own form, the web-standard one is made only for a handler that asks for it. */
class Context implements HandlerContext<never> {
  readonly #incoming: Incoming;
  readonly principal: never;
  readonly version: string;
  readonly accepts: Accepts;

  constructor(incoming: Incoming, principal: unknown, version: string, accepts: Accepts) {
    this.#incoming = incoming;
    this.principal = principal as never; // generated code knows of what type it is
    this.version = version;
    this.accepts = accepts;
  }

  get request(): Request {
    return this.#incoming.request;
  }
}

async function unsent({ body }: Outgoing): Promise<void> {
  if (body instanceof ReadableStream) await body.cancel();
}

function notAcceptable({ successTypes }: Prepared): Refusal {
  return new Refusal(problem(406, `The answer can be had as ${successTypes.join(', ')}.`));
}

function isSafe({ method }: Incoming): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'QUERY';
}

/** Who is asking. @throws Refusal 401 where credentials are missing or not good enough */
function authenticated(
  incoming: Incoming,
  { id, security }: WireOperation,
  { isAnonymous, challenge }: Prepared,
  credentials: Credentials | undefined,
  { authenticate }: ServerOptions,
): unknown {
  const judged = (principal: unknown): unknown => {
    if (credentials && (isKnown(principal) || isAnonymous || !authenticate)) return principal;
    throw new Refusal(problem(401, 'Valid credentials are required.'), { 'www-authenticate': challenge });
  };
  if (!credentials || !authenticate) return judged(undefined);
  const asked = new Asking(incoming, id);
  const principal =
    typeof authenticate === 'function'
      ? authenticate(credentials, asked)
      : principalBySchemes(authenticate, security, credentials, asked);
  return isThenable(principal) ? Promise.resolve(principal).then(judged) : judged(principal);
}

/** Of any library: a promise that were taken for a principal would let everybody pass. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** A request that somebody looks at, perhaps: the web-standard one is made only for who does. */
class Asking implements Asked {
  readonly #incoming: Incoming;
  readonly operation: string;

  constructor(incoming: Incoming, operation: string) {
    this.#incoming = incoming;
    this.operation = operation;
  }

  get request(): Request {
    return this.#incoming.request;
  }
}

/** The answer to whatever was thrown. What is nobody's refusal is a bug of the implementation: told to it, not to the client. */
async function failed(error: unknown, exchange: Exchange, options: ServerOptions): Promise<Outgoing> {
  const { incoming, operation } = exchange;
  const refusal =
    error instanceof Refusal
      ? error
      : error instanceof BodyRefused
        ? new Refusal(problem(error.status, error.message), error.headers)
        : new Refusal(problem(500));
  const { headers } = refusal;
  if (refusal.problem.status === 204) return new Outgoing(204, fieldsOf(headers), null);
  if (refusal.problem.status === 500 && !(error instanceof Refusal)) told(error, exchange, options);
  try {
    return await formatted(refusal, incoming, operation, options);
  } catch (unformatted) {
    told(unformatted, exchange, options);
    return problemOutgoing(refusal.problem, headers);
  }
}

/** Whoever hears of an error must not make another of it. */
function told(error: unknown, { incoming, operation = '' }: Exchange, { onError }: ServerOptions): void {
  try {
    if (onError) onError(error, { request: incoming.request, operation });
    else if (incoming.report) incoming.report(error, operation);
    else reportOnConsole(error, operation);
  } catch {
    // Nobody is left to tell.
  }
}

async function formatted(
  { problem: value, headers }: Refusal,
  incoming: Incoming,
  operation: string | undefined,
  options: ServerOptions,
): Promise<Outgoing> {
  if (!options.formatProblem) return problemOutgoing(value, headers);
  const made = await options.formatProblem(value, { request: incoming.request, operation });
  if (!(made instanceof Response)) return jsonOutgoing(value.status, made, fieldsOf(headers));
  const own = outgoingOf(made);
  for (const [name, text] of Object.entries(headers)) if (!own.headers.has(name)) own.headers.set(name, text);
  return own;
}

/** The version that a family negotiated for the version `id`. Platforms pass other things as a second argument: those say nothing. */
function negotiated(context: unknown, id: string): string | undefined {
  if (typeof context !== 'object' || context === null || !('entry' in context) || !('version' in context))
    return undefined;
  const { entry, version } = context;
  const isOurs = typeof entry === 'object' && entry !== null && 'id' in entry && entry.id === id;
  return isOurs && typeof version === 'string' ? version : undefined;
}
