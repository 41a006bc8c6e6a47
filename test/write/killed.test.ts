// Killed, or broken off by an error, at every single step: the folder is as it was or as it is to be, with all that others put there.
import { mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch, snapshot } from '../generate/scratch.js';
import { disk, mend, recover, writeOutput } from './disk.js';

const files = (edition: number, ...names: string[]) =>
  names.map((name) => ({ path: `${name}.ts`, text: `${name} ${edition}\n` }));
const FIRST = files(1, 'a', 'b/c', 'b/d', 'e/f/g', 'same');
const MANY = [...files(2, 'a', 'b/c', 'h/i', 'j'), ...files(1, 'same')];
const ONE = [...files(2, 'a'), ...FIRST.slice(1)];
const OTHERS = { 'e/f/mine.ts': 'mine\n', 'notes/x.md': 'x\n' };

/** Everything below a folder: files with their content, folders and links by name. */
const stateOf = (folder: string) => [snapshot(folder), readdirSync(folder, { recursive: true }).sort()];

interface Way {
  readonly name: string;
  readonly next: typeof FIRST;
  /** Makes the output folder, and says by which name it is called; it lies in the first. */
  setUp(outer: string): string;
}

const filled = (folder: string) => {
  writeOutput(folder, FIRST);
  for (const [path, text] of Object.entries(OTHERS)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'empty'));
  symlinkSync('../elsewhere', join(folder, 'link'));
  return folder;
};

const WAYS: readonly Way[] = [
  {
    name: 'a folder that is replaced as a whole',
    next: MANY,
    setUp: (outer) => filled(join(outer, 'home/out')),
  },
  {
    name: 'a folder of which one file changes',
    next: ONE,
    setUp: (outer) => filled(join(outer, 'home/out')),
  },
  { name: 'a folder that is emptied', next: [], setUp: (outer) => filled(join(outer, 'home/out')) },
  {
    name: 'a folder behind a link, file by file',
    next: MANY,
    setUp(outer) {
      symlinkSync('home/out', join(outer, 'name'));
      filled(join(outer, 'home/out'));
      return join(outer, 'name');
    },
  },
  {
    name: 'a folder that is empty',
    next: MANY,
    setUp(outer) {
      mkdirSync(join(outer, 'home/out'));
      return join(outer, 'home/out');
    },
  },
];

/** Does it again and again, each time one step farther, until it goes through; says what it was each time. */
function everyStep(
  way: Way,
  visit: (outer: string, folder: string, before: unknown, after: unknown) => void,
): number {
  const perfect = scratch({ 'home/beside.md': '' });
  const there = way.setUp(perfect);
  const before = stateOf(realpathSync(there));
  writeOutput(there, way.next);
  const after = stateOf(realpathSync(there));
  expect(after).not.toEqual(before);
  for (let steps = 0; ; steps++) {
    const outer = scratch({ 'home/beside.md': '' });
    const folder = way.setUp(outer);
    disk.left = steps;
    try {
      writeOutput(folder, way.next);
    } catch {
      // A death is not told to anybody.
    }
    const isThrough = disk.left >= 0;
    mend();
    visit(outer, folder, before, after);
    if (isThrough) return steps;
  }
}
const surroundings = (outer: string) => readdirSync(join(outer, 'home')).sort();

describe('a run that is killed', () => {
  it.each(WAYS)('leaves $name old or new, for the next run to find so', (way) => {
    disk.end = 'dies';
    let [parked, whole] = [0, 0];
    const steps = everyStep(way, (outer, folder, before, after) => {
      const isWhole = way.name.includes('whole') || way.name.includes('empty');
      const state = readdirSync(join(outer, 'home')).includes('out')
        ? stateOf(realpathSync(folder))
        : 'parked';
      if (state === 'parked') parked++;
      else if (isWhole) expect([before, after]).toContainEqual(state);
      recover(folder);
      const found = stateOf(realpathSync(folder));
      expect([before, after]).toContainEqual(found);
      if (JSON.stringify(found) === JSON.stringify(after)) whole++;
      expect(surroundings(outer)).toEqual(['beside.md', 'out']);
      writeOutput(folder, way.next);
      expect(stateOf(realpathSync(folder))).toEqual(after);
      expect(surroundings(outer)).toEqual(['beside.md', 'out']);
    });
    expect(parked).toBeLessThanOrEqual(1);
    expect(whole).toBeGreaterThan(0);
    expect(steps).toBeGreaterThan(8);
  });

  it('leaves none or a whole one where there was none', () => {
    disk.end = 'dies';
    const none: Way = { name: 'none', next: MANY, setUp: (outer) => join(outer, 'home/new/out') };
    for (let steps = 0; ; steps++) {
      const outer = scratch({ 'home/beside.md': '' });
      disk.left = steps;
      try {
        writeOutput(none.setUp(outer), MANY);
      } catch {
        // nobody is told
      }
      const isThrough = disk.left >= 0;
      mend();
      const held = Object.keys(snapshot(join(outer, 'home'))).filter((path) => path.startsWith('new/out/'));
      expect([0, MANY.length + 1]).toContain(held.length);
      writeOutput(none.setUp(outer), MANY);
      expect(readdirSync(join(outer, 'home/new'))).toEqual(['out']);
      if (isThrough) break;
    }
  });
});

describe('a run that an error breaks off', () => {
  it.each(WAYS)('leaves $name as it was, or has done all', (way) => {
    disk.end = 'breaks';
    everyStep(way, (outer, folder, before, after) => {
      recover(folder); // of the area, where it was that which could not be removed
      expect([before, after]).toContainEqual(stateOf(realpathSync(folder)));
      writeOutput(folder, way.next);
      expect(stateOf(realpathSync(folder))).toEqual(after);
      expect(surroundings(outer)).toEqual(['beside.md', 'out']);
    });
  });
});
