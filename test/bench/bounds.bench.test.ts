// Documents made to cost more than they are worth: each ends in an answer or a diagnostic, in bounded time and memory. Not all do yet.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEEP_AND_LARGE } from './bounds/deep-and-large.js';
import { PATTERNS_AND_NUMBERS } from './bounds/patterns-and-numbers.js';
import { REFERENCES } from './bounds/references.js';
import { measure } from './measure.js';
import { install, specpact } from './peers.js';
import { count, seconds, table } from './table.js';

const rows: string[][] = [];

beforeAll(install);
afterAll(() => {
  console.log(`\n${table(['document', 'seconds', 'MB', 'exit', 'said'], rows)}\n`);
});

const hostile = Object.entries({ ...DEEP_AND_LARGE, ...REFERENCES, ...PATTERNS_AND_NUMBERS });

it.each(hostile)('%s: under 5 s and 512 MB', (name, make) => {
  const folder = mkdtempSync(join(tmpdir(), 'specpact-bounds-'));
  try {
    const files = Object.entries(make());
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const document = join(folder, files[0]?.[0] ?? '');
    const measured = measure(specpact().command(document, join(folder, 'output')), 20_000);
    const said = measured.err.split('\n')[0] ?? '';
    rows.push([
      name,
      seconds(measured.seconds),
      count(measured.megabytes),
      String(measured.status),
      said.slice(0, 80),
    ]);
    expect.soft([0, 1], measured.err.slice(0, 1000)).toContain(measured.status);
    expect.soft(measured.seconds).toBeLessThan(5);
    expect.soft(measured.megabytes).toBeLessThan(512);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
