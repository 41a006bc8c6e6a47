// Two runs at one folder, dead runs, and what others may have put where a run wants to work.
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { recover } from '../../generator/write/carry-out.js';
import { compareOutput, writeOutput } from '../../generator/write/output.js';
import { scratch, snapshot } from '../generate/scratch.js';

const FIRST = [
  { path: 'a.ts', text: 'a1\n' },
  { path: 'b/c.ts', text: 'c1\n' },
];
const SECOND = [
  { path: 'a.ts', text: 'a2\n' },
  { path: 'b/d.ts', text: 'd2\n' },
];

/** Waiting takes no time; what happens meanwhile is done at a turn of one's choice. */
function hurry(meanwhile: (turn: number) => void = () => undefined) {
  let turn = 0;
  const spy = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    meanwhile(turn++);
    return 'timed-out';
  });
  onTestFinished(() => spy.mockRestore());
  return () => turn;
}

/** Process 1 always runs, and is never this one. */
const start = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};
const onLinux = process.platform === 'linux';
const ALIVE = onLinux ? `1\n${hostname()}\n${start(1)}` : '';

function filled(): { outer: string; folder: string; area: string } {
  const outer = scratch();
  const folder = join(outer, 'out');
  writeOutput(folder, FIRST);
  return { outer, folder, area: join(outer, '.out.specpact') };
}

describe('while another run writes', () => {
  it.runIf(onLinux)('one waits, and goes on from where that one has ended', () => {
    const { outer, folder, area } = filled();
    mkdirSync(area);
    writeFileSync(join(area, 'owner-1'), ALIVE);
    const turns = hurry((turn) => {
      if (turn !== 5) return;
      // The other run ends: it has written a file that this one must know of as its own.
      writeFileSync(join(area, 'owner-1'), '999999999\nx\n');
      writeFileSync(join(area, 'owner-1'), `999999999\n${hostname()}\n1`);
    });
    writeOutput(folder, SECOND);
    expect(turns()).toBe(6);
    expect(compareOutput(folder, SECOND)).toEqual({ stale: [], missing: [], foreign: [], obsolete: [] });
    expect(readdirSync(outer)).toEqual(['out']);
  });

  it.runIf(onLinux)('that does not end, one says so and changes nothing', () => {
    const { outer, folder, area } = filled();
    mkdirSync(area);
    writeFileSync(join(area, 'owner-1'), ALIVE);
    const before = snapshot(outer);
    hurry();
    expect(() => writeOutput(folder, SECOND)).toThrow(
      'another run of specpact (process 1) is writing there, and does not end',
    );
    expect(snapshot(outer)).toEqual(before);
    expect(writeOutput(folder, FIRST).changed).toEqual([]); // which needs no writing
  });
});

describe('a run that died', () => {
  it.each([
    ['here', `999999999\n${hostname()}\n1`, 0],
    ['and whose number another process has now', `1\n${hostname()}\n0`, 0],
    ['on another machine, as far as anybody can know', '1\nelsewhere\n1', 500],
    ['before it had said who it is', '', 50],
    ['leaving nothing but a folder', undefined, 0],
  ])('%s is no obstacle', (_, owner, turns) => {
    const { outer, folder, area } = filled();
    mkdirSync(join(area, 'new/x'), { recursive: true });
    if (owner === undefined) mkdirSync(`${area}.999999999`);
    writeFileSync(join(area, 'new/x/half.ts'), 'half');
    writeFileSync(join(area, 'owner-1'), owner ?? `999999999\n${hostname()}\n1`);
    const waited = hurry();
    writeOutput(folder, SECOND);
    if (onLinux) expect(waited()).toBe(turns);
    expect(compareOutput(folder, SECOND)).toEqual({ stale: [], missing: [], foreign: [], obsolete: [] });
    expect(readdirSync(outer)).toEqual(['out']);
  });

  it('between the two renames is made good before anything else', () => {
    const { outer, folder, area } = filled();
    const before = snapshot(folder);
    mkdirSync(join(area, 'new'), { recursive: true });
    writeFileSync(join(area, 'owner-1'), `999999999\n${hostname()}\n1`);
    writeFileSync(join(area, 'new/a.ts'), 'a2\n');
    renameSync(folder, join(area, 'old'));
    recover(folder);
    expect(snapshot(folder)).toEqual(before);
    expect(readdirSync(outer)).toEqual(['out']);
  });
});

