// Hides how one document is read to be compared: references are followed, and what stands beside them counts; null is told apart from the other types.
import { canonicalRef, nodeOf } from '../../model/references.js';
import type { OpenApi31, Pointer } from '../../model/types.js';
import { pointerAt } from '../../source.js';
import { isTree, list, own, type Tree } from '../json.js';

/** A value of a document, and where it stands. */
export interface Place {
  readonly node: unknown;
  readonly pointer: Pointer;
}

/** A schema as it is meant. */
export interface View {
  readonly tree: Tree;
  readonly pointer: Pointer;
  /** Nothing fits. */
  readonly isNever: boolean;
  /** Without `null`; empty where any will do. */
  readonly types: readonly string[];
  readonly isNullable: boolean;
  /** It was made nullable from outside: `anyOf: [the schema, { type: null }]`. */
  readonly isWrapped: boolean;
  /** It was written as `allOf` of one, and more beside it. */
  readonly written?: View;
  /** References on the way, canonical. */
  readonly ref: string | undefined;
  /** The place of a keyword: beside the reference, or behind it. */
  at(keyword: string): Pointer;
}

/** References that lead to references. */
const LONGEST_CHAIN = 100;
/** What may stand beside the null of a schema that is wrapped without saying more of its values. */
const NOTES: ReadonlySet<string> = new Set([
  ...['title', 'description', 'deprecated', 'readOnly', 'writeOnly', 'example', 'examples', 'default'],
  ...['externalDocs', '$comment', '$id', '$anchor', '$dynamicAnchor', '$defs', 'definitions'],
]);
const NOTHING: Tree = {};

