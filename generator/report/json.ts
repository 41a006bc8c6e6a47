// Hides the machine-readable form of changes.
import type { DiffReport } from './report.js';
import { summaryOf } from './report.js';

/** Everything that is known, as one value. */
export function jsonOf({ now, comparisons, notes }: DiffReport): object {
  return { now, summary: summaryOf({ now, comparisons, notes }), comparisons, diagnostics: notes };
}
