// Hides how `specpact init` is called.
import type { Command } from 'commander';
import type { Io } from './io.js';
import { debug } from './options.js';

export function addInit(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('init')
    .addOption(debug())
    .summary('set a repository up: configuration, scripts, a first contract test, a workflow')
    .description(
      'Looks for OpenAPI documents, the package manager, the framework and the test runner, asks at most four questions, and writes what is missing. What is there stays as it is.',
    )
    .option('--yes', 'ask nothing, and take what is usual')
    .option('--json', 'print one JSON document; asks nothing')
    .addHelpText('after', '\nExamples:\n  npx specpact init\n  npx specpact init --yes')
    .action(async (options) => {
      const { runInit } = await import('./init.js');
      done(await runInit(options, io));
    });
}
