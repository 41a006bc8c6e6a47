// Hides nothing: what every reporter is.
import type { RunEvent } from '../events.js';

/** Turns events into text, without a clock and without printing. Several can be fed from one run. */
export interface Report {
  /** Takes one event in; gives what is to be written now, often nothing. */
  add(event: RunEvent): string;
  /** What is to be written when the run is over. */
  end(): string;
}

/** The whole text of a run that is over. */
export function reportText(report: Report, events: Iterable<RunEvent>): string {
  let text = '';
  for (const event of events) text += report.add(event);
  return text + report.end();
}
