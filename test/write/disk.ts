// Hides a disk that breaks, or a process that dies, at a step of one's choice. The writer that stands on it comes from here.
import type * as fs from 'node:fs';
import { vi } from 'vitest';

/** `left` steps that change something succeed; then one fails (`breaks`), or nothing changes any more (`dies`). */
const hoisted = vi.hoisted(() => ({
  left: Number.POSITIVE_INFINITY,
  end: 'breaks' as 'breaks' | 'dies',
}));

export const disk = hoisted;

export function mend(): void {
  disk.left = Number.POSITIVE_INFINITY;
}

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const fails = (): boolean => hoisted.left-- === 0 || (hoisted.end === 'dies' && hoisted.left < 0);
  const failing =
    <A extends unknown[], R>(step: (...given: A) => R) =>
    (...given: A): R => {
      if (fails()) throw Object.assign(new Error('broken'), { code: 'EIO' });
      return step(...given);
    };
  return {
    ...real,
    writeFileSync: (path: string, data: string, options: fs.WriteFileOptions) => {
      if (!fails()) return real.writeFileSync(path, data, options);
      // Who dies while he writes leaves half of it; a second death is none.
      if (hoisted.end === 'dies' && hoisted.left === -1)
        real.writeFileSync(path, data.slice(0, data.length / 2), options);
      throw Object.assign(new Error('broken'), { code: 'EIO' });
    },
    mkdirSync: failing(real.mkdirSync as (path: string, options: object) => string | undefined),
    renameSync: failing(real.renameSync),
    linkSync: failing(real.linkSync),
    symlinkSync: failing(real.symlinkSync),
    copyFileSync: failing(real.copyFileSync),
    chmodSync: failing(real.chmodSync),
    rmSync: failing(real.rmSync),
    rmdirSync: failing(real.rmdirSync),
  };
});

export const { recover } = await import('../../generator/write/carry-out.js');
export const { writeOutput } = await import('../../generator/write/output.js');
