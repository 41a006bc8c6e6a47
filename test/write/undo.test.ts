// A run that fails half-way: whichever step it is, the folder is as it was.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { writeOutput } from '../../generator/write/output.js';
import { scratch, snapshot } from '../generate/scratch.js';

/** How many more steps succeed before one fails as on a broken disk. */
const disk = vi.hoisted(() => ({ steps: Number.POSITIVE_INFINITY }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const breaking =
    <A extends unknown[], R>(step: (...given: A) => R) =>
    (...given: A): R => {
      if (disk.steps-- === 0) throw Object.assign(new Error('broken'), { code: 'EIO' });
      return step(...given);
    };
  return {
    ...real,
    renameSync: breaking(real.renameSync),
    writeFileSync: breaking(real.writeFileSync),
    mkdirSync: breaking(real.mkdirSync as (path: string, options: object) => string | undefined),
  };
});

const FIRST = ['a', 'b/c', 'b/d', 'e/f/g'].map((name) => ({ path: `${name}.ts`, text: `${name} 1\n` }));
const SECOND = ['a', 'b/c', 'h/i', 'j'].map((name) => ({ path: `${name}.ts`, text: `${name} 2\n` }));

it('leaves the folder as it was, at every step', () => {
  for (let steps = 0; ; steps++) {
    disk.steps = Number.POSITIVE_INFINITY;
    const outer = scratch();
    const folder = join(outer, 'out');
    writeOutput(folder, FIRST);
    fs.writeFileSync(join(folder, 'e/f/mine.ts'), 'mine\n');
    const before = [snapshot(outer), fs.readdirSync(outer, { recursive: true }).sort()];

    disk.steps = steps;
    try {
      writeOutput(folder, SECOND);
    } catch (cause) {
      expect([cause, steps]).toEqual([expect.objectContaining({ code: 'EIO' }), steps]);
      disk.steps = Number.POSITIVE_INFINITY;
      expect([snapshot(outer), fs.readdirSync(outer, { recursive: true }).sort()]).toEqual(before);
      continue;
    }
    expect(steps).toBeGreaterThan(15); // it went through at last
    break;
  }
});

it('leaves no folder where there was none', () => {
  for (let steps = 0; ; steps++) {
    disk.steps = Number.POSITIVE_INFINITY;
    const outer = scratch();
    disk.steps = steps;
    try {
      writeOutput(join(outer, 'new/out'), SECOND);
    } catch {
      disk.steps = Number.POSITIVE_INFINITY;
      expect([steps, ...fs.readdirSync(outer, { recursive: true })]).toEqual([steps]);
      continue;
    }
    expect(steps).toBeGreaterThan(8);
    break;
  }
});
