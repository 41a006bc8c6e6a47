// Hides which differences between two revisions of one version its callers were promised not to meet: rules L-09, L-13 and L-14 below the version.
import { type Family, type Phase, phase, type VersionEntry } from '../../runtime/lifecycle.js';
import type { Diagnostic, Position } from '../diagnostics.js';
import { type Difference, sooner } from '../diff/found.js';

/** What the two revisions are called in sentences about them. */
export const REVISION = 'this revision';

/** A version that both revisions have, and what differs in it. */
export interface RevisedVersion {
  readonly before: { readonly family: Family; readonly entry: VersionEntry };
  readonly after: VersionEntry;
  readonly differences: readonly Difference[];
  /** The places of pointers into the document of either revision. */
  locate(side: 'older' | 'newer', pointer: string): Position;
}

/** Whether anybody can rely on what a version is: neither what is only planned, nor what is gone. */
export function isCallable({ state }: VersionEntry): boolean {
  return state !== 'PLANNED' && state !== 'RETIRED';
}

/** One edit of a file that several versions share is said once. */
export function judgeRevised(versions: readonly RevisedVersion[], instant: Date): Diagnostic[] {
  const judged = versions
    .filter(({ before, after }) => isCallable(before.entry) && isCallable(after))
    .flatMap((version) =>
      version.differences.flatMap((difference) => {
        const verdict = verdictOf(difference, version, instant);
        return verdict ? [judgedIn(version, difference, verdict)] : [];
      }),
    );
  const edits = new Map<string, Judged[]>();
  for (const each of judged) {
    const { verdict, position, base, difference } = each;
    const key = JSON.stringify([verdict.id, verdict.severity, position, base, difference.why]);
    edits.set(key, [...(edits.get(key) ?? []), each]);
  }
  return [...edits.values()].flatMap(said);
}

interface Verdict {
  readonly id: 'L-09' | 'L-13' | 'L-14';
  readonly severity: Diagnostic['severity'];
  readonly phase?: Phase;
  /** The last day that counts. */
  readonly until?: string;
}

const REMOVALS: ReadonlySet<Difference['rule']> = new Set([
  ...(['operation-removed', 'parameter-removed', 'property-removed'] as const),
]);

/** One cause has one verdict: what takes away says more than what breaks, and what breaks more than what changes. */
function verdictOf(
  difference: Difference,
  { before, after }: RevisedVersion,
  instant: Date,
): Verdict | undefined {
  const { rule, breaks, isBugfix } = difference;
  if (breaks && REMOVALS.has(rule)) {
    const until = sooner(before.entry.notBefore, difference.until);
    const entry = { ...before.entry, ...(until !== undefined && { notBefore: until }) };
    const at = phase(entry, before.family, instant);
    // No operation stands below what could be flagged.
    const isCorrection = isBugfix && rule !== 'operation-removed';
    const severity = at !== 'guaranteed' ? 'info' : isCorrection ? 'warning' : 'error';
    return { id: 'L-09', severity, phase: at, ...(until !== undefined && { until }) };
  }
  if (breaks) return { id: 'L-14', severity: isBugfix ? 'warning' : 'error' };
  return isFrozen(before.entry) && isFrozen(after) && !isBugfix
    ? { id: 'L-13', severity: 'error' }
    : undefined;
}

/**
 * Asked of both revisions: what was CURRENT until now may still be added to by the revision that makes it SUPPORTED, since nobody has been
 * told yet that it does not change any more.
 */
function isFrozen({ state }: VersionEntry): boolean {
  return state === 'SUPPORTED' || state === 'DEPRECATED';
}

interface Judged {
  readonly id: string;
  readonly difference: Difference;
  readonly verdict: Verdict;
  readonly position: Position;
  readonly base: string;
}

function judgedIn({ after, locate }: RevisedVersion, difference: Difference, verdict: Verdict): Judged {
  const { file, line, column } = locate('older', difference.older);
  const position = locate('newer', difference.newer);
  // What is new has no place in the other revision.
  const base = difference.rule.endsWith('-added') ? '' : `${file}:${line}:${column}`;
  return { id: after.id, difference, verdict, position, base };
}

function said(judged: readonly Judged[]): Diagnostic[] {
  const [first] = judged;
  if (!first) return [];
  const { difference, verdict, position, base } = first;
  const { id, severity } = verdict;
  const { where, why, isBugfix } = difference;
  const was = base === '' ? '' : ` (was: ${base})`;
  const versions = judged.map((each) => each.id).join(', ');
  const message =
    id === 'L-09' ? `${where}: ${why}${was}. ${promised(judged)}` : `${where} of ${versions}: ${why}${was}.`;
  const { phase: at } = verdict;
  return [{ id, severity, message, position, hint: hintFor(id, at, isBugfix) }];
}

/** `It is guaranteed in 1.3, and in 1.2 until 2026-08-31.` */
function promised(judged: readonly Judged[]): string {
  const parts = judged.map(({ id, verdict: { until } }) => ({ id, until }));
  const list = (word: string) =>
    parts.map(({ id, until }) => (until === undefined ? `in ${id}` : `in ${id} ${word} ${until}`)).join(', ');
  switch (judged[0]?.verdict.phase) {
    case 'lapsed':
      return `Its guarantee ended ${list('on')}.`;
    case 'indeterminate':
      return `Its guarantee ends ${list('on')}, this very day; without a time zone nobody can say whether too early.`;
    default:
      return `It is guaranteed ${list('until')}.`;
  }
}

function hintFor(id: Verdict['id'], at: Phase | undefined, isBugfix: boolean): string {
  if (at === 'lapsed') return 'Nothing: that was announced.';
  if (at === 'indeterminate') return 'Declare the timezone that the dates are meant in.';
  if (isBugfix && id !== 'L-13')
    return 'It is flagged x-bugfix: see that nobody could rely on what was written before.';
  switch (id) {
    case 'L-09':
      return 'Keep it until the day that callers were told, and leave it out of a newer version.';
    case 'L-13':
      return 'Make it a part of a newer version; or flag it x-bugfix there, if the document was wrong.';
    case 'L-14':
      return 'Make it a part of a newer version, where callers choose it; or flag it x-bugfix there, if the document was wrong.';
  }
}
