// How many cases a second the contract kit tries, and that a long run keeps nothing: against a server that answers at once.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handlerTarget, httpTarget, type Plan, plan, run, type Target } from '../../contract/index.js';
import { familyToTry, INSTANT, PHASES_READY } from '../faults/trial.js';
import { FAMILY, forgetful } from './forgetful.js';
import { count, table } from './table.js';

/** On two cores that have nothing else to do. */
const LEAST = { 'in process': 1_500, 'over loopback': 800 } as const;
const CASES = 5_000;
const LONG = 100_000;
/** Megabytes that may be kept between the first tenth of a long run and its end. */
const KEPT_MB = 16;
const RUNS = 3;

const rows: string[][] = [];
let planned: Plan;
beforeAll(async () => {
  const { subjects, under } = await familyToTry(FAMILY);
  if (!under) throw new Error('It is a family.');
  planned = plan(subjects, { phases: PHASES_READY, family: { ...under, instant: new Date(INSTANT) } });
});
afterAll(() =>
  console.log(
    `\n${table(['contract', 'cases a second', 'a second of a processor', 'cases', 'MB kept'], rows)}\n`,
  ),
);

it('in process', async () => {
  await measured('in process', handlerTarget(forgetful().fetch));
});

it('over loopback', async () => {
  // In a process of its own: what is tried shares no processor with who tries it.
  const server = fork('test/bench/contract-server.ts', { execArgv: ['--import', 'tsx'] });
  try {
    const [baseUrl] = (await once(server, 'message')) as [string];
    await measured('over loopback', httpTarget(baseUrl));
  } finally {
    server.kill();
  }
});

it('keeps nothing', async () => {
  let first = 0;
  let tried = 0;
  for await (const event of run(repeated(planned, LONG), handlerTarget(forgetful().fetch))) {
    if (event.type !== 'judged') continue;
    tried += 1;
    if (tried === LONG / 10) first = heapMegabytes();
  }
  const kept = heapMegabytes() - first;
  rows.push(['a long run', '', '', count(tried), kept.toFixed(1)]);
  expect(tried).toBe(LONG);
  expect(kept).toBeLessThan(KEPT_MB);
});

/** The best of several runs: what else the machine does costs a run time, and says nothing of the kit. By the clock on the wall: who waits, waits. */
async function measured(name: keyof typeof LEAST, target: Target): Promise<void> {
  let [best, ofProcessor] = [0, 0];
  for (let runs = 0; runs < RUNS; runs += 1) {
    const [begun, used] = [performance.now(), process.cpuUsage()];
    let tried = 0;
    for await (const event of run(repeated(planned, CASES), target)) if (event.type === 'judged') tried += 1;
    const { user, system } = process.cpuUsage(used);
    best = Math.max(best, tried / ((performance.now() - begun) / 1_000));
    ofProcessor = Math.max(ofProcessor, tried / ((user + system) / 1_000_000));
  }
  rows.push([name, count(best), count(ofProcessor), count(CASES), '']);
  expect(best).toBeGreaterThan(LEAST[name]);
}

/** The same cases again and again. */
function repeated(once: Plan, size: number): Plan {
  return {
    ...once,
    size,
    entries: {
      *[Symbol.iterator]() {
        for (let left = size; left > 0; ) {
          for (const entry of once.entries) {
            if (left === 0) return;
            left -= 1;
            yield entry;
          }
        }
      },
    },
  };
}

function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
