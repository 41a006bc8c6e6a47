// Hides known failures: what is expected to fail is excused while it does, and told when it does not.
import type { CheckName, Finding, JudgedEvent, Position, RunEvent } from './events.js';
import { matcher } from './plan/select.js';
import { rejudge } from './rejudge.js';

/** One entry of expectations.yaml. */
export interface KnownFailure {
  /** An id of cases, or the beginning of one; `*` stands for anything within a segment. */
  readonly cases: string;
  /** What is excused; without it every check. */
  readonly checks?: readonly CheckName[];
  readonly reason: string;
  /** YYYY-MM-DD: from this day on, in UTC, nothing is excused. */
  readonly expires: string;
  readonly position: Position;
}

/** Entries whose patterns name none of the cases. */
export function unmatched(known: readonly KnownFailure[], ids: Iterable<string>): readonly KnownFailure[] {
  const left = new Map(known.map((each) => [each, matcher(each.cases)]));
  for (const id of ids) {
    if (left.size === 0) break;
    for (const [each, matches] of left) if (matches(id)) left.delete(each);
  }
  return [...left.keys()];
}

/**
 * A run in which known failures are excused: their findings say so, their cases are `known`, and nothing of them counts as an error. A
 * case that is known to fail and does not is broken by that (check `expectations`).
 * @param instant of the run: what has expired by then is no longer known
 */
export function excuse(
  events: AsyncIterable<RunEvent>,
  known: readonly KnownFailure[],
  instant: Date,
): AsyncGenerator<RunEvent, void, undefined> {
  const active = known
    .filter(({ expires }) => instant.getTime() < Date.parse(`${expires}T00:00:00Z`))
    .map((each) => ({ each, matches: matcher(each.cases) }));
  return rejudge(events, (event) => {
    const entries = active.filter(({ matches }) => matches(event.case.id)).map(({ each }) => each);
    return entries.length === 0 ? event : excused(event, entries);
  });
}

function excused(event: JudgedEvent, entries: readonly KnownFailure[]): JudgedEvent {
  if (event.verdict === 'skipped') return event;
  const failing = new Set<KnownFailure>();
  const judged = event.findings.map((finding): Finding => {
    const entry = entries.find(({ checks }) => checks === undefined || checks.includes(finding.check));
    if (!entry) return finding;
    failing.add(entry);
    const { reason, expires, position } = entry;
    return { ...finding, known: { reason, expires, position } };
  });
  const passes = entries
    .filter((entry) => !failing.has(entry) && couldFail(entry, event))
    .map((entry) => passOf(entry, event));
  const findings = [...judged, ...passes];
  const isOpen = findings.some(({ severity, known }) => severity === 'error' && !known);
  const wasBroken = event.verdict === 'broken' || event.verdict === 'unplannable';
  const verdict = isOpen ? (wasBroken ? event.verdict : 'broken') : wasBroken ? 'known' : event.verdict;
  return { ...event, verdict, findings };
}

/** A check that never judged the case has not held. */
function couldFail({ checks }: KnownFailure, event: JudgedEvent): boolean {
  return checks === undefined || checks.some((check) => event.checks.includes(check));
}

function passOf({ cases, checks, reason, position }: KnownFailure, { case: ref }: JudgedEvent): Finding {
  return {
    check: 'expectations',
    severity: 'error',
    caseId: ref.id,
    operation: ref.operation,
    example: ref.example,
    pointer: '',
    message: `What is known to fail does not; take ${JSON.stringify(cases)} out.`,
    expected: `a finding${checks ? ` of ${checks.join(' or ')}` : ''}, because: ${reason}`,
    actual: 'none',
    source: ref.source,
    position,
  };
}
