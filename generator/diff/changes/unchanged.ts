// Hides which parts of two documents are the same, letter by letter, and lead to nothing that is not: nobody need compare them.
import type { OpenApi31 } from '../../model/types.js';
import { pointerAt } from '../../source.js';
import { isTree, own, type Tree } from '../json.js';
import type { Likeness } from '../sameness.js';

/** `#/components/schemas/Pet`, of a reference to it or below it; undefined of any other. */
const COMPONENT = /^#\/components\/[^/]+\/[^/]+/;

/** Levels. What is deeper is compared by who compares. */
const DEEPEST = 200;

/** How two nodes at the same place are alike: not, in all that is written there, or in all that this leads to as well. */
type Degree = 'other' | 'equal' | 'same';

/**
 * Most of two revisions is the same. One pass over both says so; what is only written in another way (order, references, words) is left to who
 * compares.
 */
export class Unchanged implements Likeness {
  /** Components that are the same on both sides, and lead only to such. */
  readonly #components: ReadonlySet<string>;
  /** Of the older document → the same in the newer. */
  readonly #twins = new WeakMap<object, object>();
  /** Of the newer document → what it is equal to in the older. */
  readonly #originals = new WeakMap<object, object>();

  constructor(base: OpenApi31, revision: OpenApi31) {
    this.#components = cleanComponents(base.components ?? {}, revision.components ?? {});
    for (const key of ['paths', 'webhooks']) this.#compareMaps(own(base, key), own(revision, key));
    for (const [kind, components] of Object.entries(base.components ?? {}))
      this.#compareMaps(components, own(revision.components ?? {}, kind));
  }

  holds(base: unknown, revision: unknown): boolean {
    return isTree(base) && this.#twins.get(base) === revision;
  }

  copied(revision: unknown): object | undefined {
    return isTree(revision) ? this.#originals.get(revision) : undefined;
  }

  /** Path items, and components: of those that are the same nobody looks inside. */
  #compareMaps(base: unknown, revision: unknown): void {
    if (!isTree(base) || !isTree(revision)) return;
    for (const [name, one] of Object.entries(base)) {
      const other = own(revision, name);
      if (!isTree(one) || !isTree(other)) continue;
      if (this.#degree(one, other, false, 0) === 'same') this.#twins.set(one, other);
      else this.#degree(one, other, true, 0);
    }
  }

  /** @param remembers what of it is alike, though the whole is not the same */
  #degree(one: unknown, other: unknown, remembers: boolean, depth: number): Degree {
    if (Array.isArray(one)) {
      if (!Array.isArray(other) || depth > DEEPEST) return 'other';
      let degree: Degree = one.length === other.length ? 'same' : 'other';
      for (let at = 0; at < one.length && (degree === 'same' || remembers); at++)
        degree = lesser(degree, this.#degree(one[at], other[at], remembers, depth + 1));
      return degree;
    }
    if (!isTree(one)) return one === other ? 'same' : 'other';
    if (!isTree(other) || depth > DEEPEST) return 'other';
    const keys = Object.keys(one);
    let degree: Degree = this.#leadsToSame(one) ? 'same' : 'equal';
    if (keys.length !== Object.keys(other).length) degree = 'other';
    for (const key of keys) {
      if (degree !== 'same' && !remembers) return degree;
      const below = Object.hasOwn(other, key)
        ? this.#degree(one[key], other[key], remembers, depth + 1)
        : 'other';
      degree = lesser(degree, below);
    }
    if (remembers && degree !== 'other') this.#originals.set(other, one);
    if (remembers && degree === 'same') this.#twins.set(one, other);
    return degree;
  }

  /** What a `$dynamicRef` leads to depends on the way there. */
  #leadsToSame(node: Tree): boolean {
    if (Object.hasOwn(node, '$dynamicRef')) return false;
    const ref = own(node, '$ref');
    return typeof ref !== 'string' || this.#components.has(COMPONENT.exec(ref)?.[0] ?? ref);
  }
}

function lesser(one: Degree, other: Degree): Degree {
  if (one === 'other' || other === 'other') return 'other';
  return one === 'same' ? other : one;
}

function cleanComponents(base: Tree, revision: Tree): ReadonlySet<string> {
  const leads = new Map<string, readonly string[]>();
  for (const [kind, components] of Object.entries(base)) {
    const others = own(revision, kind);
    if (!isTree(components) || !isTree(others)) continue;
    for (const [name, component] of Object.entries(components)) {
      const refs = Object.hasOwn(others, name) ? refsOfEqual(component, others[name]) : undefined;
      if (refs) leads.set(`#${pointerAt('/components', kind, name)}`, refs);
    }
  }
  const ledFrom = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const [key, refs] of leads)
    for (const ref of refs) {
      ledFrom.set(ref, [...(ledFrom.get(ref) ?? []), key]);
      if (!leads.has(ref)) waiting.push(ref);
    }
  // Whatever leads to what is not the same is not the same either.
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const key of ledFrom.get(next) ?? []) if (leads.delete(key)) waiting.push(key);
  return new Set(leads.keys());
}

/** The components that both refer to, if they are equal; undefined if they are not. Documents may be nested deeper than calls can be. */
function refsOfEqual(base: unknown, revision: unknown): readonly string[] | undefined {
  const refs = new Set<string>();
  const waiting: [unknown, unknown][] = [[base, revision]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [one, other] = next;
    if (Array.isArray(one)) {
      if (!Array.isArray(other) || one.length !== other.length) return undefined;
      for (const [index, each] of one.entries()) waiting.push([each, other[index]]);
      continue;
    }
    if (!isTree(one)) {
      if (one !== other) return undefined;
      continue;
    }
    if (!isTree(other)) return undefined;
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return undefined;
    for (const key of keys) {
      if (!Object.hasOwn(other, key)) return undefined;
      const value = one[key];
      // What a `$dynamicRef` leads to depends on the way there.
      if (key === '$dynamicRef') return undefined;
      if (key === '$ref' && typeof value === 'string') refs.add(COMPONENT.exec(value)?.[0] ?? value);
      waiting.push([value, other[key]]);
    }
  }
  return [...refs];
}
