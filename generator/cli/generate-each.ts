// Hides `specpact generate` where the configuration names several outputs: each for itself, told as one.
import { resolve } from 'node:path';
import { runGenerate } from './generate.js';
import { EXIT, type Io } from './io.js';
import { json } from './print.js';
import { reportUsage } from './report.js';
import type { GenerateCommand } from './request.js';

/** Ends with the worst that any of them ends with. One that fails keeps no other from being made. */
export async function generateEach(
  common: GenerateCommand,
  each: readonly Partial<GenerateCommand>[],
  io: Io,
): Promise<number> {
  const commands = each.map((one) => ({ ...common, ...one }));
  const problem = common.watch
    ? 'To --watch, name one document or folder of families.'
    : doubled(commands, io);
  if (problem !== undefined) return reportUsage(problem, common, io);
  const codes: number[] = [];
  const runs: unknown[] = [];
  for (const command of commands) {
    const told: string[] = [];
    // Not spread: to ask for the signal would take Ctrl-C away from the process.
    const listening = Object.assign(Object.create(io) as Io, { out: (text: string) => void told.push(text) });
    codes.push(await runGenerate(command, command.json ? listening : io));
    if (command.json) runs.push({ output: command.output, ...(JSON.parse(told.join('')) as object) });
  }
  if (common.json) io.out(json({ runs }));
  return Math.max(EXIT.ok, ...codes);
}

/** Each would remove what the other wrote. */
function doubled(commands: readonly GenerateCommand[], io: Io): string | undefined {
  const folders = commands.map(({ output }) => resolve(io.cwd, output));
  const at = folders.findIndex((folder, index) => folders.indexOf(folder) !== index);
  return at < 0
    ? undefined
    : `The configuration names ${commands[at]?.output} as the output of two; give each a folder of its own.`;
}
