// Hides how a test sees what a run has really done: which documents it loaded. Importing this watches the loader.
import { vi } from 'vitest';
import { type Ran, specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const loaded = vi.hoisted((): string[] => []);

vi.mock('../../generator/spec/load.js', async (original) => {
  const real = await original<typeof import('../../generator/spec/load.js')>();
  return {
    ...real,
    loadSpec: (path: string, options: Parameters<typeof real.loadSpec>[1]) => {
      loaded.push(path.split('/').slice(-2).join('/'));
      return real.loadSpec(path, options);
    },
  };
});

/** A run of generate, and the documents that it loaded: `<folder>/<file>`, sorted. */
export async function generate(cwd: string, ...argv: string[]): Promise<Ran & { loaded: string[] }> {
  loaded.length = 0;
  const ran = await specpact(['generate', '--targets', 'types,client', ...argv], cwd);
  return { ...ran, loaded: [...loaded].sort() };
}

const known = new Map<string, Record<string, string>>();

/** A folder of such files as a first run of generate leaves it: the same bytes each time, so they are made once and copied. */
export async function generated(files: Readonly<Record<string, string>>, ...argv: string[]): Promise<string> {
  const key = JSON.stringify([files, argv]);
  const made = known.get(key) ?? (await firstOf(files, argv));
  known.set(key, made);
  return scratch(made);
}

async function firstOf(files: Readonly<Record<string, string>>, argv: readonly string[]) {
  const folder = scratch(files);
  const { code, err } = await generate(folder, ...argv);
  if (code !== 0) throw new Error(err);
  return snapshot(folder);
}
