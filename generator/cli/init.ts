// Hides `specpact init`: what is found, what somebody wants, what is written, and what comes next.
import { type Choices, usualChoices } from '../init/choices.js';
import { type Detected, detect, ManifestUnreadable, recordOf } from '../init/detect.js';
import { filesFor, runOf, scriptsFor } from '../init/files.js';
import { type Added, withScripts } from '../init/scripts.js';
import { type WrittenFiles, writeAll } from '../init/write.js';
import { readFailure } from '../source.js';
import { EXIT, type Io } from './io.js';
import { diagnosticsJson, json, printable } from './print.js';

export interface InitOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

export async function runInit(options: InitOptions, io: Io): Promise<number> {
  try {
    return await init(options, io);
  } catch (cause) {
    const isTold = cause instanceof ManifestUnreadable;
    if (!isTold && !(cause instanceof Error && 'code' in cause)) throw cause;
    const message = isTold
      ? `${cause.message} Mend it first; nothing was written.`
      : `Cannot write here: ${readFailure(cause)}. Nothing was written.`;
    return refused(message, options, io);
  }
}

async function init(options: InitOptions, io: Io): Promise<number> {
  const detected = detect(io.cwd);
  const isAsking = !options.yes && !options.json;
  if (isAsking && io.terminal !== true)
    return refused('There is no terminal to ask at; specpact init --yes takes what is usual.', options, io);
  const choices = isAsking ? await (await import('./ask.js')).ask(detected) : usualChoices(detected);
  if (!choices) return refused('Nothing was written.', options, io);
  const added = withScripts(detected.manifest, scriptsFor(choices, detected));
  const files = filesFor(choices, detected, added.names);
  const isChanged = Object.keys(added.scripts).length > 0;
  const manifest = isChanged ? { path: 'package.json', text: added.text } : undefined;
  tell({ detected, choices, added, ...writeAll(io.cwd, files, manifest) }, options, io);
  return EXIT.ok;
}

function refused(message: string, options: InitOptions, io: Io): number {
  if (options.json) io.out(diagnosticsJson([], { error: message }));
  else io.err(`specpact init: ${printable(message)}\n`);
  return EXIT.usage;
}

interface Outcome extends WrittenFiles {
  readonly detected: Detected;
  readonly choices: Choices;
  readonly added: Added;
}

function tell(outcome: Outcome, options: InitOptions, io: Io): void {
  const { detected, choices, added, written, kept } = outcome;
  const { documents, families, manager, frameworks, runner } = detected;
  const next = nextSteps(outcome);
  if (options.json) {
    const found = { documents, families, manager, frameworks, runner };
    io.out(json({ found, choices, written, kept, scripts: added.scripts, next }));
    return;
  }
  const about = choices.subject.kind === 'families' ? choices.subject.specs : choices.subject.path;
  const lines = [
    `${about} · ${[manager, ...frameworks, runner === 'vitest' ? 'vitest' : 'node:test'].join(' · ')}`,
    ...written.map((path) => `  wrote  ${path}`),
    ...Object.entries(added.scripts).map(
      ([name, command]) => `  added  package.json: "${name}": "${command}"`,
    ),
    ...kept.map((path) => `  kept   ${path} (it is there already)`),
    ...added.known.map((name) => `  kept   package.json: "${name}"`),
    'Next:',
    ...next.map((command) => `  ${command}`),
  ];
  io.out(`${lines.map(printable).join('\n')}\n`);
}

/** Commands, in their order. */
function nextSteps({ detected, added }: Outcome): string[] {
  const { manager, manifest } = detected;
  const packages = {
    ...recordOf(manifest?.value['dependencies']),
    ...recordOf(manifest?.value['devDependencies']),
  };
  const install =
    manager === 'npm' ? 'npm install --save-dev' : `${manager} add ${manager === 'bun' ? '-d' : '-D'}`;
  return [
    ...(Object.hasOwn(packages, 'specpact') ? [] : [`${install} specpact`]),
    ...['generate', 'lint:api', 'test:contract']
      .flatMap((name) => added.names[name] ?? [])
      .map((name) => runOf(manager, name)),
  ];
}
