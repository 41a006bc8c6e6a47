#!/usr/bin/env node
// Hides the process: makes the outside world that main.ts runs in.
import type { Io } from './io.js';
import { main } from './main.js';

const abort = new AbortController();
process.once('SIGINT', () => abort.abort());
process.once('SIGTERM', () => abort.abort());
// A reader that closes the pipe early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const colourful = (process.env['NO_COLOR'] ?? '') === '';
const io: Io = {
  cwd: process.cwd(),
  env: process.env,
  colour: colourful && process.stderr.isTTY === true,
  colourOut: colourful && process.stdout.isTTY === true,
  terminal: process.stderr.isTTY === true,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: () => new Date(),
  signal: abort.signal,
};

process.exitCode = await main(process.argv.slice(2), io);
