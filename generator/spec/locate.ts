// Hides that a bundled document comes from many files: finds the file, line and column of any of its pointers.
import type { Position } from '../diagnostics.js';
import { PlaceFinder, pointerAt, pointerTokens } from '../source.js';

/** One parsed file: `parsed` is the very tree that bundling worked on, so that objects can be recognised by identity. */
export interface ParsedFile {
  /** As shown to people. */
  readonly file: string;
  readonly text: string;
  readonly parsed: unknown;
}

/**
 * Makes the function that turns a pointer of the bundled document into a place. Bundling moves objects but does not copy
 * them; the deepest object on the way that a file is known to hold decides. Nothing is done before the first question.
 * @param root the bundled tree  @param files every file that went into it, the root file first
 */
export function makeLocate(root: unknown, files: readonly ParsedFile[]): (pointer: string) => Position {
  const finders = new Map<ParsedFile, PlaceFinder>();
  let origins: Map<object, { file: ParsedFile; pointer: string }> | undefined;

  return (pointer) => {
    // The root file comes last: what it now holds of other files' objects must not be taken for its own.
    origins ??= index([...files.slice(1), ...files.slice(0, 1)]);
    const [first] = files;
    let node: unknown = root;
    let origin = first && { file: first, pointer: '' };
    for (const token of pointerTokens(pointer)) {
      node =
        typeof node === 'object' && node !== null && Object.hasOwn(node, token)
          ? (node as Record<string, unknown>)[token]
          : undefined;
      const known = typeof node === 'object' && node !== null ? origins.get(node) : undefined;
      if (known) origin = known;
      else if (origin) origin = { file: origin.file, pointer: pointerAt(origin.pointer, token) };
    }
    if (!origin) return { file: '', line: 1, column: 1 };
    const finder = finders.get(origin.file) ?? new PlaceFinder(origin.file.file, origin.file.text);
    finders.set(origin.file, finder);
    return finder.position(origin.pointer);
  };
}

function index(files: readonly ParsedFile[]): Map<object, { file: ParsedFile; pointer: string }> {
  const origins = new Map<object, { file: ParsedFile; pointer: string }>();
  for (const file of files) {
    const stack: { node: unknown; pointer: string }[] = [{ node: file.parsed, pointer: '' }];
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      const { node, pointer } = entry;
      if (typeof node !== 'object' || node === null || origins.has(node)) continue;
      origins.set(node, { file, pointer });
      for (const [key, value] of Object.entries(node))
        stack.push({ node: value, pointer: pointerAt(pointer, key) });
    }
  }
  return origins;
}
