// Hides what a few aliases of YAML can stand for: billions of nodes, or a tree that holds itself.

/** Nodes that aliases may add to a document once they are written out: as many again as a large document has. */
const ADDED_LIMIT = 500_000;

/** Why a tree cannot be walked; undefined where it can. Aliases share objects, and every later walk would pay for each use. */
export function aliasProblem(root: unknown): string | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  let visited = 0;
  const stack: { node: object; children: unknown[]; size: number }[] = [];
  const enter = (value: unknown): number | 'pushed' | 'circle' => {
    visited++;
    if (typeof value !== 'object' || value === null) return 1;
    if (open.has(value)) return 'circle';
    const known = sizes.get(value);
    if (known !== undefined) return known;
    open.add(value);
    stack.push({ node: value, children: Object.values(value), size: 1 });
    return 'pushed';
  };
  enter(root);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.children.pop();
    const size = child === undefined && top.children.length === 0 ? 0 : enter(child);
    if (size === 'circle') return 'an alias refers to what contains it';
    if (size === 'pushed') continue;
    top.size += size;
    // What is not written out has been visited once, and counts as much.
    if (top.size > visited + ADDED_LIMIT) return `its aliases stand for more than ${ADDED_LIMIT} nodes more`;
    if (top.children.length > 0) continue;
    stack.pop();
    open.delete(top.node);
    sizes.set(top.node, top.size);
    const parent = stack.at(-1);
    if (parent) parent.size += top.size;
  }
  return undefined;
}
