// Hides expectations.yaml: a list of what is known to fail, each entry with a reason and a day on which it ends.
import type { CheckName, KnownFailure } from '../../contract/index.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { readExcuses } from './excuses.js';

const CASES = 'Write an id as a report names it, or its beginning.';
const CHECKS = 'Write a list, such as checks: [relations].';

/**
 * Reads the list. Any error: no value.
 * @param checks names of checks that there are
 */
export function readExpectations(
  path: string,
  cwd: string,
  checks: readonly string[],
): Outcome<readonly KnownFailure[]> {
  return readExcuses<{ cases: string; checks?: readonly CheckName[] }>(path, cwd, {
    id: 'expectations-invalid',
    sample: '{ cases: notes/1.0/createNote, checks: [relations], reason: "NOTE-17", expires: 2026-12-31 }',
    properties: {
      cases: { description: CASES, type: 'string', minLength: 1 },
      checks: { description: CHECKS, type: 'array', minItems: 1, items: { enum: checks } },
    },
    required: ['cases'],
    shownIn: 'contract/README.md',
  });
}

/** Of entries that name no case of any version. */
export function unmatchedDiagnostics(entries: readonly KnownFailure[]): Diagnostic[] {
  return entries.map(({ cases, position }) => ({
    id: 'expectation-unmatched',
    severity: 'error',
    message: `No case is named by ${JSON.stringify(cases)}.`,
    position,
    hint: 'Take the entry out, or write an id as a report names it, its beginning, or * for a segment.',
  }));
}