describe('what others saved while the folder was replaced', () => {
  it('is in the new one: a new file, and one that an editor has put in place of another', () => {
    const { outer, folder, area } = filled();
    writeFileSync(join(folder, 'mine.md'), 'mine, later\n');
    // As a run leaves it that was killed after both renames: the old folder holds what came after it was looked at.
    mkdirSync(join(area, 'old/notes'), { recursive: true });
    writeFileSync(join(area, 'owner-1'), `999999999\n${hostname()}\n1`);
    for (const [path, text] of Object.entries({
      '.specpact.json': '{"files":{"gone.ts":"x","a.ts":"x"}}',
      'gone.ts': 'ours, and gone\n',
      'a.ts': 'ours, and old\n',
      'new.md': 'theirs\n',
      'notes/new.md': 'theirs as well\n',
    }))
      writeFileSync(join(area, 'old', path), text);
    const before = snapshot(folder);
    recover(folder);
    expect(snapshot(folder)).toEqual({
      ...before,
      'new.md': 'theirs\n',
      'notes/new.md': 'theirs as well\n',
    });
    expect(readdirSync(outer)).toEqual(['out']);
  });
});

describe('where a run wants to work', () => {
  it.each([
    ['a file', (area: string) => writeFileSync(area, 'mine\n')],
    [
      'a folder of others',
      (area: string) => {
        mkdirSync(area);
        writeFileSync(join(area, 'mine.md'), 'mine\n');
      },
    ],
    ['a link', (area: string) => symlinkSync('elsewhere', area)],
  ])('%s stays, and is told of', (_, put) => {
    const { outer, folder, area } = filled();
    mkdirSync(join(outer, 'elsewhere/new'), { recursive: true });
    writeFileSync(join(outer, 'elsewhere/new/keep.ts'), 'keep\n');
    put(area);
    const before = snapshot(outer);
    hurry();
    expect(() => writeOutput(folder, SECOND)).toThrow('.out.specpact is in the way');
    expect(snapshot(outer)).toEqual(before);
  });

  it.each(['new', 'old', 'undo', 'gone', 'journal'])(
    'a link by the name of %s is removed, and not what it leads to',
    (name) => {
      const { outer, folder, area } = filled();
      const elsewhere = scratch({ 'keep.ts': 'keep\n', 'b/c.ts': 'keep\n' });
      mkdirSync(area);
      writeFileSync(join(area, 'owner-1'), `999999999\n${hostname()}\n1`);
      symlinkSync(elsewhere, join(area, name));
      writeOutput(folder, SECOND);
      expect(snapshot(elsewhere)).toEqual({ 'keep.ts': 'keep\n', 'b/c.ts': 'keep\n' });
      expect(compareOutput(folder, SECOND).foreign).toEqual([]);
      expect(readdirSync(outer)).toEqual(['out']);
    },
  );

  it.each([
    {
      from: 'fresh',
      moves: ['../outside.ts', '/tmp/x', 'link/x.ts', 'mine.md'],
      removes: ['../outside.ts', 'mine.md', 'b'],
    },
    { from: 'undo', moves: ['../outside.ts', 'mine.md'], removes: ['mine.md', 'link/keep.ts'] },
    { from: '__proto__', moves: [], removes: [] },
    { from: 'fresh', moves: 'a.ts', removes: {} },
    [],
    null,
  ])('a journal that lies (%j) moves and removes nothing of others', (journal) => {
    const { outer, folder } = filled();
    const elsewhere = scratch({ 'keep.ts': 'keep\n' });
    writeFileSync(join(outer, 'outside.ts'), 'outside\n');
    writeFileSync(join(folder, 'mine.md'), 'mine\n');
    symlinkSync(elsewhere, join(folder, 'link'));
    const area = join(folder, '.specpact.tmp');
    for (const place of ['new', 'undo']) {
      mkdirSync(join(area, place, 'link'), { recursive: true });
      for (const path of ['mine.md', 'link/x.ts']) writeFileSync(join(area, place, path), 'lies\n');
    }
    writeFileSync(join(area, 'owner-1'), `999999999\n${hostname()}\n1`);
    writeFileSync(join(area, 'journal'), JSON.stringify(journal));
    writeOutput(folder, FIRST);
    expect(readFileSync(join(folder, 'mine.md'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(outer, 'outside.ts'), 'utf8')).toBe('outside\n');
    expect(snapshot(elsewhere)).toEqual({ 'keep.ts': 'keep\n' });
    expect(compareOutput(folder, FIRST)).toMatchObject({ stale: [], missing: [], obsolete: [] });
    expect(readdirSync(folder)).not.toContain('.specpact.tmp');
  });
});
