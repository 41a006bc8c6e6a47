// Hides how `specpact mock` is called.
import type { Command } from 'commander';
import type { Io } from './io.js';
import { allowHost, debug, now, repeatable } from './options.js';

export function addMock(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('mock')
    .addOption(debug())
    .summary('serve documents from memory: a mock that remembers what it is told')
    .description(
      'Serves an OpenAPI document, or all versions of a family, from memory: what is created can be read, listed, changed and deleted; requests are judged by the document; documented examples are the answers.',
    )
    .argument('<spec-or-family>', 'an OpenAPI document, a family.yaml, or the name of a family below --specs')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '8080')
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--specs <folder>', 'folder of families', 'specs')
    .addOption(now())
    .option(
      '--seed <file>',
      'what there is at the beginning: path of a collection → its items (JSON or YAML)',
    )
    .option('--seed-value <number>', 'ids and whatever else looks random follow from it', '0')
    .option('--settle <ms>', 'how long what is under way (status: creating) takes to be done', '0')
    .addOption(
      repeatable(
        '--credentials <how>',
        'whose requests are let in: any, documented (those that the examples show), or SCHEME=SECRET',
      ),
    )
    .option('--chaos <list>', 'faults on purpose: latency=100..500,errors=0.05,drop=0.01')
    .option('--no-cors', 'let no pages of other origins ask')
    .option('--admin-path <path>', 'below which path the state is read, replaced and reset', '/__specpact')
    .option(
      '--validate <url>',
      'no mock: pass requests on to the server there, and judge both sides by the document',
    )
    .option('--errors', 'with --validate: answer 502 where the answer breaks the document')
    .option(
      '--record <file>',
      'with --validate: write every exchange, as HAR where it is called *.har, else NDJSON',
    )
    .option('--body-limit <bytes>', 'largest body of a request', '1048576')
    .option('--lenient', 'leave out what is wrong with a document, with a warning, instead of refusing it')
    .addOption(allowHost())
    .option('--json', 'print one JSON document: where it listens')
    .option('--quiet', 'print no line for each request')
    .addHelpText(
      'after',
      '\nExamples:\n  specpact mock openapi.yaml\n  specpact mock scp-virtualserver --port 0\n  specpact mock specs/scp-virtualserver/family.yaml --now 2026-04-15\n  specpact mock openapi.yaml --seed data.json --chaos latency=100..500,errors=0.05\n  specpact mock openapi.yaml --credentials documented --quiet\n  specpact mock openapi.yaml --validate http://127.0.0.1:3000 --errors --record exchanges.har',
    )
    .action(async (subject: string, options) => {
      const { runMock } = await import('./mock.js');
      done(await runMock({ ...options, subject }, io));
    });
}
