// Real processes, really killed, while they write again and again: what they leave is one edition or the other.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recover } from '../../generator/write/carry-out.js';
import { writeOutput } from '../../generator/write/output.js';
import { scratch, snapshot } from '../generate/scratch.js';
import { compiledWriter } from './compiled.js';

const ROUNDS = 12;
const edition = (number: number) =>
  Array.from({ length: 30 }, (_, at) => ({
    path: `v${at % 4}/f${at + number * 10}.ts`,
    text: `edition ${number}\n`.repeat(300),
  }));
const [FIRST, SECOND] = [edition(1), edition(2)];

it.each(['a folder', 'a link to a folder'])(
  '%s is one or the other, whenever the writer is killed',
  async (kind) => {
    const [module, outer] = [compiledWriter(), scratch({ 'out/mine.md': 'mine\n' })];
    const folder = kind === 'a folder' ? join(outer, 'out') : join(outer, 'link');
    if (kind !== 'a folder') symlinkSync('out', folder);
    const editions = [FIRST, SECOND].map((files) => {
      writeOutput(folder, files);
      return snapshot(folder);
    });
    const script = `
    import { writeOutput } from ${JSON.stringify(module)};
    const edition = ${edition};
    const editions = [edition(1), edition(2)];
    process.stdout.write('writing');
    for (let turn = 0; ; turn++) writeOutput(${JSON.stringify(folder)}, editions[turn % 2]);
  `;
    let [found, broken] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
      await new Promise((ready) => child.stdout.once('data', ready));
      // Nobody knows when that is, so that every instant has its turn.
      await new Promise((ready) => setTimeout(ready, 3 + ((round * 7919) % 60)));
      child.kill('SIGKILL');
      await new Promise((ready) => child.once('close', ready));
      if (kind === 'a folder' && existsSync(folder)) {
        found++;
        expect(editions).toContainEqual(snapshot(folder));
      }
      if (
        readdirSync(outer).some((name) => name.startsWith('.out')) ||
        existsSync(join(outer, 'out/.specpact.tmp'))
      )
        broken++;
      recover(folder);
      expect(editions).toContainEqual(snapshot(folder));
      expect(readdirSync(outer).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    console.log(
      `${kind}: ${ROUNDS} writers killed, ${broken} of them in the middle, ${found} left the folder in its place`,
    );
    expect(broken).toBeGreaterThan(0);
  },
);
