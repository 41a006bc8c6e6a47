// Cost grows with the document and not faster: GitHub's once, twice and four times over, and one of 20,000 operations.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Document, GITHUB, operationsOf, writeCopies } from './documents.js';
import { writeLarge } from './large-document.js';
import { type Measured, medians } from './measure.js';
import { install, specpact } from './peers.js';
import { count, seconds, table } from './table.js';

const folder = mkdtempSync(join(tmpdir(), 'specpact-bench-'));
const output = join(folder, 'output');
const rows: string[][] = [];

beforeAll(install);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  console.log(`\n${table(['document', 'MB of text', 'operations', 'seconds', 'MB of memory'], rows)}\n`);
});

function run(document: Document, runs: number): Measured {
  const clean = () => rmSync(output, { recursive: true, force: true });
  const [measured] = medians([specpact().command(document.path, output)], runs, clean);
  if (!measured) throw new Error('Nothing was run.');
  rows.push([
    document.name,
    (statSync(document.path).size / 1e6).toFixed(1),
    count(operationsOf(document)),
    seconds(measured.seconds),
    count(measured.megabytes),
  ]);
  expect(measured.status, measured.err).toBe(0);
  return measured;
}

it('grows linearly', () => {
  const [one, two, four] = [1, 2, 4].map((times) => {
    const copies = writeCopies(GITHUB, times, join(folder, `github-${times}.json`));
    return run({ ...copies, name: `GitHub ${copies.name}` }, 3).seconds;
  }) as [number, number, number];
  // What each further copy costs, once starting up is paid for: the last two may not cost more than twice the second, and a tenth.
  expect(four - two).toBeLessThan(2 * (two - one) * 1.25);
});

it('makes 20,000 operations out of 28 MB in under 60 s and 4 GB', () => {
  const large = run(writeLarge(join(folder, 'large.json')), 1);
  expect(large.seconds).toBeLessThan(60);
  expect(large.megabytes).toBeLessThan(4000);
});
