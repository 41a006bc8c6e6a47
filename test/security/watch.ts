// Hides how it is seen what code touches outside of its memory: the files that it asks the system for, and the hosts.
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { resolve } from 'node:path';

export interface Touched {
  /** Absolute paths, in the order in which they were first asked for. */
  readonly files: readonly string[];
  /** Where connections and look-ups of names were to go. */
  readonly hosts: readonly string[];
}

type Functions = Record<string, unknown>;

const READING = ['open', 'readFile', 'stat', 'lstat', 'realpath', 'access', 'readdir', 'readlink', 'opendir'];

/** Runs a piece of work and tells what it touched. Not for work that runs beside other work. */
export async function watched<T>(work: () => Promise<T>): Promise<{ value: T; touched: Touched }> {
  const files = new Set<string>();
  const hosts = new Set<string>();
  const undo: (() => void)[] = [];
  const wrap = (owner: unknown, name: string, note: (first: unknown) => void): void => {
    const functions = owner as Functions;
    const original = functions[name];
    if (typeof original !== 'function') return;
    functions[name] = Object.assign(function (this: unknown, ...args: unknown[]) {
      note(args[0]);
      return Reflect.apply(original, this, args) as unknown;
    }, original);
    undo.push(() => {
      functions[name] = original;
    });
  };
  const file = (path: unknown) => {
    if (typeof path === 'string' || path instanceof URL || Buffer.isBuffer(path))
      files.add(path instanceof URL ? path.pathname : resolve(String(path)));
  };
  for (const name of READING) {
    wrap(fs, name, file);
    wrap(fs, `${name}Sync`, file);
    wrap(fs.promises, name, file);
  }
  wrap(fs, 'createReadStream', file);
  const host = (where: unknown) => void hosts.add(typeof where === 'string' ? where : JSON.stringify(where));
  wrap(net.Socket.prototype, 'connect', host);
  wrap(dns, 'lookup', host);
  wrap(dns.promises, 'lookup', host);
  wrap(globalThis, 'fetch', (target) => host(target instanceof Request ? target.url : String(target)));
  syncBuiltinESMExports();
  try {
    return { value: await work(), touched: { files: [...files], hosts: [...hosts] } };
  } finally {
    for (const each of undo.reverse()) each();
    syncBuiltinESMExports();
  }
}
