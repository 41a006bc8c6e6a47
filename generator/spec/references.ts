// Hides which strings of a document are references: a `$ref` inside an example or a default is data, one below `properties` is a name.
import { pointerAt } from '../source.js';

/** Keywords whose value maps free names to objects; a key below them is never a keyword. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'paths',
  'webhooks',
  'pathItems',
  'callbacks',
  'responses',
  'parameters',
  'headers',
  'requestBodies',
  'schemas',
  'securitySchemes',
  'securityDefinitions',
  'links',
  'content',
  'encoding',
  'mediaTypes',
  'variables',
]);

/** Keywords whose value is data. */
const DATA: ReadonlySet<string> = new Set([
  'example',
  'default',
  'enum',
  'const',
  'value',
  'mapping',
  'security',
  'required',
]);

export interface FoundReference {
  readonly ref: string;
  /** Of the object that holds the `$ref`. */
  readonly pointer: string;
}

/** Every `$ref` of a document, once for each object that holds one. Aliased (shared) objects are visited once. */
export function* references(root: unknown): Generator<FoundReference> {
  const seen = new Set<object>();
  const stack: { node: unknown; pointer: string; names: boolean }[] = [
    { node: root, pointer: '', names: false },
  ];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, pointer, names } = entry;
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries())
        stack.push({ node: item, pointer: pointerAt(pointer, index), names: false });
      continue;
    }
    for (const [key, value] of Object.entries(node)) {
      if (!names && key === '$ref' && typeof value === 'string') yield { ref: value, pointer };
      if (!names && key === 'externalValue' && typeof value === 'string') yield { ref: value, pointer };
      if (typeof value !== 'object' || value === null) continue;
      if (!names && (DATA.has(key) || key.startsWith('x-'))) continue;
      if (!names && key === 'examples') {
        if (Array.isArray(value)) continue;
        for (const [name, example] of Object.entries(value)) {
          stack.push({ node: example, pointer: pointerAt(pointer, key, name), names: false });
        }
        continue;
      }
      stack.push({ node: value, pointer: pointerAt(pointer, key), names: !names && NAME_MAPS.has(key) });
    }
  }
}

/** The node that a local reference (`#/components/…`) names, or undefined where it leads nowhere. Reads own properties only. */
export function nodeAt(root: unknown, pointer: string): unknown {
  let node: unknown = root;
  const bare = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (bare === '') return node;
  if (!bare.startsWith('/')) return undefined;
  for (const raw of bare.slice(1).split('/')) {
    if (typeof node !== 'object' || node === null) return undefined;
    const token = decodeToken(raw);
    if (!Object.hasOwn(node, token)) return undefined;
    node = (node as Record<string, unknown>)[token];
  }
  return node;
}

function decodeToken(raw: string): string {
  const unescaped = raw.replaceAll('~1', '/').replaceAll('~0', '~');
  if (!raw.includes('%')) return unescaped;
  try {
    return decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return unescaped;
  }
}
