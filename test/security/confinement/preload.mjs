// Hides how a whole process is watched: before anything of the program is loaded, whatever leads out of memory is made to tell.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { appendFileSync } = fs;
const told = new Set();

/** One line for each thing that is done for the first time: `read /path`, `write /path`, `connect …`, `run …`. */
function tell(line) {
  if (told.has(line)) return;
  told.add(line);
  appendFileSync(process.env.SPECPACT_TRACE, `${JSON.stringify(line)}\n`);
}

function wrap(owner, name, note) {
  const original = owner[name];
  if (typeof original !== 'function') return;
  owner[name] = Object.assign(function (...args) {
    note(args);
    return Reflect.apply(original, this, args);
  }, original);
}

function pathOf(path) {
  if (typeof path === 'number') return undefined;
  const found = path instanceof URL ? fileURLToPath(path) : resolve(String(path));
  // What is told here, and since when the process runs, by which it signs what it writes.
  return [process.env.SPECPACT_TRACE, `/proc/${process.pid}/stat`].includes(found) ? undefined : found;
}

const READING = [
  ...[
    'readFile',
    'stat',
    'lstat',
    'realpath',
    'access',
    'exists',
    'readdir',
    'readlink',
    'opendir',
    'statfs',
  ],
  ...['createReadStream', 'watch', 'watchFile'],
];
const WRITING = [
  ...['writeFile', 'appendFile', 'unlink', 'rm', 'rmdir', 'mkdir', 'mkdtemp', 'chmod', 'chown', 'lchown'],
  ...['truncate', 'utimes', 'lutimes', 'createWriteStream'],
];
/** Their second argument is what comes to be. */
const MOVING = ['rename', 'copyFile', 'cp', 'link', 'symlink'];

for (const owner of [fs, fs.promises]) {
  for (const suffix of ['', 'Sync']) {
    const each = (names, note) => {
      for (const name of names) wrap(owner, name + suffix, note);
    };
    const path = (kind, at) => (args) => {
      const found = pathOf(args[at]);
      if (found !== undefined) tell(`${kind} ${found}`);
    };
    each(READING, path('read', 0));
    each(WRITING, path('write', 0));
    each(MOVING, (args) => {
      path('write', 1)(args);
      path(args.length > 1 ? 'write' : 'read', 0)(args);
    });
    each(['open'], (args) => path(/[wa+]/.test(String(args[1] ?? 'r')) ? 'write' : 'read', 0)(args));
  }
}

const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
wrap(net.Socket.prototype, 'connect', ([where]) => tell(`connect ${shown(where)}`));
wrap(net.Server.prototype, 'listen', ([where]) => tell(`listen ${shown(where)}`));
wrap(dgram, 'createSocket', ([kind]) => tell(`connect ${shown(kind)}`));
wrap(globalThis, 'fetch', ([target]) => tell(`connect ${target instanceof Request ? target.url : target}`));
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(owner))
    if (/^(lookup|resolve|reverse)/.test(name)) wrap(owner, name, ([host]) => tell(`connect ${shown(host)}`));
for (const name of Object.keys(childProcess))
  if (/^(spawn|exec|fork)/.test(name)) wrap(childProcess, name, ([file]) => tell(`run ${shown(file)}`));
syncBuiltinESMExports();
