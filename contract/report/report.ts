// Hides nothing: what every reporter is.
import type { PlannedEvent, RunEvent } from '../events.js';

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

/** What a run's verdicts depend on beside the target: `as of 2026-04-15T00:00:00.000Z`, `seed 0`. */
export function conditionsOf({ instant, seed }: PlannedEvent): readonly string[] {
  return [
    ...(instant === undefined ? [] : [`as of ${instant}`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ];
}

/** How far drawing came, as a sentence; undefined where it came to its end. */
export function cutOf(event: Extract<RunEvent, { type: 'finished' }> | undefined): string | undefined {
  if (!event?.cut) return undefined;
  const { seconds, drawn, left } = event.cut;
  return `fuzz: ${drawn} of ${drawn + left} cases were drawn before ${seconds} s had passed`;
}

/** `1 case`, `2 cases` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
