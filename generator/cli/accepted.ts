// Hides which changes somebody has accepted: a list of fingerprints, each with a reason and a day on which that ends.
import { parseDate } from '../../runtime/lifecycle.js';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import { type Finding, locateFindings } from '../family/finding.js';
import { type Manner, misfitsOf } from '../family/misfits.js';
import { readSource } from '../family/source-text.js';
import type { DiffReport, ReportedChange } from '../report/report.js';
import { ACCEPTED_SCHEMA } from './accepted-schema.js';

/** A change that somebody has accepted. */
export interface Acceptance {
  readonly finding: string;
  readonly reason: string;
  /** YYYY-MM-DD; from this day on it counts again. */
  readonly expires: string;
  readonly position: Position;
}

const MANNER: Manner = {
  ids: { invalid: 'accepted-invalid', keyUnknown: 'accepted-invalid' },
  root: 'The file',
  item: (number) => `Entry ${number}`,
  hint: 'generator/diff/README.md shows one.',
};

/** Any error: no value. */
export function readAccepted(path: string, cwd: string): Outcome<readonly Acceptance[]> {
  const source = readSource(path, cwd);
  if (!source.value) return { diagnostics: source.diagnostics };
  const { value, position } = source.value;
  const misfits: Finding[] = misfitsOf(ACCEPTED_SCHEMA, value, MANNER);
  const entries = misfits.length > 0 ? [] : (value as Omit<Acceptance, 'position'>[]);
  for (const [at, { expires }] of entries.entries())
    if (parseDate(expires) === undefined)
      misfits.push({
        ...{ id: 'accepted-invalid', severity: 'error', pointer: `/${at}/expires` },
        ...{
          message: `${JSON.stringify(expires)} is no day.`,
          hint: 'Write a day that exists, such as 2026-12-31.',
        },
      });
  if (misfits.length > 0)
    return { diagnostics: [...source.diagnostics, ...locateFindings(misfits, position)] };
  const value_ = entries.map((entry, at) => ({
    ...entry,
    expires: parseDate(entry.expires) ?? entry.expires,
    position: position(`/${at}`),
  }));
  return { value: value_, diagnostics: source.diagnostics };
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
