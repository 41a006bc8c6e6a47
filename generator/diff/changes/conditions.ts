// Hides what differs in what two schemas ask of a value as a whole: not, if, contains, and what else is there or not.
import { own } from '../json.js';
import type { SchemaPair } from './pairs.js';

/** Keyword, its name in a kind, and what less of it means for the whole. */
const CONDITIONS = [
  ['not', 'not', -1],
  ['if', 'if', 0],
  ['then', 'then', 1],
  ['else', 'else', 1],
  ['contains', 'contains', 1],
  ['propertyNames', 'property-names', 1],
  ['unevaluatedItems', 'unevaluated-items', 1],
  ['unevaluatedProperties', 'unevaluated-properties', 1],
  ['contentSchema', 'content-schema', 1],
] as const;

export function compareConditions(pair: SchemaPair): void {
  const { base, revision, say, lead } = pair;
  for (const [keyword, name, sense] of CONDITIONS) {
    const [from, to] = [own(base.tree, keyword), own(revision.tree, keyword)];
    if (from === undefined && to === undefined) continue;
    if (from === undefined) say(`${name}-added`, keyword);
    else if (to === undefined) say(`${name}-removed`, keyword);
    else
      lead(
        keyword === 'contains' ? '[any]' : `(${keyword})`,
        { node: from, pointer: base.at(keyword) },
        { node: to, pointer: revision.at(keyword) },
        sense,
      );
  }
}
