// Hides nothing: what every reporter is.
import type { RunEvent } from '../events.js';

export interface ReportOptions {
  /** For terminals alone. */
  readonly colour?: boolean;
  /** Version of this tool, where a format names who wrote it. */
  readonly tool?: string;
}

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

/** Why a run ended before its end, as a sentence; undefined where it did not. */
export function endOf(event: Extract<RunEvent, { type: 'finished' }> | undefined): string | undefined {
  if (event === undefined) return 'The run has no end.';
  const why = {
    complete: undefined,
    aborted: 'The run was ended early',
    unreachable: 'The target cannot be reached',
    'gave-up': 'The run was given up',
  }[event.outcome];
  return why && (event.reason === undefined ? `${why}.` : `${why}: ${event.reason}.`);
}

/** `1 case`, `2 cases` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
