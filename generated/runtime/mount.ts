// Hides how the paths of an API are spelled for the router of a framework: `/pets/{id}` as `/pets/:p1`.
import type { Route } from './wire.js';

export interface Mounted {
  readonly path: string;
  /** In upper case. */
  readonly methods: string[];
}

/** What frameworks do not take literally in a path, or not all of them. */
const SPECIAL = /[^\w\-./~!$&',;=@%]/;

/**
 * The paths that every framework can spell: those whose variables are whole segments. All others are left to the server's own
 * router, which stands behind that of the framework, and decides.
 */
export function mountable(routes: readonly Route[], prefix: string): Mounted[] {
  const found = new Map<string, Set<string>>();
  for (const { operation } of routes) {
    // Node reads no other methods, and its frameworks refuse to hear of them.
    if (!METHODS.has(operation.method)) continue;
    const [template = ''] = operation.path.split(/[?#]/, 1);
    const segments = (prefix + template).split('/');
    if (segments.some((segment) => !VARIABLE.test(segment) && SPECIAL.test(segment))) continue;
    const path = segments.map((segment, at) => (VARIABLE.test(segment) ? `:p${at}` : segment)).join('/');
    found.set(path, (found.get(path) ?? new Set()).add(operation.method));
  }
  // Some frameworks take the first that fits: what is literal goes before what is not.
  return [...found]
    .map(([path, methods]) => ({ path, methods: [...methods] }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

const METHODS = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS ' +
    'PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'
  ).split(' '),
);

/** A segment that is one variable. */
const VARIABLE = /^\{[^{}]*\}$/;

function rank({ path }: Mounted): string {
  return path.replaceAll('/:', '/~');
}
