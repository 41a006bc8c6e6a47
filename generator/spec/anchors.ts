// Hides references by name: within one file, what `$anchor`, `$dynamicAnchor`, `$id` and `$self` name is referred to by its place.
// A `$dynamicRef` becomes a `$ref` to what it means where nobody gives it another meaning; beside it stays the name of its anchor.
import { pointerAt, pointerTokens } from '../source.js';
import { isTree } from './forms.js';
import { isData, isNameMap, localPointer, localRef, nodeAt } from './references.js';
import type { Tree } from './types.js';

/** Where relative references begin in a file that does not say where it is at home. */
const NOWHERE = 'http://document.invalid/';

/** What one URI means (JSON Schema 2020-12 §9.2.1): the file, or a schema with an `$id`. */
interface Resource {
  readonly uri: string;
  readonly pointer: string;
  /** Anchor → the places of the schemas that are called so: more than one is a mistake, or one for each component. */
  readonly anchors: Map<string, string[]>;
}

interface Holder {
  readonly node: Tree;
  readonly pointer: string;
  readonly resource: Resource;
}

/** Rewrites the references of a freshly parsed file, which is changed in place; what leads to other files or nowhere stays as it is. */
export function placeReferences(root: unknown, text: string): void {
  if (!/\$(?:anchor|dynamicAnchor|id|self)\b/.test(text) || !isTree(root)) return;
  const { holders, resources } = collect(root);
  for (const holder of holders) {
    const { node } = holder;
    const [ref, dynamicRef] = [own(node, '$ref'), own(node, '$dynamicRef')];
    const isPlaced = typeof ref === 'string' && ref.startsWith('#/') && holder.resource.pointer === '';
    const pointer = typeof ref === 'string' && !isPlaced ? placeOf(ref, holder, resources, root) : undefined;
    if (pointer !== undefined) node['$ref'] = localRef(pointer);
    const dynamic = typeof dynamicRef === 'string' ? placeOf(dynamicRef, holder, resources, root) : undefined;
    const target = dynamic === undefined ? undefined : nodeAt(root, dynamic);
    // What leads nowhere stays as it is written, to be found there by who is told of it.
    if (dynamic !== undefined && target !== undefined)
      placeDynamic(node, String(dynamicRef), dynamic, target);
  }
}

function placeDynamic(node: Tree, written: string, pointer: string, target: unknown): void {
  const anchor = isTree(target) ? own(target, '$dynamicAnchor') : undefined;
  const placed: Tree = { $ref: localRef(pointer) };
  // By a pointer, or to a plain anchor, it is no more than a reference (JSON Schema 2020-12 §8.2.3.2).
  if (typeof anchor === 'string' && written.endsWith(`#${anchor}`)) placed['$dynamicRef'] = anchor;
  delete node['$dynamicRef'];
  if (own(node, '$ref') === undefined) Object.assign(node, placed);
  else node['allOf'] = [...(Array.isArray(node['allOf']) ? (node['allOf'] as unknown[]) : []), placed];
}

/** Every object that may be a schema and refers to another, and all that URIs and anchors mean. */
function collect(root: Tree): { holders: Holder[]; resources: ReadonlyMap<string, Resource> } {
  const resources = new Map<string, Resource>();
  const holders: Holder[] = [];
  const seen = new Set<object>();
  const file = resourceAt(root, '$self', '', NOWHERE) ?? { uri: NOWHERE, pointer: '', anchors: new Map() };
  resources.set(file.uri, file);
  const stack = [{ node: root as unknown, pointer: '', resource: file, names: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, pointer, names } = next;
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    let { resource } = next;
    if (!names && isTree(node)) {
      resource = resourceAt(node, '$id', pointer, resource.uri) ?? resource;
      if (resource !== next.resource && !resources.has(resource.uri)) resources.set(resource.uri, resource);
      for (const keyword of ['$anchor', '$dynamicAnchor']) {
        const name = own(node, keyword);
        if (typeof name !== 'string') continue;
        const places = resource.anchors.get(name);
        if (places) places.push(pointer);
        else resource.anchors.set(name, [pointer]);
      }
      holders.push({ node, pointer, resource });
    }
    for (const [key, value] of Object.entries(node)) {
      if (!names && isData(key)) continue;
      const isMap = !names && !Array.isArray(node) && isNameMap(key);
      stack.push({ node: value, pointer: pointerAt(pointer, key), resource, names: isMap });
    }
  }
  return { holders, resources };
}

function resourceAt(node: Tree, keyword: string, pointer: string, base: string): Resource | undefined {
  const id = own(node, keyword);
  const uri = typeof id === 'string' ? parted(id, base)?.[0] : undefined;
  return uri === undefined ? undefined : { uri, pointer, anchors: new Map() };
}

/** The pointer that a reference means; undefined where it means nothing in this file. */
function placeOf(
  ref: string,
  { pointer, resource }: Holder,
  resources: ReadonlyMap<string, Resource>,
  root: object,
): string | undefined {
  const [uri = '', fragment = ''] = parted(ref, resource.uri) ?? [];
  const meant = resources.get(uri);
  if (!meant) return undefined;
  if (fragment === '') return meant.pointer === '' ? undefined : meant.pointer;
  const inside = localPointer(`#${fragment}`);
  if (inside !== undefined) {
    const whole = meant.pointer + inside;
    // Who gives a schema an `$id` often goes on to refer to the components of the document by `#/components/…`.
    return meant.pointer !== '' && nodeAt(root, whole) === undefined ? undefined : whole;
  }
  // An `$id` makes a schema a world of its own, which who writes it into a document may not have meant.
  const all = () => [...resources.values()].flatMap(({ anchors }) => anchors.get(fragment) ?? []);
  const places = meant.anchors.get(fragment) ?? (ref.startsWith('#') ? all() : []);
  return places.find((place) => componentOf(place) === componentOf(pointer)) ?? places[0];
}

/** Components that do not say by `$id` that they are apart may still each have their own anchor of a name. */
function componentOf(pointer: string): string {
  return pointerTokens(pointer).slice(0, 3).join('/');
}

/** The URI that a reference means and the fragment in it. */
function parted(ref: string, base: string): [uri: string, fragment: string] | undefined {
  if (!URL.canParse(ref, base)) return undefined;
  const [uri = '', fragment = ''] = new URL(ref, base).href.split('#', 2);
  return [uri, fragment];
}

function own(node: Tree, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}
