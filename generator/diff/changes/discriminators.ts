// Hides what differs in the discriminators of two schemas.
import { isTree, own, type Tree } from '../json.js';
import type { SchemaPair } from './pairs.js';

export function compareDiscriminators({ base, revision, say, isSame }: SchemaPair): void {
  const keyword = 'discriminator';
  const [from, to] = [own(base.tree, keyword), own(revision.tree, keyword)];
  if (!isTree(from) && !isTree(to)) return;
  if (!isTree(from)) say('discriminator-added', keyword);
  else if (!isTree(to)) say('discriminator-removed', keyword);
  else {
    const [was, is] = [from['propertyName'], to['propertyName']];
    if (was !== is) say('discriminator-property-changed', keyword, { from: was, to: is });
    const [before, now] = [mapping(from), mapping(to)];
    const added = Object.keys(now).filter((name) => !Object.hasOwn(before, name));
    const removed = Object.keys(before).filter((name) => !Object.hasOwn(now, name));
    if (added.length > 0) say('discriminator-values-added', keyword, { to: added });
    if (removed.length > 0) say('discriminator-values-removed', keyword, { from: removed });
    for (const [name, target] of Object.entries(before)) {
      const other = now[name];
      // A component that has another name is the same where it says the same.
      const isMoved = other !== undefined && other !== target && !isSame(meant(target), meant(other));
      if (isMoved) say('discriminator-value-changed', keyword, { name, from: target, to: other });
    }
  }
}

function mapping(discriminator: Tree): Tree {
  const map = own(discriminator, 'mapping');
  return isTree(map) ? map : {};
}

function meant(target: unknown): unknown {
  const ref = String(target);
  return { $ref: ref.startsWith('#') ? ref : `#/components/schemas/${ref}` };
}
