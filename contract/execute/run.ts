// Hides the order of a run: a plan becomes a stream of events, in the plan's order however many cases are under way.
import { setMaxListeners } from 'node:events';
import type { Authenticate } from '../../runtime/auth/authenticate.js';
import type { Failure, FinishedEvent, PlannedEvent, RunEvent, TimeUp, Totals } from '../events.js';
import type { Shard } from '../plan/shard.js';
import type { Plan } from '../plan/types.js';
import { Belongings } from './belongings.js';
import { cleanUp } from './clean-up.js';
import { DrawTime } from './draw-time.js';
import type { Bounds } from './exchange.js';
import { Pace } from './pace.js';
import { type CaseOutcome, runCase } from './run-case.js';
import type { Line } from './send.js';
import { sharedTools } from './tools.js';
import type { Target } from './transport.js';

/** Milliseconds that the answer to a creation is waited for when the run is ended. */
export const LINGERS_MS = 5_000;

export interface RunOptions {
  /** Cases under way at a time; 1 by default, for servers that keep state. */
  readonly concurrency?: number;
  /** Requests a second; without it as many as there are. */
  readonly rate?: number;
  /** Milliseconds that one request may be waited for in all where the server answers 429; 60,000 by default. */
  readonly mostWaitMs?: number;
  /** Milliseconds for one exchange; 30,000 by default. */
  readonly timeoutMs?: number;
  /** Bytes that an answer's body may have; 16 MiB by default. */
  readonly maxBytes?: number;
  /** Said in every report: as of when it is judged, and which part of a whole it is. */
  readonly instant?: Date;
  readonly shard?: Shard & { readonly cases: number };
  /** Puts credentials on every request but those that are about credentials. */
  readonly authenticate?: Authenticate;
  /** Values that are never shown, wherever they turn up. */
  readonly secrets?: readonly string[];
  /** Ends the run: what is under way is dropped and counted as not run. */
  readonly signal?: AbortSignal;
  /** So many cases in a row without an answer end the run; 5 by default. */
  readonly giveUpAfter?: number;
}

/**
 * Runs a plan against a target: one `planned`, then `exchanged` and `judged` for each case, one `finished`. Never rejects for
 * anything that a target does. Leaving the loop early ends the run.
 */
export async function* run(
  plan: Plan,
  target: Target,
  options: RunOptions = {},
): AsyncGenerator<RunEvent, void, undefined> {
  const bounds = boundsOf(options);
  const ending = new AbortController();
  setMaxListeners(0, ending.signal); // one for each case under way
  const end = () => ending.abort();
  if (options.signal?.aborted) end();
  options.signal?.addEventListener('abort', end, { once: true });

  const toolsOf = sharedTools(plan.contexts);
  const patience = { pace: new Pace(options.rate), mostWaitMs: options.mostWaitMs ?? 60_000 };
  const lingering = new AbortController();
  setMaxListeners(0, lingering.signal);
  ending.signal.addEventListener('abort', () => {
    setTimeout(() => lingering.abort(), LINGERS_MS).unref();
  });
  const { authenticate, secrets } = options;
  const line: Line = {
    target,
    bounds,
    signal: ending.signal,
    lingering: lingering.signal,
    patience,
    ...(authenticate && { authenticate }),
    ...(secrets && { secrets }),
  };
  const belongings = new Belongings(plan.contexts);
  const count = new Counting(plan.size, options.giveUpAfter ?? 5);
  const underWay: Promise<CaseOutcome>[] = [];
  const running = new Set<Promise<CaseOutcome>>();
  /** Nothing is under way any more that could make something. */
  const stopped = async () => {
    end();
    await Promise.allSettled(running);
  };
  const waiting = plan.entries[Symbol.iterator]();
  const drawing = new DrawTime(plan.contexts[0]?.settings.drawSeconds);
  const start = (): void => {
    const entry = drawing.next(waiting);
    if (!entry) return;
    const one = runCase(entry, line, toolsOf(entry.subject), belongings);
    underWay.push(one);
    running.add(one);
    void one.finally(() => running.delete(one)).catch(() => {});
  };
  try {
    yield plannedEvent(plan, target, options);
    for (let first = 0; first < Math.max(1, options.concurrency ?? 1); first++) start();
    for (let next = underWay.shift(); next && !ending.signal.aborted; next = underWay.shift()) {
      const { exchanged, judged } = await next;
      yield* exchanged;
      if (judged) yield judged;
      count.add(exchanged, judged);
      if (count.ended) break;
      start();
    }
    const { aborted } = ending.signal;
    await stopped();
    const cleaned = await cleanUp(belongings, line, toolsOf);
    if (cleaned) yield cleaned;
    yield count.finished(aborted, drawing.cut);
  } finally {
    options.signal?.removeEventListener('abort', end);
    // Where the loop was left early, nobody is there to be told.
    await stopped();
    await cleanUp(belongings, line, toolsOf);
  }
}

