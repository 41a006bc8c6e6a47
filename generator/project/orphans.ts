// Hides which components only served what is gone: what was referred to before, and is not any more.
import type { Changes } from './changes.js';
import type { Fates } from './fates.js';
import { namesIn, schemaOf, schemeOf } from './followers.js';
import type { Edge, Part, Parts } from './parts.js';

/** Maps of the root whose members others refer to: of a 3.x document below `components`, of a 2.0 document beside its paths. */
const MAPS_20 = ['definitions', 'parameters', 'responses', 'securityDefinitions'];

export function cutOrphans(parts: Parts, changes: Changes, fates: Fates): void {
  const { root } = parts;
  if (!root) return;
  const components = componentsOf(root);
  const shelves = new Set(components.map(({ from }) => from));
  const before = reached([root], parts, shelves, () => true);
  const isKept = ({ from, key }: Edge) => !changes.isCut(from.node, key);
  // What nothing referred to in the first place stays, and so does what it needs.
  const unused = components.filter((edge) => !before.has(edge.to) && isKept(edge)).map(({ to }) => to);
  const after = reached([root, ...unused], parts, shelves, isKept);
  for (const edge of components) if (before.has(edge.to) && !after.has(edge.to)) fates.cut(edge);
}

function componentsOf(root: Part): Edge[] {
  const maps = [
    ...(root.child('components')?.children ?? []),
    ...root.children.filter(({ key }) => MAPS_20.includes(key)),
  ];
  return maps.filter(({ to }) => to.isNames).flatMap(({ to }) => to.children);
}

/** All that can be reached without looking along the shelves on which components stand. */
function reached(
  from: readonly Part[],
  parts: Parts,
  shelves: ReadonlySet<Part>,
  isKept: (edge: Edge) => boolean,
): Set<Part> {
  const seen = new Set(from);
  // A Set's iteration sees what is added to it.
  for (const part of seen) {
    if (shelves.has(part)) continue;
    for (const edge of part.children) if (isKept(edge)) seen.add(edge.to);
    for (const each of meantBy(part, parts)) seen.add(each);
  }
  return seen;
}

function meantBy(part: Part, parts: Parts): Part[] {
  if (part.isNames || part.isList) return [];
  const { security, mapping, defaultMapping } = part.node;
  const schemes = Array.isArray(security)
    ? security.flatMap(namesIn).map((name) => schemeOf(name, parts))
    : [];
  const isDiscriminator = part.edges.some(({ key }) => key === 'discriminator');
  const schemas = isDiscriminator
    ? [defaultMapping, ...Object.values(typeof mapping === 'object' && mapping !== null ? mapping : {})].map(
        (target) => (typeof target === 'string' ? schemaOf(part, target, parts) : undefined),
      )
    : [];
  return [part.target, ...schemes, ...schemas].filter((each) => each !== undefined);
}
