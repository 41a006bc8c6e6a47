// Hides where a run prepares what it is going to put in place: a folder of its own, which also keeps two runs apart.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isCode, lstatOf } from './paths.js';

/** A folder that one run holds at a time. */
export interface Area {
  readonly path: string;
  /** For what is to come. */
  readonly fresh: string;
  /** For the whole output folder as it was. */
  readonly old: string;
  /** For copies of what is being replaced. */
  readonly undo: string;
  /** Says what moves are under way. */
  readonly journal: string;
  /** False where a run before this one may have changed something until now: it was waited for, or has died here. */
  readonly isFirst: boolean;
  /** Removes what is in it. */
  clear(): void;
  /** Removes it, and all that is in it. */
  release(): void;
}

/** Below the output folder; there is no better place for it where the folder cannot be replaced as a whole. */
export const INNER_AREA = '.specpact.tmp';

/** The places where an area of this output folder may be: beside it, and in it. */
export function areaPaths(folder: string): { readonly beside: string; readonly inside: string } {
  return { beside: join(dirname(folder), `.${basename(folder)}.specpact`), inside: join(folder, INNER_AREA) };
}

/** Milliseconds that a run waits for another one. Writing takes a few of them, for huge documents seconds. */
const PATIENCE = 10_000;
/** After so many an area that nobody has signed belongs to a run that died as it did so. */
const UNNAMED = 1_000;
const STEP = 20;

const OWNER = /^owner-(\d+)$/;
const OURS = /^(owner-\d+|new|old|gone|undo|journal(\.new)?)$/;

/**
 * Takes the area at a path, from a dead run if need be: what that one left is still in it. Waits for a run that lives.
 * @throws Error with a message of ours where another run does not end, or where others have put something there
 */
export function takeArea(path: string): Area {
  const area: Omit<Area, 'isFirst'> = {
    path,
    fresh: join(path, 'new'),
    old: join(path, 'old'),
    undo: join(path, 'undo'),
    journal: join(path, 'journal'),
    clear: () => clear(path),
    release: () => release(path),
  };
  for (let waited = 0; ; waited += STEP) {
    if (claim(path)) return { ...area, isFirst: waited === 0 };
    const holder = holderOf(path);
    if (holder && isGone(holder, waited) && sign(path, holder.turn + 1)) return { ...area, isFirst: false };
    if (waited >= PATIENCE)
      throw new Error(`another run of specpact (process ${holder?.pid}) is writing there, and does not end`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP);
  }
}

/** True where a dead run has left something at the path. */
export function isAbandoned(path: string): boolean {
  if (!lstatOf(path)?.isDirectory() || !namesIn(path).every((name) => OURS.test(name))) return false;
  const holder = holderOf(path);
  return holder !== undefined && (namesIn(path).length === 0 || isGone(holder, 0));
}

/** Removes what runs made ready beside a path and did not live to claim. */
export function sweep(path: string): void {
  const start = `${basename(path)}.`;
  for (const name of namesIn(dirname(path)).filter((each) => each.startsWith(start))) {
    const [pid, left] = [Number(name.slice(start.length)), join(dirname(path), name)];
    const isOurs = pid > 0 && lstatOf(left)?.isDirectory() && namesIn(left).every((each) => OWNER.test(each));
    if (isOurs && (pid === process.pid || !isRunning(pid))) rmSync(left, { recursive: true, force: true });
  }
}

interface Holder {
  /** How many runs have held this area, each but the first taking it from a dead one. */
  readonly turn: number;
  readonly pid?: string;
  readonly host?: string;
  /** When the process began, by the count of its system: ids of processes come again. */
  readonly start?: string;
}

/** Who holds the area; undefined where it is gone by now. */
function holderOf(path: string): Holder | undefined {
  const found = lstatOf(path);
  if (!found) return undefined;
  const names = found.isDirectory() ? namesIn(path) : [''];
  if (!names.every((name) => OURS.test(name)))
    throw new Error(
      `${basename(path)} is in the way: specpact needs this name, and others have put something there`,
    );
  const turn = Math.max(0, ...names.map((name) => Number(OWNER.exec(name)?.[1] ?? 0)));
  if (turn === 0) return { turn };
  const [pid = '', host = '', start = ''] = signatureOf(join(path, `owner-${turn}`));
  return pid === '' ? { turn } : { turn, pid, host, start };
}

/** @param waited milliseconds that it has been waited for already */
function isGone({ pid, host, start }: Holder, waited: number): boolean {
  if (pid === undefined) return waited >= UNNAMED;
  // Of a run on another machine, or in another container, nobody knows; but none writes for so long.
  if (host !== hostname()) return waited >= PATIENCE;
  if (pid === String(process.pid)) return true; // this run waits here, so that it does not write there
  return !isRunning(Number(pid)) || start !== startOf(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'; // somebody else's
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)); empty on systems that have none. */
function startOf(pid: string): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Puts a signed area where there is none, or an empty one that its run was about to remove. */
function claim(path: string): boolean {
  if (lstatOf(path)?.isDirectory() === false || namesIn(path).length > 0) return false;
  const signed = unclaimed(path, process.pid);
  rmSync(signed, { recursive: true, force: true });
  mkdirSync(signed);
  try {
    sign(signed, 1);
    renameSync(signed, path); // which fails where something is in it
    return true;
  } catch (cause) {
    rmSync(signed, { recursive: true, force: true });
    if (isCode(cause, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) return false; // another run was faster
    throw cause;
  }
}

/** Where a run makes its area ready. */
function unclaimed(path: string, pid: number): string {
  return `${path}.${pid}`;
}

/** False where another run has signed before, or the area is gone. */
function sign(path: string, turn: number): boolean {
  try {
    const text = [process.pid, hostname(), startOf(String(process.pid))].join('\n');
    writeFileSync(join(path, `owner-${turn}`), text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (isCode(cause, 'EEXIST', 'ENOENT')) return false;
    throw cause;
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return [];
    throw cause;
  }
}

function signatureOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** The journal goes first: without it nothing that is left means anything. */
function clear(path: string): void {
  for (const name of ['journal', 'journal.new', 'new', 'undo'])
    rmSync(join(path, name), { recursive: true, force: true });
  // At one blow: an old folder that is half gone would be mistaken for one that files have to be saved from.
  const gone = join(path, 'gone');
  rmSync(gone, { recursive: true, force: true });
  if (lstatOf(join(path, 'old'))) renameSync(join(path, 'old'), gone);
  rmSync(gone, { recursive: true, force: true });
}

/** The names of owners go last: until then nobody else begins. */
function release(path: string): void {
  clear(path);
  for (const name of readdirSync(path).filter((each) => OWNER.test(each)))
    rmSync(join(path, name), { force: true });
  try {
    rmdirSync(path);
  } catch (cause) {
    if (!isCode(cause, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw cause; // taken by one that was waiting
  }
}
