import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// These put a module of ours in another's place (vi.mock), so each needs modules of its own.
const MOCKING = ['test/generate/{manifest,memory}.test.ts', 'test/write/{killed,undo}.test.ts'];
const OTHER_RUNS = [
  'test/bench/**',
  'test/bounds/**',
  'test/browser/**',
  'test/faults/**',
  'test/package/**',
  // The longest of what `npm run test:security`, `test:faults` and `test:bounds` try.
  'test/security/{bodies,patterns,twin,validators,vectors}.test.ts',
  'test/replay/faults.test.ts',
  'test/generate/speed.test.ts',
  '**/node_modules/**',
];
// For what never ends, whatever else the machine does: what is to be quick is measured by processor time (stopwatch.ts).
const shared = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    // The counts that .ci/run prints at its end.
    reporters: ['default', ['json', { outputFile: '.tmp/tests.json' }]],
    // All cores: half of the time goes into programs that the tests start and wait for.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // No test changes what it shares, so files of one worker load a module once: a third less processor time.
        test: {
          ...shared,
          name: 'shared',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...OTHER_RUNS, ...MOCKING],
        },
      },
      { extends: true, test: { ...shared, name: 'mocking', include: MOCKING } },
    ],
  },
});
