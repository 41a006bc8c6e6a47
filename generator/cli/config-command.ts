// Hides how `specpact config` is called.
import type { Command } from 'commander';
import type { Io } from './io.js';
import { debug } from './options.js';

export function addConfig(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('config')
    .addOption(debug())
    .summary('show what the commands are told where flags say nothing')
    .description(
      'Shows the configuration together with what holds where it says nothing, or the schema by which editors complete and check it.',
    )
    .option('--print', 'print the configuration as YAML (this is what happens without it, too)')
    .option('--schema', 'print its JSON Schema')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  specpact config --print\n  specpact config --config ci/specpact.config.json --json\n  specpact config --schema > specpact.schema.json',
    )
    .action(async (options, command: Command) => {
      const { runConfig } = await import('./config.js');
      done(await runConfig({ ...options, program, command }, io));
    });
}
