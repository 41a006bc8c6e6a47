// Hides what reports remember of a run: little, however many cases it has.
import type {
  CleanedEvent,
  ExchangedEvent,
  FinishedEvent,
  JudgedEvent,
  PlannedEvent,
  RunEvent,
} from '../events.js';
import { type Cause, Causes } from './cause.js';
import { type Coverage, CoverageCount } from './coverage.js';
import { counted, type Report } from './report.js';

/** A run, as far as it has come. */
export class RunRecord {
  planned: PlannedEvent | undefined;
  cleaned: CleanedEvent | undefined;
  finished: FinishedEvent | undefined;
  readonly #skipped = new Map<string, number>();
  readonly #causes = new Causes();
  readonly #coverage = new CoverageCount();
  readonly #underWay = new Map<string, ExchangedEvent[]>();

  /** @returns of a case that is judged: its exchanges, in order */
  add(event: RunEvent): readonly ExchangedEvent[] {
    if (event.type === 'planned') this.planned = event;
    else if (event.type === 'cleaned') this.cleaned = event;
    else if (event.type === 'finished') this.finished = event;
    else if (event.type === 'exchanged') this.#exchanged(event);
    else return this.#judged(event);
    return [];
  }

  causes(): readonly Cause[] {
    return this.#causes.list();
  }

  coverage(): Coverage | undefined {
    return this.planned && this.#coverage.of(this.planned);
  }

  /** What is neither a finding nor a number: what was not tried, and why; what the run could not remove. */
  notices(): readonly string[] {
    const untried = (this.planned?.versions ?? []).flatMap(({ version, operations }) =>
      operations
        .filter(({ cases, examples }) => cases === 0 && examples === 0)
        .map(({ operation }) => `not tried: ${operation} of ${version} has no documented example`),
    );
    const reasons = [...this.#skipped].map(
      ([reason, count]) => `could not be tried: ${counted(count, 'case')}: ${reason}`,
    );
    return [...untried, ...reasons, ...(this.cleaned?.left ?? []).map((what) => `not removed: ${what}`)];
  }

  #exchanged(event: ExchangedEvent): void {
    this.#coverage.exchanged(event);
    const { id } = event.case;
    const earlier = this.#underWay.get(id);
    if (earlier) earlier.push(event);
    else this.#underWay.set(id, [event]);
  }

  #judged(event: JudgedEvent): readonly ExchangedEvent[] {
    const exchanges = this.#underWay.get(event.case.id) ?? [];
    this.#underWay.delete(event.case.id);
    this.#coverage.judged(event);
    const { verdict, reason = 'no reason is given' } = event;
    if (verdict === 'skipped') this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
    this.#causes.add(event, exchanges);
    return exchanges;
  }
}

/** A report of which nothing is written before the end of the run. */
export function finalReport(text: (record: RunRecord) => string): Report {
  const record = new RunRecord();
  return {
    add(event) {
      record.add(event);
      return '';
    },
    end: () => text(record),
  };
}
