// Hides how a request finds its handler: by its method and path, below the path prefix of the API.
import { type Found, type Handler, handling, Refusal, type Server, type ServerOptions } from './handling.js';
import type { Incoming } from './incoming.js';
import { problem } from './problem.js';
import { makeRouter } from './router.js';
import type { Answer, OperationValidators, Route, WireOperation, WireSecurityScheme } from './wire.js';

export { InvalidAnswer } from './answer.js';
export type { Handler, HandlerContext, Server, ServerOptions } from './handling.js';
export type { Authenticate, Credentials, PrincipalOf } from './principal.js';
export type { Answer, Route };

/** Every route has one type: the compiler gives up on a list of a thousand types. */
export function route(operation: WireOperation, validators: OperationValidators): Route {
  return { operation, validators };
}

/**
 * Makes a web-standard server out of routes and handlers. It never rejects.
 * @param id the version that the routes describe
 */
export function createHandler(
  routes: readonly Route[],
  handlers: Readonly<Record<string, Handler>>,
  schemes: Readonly<Record<string, WireSecurityScheme>>,
  id: string,
  options: ServerOptions,
): Server {
  return handling(finder(routes, options.basePath), handlers, schemes, id, options);
}

/** Finds routes by method and path. What it gives throws Refusal: 404 and 405, and for OPTIONS what is allowed. */
export function finder(routes: readonly Route[], prefix = ''): (incoming: Incoming) => Found {
  const router = makeRouter(
    routes.map((route) => {
      const { method, path, parameters } = route.operation;
      const inPath = parameters.filter((each) => each.in === 'path');
      const variables = new Set(inPath.map(({ name }) => name));
      return { method, path, variables, route };
    }),
  );
  const basePath = prefix.replace(/\/+$/, '');
  return (incoming) => find(router, incoming, basePath);
}

function find(router: Router, incoming: Incoming, basePath: string): Found {
  const { method, path } = incoming;
  const isBelow = path.startsWith(basePath) && path[basePath.length] === '/';
  const match = isBelow ? matchOf(router, method, path.slice(basePath.length)) : MISSING;
  if (match.kind === 'found') return { incoming, route: match.route.route, path: match.path };
  if (match.kind === 'missing') throw new Refusal(problem(404, 'No such resource.'));
  throw notAllowed(method, match.allow);
}

/** 405, or for OPTIONS what is allowed. */
export function notAllowed(method: string, methods: readonly string[]): Refusal {
  const allow = allowed(methods);
  return new Refusal(problem(method === 'OPTIONS' ? 204 : 405, `Use one of: ${allow}.`), { allow });
}

type Router = ReturnType<
  typeof makeRouter<{ method: string; path: string; variables: ReadonlySet<string>; route: Route }>
>;

const MISSING = { kind: 'missing' } as const;

function matchOf(router: Router, method: string, path: string): ReturnType<Router> {
  const match = router(method, path);
  if (method !== 'HEAD' || match.kind === 'found') return match;
  const ofGet = router('GET', path);
  return ofGet.kind === 'found' ? ofGet : match;
}

function allowed(methods: readonly string[]): string {
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])]
    .sort()
    .join(', ');
}
