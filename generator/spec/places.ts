// Hides where in a text the node at a pointer stands. Goes only into what it is asked for: documents are long, and questions few.
import type { Position } from '../diagnostics.js';
import { pointerAt, pointerTokens } from '../source.js';
import { JsonNodes } from './json-nodes.js';
import type { NodeId, Nodes } from './nodes.js';
import { isJson } from './parse.js';
import { YamlNodes } from './yaml-nodes.js';

/** The places of one text. Nothing is done before the first question. */
export class Places {
  readonly #file: string;
  readonly #text: string;
  #nodes: Nodes | undefined;
  #lines: readonly number[] | undefined;
  readonly #members = new Map<NodeId, ReturnType<Nodes['members']>>();

  /** @param file as shown to people @param text one that parsed */
  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The place of the key (in a mapping) or the item at a JSON pointer (RFC 6901); the nearest ancestor where it does not exist. */
  position(pointer: string): Position {
    // Of the whole nothing needs to be known: a text of 36 MB takes two seconds to read once more.
    const opening = pointer === '' ? /^\s*[{[]/.exec(this.#text)?.[0] : undefined;
    return this.#positionAt(opening === undefined ? this.#find(pointer).offset : opening.length - 1);
  }

  /** The place of what stands under the key; of the key where nothing does. */
  valuePosition(pointer: string): Position {
    const { node, offset } = this.#find(pointer);
    return this.#positionAt(Math.max(offset, this.#known().offset(node)));
  }

  #positionAt(offset: number): Position {
    this.#lines ??= lineStarts(this.#text);
    let [first, last] = [0, this.#lines.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((this.#lines[middle] ?? 0) <= offset) first = middle;
      else last = middle - 1;
    }
    return { file: this.#file, line: first + 1, column: offset - (this.#lines[first] ?? 0) + 1 };
  }

  /** True where the text itself has something at the pointer. */
  has(pointer: string): boolean {
    return pointer === '' || this.#find(pointer).rest.length === 0;
  }

  /** Where the text has a `$ref` instead of what the pointer names: the reference, and the rest of the pointer below it. */
  reference(pointer: string): { readonly ref: string; readonly rest: string } | undefined {
    if (pointer === '') return undefined;
    const { node, rest } = this.#find(pointer);
    const member = rest.length > 0 ? this.#membersOf(node)?.get('$ref') : undefined;
    const ref = member && this.#known().string(member.node);
    return ref === undefined ? undefined : { ref, rest: pointerAt('', ...rest) };
  }

  /** As far as the text follows the pointer: the node, its place, and the tokens that are left over. */
  #find(pointer: string): { readonly node: NodeId; readonly offset: number; readonly rest: string[] } {
    const nodes = this.#known();
    let [node, offset] = [nodes.root, nodes.offset(nodes.root)];
    const tokens = pointerTokens(pointer);
    for (const [at, token] of tokens.entries()) {
      const member = this.#membersOf(node)?.get(token);
      if (!member) return { node, offset, rest: tokens.slice(at) };
      ({ node, offset } = member);
    }
    return { node, offset, rest: [] };
  }

  #membersOf(node: NodeId): ReturnType<Nodes['members']> {
    if (!this.#members.has(node)) this.#members.set(node, this.#known().members(node));
    return this.#members.get(node);
  }

  #known(): Nodes {
    this.#nodes ??= isJson(this.#text) ? new JsonNodes(this.#text) : new YamlNodes(this.#text);
    return this.#nodes;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
