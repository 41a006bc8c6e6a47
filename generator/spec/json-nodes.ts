// Hides how a JSON text is gone through without being parsed: what lies beside the way is stepped over.
import type { MemberPlace, NodeId, Nodes } from './nodes.js';

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

/** A node is the offset of its value. */
export class JsonNodes implements Nodes {
  readonly root: NodeId;
  readonly #text: string;

  /** @param text valid JSON */
  constructor(text: string) {
    this.#text = text;
    this.root = this.#solid(0);
  }

  offset(node: NodeId): number {
    return node;
  }

  members(node: NodeId): ReadonlyMap<string, MemberPlace> | undefined {
    const open = this.#text.charCodeAt(node);
    if (open !== OPEN_BRACE && open !== OPEN_BRACKET) return undefined;
    const members = new Map<string, MemberPlace>();
    let at = this.#solid(node + 1);
    while (!isClose(this.#text.charCodeAt(at))) {
      const offset = at;
      let name = String(members.size);
      if (open === OPEN_BRACE) {
        const end = this.#afterString(at);
        name = JSON.parse(this.#text.slice(at, end)) as string;
        at = this.#solid(this.#solid(end) + 1); // the colon
      }
      members.set(name, { offset, node: at });
      at = this.#solid(this.#after(at));
      if (this.#text.charCodeAt(at) === COMMA) at = this.#solid(at + 1);
    }
    return members;
  }

  string(node: NodeId): string | undefined {
    if (this.#text.charCodeAt(node) !== QUOTE) return undefined;
    return JSON.parse(this.#text.slice(node, this.#afterString(node))) as string;
  }

  /** The first offset that is no space. */
  #solid(from: number): number {
    let at = from;
    while (isSpace(this.#text.charCodeAt(at))) at++;
    return at;
  }

  /** Behind a value. */
  #after(node: NodeId): number {
    const text = this.#text;
    let [at, depth] = [node, 0];
    do {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = this.#afterString(at) - 1;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
      at++;
    } while (at < text.length && (depth > 0 || !isEnd(text.charCodeAt(at))));
    return at;
  }

  #afterString(start: number): number {
    let end = this.#text.indexOf('"', start + 1);
    while (isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    return end + 1;
  }
}

/** How many keys stand in a valid JSON text: strings with a colon behind them. */
export function countKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    let after = end + 1;
    while (isSpace(text.charCodeAt(after))) after++;
    if (text.charCodeAt(after) === COLON) count++;
    start = text.indexOf('"', after);
  }
  return count;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isClose(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

/** Where a number or a word ends. */
function isEnd(code: number): boolean {
  return code === COMMA || isClose(code) || isSpace(code);
}
