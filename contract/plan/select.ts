// Hides how cases are chosen by name.
import { planOf } from './cases.js';
import type { Plan, PlanEntry } from './types.js';

export interface Selection {
  readonly plan: Plan;
  /** Patterns that chose nothing. */
  readonly unmatched: readonly string[];
}

/**
 * Keeps the cases that any of the patterns names. A pattern is an id or the beginning of one (whole segments:
 * `family/1.3/createSnapshot`); `*` stands for anything within a segment. No patterns: everything.
 */
export function select(plan: Plan, patterns: readonly string[]): Selection {
  if (patterns.length === 0) return { plan, unmatched: [] };
  const matchers = patterns.map((pattern) => ({ pattern, test: matcher(pattern) }));
  const unmatched = new Set(matchers);
  for (const { ref } of plan.entries)
    for (const each of unmatched) if (each.test(ref.id)) unmatched.delete(each);
  const chosen = planOf(plan.contexts, {
    *[Symbol.iterator](): Generator<PlanEntry> {
      for (const entry of plan.entries) if (matchers.some(({ test }) => test(entry.ref.id))) yield entry;
    },
  });
  const versions = chosen.versions.filter((each) => each.operations.some(({ cases }) => cases > 0));
  return { plan: { ...chosen, versions }, unmatched: [...unmatched].map(({ pattern }) => pattern) };
}

/** Whether an id is named by a pattern; see select. */
export function matcher(pattern: string): (id: string) => boolean {
  const wanted = pattern.replace(/\/+$/, '').split('/').map(glob);
  return (id) => {
    const segments = id.split('/');
    return wanted.every((segment, index) => segments[index] !== undefined && segment.test(segments[index]));
  };
}

function glob(segment: string): RegExp {
  const literal = segment.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'u');
}
