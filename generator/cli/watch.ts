// Hides `specpact generate --watch`: one run after each change, one line a run, until Ctrl-C.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateOnce } from './generate.js';
import { EXIT, type Io } from './io.js';
import { Reads } from './reads.js';
import type { GenerateCommand } from './request.js';
import { WatchedFolders } from './watched-folders.js';

/** Milliseconds in which the events of one save come together. */
const TOGETHER = 10;
/** An editor that empties a file before it writes it gets so many more. */
const EMPTY = 100;

/** Ends with 0 on Ctrl-C: that is how it is meant to end. What is wrong in between is told, and the earlier output stays. */
export async function watchAndGenerate(command: GenerateCommand, io: Io): Promise<number> {
  const { signal } = io;
  const files = new Set<string>();
  const trees = command.document === undefined ? [resolve(io.cwd, command.specs)] : [];
  let changed = (): void => undefined;
  let isDirty = false;
  const folders = new WatchedFolders(() => {
    isDirty = true;
    changed();
  });
  const onAbort = (): void => changed();
  signal.addEventListener('abort', onAbort);
  let last = '';
  try {
    for (let turn = 0; !signal.aborted; turn++) {
      isDirty = false;
      const start = performance.now();
      const said = await runQuietly(
        turn === 0 ? { ...command, force: true } : { ...command, clean: false },
        io,
        files,
      );
      const took = Math.round(performance.now() - start);
      folders.follow(files, trees);
      // To save a file that is still wrong in the same way is no news, nor is a change that changes nothing.
      const isNews = said.code === EXIT.ok ? !said.isCurrent || last !== '' : said.text !== last;
      if (isNews) said.print(took);
      last = said.code === EXIT.ok ? '' : said.text;
      if (turn === 0 && !command.quiet && !command.json) io.out('Watching for changes; Ctrl-C ends.\n');
      if (!isDirty && !signal.aborted) await new Promise<void>((wake) => (changed = wake));
      if (signal.aborted) break;
      await sleep(TOGETHER);
      if ([...files].some(isEmpty)) await sleep(EMPTY);
    }
  } finally {
    folders.close();
    signal.removeEventListener('abort', onAbort);
  }
  return EXIT.ok;
}

/** A run of which nothing is told yet: whether it is worth telling is known at its end. Adds what it read. */
async function runQuietly(command: GenerateCommand, io: Io, files: Set<string>) {
  const told: { readonly to: 'out' | 'err'; readonly text: string }[] = [];
  const quiet: Io = {
    ...io,
    terminal: false,
    out: (text) => void told.push({ to: 'out', text }),
    err: (text) => void told.push({ to: 'err', text }),
  };
  const reads = new Reads(io.cwd);
  const { code, isCurrent, inputs } = await generateOnce(command, quiet, reads);
  for (const path of [...reads.paths(), ...inputs]) if (!/^https?:/i.test(path)) files.add(path);
  if (command.document !== undefined) files.add(resolve(io.cwd, command.document));
  return {
    code,
    isCurrent,
    text: told.map((each) => each.text).join(''),
    print(took: number): void {
      for (const { to, text } of told) {
        const isLine = to === 'out' && code === EXIT.ok && command.json !== true;
        io[to](isLine ? text.replace(/\.\n$/, `, in ${took} ms.\n`) : text);
      }
    },
  };
}

function isEmpty(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === 0;
}
