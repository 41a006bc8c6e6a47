// --watch: one run after each change, quickly; what is wrong in between is told once, and the earlier output stays.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../generator/cli/main.js';
import { stopwatch } from '../stopwatch.js';
import { edit, FAMILIES, FAMILY, LONE } from './notes.js';
import { scripted, specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

/** Starts watching, and gives what is said from then on. */
async function watching(cwd: string, ...argv: string[]) {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const abort = new AbortController();
  const { io } = scripted(cwd, { out: say, err: say, signal: abort.signal });
  const ended = main(['generate', '--watch', '--targets', 'types,client', ...argv], io);
  const stop = () => {
    abort.abort();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  const next = async (pattern: RegExp) => {
    await vi.waitFor(() => expect(said.join('')).toMatch(pattern), { timeout: 20_000, interval: 2 });
    return said.splice(0).join('');
  };
  await next(/Watching for changes/);
  return { next, said, stop };
}
const LINE = /^(generated|out): \d+ files? written, \d+ removed, \d+ unchanged, in (\d+) ms\.\n$/m;
const quiet = () => new Promise((ready) => setTimeout(ready, 250));

describe('generate --watch', () => {
  it('makes a small document again at once', async () => {
    const folder = scratch(LONE);
    const { next, stop } = await watching(folder, 'api.yaml', '--output', 'out');
    // By the clock on the wall, as the command tells it, and of processor time, which other tests do not slow down.
    const [times, cpu]: number[][] = [[], []];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const spent = stopwatch();
      edit(join(folder, 'api.yaml'), /operationId: \w+/, `operationId: ${name}Notes`);
      times?.push(Number(LINE.exec(await next(LINE))?.[2]));
      cpu?.push(Math.round(spent()));
      expect(readFileSync(join(folder, 'out/client.ts'), 'utf8')).toContain(`${name}Notes`);
    }
    console.log(
      `watch: made again in ${times?.join(', ')} ms after a save (${cpu?.join(', ')} ms of processor time)`,
    );
    expect(Math.min(...(cpu ?? []))).toBeLessThan(100);
    expect(await stop()).toBe(0);
  });

  it('follows every file that is read, also new ones, and those that editors replace', async () => {
    const folder = scratch(LONE);
    const { next } = await watching(folder, 'api.yaml', '--output', 'out');
    edit(join(folder, 'note.yaml'), 'type: string', 'type: number');
    await next(LINE);
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'more/note.yaml'), 'Notes: { type: number }\n');
    edit(join(folder, 'api.yaml'), 'note.yaml', 'more/note.yaml');
    await next(LINE);
    writeFileSync(join(folder, 'more/note.yaml~'), 'Notes: { type: boolean }\n');
    renameSync(join(folder, 'more/note.yaml~'), join(folder, 'more/note.yaml'));
    await next(LINE);
    expect(readFileSync(join(folder, 'out/types.ts'), 'utf8')).toContain('boolean');
  });

  it('tells once what is wrong, keeps the output, and goes on', async () => {
    const folder = scratch(LONE);
    const { next, said } = await watching(folder, 'api.yaml', '--output', 'out');
    const before = snapshot(join(folder, 'out'));
    const good = readFileSync(join(folder, 'api.yaml'), 'utf8');
    writeFileSync(join(folder, 'api.yaml'), good.replace('paths:', 'paths: ['));
    const wrong = await next(/Nothing was written/);
    expect(wrong.match(/ error /g)).toHaveLength(1);
    writeFileSync(join(folder, 'api.yaml'), good.replace('paths:', 'paths: ['));
    await quiet();
    expect(said).toEqual([]);
    rmSync(join(folder, 'api.yaml'));
    await next(/there is no such file/);
    expect(snapshot(join(folder, 'out'))).toEqual(before);
    writeFileSync(join(folder, 'api.yaml'), good);
    await next(/up to date/);
    edit(join(folder, 'api.yaml'), 'note.yaml', 'later.yaml');
    await next(/ref-unresolved/);
    writeFileSync(join(folder, 'later.yaml'), 'Notes: { type: number }\n');
    await next(LINE);
  });

  it('sees a family come and go, and does not see its own output', async () => {
    const folder = scratch(FAMILIES);
    const { next, said } = await watching(folder, '--output', 'specs/generated');
    await quiet();
    expect(said).toEqual([]);
    mkdirSync(join(folder, 'specs/more'));
    for (const name of ['1.0.yaml', '1.1.yaml', 'note.yaml'] as const)
      writeFileSync(join(folder, 'specs/more', name), FAMILIES[`specs/memos/${name}`]);
    writeFileSync(join(folder, 'specs/more/family.yaml'), FAMILY.replace('notes', 'more'));
    await next(/written, 0 removed/);
    rmSync(join(folder, 'specs/more'), { recursive: true });
    await next(/written, [1-9]\d* removed/);
    await quiet();
    expect(said).toEqual([]);
  });

  it('is not for --check', async () => {
    const { code, out, err } = await specpact(['generate', '--watch', '--check', 'api.yaml'], scratch(LONE));
    expect([code, out, err]).toEqual([2, '', expect.stringContaining('name one of them')]);
  });
});
