// Hides what makes two outputs twins: the same files and the same programs, but for what literals say and what one identifier is called.
import { made } from './generate.js';
import { ordersIn } from './orders.js';
import { compare, type Parsed, parsed, Renaming } from './syntax.js';

/** What the document said at one place, and what its twin said there instead. */
export interface Word {
  readonly hostile: string;
  /** Occurs nowhere else in the twin's output. */
  readonly harmless: string;
}

export interface Twins {
  /** What is not alike, each in a sentence; none where the hostile output is proven inert. */
  readonly complaints: readonly string[];
  /** The words that reached a literal, exactly as the document has them. */
  readonly carried: ReadonlySet<string>;
}

type Files = ReadonlyMap<string, string>;

/** Compares the output for hostile words with that for harmless ones. */
export function twins(hostile: Files, harmless: Files, words: readonly Word[]): Twins {
  const [left, right] = [made(hostile), made(harmless)];
  const complaints: string[] = [];
  const carried = new Set<string>();
  const renamings: Renaming[] = [];
  const names = (files: Files) => [...files.keys()].sort().join(' ');
  if (names(hostile) !== names(harmless))
    return { complaints: [`other files: ${names(hostile)} and ${names(harmless)}`], carried };
  const pairs: (readonly [path: string, left: unknown, right: unknown])[] = [];
  for (const [path, text] of left) {
    if (text === right.get(path)) continue;
    const [own, twin] = [read(path, text), readOnce(path, right.get(path) ?? '')];
    complaints.push(...own.errors);
    // Of each file by itself: what is called so in another may be another thing.
    for (const [one, other] of OF_TWO_KINDS.has(path)
      ? statements(own, twin)
      : ([[own.tree, twin.tree]] as const)) {
      const renaming = new Renaming();
      renamings.push(renaming);
      const { difference, literals } = compare(one, other, renaming);
      if (difference !== undefined) complaints.push(`${path}: ${difference}`);
      pairs.push(...literals.map(([a, b]) => [path, a, b] as const));
    }
    // Fewer are no harm: where a description says nothing there is no comment.
    const more = beyond(own.orders, twin.orders);
    if (more.length > 0) complaints.push(`${path}: is told ${more.join(', ')}`);
  }
  const texts = wordsBy(words);
  const changed = renamings.flatMap((each) => each.changed);
  complaints.push(...badIdentifiers(changed.map(([name]) => name)));
  const renamed = new Map(changed.map(([from, to]) => [to, from]));
  /** As a name, or as the path that a receiver makes of one. */
  const renamedAs = (text: string): string | undefined =>
    renamed.get(text) ??
    (text.startsWith('/') ? text.replace(/(?<=^\/).*/, (name) => renamed.get(name) ?? name) : undefined);
  for (const [path, a, b] of pairs) {
    if (a === b) continue;
    const exact = typeof b === 'string' ? texts.hostile(b) : undefined;
    if (exact !== undefined && a === exact.text) for (const word of exact.words) carried.add(word);
    else if (typeof b !== 'string' || (renamedAs(b) !== a && !isDerived(path, String(a), b, texts)))
      complaints.push(`${path}: ${JSON.stringify(a)} is not what ${JSON.stringify(b)} stands for`);
  }
  return { complaints, carried };
}

/** What is about webhooks and about callbacks, which may be called alike. */
const OF_TWO_KINDS: ReadonlySet<string> = new Set(['receiver.ts', 'sender.ts']);

/** The statements of both side by side; where one has more, the programs as they are. */
function statements(own: Parsed, twin: Parsed): (readonly [Parsed['tree'], Parsed['tree']])[] {
  const [left, right] = [own, twin].map(({ tree }) => tree['body'] as Parsed['tree'][]);
  if (!left || left.length !== right?.length) return [[own.tree, twin.tree]];
  return left.map((each, at) => [each, right[at] ?? each] as const);
}

/** What is made of a word where something else than the word itself is meant. */
function isDerived(path: string, made: string, harmless: string, texts: ReturnType<typeof wordsBy>): boolean {
  const lowerCased = made === texts.hostile(harmless, (word) => word.toLowerCase())?.text;
  // Headers of answers are looked up without regard to case.
  if (path === 'schemas.ts') return lowerCased;
  // A webhook that is called like a path is one already.
  if (path === 'receiver.ts') return `/${made}` === texts.hostile(harmless)?.text && made.startsWith('/');
  if (path !== 'operations.ts') return false;
  // The path prefix of a server is percent-encoded, the scheme of an Authorization header in lower case.
  return harmless === '' || harmless.startsWith('/') ? /^(\/[!-~]*)?$/.test(made) : lowerCased;
}

/** One pattern that finds every harmless word, and what stands in its place in the hostile document. */
function wordsBy(words: readonly Word[]) {
  const known = new Map(words.map(({ harmless, hostile }) => [harmless, hostile]));
  const pattern = new RegExp([...known.keys()].join('|') || '(?!)', 'g');
  return {
    hostile(text: string, make = (word: string) => word): { text: string; words: string[] } | undefined {
      const found = text.match(pattern);
      if (!found) return undefined;
      return { text: text.replace(pattern, (word) => make(known.get(word) ?? word)), words: found };
    },
  };
}

const GLOBAL: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(globalThis), '__CANARY__']);

/** Names in the hostile output that its twin calls otherwise: all of them are made by the generator. */
function badIdentifiers(names: readonly string[]): string[] {
  return names
    .filter((name) => !/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) || GLOBAL.has(name))
    .map((name) => `the identifier ${JSON.stringify(name)}`);
}

/** What the one list has more of than the other. */
function beyond(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

interface Read extends Parsed {
  readonly orders: readonly string[];
}

const harmless = new Map<string, Read>();

function read(path: string, text: string): Read {
  const tree = parsed(path, text);
  return { ...tree, orders: ordersIn(path, text, tree) };
}

/** The harmless side is the same many times. */
function readOnce(path: string, text: string): Read {
  const known = harmless.get(path + text) ?? read(path, text);
  if (harmless.size > 200) harmless.clear();
  harmless.set(path + text, known);
  return known;
}
