// Hides how a command is measured: a process of its own, its wall clock, and the most memory that it or a child of it ever held.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Command {
  /** The Node that runs it; this process's own by default. */
  readonly node?: string;
  /** Script and arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
}

export interface Measured {
  /** Of the wall clock. */
  readonly seconds: number;
  /** Of processors, all threads together: what other work on the machine does not lengthen much. */
  readonly processor: number;
  /** Peak resident set of the process, threads included, in MB of 10^6 bytes. */
  readonly megabytes: number;
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** By the environment, so that what a command starts in turn is recorded as well. */
const RECORDER = `--import=${new URL('peak-memory.mjs', import.meta.url)}`;

export function measure(command: Command, timeout = 600_000): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'specpact-bench-'));
  const record = join(folder, 'peaks');
  try {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(command.node ?? process.execPath, command.argv, {
      cwd: command.cwd,
      encoding: 'utf8',
      timeout,
      // A process that is busy handles no other.
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 28,
      env: { ...process.env, NODE_OPTIONS: RECORDER, SPECPACT_BENCH_PEAKS: record },
    });
    const seconds = (performance.now() - start) / 1000;
    return { seconds, ...takenOf(record), status, out: stdout, err: stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of each command the run with the median time; they take turns, so that what else the machine does meets all alike. @param before what each run starts from, not measured */
export function medians(
  commands: readonly Command[],
  runs: number,
  before: () => void = () => {},
): Measured[] {
  const rounds = Array.from({ length: runs }, () =>
    commands.map((command) => {
      before();
      return measure(command);
    }),
  );
  return commands.map((_, at) => {
    const sorted = rounds.flatMap((round) => round[at] ?? []).sort((a, b) => a.seconds - b.seconds);
    const middle = sorted[Math.floor((runs - 1) / 2)];
    if (!middle) throw new Error('At least one run is needed.');
    return middle;
  });
}

/** A process that was killed left none: not a number, which no comparison takes for small. */
function takenOf(record: string): { megabytes: number; processor: number } {
  try {
    const lines = readFileSync(record, 'utf8').trim().split('\n');
    const taken = lines.map((line) => line.split(' ').map(Number) as [number, number]);
    const megabytes = (Math.max(...taken.map(([kilobytes]) => kilobytes)) * 1024) / 1e6;
    return { megabytes, processor: taken.reduce((sum, [, microseconds]) => sum + microseconds, 0) / 1e6 };
  } catch {
    return { megabytes: Number.NaN, processor: Number.NaN };
  }
}
