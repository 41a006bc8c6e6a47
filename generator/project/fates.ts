// Hides what goes along with what is not there: who refers to it, who cannot do without it, and what would be left empty.
import { isMethod } from '../spec/methods.js';
import type { Changes } from './changes.js';
import type { Edge, Part } from './parts.js';

/** What describes nothing without this member. */
const NEEDED: ReadonlySet<string> = new Set(['schema', 'items', 'additionalProperties']);
/** Alternatives: where none is left, nothing fits. */
const ALTERNATIVES: ReadonlySet<string> = new Set(['oneOf', 'anyOf']);
/** What a document has also when it is empty. */
const STAYS: ReadonlySet<string> = new Set(['paths', 'responses']);

export class Fates {
  readonly #changes: Changes;
  readonly #waiting: Edge[] = [];

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /** Takes a part out of every place where it stands, and whatever cannot be without it. */
  kill(part: Part): void {
    this.#kill(part);
    for (let edge = this.#waiting.pop(); edge; edge = this.#waiting.pop()) this.#cut(edge);
  }

  /** Takes out one place alone. */
  cut(edge: Edge): void {
    this.#waiting.push(edge);
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) this.#cut(next);
  }

  #kill(part: Part): void {
    this.#waiting.push(...part.edges);
    if (part.edges.length === 0) this.#vanish(part);
  }

  #cut(edge: Edge): void {
    const { from, key, to } = edge;
    if (!this.#changes.cut(from.node, key)) return;
    if (this.#isNowhere(to)) this.#vanish(to);
    if (from.isGone) return;
    if (from.isList || from.isNames) {
      if (this.#changes.isEmptied(from.node)) for (const each of from.edges) this.#empty(each);
    } else if (NEEDED.has(key)) {
      if (!isResponse(from)) this.#kill(from);
    } else if (isMethod(key) && !this.#hasMethods(from)) this.#kill(from);
    else if (from.edges.some((each) => each.key === 'components') && this.#changes.isEmptied(from.node))
      this.#waiting.push(...from.edges);
  }

  /** A map or a list that has nothing left. */
  #empty(edge: Edge): void {
    const { from, key } = edge;
    if (STAYS.has(key)) return;
    const isNeeded = ALTERNATIVES.has(key) || (key === 'content' && !isResponse(from));
    if (isNeeded && !from.isNames) this.#kill(from);
    else this.#waiting.push(edge);
  }

  #vanish(root: Part): void {
    const stack = [root];
    for (let part = stack.pop(); part; part = stack.pop()) {
      if (part.isGone) continue;
      part.isGone = true;
      for (const holder of part.holders) if (!holder.isGone) this.#kill(holder);
      for (const { to } of part.children) if (!to.isGone && this.#isNowhere(to)) stack.push(to);
    }
  }

  #isNowhere({ edges }: Part): boolean {
    return edges.every(({ from, key }) => from.isGone || this.#changes.isCut(from.node, key));
  }

  #hasMethods({ node }: Part): boolean {
    return (
      '$ref' in node ||
      'additionalOperations' in node ||
      Object.keys(node).some((key) => isMethod(key) && !this.#changes.isCut(node, key))
    );
  }
}

/** Asked of what refers to it as well: an answer that has a file of its own stands there below no `responses`. */
function isResponse(part: Part): boolean {
  return part.isBelow('responses') || part.holders.some((holder) => holder.isBelow('responses'));
}
