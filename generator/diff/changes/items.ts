// Hides what differs in the items of two lists: those that have a place of their own, and all others.
import { pointerAt } from '../../source.js';
import { list, own } from '../json.js';
import type { SchemaPair } from './pairs.js';

export function compareItems(pair: SchemaPair): void {
  const { base, revision } = pair;
  const [from, to] = [list(own(base.tree, 'prefixItems')), list(own(revision.tree, 'prefixItems'))];
  if (to.length > from.length)
    pair.say('first-items-added', 'prefixItems', { from: from.length, to: to.length });
  if (to.length < from.length)
    pair.say('first-items-removed', 'prefixItems', { from: from.length, to: to.length });
  for (const [index, node] of from.slice(0, to.length).entries())
    pair.lead(
      `[${index}]`,
      { node, pointer: pointerAt(base.at('prefixItems'), index) },
      { node: to[index], pointer: pointerAt(revision.at('prefixItems'), index) },
    );
  const [was, is] = [own(base.tree, 'items'), own(revision.tree, 'items')];
  if (was === undefined && is === undefined) return;
  // Items of which nothing is said may be anything.
  const isFree = (node: unknown) => node === undefined || node === true;
  if (isFree(was) !== isFree(is)) pair.say(isFree(is) ? 'items-freed' : 'items-bound', 'items');
  else if (!isFree(was))
    pair.lead('[]', { node: was, pointer: base.at('items') }, { node: is, pointer: revision.at('items') });
}
