// Hides how long the built program takes as a process of its own, from its start to its end.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = join(ROOT, 'dist/generator/cli/bin.js');

export interface Timed {
  /** By the clock on the wall, which other tests slow down. */
  readonly seconds: number;
  /** Of processor time, user and system, which they hardly do: what bounds are about. */
  readonly cpu: number;
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `specpact` as it was built. */
export function timed(argv: readonly string[], cwd: string = ROOT): Timed {
  if (!existsSync(BIN)) throw new Error('There is no built program; npm run build makes it.');
  return timedNode([BIN, ...argv], cwd);
}

/** Runs Node itself. */
export function timedNode(argv: readonly string[], cwd: string = ROOT): Timed {
  const start = performance.now();
  // POSIX: the second line of `times` is the processor time of the children.
  const script = '"$@"; status=$?; times >&2; exit $status';
  const ran = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...argv], { cwd, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  const lines = ran.stderr.trimEnd().split('\n');
  const [, children = ''] = lines.splice(-2);
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, m, s]) => sum + Number(m) * 60 + Number(s),
    0,
  );
  return { seconds, cpu, status: ran.status, out: ran.stdout, err: lines.join('\n') };
}

/** `0.21 s (0.18 s of processor time)` */
export function shown({ seconds, cpu }: Timed): string {
  return `${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of processor time)`;
}

/** The one that was disturbed least. */
export function best(runs: readonly Timed[]): Timed {
  const [first] = [...runs].sort((a, b) => a.cpu - b.cpu);
  if (!first) throw new Error('nothing was run');
  return first;
}

/**
 * How much slower this machine is at this moment than where the bounds were set, idle: Node alone took 0.07 s of a processor there. 1 where it is not.
 * A machine that others share may take three times as long for everything, also for what is not ours.
 */
export function slowness(): number {
  return Math.max(1, best([1, 2, 3, 4, 5].map(() => timedNode(['-e', '0']))).cpu / 0.07);
}
