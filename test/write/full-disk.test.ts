// A disk that is full, and one that can only be read: one clear sentence, exit code 2, and the output as it was.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { specpact } from '../generate/run.js';
import { scratch, snapshot } from '../generate/scratch.js';

const document = (operations: number) => {
  const answer = 'responses: { "204": { description: Done } }';
  const paths = Array.from({ length: operations }, (_, at) => `  /a${at}: { get: { ${answer} } }\n`);
  return `openapi: 3.1.1\ninfo: { title: T, version: "1" }\npaths:\n${paths.join('')}`;
};

/** A folder with a disk of its own, of a megabyte; undefined where the system mounts none. */
function smallDisk(): { readonly folder: string; readonly remount: (how: string) => void } | undefined {
  const folder = join(scratch(), 'disk');
  mkdirSync(folder);
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mount('size=1m').status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return { folder, remount: (how) => void mount(`remount,${how}`) };
}

/** Leaves so many bytes. */
function fill(folder: string, left: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const filler = join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(bavail * bsize - left));
  return filler;
}

it.each([
  ['beside which there is room', 'disk/out'],
  ['that is a disk itself', 'disk'],
])('a folder %s', async (_, output) => {
  const disk = smallDisk();
  if (!disk) {
    console.warn('No disk can be mounted here: what a full one does is not tried.');
    return;
  }
  const cwd = join(disk.folder, '..');
  const run = () =>
    specpact(['generate', 'openapi.yaml', '--output', output, '--targets', 'types,operations'], cwd);
  const generate = (operations: number) => {
    writeFileSync(join(cwd, 'openapi.yaml'), document(operations));
    return run();
  };
  expect(await generate(1)).toMatchObject({ code: 0, err: '' });

  // The first bytes do not fit; or all but the last do.
  for (const left of [0, 64 * 1024]) {
    const filler = fill(disk.folder, left);
    const before = snapshot(disk.folder);
    expect(await generate(200)).toEqual({
      code: 2,
      out: '',
      err: `specpact generate: Cannot write to ${output}: the disk is full.\n`,
    });
    expect(snapshot(disk.folder)).toEqual(before);
    rmSync(filler);
  }
  disk.remount('ro');
  const before = snapshot(disk.folder);
  expect(await run()).toEqual({
    code: 2,
    out: '',
    err: `specpact generate: Cannot write to ${output}: the file system can only be read.\n`,
  });
  expect(snapshot(disk.folder)).toEqual(before);
  disk.remount('rw');
  expect(await run()).toMatchObject({ code: 0, err: '' });
});

it('a report that nobody can keep', ({ skip }) => {
  const bin = new URL('../../dist/generator/cli/bin.js', import.meta.url).pathname;
  const full = spawnSync('sh', ['-c', `${process.execPath} ${bin} lint --help > /dev/full`]);
  if (full.stderr.includes('Cannot find module')) skip('nothing is built');
  expect([full.status, full.stderr.toString()]).toEqual([
    2,
    'specpact: the output cannot be written: the disk is full.\n',
  ]);
});
