// Hides how a run ends for whoever called: everything is reported, and the exit code says what it comes to.
import type { Coverage, FinishedEvent, PlannedEvent, RunEvent } from '../../contract/index.js';
import type { RunProgress } from './contract-progress.js';
import type { Reports } from './contract-reports.js';
import { EXIT, type Io } from './io.js';
import { printable } from './print.js';

type Kit = typeof import('../../contract/index.js');

export interface Verdict {
  readonly planned: PlannedEvent;
  readonly finished: FinishedEvent;
  readonly coverage: Coverage;
  /** Sentences about reports that could not be written. */
  readonly unwritten: readonly string[];
}

/** Feeds the reports with a run, to its end. */
export async function reported(
  events: AsyncIterable<RunEvent>,
  reports: Reports,
  progress: RunProgress,
  { CoverageCount }: Pick<Kit, 'CoverageCount'>,
): Promise<Verdict> {
  const count = new CoverageCount();
  let planned: PlannedEvent | undefined;
  let finished: FinishedEvent | undefined;
  try {
    for await (const event of events) {
      if (event.type === 'planned') planned = event;
      else if (event.type === 'finished') finished = event;
      else if (event.type === 'exchanged') count.exchanged(event);
      else if (event.type === 'judged') count.judged(event);
      progress.add(event);
      reports.add(event);
    }
  } finally {
    progress.end();
  }
  if (!planned || !finished) throw new Error('A run begins and ends.');
  const unwritten = reports.end(finished.outcome === 'unreachable');
  return { planned, finished, coverage: count.of(planned), unwritten };
}

/** 0 every case held, 1 findings or too little touched, 2 not everything could be judged or written. */
export function codeOf(
  { planned, finished, coverage, unwritten }: Verdict,
  io: Io,
  failUnder?: number,
): number {
  const { outcome, reason, totals } = finished;
  for (const sentence of unwritten) say(io, sentence);
  if (outcome === 'unreachable') {
    say(io, `${planned.baseUrl} cannot be reached: ${reason ?? 'no answer'}. Nothing was judged.`);
    return EXIT.usage;
  }
  const isLow = failUnder !== undefined && coverage.percent < failUnder;
  if (isLow) say(io, `${coverage.percent} % was touched, and --fail-under wants ${failUnder} %.`);
  if (totals.errors > 0) return EXIT.findings;
  if (unwritten.length > 0 || totals.notRun > 0) return EXIT.usage;
  // One part of several may have nothing to do.
  if (totals.held + totals.known === 0 && !planned.shard) return EXIT.usage;
  return isLow ? EXIT.findings : EXIT.ok;
}

function say(io: Io, sentence: string): void {
  io.err(`specpact contract: ${printable(sentence)}\n`);
}
