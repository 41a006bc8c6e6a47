// Hides how the lines of a run become events again: each one is looked at, for any file may be given.
import { Ajv } from 'ajv';
import type { PlannedEvent, RunEvent } from './events.js';

/** A file that is not, or not wholly, what a run wrote; its message is a sentence for people. */
export class NoRun extends Error {}

const text = { type: 'string' };
const number = { type: 'integer', minimum: 0 };
const list = (items: object) => ({ type: 'array', items });
const shape = (properties: Readonly<Record<string, object>>, ...optional: readonly string[]) => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const PAIRS = list({ type: 'array', items: text, minItems: 2, maxItems: 2 });
const POSITION = shape({ file: text, line: number, column: number });
const REQUEST = shape({ method: text, url: text, headers: PAIRS, body: text }, 'body');
const CASE = shape(
  {
    ...{ id: text, phase: text, family: text, version: text, operationId: text },
    ...{ operation: text, example: text, source: text, order: number },
  },
  ...['family', 'order'],
);
const FINDING = shape(
  {
    ...{
      check: text,
      severity: { enum: ['error', 'warning'] },
      caseId: text,
      operation: text,
      example: text,
    },
    ...{ pointer: text, message: text, expected: text, actual: text, source: text },
    ...{ position: POSITION, request: REQUEST, exchange: number },
    known: shape({ reason: text, expires: text, position: POSITION }),
  },
  ...['position', 'request', 'exchange', 'known'],
);
const OPERATION = shape({
  ...{ operationId: text, operation: text, source: text, examples: number, cases: number },
  documented: shape({ parameters: list(text), statuses: list(text), examples: list(text) }),
});
const VERSION = shape(
  {
    ...{ family: text, version: text, title: text, operations: list(OPERATION) },
    ...{ state: text, notBefore: text, successor: text },
  },
  ...['family', 'state', 'notBefore', 'successor'],
);
const TOTALS = shape({
  ...{ cases: number, held: number, broken: number, unplannable: number, skipped: number },
  ...{ known: number, notRun: number, errors: number, warnings: number },
});

/** What reports read of each type of event. */
const EVENTS = {
  planned: shape(
    {
      ...{ baseUrl: text, versions: list(VERSION), cases: number, instant: text, seed: number },
      shard: shape({ index: number, of: number, cases: number }),
    },
    ...['instant', 'seed', 'shard'],
  ),
  exchanged: shape(
    {
      ...{ case: CASE, step: text, operationId: text, request: REQUEST },
      answer: shape({ status: number, headers: PAIRS, bytes: number, body: text }),
      failure: shape({ kind: text, detail: text }),
    },
    ...['step', 'operationId', 'answer', 'failure'],
  ),
  judged: shape(
    {
      ...{ case: CASE, checks: list(text), findings: list(FINDING), reason: text },
      verdict: { enum: ['held', 'broken', 'unplannable', 'skipped', 'known'] },
    },
    'reason',
  ),
  cleaned: shape({ removed: number, left: list(text) }),
  finished: shape(
    {
      outcome: { enum: ['complete', 'aborted', 'unreachable', 'gave-up'] },
      ...{ reason: text, totals: TOTALS },
      cut: shape({ seconds: { type: 'number', minimum: 0 }, drawn: number, left: number }),
    },
    ...['reason', 'cut'],
  ),
} as const satisfies Record<RunEvent['type'], object>;

const ajv = new Ajv({ ownProperties: true });
const validators = new Map(Object.entries(EVENTS).map(([type, schema]) => [type, ajv.compile(schema)]));

export interface RecordedRun {
  readonly planned: PlannedEvent;
  /** The others, as they are read. Throws NoRun where a line is no event, or the last one is missing. */
  readonly rest: AsyncIterator<RunEvent, void, undefined>;
}

/**
 * Reads the lines that the reporter `ndjson` wrote.
 * @param name of the file, for messages
 * @throws NoRun
 */
export async function recordedRun(name: string, lines: AsyncIterable<string>): Promise<RecordedRun> {
  const events = eventsOf(name, lines);
  const { value: planned } = await events.next();
  if (planned?.type === 'planned') return { planned, rest: events };
  throw new NoRun(`${name} is no run: its first line is not what the reporter ndjson writes.`);
}

async function* eventsOf(
  name: string,
  lines: AsyncIterable<string>,
): AsyncGenerator<RunEvent, void, undefined> {
  let line = 0;
  let last: RunEvent | undefined;
  for await (const written of lines) {
    line += 1;
    if (written.trim() === '') continue;
    if (last?.type === 'finished') throw new NoRun(`${name}:${line} goes on after the end of its run.`);
    const event = eventOf(written);
    if (line > 1 && !event)
      throw new NoRun(
        `${name}:${line} is no event of a run; the file is cut off or not what the reporter ndjson wrote.`,
      );
    if (!event) return;
    last = event;
    yield event;
  }
  if (last && last.type !== 'finished')
    throw new NoRun(`${name} is cut off after line ${line}: its run has no end. Run that part again.`);
}

function eventOf(line: string): RunEvent | undefined {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    return undefined;
  }
  const type = typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : '';
  return isEvent(event, type) ? event : undefined;
}

function isEvent(value: unknown, type: string): value is RunEvent {
  return validators.get(type)?.(value) === true;
}
