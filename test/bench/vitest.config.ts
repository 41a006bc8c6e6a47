import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/bench/**/*.bench.test.ts'],
    // One thing at a time: what is measured has the machine to itself.
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 1_200_000,
    hookTimeout: 600_000,
  },
});
