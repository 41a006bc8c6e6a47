// Hides how changes become diagnostics: those that a rule of the lifecycle decided on, one for each edit, whichever versions share its file.
import type { Diagnostic } from '../diagnostics.js';
import { byCall, type DiffComparison, placeOf, type ReportedChange, sentence } from './report.js';

/** A change, and the version in which it was found. */
interface Met {
  readonly version: string;
  readonly change: ReportedChange;
}

/** L-09, L-13 and L-14, of revisions of versions. */
export function revisionDiagnostics(comparisons: readonly DiffComparison[]): Diagnostic[] {
  const edits = new Map<string, Met[]>();
  for (const { versions, changes } of comparisons)
    for (const change of changes) {
      if (change.rule === undefined) continue;
      const { rule, severity, id, message, base, revision } = change;
      const key = JSON.stringify([rule, severity, id, message, placeOf(base), placeOf(revision)]);
      edits.set(key, [...(edits.get(key) ?? []), { version: versions?.to ?? '', change }]);
    }
  return [...edits.values()].flatMap(said);
}

function said(met: readonly Met[]): Diagnostic[] {
  const [first] = met;
  if (!first) return [];
  const { change } = first;
  const { rule, severity, revision, hint } = change;
  if (rule === undefined) return [];
  // What is new has no place in the other revision.
  const was = /-added(-|$)/.test(change.id) ? '' : ` (was: ${placeOf(change.base)})`;
  const what = `${subject(change)}${was}.`;
  // What was promised differs from version to version; anything else is the same in all of them.
  const reasons =
    rule === 'L-09'
      ? `${met.map(({ version, change: { why } }, at) => `${at === 0 ? 'In' : 'in'} ${version} ${why}`).join('; ')}.`
      : `In ${met.map(({ version }) => version).join(', ')}.`;
  return [
    {
      id: rule,
      severity,
      message: `${what} ${reasons}`,
      position: revision,
      ...(hint !== undefined && { hint }),
    },
  ];
}

/** Parts of an operation that are told; of more, how many there are. */
const MOST_TOLD = 5;

/** L-15, of versions that callers go between: once for each operation. */
export function guideDiagnostics(comparisons: readonly DiffComparison[]): Diagnostic[] {
  return comparisons.flatMap(({ versions, changes }) => {
    const told = changes.filter(({ rule }) => rule === 'L-15');
    return [...byCall(told)].flatMap(([call, each]): Diagnostic[] => {
      const [first] = each;
      if (!first || !versions) return [];
      const more = each.length - MOST_TOLD;
      const rest = more > 0 ? `; and ${more} more` : '';
      const list = each.slice(0, MOST_TOLD).map(sentence).join('; ');
      const { from, to } = versions;
      return [
        {
          ...{ id: 'L-15', severity: 'info', position: first.revision },
          message: `From ${from} to ${to}, ${call === '' ? 'all operations' : call}: ${list}${rest}.`,
          hint: `Nothing: versions may differ. Tell callers what to do when they go to ${to}.`,
        },
      ];
    });
  });
}

/** `GET /books, query parameter sort: it is gone` */
function subject(change: ReportedChange): string {
  const call = change.call === '' ? 'all operations' : change.call;
  return `${call}${change.where === '' ? ': ' : ', '}${sentence(change)}`;
}