export class Reader {
  readonly document: OpenApi31;
  readonly #targets = new Map<string, Place>();
  readonly #views = new WeakMap<object, View>();
  /** One object for what is composed of several, whoever asks: circles of them would never end. */
  readonly #merged = new WeakMap<object, Tree>();
  readonly #only = {
    ...{ allOf: new WeakMap<object, View>(), anyOf: new WeakMap<object, View>() },
    oneOf: new WeakMap<object, View>(),
  };
  /** A schema that is made nullable may be wrapped around itself. */
  readonly #open = new Set<object>();

  constructor(document: OpenApi31) {
    this.document = document;
  }

  /** An object that may be a reference; undefined where it leads to none. */
  follow({ node, pointer }: Place): { readonly tree: Tree; readonly pointer: Pointer } | undefined {
    let [tree, at] = [node, pointer];
    for (let left = LONGEST_CHAIN; left > 0; left--) {
      if (!isTree(tree)) return undefined;
      const ref = own(tree, '$ref');
      if (typeof ref !== 'string') return { tree, pointer: at };
      const { node: target, pointer: place } = this.#target(ref);
      if (!isTree(target)) return undefined;
      // A path item may say more beside its reference, a description does.
      [tree, at] = [target, place];
    }
    return undefined;
  }

  /** Where a reference leads: the same ones are met again and again. */
  #target(ref: string): Place {
    const known = this.#targets.get(ref);
    if (known) return known;
    const target = { node: nodeOf(this.document, ref), pointer: canonicalRef(ref).slice(1) };
    this.#targets.set(ref, target);
    return target;
  }

  /** The members of a map, each followed, in its order; extensions are none. */
  map(
    holder: { readonly tree: Tree; readonly pointer: Pointer } | undefined,
    key: string,
  ): Map<string, Located> {
    const value = holder && own(holder.tree, key);
    const found = new Map<string, Located>();
    if (!holder || !isTree(value)) return found;
    for (const [name, node] of Object.entries(value)) {
      const each = this.follow({ node, pointer: pointerAt(holder.pointer, key, name) });
      if (each && !name.startsWith('x-')) found.set(name, each);
    }
    return found;
  }

  /** Undefined of what is no schema. */
  view({ node, pointer }: Place): View | undefined {
    if (typeof node === 'boolean') return plain(NOTHING, pointer, !node);
    if (!isTree(node)) return undefined;
    const known = this.#views.get(node);
    if (known || this.#open.has(node)) return known;
    this.#open.add(node);
    const view = this.#read(node, pointer);
    this.#open.delete(node);
    this.#views.set(node, view);
    return view;
  }

  #read(node: Tree, pointer: Pointer): View {
    const chain = this.#chain(node, pointer);
    const last = chain.at(-1) ?? { tree: node, pointer };
    const merged: Merged = chain.length === 1 ? last : this.#beside(chain);
    const ref = chain.length > 1 ? last.pointer : undefined;
    const view = plain(merged.tree, merged.pointer, last.isNever === true, merged.places, ref);
    return this.#unwrapped(view) ?? this.#alone(view) ?? view;
  }

  /** `allOf: [X]` is X: before 3.1 that was the way to say something beside a reference. */
  #alone(view: View): View | undefined {
    const [only, ...more] = list(own(view.tree, 'allOf'));
    const isBare = Object.keys(view.tree).every((key) => key === 'allOf' || isNote(key));
    if (only === undefined || more.length > 0 || !isBare) return undefined;
    const inner = this.view({ node: only, pointer: pointerAt(view.at('allOf'), 0) });
    return inner && { ...noted(inner, view, 'allOf'), written: view };
  }

  /** A schema as the only part, or the only alternative, of another one that says nothing else. */
  only(keyword: 'allOf' | 'anyOf' | 'oneOf', { node, pointer }: Place): View {
    const known = isTree(node) ? this.#only[keyword].get(node) : undefined;
    if (known) return known;
    const view: View = { ...plain({ [keyword]: [node] }, pointer, false), at: () => pointer };
    if (isTree(node)) this.#only[keyword].set(node, view);
    return view;
  }

  #chain(node: Tree, pointer: Pointer): (Located & { readonly isNever?: boolean })[] {
    const chain: (Located & { readonly isNever?: boolean })[] = [{ tree: node, pointer }];
    for (let tree = node; chain.length < LONGEST_CHAIN; ) {
      const ref = own(tree, '$ref');
      if (typeof ref !== 'string') break;
      const { node: target, pointer: at } = this.#target(ref);
      if (target === undefined) break;
      if (typeof target === 'boolean') {
        chain.push({ tree: NOTHING, pointer: at, isNever: !target });
        break;
      }
      if (!isTree(target)) break;
      chain.push({ tree: target, pointer: at });
      tree = target;
    }
    return chain;
  }

  /** What stands beside references is said of what they lead to. */
  #beside(chain: readonly Located[]): Merged {
    const [first] = chain;
    const last = chain.at(-1);
    if (!first || !last) return { tree: NOTHING, pointer: '' };
    const tree: { [key: string]: unknown } = {};
    const places = new Map<string, Pointer>();
    for (const each of [...chain].reverse())
      for (const [key, value] of Object.entries(each.tree)) {
        if (key === '$ref' && each !== last) continue;
        tree[key] = value;
        places.set(key, pointerAt(each.pointer, key));
      }
    if (chain.slice(0, -1).every((each) => Object.keys(each.tree).length === 1)) return last;
    const known = this.#merged.get(first.tree) ?? tree;
    this.#merged.set(first.tree, known);
    return { tree: known, pointer: last.pointer, places };
  }

  /** `anyOf: [X, { type: null }]` is X that may be null, and `[X, Y, { type: null }]` one of both that may. */
  #unwrapped(view: View): View | undefined {
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = list(own(view.tree, keyword));
      const isNull = branches.map((node) => this.#isNull({ node, pointer: view.pointer }));
      if (branches.length < 2 || isNull.filter(Boolean).length !== 1) continue;
      const others = branches.flatMap((node, index) => (isNull[index] ? [] : [{ node, index }]));
      const isBare = Object.keys(view.tree).every((key) => key === keyword || isNote(key));
      const [only] = others;
      if (others.length > 1 || !isBare || !only) continue;
      const pointer = pointerAt(view.at(keyword), only.index);
      const inner = this.view({ node: only.node, pointer });
      if (!inner || inner.isNullable) continue;
      return { ...noted(inner, view, keyword), isNullable: true, isWrapped: true };
    }
    return undefined;
  }

  #isNull(place: Place): boolean {
    const target = this.follow(place);
    if (!target) return false;
    const { type, ...rest } = target.tree;
    return [type].flat().join() === 'null' && Object.keys(rest).every((key) => NOTES.has(key));
  }
}

function isNote(key: string): boolean {
  return NOTES.has(key) || key.startsWith('x-');
}

/** A schema with what is said of it outside. */
function noted(inner: View, { tree, at }: View, keyword: string): View {
  const { [keyword]: _, ...notes } = tree;
  if (Object.keys(notes).length === 0) return inner;
  const place = (key: string) => (Object.hasOwn(notes, key) ? at(key) : inner.at(key));
  return { ...inner, tree: { ...inner.tree, ...notes }, at: place };
}

export interface Located {
  readonly tree: Tree;
  readonly pointer: Pointer;
}

interface Merged extends Located {
  readonly places?: ReadonlyMap<string, Pointer>;
}

function plain(
  tree: Tree,
  pointer: Pointer,
  isNever: boolean,
  places?: ReadonlyMap<string, Pointer>,
  ref?: string,
): View {
  const all = [own(tree, 'type')].flat().filter((each): each is string => typeof each === 'string');
  return {
    ...{ tree, pointer, isNever, ref, isWrapped: false },
    types: all.filter((each) => each !== 'null'),
    isNullable: all.includes('null'),
    at: (keyword) =>
      places?.get(keyword) ?? (Object.hasOwn(tree, keyword) ? pointerAt(pointer, keyword) : pointer),
  };
}
