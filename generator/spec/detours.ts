// Hides that the pointer of a reference may lead through other references: it becomes the pointer of what it means.
import { pointerAt, pointerTokens } from '../source.js';
import { isTree } from './forms.js';
import { localPointer, localRef, nodeAt, references } from './references.js';
import type { Tree } from './types.js';

/** A pointer into a component or a path: no other can meet a reference on its way. */
const DEEP =
  /#\/(?:paths\/|components\/[^/'"\s]+\/[^/'"\s]+\/|(?:definitions|parameters|responses)\/[^/'"\s]+\/)/;
/** References on the way of one pointer: no honest document comes near. */
const MOST = 100;

/** Rewrites such references of a freshly parsed file, which is changed in place. */
export function straightenReferences(root: unknown, text: string): void {
  if (!DEEP.test(text)) return;
  const known = new Map<string, string | undefined>();
  for (const { ref, pointer, key } of references(root)) {
    const to = localPointer(ref);
    if (to === undefined) continue;
    if (!known.has(ref)) known.set(ref, straightened(root, to));
    const meant = known.get(ref);
    if (meant !== undefined) (nodeAt(root, pointer) as Tree)[key] = localRef(meant);
  }
}

/** The pointer that leads there straight; undefined where the given one does, or leads nowhere. */
function straightened(root: unknown, pointer: string): string | undefined {
  let tokens = pointerTokens(pointer);
  let [node, at] = [root, 0];
  for (let turns = 0; at < tokens.length; ) {
    const token = tokens[at] ?? '';
    if (typeof node !== 'object' || node === null) return undefined;
    if (Object.prototype.propertyIsEnumerable.call(node, token)) {
      node = (node as Tree)[token];
      at++;
      continue;
    }
    const ref = isTree(node) ? node['$ref'] : undefined;
    const target = typeof ref === 'string' ? localPointer(ref) : undefined;
    if (target === undefined || turns++ === MOST) return undefined;
    tokens = [...pointerTokens(target), ...tokens.slice(at)];
    [node, at] = [root, 0];
  }
  const straight = pointerAt('', ...tokens);
  return straight === pointer ? undefined : straight;
}
