// The numbers that the README states, measured as a whole process on the built program.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { scratch, snapshot } from './scratch.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(ROOT, 'dist/generator/cli/bin.js');

function timed(...argv: string[]): { seconds: number; status: number | null; out: string } {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [BIN, ...argv], { cwd: ROOT, encoding: 'utf8' });
  return { seconds: (performance.now() - start) / 1000, status, out: stdout };
}

it('generates the seven documents in under 5 s, and changes nothing the second time', () => {
  expect(existsSync(BIN), 'npm run build makes it').toBe(true);
  // The best of three: other tests share the cores.
  const outputs = [1, 2, 3].map(() => join(scratch(), 'generated'));
  const runs = outputs.map((each) => timed('generate', '--output', each));
  expect(runs.map((run) => run.status)).toEqual([0, 0, 0]);
  const first = Math.min(...runs.map((run) => run.seconds));
  const [output = ''] = outputs;
  const before = snapshot(output);
  const second = timed('generate', '--output', output);
  console.log(`generate, seven documents: ${first.toFixed(1)} s, again: ${second.seconds.toFixed(1)} s`);
  expect(second.status).toBe(0);
  expect(second.out).toContain('is up to date');
  expect(snapshot(output)).toEqual(before);
  expect(first).toBeLessThan(5);
});

it('answers --help without loading what is heavy', () => {
  timed('--help');
  const seconds = Math.min(...[1, 2, 3].map(() => timed('--help').seconds));
  console.log(`--help: ${Math.round(seconds * 1000)} ms`);
  expect(seconds).toBeLessThan(0.5);
});
