// Hides what shells want to be told: which words may stand where, read off the commands themselves.
import type { Command } from 'commander';

interface Word {
  readonly word: string;
  readonly description: string;
  /** What may follow it, where that is known. */
  readonly choices: readonly string[];
}

interface Known {
  /** `contract merge` is both of its names. */
  readonly path: readonly string[];
  readonly description: string;
  readonly flags: readonly Word[];
  /** Names of the commands below it. */
  readonly commands: readonly string[];
  /** What its argument may be, where that is known. */
  readonly values: readonly string[];
}

export function completionFor(shell: 'bash' | 'zsh' | 'fish', program: Command): string {
  const commands = knownOf(program, []);
  const name = program.name();
  if (shell === 'fish') return fish(name, commands);
  // zsh understands the functions of bash.
  return shell === 'bash'
    ? bash(name, commands)
    : `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${bash(name, commands)}`;
}

/** The command itself, and all below it. */
function knownOf(command: Command, path: readonly string[]): Known[] {
  const flags = command.options
    .filter(({ hidden, long }) => !hidden && long != null)
    .map(({ long, description, argChoices }) => ({
      word: long ?? '',
      description,
      choices: argChoices ?? [],
    }));
  const own: Known = {
    path,
    description: command.summary(),
    flags: [...flags, { word: '--help', description: 'display help for command', choices: [] }],
    commands: command.commands.map((each) => each.name()),
    values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
  return [own, ...command.commands.flatMap((each) => knownOf(each, [...path, each.name()]))];
}

function bash(name: string, commands: readonly Known[]): string {
  const longest = [...commands].sort((a, b) => b.path.length - a.path.length);
  const cases = longest.map(({ path, flags, commands: below, values: wanted }) => {
    const chosen = flags.filter(({ choices }) => choices.length > 0);
    const values = chosen.map(({ word, choices }) => `        ${word}) words='${choices.join(' ')}' ;;`);
    return [
      `    '${path.map((each) => `${each} `).join('')}'*)`,
      `      words='${[...below, ...wanted, ...flags.map(({ word }) => word)].join(' ')}'`,
      ...(values.length > 0 ? ['      case "$before" in', ...values, '      esac'] : []),
      '      ;;',
    ].join('\n');
  });
  return `${headline(name)}
_${name}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" typed='' words='' at
  for ((at = 1; at < COMP_CWORD; at++)); do
    [[ \${COMP_WORDS[at]} == -* ]] || typed+="\${COMP_WORDS[at]} "
  done
  case "$typed" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _${name} ${name}
`;
}

function fish(name: string, commands: readonly Known[]): string {
  const lines = commands.flatMap(({ path, description, flags, values }) => {
    const line = (where: string, what: string) => `complete -c ${name} -n '${where}' ${what}`;
    const within = path.map((each) => `__fish_seen_subcommand_from ${each}`).join('; and ') || FIRST;
    const above =
      path
        .slice(0, -1)
        .map((each) => `__fish_seen_subcommand_from ${each}`)
        .join('; and ') || FIRST;
    return [
      ...path.slice(-1).map((own) => line(above, `-a ${own} -d ${quoted(description)}`)),
      ...(values.length > 0 ? [line(within, `-x -a '${values.join(' ')}'`)] : []),
      ...flags.map(({ word, description: what, choices }) => {
        const follows = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : '';
        return line(within, `-l ${word.replace(/^--/, '')} -d ${quoted(what)}${follows}`);
      }),
    ];
  });
  return `${headline(name)}\n${lines.join('\n')}\n`;
}

const FIRST = '__fish_use_subcommand';

function headline(name: string): string {
  return `# Completes ${name}: its commands, their flags, and files for everything else.`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
