// Hides what JUnit's XML says of changes: a suite for each comparison, a test case for each operation that changed.
import { type TestCase, TestSuites } from '../../contract/markup/junit.js';
import { byCall, type DiffReport, placeOf, type ReportedChange, sentence } from './report.js';

export function junitText({ now, comparisons, notes }: DiffReport): string {
  const suites = new TestSuites();
  for (const { title, changes } of comparisons) {
    if (changes.length === 0) suites.add(title, { name: 'no changes', classname: title, results: [] });
    for (const [call, each] of byCall(changes)) suites.add(title, caseOf(call, title, each));
  }
  for (const { id, severity, message } of notes)
    if (severity === 'error')
      suites.add('families', {
        ...{ name: id, classname: 'families' },
        results: [{ kind: 'failure', type: id, message }],
      });
  return suites.document('specpact diff', now);
}

function caseOf(call: string, classname: string, changes: readonly ReportedChange[]): TestCase {
  const failures = changes.filter(({ severity, accepted }) => severity === 'error' && !accepted);
  const placesOf = ({ base, revision }: ReportedChange, between: string) =>
    `${placeOf(base)}${between}${placeOf(revision)}`;
  return {
    ...{ name: call === '' ? 'all operations' : call, classname },
    results: failures.map((change) => ({
      ...{ kind: 'failure', type: change.id, message: sentence(change) },
      text: placesOf(change, ' → '),
    })),
    output: changes
      .map((change) => `- ${sentence(change)} (${change.id}, ${placesOf(change, ', ')})`)
      .join('\n'),
  };
}