function plannedEvent(
  { versions, size, contexts }: Plan,
  { baseUrl }: Target,
  { instant = contexts[0]?.settings.family?.instant, shard }: RunOptions,
): PlannedEvent {
  return {
    ...{ type: 'planned', baseUrl, versions, cases: size },
    ...(instant && { instant: instant.toISOString() }),
    ...(contexts[0] && { seed: contexts[0].settings.seed ?? 0 }),
    ...(shard && { shard }),
  };
}

export function boundsOf({ timeoutMs, maxBytes }: Pick<RunOptions, 'timeoutMs' | 'maxBytes'>): Bounds {
  return { timeoutMs: timeoutMs ?? 30_000, maxBytes: maxBytes ?? 16 * 1024 * 1024 };
}

/** Counts verdicts, and notices when going on is of no use. */
class Counting {
  readonly #counts = { held: 0, broken: 0, unplannable: 0, skipped: 0, known: 0, errors: 0, warnings: 0 };
  #answered = 0;
  #silent = 0;
  #ended: Pick<FinishedEvent, 'outcome' | 'reason'> | undefined;

  readonly #cases: number;
  readonly #giveUpAfter: number;

  constructor(cases: number, giveUpAfter: number) {
    this.#cases = cases;
    this.#giveUpAfter = giveUpAfter;
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  add(exchanged: CaseOutcome['exchanged'], judged: CaseOutcome['judged']): void {
    if (judged) {
      this.#counts[judged.verdict] += 1;
      for (const { severity } of judged.findings)
        this.#counts[severity === 'error' ? 'errors' : 'warnings'] += 1;
    }
    for (const { failure } of exchanged) this.#heard(failure);
  }

  #heard(failure: Failure | undefined): void {
    if (!failure) {
      this.#answered += 1;
      this.#silent = 0;
      return;
    }
    this.#silent += 1;
    if (failure.kind === 'unreachable' && this.#answered === 0)
      this.#ended = { outcome: 'unreachable', reason: failure.detail };
    else if (this.#silent >= this.#giveUpAfter && failure.kind !== 'too-large' && failure.kind !== 'threw') {
      this.#ended = {
        outcome: 'gave-up',
        reason: `${this.#silent} cases in a row got no answer: ${failure.detail}`,
      };
    }
  }

  finished(aborted: boolean, cut: TimeUp | undefined): FinishedEvent {
    const { held, broken, unplannable, skipped } = this.#counts;
    const cases = this.#cases - (cut?.left ?? 0);
    const totals: Totals = {
      cases,
      ...this.#counts,
      notRun: cases - held - broken - unplannable - skipped,
    };
    return {
      type: 'finished',
      ...(this.#ended ?? { outcome: aborted ? 'aborted' : 'complete' }),
      totals,
      ...(cut && { cut }),
    };
  }
}
