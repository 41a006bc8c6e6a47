// Hides how `specpact contract` and `specpact contract merge` are called.
import { type Command, Option } from 'commander';
import type { Io } from './io.js';
import { allowHost, debug, now, repeatable } from './options.js';

export function addContract(program: Command, io: Io, done: (code: number) => void): void {
  const contract = program
    .command('contract')
    .addOption(debug())
    .summary('find where a running implementation breaks its documents')
    .description(
      'Replays every documented example against a running implementation, in any language, tries what its documents allow and what they forbid, lives the lives of items of its own, names every version, and judges all answers.',
    )
    .argument('[document]', 'an OpenAPI document, or a family.yaml')
    .option('--family <name>', 'a family below --specs, instead of a document')
    .option('--base-url <url>', 'where the implementation answers (required)')
    .option('--version <id>', 'one version of the family (default: all that can be called)')
    .option('--specs <folder>', 'folder of families', 'specs')
    .option('--bindings <file>', 'a contract.yaml: variables, credentials, requests before and after')
    .option('--case <id>', 'run one case alone, or all that begin so')
    .option('--shard <part>', 'run one part of several, e.g. 2/5; specpact contract merge puts them together')
    .addOption(
      repeatable('--set <name=value>', 'send this value for a parameter instead of the documented one'),
    )
    .addOption(repeatable('--header <line>', "send this header with every request, e.g. 'X-Auth-Token: …'"))
    .addOption(
      new Option(
        '--match <how>',
        'what of a documented answer must come back: what repeats the request, every member, or every value',
      )
        .choices(['relations', 'shape', 'exact'])
        .default('relations'),
    )
    .option('--phases <names>', 'what is tried, separated by commas, e.g. examples,coverage,negative')
    .option('--cases <number>', 'requests that the phase fuzz draws for each operation (default: 25)')
    .option(
      '--time <seconds>',
      'how long the phase fuzz draws (default: until each operation had its --cases)',
    )
    .option('--seed <number>', 'what is drawn by chance follows from it (default: 0)')
    .option('--strict', 'take what only warns for an error')
    .option('--max-time <ms>', 'what takes longer to answer is a finding (default: nothing is)')
    .option('--settle <ms>', 'how long what is under way is waited for (default: 10000)')
    .option('--expectations <file>', 'what is known to fail, and until when (expectations.yaml)')
    .addOption(failUnder())
    .addOption(now())
    .option('--timeout <ms>', 'longest wait for an answer', '30000')
    .option('--rate <number>', 'send no more requests a second')
    .option('--concurrency <number>', 'cases under way at a time (default: 1)')
    .option('--cacert <file>', 'trust these certificates (PEM) too')
    .option('--insecure', 'trust any certificate')
    .addOption(allowHost())
    .addOption(reporter())
    .addOption(json())
    .addHelpText(
      'after',
      '\nExamples:\n  specpact contract openapi.yaml --base-url http://127.0.0.1:8080\n  specpact contract --family scp-virtualserver --base-url http://127.0.0.1:8080\n  specpact contract --family scp-virtualserver --version 1.3 --base-url http://127.0.0.1:8080 --set volume_id=…\n  specpact contract --family scp-virtualserver --base-url http://127.0.0.1:8080 --reporter junit=junit.xml --reporter html=report.html',
    )
    .action(async (document: string | undefined, options, command: Command) => {
      // Not `requiredOption`, which would be required of merge, too.
      if (options.baseUrl === undefined)
        command.error("error: required option '--base-url <url>' not specified");
      const { runContract } = await import('./contract.js');
      done(await runContract({ ...options, ...(document !== undefined && { document }) }, io));
    });
  addMerge(contract, io, done);
}

function addMerge(contract: Command, io: Io, done: (code: number) => void): void {
  contract
    .command('merge')
    .addOption(debug())
    .summary('put the parts of a run together')
    .description(
      'Puts what --shard and --reporter ndjson=FILE have written together, and reports it as one run.',
    )
    .argument('<files...>', 'NDJSON of every part, in any order')
    .addOption(failUnder())
    .addOption(reporter())
    .addOption(json())
    .addHelpText(
      'after',
      '\nExamples:\n  specpact contract merge part-1.ndjson part-2.ndjson --reporter html=report.html\n  specpact contract merge part-*.ndjson --fail-under 80',
    )
    .action(async (files: string[], options) => {
      const { runMerge } = await import('./contract-merge.js');
      done(await runMerge({ ...options, files }, io));
    });
}

function reporter(): Option {
  return repeatable(
    '--reporter <name[=file]>',
    'form of a report, to standard output or to a file: terminal, json, ndjson, junit, html, github, sarif, har',
  );
}

function json(): Option {
  return new Option('--json', 'print one JSON document, as --reporter json does');
}

function failUnder(): Option {
  return new Option('--fail-under <percent>', 'exit 1 where less of what the documents say was touched');
}
