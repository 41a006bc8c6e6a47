// Hides how --include and --exclude are written: `tag:pets`, `path:/v1/users/**`, `id:getUser*`, `webhook:order.*`, in comma lists.

/** What an operation is chosen by. */
export type Kind = 'tag' | 'path' | 'id' | 'webhook';
const KINDS: readonly Kind[] = ['tag', 'path', 'id', 'webhook'];

export interface Pattern {
  readonly kind: Kind;
  /** As written; for messages. */
  readonly text: string;
  /** What follows the colon. */
  readonly glob: string;
  matches(value: string): boolean;
}

/**
 * Reads the arguments of one option. Between commas stands `kind:glob`. In a glob `*` is any text, in paths up to the next slash; `**` is
 * any text at all; `?` is one character; a backslash takes the meaning from what follows. `path:/users/**` is `/users` and all below it.
 * @returns a sentence for people where one of them is no pattern
 */
export function readPatterns(given: readonly string[]): readonly Pattern[] | string {
  const patterns: Pattern[] = [];
  for (const text of given.flatMap(split)) {
    const colon = text.indexOf(':');
    const kind = KINDS.find((each) => each === text.slice(0, colon));
    const glob = text.slice(colon + 1);
    if (kind === undefined || glob === '') return problemOf(text, kind);
    const isPath = kind === 'path';
    const globs = [glob, ...(isPath && glob.endsWith('/**') ? [glob.slice(0, -3)] : [])];
    const ways = globs.map((each) => tokensOf(each, isPath));
    patterns.push({ kind, text, glob, matches: (value) => ways.some((tokens) => isMatch(tokens, value)) });
  }
  return patterns;
}

/** At the commas that have no backslash before them. */
function split(list: string): string[] {
  const items = list.match(/(?:\\.|[^,])+/gs) ?? [];
  return items
    .map((item) => item.trim().replace(/\\(.)/gs, (pair, escaped: string) => (escaped === ',' ? ',' : pair)))
    .filter((item) => item !== '');
}

function problemOf(text: string, kind: Kind | undefined): string {
  const shown = JSON.stringify(text);
  if (kind !== undefined) return `${shown} names no ${kind}: write it behind the colon.`;
  const bare = text.slice(text.indexOf(':') + 1);
  const meant = bare.startsWith('/') ? `path:${bare}` : `tag:${bare}, id:${bare} or path:/${bare}`;
  return `${shown} does not say what it names: write ${meant}.`;
}

/** A character, or any text: one character or a run of them, with or without slashes. */
type Token = { readonly char: string } | { readonly run: boolean; readonly slashes: boolean };

function tokensOf(glob: string, isPath: boolean): readonly Token[] {
  return [...glob.matchAll(/\\.|\*+|./gsu)].map(([part]): Token => {
    if (part.startsWith('*')) return { run: true, slashes: !isPath || part.length > 1 };
    if (part === '?') return { run: false, slashes: !isPath };
    return { char: part.startsWith('\\') ? part.slice(1) || part : part };
  });
}

/**
 * Goes all ways through the glob at once: the time is the product of both lengths, whatever the texts. (A regular expression would take
 * its time over three stars and a long tag; what matches names of files gives a meaning to the braces that are in every path.)
 */
function isMatch(tokens: readonly Token[], value: string): boolean {
  let reached = withoutText(tokens, new Set([0]));
  for (const char of value) {
    const next = new Set<number>();
    for (const at of reached) {
      const token = tokens[at];
      if (token === undefined) continue;
      if ('char' in token) {
        if (token.char === char) next.add(at + 1);
      } else if (token.slashes || char !== '/') next.add(token.run ? at : at + 1);
    }
    reached = withoutText(tokens, next);
  }
  return reached.has(tokens.length);
}

/** Runs may be of no length. */
function withoutText(tokens: readonly Token[], reached: Set<number>): Set<number> {
  // A Set's iteration sees what is added to it.
  for (const at of reached) {
    const token = tokens[at];
    if (token && 'run' in token && token.run) reached.add(at + 1);
  }
  return reached;
}
