// Hides webhooks and callbacks from their handlers: which of them a request is for, and whether it comes from who signed it.
import { boundsOf, type Found, type Handler, handling, Refusal, type ServerOptions } from './handling.js';
import { type Incoming, incomingOf } from './incoming.js';
import { problem } from './problem.js';
import { readBytes } from './request.js';
import { finder, notAllowed, type Server } from './server.js';
import type { OperationValidators, Route, WireOperation, WireSecurityScheme } from './wire.js';

export { type HandlerContext, InvalidAnswer, type Server } from './server.js';

export interface ReceiverOptions<Name extends string = string, Scheme extends string = string>
  extends Omit<ServerOptions<Scheme>, 'basePath'> {
  /** Where each is received, as a path: by default under its own name in the document, `/order.created`. */
  readonly paths?: { readonly [N in Name]?: string };
  /**
   * Says which one a request is, where several come to one URL: by a header, or by a member of the body. Its path is then not looked at.
   * Undefined is answered with 404.
   */
  readonly select?: (request: Request) => Name | undefined | Promise<Name | undefined>;
  /** Judges the signature of a request by the bytes that were sent, before anything else looks at them. False is answered with 403. */
  readonly verify?: (request: Request, body: Uint8Array<ArrayBuffer>) => boolean | Promise<boolean>;
}

/** Something that can be received. */
export interface Received {
  /** Of its handler. */
  readonly name: string;
  /** At which it is where nobody says otherwise. */
  readonly path: string;
  readonly route: Route;
  readonly handler: Handler | undefined;
}

/** Every item has one type: the compiler gives up on a list of a thousand types. */
export function received(
  name: string,
  path: string,
  operation: WireOperation,
  validators: OperationValidators,
  handler: Handler | undefined,
): Received {
  return { name, path, route: { operation, validators }, handler };
}

/**
 * Makes a web-standard handler of requests that the provider of an API sends. It never rejects. What has no handler is not there: 404.
 * @param id the version that describes them
 * @throws Error where two are to be received at one path, and nothing selects between them
 */
export function createReceiver(
  all: readonly Received[],
  schemes: Readonly<Record<string, WireSecurityScheme>>,
  id: string,
  options: ReceiverOptions,
): Server {
  const { paths = {}, select, verify } = options;
  const routes = new Map<string, Route>();
  const handlers: Record<string, Handler> = {};
  for (const { name, path, route, handler } of all) {
    if (!handler) continue;
    const mounted = paths[name] ?? path;
    routes.set(name, { ...route, operation: { ...route.operation, path: mounted } });
    handlers[route.operation.name] = handler;
  }
  if (!select) reportClash(routes);
  const byPath = finder([...routes.values()]);

  const find = async (incoming: Incoming): Promise<Found> => {
    if (!select && !verify) return byPath(incoming);
    const bytes = await readBytes(incoming, '', boundsOf(options));
    const { request } = incoming;
    // Whoever looks at it may read it: each gets its own.
    const copy = () => copyOf(request, bytes);
    if (verify && !(await verify(copy(), bytes.slice())))
      throw new Refusal(problem(403, 'The signature does not fit.'));
    if (!select) return byPath(incomingOf(copy()));
    const name = await select(copy());
    const route = name === undefined ? undefined : routes.get(name);
    if (!route) throw new Refusal(problem(404, 'Nothing receives this.'));
    if (route.operation.method !== request.method) throw notAllowed(request.method, [route.operation.method]);
    return { incoming: incomingOf(copy()), route, path: {} };
  };

  return handling(find, handlers, schemes, id, options);
}

function reportClash(routes: ReadonlyMap<string, Route>): void {
  const names = new Map<string, string>();
  for (const [name, { operation }] of routes) {
    const place = `${operation.method} ${operation.path}`;
    const other = names.get(place);
    if (other !== undefined)
      throw new Error(
        `${other} and ${name} are both received at ${place}: say by \`select\` which one a request is.`,
      );
    names.set(place, name);
  }
}

function copyOf({ url, method, headers, signal }: Request, bytes: Uint8Array<ArrayBuffer>): Request {
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: bytes };
  return new Request(url, { method, headers, signal, ...body });
}
