// Hides how a regular expression is written: the text of a `pattern` as a tree. Classes and escapes are left to the platform, one character at a time.

export type Tree =
  | { readonly kind: 'char'; readonly char: CharTest }
  | { readonly kind: 'at'; readonly place: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Tree }
  /** A back-reference. */
  | { readonly kind: 'same' }
  | { readonly kind: 'all'; readonly parts: readonly Tree[] }
  | { readonly kind: 'any'; readonly options: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly body: Tree; readonly min: number; readonly max: number };

/** Whether one character is of a class; ASCII is remembered. */
export class CharTest {
  readonly #regExp: RegExp;
  readonly #known = new Uint8Array(128);

  constructor(atom: string, flags: string) {
    this.#regExp = new RegExp(`^${atom}$`, flags);
  }

  matches(char: string): boolean {
    const code = char.charCodeAt(0);
    if (code > 127) return this.#regExp.test(char);
    if (this.#known[code] === 0) this.#known[code] = this.#regExp.test(char) ? 1 : 2;
    return this.#known[code] === 1;
  }
}

/**
 * The tree of a pattern that the platform accepts with these flags (`u` or none); undefined where it holds something newer
 * than ECMAScript 2024.
 */
export function treeOf(source: string, flags: string): Tree | undefined {
  try {
    return new Parser(source, flags).whole();
  } catch (cause) {
    if (cause instanceof Unknown) return undefined;
    throw cause;
  }
}

class Unknown extends Error {}

/** Deeper than any honest pattern; the code below goes as deep as the groups do. */
const MAX_DEPTH = 200;

const UNICODE_ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u\{[\da-fA-F]+\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\[pP]\{[^}]*\}|\\[^1-9kbB]|[^\\()|]/suy;
const PLAIN_ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\0(?![0-7])|\\[^0-9kbBc]|[^\\()|]/sy;
const SAME = /\\(?:[1-9]\d*|k<[^>]*>)/y;
const GROUP = /\((?:\?(?:(:)|<(?![=!])[^>]*>|(<?)([=!])))?/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;

class Parser {
  readonly #source: string;
  readonly #flags: string;
  /** A long pattern has few different characters. */
  readonly #chars = new Map<string, CharTest>();
  #at = 0;
  #depth = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  whole(): Tree {
    const tree = this.#choice();
    if (this.#at < this.#source.length) throw new Unknown();
    return tree;
  }

  #choice(): Tree {
    if (++this.#depth > MAX_DEPTH) throw new Unknown();
    const options = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      options.push(this.#sequence());
    }
    this.#depth--;
    return options.length === 1 && options[0] ? options[0] : { kind: 'any', options };
  }

  #sequence(): Tree {
    const parts: Tree[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const term = this.#term();
      parts.push(this.#repeated(term));
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'all', parts };
  }

  #term(): Tree {
    const here = this.#source.slice(this.#at, this.#at + 2);
    if (here.startsWith('^') || here.startsWith('$')) {
      this.#at++;
      return { kind: 'at', place: here.startsWith('^') ? 'start' : 'end' };
    }
    if (here === '\\b' || here === '\\B') {
      this.#at += 2;
      return { kind: 'at', place: here === '\\b' ? 'boundary' : 'inside' };
    }
    const group = here.startsWith('(') ? this.#take(GROUP) : undefined;
    if (group) {
      const [, , behind, sign] = group;
      if (group[0] === '(' && here === '(?') throw new Unknown();
      const body = this.#choice();
      if (this.#source[this.#at++] !== ')') throw new Unknown();
      return sign === undefined
        ? body
        : { kind: 'look', behind: behind === '<', negative: sign === '!', body };
    }
    if (this.#take(SAME)) return { kind: 'same' };
    const atom = this.#take(this.#flags === 'u' ? UNICODE_ATOM : PLAIN_ATOM);
    if (!atom) throw new Unknown();
    // A bracket or a brace that opens nothing stands for itself where there are no Unicode rules.
    const text = /^[{}\]*+?]$/.test(atom[0]) ? `\\${atom[0]}` : atom[0];
    const char = this.#chars.get(text) ?? new CharTest(text, this.#flags);
    this.#chars.set(text, char);
    return { kind: 'char', char };
  }

  #repeated(body: Tree): Tree {
    const found = this.#take(QUANTIFIER);
    if (!found) return body;
    const [text, least, comma, most] = found;
    if (least === undefined) {
      const [sign] = text;
      return {
        kind: 'repeat',
        body,
        min: sign === '+' ? 1 : 0,
        max: sign === '?' ? 1 : Number.POSITIVE_INFINITY,
      };
    }
    const min = Number(least);
    const max = comma === undefined ? min : most ? Number(most) : Number.POSITIVE_INFINITY;
    return { kind: 'repeat', body, min, max };
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#source) ?? undefined;
    if (found) this.#at += found[0].length;
    return found;
  }
}
