// Hides how a configuration reaches a command: what no flag says, it says.
import { relative, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type Config, isSeveral, readConfig, type Said } from '../config/read.js';
import type { Setting } from '../config/settings.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Io } from './io.js';
import { sectionsOf, UNTOLD } from './settings.js';

/** The configuration cannot be read, or says what means nothing: no command runs with half of it. */
export class ConfigRefused extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super('The configuration is refused.');
    this.diagnostics = diagnostics;
  }
}

/** Lets every command be told by a configuration. @throws ConfigRefused from parsing the arguments */
export function configure(program: Command, io: Io): void {
  for (const command of program.commands.filter(
    (each) => !UNTOLD.has(each.name()) || each.name() === 'config',
  ))
    command
      .addOption(
        new Option('--config <file>', 'what flags do not say (default: specpact.config.yaml, .json or .js)'),
      )
      .addOption(new Option('--no-config', 'take no configuration').hideHelp());
  program.hook('preAction', async (_, command) => {
    if (command.parent !== program || UNTOLD.has(command.name())) return;
    const config = await configOf(program, command, io);
    if (config) apply(config, command, program, io);
  });
}

/** What there is, unless a flag says not to look. */
export async function configOf(program: Command, command: Command, io: Io): Promise<Config | undefined> {
  const { config } = command.opts<{ readonly config?: string | boolean }>();
  if (config === false) return undefined;
  const named = typeof config === 'string' ? config : undefined;
  const { value, diagnostics } = await readConfig(named, io.cwd, sectionsOf(program));
  if (diagnostics.length > 0) throw new ConfigRefused(diagnostics);
  return value;
}

/** Who names what is meant means that, and nothing beside it. */
const SUBJECTS = ['document', 'family', 'specs'];

function apply(config: Config, command: Command, program: Command, io: Io): void {
  const said = config.sections[command.name()];
  const section = sectionsOf(program).find(({ name }) => name === command.name());
  if (!said || !section) return;
  const isTyped = (name: string) => {
    const at = command.registeredArguments.findIndex((argument) => argument.name() === name);
    return at >= 0 ? command.args.length > at : command.getOptionValueSource(name) === 'cli';
  };
  const isSubjectTyped = SUBJECTS.some(isTyped);
  const isTaken = (name: string) =>
    !isTyped(name) && !(isSubjectTyped && SUBJECTS.includes(name) && name !== 'specs');
  const taken = (each: Said) =>
    Object.fromEntries(
      section.settings
        .filter(({ name }) => Object.hasOwn(each, name) && isTaken(name))
        .map((setting) => [setting.name, given(setting, each[setting.name], config, io)]),
    );
  if (isSeveral(said)) {
    if (!isSubjectTyped) command.setOptionValueWithSource('each', said.map(taken), 'config');
    return;
  }
  for (const [name, value] of Object.entries(taken(said))) {
    const at = command.registeredArguments.findIndex((argument) => argument.name() === name);
    if (at >= 0) command.processedArgs[at] = value;
    else command.setOptionValueWithSource(name, value, 'config');
  }
}

/** As a flag would have given it. */
function given({ kind, isPath, standard }: Setting, value: unknown, config: Config, io: Io): unknown {
  const here = (text: string) => (isPath ? relative(io.cwd, resolve(config.folder, text)) || '.' : text);
  switch (kind) {
    case 'switch':
      return value;
    case 'number':
      return String(value);
    case 'text':
      return here(String(value));
    case 'list': {
      const values = [value].flat().map((each) => here(String(each)));
      // Flags that may be repeated, and arguments, are lists; others are written with commas.
      return Array.isArray(standard) ? values : values.join(',');
    }
  }
}
