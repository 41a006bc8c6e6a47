// Hides how a pattern is matched in time that grows with the text, not with what the pattern could do to it: all ways at once, one character after another.
import type { CharTest, Tree } from './pattern-syntax.js';

/** One step: a character to take, ways to go on, a condition on the place, or the end. */
type Step =
  | { readonly kind: 'char'; readonly char: CharTest }
  | { readonly kind: 'ways'; readonly to: readonly number[] }
  | { readonly kind: 'if'; readonly holds: (text: Text, at: number) => boolean }
  | { readonly kind: 'end' };

/** Steps of one machine; more would cost more than a pattern is worth. */
const MAX_STEPS = 20_000;
/** Visits to steps for one text, and for each of its characters. */
const VISITS = 10_000;
const VISITS_PER_CHAR = 500;

/** A text on its way through the machines. */
interface Text {
  readonly chars: readonly string[];
  /** Where a lookaround holds, worked out when it is first asked for. */
  readonly looks: Map<Look, Uint8Array>;
  /** Visits to steps that are left. */
  left: number;
}

type Look = Extract<Tree, { readonly kind: 'look' }>;

class NoMachine extends Error {}

/** The machine of a pattern; undefined where it has a back-reference, or counts that stand for too many steps. */
export function machineOf(tree: Tree, unicode: boolean): Machine | undefined {
  try {
    return new Machine(tree, unicode);
  } catch (cause) {
    if (cause instanceof NoMachine) return undefined;
    throw cause;
  }
}

export class Machine {
  readonly #steps: readonly Step[];
  readonly #unicode: boolean;

  constructor(tree: Tree, unicode: boolean) {
    this.#steps = assembled(tree, false);
    this.#unicode = unicode;
  }

  /** Undefined where the text is so long that finding out would take too long. */
  test(text: string): boolean | undefined {
    const chars = this.#unicode ? [...text] : text.split('');
    const state: Text = { chars, looks: new Map(), left: VISITS + VISITS_PER_CHAR * chars.length };
    const found = walk(this.#steps, state, false);
    return state.left < 0 ? undefined : found;
  }
}

/**
 * Goes over a text, beginning anew at every place. Without `marks` it stops at the first match; with them, it marks every
 * place at which a match ends. Backwards, it goes from the end, over steps that were assembled so.
 */
function walk(steps: readonly Step[], text: Text, backwards: boolean, marks?: Uint8Array): boolean {
  const { chars } = text;
  const seen = new Int32Array(steps.length).fill(-1);
  let current: number[] = [];
  for (let turn = 0; turn <= chars.length; turn++) {
    const at = backwards ? chars.length - turn : turn;
    const char = chars[backwards ? at - 1 : at];
    const next: number[] = [];
    const open = [0, ...current.reverse()];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen[step] === turn) continue;
      seen[step] = turn;
      if (--text.left < 0) return false;
      const what = steps[step];
      if (what?.kind === 'char') {
        if (char !== undefined && what.char.matches(char)) next.push(step + 1);
      } else if (what?.kind === 'ways') open.push(...what.to);
      else if (what?.kind === 'if') {
        if (what.holds(text, at)) open.push(step + 1);
      } else if (marks) marks[at] = 1;
      else return true;
    }
    current = next;
  }
  return false;
}

function assembled(tree: Tree, backwards: boolean): Step[] {
  const steps: Step[] = [];
  const add = (step: Step): number => {
    if (steps.length >= MAX_STEPS) throw new NoMachine();
    return steps.push(step) - 1;
  };
  const put = (node: Tree): void => {
    switch (node.kind) {
      case 'char':
        add(node);
        return;
      case 'at':
        add({ kind: 'if', holds: PLACES[node.place] });
        return;
      case 'look':
        add(lookStep(node));
        return;
      case 'same':
        throw new NoMachine();
      case 'all':
        for (const part of backwards ? [...node.parts].reverse() : node.parts) put(part);
        return;
      case 'any':
        putAny(node.options);
        return;
      case 'repeat':
        putRepeated(node.body, node.min, node.max);
    }
  };
  const putAny = (options: readonly Tree[]): void => {
    const entries: number[] = [];
    const exits: number[] = [];
    const ways: number[] = [];
    add({ kind: 'ways', to: ways });
    for (const option of options) {
      entries.push(steps.length);
      put(option);
      exits.push(add({ kind: 'ways', to: [] }));
    }
    ways.push(...entries);
    for (const exit of exits) steps[exit] = { kind: 'ways', to: [steps.length] };
  };
  const putRepeated = (body: Tree, min: number, max: number): void => {
    for (let count = 0; count < min; count++) put(body);
    if (max === Number.POSITIVE_INFINITY) {
      const ways: number[] = [];
      const fork = add({ kind: 'ways', to: ways });
      put(body);
      add({ kind: 'ways', to: [fork] });
      ways.push(fork + 1, steps.length);
      return;
    }
    const forks: number[][] = [];
    for (let count = min; count < max; count++) {
      const ways: number[] = [];
      ways.push(add({ kind: 'ways', to: ways }) + 1);
      forks.push(ways);
      put(body);
    }
    for (const ways of forks) ways.push(steps.length);
  };
  put(tree);
  add({ kind: 'end' });
  return steps;
}

/** A lookahead holds where its body, read from the end of the text, arrives; a lookbehind where it arrives from the beginning. */
function lookStep(look: Look): Step {
  const steps = assembled(look.body, !look.behind);
  const holds = (text: Text, at: number): boolean => {
    let marks = text.looks.get(look);
    if (!marks) {
      marks = new Uint8Array(text.chars.length + 1);
      text.looks.set(look, marks);
      walk(steps, text, !look.behind, marks);
    }
    return (marks[at] === 1) !== look.negative;
  };
  return { kind: 'if', holds };
}

const isWord = (char: string | undefined): boolean => char !== undefined && /^\w$/.test(char);
const isBoundary = ({ chars }: Text, at: number): boolean => isWord(chars[at - 1]) !== isWord(chars[at]);

const PLACES = {
  start: (_: Text, at: number) => at === 0,
  end: ({ chars }: Text, at: number) => at === chars.length,
  boundary: isBoundary,
  inside: (text: Text, at: number) => !isBoundary(text, at),
};
