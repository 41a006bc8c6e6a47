#!/usr/bin/env node
// Hides the process: makes the outside world that main.ts runs in.
import { readFailure } from '../source.js';
import { EXIT, type Io } from './io.js';
import { main } from './main.js';

/** Only for a command that wants to end in an orderly way. Any other ends at once, as every program does. */
let abort: AbortController | undefined;
function ending(): AbortSignal {
  if (abort) return abort.signal;
  const made = new AbortController();
  process.once('SIGINT', () => made.abort());
  process.once('SIGTERM', () => made.abort());
  abort = made;
  return made.signal;
}
// A reader that closes the pipe early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`specpact: the output cannot be written: ${readFailure(error)}.\n`);
  process.exit(EXIT.usage);
});

const colourful = (process.env['NO_COLOR'] ?? '') === '';
const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  colour: colourful && process.stderr.isTTY === true,
  colourOut: colourful && process.stdout.isTTY === true,
  terminal: process.stderr.isTTY === true,
  ...(process.stdout.isTTY && { columns: process.stdout.columns }),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: () => new Date(),
  get signal() {
    return ending();
  },
};

process.exitCode = await main(process.argv.slice(2), io);
