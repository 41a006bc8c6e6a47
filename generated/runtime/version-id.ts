// Hides how version ids are written and which of two is newer: 1.9 < 1.10, 2024-06-01 < 2025-01-01, v1 < v2.
import { parseDate } from './calendar.js';

/** How the ids of one family are written. The four never mix in a family. */
export type Scheme = 'X.Y' | 'YYYY-MM-DD' | 'vN' | 'N';

export interface VersionId {
  readonly scheme: Scheme;
  /** Compared from left to right. */
  readonly parts: readonly number[];
}

// Nine digits stay exact in a number, and bound what a request can make us parse. A leading zero is refused, so that a
// version has one spelling only: 1.3 and 1.03 are never two names of one thing.
const NUMBER = '(0|[1-9][0-9]{0,8})';
const PAIR = new RegExp(`^${NUMBER}\\.${NUMBER}$`);
const MAJOR = new RegExp(`^(v?)${NUMBER}$`);
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

/** Reads a version id; undefined where it is of no known scheme. Integer pairs are not semver and not decimals. */
export function parseVersionId(id: string): VersionId | undefined {
  const pair = PAIR.exec(id);
  if (pair) return { scheme: 'X.Y', parts: numbers(pair.slice(1)) };
  const major = MAJOR.exec(id);
  if (major)
    return {
      scheme: major[1] === 'v' ? 'vN' : 'N',
      parts: numbers(major.slice(2)),
    };
  const date = DATE.exec(id);
  if (date && parseDate(id) === id) return { scheme: 'YYYY-MM-DD', parts: numbers(date.slice(1)) };
  return undefined;
}

/**
 * Orders two version ids: negative where `a` is older, 0 only where they are the same id.
 * Ids of different schemes, which a valid family never holds, are ordered by scheme, so that the order is total.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersionId(a), parseVersionId(b)];
  if (left && right && left.scheme === right.scheme) {
    for (const [index, part] of left.parts.entries()) {
      const difference = part - (right.parts[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }
  return byCodeUnit(left?.scheme ?? '', right?.scheme ?? '') || byCodeUnit(a, b);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function numbers(digits: readonly string[]): number[] {
  return digits.map(Number);
}
