// Hides the way of one case: send, read, judge. Everything that can go wrong with it becomes its finding.
import type { ExchangedEvent, JudgedEvent } from '../events.js';
import type { PlanEntry } from '../plan/types.js';
import { Belongings } from './belongings.js';
import { Play } from './play.js';
import type { Line } from './send.js';
import type { SubjectTools } from './tools.js';

export interface CaseOutcome {
  /** In the order in which they were made; none where nothing was sent. */
  readonly exchanged: readonly ExchangedEvent[];
  /** Absent: the run was ended while the case was under way. */
  readonly judged?: JudgedEvent;
}

/**
 * Runs one entry of a plan. Never rejects, but for bugs.
 * @param belongings what the run has made so far; what the case makes is added
 */
export async function runCase(
  entry: PlanEntry,
  line: Line,
  tools: SubjectTools,
  belongings = new Belongings(),
): Promise<CaseOutcome> {
  const play = new Play(entry, line, tools, belongings);
  const judged = await play.run();
  return { exchanged: play.exchanged, ...(judged && { judged }) };
}
