// Hides the line that says how far a run has come: on a terminal only, and gone when the run is over.
import type { RunEvent } from '../../contract/index.js';
import type { Io } from './io.js';
import type { WantedReport } from './wanted-reports.js';

/** Milliseconds between two looks of the line. */
const OFTEN = 100;
const CLEAR = '\r\u001b[2K';

export interface RunProgress {
  add(event: RunEvent): void;
  /** Takes the line away. */
  end(): void;
}

/** None where nobody looks, or where a document is written to the terminal meanwhile. */
export function progressOf(io: Io, reports: readonly WantedReport<string>[]): RunProgress {
  const isAlone = reports.every(
    ({ name, file }) => file !== undefined || name === 'terminal' || name === 'github',
  );
  if (io.terminal !== true || !isAlone) return { add() {}, end() {} };
  const done = { cases: 0, of: 0, broken: 0 };
  let last = Number.NEGATIVE_INFINITY;
  return {
    add(event) {
      if (event.type === 'planned') done.of = event.cases;
      if (event.type !== 'judged') return;
      done.cases += 1;
      if (event.verdict === 'broken' || event.verdict === 'unplannable') done.broken += 1;
      const now = io.now().getTime();
      if (now - last < OFTEN) return;
      last = now;
      io.err(`${CLEAR}${grouped(done.cases)} of ${grouped(done.of)} cases, ${grouped(done.broken)} broken`);
    },
    end() {
      if (last > Number.NEGATIVE_INFINITY) io.err(CLEAR);
    },
  };
}

/** `1,234`: the same on every machine. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
