// How commands end: one exit code for one kind of end, whichever command it is, and with --json one document on standard output.
import { describe, expect, it } from 'vitest';
import { main } from '../../generator/cli/main.js';
import { scripted, specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const HEAD = 'openapi: 3.1.1\ninfo: { title: T, version: "1" }\n';
const GOOD = `${HEAD}paths: { /a: { get: { operationId: a, summary: S, security: [], responses: { "204": { description: D }, 4XX: { description: D } } } } }\n`;
const FILES = {
  'good.yaml': GOOD,
  'wrong.yaml': `${HEAD}paths: 7\n`,
  'broken.yaml': 'a: [\n',
  'empty/x.txt': '',
  'specs/notes/family.yaml':
    'family: notes\nselector: { in: none, whenAbsent: current }\nversions: [{ id: "1", spec: 1.yaml, state: CURRENT }]\n',
  'specs/notes/1.yaml': GOOD,
};
const CONTRACT = ['contract', '--base-url', 'http://127.0.0.1:9'];

/** What is asked for, with which code it ends, and what is said. */
const ENDS: readonly (readonly [argv: readonly string[], code: number, said: string])[] = [
  [['generate', 'good.yaml', '--output', 'out', '--targets', 'types'], 0, ''],
  [['generate', 'wrong.yaml', '--output', 'out'], 1, 'document-invalid'],
  [['generate', 'broken.yaml', '--output', 'out'], 1, 'syntax-invalid'],
  [['generate', 'none.yaml', '--output', 'out'], 2, 'Cannot read none.yaml: there is no such file.'],
  [['generate', 'empty', '--output', 'out'], 2, 'Cannot read empty: it is a folder, not a file.'],
  [['generate', '--specs', 'none'], 2, 'There is no folder none.'],
  [['generate', '--specs', 'empty'], 2, 'There is no family.yaml below empty.'],
  [['generate', 'good.yaml', '--output', 'good.yaml'], 2, 'a file stands where a folder is needed'],
  [['generate', 'good.yaml', '--output', 'out', '--targets', 'nil'], 2, 'There is no target'],
  [['generate', 'good.yaml', '--check', '--output', 'out', '--targets', 'types'], 1, 'types.ts'],
  [['generate', '--nope'], 2, "unknown option '--nope'"],
  [['generate', 'a', 'b'], 2, 'too many arguments'],
  [['lint', 'good.yaml'], 0, ''],
  [['lint', 'wrong.yaml'], 1, 'struct'],
  [['lint', 'broken.yaml'], 1, 'syntax-invalid'],
  [['lint', 'none.yaml'], 2, 'There is no none.yaml.'],
  [['lint', 'empty'], 2, 'There is no family.yaml below empty.'],
  [['lint', 'good.yaml', '--now', 'soon'], 2, '--now soon is no instant'],
  [['lint', '--nope'], 2, "unknown option '--nope'"],
  [[...CONTRACT, '--family', 'notes', '--specs', 'none'], 2, 'There is no folder none.'],
  [[...CONTRACT, '--family', 'notes', '--specs', 'empty'], 2, 'There is no family.yaml below empty.'],
  [[...CONTRACT, '--family', 'nobody'], 2, 'There is no family "nobody"'],
  [[...CONTRACT, '--family', 'notes', '--timeout', 'x'], 2, 'timeout'],
  [[...CONTRACT, '--family', 'notes', '--phases', 'examples'], 2, 'notes documents no examples'],
  [CONTRACT, 2, 'Name what is tried'],
  [['nope'], 2, "unknown command 'nope'"],
];

describe.each(ENDS)('%j', (argv, code, said) => {
  it(`ends with ${code}, for people and for programs`, async () => {
    const folder = scratch(FILES);
    const spoken = await specpact(argv, folder);
    expect([spoken.code, `${spoken.err}${spoken.out}`]).toEqual([code, expect.stringContaining(said)]);
    if (code > 0) expect(snapshot(folder)).toEqual(FILES);

    const { code: same, out, err } = await specpact([...argv, '--json'], scratch(FILES));
    expect([same, err]).toEqual([code, '']);
    const document = JSON.parse(out) as { readonly error?: string; readonly diagnostics?: unknown };
    expect(Array.isArray(document.diagnostics)).toBe(true);
    expect(JSON.stringify(document)).toContain(JSON.stringify(said).slice(1, -1));
  });
});

it('an argument after -- is none of the options', async () => {
  const { out, err } = await specpact(['generate', 'a', 'b', '--', '--json'], scratch());
  expect([out, err]).toEqual(['', expect.stringContaining('too many arguments')]);
});

describe('an error of ours', () => {
  it.each([
    ['generate', 'good.yaml'],
    ['lint', 'good.yaml'],
    [...CONTRACT, '--family', 'notes'],
  ])('in %s is one document too', async (...argv) => {
    const { io, printed } = scripted('');
    Object.defineProperty(io, 'cwd', {
      get() {
        throw new Error('nowhere');
      },
    });
    expect(await main([...argv, '--json'], io)).toBe(2);
    expect(JSON.parse(printed.out)).toEqual({ error: 'internal error: nowhere', diagnostics: [] });
    expect(printed.err).toContain('This is a bug');
  });
});
