// Hides how a rule of this folder speaks: of a pointer into family.yaml, to which the place in the text is added in the end.

import type { VersionEntry } from '../../runtime/lifecycle.js';
import type { Diagnostic, OwnDiagnosticId, Position, Severity } from '../diagnostics.js';

export interface Finding {
  readonly id: OwnDiagnosticId;
  readonly severity: Severity;
  /** JSON pointer into family.yaml. */
  readonly pointer: string;
  readonly message: string;
  readonly hint: string;
}

/** A version and where it stands, e.g. `/versions/2`: the timeline is sorted, the file need not be. */
export interface Placed {
  readonly entry: VersionEntry;
  readonly pointer: string;
}

/** Gives findings their places, and puts them in the order of the text. */
export function locateFindings(
  findings: readonly Finding[],
  locate: (pointer: string) => Position,
): Diagnostic[] {
  return findings
    .map(({ pointer, ...finding }) => ({ ...finding, position: locate(pointer) }))
    .sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
}
