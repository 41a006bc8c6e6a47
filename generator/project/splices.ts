// Hides where in a YAML text a projection changes something: lines and list items are taken out, all else stays as it is written.
import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Changes } from './changes.js';

/** A stretch of a text, and what comes in its place. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A member of a map, or an item of a list, as far as it is spelled out. */
interface Item {
  readonly key: string;
  readonly start: number;
  /** Where what it says ends; a comment may follow. */
  readonly end: number;
  readonly value: unknown;
}

/** The text after these changes. Not sure: what is written with aliases, tags or merge keys may come out wrong. */
export function spliced(text: string, tree: unknown, changes: Changes): string {
  const splices: Splice[] = [];
  new Splicer(text, changes, splices).visit(parseDocument(text, { logLevel: 'silent' }).contents, tree);
  splices.sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: between } of splices) {
    pieces.push(text.slice(at, Math.max(at, start)), between);
    at = Math.max(at, end);
  }
  return pieces.join('') + text.slice(at);
}

class Splicer {
  readonly #text: string;
  readonly #changes: Changes;
  readonly #splices: Splice[];

  constructor(text: string, changes: Changes, splices: Splice[]) {
    this.#text = text;
    this.#changes = changes;
    this.#splices = splices;
  }

  visit(node: unknown, meant: unknown): void {
    if (typeof meant !== 'object' || meant === null || !(isMap(node) || isSeq(node))) return;
    const items = itemsOf(node);
    const sets = this.#changes.setsOf(meant);
    const cuts = this.#changes.cutsOf(meant);
    const added = [...sets].filter(([key]) => !items.some((item) => item.key === key));
    const isCut = ({ key }: Item) => cuts.has(key) && !sets.has(key);
    // What is said anew stands where its annotation stood.
    const renamed = items.find(
      (item) => isCut(item) && item.key === 'x-deprecated' && added.some(isDeprecation),
    );
    if (renamed) this.#splice(renamed.start, renamed.end, 'deprecated: true');
    const inserted = added.filter((entry) => !(renamed && isDeprecation(entry)));
    const isLeft = (item: Item) => item === renamed || !isCut(item);
    for (const item of items) {
      if (item === renamed || !isLeft(item)) continue;
      if (sets.has(item.key)) this.#replace(item, sets.get(item.key));
      else this.visit(item.value, (meant as Record<string, unknown>)[item.key]);
    }
    const isFlow = node.flow === true;
    for (const [key, value] of inserted) this.#insert(items.filter(isLeft), key, value, isFlow);
    for (const [first, last] of runs(items, isLeft))
      if (isFlow) this.#cutFlow(items, first, last);
      else this.#cutBlock(items, first, last, isMap(node));
  }

  #splice(start: number, end: number, text = ''): void {
    this.#splices.push({ start, end, text });
  }

  #replace({ start, end, value }: Item, by: unknown): void {
    if (isScalar(value) && value.range) this.#splice(value.range[0], value.range[1], spelled(by, value));
    else this.#splice(start, end);
  }

  #insert(left: readonly Item[], key: string, value: unknown, isFlow: boolean): void {
    const before = left.find((item) => AFTER_DEPRECATED.has(item.key)) ?? left[0];
    if (!before) return;
    const pair = `${key}: ${spelled(value)}`;
    const indent = ' '.repeat(before.start - this.#lineStart(before.start));
    this.#splice(before.start, before.start, isFlow ? `${pair}, ` : `${pair}\n${indent}`);
  }

  #cutFlow(items: readonly Item[], first: number, last: number): void {
    const [before, from, to, next] = [items[first - 1], items[first], items[last], items[last + 1]];
    if (!from || !to) return;
    if (before) this.#splice(before.end, to.end);
    else this.#splice(from.start, next?.start ?? to.end);
  }

  #cutBlock(items: readonly Item[], first: number, last: number, isMapping: boolean): void {
    const [from, to, next] = [items[first], items[last], items[last + 1]];
    if (!from || !to) return;
    const lineStart = this.#lineStart(from.start);
    const indent = this.#text.slice(lineStart, from.start);
    // `- name: …`: what follows takes the place of what goes.
    if (isMapping && indent.trim() !== '') {
      if (next) this.#splice(from.start, next.start);
      else this.#splice(from.start, to.end, first === 0 ? '{}' : '');
      return;
    }
    const width = indentOf(indent);
    // What stands above the first line of all is about the whole file.
    const start = first === 0 && width === 0 ? lineStart : this.#aboveComments(lineStart, width);
    this.#splice(start, this.#belowComments(start, this.#lineEnd(to.end), width, first === 0));
  }

  #lineStart(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** After the line end that follows. */
  #lineEnd(offset: number): number {
    if (this.#text[offset - 1] === '\n') return offset;
    const end = this.#text.indexOf('\n', offset);
    return end < 0 ? this.#text.length : end + 1;
  }

  /** Comments right above, as far in, are about what follows. */
  #aboveComments(offset: number, width: number): number {
    let start = offset;
    while (start > 0) {
      const above = this.#lineStart(start - 1);
      const line = this.#text.slice(above, start);
      if (!/^ *#/.test(line) || indentOf(line) !== width) break;
      start = above;
    }
    return start;
  }

  /** Comments that are further in belong to what goes; of the blank lines around it, those above stay. None stays before what is first now. */
  #belowComments(start: number, offset: number, width: number, isFirst: boolean): number {
    let end = offset;
    const isAfterBlank = isFirst || /\n[ \t]*\n$/.test(this.#text.slice(Math.max(0, start - 200), start));
    for (let next = end; next < this.#text.length; ) {
      const line = this.#text.slice(next, this.#lineEnd(next + 1));
      const isBlank = line.trim() === '';
      if (!(isBlank || (/^ *#/.test(line) && indentOf(line) > width))) break;
      next += line.length;
      if (!isBlank || isAfterBlank) end = next;
    }
    return end;
  }
}

/** What looks best below it. */
const AFTER_DEPRECATED: ReadonlySet<string> = new Set(['parameters', 'requestBody', 'responses', 'schema']);

function isDeprecation([key]: readonly [string, unknown]): boolean {
  return key === 'deprecated';
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function itemsOf(node: YAMLMap | YAMLSeq): Item[] {
  if (isMap(node)) return node.items.map(memberOf);
  return node.items.map((value, index) => ({ key: String(index), ...rangeOf(value), value }));
}

function memberOf({ key, value }: Pair): Item {
  const [own, of] = [rangeOf(key), rangeOf(value)];
  return {
    key: isScalar(key) ? String(key.value) : '',
    start: own.start,
    end: Math.max(own.end, of.end),
    value,
  };
}

function rangeOf(node: unknown): { readonly start: number; readonly end: number } {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** Items that go, one after the other: first and last. */
function runs(items: readonly Item[], isLeft: (item: Item) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, item] of items.entries()) {
    const open = found.at(-1);
    if (isLeft(item)) continue;
    if (open && open[1] === index - 1) open[1] = index;
    else found.push([index, index]);
  }
  return found;
}

/** A scalar, in the quotes of the one that it replaces. */
function spelled(value: unknown, instead?: Scalar): string {
  if (typeof value !== 'string') return String(value);
  if (instead?.type === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`;
  return instead?.type === 'PLAIN' && /^[A-Za-z][\w ./-]*$/.test(value) ? value : JSON.stringify(value);
}
