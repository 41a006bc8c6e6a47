// Hides what differs in where an API is.
import { canonical, isTree, list, own } from '../json.js';
import type { Use } from './change.js';
import { type Comparison, DOCUMENT } from './comparison.js';
import type { Located } from './reader.js';

/** Of the document, where there is no `use`, or of one operation. */
export function compareServers(
  { say }: Comparison,
  pair: { readonly base: Located; readonly revision: Located },
  use: Use | undefined,
): void {
  const serversOf = ({ tree }: Located) =>
    list(own(tree, 'servers'))
      .filter(isTree)
      .map((each) => ({ url: String(own(each, 'url') ?? ''), variables: canonical(own(each, 'variables')) }));
  const [from, to] = [serversOf(pair.base), serversOf(pair.revision)];
  const at = ({ tree, pointer }: Located) =>
    own(tree, 'servers') === undefined ? pointer : `${pointer}/servers`;
  // Of several servers one may go; where all have gone, whoever calls is elsewhere.
  const isMoved = to.length > 0 && !from.some(({ url }) => to.some((each) => each.url === url));
  const places = { base: at(pair.base), revision: at(pair.revision) };
  for (const { url, variables } of from) {
    const same = to.find((each) => each.url === url);
    if (!same)
      say(
        { kind: isMoved ? 'server-replaced' : 'server-removed', ...places, name: url, from: url },
        use ?? DOCUMENT,
      );
    else if (same.variables !== variables)
      say({ kind: 'server-variables-changed', ...places, name: url }, use ?? DOCUMENT);
  }
  for (const { url } of to)
    if (!from.some((each) => each.url === url))
      say({ kind: 'server-added', ...places, name: url, to: url }, use ?? DOCUMENT);
}
