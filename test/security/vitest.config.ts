import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Every attack in full, and what else takes long: `npm test` tries a part of them. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [
      'test/security/**/*.test.ts',
      'test/compile/small-documents.test.ts',
      'test/diff/compare.test.ts',
      'test/runtime/formats.test.ts',
    ],
    env: { SPECPACT_SECURITY: 'thorough' },
    // Two files are as long as all others together.
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
