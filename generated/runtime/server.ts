// Hides the exchange from handlers: routes, checks credentials, decodes, validates, calls the handler, validates and writes its answer.

import { writeAnswer } from './answer.js';
import { credentialsOf } from './credentials.js';
import { type Problem, problem, problemResponse, type Violation } from './problem.js';
import { BodyRefused, decodeRequest } from './request.js';
import { makeRouter } from './router.js';
import type { Answer, Route, WireOperation, WireSecurityScheme } from './wire.js';

export type { Answer, Route };

/** What a handler gets beside its input. */
export interface HandlerContext {
  readonly request: Request;
  /** What `authenticate` gave back; undefined where the operation asks for no credentials. */
  readonly principal: unknown;
}

/** A handler as the runtime calls it; generated code gives each one its exact type. */
export type Handler = (input: never, context: HandlerContext) => Answer | Promise<Answer>;

/** Credentials of a request by scheme key: the raw header, query or cookie value; for `http` and `oauth2` what follows the scheme's name. */
export type Credentials<Scheme extends string = string> = {
  readonly [S in Scheme]?: string;
};

export interface ServerOptions<Scheme extends string = string> {
  /**
   * Says who is asking: anything but undefined, null and false lets the request pass. Called with the credentials of a
   * request that carries at least one complete alternative; a request without is refused before.
   */
  readonly authenticate?: (
    credentials: Credentials<Scheme>,
    context: { readonly request: Request; readonly operation: string },
  ) => unknown;
  /** The form of errors that the server gives by itself; problem details (RFC 9457) by default. Its `status` and headers are kept. */
  readonly formatProblem?: (
    problem: Problem,
    context: {
      readonly request: Request;
      readonly operation: string | undefined;
    },
  ) => unknown;
  /** An answer that breaks the document: `throw` answers 500 instead, `log` reports and sends it, `off` looks at nothing. Default `throw`. */
  readonly validateResponses?: 'throw' | 'log' | 'off';
  /** Told of everything that a client is not: errors that handlers throw, answers that break the document. */
  readonly onError?: (
    error: unknown,
    context: { readonly request: Request; readonly operation: string },
  ) => void;
  /** Bytes that a request body may have; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Path prefix before the document's paths; the one of the document's first server by default. */
  readonly basePath?: string;
}

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

const BODY_LIMIT = 1024 * 1024;

/** Makes a web-standard handler: `(Request) => Promise<Response>`. It never rejects. */
export function createHandler(
  routes: readonly Route[],
  handlers: Readonly<Record<string, Handler>>,
  schemes: Readonly<Record<string, WireSecurityScheme>>,
  options: ServerOptions,
): (request: Request) => Promise<Response> {
  const router = makeRouter(
    routes.map((route) => ({
      method: route.operation.method,
      path: route.operation.path,
      route,
    })),
  );
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  const refuse = (
    request: Request,
    operation: string | undefined,
    value: Problem,
    headers: Record<string, string> = {},
  ): Response => {
    const response = problemResponse(value, headers);
    if (!options.formatProblem) return response;
    const body = JSON.stringify(options.formatProblem(value, { request, operation }));
    return new Response(body, {
      status: value.status,
      headers: { ...headers, 'content-type': 'application/json' },
    });
  };

  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const head = request.method === 'HEAD';
    const match = pathname.startsWith(`${basePath}/`)
      ? firstFound(router, head ? ['HEAD', 'GET'] : [request.method], pathname.slice(basePath.length))
      : ({ kind: 'missing' } as const);
    if (match.kind === 'missing') return refuse(request, undefined, problem(404, 'No such resource.'));
    if (match.kind === 'method') {
      const allow = allowed(match.allow);
      if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
      return refuse(request, undefined, problem(405, `Use one of: ${allow}.`), {
        allow,
      });
    }
    const { route } = match.route;
    const { operation } = route;
    const credentials = credentialsOf(request, operation, schemes);
    const principal =
      credentials && operation.security.length > 0
        ? await options.authenticate?.(credentials, {
            request,
            operation: operation.id,
          })
        : undefined;
    const known = principal !== undefined && principal !== null && principal !== false;
    if (!credentials || (options.authenticate && !anonymous(operation) && !known)) {
      return refuse(request, operation.id, problem(401, 'Valid credentials are required.'), {
        'www-authenticate': challenge(operation, schemes),
      });
    }
    const decoded = await decodeRequest(request, route, match.path, options.bodyLimit ?? BODY_LIMIT);
    if (decoded.violations.length > 0) {
      return refuse(
        request,
        operation.id,
        problem(400, 'The request breaks the API description.', {
          violations: decoded.violations,
        }),
      );
    }
    const handler = handlers[route.name];
    if (!handler) return refuse(request, operation.id, problem(501, 'This operation is not implemented.'));
    const given = await handler(decoded.input as never, { request, principal });
    const { response, violations } = writeAnswer(route, given, options.validateResponses !== 'off', head);
    if (violations.length > 0) {
      options.onError?.(new InvalidAnswer(operation.id, given.status, violations), {
        request,
        operation: operation.id,
      });
      if (options.validateResponses !== 'log')
        return refuse(request, operation.id, problem(500, 'The answer broke the API description.'));
    }
    return response;
  };

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof BodyRefused)
        return refuse(request, error.operation, problem(error.status, error.message), error.headers);
      options.onError?.(error, { request, operation: '' });
      return refuse(request, undefined, problem(500));
    }
  };
}

function firstFound<R>(
  router: (method: string, path: string) => R & { kind: string },
  methods: readonly string[],
  path: string,
): R {
  const matches = methods.map((method) => router(method, path));
  return (matches.find((match) => match.kind === 'found') ?? matches[0]) as R;
}

function allowed(methods: readonly string[]): string {
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])]
    .sort()
    .join(', ');
}

function anonymous(operation: WireOperation): boolean {
  return operation.security.length === 0 || operation.security.some((keys) => keys.length === 0);
}

/** RFC 9110 §11.6.1; schemes without a registered name are told by the name of what they read. */
function challenge(operation: WireOperation, schemes: Readonly<Record<string, WireSecurityScheme>>): string {
  const names = operation.security.flat().map((key) => {
    const scheme = schemes[key];
    if (scheme?.type === 'http' && scheme.scheme)
      return scheme.scheme.replace(/^./, (first) => first.toUpperCase());
    return scheme?.type === 'apiKey'
      ? `ApiKey name="${(scheme.name ?? '').replace(/[^\w-]/g, '')}"`
      : 'Bearer';
  });
  return [...new Set(names)].join(', ') || 'Bearer';
}
