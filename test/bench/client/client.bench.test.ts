// What a call costs beside the same call by fetch alone, and by openapi-fetch: from memory, and over loopback from a server in a process of its own.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundled } from '../../compile/bundler.js';
import { table } from '../table.js';
import type { Way } from './calls.js';

const [ROUNDS, CALLS] = [80, 100];
const HERE = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'specpact-client-'));
const rows: string[][] = [];

type Round = Readonly<Record<Way, { readonly wall: number; readonly processor: number }>>;

/** As users run it: bundled. What runs TypeScript as it is adds to each function that is made. */
beforeAll(async () => {
  for (const name of ['measure', 'server']) {
    const { code } = await bundled(`import './${name}.js';`, HERE, { platform: 'node', minify: false });
    writeFileSync(join(folder, `${name}.mjs`), code);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const head = ['call', 'by', '\u00b5s', '\u00b5s of a processor', 'to fetch', 'of a processor'];
  console.log(`\n${table(head, rows)}\n`);
});

async function measured(baseUrl: string): Promise<readonly Round[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(folder, 'measure.mjs'), baseUrl, String(ROUNDS), String(CALLS)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, 'close');
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Round);
}

/** Of the quickest eighth the slowest: what else the machine does makes rounds slower, never quicker. */
function told(call: string, rounds: readonly Round[]): Readonly<Record<Way, number>> {
  const least = (way: Way, of: keyof Round[Way]) =>
    rounds.map((round) => round[way][of]).sort((a, b) => a - b)[rounds.length >> 3] ?? Number.NaN;
  const ways = Object.keys(rounds[0] ?? {}) as Way[];
  const ratio = (way: Way, of: keyof Round[Way]) => least(way, of) / least('bare fetch', of);
  for (const way of ways)
    rows.push([
      ...[call, way, (least(way, 'wall') / CALLS).toFixed(1), (least(way, 'processor') / CALLS).toFixed(1)],
      ...[ratio(way, 'wall').toFixed(3), ratio(way, 'processor').toFixed(3)],
    ]);
  return Object.fromEntries(ways.map((way) => [way, ratio(way, 'processor')])) as Record<Way, number>;
}

it('from memory', async () => {
  const ratios = told('from memory', await measured(''));
  expect(ratios.specpact).toBeLessThan(LARGEST.memory);
});

it('over loopback', async () => {
  const server = fork(join(folder, 'server.mjs'));
  try {
    const [baseUrl] = (await once(server, 'message')) as [string];
    const ratios = told('over loopback', await measured(baseUrl));
    expect(ratios.specpact).toBeLessThan(LARGEST.loopback);
  } finally {
    server.kill();
  }
});

/** Processor time beside that of fetch alone. */
const LARGEST = { memory: 1.7, loopback: 1.5 } as const;
