// All our targets beside what others take for types and a client, each in a process of its own, in one run on one machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alone, compared, type Document, operationsOf } from './documents.js';
import { type Measured, measure, medians } from './measure.js';
import { linesOf, typeErrors } from './output.js';
import { HEY_API, install, ORVAL, OTHERS, type Peer, specpact } from './peers.js';
import { count, seconds, table } from './table.js';

const RUNS = 3;
const SHARE = 0.6;

const folder = mkdtempSync(join(tmpdir(), 'specpact-bench-'));
const output = join(folder, 'output');
const rows: string[][] = [];

beforeAll(install);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const head = ['document', 'operations', 'generator', 'makes', 'seconds', 'MB', 'lines', 'tsc errors'];
  console.log(`\n${table(head, rows)}\n`);
});

function run(peers: readonly Peer[], document: Document, runs: number): Measured[] {
  const clean = () => rmSync(output, { recursive: true, force: true });
  const commands = peers.map((peer) => peer.command(document.path, output));
  const all = medians(commands, runs, clean);
  for (const [at, measured] of all.entries()) {
    const { name, makes } = peers[at] ?? specpact();
    const failed = measured.status !== 0;
    // The others have written there since.
    clean();
    if (!failed && commands[at]) measure(commands[at]);
    rows.push([
      ...[document.name, count(operationsOf(document)), name, makes],
      ...(failed ? ['fails', '–'] : [seconds(measured.seconds), count(measured.megabytes)]),
      ...(failed ? ['–', '–'] : [count(linesOf(output)), count(typeErrors(output).length)]),
    ]);
  }
  return all;
}

it.each(alone())('$name generates, and type-checks without an error', (document) => {
  const [mine] = run([specpact()], document, RUNS);
  expect(mine?.status, mine?.err).toBe(0);
  expect(rows.at(-1)?.at(-1)).toBe('0');
});

it.each(compared())(
  `$name takes at most ${SHARE} of the time of @hey-api/openapi-ts, less than orval, and no more memory`,
  (document) => {
    const from = rows.length;
    const [mine, hey, orval] = run([specpact(), HEY_API, ORVAL], document, RUNS);
    run(OTHERS, document, 1);
    if (!mine || !hey || !orval) throw new Error('Something was not run.');
    expect(mine.status, mine.err).toBe(0);
    expect(rows[from]?.at(-1), 'tsc errors').toBe('0');
    expect([hey.status, orval.status], 'the peers fail').toEqual([0, 0]);
    const share = mine.seconds / hey.seconds;
    const times = `${share.toFixed(2)} × @hey-api/openapi-ts, ${(mine.seconds / orval.seconds).toFixed(2)} × orval`;
    console.log(`${document.name}: ${seconds(mine.seconds)} s, ${times}`);
    expect.soft(share).toBeLessThanOrEqual(SHARE);
    expect.soft(mine.seconds).toBeLessThan(orval.seconds);
    expect.soft(mine.megabytes).toBeLessThanOrEqual(hey.megabytes);
  },
);
