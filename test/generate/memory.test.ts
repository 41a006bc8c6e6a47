// Nothing is made twice: what holds from the last run, and what does not.
import { mkdirSync, readFileSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MANIFEST } from '../../generator/write/manifest.js';
import { generate, generated } from './loaded.js';
import { edit, FAMILIES, FAMILY, LONE, SHARED } from './notes.js';
import { scratch, snapshot } from './scratch.js';

const ALL = ['memos/1.0.yaml', 'memos/1.1.yaml', 'notes/1.0.yaml', 'notes/1.1.yaml'];
const LONE_ARGV = ['api.yaml', '--output', 'out'];
const generateLone = (folder: string, ...argv: string[]) => generate(folder, ...LONE_ARGV, ...argv);
const generatedLone = () => generated(LONE, ...LONE_ARGV);

describe('where nothing changed', () => {
  it.each([
    ['families', FAMILIES, [], 4],
    ['a lone document', LONE, ['api.yaml', '--output', 'generated'], 1],
  ] as const)('nothing of %s is loaded, and the same is said', async (_, files, argv, documents) => {
    const folder = scratch(files);
    const first = await generate(folder, ...argv);
    expect([first.code, first.loaded.length]).toEqual([0, documents]);
    expect(first.err).toContain('warning'); // or there would be nothing to say again
    const before = snapshot(folder);
    const second = await generate(folder, ...argv);
    expect(second).toMatchObject({ code: 0, loaded: [], err: first.err });
    expect(second.out).toMatch(/^generated is up to date \(\d+ files\)\.\n$/);
    expect(snapshot(folder)).toEqual(before);
    const asJson = await generate(folder, ...argv, '--json');
    expect(asJson.loaded).toEqual([]);
    expect(JSON.parse(asJson.out)).toEqual(
      JSON.parse((await generate(folder, ...argv, '--json', '--force')).out),
    );
  });

  it('but the date of a file, nothing is loaded', async () => {
    const folder = await generated(FAMILIES);
    utimesSync(join(folder, 'specs/notes/1.0.yaml'), 1, 1);
    expect((await generate(folder)).loaded).toEqual([]);
  });
});

