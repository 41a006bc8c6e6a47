// Hides how a text becomes a value with places: reads a file, parses it, and finds the line and column of any pointer.
import { readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic, Outcome, Position } from './diagnostics.js';

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

/**
 * Is told of every file that a result depends on, as it is read: its absolute path and its bytes; no bytes where it was looked for
 * and is not there to be read. What came over the network is told by its URL, without bytes.
 */
export type OnRead = (path: string, bytes: Uint8Array | undefined) => void;

/** Reads and parses a small file by hand-written-file rules: duplicate keys and syntax errors are diagnostics. */
export function readSource(path: string, cwd: string, onRead?: OnRead): Outcome<SourceText> {
  const absolute = resolve(cwd, path);
  const file = shownPath(absolute, cwd);
  const text = readText(absolute, file, onRead);
  if (typeof text !== 'string') return { diagnostics: [text] };

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
    value: { file, path: absolute, text, value, position: (pointer) => finder.position(pointer) },
    diagnostics: [],
  };
}

/** Reads a file as UTF-8 text, or says in one diagnostic why it cannot be read. */
export function readText(absolute: string, file: string, onRead?: OnRead): string | Diagnostic {
  try {
    if (statSync(absolute).isDirectory()) return fileUnreadable(file, 'it is a folder, not a file');
    const bytes = readFileSync(absolute);
    onRead?.(absolute, bytes);
    return bytes.toString('utf8').replace(/^\ufeff/, ''); // no editor counts a byte order mark as a column
  } catch (cause) {
    onRead?.(absolute, undefined);
    return fileUnreadable(file, readFailure(cause));
  }
}

export function fileUnreadable(file: string, why: string): Diagnostic {
  return {
    id: 'file-unreadable',
    severity: 'error',
    message: `Cannot read ${file}: ${why}.`,
    position: { file, line: 1, column: 1 },
    hint: 'Check the path and its permissions; relative paths start at the working folder.',
  };
}

export function syntaxInvalid(position: Position, why: string): Diagnostic {
  const id = syntaxId(why);
  return {
    id,
    severity: 'error',
    message: `Not valid YAML or JSON: ${why}`,
    position,
    hint: SYNTAX_HINTS[id],
  };
}

export const SYNTAX_HINTS = {
  'syntax-invalid': 'Mend the syntax at this place; an editor with YAML support shows it too.',
  'yaml-duplicate-key': 'Keep one of the two.',
  'yaml-tag': 'Remove the tag: documents hold data, and no code.',
  'nesting-limit': 'Give what is nested a name, and refer to it.',
  'alias-limit': 'Refer to schemas by $ref instead: it is not written out.',
} as const satisfies Record<string, string>;

/** Which fault a parser's words are about: some are no slips, but ask for what is never done. */
export function syntaxId(why: string): keyof typeof SYNTAX_HINTS {
  if (/duplicated mapping key|keys must be unique/.test(why)) return 'yaml-duplicate-key';
  if (/\btag\b/.test(why)) return 'yaml-tag';
  if (/exceeded maxDepth/.test(why)) return 'nesting-limit';
  return /aliases stand for/.test(why) ? 'alias-limit' : 'syntax-invalid';
}

/** A system error in words; its path, which may be absolute, is left out. An error without a code is ours, and says it itself. */
export function readFailure(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'a part of its path is not a folder',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EISDIR: 'it is a folder, not a file',
    ELOOP: 'its symbolic links go in a circle',
    ENAMETOOLONG: 'its name is too long',
    EEXIST: 'a file stands where a folder is needed',
    EROFS: 'the file system can only be read',
    ENOSPC: 'the disk is full',
  };
  const own = cause instanceof Error ? cause.message : '';
  return words[code] ?? (code || own || 'unknown reason');
}

/** A path as people see it: relative to the working folder, forward slashes on every system. A URL stays as it is. */
export function shownPath(absolute: string, cwd: string): string {
  if (/^https?:/i.test(absolute)) return absolute;
  return (relative(cwd, absolute) || '.').replaceAll('\\', '/');
}

/** Finds places in a text. Parses for positions only when first asked. */
export class PlaceFinder {
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
    const { line, col } = this.#lines.linePos(this.#find(pointer).offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** True where the text itself has something at the pointer. */
  has(pointer: string): boolean {
    return this.#find(pointer).rest.length === 0;
  }

  /** Where the text has a `$ref` instead of what the pointer names: the reference, and the rest of the pointer below it. */
  reference(pointer: string): { readonly ref: string; readonly rest: string } | undefined {
    const { node, rest } = this.#find(pointer);
    const ref: unknown = rest.length > 0 && isMap(node) ? node.get('$ref') : undefined;
    return typeof ref === 'string' ? { ref, rest: pointerAt('', ...rest) } : undefined;
  }

  /** As far as the text follows the pointer: the node, its place, and the tokens that are left over. */
  #find(pointer: string): { readonly node: unknown; readonly offset: number; readonly rest: string[] } {
    let node: unknown = this.document.contents;
    let offset = offsetOf(node) ?? 0;
    const tokens = pointerTokens(pointer);
    for (const [at, token] of tokens.entries()) {
      // What an alias stands for is written at its anchor.
      if (isAlias(node)) node = node.resolve(this.document);
      if (isMap(node)) {
        const pair = findPair(node, token);
        if (!pair) return { node, offset, rest: tokens.slice(at) };
        offset = offsetOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.items[Number(token)];
        if (item === undefined) return { node, offset, rest: tokens.slice(at) };
        offset = offsetOf(item) ?? offset;
        node = isPair(item) ? item.value : item;
      } else return { node, offset, rest: tokens.slice(at) };
    }
    return { node, offset, rest: [] };
  }
}

/** The reference tokens of a JSON pointer, with or without a leading `#`. */
export function pointerTokens(pointer: string): string[] {
  const bare = pointer.startsWith('#') ? pointer.slice(1) : pointer;
  if (bare === '' || bare === '/') return [];
  return bare
    .slice(1)
    .split('/')
    .map((token) => (token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token));
}

/** One more token on a JSON pointer. */
export function pointerAt(pointer: string, ...tokens: readonly (string | number)[]): string {
  let longer = pointer;
  for (const token of tokens) longer += `/${typeof token === 'number' ? token : escaped(token)}`;
  return longer;
}

/** Most tokens need nothing: this is asked for every node of a document. */
function escaped(token: string): string {
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token;
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
