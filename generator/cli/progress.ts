// Hides when a run says what it has done so far: on a terminal, and only where the work takes longer than a moment.
import type { Progress } from '../pipeline.js';
import type { Io } from './io.js';
import { printable } from './print.js';

/** Milliseconds of work after which somebody may wonder. */
const MOMENT = 1000;

/**
 * One line an emitter, to standard error. Nothing is said before a second of work is over; then all that was done until then.
 * Undefined where nobody looks: standard error is no terminal.
 */
export function progressOn(io: Io): ((progress: Progress) => void) | undefined {
  if (io.terminal !== true) return undefined;
  const start = io.now().getTime();
  const waiting: string[] = [];
  return ({ source, emitter, operations, schemas, lines }) => {
    const counts = [count(operations, 'operation'), count(schemas, 'schema'), count(lines, 'line')].join(
      ', ',
    );
    waiting.push(`${printable(source)}  ${emitter.padEnd(10)}  ${counts}\n`);
    if (io.now().getTime() - start < MOMENT) return;
    for (const line of waiting.splice(0)) io.err(line);
  };
}

/** `1,223 operations`: grouped the same way on every machine. */
function count(number: number, one: string): string {
  const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped} ${one}${number === 1 ? '' : 's'}`;
}
