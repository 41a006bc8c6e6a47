// Hides how places are written down: pointers, paths as people see them, and what is said of files that cannot be read.
import { relative } from 'node:path';
import { pointerTokens as tokensIn } from '../runtime/json-pointer.js';
import type { Diagnostic, Position } from './diagnostics.js';

export { decoded, pointerAt } from '../runtime/json-pointer.js';

/**
 * Is told of every file that a result depends on, as it is read: its absolute path and its bytes; no bytes where it was looked for
 * and is not there to be read. What came over the network is told by its URL, without bytes.
 */
export type OnRead = (path: string, bytes: Uint8Array | undefined) => void;

export function fileUnreadable(file: string, why: string): Diagnostic {
  const position = { file, line: 1, column: 1 };
  if (isTooLarge(why)) return { ...sizeLimit(why), position };
  return {
    id: 'file-unreadable',
    severity: 'error',
    message: `Cannot read ${file}: ${why}.`,
    position,
    hint: 'Check the path and its permissions; relative paths start at the working folder.',
  };
}

/** True where a file that somebody named cannot be read at all: there is nothing to judge. */
export function isUnreadable(diagnostics: readonly Diagnostic[], file: string): boolean {
  return diagnostics.some(({ id, position }) => id === 'file-unreadable' && position?.file === file);
}

/** True of the words in which whoever reads says that there is too much of it. */
export function isTooLarge(why: string): boolean {
  return /larger than \d+ bytes|more than \d+ values/.test(why);
}

export function sizeLimit(why: string): Omit<Diagnostic, 'hint'> & { readonly hint: string } {
  return {
    id: 'size-limit',
    severity: 'error',
    message: `This is not read: ${why}.`,
    hint: 'Divide the API into documents of their own.',
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
  return /aliases stand for|exceeded maxTotalMergeKeys/.test(why) ? 'alias-limit' : 'syntax-invalid';
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

/** The reference tokens of a JSON pointer, with or without a leading `#`. Redocly writes the root as `#/`. */
export function pointerTokens(pointer: string): string[] {
  return pointer === '/' || pointer === '#/' ? [] : tokensIn(pointer);
}
