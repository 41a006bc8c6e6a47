// Hides where a document keeps its operations: by path or webhook, by method, behind references to path items.
import { isTree } from '../spec/forms.js';
import { isMethod } from '../spec/methods.js';
import { followed } from '../spec/references.js';
import type { OpenApi31, Tree } from '../spec/types.js';

/** What patterns ask of an operation. */
export interface Candidate {
  readonly paths?: string;
  readonly webhooks?: string;
  readonly node: Tree;
}

const CONTAINERS = ['paths', 'webhooks'] as const;

/** The document with the operations that are kept; path items of which none is left are gone. */
export function keepOperations(document: OpenApi31, isKept: (candidate: Candidate) => boolean): OpenApi31 {
  const kept: Tree = { ...document };
  for (const container of CONTAINERS) {
    const items = document[container];
    if (!isTree(items)) continue;
    kept[container] = Object.fromEntries(
      Object.entries(items).flatMap(([name, item]) => {
        const left =
          container === 'paths' && name.startsWith('x-')
            ? item
            : itemOf(document, item, (node) => isKept({ [container]: name, node }));
        return left === undefined ? [] : [[name, left]];
      }),
    );
  }
  return kept as unknown as OpenApi31;
}

/** Every operation, in document order. */
export function candidatesOf(document: OpenApi31): Candidate[] {
  const found: Candidate[] = [];
  keepOperations(document, (candidate) => found.push(candidate) > 0);
  return found;
}

/** A path item with what is kept of it, as it stands where that is all; undefined where nothing is. */
function itemOf(document: OpenApi31, item: unknown, isKept: (node: Tree) => boolean): unknown {
  const target = followed(document, item);
  if (!isTree(target)) return isKept({}) ? item : undefined; // what is wrong with it is said elsewhere
  let [left, dropped] = [0, 0];
  const members = (tree: Tree, isOperation: (key: string) => boolean): Tree =>
    Object.fromEntries(
      Object.entries(tree).filter(([key, value]) => {
        if (!isOperation(key)) return true;
        const keeps = isKept(isTree(value) ? value : {});
        if (keeps) left++;
        else dropped++;
        return keeps;
      }),
    );
  const kept = members(target, isMethod);
  const { additionalOperations: more } = target;
  if (isTree(more)) kept['additionalOperations'] = members(more, () => true);
  if (dropped === 0) return left > 0 ? item : undefined;
  return left > 0 ? kept : undefined;
}
