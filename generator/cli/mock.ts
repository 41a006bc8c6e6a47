// Hides `specpact mock`: what was asked for becomes a server that listens until it is told to end.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasErrors } from '../diagnostics.js';
import { Refusal } from './contract-arguments.js';
import { subjectsFor, type UnderTest } from './contract-subjects.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import { credentialsOf, portOf, seedOf, settleOf } from './mock-arguments.js';
import { countLine, diagnosticsJson, json, printable, printDiagnostics, standardError } from './print.js';

export interface MockOptions {
  /** A document, a family.yaml or its folder, or the name of a family. */
  readonly subject: string;
  readonly specs?: string;
  readonly host?: string;
  readonly port?: string;
  readonly now?: string;
  readonly seedValue?: string;
  readonly settle?: string;
  readonly credentials?: readonly string[];
  readonly lenient?: boolean;
  readonly allowHost?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Exit codes: 0 it was told to end, 2 it could not begin. */
export async function runMock(options: MockOptions, io: Io): Promise<number> {
  try {
    return await serve(options, io);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    if (options.json) io.out(diagnosticsJson([], { error: cause.message }));
    else io.err(`specpact mock: ${printable(cause.message)}\n`);
    return EXIT.usage;
  }
}

async function serve(options: MockOptions, io: Io): Promise<number> {
  const { host = '127.0.0.1', json: isJson = false, quiet = false } = options;
  const port = portOf(options.port ?? '8080');
  const settleMs = settleOf(options.settle ?? '0');
  const seed = seedOf(options.seedValue ?? '0');
  const now = clockOf(options, io);
  const { value, diagnostics } = await subjectsFor(subjectOptions(options, io), now(), io);
  if (!value) {
    if (isJson) io.out(diagnosticsJson(diagnostics));
    else {
      printDiagnostics(diagnostics, standardError(io));
      if (hasErrors(diagnostics)) io.err(`${countLine(diagnostics)}. Nothing is served.\n`);
    }
    return EXIT.usage;
  }
  const { createMock } = await import('../../contract/mock/index.js');
  const { family, models } = modelsOf(value);
  const schemes = new Set(models.flatMap((model) => model.securitySchemes.map(({ key }) => key)));
  const mock = createMock({
    ...{ models, now, seed, settleMs, credentials: credentialsOf(options.credentials ?? [], schemes) },
    ...(family && { family }),
    onError: (error, operation) => {
      const reason = error instanceof Error ? error.message : String(error);
      io.err(`specpact mock: ${printable(`${operation === '' ? '' : `${operation}: `}${reason}`)}\n`);
    },
  });
  const { listen } = await import('../../contract/mock/listen.js');
  const listening = await listen(mock, {
    ...{ host, port },
    ...(!quiet && { onAnswer: (...seen) => io.err(line(...seen)) }),
  }).catch((cause: NodeJS.ErrnoException) => {
    throw new Refusal(unableText(cause, host, port));
  });
  io.out(isJson ? json({ url: listening.url, name: value.name }) : `listening on ${listening.url}\n`);
  await ended(io.signal);
  await listening.close();
  return EXIT.ok;
}

/** A clock that runs on from the instant that it is given. */
function clockOf(options: MockOptions, io: Io): () => Date {
  const instant = instantOf(options.now, io);
  if (typeof instant === 'string') throw new Refusal(instant);
  const ahead = instant.getTime() - io.now().getTime();
  return () => new Date(io.now().getTime() + ahead);
}

function subjectOptions({ subject, specs, allowHost, lenient }: MockOptions, io: Io) {
  const more = {
    ...(specs !== undefined && { specs }),
    ...(allowHost && { allowHost }),
    ...(lenient && { lenient }),
  };
  const path = resolve(io.cwd, subject);
  const manifest = join(path, 'family.yaml');
  if (existsSync(path) && statSync(path).isDirectory() && existsSync(manifest))
    return { ...more, document: manifest };
  const isPath = existsSync(path) || /[/\\]|\.(ya?ml|json)$/i.test(subject);
  return isPath ? { ...more, document: subject } : { ...more, family: subject };
}

function modelsOf({ subjects, family }: UnderTest) {
  return { models: subjects.map(({ model }) => model), family: family?.family };
}

/** `GET /v1/snapshots?limit=2 200 1.3 ms` */
function line({ method, url }: Request, status: number, milliseconds: number): string {
  const { pathname, search } = new URL(url);
  return `${printable(`${method} ${pathname}${search}`)} ${status} ${milliseconds.toFixed(1)} ms\n`;
}

function unableText({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${host} is in use; name another one with --port, or --port 0 for any that is free.`;
  if (code === 'EACCES') return `Port ${port} of ${host} is not ours to take; name another one with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine; name one with --host.`;
  return `Nothing can listen on ${host}:${port}: ${message}`;
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
