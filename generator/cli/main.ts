// Hides the command line: which commands there are, how they are called, and what their exit codes mean.
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../package-root.js';
import { addCompletion } from './completion-command.js';
import { addConfig } from './config-command.js';
import { ConfigRefused, configure } from './configured.js';
import { addContract } from './contract-command.js';
import { addChangelog, addDiff } from './diff-command.js';
import { addInit } from './init-command.js';
import { EXIT, type Io } from './io.js';
import { addMock } from './mock-command.js';
import { allowHost, debug, noColour, now, repeatable } from './options.js';
import { diagnosticsJson, printable, printDiagnostics, standardError } from './print.js';

const EXITS = `
Exit codes: 0 all is well, 1 findings (errors in documents, stale files, broken contracts), 2 the command could not run, or what it was given cannot be read.`;

/** Runs one command line. Heavy modules are loaded by the command that needs them. */
export async function main(argv: readonly string[], given: Io): Promise<number> {
  let code: number = EXIT.ok;
  const io = typed(argv).includes('--no-color') ? colourless(given) : given;
  const isJson = asksForJson(argv);
  const program = new Command('specpact')
    .description(
      'OpenAPI-first code generator and contract test kit for APIs that keep several versions alive.',
    )
    // Without this, `contract --version 1.3` would print the version of the tool.
    .enablePositionalOptions()
    .version(packageVersion(), '--version', 'print the version')
    .addHelpText('after', EXITS)
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      // One document is promised, whatever happens.
      outputError: (text, write) =>
        isJson ? io.out(diagnosticsJson([], { error: worded(text) })) : write(text),
    })
    .exitOverride();
  const done = (given: number) => {
    code = given;
  };
  addGenerate(program, io, done);
  addLint(program, io, done);
  addContract(program, io, done);
  addMock(program, io, done);
  addVersions(program, io, done);
  addProject(program, io, done);
  addDiff(program, io, done);
  addChangelog(program, io, done);
  addConfig(program, io, done);
  addInit(program, io, done);
  addCompletion(program, io, done);
  configure(program, io);
  for (const command of everyCommand(program)) command.addOption(noColour());
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof ConfigRefused) {
      if (isJson) io.out(diagnosticsJson(error.diagnostics));
      else printDiagnostics(error.diagnostics, standardError(io));
      return EXIT.usage;
    }
    const said = error instanceof Error ? error : new Error(String(error));
    if (isJson) io.out(diagnosticsJson([], { error: `internal error: ${said.message}` }));
    const text = argv.includes('--debug')
      ? (said.stack ?? said.message).split('\n').map(printable).join('\n')
      : printable(said.message);
    io.err(
      `specpact: internal error: ${text}\n${argv.includes('--debug') ? '' : 'This is a bug; --debug shows where.\n'}`,
    );
    return EXIT.usage;
  }
}

