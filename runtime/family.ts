// Hides how several versions become one server: negotiates, calls the version's handler, and adds what every answer must carry.
import { type Additions, additionsOf, addTo } from './additions.js';
import { discoveryIn, discoveryOf } from './discovery.js';
import type { Discovery, Family, VersionEntry } from './lifecycle.js';
import { type Negotiation, negotiatorOf, type Served, type Unavailable } from './negotiate.js';
import { problem, problemResponse } from './problem.js';

/** What a version's handler is told beside the request; only a handler of several microversions needs it. */
export interface VersionContext {
  /** The id that the answer will echo, e.g. `3.41` of an entry `3.70`. */
  readonly version: string;
  readonly entry: VersionEntry;
}

/** One version as a server: a plain `(Request) => Promise<Response>` fits. */
export interface VersionHandler {
  (request: Request, context: VersionContext): Response | Promise<Response>;
  /** The same where the server puts the family's headers into its answers by itself, as generated ones do. */
  readonly within?: (request: Request, version: string, additions: Additions) => Promise<Response>;
}

export interface FamilyHandlerOptions {
  readonly family: Family;
  /** By version id; every version that may be served (CURRENT, SUPPORTED, DEPRECATED) needs one. */
  readonly versions: Readonly<Record<string, VersionHandler>>;
  /** The clock, by default the wall clock; a test or a replay injects its own. Servers and clients of families read no other. */
  readonly now?: () => Date;
  /** Writes the provider's own error body; its status should be `unavailable.status`. Default: problem details (RFC 9457). */
  readonly onUnavailable?: (unavailable: Unavailable, request: Request) => Response | Promise<Response>;
}

/**
 * One web-standard handler for all versions of a family. A request whose version is not available is answered without calling a
 * handler; nothing of its version text is repeated unless it was a well-formed id. What a handler throws is passed on.
 * At the path where versions are discovered, what no version answers there (404, or no version at all) is answered with their list.
 * Throws a TypeError at once where a version that may be served has no handler.
 */
export function createFamilyHandler(options: FamilyHandlerOptions): (request: Request) => Promise<Response> {
  const { family, now = () => new Date(), onUnavailable = asProblem } = options;
  const handlers = new Map(Object.entries(options.versions));
  const missing = family.versions.filter(({ id, state }) => isServable(state) && !handlers.has(id));
  if (missing.length > 0) {
    throw new TypeError(`${family.family}: no handler for version ${missing.map(({ id }) => id).join(', ')}`);
  }
  const negotiate = negotiatorOf(family);
  const discovery = discoveryIn(family);

  const handlerOf = ({ id }: VersionEntry): VersionHandler => {
    const handler = handlers.get(id);
    if (!handler) throw new TypeError(`${family.family}: no handler for version ${id}`);
    return handler;
  };

  const served = (request: Request, { entry, version, headers }: Served): Promise<Response> => {
    const handler = handlerOf(entry);
    const additions = additionsOf(headers);
    if (handler.within) return handler.within(request, version, additions);
    return dressed(async () => handler(request, { version, entry }), additions);
  };
  /** What a version has at the path of discovery goes first. */
  const discoverable = async (request: Request, negotiation: Negotiation, instant: Date, at: Discovery) => {
    if (negotiation.kind === 'serve') {
      const response = await served(request, negotiation);
      if (response.status !== 404) return response;
      await response.body?.cancel();
    }
    return discovered(request, at, () => discoveryOf(family, instant, new URL(request.url).origin));
  };
  const answer = (request: Request): Promise<Response> => {
    const instant = now();
    const negotiation = negotiate(request, instant);
    if (discovery && isAt(discovery.path, request.url))
      return discoverable(request, negotiation, instant, discovery);
    return negotiation.kind === 'serve'
      ? served(request, negotiation)
      : dressed(async () => onUnavailable(negotiation, request), additionsOf(negotiation.headers));
  };

  // Not async: what a version promises is passed on as it is, and not promised once more for every request.
  return (request) => {
    try {
      return answer(request);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/** Whether a URL, as a request spells it, has this path. Looks at the text: a URL need not be parsed for every request. */
function isAt(path: string, url: string): boolean {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  if (!url.startsWith(path, start)) return false;
  const next = url[start + path.length];
  return next === undefined || next === '?' || next === '#';
}

function discovered(request: Request, { status }: Discovery, list: () => unknown): Response {
  const allow = { allow: 'GET, HEAD, OPTIONS' };
  switch (request.method) {
    case 'GET':
    case 'HEAD': {
      const body = request.method === 'HEAD' ? null : JSON.stringify(list());
      return new Response(body, { status, headers: { 'content-type': 'application/json' } });
    }
    case 'OPTIONS':
      return new Response(null, { status: 204, headers: allow });
    default:
      return problemResponse(problem(405, `Use one of: ${allow.allow}.`), allow);
  }
}

function isServable(state: VersionEntry['state']): boolean {
  return state !== 'PLANNED' && state !== 'RETIRED';
}

const WHY = {
  malformed: 'The version that the request asks for cannot be understood.',
  unknown: 'The version that the request asks for is not supported.',
  retired: 'The version that the request asks for is no longer available.',
} as const satisfies Record<Unavailable['reason'], string>;

function asProblem({ reason, status, supported, minimum, maximum }: Unavailable): Response {
  const range =
    minimum === undefined ? 'None is available.' : `Minimum is ${minimum}, maximum is ${maximum}.`;
  return problemResponse(problem(status, `${WHY[reason]} ${range}`, { supported }));
}

/** An answer with headers added in place, or to a copy where its headers are immutable (an answer passed on from fetch). */
async function dressed(answered: () => Promise<Response>, additions: Additions): Promise<Response> {
  const response = await answered();
  try {
    addTo(response.headers, additions);
    return response;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    // Neither a network error nor a protocol switch can be copied, and neither has a reader for these headers.
    if (response.status < 200) return response;
    const { status, statusText } = response;
    const own = new Headers(response.headers);
    addTo(own, additions);
    return new Response(response.body, { status, statusText, headers: own });
  }
}
