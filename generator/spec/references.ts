// Hides which strings of a document are references: a `$ref` inside an example or a default is data, one below `properties` is a name.
import { pointerAt, pointerTokens } from '../source.js';
import { isTree } from './forms.js';
import type { Tree } from './types.js';

/** References to references to …: no honest document comes near. */
export const LONGEST_CHAIN = 100;

/** Keywords whose value maps free names to objects; a key below them is never a keyword. */
export const NAME_MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'paths',
  'webhooks',
  'x-webhooks',
  'pathItems',
  'additionalOperations',
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
export const DATA: ReadonlySet<string> = new Set([
  'example',
  'default',
  'enum',
  'const',
  'value',
  'mapping',
  'security',
  'required',
]);

/** True where the value of a keyword maps free names to objects. */
export function isNameMap(keyword: string): boolean {
  return NAME_MAPS.has(keyword);
}

/** True where what stands below a keyword is data, or an extension: nothing in it is a reference. */
export function isData(keyword: string): boolean {
  return DATA.has(keyword) || keyword === 'examples' || isExtension(keyword);
}

/** All but one: before 3.1 had webhooks, documents of 3.0 wrote them so. */
function isExtension(keyword: string): boolean {
  return keyword.startsWith('x-') && keyword !== 'x-webhooks';
}

export interface FoundReference {
  readonly ref: string;
  /** What makes it one; `mapping` is that of a discriminator. */
  readonly keyword: '$ref' | '$dynamicRef' | 'externalValue' | 'mapping';
  /** Of the object that holds the reference. */
  readonly pointer: string;
  /** The key in that object. */
  readonly key: string;
}

/** An object on the way: pointers are spelled only of those that hold a reference, and only when somebody asks. */
interface Step {
  readonly node: object;
  readonly key: string | number;
  readonly parent: Step | undefined;
  /** True where the keys are free names. */
  readonly names: boolean;
}

class Reference implements FoundReference {
  readonly ref: string;
  readonly keyword: FoundReference['keyword'];
  readonly key: string;
  readonly #holder: Step;

  constructor(ref: string, keyword: FoundReference['keyword'], key: string, holder: Step) {
    this.ref = ref;
    this.keyword = keyword;
    this.key = key;
    this.#holder = holder;
  }

  get pointer(): string {
    const keys: (string | number)[] = [];
    for (let step = this.#holder; step.parent; step = step.parent) keys.push(step.key);
    return pointerAt('', ...keys.reverse());
  }
}

/** Every reference of a document, once for each object that holds one. Aliased (shared) objects are visited once. */
export function references(root: unknown): FoundReference[] {
  const found: FoundReference[] = [];
  const seen = new Set<object>();
  const stack: Step[] = [];
  const push = (value: unknown, key: string | number, parent?: Step, names = false): void => {
    if (typeof value === 'object' && value !== null) stack.push({ node: value, key, parent, names });
  };
  push(root, '');
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, names } = step;
    if (seen.has(node)) continue;
    seen.add(node);
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index++) push(node[index], index, step);
      continue;
    }
    for (const key of Object.keys(node)) {
      const value = (node as Tree)[key];
      if (names) push(value, key, step);
      else if (typeof value === 'string') {
        const keyword = keywordOf(key, value);
        if (keyword) found.push(new Reference(value, keyword, key, step));
      } else if (typeof value === 'object' && value !== null) {
        if (key === 'discriminator')
          for (const each of mappings({ node: value, key, parent: step, names })) found.push(each);
        if (DATA.has(key) || isExtension(key)) continue;
        if (key !== 'examples') push(value, key, step, NAME_MAPS.has(key));
        else if (!Array.isArray(value)) {
          const examples = { node: value, key, parent: step, names: true };
          for (const [name, example] of Object.entries(value)) push(example, name, examples);
        }
      }
    }
  }
  return found;
}

/** What a text under a key is as a reference; undefined where it is none. */
function keywordOf(key: string, value: string): FoundReference['keyword'] | undefined {
  if (key === '$ref' || key === 'externalValue') return key;
  // See anchors.ts: one that leads somewhere is the bare name of an anchor.
  return key === '$dynamicRef' && /[#/]/.test(value) ? key : undefined;
}

/** A bare name in a discriminator's mapping stands for a component schema; only what looks like a reference is one. */
function mappings(discriminator: Step): FoundReference[] {
  const { mapping } = discriminator.node as Tree;
  if (typeof mapping !== 'object' || mapping === null) return [];
  const holder = { node: mapping, key: 'mapping', parent: discriminator, names: true };
  return Object.entries(mapping)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .filter(([, ref]) => /[#/]|\.(ya?ml|json)$/i.test(ref))
    .map(([key, ref]) => new Reference(ref, 'mapping', key, holder));
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

/** What a value is once its `$ref`s are followed, within one document; undefined where they lead nowhere. */
export function followed(root: unknown, value: unknown): unknown {
  let node = value;
  for (let hops = 0; hops < LONGEST_CHAIN && isTree(node) && typeof node['$ref'] === 'string'; hops++)
    node = targetOf(root, node['$ref']);
  return node;
}

/** The JSON pointer of a local reference; undefined where it is none. Fragments are percent-encoded (RFC 6901 §6), pointers are not. */
export function localPointer(ref: string): string | undefined {
  if (!ref.startsWith('#/')) return undefined;
  if (!ref.includes('%')) return ref.slice(1);
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
