// The list that a run leaves: the same on every machine, and whom nobody believes to his harm.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../generator/write/digest.js';
import { MANIFEST, type Manifest, manifestText, readManifest } from '../../generator/write/manifest.js';
import { generate, generated } from './loaded.js';
import { FAMILIES, LONE } from './notes.js';
import { scratch, snapshot } from './scratch.js';

const LONE_ARGV = ['api.yaml', '--output', 'out'];
const generateLone = (folder: string, ...argv: string[]) => generate(folder, ...LONE_ARGV, ...argv);
const generatedLone = () => generated(LONE, ...LONE_ARGV);

/** Writes another manifest with a seal that fits: anybody can make one. */
function forge(output: string, change: (manifest: Required<Manifest>) => Partial<Manifest>): void {
  const { files, from, made } = readManifest(output) as Required<Manifest>;
  const forged = { files, from, made, ...change({ files, from, made }) };
  writeFileSync(join(output, MANIFEST), manifestText(forged.files, forged));
}

describe('a manifest', () => {
  it.each([
    ['.', 'api.yaml', 'out'],
    ['..', 'project/api.yaml', 'project/out'],
    ['sub', '../api.yaml', '../out'],
    ['.', './sub/../api.yaml', 'far/away/out'],
  ])(
    'made in %s from %s into %s is the same, and holds where all has moved',
    async (cwd, document, output) => {
      const here = await generatedLone();
      const expected = readFileSync(join(here, 'out', MANIFEST), 'utf8');
      expect(expected).not.toContain('specpact-test');
      expect(expected).toContain('"file": "note.yaml"');

      const files = Object.entries(LONE).map(([path, text]) => [`project/${path}`, text]);
      const home = scratch(Object.fromEntries(files));
      const at = (project: string) => join(home, project, cwd);
      mkdirSync(join(home, 'project/sub'));
      expect((await generate(at('project'), document, '--output', output)).code).toBe(0);
      expect(readFileSync(join(at('project'), output, MANIFEST), 'utf8')).toBe(expected);
      renameSync(join(home, 'project'), join(home, 'moved'));
      const moved = [document, '--output', output].map((each) => each.replace('project', 'moved'));
      expect(await generate(at('moved'), ...moved)).toMatchObject({ code: 0, loaded: [] });
    },
  );

  it.each<[string, (text: string) => string]>([
    ['a count', (text) => text.replace('"operations": 1', '"operations": 0')],
    ['inputs', (text) => text.replace(/"inputs": \{[^}]*\}/g, '"inputs": {}')],
    ['the seal', (text) => text.replace(/"seal": "./, '"seal": "')],
    ['parts', (text) => text.replace(/"parts": \[[\s\S]*\],/, '"parts": [],')],
    ['what was said', (text) => text.replace('"severity": "warning"', '"severity": "info"')],
    ['a digest', (text) => text.replace(/("notes\/1.0\/client.ts": )".*"/, `$1"${digestOf('// edited\n')}"`)],
    ['by a merge', (text) => text.replace('  "tool"', '<<<<<<< ours\n  "tool"')],
    ['the end', (text) => text.slice(0, -100)],
    ['all', () => ''],
  ])('that was edited or damaged (%s) is not believed', async (_, damage) => {
    const folder = await generated(FAMILIES);
    const before = snapshot(folder);
    const path = join(folder, 'generated', MANIFEST);
    const text = readFileSync(path, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(path, damage(text));
    writeFileSync(join(folder, 'generated/notes/1.0/client.ts'), '// edited\n');
    const ran = await generate(folder);
    expect([ran.code, ran.loaded.length]).toEqual([0, 4]);
    expect(snapshot(folder)).toEqual(before);
  });

  it('makes nobody read what is none of its business, nor wait for ever', async () => {
    const outside = scratch({ 'x.yaml': 'x' });
    const folder = await generatedLone();
    const before = snapshot(folder);
    const names = [
      '/dev/zero',
      '../x.yaml',
      join(outside, 'x.yaml'),
      'x/../../x.yaml',
      'http://127.0.0.1:9/x',
    ];
    for (const name of names) {
      for (const digest of [null, digestOf('x')]) {
        const inputs = { [name]: digest };
        forge(join(folder, 'out'), ({ from, made }) => ({
          from,
          made: { ...made, parts: made.parts.map((part) => ({ ...part, inputs })) },
        }));
        const ran = await generateLone(folder);
        expect([ran.code, ran.loaded.length], name).toEqual([0, 1]);
        expect(snapshot(folder)).toEqual(before);
      }
    }
    for (const name of ['a\0b', '', '.', 'api.yaml/x', '__proto__', 'x'.repeat(5000)]) {
      const inputs = Object.fromEntries([[name, digestOf('x')]]);
      forge(join(folder, 'out'), ({ made }) => ({
        made: { ...made, parts: made.parts.map((part) => ({ ...part, inputs })) },
      }));
      expect((await generateLone(folder)).code).toBe(0);
      expect(snapshot(folder)).toEqual(before);
    }
  });

  it.each([
    { name: 5 },
    { inputs: null },
    { inputs: { a: {} } },
    { diagnostics: {} },
    { diagnostics: [{}] },
    { diagnostics: [{ id: 'x', severity: 'error', message: 'm', position: {} }] },
    { operations: '1' },
  ])('of a wrong shape (%j) breaks nothing', async (wrong) => {
    const folder = await generatedLone();
    const before = snapshot(folder);
    forge(join(folder, 'out'), ({ made }) => ({
      made: { ...made, parts: made.parts.map((part) => Object.assign({ ...part }, wrong)) },
    }));
    const ran = await generateLone(folder);
    expect([ran.code, ran.loaded.length]).toEqual([0, 1]);
    expect(snapshot(folder)).toEqual(before);
  });

  it('of another tool is of no use, and --check does not mind it', async () => {
    const folder = await generatedLone();
    forge(join(folder, 'out'), ({ made }) => ({ made: { ...made, tool: '0.0.1 0' } }));
    expect((await generateLone(folder, '--check')).code).toBe(0);
    expect((await generateLone(folder)).loaded).toHaveLength(1);
    expect((await generateLone(folder)).loaded).toHaveLength(0);
  });

  it('is not asked by --check and --force: they find what a forged one hides', async () => {
    const folder = await generatedLone();
    const before = snapshot(folder);
    writeFileSync(join(folder, 'out/client.ts'), '// forged\n');
    forge(join(folder, 'out'), ({ files }) => ({
      files: new Map([...files, ['client.ts', digestOf('// forged\n')]]),
    }));
    const checked = await generateLone(folder, '--check');
    expect([checked.code, checked.err]).toEqual([1, expect.stringContaining('stale     out/client.ts')]);
    expect((await generateLone(folder, '--force')).code).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });
});
