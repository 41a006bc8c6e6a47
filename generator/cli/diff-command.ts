// Hides how `specpact diff` and `specpact changelog` are called.
import { type Command, Option } from 'commander';
import type { Io } from './io.js';
import { allowHost, debug, now, repeatable } from './options.js';

export function addDiff(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('diff')
    .addOption(debug())
    .summary('tell what changed, what breaks callers, and whether that was allowed')
    .description(
      'Compares two documents, two versions of a family, or documents and families with what they were, and judges every change.',
    )
    .argument(
      '[names...]',
      'two documents; with --family two versions; with --against documents, family.yaml files or folders',
    )
    .option('--family <name>', 'compare two versions of this family')
    .option('--against <revision>', 'compare with what there was: git:REF, or a file or folder')
    .option('--specs <folder>', 'folder of families', 'specs')
    .option('--root <folder>', 'folder that no $ref may leave (default: the folder of each document)')
    .addOption(now())
    .option('--notice <days>', 'days of notice that a deprecation gives at least', '0')
    .option('--accepted <file>', 'changes that somebody has accepted, and until when (accepted.yaml)')
    .addOption(
      new Option('--fail-on <what>', 'exit 1 where there is such a change')
        .choices(['breaking', 'warning', 'any', 'never'])
        .default('breaking'),
    )
    .addOption(repeatable('--extension <name>', 'compare this extension of operations too: x-NAME'))
    .addOption(allowHost())
    .addOption(reporter())
    .addOption(new Option('--json', 'print one JSON document, as --reporter json does'))
    .addHelpText(
      'after',
      '\nExamples:\n  specpact diff old.yaml new.yaml\n  specpact diff --family scp-virtualserver 1.1 1.3\n  specpact diff --against git:main\n  specpact diff --against git:main --reporter github --reporter html=diff.html --fail-on warning',
    )
    .action(async (names: string[], options) => {
      const { runDiff } = await import('./diff.js');
      done(await runDiff({ ...options, names }, io));
    });
}

export function addChangelog(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('changelog')
    .addOption(debug())
    .summary('write what each version of a family brought')
    .description(
      'Writes the history of a family, from its oldest version to its newest, as Markdown or HTML.',
    )
    .requiredOption('--family <name>', 'a family below --specs')
    .option('--specs <folder>', 'folder of families', 'specs')
    .addOption(now())
    .addOption(allowHost())
    .addOption(
      repeatable('--reporter <name[=file]>', 'form, to standard output or to a file: markdown, html, json'),
    )
    .addOption(new Option('--json', 'print one JSON document, as --reporter json does'))
    .addHelpText(
      'after',
      '\nExamples:\n  specpact changelog --family scp-virtualserver\n  specpact changelog --family scp-virtualserver --reporter markdown=CHANGELOG.md --reporter html=changelog.html',
    )
    .action(async (options) => {
      const { runChangelog } = await import('./changelog.js');
      done(await runChangelog(options, io));
    });
}

function reporter(): Option {
  return repeatable(
    '--reporter <name[=file]>',
    'form of the report, to standard output or to a file: terminal, json, markdown, html, github, junit',
  );
}
