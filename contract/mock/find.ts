// Hides how a request finds its operation: below any path prefix that the document names, or below none, with a slash at its end or without.
import type { Operation } from '../../generator/model/types.js';
import { type Found, Refusal } from '../../runtime/handling.js';
import type { Incoming } from '../../runtime/incoming.js';
import { problem } from '../../runtime/problem.js';
import { makeRouter } from '../../runtime/router.js';
import { notAllowed } from '../../runtime/server.js';
import { memo } from '../memo.js';
import { lettingPass } from './documented-bodies.js';
import type { Knowledge } from './knowledge.js';

/** What a request is for. */
export interface Target extends Found {
  readonly source: Operation;
  /** Path prefix of the request. */
  readonly prefix: string;
}

/** Finds operations; what it gives throws Refusal: 404, 405, and for OPTIONS what is allowed. */
export function finderOf({ model, routes }: Knowledge): (incoming: Incoming) => Target {
  const router = makeRouter(
    model.operations.map((operation) => ({
      method: operation.verb,
      path: operation.path,
      variables: new Set(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)),
      operation,
    })),
  );
  const routeOf = memo((operation: Operation) => lettingPass(routes.routeOf(operation), operation));
  // The longest first: `/api/v2` is no `/v2` below `/api`.
  const prefixes = [...new Set([...model.basePaths, ''])].sort((a, b) => b.length - a.length);
  return (incoming) => {
    const methods = incoming.method === 'HEAD' ? ['HEAD', 'GET'] : [incoming.method];
    const allow = new Set<string>();
    for (const path of spellings(incoming.path))
      for (const prefix of prefixes) {
        if (!path.startsWith(`${prefix}/`)) continue;
        for (const method of methods) {
          const match = router(method, path.slice(prefix.length));
          if (match.kind === 'method') for (const each of match.allow) allow.add(each);
          if (match.kind !== 'found') continue;
          const source = match.route.operation;
          return { incoming, route: routeOf(source), path: match.path, source, prefix };
        }
      }
    if (allow.size > 0) throw notAllowed(incoming.method, [...allow].sort());
    throw new Refusal(problem(404, 'No such resource.'));
  };
}

function spellings(pathname: string): string[] {
  const bare = pathname.replace(/\/+$/, '');
  return bare === '' || bare === pathname ? [pathname] : [pathname, bare];
}
