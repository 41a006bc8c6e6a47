// Hides which strings of a document are references: a `$ref` inside an example or a default is data, one below `properties` is a name.
import { pointerAt, pointerTokens } from '../source.js';

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
  /** What makes it one; `mapping` is that of a discriminator. */
  readonly keyword: '$ref' | 'externalValue' | 'mapping';
  /** Of the object that holds the reference. */
  readonly pointer: string;
  /** The key in that object. */
  readonly key: string;
}

/** Every reference of a document, once for each object that holds one. Aliased (shared) objects are visited once. */
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
      if (!names && (key === '$ref' || key === 'externalValue') && typeof value === 'string')
        yield { ref: value, keyword: key, pointer, key };
      if (typeof value !== 'object' || value === null) continue;
      if (!names && key === 'discriminator') yield* mappings(value, pointerAt(pointer, key, 'mapping'));
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

/** A bare name in a discriminator's mapping stands for a component schema; only what looks like a reference is one. */
function* mappings(discriminator: object, pointer: string): Generator<FoundReference> {
  const mapping: unknown = 'mapping' in discriminator ? discriminator.mapping : undefined;
  if (typeof mapping !== 'object' || mapping === null) return;
  for (const [key, ref] of Object.entries(mapping) as [string, unknown][])
    if (typeof ref === 'string' && /[#/]|\.(ya?ml|json)$/i.test(ref))
      yield { ref, keyword: 'mapping', pointer, key };
}

/** The node at a JSON pointer (RFC 6901), or undefined where there is none. Reads own properties only. */
export function nodeAt(root: unknown, pointer: string): unknown {
  let node: unknown = root;
  for (const token of pointerTokens(pointer)) {
    // Own members only, and of arrays their items but not their length.
    if (typeof node !== 'object' || node === null) return undefined;
    if (!Object.prototype.propertyIsEnumerable.call(node, token)) return undefined;
    node = (node as Record<string, unknown>)[token];
  }
  return node;
}

/** The node that a local reference (`#/components/…`) names, or undefined where it leads nowhere. */
export function targetOf(root: unknown, ref: string): unknown {
  const pointer = localPointer(ref);
  return pointer === undefined ? undefined : nodeAt(root, pointer);
}

/** The JSON pointer of a local reference; undefined where it is none. Fragments are percent-encoded (RFC 6901 §6), pointers are not. */
export function localPointer(ref: string): string | undefined {
  if (!ref.startsWith('#/')) return undefined;
  try {
    return ref
      .slice(1)
      .split('/')
      .map((token) => decodeURIComponent(token).replaceAll('/', '~1'))
      .join('/');
  } catch {
    return undefined;
  }
}

/** The local reference to a JSON pointer: what a URI fragment may not hold (RFC 3986 §3.5) is percent-encoded. */
export function localRef(pointer: string): string {
  try {
    return `#${encodeURI(pointer).replaceAll('#', '%23')}`;
  } catch {
    return `#${pointer}`; // half a surrogate pair has no encoding
  }
}
