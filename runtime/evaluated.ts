// Hides how it is kept which members and items some schema has looked at: what `unevaluatedProperties` and `unevaluatedItems` leave alone.

/** Made only where such a keyword asks for it. */
export class Evaluated {
  #names: Set<string> | undefined;
  #items: Set<number> | undefined;
  /** Items from the beginning. */
  #first = 0;
  #everyName = false;

  name(name: string): void {
    this.#names ??= new Set();
    this.#names.add(name);
  }

  item(index: number): void {
    this.#items ??= new Set();
    this.#items.add(index);
  }

  first(count: number): void {
    this.#first = Math.max(this.#first, count);
  }

  everyName(): void {
    this.#everyName = true;
  }

  everyItem(): void {
    this.#first = Number.POSITIVE_INFINITY;
  }

  hasName(name: string): boolean {
    return this.#everyName || this.#names?.has(name) === true;
  }

  hasItem(index: number): boolean {
    return index < this.#first || this.#items?.has(index) === true;
  }

  add(other: Evaluated): void {
    this.#everyName ||= other.#everyName;
    this.first(other.#first);
    for (const name of other.#names ?? []) this.name(name);
    for (const index of other.#items ?? []) this.item(index);
  }
}
