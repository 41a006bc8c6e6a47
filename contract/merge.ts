// Hides how the parts of a run become the run again: case by case, in the order of the whole.
import { NoRun, type RecordedRun } from './event-lines.js';
import type {
  CaseRef,
  CleanedEvent,
  ExchangedEvent,
  FinishedEvent,
  JudgedEvent,
  PlannedEvent,
  PlannedVersion,
  RunEvent,
  Totals,
} from './events.js';

/** One part, as it was recorded. */
export interface Part extends RecordedRun {
  /** Of its file, for messages. */
  readonly name: string;
}

/**
 * The events of the whole run. One part alone that is a whole run stays as it is. Reads on as it is read, so that no run is too long for it.
 * @throws NoRun where the parts do not make one run: one is missing or there twice, or they are of different documents
 */
export async function* merge(parts: readonly Part[]): AsyncGenerator<RunEvent, void, undefined> {
  const readers = parts.map((part) => new PartReader(part));
  yield whole(parts);
  for (const reader of readers) await reader.advance();
  for (;;) {
    const next = readers.reduce<PartReader | undefined>(
      (first, reader) => (reader.order < (first?.order ?? Number.POSITIVE_INFINITY) ? reader : first),
      undefined,
    );
    if (!next) break;
    yield* next.events;
    await next.advance();
  }
  const cleaned = readers.flatMap((reader) => reader.cleaned ?? []);
  if (cleaned.length > 0) yield cleanedOf(cleaned);
  yield finishedOf(readers.flatMap((reader) => reader.finished ?? []));
}

/** What was planned in all parts together. */
function whole(parts: readonly Part[]): PlannedEvent {
  const [first] = parts;
  if (!first) throw new NoRun('No part is given.');
  const { shard, ...planned } = first.planned;
  if (parts.length === 1 && !shard) return planned;
  const seen = new Map<number, string>();
  for (const { name, planned: other } of parts) {
    if (!other.shard)
      throw new NoRun(`${name} is a whole run, not a part of one: it was made without --shard.`);
    if (other.shard.of !== shard?.of)
      throw new NoRun(`${name} is one of ${other.shard.of} parts, ${first.name} one of ${shard?.of ?? 1}.`);
    const earlier = seen.get(other.shard.index);
    if (earlier !== undefined)
      throw new NoRun(`${earlier} and ${name} are the same part, ${other.shard.index}/${other.shard.of}.`);
    seen.set(other.shard.index, name);
    if (other.seed !== first.planned.seed)
      throw new NoRun(
        `${name} was drawn by the seed ${other.seed ?? '(none)'}, ${first.name} by ${first.planned.seed ?? '(none)'}: give all parts the same --seed.`,
      );
    if (other.shard.cases !== shard.cases || inventoryOf(other) !== inventoryOf(first.planned))
      throw new NoRun(`${name} and ${first.name} are parts of different runs: they planned different cases.`);
  }
  const missing = Array.from({ length: shard?.of ?? 0 }, (_, at) => at + 1).filter(
    (index) => !seen.has(index),
  );
  if (missing.length > 0)
    throw new NoRun(
      `Of ${shard?.of} parts, these are missing: ${missing.map((index) => `${index}/${shard?.of}`).join(', ')}.`,
    );
  return {
    ...planned,
    baseUrl: [...new Set(parts.map((part) => part.planned.baseUrl))].join(', '),
    versions: planned.versions.map((version, at) => versionOf(version, at, parts)),
    cases: sum(parts, (part) => part.planned.cases),
  };
}

/** What every part says alike: all but how many cases it has taken. */
function inventoryOf({ versions }: PlannedEvent): string {
  const bare = versions.map((version) => ({
    ...version,
    operations: version.operations.map((operation) => ({ ...operation, cases: 0 })),
  }));
  return JSON.stringify(bare);
}

function versionOf(version: PlannedVersion, at: number, parts: readonly Part[]): PlannedVersion {
  return {
    ...version,
    operations: version.operations.map((operation, index) => ({
      ...operation,
      cases: sum(parts, ({ planned }) => planned.versions[at]?.operations[index]?.cases ?? 0),
    })),
  };
}

/** Reads one part case by case. */
class PartReader {
  /** Of the case at hand, their place in the whole taken off. */
  events: RunEvent[] = [];
  /** Of the case at hand; infinite where there is none left. */
  order = -1;
  cleaned: CleanedEvent | undefined;
  finished: FinishedEvent | undefined;
  #ahead: ExchangedEvent | JudgedEvent | undefined;
  #cases = 0;

  readonly #part: Part;

  constructor(part: Part) {
    this.#part = part;
  }

  async advance(): Promise<void> {
    const before = this.order;
    this.events = [];
    this.order = Number.POSITIVE_INFINITY;
    for (let event = this.#ahead ?? (await this.#next()); event; event = await this.#next()) {
      const order = this.#orderOf(event.case);
      if (this.events.length > 0 && order !== this.order) {
        this.#ahead = event;
        return;
      }
      if (this.events.length === 0 && order <= before) throw this.#misplaced();
      this.order = order;
      const { order: _, ...ref } = event.case;
      this.events.push({ ...event, case: ref });
    }
    this.#ahead = undefined;
  }

  /** The next event of a case; undefined at the end of the part. */
  async #next(): Promise<ExchangedEvent | JudgedEvent | undefined> {
    for (;;) {
      const { value: event, done } = await this.#part.rest.next();
      if (done || !event) return undefined;
      if (event.type === 'exchanged' || event.type === 'judged') return event;
      if (event.type === 'planned') throw this.#misplaced();
      if (event.type === 'cleaned') this.cleaned = event;
      else this.finished = event;
    }
  }

  /** A whole run needs no places: it is in its order. */
  #orderOf({ order }: CaseRef): number {
    if (order !== undefined) return order;
    if (this.#part.planned.shard) throw this.#misplaced();
    this.#cases += 1;
    return this.#cases;
  }

  #misplaced(): NoRun {
    return new NoRun(`${this.#part.name} is no part of a run as it was written: its cases are not in order.`);
  }
}

function cleanedOf(parts: readonly CleanedEvent[]): CleanedEvent {
  return {
    type: 'cleaned',
    removed: sum(parts, ({ removed }) => removed),
    left: parts.flatMap(({ left }) => left),
  };
}

/** Complete where every part is. */
function finishedOf(parts: readonly FinishedEvent[]): FinishedEvent {
  const [first, ...others] = parts;
  if (!first) throw new NoRun('No part has an end.');
  const { outcome, reason } = parts.find((part) => part.outcome !== 'complete') ?? first;
  const cuts = parts.flatMap(({ cut }) => cut ?? []);
  const [cut] = cuts;
  const totals = { ...first.totals };
  for (const part of others) {
    for (const key of Object.keys(totals) as (keyof Totals)[]) totals[key] += part.totals[key];
  }
  const timeUp = cut && {
    seconds: cut.seconds,
    drawn: sum(cuts, ({ drawn }) => drawn),
    left: sum(cuts, ({ left }) => left),
  };
  return {
    type: 'finished',
    outcome,
    ...(reason !== undefined && { reason }),
    totals,
    ...(timeUp && { cut: timeUp }),
  };
}

function sum<Each>(each: readonly Each[], count: (one: Each) => number): number {
  return each.reduce((total, one) => total + count(one), 0);
}
