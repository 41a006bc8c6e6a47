// Hides that a reference may lead into the midst of what another version of OpenAPI keeps elsewhere: bundlers write `#/paths/~1a/get/parameters/0`.
import { pointerAt, pointerTokens } from '../source.js';
import { applied } from './edits.js';
import { type Origins, pointersIn } from './origins.js';
import { type FoundReference, localPointer, localRef, nodeAt, references } from './references.js';
import type { Tree } from './types.js';

/** What 2.0 keeps at the root, by where it is now. */
const OLDER: readonly (readonly [now: RegExp, then: string])[] = [
  [/^\/components\/schemas\//, '/definitions/'],
  [/^\/components\/(?:parameters|requestBodies)\//, '/parameters/'],
  [/^\/components\/responses\//, '/responses/'],
];

/**
 * The document with every reference leading to what its target has become. The same object where all do, as in nearly every document.
 * @param root the tree as it was read  @param found its references
 */
export function followMoved(
  document: Tree,
  root: unknown,
  origins: Origins,
  found: Iterable<FoundReference>,
): Tree {
  if (![...found].some(({ ref }) => isDeep(ref))) return document;
  let pointers: ReadonlyMap<object, string> | undefined;
  const edits = references(document).flatMap(({ ref, pointer, key }) => {
    const at = localPointer(ref);
    if (at === undefined || !isDeep(ref)) return [];
    const source = nodeAt(root, at) ?? nodeAt(root, written(at));
    const target = nodeAt(document, at);
    if (!isObject(source) || (isObject(target) && origins.of(target) === source)) return [];
    pointers ??= pointersIn(document, (node) => origins.of(node));
    const moved = pointers.get(source);
    return moved === undefined ? [] : [{ pointer: pointerAt(pointer, key), value: localRef(moved) }];
  });
  return edits.length > 0 ? (applied(document, edits, origins) as Tree) : document;
}

/** Components are found by their names; only what lies inside of something moves with it. */
function isDeep(ref: string): boolean {
  const pointer = localPointer(ref);
  if (pointer === undefined) return false;
  const tokens = pointerTokens(pointer);
  return tokens.length > (tokens[0] === 'components' ? 3 : 2);
}

function written(pointer: string): string {
  const [now, then = ''] = OLDER.find(([pattern]) => pattern.test(pointer)) ?? [];
  return now ? pointer.replace(now, then) : pointer;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
