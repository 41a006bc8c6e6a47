// Hides that openapi-typescript takes names apart as if they were URIs: those that would not survive it travel under another name.
import { js, visible } from './tokens.js';

/** Nothing else in what is printed looks like one: comments cannot hold a `"@`, and literals that do are given one themselves. */
const STAND_IN = /"@specpact:(\d+)@"/g;
const NEEDED = /^$|[%#]|^@specpact:/;

export class StandIns {
  readonly #names: string[] = [];
  readonly #known = new Map<string, string>();

  /** A name as the package may read it: itself, or what stands for it. */
  name(text: string): string {
    if (!NEEDED.test(text)) return text;
    const standIn = this.#known.get(text) ?? `@specpact:${this.#names.push(text) - 1}@`;
    this.#known.set(text, standIn);
    return standIn;
  }

  /** The same of a value, which is never taken apart. */
  literal(text: string): string {
    return text.startsWith('@specpact:') ? this.name(text) : text;
  }

  /** Printed code with every name as it was. */
  spelled(code: string): string {
    return visible(code.replace(STAND_IN, (_, index: string) => js(this.#names[Number(index)])));
  }
}
