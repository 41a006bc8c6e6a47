import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Every planted defect, also in the servers on generated stubs. `npm test` tries a few of them. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/faults/**/*.test.ts', 'test/replay/faults.test.ts'],
    maxWorkers: '100%',
    maxConcurrency: 12,
    testTimeout: 300_000,
  },
});
