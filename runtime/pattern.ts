// Hides that the platform's regular expressions can be made to run for ever: which patterns it may match by itself, and up to which length.
import { machineOf } from './pattern-machine.js';
import { type Tree, treeOf } from './pattern-syntax.js';

/** A `pattern` of JSON Schema. */
export interface Pattern {
  test(text: string): boolean;
  /** The expression, for messages and as a key. */
  toString(): string;
}

/** Ways that the platform may have to try for one text: a few milliseconds. */
const MAX_WAYS = 1_000_000;
/** Characters and conditions of a pattern, counts written out: the platform takes seconds to compile more. */
const MAX_SIZE = 20_000;
/** Characters of a pattern that are looked at: honest ones have hundreds, and the tree of one takes a hundred times its text. */
const MAX_SOURCE = 50_000;

/**
 * A pattern that answers in time that grows no faster than the text. The platform matches what it can only be quick at, a machine
 * the rest. What no machine can match (back-references, huge counts) is left to the platform up to the length at which that is
 * still quick: a longer text does not match. What is quick at no length is not matched at all: everything fits it.
 * @returns undefined where the source is no regular expression
 */
export function boundedPattern(source: string): Pattern | undefined {
  const { regExp, tree, quick } = read(source) ?? {};
  if (!regExp || quick === Number.POSITIVE_INFINITY) return regExp;
  const machine = once(() => tree && machineOf(tree, regExp.flags === 'u'));
  return {
    test: (text) => (text.length < (quick ?? 0) ? regExp.test(text) : (machine()?.test(text) ?? quick === 0)),
    toString: () => String(regExp),
  };
}

const known = new Map<string, Pattern>();

/** A `pattern` of a schema; see boundedPattern. One of another dialect, that is no regular expression here, fits everything: `specpact lint` tells of it. */
export function pattern(source: string): Pattern {
  const made = known.get(source) ?? boundedPattern(source) ?? /(?:)/;
  known.set(source, made);
  return made;
}

/** The length that texts must stay below to match at all; undefined where there is no such limit, 0 where nothing is matched, and everything fits. */
export function lengthLimit(source: string): number | undefined {
  const { regExp, tree, quick } = read(source) ?? {};
  if (!regExp || quick === Number.POSITIVE_INFINITY) return undefined;
  return tree && machineOf(tree, regExp.flags === 'u') ? undefined : quick;
}

/** With Unicode rules (JSON Schema 2020-12, core §6.4), or without them where it is only valid so (`[\w-.]`). */
function read(source: string): { regExp: RegExp; tree: Tree | undefined; quick: number } | undefined {
  const regExp = compiled(source, 'u') ?? compiled(source, '');
  if (!regExp) return undefined;
  const tree = source.length > MAX_SOURCE ? undefined : treeOf(source, regExp.flags);
  return { regExp, tree, quick: tree ? quickLength(tree) : 0 };
}

/** Up to which length the platform is quick at a pattern. */
function quickLength(tree: Tree): number {
  const { choices, loops, size } = effortOf(tree);
  if (choices > MAX_WAYS || size > MAX_SIZE) return 0;
  const rounds = loops + (isAnchored(tree) ? 0 : 1);
  return rounds === 0 ? Number.POSITIVE_INFINITY : Math.floor((MAX_WAYS / choices) ** (1 / rounds));
}

/** Ways to try, at most: `choices` times the text's length to the power of `loops`. */
interface Effort {
  readonly choices: number;
  readonly loops: number;
  /** Of the pattern, with its counts written out. */
  readonly size: number;
}

/** Ranges of a count that are as good as a loop. */
const WIDE = 8;

function effortOf(tree: Tree): Effort {
  switch (tree.kind) {
    case 'char':
    case 'at':
      return { choices: 1, loops: 0, size: 1 };
    case 'same':
      return { choices: 1, loops: 1, size: 1 };
    case 'look':
      return effortOf(tree.body);
    case 'all':
      return tree.parts.map(effortOf).reduce(
        (sum, part) => ({
          choices: sum.choices * part.choices,
          loops: sum.loops + part.loops,
          size: sum.size + part.size,
        }),
        {
          choices: 1,
          loops: 0,
          size: 0,
        },
      );
    case 'any':
      return tree.options.map(effortOf).reduce(
        (sum, option) => ({
          choices: sum.choices + option.choices,
          loops: Math.max(sum.loops, option.loops),
          size: sum.size + option.size,
        }),
        { choices: 0, loops: 0, size: 0 },
      );
    case 'repeat':
      return repeated(effortOf(tree.body), tree.min, tree.max);
  }
}

function repeated(body: Effort, min: number, max: number): Effort {
  const isEndless = max === Number.POSITIVE_INFINITY;
  const size = body.size * (isEndless ? min + 1 : max);
  if (max <= 1) return { choices: body.choices + (1 - min), loops: body.loops, size };
  // A loop over what has choices itself: their number grows with every round.
  if (body.choices > 1 || body.loops > 0) return { choices: Number.POSITIVE_INFINITY, loops: 1, size };
  if (min === max) return { choices: 1, loops: 0, size };
  return max - min > WIDE ? { choices: 1, loops: 1, size } : { choices: max - min + 1, loops: 0, size };
}

function isAnchored(tree: Tree): boolean {
  if (tree.kind === 'at') return tree.place === 'start';
  if (tree.kind === 'all') return tree.parts[0] !== undefined && isAnchored(tree.parts[0]);
  return tree.kind === 'any' && tree.options.every(isAnchored);
}

function compiled(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
