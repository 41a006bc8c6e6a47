// Hides whether a change was allowed: what it breaks on one side, what callers were told on the other. Rules L-09, L-13, L-14 and L-15.
import { type Family, type Phase, phase, type VersionEntry } from '../../runtime/lifecycle.js';
import type { Finding } from '../diff/findings.js';

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
    };

export interface Verdict {
  readonly severity: 'error' | 'warning' | 'info';
  readonly rule?: 'L-09' | 'L-13' | 'L-14' | 'L-15';
  readonly why?: string;
  /** What to do about it, where that follows from the lifecycle and not from the change. */
  readonly hint?: string;
}

const SEVERITIES = { breaking: 'error', warning: 'warning', info: 'info' } as const;

export function verdictOn(finding: Finding, relation: Relation): Verdict {
  const { level } = finding;
  if (relation.kind === 'documents') return { severity: SEVERITIES[level] };
  if (relation.kind === 'revisions') return revised(finding, relation);
  if (level === 'info') return { severity: 'info' };
  return {
    severity: 'info',
    rule: 'L-15',
    why: 'versions may differ: tell callers who go from one to the other',
  };
}

/** What the lifecycle of a version says of itself: it comes and goes with its state. */
const LIFECYCLE_HEADERS: ReadonlySet<string> = new Set(['deprecation', 'sunset', 'link', 'vary']);

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

/** What was promised of it is told of its version, whatever it said of its own end; what was only tried out promised nothing. */
const REMOVAL =
  /^(webhook|callback|(webhook-)?operation|parameter|(required|optional)-property)-removed(?!-unsettled)/;
const OWN_END = /-removed-(deprecated|early|due|sunset-invalid)$/;

const HINTS = {
  'L-09': 'Keep it until the day that callers were told, and leave it out of a newer version.',
  'L-13': 'Make it a part of a newer version; or flag it x-bugfix there, if the document was wrong.',
  'L-14':
    'Make it a part of a newer version, where callers choose it; or flag it x-bugfix there, if the document was wrong.',
} as const;
const CORRECTED = 'It is flagged x-bugfix: see that nobody could rely on what was written before.';

function revised(finding: Finding, relation: Relation & { kind: 'revisions' }): Verdict {
  const { before, after, family, instant } = relation;
  const { level, fact, rule, uses } = finding;
  if (before.state === 'PLANNED' || after.state === 'PLANNED')
    return { severity: 'info', why: 'nobody can call what is only planned' };
  // No operation stands below what could be flagged.
  const isCorrected =
    uses.every((use) => use.isCorrected === true) && !rule.kind.startsWith('operation-removed');
  if (REMOVAL.test(rule.kind) && (level !== 'info' || OWN_END.test(rule.kind))) {
    const until = sooner(before.notBefore, dayIn(fact.from));
    const at = phase({ ...before, ...(until !== undefined && { notBefore: until }) }, family, instant);
    return { rule: 'L-09', why: promised(at, until), ...removed(at, isCorrected) };
  }
  if (WORDS.test(rule.kind)) return { severity: SEVERITIES[level] };
  // What may break somebody is no less of a broken promise than what does.
  if (level !== 'info')
    return {
      ...{ severity: isCorrected ? 'warning' : 'error', rule: 'L-14' },
      why: `${after.id} is one version: who calls it has no choice`,
      hint: isCorrected ? CORRECTED : HINTS['L-14'],
    };
  if (isFrozen(before) && isFrozen(after) && !isCorrected)
    return {
      ...{ severity: 'error', rule: 'L-13', hint: HINTS['L-13'] },
      why: `${after.id} is ${after.state}: it does not change any more`,
    };
  return { severity: 'info' };
}

function removed(at: Phase, isCorrected: boolean): Pick<Verdict, 'severity' | 'hint'> & { hint: string } {
  if (at === 'lapsed') return { severity: 'info', hint: 'Nothing: that was announced.' };
  if (at === 'indeterminate')
    return { severity: 'info', hint: 'Declare the timezone that the dates are meant in.' };
  return isCorrected ? { severity: 'warning', hint: CORRECTED } : { severity: 'error', hint: HINTS['L-09'] };
}

/**
 * Asked of both revisions: what was CURRENT until now may still be added to by the revision that makes it SUPPORTED, since nobody has been
 * told yet that it does not change any more.
 */
function isFrozen({ state }: VersionEntry): boolean {
  return state === 'SUPPORTED' || state === 'DEPRECATED';
}

/** Whether anybody can rely on what a version is: neither what is only planned, nor what is gone. */
export function isCallable({ state }: VersionEntry): boolean {
  return state !== 'PLANNED' && state !== 'RETIRED';
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
