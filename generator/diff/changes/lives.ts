// Hides what differs in how long something is there: deprecated, until when, and how settled it is.
import { own, type Tree } from '../json.js';
import type { SchemaPair } from './pairs.js';

/** What an operation, a parameter or a schema says of its end, as it is written. */
export interface Ending {
  readonly isDeprecated: boolean;
  /** `x-sunset`, or the `notBefore` of `x-deprecated`. */
  readonly sunset: unknown;
  readonly stability: unknown;
}

export function endingOf(tree: Tree): Ending {
  const own31 = own(tree, 'x-deprecated');
  const notBefore = typeof own31 === 'object' && own31 !== null ? (own31 as Tree)['notBefore'] : undefined;
  return {
    isDeprecated: own(tree, 'deprecated') === true || own31 !== undefined,
    sunset: own(tree, 'x-sunset') ?? notBefore,
    stability: own(tree, 'x-stability-level'),
  };
}

/** Kinds of what differs, with the two endings: whoever judges knows the day. */
export function compareEndings(
  base: Tree,
  revision: Tree,
): { readonly kind: string; readonly keyword: string; readonly from: Ending; readonly to: Ending }[] {
  const [from, to] = [endingOf(base), endingOf(revision)];
  const found = [];
  if (from.isDeprecated !== to.isDeprecated)
    found.push({ kind: to.isDeprecated ? 'deprecated' : 'reactivated', keyword: 'deprecated', from, to });
  else if (to.isDeprecated && from.sunset !== to.sunset)
    found.push({
      kind: to.sunset === undefined ? 'sunset-removed' : 'sunset-changed',
      keyword: 'x-sunset',
      from,
      to,
    });
  if (from.stability !== to.stability)
    found.push({ kind: 'stability', keyword: 'x-stability-level', from, to });
  return found;
}

export function compareLives({ base, revision, say }: SchemaPair): void {
  for (const { kind, keyword, ...values } of compareEndings(base.tree, revision.tree))
    say(kind, keyword, values);
}
