// Hides how a test sees what a run has really done: which documents it loaded. Importing this watches the loader.
import { vi } from 'vitest';
import { type Ran, specpact } from './run.js';

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
