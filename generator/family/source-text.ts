// Hides how a hand-written file becomes a value with places: reads it, parses it, and finds the line and column of any pointer.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import {
  fileUnreadable,
  type OnRead,
  pointerTokens,
  readFailure,
  shownPath,
  syntaxInvalid,
} from '../source.js';

/** A YAML or JSON file: what it says, and where it says it. */
export interface SourceText {
  /** As shown to people: relative to the working folder, with forward slashes. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
  /** The place of the key (in a mapping) or the item at a JSON pointer (RFC 6901); the nearest ancestor where it does not exist. */
  position(pointer: string): Position;
}

/** Bytes: 500 versions with all that can be said of each are a tenth of it. */
const SIZE_LIMIT = 1024 * 1024;
const TOO_LARGE = `it is larger than ${SIZE_LIMIT} bytes`;
/** Brackets in brackets. The parser calls itself for each, and what is meant here needs three. */
const DEEPEST = 100;

/** Reads and parses a small file by hand-written-file rules: duplicate keys and syntax errors are diagnostics. */
export function readSource(path: string, cwd: string, onRead?: OnRead): Outcome<SourceText> {
  const absolute = resolve(cwd, path);
  const file = shownPath(absolute, cwd);
  const text = readText(absolute, file, onRead);
  return typeof text === 'string' ? parseSource(text, file, absolute) : { diagnostics: [text] };
}

/** Parses the text of such a file, wherever it comes from. @param file as shown to people */
export function parseSource(text: string, file: string, path: string): Outcome<SourceText> {
  if (text.length > SIZE_LIMIT) return { diagnostics: [fileUnreadable(file, TOO_LARGE)] };
  const deep = tooDeep(text);
  if (deep !== undefined)
    return { diagnostics: [syntaxInvalid(placeIn(file, text, deep), 'Nesting exceeded maxDepth.')] };

  const finder = new PlaceFinder(file, text);
  const [problem] = finder.document.errors;
  if (problem) {
    const [line, column] = [problem.linePos?.[0].line ?? 1, problem.linePos?.[0].col ?? 1];
    return { diagnostics: [syntaxInvalid({ file, line, column }, firstLine(problem.message))] };
  }
  let value: unknown;
  try {
    value = finder.document.toJS();
  } catch (cause) {
    return { diagnostics: [syntaxInvalid({ file, line: 1, column: 1 }, firstLine(String(cause)))] };
  }
  return {
    value: { file, path, text, value, position: (pointer) => finder.position(pointer) },
    diagnostics: [],
  };
}

/** The offset of the bracket that is one too many; in texts and comments, brackets that nobody closes count too. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(depth - 1, 0);
    if (depth > DEEPEST) return index;
  }
  return undefined;
}

function placeIn(file: string, text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Reads a file as UTF-8 text, or says in one diagnostic why it cannot be read. */
function readText(absolute: string, file: string, onRead?: OnRead): string | Diagnostic {
  try {
    const found = statSync(absolute);
    if (found.isDirectory()) return fileUnreadable(file, 'it is a folder, not a file');
    // What has no size may have no end.
    if (!found.isFile()) return fileUnreadable(file, 'it is no regular file');
    if (found.size > SIZE_LIMIT) return fileUnreadable(file, TOO_LARGE);
    const bytes = readFileSync(absolute);
    onRead?.(absolute, bytes);
    return bytes.toString('utf8').replace(/^\ufeff/, ''); // no editor counts a byte order mark as a column
  } catch (cause) {
    onRead?.(absolute, undefined);
    return fileUnreadable(file, readFailure(cause));
  }
}

/** Finds places in a text. Parses for positions only when first asked. */
class PlaceFinder {
  readonly #lines = new LineCounter();
  #document: Document | undefined;

  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  get document(): Document {
    this.#document ??= parseDocument(this.text, {
      lineCounter: this.#lines,
      merge: true,
      prettyErrors: true,
      keepSourceTokens: false,
    });
    return this.#document;
  }

  position(pointer: string): Position {
    const { line, col } = this.#lines.linePos(this.#offset(pointer));
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** As far as the text follows the pointer. */
  #offset(pointer: string): number {
    let node: unknown = this.document.contents;
    let offset = offsetOf(node) ?? 0;
    for (const token of pointerTokens(pointer)) {
      // What an alias stands for is written at its anchor.
      if (isAlias(node)) node = node.resolve(this.document);
      const pair = isMap(node) ? findPair(node, token) : undefined;
      const item = isSeq(node) ? node.items[Number(token)] : undefined;
      if (pair === undefined && item === undefined) break;
      offset = offsetOf(pair ? pair.key : item) ?? offset;
      node = pair ? pair.value : item;
    }
    return offset;
  }
}

function findPair(map: YAMLMap, key: string) {
  return map.items.find((pair) => String(isNode(pair.key) ? pair.key.toJSON() : pair.key) === key);
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).replace(/:$/, '').replace(/ at line \d+, column \d+$/, '.');
}
