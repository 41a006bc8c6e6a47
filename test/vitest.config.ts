import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'test/browser/**', '**/node_modules/**'],
    // The counts that .ci/run prints at its end.
    reporters: ['default', ['json', { outputFile: '.tmp/tests.json' }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
