// Hides how several versions become one server: negotiates, calls the version's handler, and adds what every answer must carry.
import { type Additions, additionsOf, addTo } from './additions.js';
import { discoveryIn, discoveryOf } from './discovery.js';
import { type Incoming, incomingOf } from './incoming.js';
import type { Discovery, Family, VersionEntry } from './lifecycle.js';
import { type Negotiation, negotiatorOf, type Served, type Unavailable } from './negotiate.js';
import { fieldsOf, jsonOutgoing, Outgoing, outgoingOf, problemOutgoing, responseOf } from './outgoing.js';
import { problem } from './problem.js';

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
  readonly answer?: (incoming: Incoming, version: string, additions: Additions) => Promise<Outgoing>;
}

/** One web-standard handler for all versions. */
export interface FamilyServer {
  (request: Request): Promise<Response>;
  /** The same where neither a Request nor a Response is at hand. */
  readonly answer: (incoming: Incoming) => Promise<Outgoing | Response>;
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
export function createFamilyHandler(options: FamilyHandlerOptions): FamilyServer {
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

  const served = (incoming: Incoming, { entry, version, headers }: Served): Promise<Outgoing | Response> => {
    const handler = handlerOf(entry);
    const additions = additionsOf(headers);
    if (handler.answer) return handler.answer(incoming, version, additions);
    return dressed(async () => handler(incoming.request, { version, entry }), additions);
  };
  /** What a version has at the path of discovery goes first. */
  const discoverable = async (incoming: Incoming, negotiation: Negotiation, instant: Date, at: Discovery) => {
    if (negotiation.kind === 'serve') {
      const found = await served(incoming, negotiation);
      if (found.status !== 404) return found;
      if (found.body instanceof ReadableStream) await found.body.cancel();
    }
    return discovered(incoming, at, () => discoveryOf(family, instant, new URL(incoming.url).origin));
  };
  const answer = (incoming: Incoming): Promise<Outgoing | Response> => {
    const instant = now();
    const negotiation = negotiate(incoming, instant);
    if (discovery && incoming.path === discovery.path)
      return discoverable(incoming, negotiation, instant, discovery);
    return negotiation.kind === 'serve'
      ? served(incoming, negotiation)
      : dressed(async () => onUnavailable(negotiation, incoming.request), additionsOf(negotiation.headers));
  };
  const server = async (request: Request) => responseOf(await answer(incomingOf(request)));
  return Object.assign(server, { answer });
}

function discovered({ method }: Incoming, { status }: Discovery, list: () => unknown): Outgoing {
  const allow = { allow: 'GET, HEAD, OPTIONS' };
  switch (method) {
    case 'GET':
      return jsonOutgoing(status, list(), fieldsOf({}));
    case 'HEAD':
      return new Outgoing(status, fieldsOf({ 'content-type': 'application/json' }), null);
    case 'OPTIONS':
      return new Outgoing(204, fieldsOf(allow), null);
    default:
      return problemOutgoing(problem(405, `Use one of: ${allow.allow}.`), allow);
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

function asProblem({ reason, status, supported, minimum, maximum }: Unavailable): Outgoing {
  const range =
    minimum === undefined ? 'None is available.' : `Minimum is ${minimum}, maximum is ${maximum}.`;
  return problemOutgoing(problem(status, `${WHY[reason]} ${range}`, { supported }));
}

/** An answer with headers added: to itself, or to a copy where its headers are immutable (an answer passed on from fetch). */
async function dressed(
  answered: () => Promise<Outgoing | Response>,
  additions: Additions,
): Promise<Outgoing | Response> {
  const answer = await answered();
  // Neither a network error nor a protocol switch can be copied, and neither has a reader for these headers.
  if (answer.status < 200) return answer;
  const outgoing = outgoingOf(answer);
  addTo(outgoing.headers, additions);
  return outgoing;
}
