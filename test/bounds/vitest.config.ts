import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Every hostile document, each in a process of its own, and how long that of an honest one takes. `npm test` tries a few of them. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/bounds/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 1_000_000,
  },
});
