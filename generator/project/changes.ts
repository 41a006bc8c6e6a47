// Hides how a projection is remembered: which members of which objects go, which get another value, and the tree that comes of it.
import type { Origins } from '../spec/origins.js';

/** Objects are told apart by identity: what YAML aliases share changes everywhere. */
export class Changes {
  readonly #cuts = new Map<object, Set<string>>();
  readonly #sets = new Map<object, Map<string, unknown>>();
  readonly #members = new Map<object, number>();

  get isEmpty(): boolean {
    return this.#cuts.size + this.#sets.size === 0;
  }

  /**
   * @param key of a member that there is
   * @returns false where it is gone already
   */
  cut(node: object, key: string): boolean {
    const keys = this.#cuts.get(node) ?? new Set();
    this.#cuts.set(node, keys);
    return keys.size < keys.add(key).size;
  }

  set(node: object, key: string, value: unknown): void {
    const values = this.#sets.get(node) ?? new Map<string, unknown>();
    this.#sets.set(node, values.set(key, value));
  }

  isCut(node: object, key: string): boolean {
    return this.#cuts.get(node)?.has(key) === true;
  }

  /** True where an object had members, and none of them is left. */
  isEmptied(node: object): boolean {
    const cuts = this.#cuts.get(node)?.size ?? 0;
    if (cuts === 0) return false;
    // Asked after each of ten thousand cuts, too.
    const members = this.#members.get(node) ?? Object.keys(node).length;
    this.#members.set(node, members);
    return cuts === members;
  }

  /** Keys that go from an object; those that get a value stay. */
  cutsOf(node: object): ReadonlySet<string> {
    return this.#cuts.get(node) ?? new Set();
  }

  setsOf(node: object): ReadonlyMap<string, unknown> {
    return this.#sets.get(node) ?? new Map();
  }

  /**
   * The tree after these changes; what does not change stays the same objects.
   * @param twin a tree of the same shape that values are taken from instead
   */
  applied(root: unknown, origins: Origins, twin = root): unknown {
    return this.#apply(root, twin, origins, new Map());
  }

  #apply(node: unknown, twin: unknown, origins: Origins, done: Map<object, unknown>): unknown {
    if (typeof node !== 'object' || node === null || typeof twin !== 'object' || twin === null) return twin;
    if (done.has(twin)) return done.get(twin);
    const cuts = this.#cuts.get(node);
    const sets = this.#sets.get(node);
    const entries: [string, unknown][] = [];
    let isSame = sets === undefined;
    for (const [key, value] of Object.entries(twin) as [string, unknown][]) {
      const isSet = sets?.has(key) === true;
      if (cuts?.has(key) && !isSet) {
        isSame = false;
        continue;
      }
      const below = isSet
        ? sets.get(key)
        : this.#apply((node as Record<string, unknown>)[key], value, origins, done);
      if (below !== value) isSame = false;
      entries.push([key, below]);
    }
    for (const [key, value] of sets ?? []) if (!Object.hasOwn(twin, key)) entries.push([key, value]);
    const made = Array.isArray(twin) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
    const result = isSame ? twin : origins.made(made, twin);
    done.set(twin, result);
    return result;
  }
}
