// What shells complete: asked of bash itself, with the script that the program prints.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { specpact } from '../generate/run.js';

const script = async (shell: string) => (await specpact(['completion', shell], process.cwd())).out;
const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

describe('specpact completion', () => {
  it.skipIf(!hasBash).each([
    [['gen'], ['generate']],
    [['generate', '--ou'], ['--output']],
    [['generate', 'openapi.yaml', '--targets', 'types', '--inc'], ['--include']],
    [['contract', 'mer'], ['merge']],
    [['contract', 'merge', '--fail'], ['--fail-under']],
    [
      ['contract', '--match', ''],
      ['relations', 'shape', 'exact'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['generate', 'open'], []],
  ])('completes %j in bash', async (words, expected) => {
    const asked = `${await script('bash')}
      COMP_WORDS=(specpact "$@"); COMP_CWORD=$#; _specpact; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', asked, 'bash', ...words], { encoding: 'utf8' });
    expect([
      stdout.split('\n').filter((word) => word !== '' && (words.at(-1) !== '' || !word.startsWith('-'))),
      stderr,
    ]).toEqual([expected, '']);
  });

  it('wraps the same for zsh, and says it in its own way for fish', async () => {
    expect(await script('zsh')).toBe(
      `#compdef specpact\nautoload -U +X bashcompinit && bashcompinit\n${await script('bash')}`,
    );
    const fish = await script('fish');
    expect(fish).toContain("complete -c specpact -n '__fish_use_subcommand' -a generate -d 'write types");
    expect(fish).toContain(
      "complete -c specpact -n '__fish_seen_subcommand_from contract; and __fish_seen_subcommand_from merge' -l fail-under",
    );
    expect(fish).toContain(
      "-l match -d 'what of a documented answer must come back: what repeats the request, every member, or every value' -x -a 'relations shape exact'",
    );
    expect(fish).toContain(
      "complete -c specpact -n '__fish_seen_subcommand_from completion' -x -a 'bash zsh fish'",
    );
  });

  it('knows no other shell', async () => {
    const { code, err } = await specpact(['completion', 'tcsh'], process.cwd());
    expect([code, err]).toEqual([2, expect.stringContaining('Allowed choices are bash, zsh, fish')]);
  });
});

describe('--no-color', () => {
  it('takes the colours away', async () => {
    const colourful = { colour: true, colourOut: true };
    const colour = '\u001b[';
    const told = await specpact(['generate', 'README.md', '--output', 'x/y'], process.cwd(), colourful);
    expect(told.err).toContain(colour);
    const plain = await specpact(
      ['generate', 'README.md', '--output', 'x/y', '--no-color'],
      process.cwd(),
      colourful,
    );
    expect([plain.code, plain.err]).toEqual([told.code, expect.not.stringContaining(colour)]);
  });
});
