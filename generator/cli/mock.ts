// Hides `specpact mock`: what was asked for becomes a server that listens until it is told to end.
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mock } from '../../contract/mock/index.js';
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics.js';
import { Refusal } from './contract-arguments.js';
import { subjectsFor, type UnderTest } from './contract-subjects.js';
import { instantOf } from './instant.js';
import { EXIT, type Io } from './io.js';
import {
  adminPathOf,
  bodyLimitOf,
  chaosOf,
  credentialsOf,
  hostOf,
  portOf,
  seedOf,
  settleOf,
} from './mock-arguments.js';
import { readState, type StateFile } from './mock-state.js';
import { countLine, diagnosticsJson, json, printable, printDiagnostics, standardError } from './print.js';

export interface MockOptions {
  /** A document, a family.yaml or its folder, or the name of a family. */
  readonly subject: string;
  readonly specs?: string;
  readonly host?: string;
  readonly port?: string;
  readonly now?: string;
  /** A file of state. */
  readonly seed?: string;
  readonly seedValue?: string;
  readonly chaos?: string;
  readonly cors?: boolean;
  readonly adminPath?: string;
  readonly bodyLimit?: string;
  /** Where a real server answers: requests go there. */
  readonly validate?: string;
  readonly errors?: boolean;
  readonly record?: string;
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
  const host = hostOf(options.host ?? '127.0.0.1');
  const port = portOf(options.port ?? '8080');
  const now = clockOf(options, io);
  const manners = {
    ...{ now, seed: seedOf(options.seedValue ?? '0'), settleMs: settleOf(options.settle ?? '0') },
    ...{ cors: options.cors !== false, adminPath: adminPathOf(options.adminPath ?? '/__specpact') },
    bodyLimit: bodyLimitOf(options.bodyLimit ?? '1048576'),
    ...(options.chaos !== undefined && { chaos: chaosOf(options.chaos) }),
  };
  const { value, diagnostics } = await subjectsFor(subjectOptions(options, io), now(), io.cwd);
  if (!value) return refuse(diagnostics, options, io);
  if (options.validate === undefined && (options.errors || options.record !== undefined))
    throw new Refusal('--errors and --record are about a server behind --validate; give its URL.');
  if (options.validate !== undefined) {
    refuseState(options);
    const { proxied } = await import('./mock-proxy.js');
    const proxy = await proxied(modelsOf(value), { ...options, validate: options.validate, now }, io);
    try {
      return await listened(proxy.handler, value.name, { ...options, host, port }, io);
    } finally {
      proxy.end();
    }
  }
  const state: Outcome<StateFile> =
    options.seed === undefined ? { diagnostics } : readState(options.seed, io.cwd);
  if (hasErrors(state.diagnostics)) return refuse(state.diagnostics, options, io);
  const { createMock, StateRefused, Unmockable } = await import('../../contract/mock/index.js');
  const { family, models } = modelsOf(value);
  const schemes = new Set(models.flatMap((model) => model.securitySchemes.map(({ key }) => key)));
  let mock: Mock;
  try {
    mock = createMock({
      ...manners,
      ...{ models, credentials: credentialsOf(options.credentials ?? [], schemes) },
      ...(family && { family }),
      ...(state.value && { state: state.value.value }),
      onError: complaining(io),
    });
  } catch (cause) {
    if (cause instanceof StateRefused) return refuse(state.value?.told(cause.violations) ?? [], options, io);
    throw cause instanceof Unmockable ? new Refusal(cause.message) : cause;
  }
  return listened(mock, value.name, { ...options, host, port }, io);
}

/** What a mock is told of its own state and manners, the server behind a proxy does not hear. */
function refuseState({ seed, chaos, credentials = [], settle = '0' }: MockOptions): void {
  const given = { seed, chaos, credentials: credentials[0], settle: settle === '0' ? undefined : settle };
  const [name] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined)
    throw new Refusal(
      `--${name} is about a mock; the server behind --validate has its own. Leave one of them out.`,
    );
}

/** Listens until it is told to end. */
async function listened(
  handler: (request: Request) => Promise<Response>,
  name: string,
  {
    host,
    port,
    quiet,
    json: isJson,
  }: Omit<MockOptions, 'host' | 'port'> & { readonly host: string; readonly port: number },
  io: Io,
): Promise<number> {
  const { listen } = await import('../../contract/mock/listen.js');
  const listening = await listen(handler, {
    ...{ host, port },
    ...(!quiet && { onAnswer: (...seen) => io.err(line(...seen)) }),
  }).catch((cause: NodeJS.ErrnoException) => {
    throw new Refusal(unableText(cause, host, port));
  });
  io.out(isJson ? json({ url: listening.url, name }) : `listening on ${listening.url}\n`);
  await ended(io.signal);
  await listening.close();
  return EXIT.ok;
}

function refuse(diagnostics: readonly Diagnostic[], { json: isJson }: MockOptions, io: Io): number {
  if (isJson) io.out(diagnosticsJson(diagnostics));
  else {
    printDiagnostics(diagnostics, standardError(io));
    if (hasErrors(diagnostics)) io.err(`${countLine(diagnostics)}. Nothing is served.\n`);
  }
  return EXIT.usage;
}

function complaining(io: Io): (error: unknown, operation: string) => void {
  return (error, operation) => {
    const reason = error instanceof Error ? error.message : String(error);
    io.err(`specpact mock: ${printable(`${operation === '' ? '' : `${operation}: `}${reason}`)}\n`);
  };
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

/** `GET /v1/snapshots?limit=2 200 1.3 ms`, and of a refusal why */
function line({ method, url }: Request, { status, headers }: Response, milliseconds: number): string {
  const reason = headers.get('specpact-reason');
  const { pathname, search } = new URL(url);
  return `${printable(`${method} ${pathname}${search}`)} ${status} ${milliseconds.toFixed(1)} ms${reason === null ? '' : `  ${printable(reason)}`}\n`;
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
