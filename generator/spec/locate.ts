// Hides that a bundled document comes from many files: finds the file, line and column of any of its pointers.
import { posix } from 'node:path';
import type { Position } from '../diagnostics.js';
import { pointerAt, pointerTokens } from '../source.js';
import { Places } from './places.js';

/** One parsed file: `parsed` is the very tree that bundling worked on, so that objects can be recognised by identity. */
export interface ParsedFile {
  /** As shown to people. */
  readonly file: string;
  readonly text: string;
  readonly parsed: unknown;
}

/** A file that holds an object, and where. */
interface Origin {
  readonly file: ParsedFile;
  readonly pointer: string;
}

/** Longest chain of references to references. */
const MAX_CHAIN = 100;

/**
 * Makes the function that turns a pointer of the bundled document into a place. Bundling moves objects but does not copy
 * them; where the text does not go on, the file that holds the object does. Nothing is done before the first question.
 * @param root the bundled tree  @param files every file that went into it, the root file first
 */
export function makeLocate(root: unknown, files: readonly ParsedFile[]): (pointer: string) => Position {
  const places = new Map<ParsedFile, Places>();
  const placesOf = (file: ParsedFile): Places => {
    const known = places.get(file) ?? new Places(file.file, file.text);
    places.set(file, known);
    return known;
  };
  const isWritten = ({ file, pointer }: Origin) => placesOf(file).has(pointer);
  // Bundling also hangs objects below the references that led to them: only the file whose text has the pointer wrote it.
  const writtenBy = (holders: readonly Origin[]) => holders.find(isWritten) ?? holders[0];
  // Texts and numbers are not recognised by identity: those that bundling put in place of a reference stand behind it.
  const behindReference = ({ file, pointer }: Origin): Origin | undefined => {
    const found = placesOf(file).reference(pointer);
    const name = found && fileOf(file.file, found.ref);
    const target = name === undefined ? undefined : files.find((each) => each.file === name);
    return found && target && { file: target, pointer: decoded(found.ref.split('#')[1] ?? '') + found.rest };
  };
  let holders: Map<object, Origin[]> | undefined;

  return (pointer) => {
    const [first] = files;
    let node: unknown = root;
    let origin: Origin | undefined = first && { file: first, pointer: '' };
    for (const token of pointerTokens(pointer)) {
      node =
        typeof node === 'object' && node !== null && Object.hasOwn(node, token)
          ? (node as Record<string, unknown>)[token]
          : undefined;
      const below: Origin | undefined = origin && {
        file: origin.file,
        pointer: pointerAt(origin.pointer, token),
      };
      origin = below;
      if (typeof node !== 'object' || node === null || !below || isWritten(below)) continue;
      holders ??= index(files);
      const moved = holders.get(node);
      if (moved) origin = writtenBy(moved);
    }
    for (let hops = 0; origin && hops < MAX_CHAIN; hops++) {
      const onward = behindReference(origin);
      if (!onward) break;
      origin = onward;
    }
    return origin ? placesOf(origin.file).position(origin.pointer) : { file: '', line: 1, column: 1 };
  };
}

/** Which files hold an object; in each the first place in document order, which is the anchor of a YAML alias. */
function index(files: readonly ParsedFile[]): Map<object, Origin[]> {
  const holders = new Map<object, Origin[]>();
  for (const file of files) {
    const stack: { node: unknown; pointer: string }[] = [{ node: file.parsed, pointer: '' }];
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      const { node, pointer } = entry;
      if (typeof node !== 'object' || node === null) continue;
      const known = holders.get(node);
      if (known?.at(-1)?.file === file) continue;
      if (known) known.push({ file, pointer });
      else holders.set(node, [{ file, pointer }]);
      for (const [key, value] of Object.entries(node).reverse())
        stack.push({ node: value, pointer: pointerAt(pointer, key) });
    }
  }
  return holders;
}

/** The file that a reference in a file names, as shown to people. */
function fileOf(base: string, ref: string): string {
  const uri = ref.split('#')[0] ?? '';
  if (uri === '') return base;
  if (URL.canParse(uri)) return uri;
  return URL.canParse(base) ? new URL(uri, base).href : posix.join(posix.dirname(base), decoded(uri));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
