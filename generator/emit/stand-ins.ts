// Hides that openapi-typescript takes names apart as if they were URIs: those that would not survive it travel under another name.
import { js, visible } from './tokens.js';

/** Nothing else in what is printed looks like one: comments cannot hold a `"@`, and literals that do are given one themselves. */
const STAND_IN = /"@specpact:(\d+)@"/g;
const NEEDED = /^$|[%#]|^@specpact:/;

export class StandIns {
  /** Each as it is printed in the end. */
  readonly #texts: string[] = [];
  readonly #known = new Map<string, string>();

  /** A name as the package may read it: itself, or what stands for it. */
  name(text: string): string {
    if (!NEEDED.test(text)) return text;
    const standIn = this.#known.get(text) ?? this.#standIn(js(text));
    this.#known.set(text, standIn);
    return standIn;
  }

  /** Finished code, to be printed where a name may stand. */
  code(text: string): string {
    return `"${this.#standIn(text)}"`;
  }

  /** Printed code with every name and all code as it was; code of several lines takes the indent of the first. */
  spelled(code: string): string {
    return visible(
      code.replace(/^( *)(.*"@specpact:\d+@".*)$/gm, (_, indent: string, line: string) =>
        `${indent}${line}`.replace(STAND_IN, (_, at: string) =>
          (this.#texts[Number(at)] ?? '').replaceAll('\n', `\n${indent}`),
        ),
      ),
    );
  }

  #standIn(text: string): string {
    return `@specpact:${this.#texts.push(text) - 1}@`;
  }
}
