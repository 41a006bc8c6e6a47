// Hides what --include and --exclude do: the operations that are meant, with all that they need, and a word on patterns that mean none.
import type { Diagnostic } from '../diagnostics.js';
import { closest } from '../family/closest.js';
import type { OpenApi31 } from '../spec/types.js';
import { withoutLinks } from './links.js';
import { type Candidate, candidatesOf, keepOperations } from './operations.js';
import { type Kind, type Pattern, readPatterns } from './pattern.js';
import { pruned } from './prune.js';

export interface SelectionOptions {
  /** `kind:glob`, as in pattern.ts; where there is one, only operations that one of them names are kept. */
  readonly include?: readonly string[];
  /** The same; what one of them names is left out, whatever else names it. */
  readonly exclude?: readonly string[];
}

/** What is selected of the documents of one run. */
export class Selection {
  readonly #include: readonly Pattern[];
  readonly #exclude: readonly Pattern[];
  readonly #matching = new Set<Pattern>();
  readonly #known: Readonly<Record<Kind, Set<string>>> = {
    tag: new Set(),
    path: new Set(),
    id: new Set(),
    webhook: new Set(),
  };
  #kept = 0;

  constructor(include: readonly Pattern[], exclude: readonly Pattern[]) {
    this.#include = include;
    this.#exclude = exclude;
  }

  /** The document with the operations that are selected, and what they need. Reads only; what stays is the same objects. */
  of(document: OpenApi31): OpenApi31 {
    for (const candidate of candidatesOf(document))
      for (const kind of KINDS) for (const value of VALUES[kind](candidate)) this.#known[kind].add(value);
    let isWhole = true;
    const selected = keepOperations(document, (candidate) => {
      const isKept = this.#keeps(candidate);
      if (isKept) this.#kept++;
      else isWhole = false;
      return isKept;
    });
    return isWhole ? document : pruned(withoutLinks(selected, document), document);
  }

  /** What is to be said once all documents have been asked: a pattern may name something in some of them only. */
  problems(): Diagnostic[] {
    const unmatched = [...this.#include, ...this.#exclude].filter((pattern) => !this.#matching.has(pattern));
    if (unmatched.length > 0) return unmatched.map((pattern) => this.#unmatched(pattern));
    if (this.#kept > 0) return [];
    return [problem('Nothing is left: every operation that is included is also excluded.', 'Exclude less.')];
  }

  #keeps(candidate: Candidate): boolean {
    // Every pattern is asked, so that each is known to name something.
    const named = (patterns: readonly Pattern[]) =>
      patterns.filter((pattern) => VALUES[pattern.kind](candidate).some((value) => pattern.matches(value)));
    const [included, excluded] = [named(this.#include), named(this.#exclude)];
    for (const pattern of [...included, ...excluded]) this.#matching.add(pattern);
    return (this.#include.length === 0 || included.length > 0) && excluded.length === 0;
  }

  #unmatched({ kind, text, glob }: Pattern): Diagnostic {
    const known = [...this.#known[kind]];
    const near = closest(glob, known);
    const some = known.slice(0, 10).join(', ');
    return problem(
      `Nothing is selected by ${JSON.stringify(text)}.`,
      near !== undefined
        ? `Did you mean ${kind}:${near}?`
        : known.length === 0
          ? `No operation has ${WORDS[kind]}.`
          : `Known are: ${some}${known.length > 10 ? ' …' : ''}.`,
    );
  }
}

const KINDS: readonly Kind[] = ['tag', 'path', 'id', 'webhook'];
const WORDS: Readonly<Record<Kind, string>> = {
  tag: 'a tag',
  path: 'a path',
  id: 'an operationId',
  webhook: 'a webhook',
};

/** What patterns of a kind are compared with. */
const VALUES: Readonly<Record<Kind, (candidate: Candidate) => readonly string[]>> = {
  tag: ({ node: { tags } }) => (Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []),
  path: ({ paths }) => (paths === undefined ? [] : [paths]),
  id: ({ node: { operationId } }) => (typeof operationId === 'string' ? [operationId] : []),
  webhook: ({ webhooks }) => (webhooks === undefined ? [] : [webhooks]),
};

/** Undefined where everything is meant; a sentence for people where a pattern is none. */
export function readSelection({
  include = [],
  exclude = [],
}: SelectionOptions): Selection | string | undefined {
  const [included, excluded] = [readPatterns(include), readPatterns(exclude)];
  if (typeof included === 'string') return included;
  if (typeof excluded === 'string') return excluded;
  return included.length + excluded.length > 0 ? new Selection(included, excluded) : undefined;
}

function problem(message: string, hint: string): Diagnostic {
  return { id: 'selection-empty', severity: 'error', message, hint };
}
