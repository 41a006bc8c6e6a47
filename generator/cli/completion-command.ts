// Hides how `specpact completion` is called.
import { Argument, type Command } from 'commander';
import type { Io } from './io.js';
import { debug } from './options.js';

export function addCompletion(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('completion')
    .addOption(debug())
    .summary('print what lets a shell complete commands and flags')
    .description(
      'Prints a script by which a shell completes the names of commands, of flags and of what flags may be.',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      '\nExamples:\n  specpact completion bash > ~/.local/share/bash-completion/completions/specpact\n  specpact completion zsh > ~/.zfunc/_specpact\n  specpact completion fish > ~/.config/fish/completions/specpact.fish',
    )
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionFor } = await import('./completion.js');
      io.out(completionFor(shell, program));
      done(0);
    });
}
