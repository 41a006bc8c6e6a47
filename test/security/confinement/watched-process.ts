// Hides a run of the built program in a process of its own that tells what it touches: files, hosts, other programs.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../compile/compile.js';

const BIN = join(ROOT, 'dist/generator/cli/bin.js');
const PRELOAD = fileURLToPath(new URL('preload.mjs', import.meta.url));

export interface WatchedRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Absolute paths that the system was asked for. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Where connections and look-ups of names were to go. */
  readonly hosts: readonly string[];
  readonly programs: readonly string[];
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the run: true of what was printed so far. */
  readonly until?: (printed: string) => boolean;
  readonly milliseconds?: number;
}

export async function watchedRun(argv: readonly string[], options: RunOptions): Promise<WatchedRun> {
  const { cwd, env = {}, until, milliseconds = 20_000 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'specpact-trace-'));
  const trace = join(folder, 'trace');
  try {
    const child = spawn(process.execPath, ['--import', PRELOAD, BIN, ...argv], {
      cwd,
      env: { PATH: process.env['PATH'], ...env, SPECPACT_TRACE: trace },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (until?.(out)) child.kill('SIGTERM');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    clearTimeout(timer);
    const lines = existsSync(trace) ? readFileSync(trace, 'utf8').trimEnd().split('\n') : [];
    const told = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as string);
    const of = (kind: string) =>
      told.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
    return {
      ...{ code, out, err },
      ...{ reads: of('read'), writes: of('write'), hosts: [...of('connect'), ...of('listen')] },
      programs: of('run'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Paths that lie neither in, nor on the way to, any of the folders. */
export function outside(paths: readonly string[], folders: readonly string[]): string[] {
  const below = (path: string, folder: string) => path === folder || path.startsWith(folder + sep);
  return paths.filter((path) => !folders.some((folder) => below(path, folder) || below(folder, path)));
}

/** The folder of the program itself. */
export const PROGRAM = ROOT.replace(/\/$/, '');
