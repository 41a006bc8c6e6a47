import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * The package as others get it: it is built, packed and unpacked for that, which takes as long as many other tests. And how quick the built
 * program is, one file after the other: what is measured has the machine for itself.
 */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/package/**/*.test.ts', 'test/generate/speed.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