describe('where something changed', () => {
  /** What a run that knows of no earlier one writes and says. */
  async function anew(folder: string, ...argv: string[]) {
    const { code, err } = await generate(folder, '--output', 'anew', ...argv);
    const files = snapshot(join(folder, 'anew'));
    rmSync(join(folder, 'anew'), { recursive: true, force: true });
    return { code, err, files };
  }

  it.each<[string, (specs: string) => void, string[]]>([
    ['a document', (specs) => edit(`${specs}/notes/1.0.yaml`, '/notes:', '/memos:'), ['notes/1.0.yaml']],
    ['only a comment', (specs) => edit(`${specs}/notes/1.0.yaml`, /^/, '# new\n'), ['notes/1.0.yaml']],
    [
      'two documents',
      (specs) => {
        edit(`${specs}/notes/1.0.yaml`, 'listNotes', 'getNotes');
        edit(`${specs}/memos/1.1.yaml`, 'listNotes', 'getNotes');
      },
      ['memos/1.1.yaml', 'notes/1.0.yaml'],
    ],
    [
      'a file that two versions share',
      (specs) => edit(`${specs}/notes/shared/note.yaml`, 'string', 'string, minLength: 1'),
      ['notes/1.0.yaml', 'notes/1.1.yaml'],
    ],
    [
      'a family.yaml',
      (specs) => edit(`${specs}/memos/family.yaml`, '2026-12-31', '2027-12-31'),
      ['memos/1.0.yaml', 'memos/1.1.yaml'],
    ],
    [
      'a version is gone',
      (specs) =>
        writeFileSync(
          `${specs}/memos/family.yaml`,
          FAMILIES['specs/memos/family.yaml'].replace(/, successor: "1.0".*\n.*\n$/, ' }\n'),
        ),
      ['memos/1.1.yaml'],
    ],
    ['a family is gone', (specs) => rmSync(`${specs}/memos`, { recursive: true }), []],
    [
      'a family is new',
      (specs) => {
        mkdirSync(`${specs}/more`);
        for (const name of ['1.0.yaml', '1.1.yaml', 'note.yaml'] as const)
          writeFileSync(`${specs}/more/${name}`, FAMILIES[`specs/memos/${name}`]);
        writeFileSync(`${specs}/more/family.yaml`, FAMILY.replace('notes', 'more'));
      },
      ['more/1.0.yaml', 'more/1.1.yaml'],
    ],
    [
      'a version has no operations any more',
      (specs) => edit(`${specs}/notes/1.0.yaml`, /paths:[\s\S]*$/, 'paths: {}\n'),
      ['notes/1.0.yaml'],
    ],
  ])('(%s), only that is made again, as if all had been', async (_, change, again) => {
    const folder = await generated(FAMILIES);
    change(join(folder, 'specs'));
    const expected = await anew(folder);
    expect(expected).toMatchObject({ code: 0 });
    expect(await generate(folder)).toMatchObject({ code: 0, loaded: again, err: expected.err });
    expect(snapshot(join(folder, 'generated'))).toEqual(expected.files);
    expect(await generate(folder)).toMatchObject({ code: 0, loaded: [] });
  });

  it.each<[string, (output: string) => void, string[]]>([
    ['edited', (output) => edit(`${output}/notes/1.0/client.ts`, 'x', 'y'), ['notes/1.0.yaml']],
    ['removed', (output) => unlinkSync(`${output}/notes/1.1/types.ts`), ['notes/1.1.yaml']],
    [
      'removed with all of its family',
      (output) => rmSync(`${output}/memos`, { recursive: true }),
      ['memos/1.0.yaml', 'memos/1.1.yaml'],
    ],
    ['edited, of a family', (output) => writeFileSync(`${output}/notes/index.ts`, ''), []],
    ['edited, of the runtime', (output) => writeFileSync(`${output}/runtime/wire.ts`, ''), []],
  ])('in the output (%s), it is made good', async (_, change, again) => {
    const folder = await generated(FAMILIES);
    const before = snapshot(folder);
    change(join(folder, 'generated'));
    expect(await generate(folder)).toMatchObject({ code: 0, loaded: again });
    expect(snapshot(folder)).toEqual(before);
  });

  it('for the worse, it is said as often as somebody asks, and nothing is written', async () => {
    const folder = await generated(FAMILIES);
    const before = snapshot(join(folder, 'generated'));
    for (const [file, from, to, id] of [
      ['notes/1.0.yaml', 'shared/note', 'shared/gone', 'ref-unresolved'],
      [
        'notes/1.0.yaml',
        'type: string }, example: "1.0"',
        'type: integer }, example: x',
        'specpact/example-matches-schema',
      ],
      ['notes/shared/note.yaml', 'Notes:', 'Memos:', 'ref-unresolved'],
      ['memos/family.yaml', 'state: CURRENT', 'state: SUPPORTED', 'L-01'],
    ] as const) {
      const path = join(folder, 'specs', file);
      const text = readFileSync(path, 'utf8');
      edit(path, from, to);
      for (const _ of [1, 2]) {
        const { code, err } = await generate(folder);
        expect([code, err]).toEqual([1, expect.stringContaining(id)]);
      }
      expect(snapshot(join(folder, 'generated'))).toEqual(before);
      writeFileSync(path, text);
    }
    expect(await generate(folder)).toMatchObject({ code: 0, loaded: [] });
  });

  it('in the options, all is made again', async () => {
    const folder = await generated(FAMILIES);
    for (const argv of [
      ['--preview'],
      ['--allow-host', 'example.com'],
      ['--targets', 'types,client,server'],
    ]) {
      expect((await generate(folder, ...argv)).loaded).toEqual(ALL);
      expect((await generate(folder, ...argv, '--quiet')).loaded).toEqual([]);
    }
    const lone = await generatedLone();
    expect((await generateLone(lone, '--root', '..')).loaded).toHaveLength(1);
    expect((await generateLone(lone)).loaded).toHaveLength(1);
  });

  it('in that what was looked for is there now, all that missed it is made again', async () => {
    const document = LONE['api.yaml'].replace(/content:.*/, '$ref: note.yaml#/Answer');
    const answer =
      'Answer: { description: A, content: { text/plain: { examples: { a: { value: a, externalValue: later.yaml } } } } }\n';
    const folder = scratch({ 'api.yaml': document, 'note.yaml': answer });
    expect((await generateLone(folder)).code).toBe(0);
    expect((await generateLone(folder)).loaded).toEqual([]);
    const { parts } = JSON.parse(readFileSync(join(folder, 'out', MANIFEST), 'utf8'));
    expect(parts[0].inputs).toMatchObject({ 'later.yaml': null });
    writeFileSync(join(folder, 'later.yaml'), 'a: 1\n');
    expect((await generateLone(folder)).loaded).toHaveLength(1);
  });

  it('on the network, who knows: what it gave is asked for again', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.setHeader('content-type', 'application/yaml');
      response.end(SHARED);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    onTestFinished(() => void server.close());
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const document = LONE['api.yaml'].replace('note.yaml', `http://${host}/note.yaml`);
    const folder = scratch({ 'api.yaml': document });
    expect((await generateLone(folder, '--allow-host', host)).code).toBe(0);
    const before = asked;
    const again = await generateLone(folder, '--allow-host', host);
    expect([again.code, again.loaded.length]).toEqual([0, 1]);
    expect(asked).toBeGreaterThan(before);
  });
});
