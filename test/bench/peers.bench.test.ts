// All our targets beside what others take for types and a client, each in a process of its own, in one run on one machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { all, compared, type Document, operationsOf } from './documents.js';
import { type Measured, median } from './measure.js';
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

function run(peer: Peer, document: Document, runs: number): Measured {
  const clean = () => rmSync(output, { recursive: true, force: true });
  const measured = median(peer.command(document.path, output), runs, clean);
  const failed = measured.status !== 0;
  const lines = failed ? '–' : count(linesOf(output));
  const errors = failed ? '–' : count(typeErrors(output).length);
  rows.push([
    ...[document.name, count(operationsOf(document)), peer.name, peer.makes],
    ...(failed ? ['fails', '–'] : [seconds(measured.seconds), count(measured.megabytes)]),
    ...[lines, errors],
  ]);
  return measured;
}

const ours = new Map<string, Measured>();

it.each(all())('$name generates, and type-checks without an error', (document) => {
  const measured = run(specpact(), document, RUNS);
  expect(measured.status, measured.err).toBe(0);
  ours.set(document.name, measured);
  expect(typeErrors(output)).toEqual([]);
});

it.each(compared())(
  `$name takes at most ${SHARE} of the time of @hey-api/openapi-ts, less than orval, and no more memory`,
  (document) => {
    const mine = ours.get(document.name) ?? run(specpact(), document, RUNS);
    const hey = run(HEY_API, document, RUNS);
    const orval = run(ORVAL, document, RUNS);
    for (const peer of OTHERS) run(peer, document, 1);
    expect([hey.status, orval.status], 'the peers fail').toEqual([0, 0]);
    const share = mine.seconds / hey.seconds;
    const times = `${share.toFixed(2)} × @hey-api/openapi-ts, ${(mine.seconds / orval.seconds).toFixed(2)} × orval`;
    console.log(`${document.name}: ${seconds(mine.seconds)} s, ${times}`);
    expect.soft(share).toBeLessThanOrEqual(SHARE);
    expect.soft(mine.seconds).toBeLessThan(orval.seconds);
    expect.soft(mine.megabytes).toBeLessThanOrEqual(hey.megabytes);
  },
);