/** Known before the arguments are read: they may be what is wrong. */
function asksForJson(argv: readonly string[]): boolean {
  const options = typed(argv);
  return options.some(
    (each, at) =>
      each === '--json' ||
      each === '--reporter=json' ||
      (each === 'json' && options[at - 1] === '--reporter'),
  );
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** What stands before `--`: behind it nothing is an option. */
function typed(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end < 0 ? argv : argv.slice(0, end);
}

/** Not spread: to ask for the signal would take Ctrl-C away from the process. */
function colourless(io: Io): Io {
  return Object.assign(Object.create(io) as Io, { colour: false, colourOut: false });
}

/** `error: unknown option '--nope'` without what says that it is one. */
function worded(text: string): string {
  return text.replace(/^error: /, '').trim();
}

type Done = (code: number) => void;

function addGenerate(program: Command, io: Io, done: Done): void {
  program
    .command('generate')
    .addOption(debug())
    .summary('write types, validators, clients and servers')
    .description(
      'Writes types, validators, clients and servers from one OpenAPI document, or from every family below a folder.',
    )
    .argument('[document]', 'an OpenAPI document; without it, every family.yaml below --specs')
    .option('--specs <folder>', 'folder of families', 'specs')
    .option('--output <folder>', 'folder to write', 'generated')
    .option(
      '--targets <list>',
      'types, operations, hooks, validators, client, server, receiver, sender, examples, hono, fastify, express (default: all, examples not for one document, frameworks where package.json has them)',
    )
    .option('--root <folder>', 'folder that no $ref may leave (default: the folder of the document)')
    .addOption(allowHost())
    .addOption(
      repeatable('--include <list>', 'only these operations: tag:NAME, path:/v1/**, id:get*, webhook:NAME'),
    )
    .addOption(repeatable('--exclude <list>', 'not these operations, whatever includes them'))
    .option('--lenient', 'leave out what is wrong with a document, with a warning, instead of refusing it')
    .option('--preview', 'emit PLANNED versions too')
    .option('--check', 'write nothing; exit 1 and name every stale, missing or foreign file')
    .option('--watch', 'run again whenever a file that was read changes; Ctrl-C ends with exit code 0')
    .option('--force', 'make everything anew, also where nothing seems to have changed')
    .option(
      '--clean',
      'remove every file of the last run first, whatever that was made from; files that no run has written stay',
    )
    .option('--json', 'print one JSON document')
    .option('--quiet', 'print findings only')
    .addHelpText(
      'after',
      '\nExamples:\n  specpact generate\n  specpact generate openapi.yaml --output src/api --targets types,client\n  specpact generate openapi.yaml --output src/api --include "tag:pets,path:/v1/users/**" --exclude "id:delete*"\n  specpact generate --check',
    )
    .action(async (document: string | undefined, options) => {
      const { runGenerate } = await import('./generate.js');
      done(await runGenerate({ ...options, ...(document !== undefined && { document }) }, io));
    });
}

function addLint(program: Command, io: Io, done: Done): void {
  program
    .command('lint')
    .addOption(debug())
    .summary('check documents, their examples and their families')
    .description(
      'Checks documents through Redocly with our rules: examples match their schemas, families and documents agree.',
    )
    .argument('[paths...]', 'documents, family.yaml files or folders', ['specs'])
    .addOption(now())
    .option('--root <folder>', 'folder that no $ref may leave (default: the folder of the document)')
    .option(
      '--against <revision>',
      'compare families with what they were: git:REF, a family.yaml, or a folder of such',
    )
    .option('--guide', 'also tell what breaks callers who go from one version to the next (L-15)')
    .addOption(allowHost())
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  specpact lint\n  specpact lint openapi.yaml\n  specpact lint specs/scp-virtualserver --now 2026-04-15\n  specpact lint --against git:main',
    )
    .action(async (paths: string[], options) => {
      const { runLint } = await import('./lint.js');
      done(await runLint({ ...options, paths }, io));
    });
}

function addVersions(program: Command, io: Io, done: Done): void {
  program
    .command('versions')
    .addOption(debug())
    .summary('show the versions of families, their states and dates')
    .description(
      'Shows every version of every family at an instant: its state, until when it is guaranteed, and what the calendar says of both.',
    )
    .argument('[paths...]', 'family.yaml files or folders', ['specs'])
    .addOption(now())
    .option('--within <span>', 'also list what lapses within this span: 90d, 12w')
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
    .option('--svg <file>', 'also write the timeline as a picture')
    .option('--ics <file>', 'also write the dates for a calendar')
    .addHelpText(
      'after',
      '\nExamples:\n  specpact versions\n  specpact versions specs/scp-virtualserver --now 2026-04-15 --within 90d\n  specpact versions --svg versions.svg',
    )
    .action(async (paths: string[], options) => {
      const { runVersions } = await import('./versions.js');
      done(await runVersions({ ...options, paths }, io));
    });
}

function addProject(program: Command, io: Io, done: Done): void {
  program
    .command('project')
    .addOption(debug())
    .summary('write a document that describes several versions as it is at one of them')
    .description(
      'Writes a document as it is at one version: without what x-added, x-removed and x-enum-versions say is not there, and without these.',
    )
    .argument('<document>', 'an OpenAPI document; a family.yaml beside it says which versions there are')
    .requiredOption('--version <id>', 'the version that is meant, as in family.yaml')
    .option(
      '--output <path>',
      'file to write, or folder/ for every file of the document (default: one document to standard output)',
    )
    .option('--root <folder>', 'folder that no $ref may leave (default: the folder of the document)')
    .addOption(allowHost())
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  specpact project api.yaml --version 1.2\n  specpact project api.yaml --version 1.2 --output docs/1.2/',
    )
    .action(async (document: string, options) => {
      const { runProject } = await import('./project.js');
      done(await runProject({ ...options, document }, io));
    });
}
