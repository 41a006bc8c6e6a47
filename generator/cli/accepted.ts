// Hides which changes somebody has accepted: a list of fingerprints, each with a reason and a day on which that ends.
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { DiffReport, ReportedChange } from '../report/report.js';
import { type Excuse, readExcuses } from './excuses.js';

/** A change that somebody has accepted. */
export interface Acceptance extends Excuse {
  readonly finding: string;
  readonly position: Position;
}

const FINDING = 'Write the fingerprint that the report names: twelve digits and letters, in quotes.';

/** Any error: no value. */
export function readAccepted(path: string, cwd: string): Outcome<readonly Acceptance[]> {
  return readExcuses<{ finding: string }>(path, cwd, {
    id: 'accepted-invalid',
    sample: '{ finding: "0f3c5a7e9b1d", reason: "API-17", expires: 2026-12-31 }',
    properties: { finding: { description: FINDING, type: 'string', pattern: '^[0-9a-f]{12}$' } },
    required: ['finding'],
    shownIn: 'generator/diff/README.md',
  });
}

/** The report with what is accepted marked so; what is accepted and was not found is an error, or it would hide the next one. */
export function withAccepted(report: DiffReport, entries: readonly Acceptance[]): DiffReport {
  const today = report.now.slice(0, 10);
  const byFinding = new Map(entries.map((each) => [each.finding, each]));
  const met = new Set<string>();
  const marked = (change: ReportedChange): ReportedChange => {
    const entry = byFinding.get(change.fingerprint);
    if (!entry) return change;
    met.add(entry.finding);
    const { reason, expires } = entry;
    return today < expires ? { ...change, accepted: { reason, expires } } : change;
  };
  const comparisons = report.comparisons.map((each) => ({ ...each, changes: each.changes.map(marked) }));
  const stale = entries.flatMap((entry): Diagnostic[] => {
    if (!met.has(entry.finding))
      return [
        {
          ...{ id: 'accepted-unmatched', severity: 'error', position: entry.position },
          message: `No change has the fingerprint ${entry.finding}.`,
          hint: 'Take the entry out: what it was for is gone, or has become something else.',
        },
      ];
    if (today < entry.expires) return [];
    return [
      {
        ...{ id: 'accepted-expired', severity: 'warning', position: entry.position },
        message: `The change ${entry.finding} was accepted until ${entry.expires} only.`,
        hint: 'Take the change back, or decide anew.',
      },
    ];
  });
  return { ...report, comparisons, notes: [...report.notes, ...stale] };
}
