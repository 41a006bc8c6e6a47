// Ctrl-C in a program of its own: what was made is removed, the report of what was done is whole; a second one ends it at once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createServer } from '../faults/server/index.js';
import { listen } from '../faults/server/loopback.js';
import { INSTANT } from '../faults/trial.js';
import { BIN, ROOT } from '../generate/timed.js';

const folder = mkdtempSync(join(tmpdir(), 'specpact-interrupted-'));
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Under {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Ids of what is there and was made by the run. */
  readonly made: ReadonlySet<string>;
  /** Comes when so many have been made. */
  readonly several: Promise<void>;
}

/** @param hang whether deletions are never answered */
async function running(report: string, hang = false): Promise<Under> {
  const server = createServer('scaleway-instance', INSTANT);
  const made = new Set<string>();
  let tell = () => {};
  const several = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const { baseUrl, close } = await listen(async (request) => {
    const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
    const { method } = request;
    if (hang && method === 'DELETE') return new Promise<Response>(() => {});
    const answer = await server.fetch(request);
    if (method === 'DELETE' && answer.status === 204) made.delete(id);
    if (method === 'POST' && answer.status === 201) {
      made.add(((await answer.clone().json()) as { snapshot: { id: string } }).snapshot.id);
      if (made.size >= 2) tell();
    }
    return answer;
  });
  open.push(close);
  const argv = [
    'contract',
    '--family',
    'scaleway-instance',
    '--specs',
    join(ROOT, 'specs'),
    '--base-url',
    baseUrl,
  ];
  const child = spawn(
    process.execPath,
    [BIN, ...argv, '--phases', 'stateful', '--reporter', `ndjson=${report}`, '--reporter', 'terminal'],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended, made, several };
}

describe('Ctrl-C', () => {
  it('removes what was made, and leaves a whole report', async () => {
    const report = join(folder, 'run.ndjson');
    const { child, ended, made, several } = await running(report);
    let out = '';
    child.stdout?.on('data', (text: Buffer) => {
      out += text.toString();
    });
    await several;
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 2, signal: null });
    expect([...made]).toEqual([]);
    const lines = readFileSync(report, 'utf8').trimEnd().split('\n');
    const events = lines.map(
      (line) => JSON.parse(line) as { type: string; outcome?: string; left?: string[] },
    );
    expect([events[0]?.type, events.at(-1)]).toEqual([
      'planned',
      expect.objectContaining({ type: 'finished', outcome: 'aborted' }),
    ]);
    expect(events.find(({ type }) => type === 'cleaned')?.left).toEqual([]);
    expect(out).toContain('The run was ended early.');
  });

  it('twice ends it at once', async () => {
    const { child, ended, several } = await running(join(folder, 'twice.ndjson'), true);
    await several;
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
  });
});
