// The numbers that the README states, measured as a whole process on the built program. Bounds are on processor time: other tests share the cores.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch, snapshot } from './scratch.js';
import { best, ROOT, shown, slowness, timed } from './timed.js';

const GITHUB = join(ROOT, 'node_modules/@octokit/openapi/generated/api.github.com.json');
/** Enough that one of them was left alone by whatever else the machine does. */
const SEVERAL = [1, 2, 3, 4, 5];

it('generates the seven documents in under 5 s, and changes nothing the second time', () => {
  const output = join(scratch(), 'generated');
  const first = timed(['generate', '--output', output]);
  expect(first.status).toBe(0);
  const before = snapshot(output);
  const again = best(SEVERAL.map(() => timed(['generate', '--output', output])));
  console.log(`generate, seven documents: ${shown(first)}, again: ${shown(again)}`);
  expect([again.status, again.out]).toEqual([0, expect.stringContaining('is up to date')]);
  expect(snapshot(output)).toEqual(before);
  const slow = slowness();
  expect(first.cpu).toBeLessThan(5 * slow);
  expect(again.cpu).toBeLessThan(0.3 * slow);
});

it.skipIf(!existsSync(GITHUB))(
  'answers in under 0.3 s where nothing of GitHub’s document changed',
  { timeout: 120_000 },
  () => {
    const argv = ['generate', GITHUB, '--output', join(scratch(), 'github')];
    expect(timed([...argv, '--targets', 'types,client']).status).toBe(0);
    const again = best(SEVERAL.map(() => timed([...argv, '--targets', 'types,client'])));
    const slow = slowness();
    console.log(
      `generate, GitHub, nothing changed: ${shown(again)}; the machine is ${slow.toFixed(2)} times as slow as idle`,
    );
    expect([again.status, again.out]).toEqual([0, expect.stringContaining('is up to date')]);
    expect(again.cpu).toBeLessThan(0.3 * slow);
  },
);

it('answers --help without loading what is heavy', () => {
  timed(['--help']);
  const help = best(SEVERAL.map(() => timed(['--help'])));
  console.log(`--help: ${shown(help)}`);
  expect(help.cpu).toBeLessThan(0.25 * slowness());
});
