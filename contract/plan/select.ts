// Hides how cases are chosen by name.
import { inventory } from './cases.js';
import type { Plan } from './types.js';

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
  const entries = plan.entries.filter(({ ref }) => matchers.some(({ test }) => test(ref.id)));
  const subjects = new Set(plan.entries.map(({ subject }) => subject));
  const versions = [...subjects].map((subject) => inventory(subject, entries));
  return {
    plan: { versions: versions.filter((each) => each.operations.some(({ cases }) => cases > 0)), entries },
    unmatched: matchers
      .filter(({ test }) => !plan.entries.some(({ ref }) => test(ref.id)))
      .map(({ pattern }) => pattern),
  };
}

function matcher(pattern: string): (id: string) => boolean {
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
