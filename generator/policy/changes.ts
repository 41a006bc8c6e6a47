// Hides whether a change was allowed: what it breaks on one side, what callers were told on the other. Rules L-09, L-13, L-14 and L-15.
import { type Family, type Phase, phase, type VersionEntry } from '../../runtime/lifecycle.js';
import type { Finding } from '../diff/findings.js';
import { LIFECYCLE_HEADERS } from '../diff/found.js';

/** What two documents are to each other. */
export type Relation =
  /** Of no family: nothing was promised but what they say. */
  | { readonly kind: 'documents' }
  /** Two versions of one family: callers choose between them. */
  | { readonly kind: 'versions'; readonly before: VersionEntry; readonly after: VersionEntry }
  /** Two revisions of one version: callers get the newer one whether they want it or not. */
  | {
      readonly kind: 'revisions';
      readonly family: Family;
      readonly before: VersionEntry;
      readonly after: VersionEntry;
      readonly instant: Date;
      /** Whether the newer document flags a place as a correction of the older one. */
      isCorrected(finding: Finding): boolean;
    };

export interface Verdict {
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule?: 'L-09' | 'L-13' | 'L-14' | 'L-15';
  readonly why?: string;
}

const SEVERITIES = { breaking: 'error', warning: 'warning', info: 'info' } as const;

export function verdictOn(finding: Finding, relation: Relation): Verdict {
  const { level } = finding;
  if (relation.kind === 'documents') return { severity: SEVERITIES[level] };
  if (relation.kind === 'versions')
    return level === 'info'
      ? { severity: 'info' }
      : {
          severity: 'info',
          rule: 'L-15',
          why: 'versions may differ: tell callers who go from one to the other',
        };
  return revised(finding, relation);
}

/** What follows from the state of a version, and is told of the version: all operations of a DEPRECATED one are deprecated (L-17). */
export function isOfTheVersion({ rule: { kind }, fact }: Finding, relation: Relation): boolean {
  if (relation.kind === 'documents') return false;
  if (/version-(not-raised|lowered)$/.test(kind)) return true;
  if (/header-/.test(kind) && LIFECYCLE_HEADERS.has(String(fact.name).toLowerCase())) return true;
  const isDeprecated = ({ state }: VersionEntry) => state === 'DEPRECATED';
  return (
    isDeprecated(relation.before) !== isDeprecated(relation.after) &&
    /^operation-(deprecated|reactivated|sunset)/.test(kind)
  );
}

/** Words about it, and what is only told of its end: what is frozen may still get these. */
const WORDS = /^(tag-|unused-schema-|(operation-|parameter-|)(deprecated|reactivated|sunset|stability))/;

const REMOVAL = /^(operation|parameter|(required|optional)-property)-removed/;

function revised(finding: Finding, relation: Relation & { kind: 'revisions' }): Verdict {
  const { before, after, family, instant } = relation;
  const { level, fact, rule } = finding;
  if (before.state === 'PLANNED' || after.state === 'PLANNED')
    return { severity: 'info', why: 'nobody can call what is only planned' };
  const corrected = relation.isCorrected(finding);
  const what = corrected
    ? 'it is flagged x-bugfix: see that nobody could rely on what was written before'
    : undefined;
  if (level !== 'info' && REMOVAL.test(rule.kind)) {
    const until = sooner(before.notBefore, dayIn(fact.from));
    const at = phase({ ...before, ...(until !== undefined && { notBefore: until }) }, family, instant);
    const severity = at !== 'guaranteed' ? 'info' : corrected ? 'warning' : 'error';
    return { severity, rule: 'L-09', why: what ?? promised(at, until) };
  }
  if (level === 'breaking')
    return {
      severity: corrected ? 'warning' : 'error',
      rule: 'L-14',
      why: what ?? `${after.id} is one version: who calls it has no choice`,
    };
  if (isFrozen(before) && isFrozen(after) && !corrected && !WORDS.test(rule.kind))
    return {
      severity: 'error',
      rule: 'L-13',
      why: `${after.id} is ${after.state}: it does not change any more`,
    };
  return { severity: SEVERITIES[level] };
}

function isFrozen({ state }: VersionEntry): boolean {
  return state === 'SUPPORTED' || state === 'DEPRECATED';
}

function promised(at: Phase, until: string | undefined): string {
  if (at === 'lapsed') return `its guarantee ended on ${until}`;
  if (at === 'indeterminate')
    return `its guarantee ends on ${until}: without a time zone nobody can say whether too early`;
  return until === undefined ? 'it is guaranteed' : `it is guaranteed until ${until}`;
}

/** A part may end before its version. */
function dayIn(sunset: unknown): string | undefined {
  return typeof sunset === 'string' && /^\d{4}-\d{2}-\d{2}/.test(sunset) ? sunset.slice(0, 10) : undefined;
}

function sooner(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
