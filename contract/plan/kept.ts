// Hides that a plan is walked more than once, to be counted and to be run: cases that are dear to make are kept, as long as they are few.
import type { Operation } from '../../generator/model/types.js';
import type { Case, PlanContext } from './types.js';

/** Cases of one version that are kept; the rest is made anew on every walk, so that a long plan costs no memory. */
const MOST_KEPT = 10_000;

interface Kept {
  count: number;
  readonly cases: Map<Operation, readonly Case[]>;
}

/** Makes a source of cases one that need not make them again. Only for cases that are data: what a scenario learns is of one run. */
export function keeping(
  casesOf: (context: PlanContext, operation: Operation) => Iterable<Case>,
): (context: PlanContext, operation: Operation) => Iterable<Case> {
  const memory = new WeakMap<PlanContext, Kept>();
  return function* (context, operation) {
    const kept = memory.get(context) ?? { count: 0, cases: new Map() };
    memory.set(context, kept);
    const known = kept.cases.get(operation);
    if (known) return yield* known;
    const made: Case[] = [];
    for (const each of casesOf(context, operation)) {
      made.push(each);
      yield each;
    }
    if (kept.count + made.length > MOST_KEPT || kept.cases.has(operation)) return;
    kept.count += made.length;
    kept.cases.set(operation, made);
  };
}
