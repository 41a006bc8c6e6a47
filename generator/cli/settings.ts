// Hides which of their options and arguments commands may also be told by a configuration.
import type { Argument, Command, Option } from 'commander';
import type { Section, Setting } from '../config/settings.js';

/** About one run alone: who writes them down for all runs would be surprised by the next. */
const OF_ONE_RUN: ReadonlySet<string> = new Set([
  ...['config', 'debug', 'color', 'json', 'quiet', 'now', 'check', 'force', 'clean', 'watch'],
  ...['case', 'shard', 'version', 'svg', 'ics', 'markdown', 'print', 'schema'],
]);
/** Commands that are about the configuration itself. */
export const UNTOLD: ReadonlySet<string> = new Set(['config', 'init', 'completion']);
const NUMBERS: ReadonlySet<string> = new Set(['number', 'ms', 'seconds', 'percent', 'bytes', 'days']);
const LISTS: ReadonlySet<string> = new Set(['list', 'names']);
const PATHS: ReadonlySet<string> = new Set(['file', 'folder']);

/** A section for each command that can be told anything. */
export function sectionsOf(program: Command): Section[] {
  return program.commands
    .map((command) => ({
      name: command.name(),
      description: command.summary(),
      settings: [...command.registeredArguments.flatMap(ofArgument), ...command.options.flatMap(ofOption)],
    }))
    .filter(({ name, settings }) => !UNTOLD.has(name) && settings.length > 0);
}

/** What must be typed is typed. */
function ofArgument(argument: Argument): Setting[] {
  if (argument.required) return [];
  const kind = argument.variadic ? 'list' : 'text';
  const setting = { name: argument.name(), kind, description: argument.description, isPath: true } as const;
  return [argument.defaultValue === undefined ? setting : { ...setting, standard: argument.defaultValue }];
}

function ofOption(option: Option): Setting[] {
  const name = option.attributeName();
  if (OF_ONE_RUN.has(name)) return [];
  const [, value = ''] = /<([^>]*)>/.exec(option.flags) ?? [];
  const kind = kindOf(option, value);
  const standard = option.defaultValue as unknown;
  return [
    {
      name,
      kind,
      description: option.description,
      isPath: PATHS.has(value),
      ...(option.argChoices && { choices: option.argChoices }),
      ...(standard !== undefined && { standard }),
    },
  ];
}

function kindOf(option: Option, value: string): Setting['kind'] {
  if (option.isBoolean() || option.negate) return 'switch';
  if (Array.isArray(option.defaultValue) || LISTS.has(value)) return 'list';
  return NUMBERS.has(value) ? 'number' : 'text';
}
