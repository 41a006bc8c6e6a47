// Hides the state of a mock: items by the path of their collection, and what stands alone at a path of its own.
import { isObject } from '../pointer.js';

export type Item = Readonly<Record<string, unknown>>;

/** What becomes of an item by itself. */
export interface Settling {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly members: Item;
}

export interface Entry {
  readonly id: string;
  readonly item: Item;
  readonly settling?: Settling;
}

/** Path of a collection → its items; path of what stands alone → its value. Paths have no base path, and their variables are filled in. */
export type State = Readonly<Record<string, unknown>>;

export class Store {
  readonly #now: () => Date;
  #collections = new Map<string, Map<string, Entry>>();
  #singles = new Map<string, unknown>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** In the order in which they came. */
  entries(collection: string): readonly Entry[] {
    return [...(this.#collections.get(collection)?.values() ?? [])].map((entry) =>
      this.#settled(collection, entry),
    );
  }

  has(collection: string): boolean {
    return this.#collections.has(collection);
  }

  entry(collection: string, id: string): Entry | undefined {
    const entry = this.#collections.get(collection)?.get(id);
    return entry && this.#settled(collection, entry);
  }

  put(collection: string, entry: Entry): void {
    const entries = this.#collections.get(collection) ?? new Map<string, Entry>();
    this.#collections.set(collection, entries.set(entry.id, entry));
  }

  /** With everything that stands in it. */
  remove(collection: string, id: string): void {
    this.#collections.get(collection)?.delete(id);
    const below = `${itemPath(collection, id)}/`;
    for (const path of this.#collections.keys()) if (path.startsWith(below)) this.#collections.delete(path);
    for (const path of this.#singles.keys()) if (path.startsWith(below)) this.#singles.delete(path);
  }

  single(path: string): unknown {
    return this.#singles.get(path);
  }

  /** Undefined: it is gone, and is not made again by itself. */
  putSingle(path: string, value: unknown): void {
    this.#singles.set(path, value);
  }

  hasSingle(path: string): boolean {
    return this.#singles.has(path);
  }

  export(): State {
    const collections = [...this.#collections.keys()].map((path): [string, unknown] => [
      path,
      this.entries(path).map(({ item }) => item),
    ]);
    const singles = [...this.#singles].filter(([, value]) => value !== undefined);
    return Object.fromEntries([...collections, ...singles]);
  }

  /** Another state in place of this one. */
  take(collections: ReadonlyMap<string, readonly Entry[]>, singles: ReadonlyMap<string, unknown>): void {
    this.clear();
    for (const [path, entries] of collections) {
      this.#collections.set(path, new Map(entries.map((entry) => [entry.id, entry])));
    }
    this.#singles = new Map(singles);
  }

  clear(): void {
    this.#collections = new Map();
    this.#singles = new Map();
  }

  #settled(collection: string, entry: Entry): Entry {
    const { settling, ...rest } = entry;
    if (!settling || this.#now().getTime() < settling.at) return entry;
    const settled = { ...rest, item: { ...entry.item, ...settling.members } };
    this.#collections.get(collection)?.set(entry.id, settled);
    return settled;
  }
}

/** Of an item, as texts of a request have it: percent-encoded. */
export function itemPath(collection: string, id: string): string {
  return `${collection}/${segmentOf(id)}`;
}

/** Half a character has no form of its own in a path. */
function segmentOf(value: unknown): string {
  return encodeURIComponent(String(value).replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** A template with its variables filled in; undefined where one has no value. */
export function filledIn(template: string, values: Readonly<Record<string, unknown>>): string | undefined {
  let isWhole = true;
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null || isObject(value)) isWhole = false;
    return segmentOf(value);
  });
  return isWhole ? path : undefined;
}
