// --clean: what the last run wrote goes first, whatever it was made from, and nothing else does.
import { mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFEST } from '../../generator/write/manifest.js';
import { edit, LONE } from './notes.js';
import { specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const generate = (folder: string, document: string, ...argv: string[]) =>
  specpact(['generate', document, '--output', 'out', '--targets', 'types', ...argv], folder);

describe('generate --clean', () => {
  it('writes every file anew, and leaves those that no run has written', async () => {
    const folder = scratch(LONE);
    await generate(folder, 'api.yaml');
    const before = snapshot(join(folder, 'out'));
    for (const path of Object.keys(before)) utimesSync(join(folder, 'out', path), 1, 1);
    mkdirSync(join(folder, 'out/notes'));
    writeFileSync(join(folder, 'out/notes/mine.md'), 'mine\n');
    symlinkSync('../api.yaml', join(folder, 'out/link.yaml'));
    const { code, out } = await generate(folder, 'api.yaml', '--clean');
    expect(Object.keys(before).sort()).toEqual([MANIFEST, 'types.ts']);
    expect([code, out]).toEqual([0, 'out: 1 file written, 0 removed, 0 unchanged.\n']);
    expect(snapshot(join(folder, 'out'))).toEqual({ ...before, 'notes/mine.md': 'mine\n' });
    for (const path of Object.keys(before))
      expect(statSync(join(folder, 'out', path)).mtimeMs).toBeGreaterThan(1000);
    expect(readFileSync(join(folder, 'out/link.yaml'), 'utf8')).toBe(LONE['api.yaml']);
  });

  it('takes a folder over from another document', async () => {
    const folder = scratch({ ...LONE, 'other.yaml': LONE['api.yaml'] });
    await generate(folder, 'api.yaml', '--targets', 'types,client');
    writeFileSync(join(folder, 'out/mine.md'), 'mine\n');
    const refused = await generate(folder, 'other.yaml');
    expect([refused.code, refused.err]).toEqual([
      2,
      'specpact generate: The output folder out holds what was made from api.yaml; name another with --output. With --clean, that is removed first.\n',
    ]);
    const { code, out } = await generate(folder, 'other.yaml', '--clean', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ removed: expect.arrayContaining(['client.ts']), unchanged: 0 });
    expect(Object.keys(snapshot(join(folder, 'out')))).toEqual([MANIFEST, 'mine.md', 'types.ts']);
    expect((await generate(folder, 'other.yaml')).out).toContain('up to date');
  });

  it('removes nothing outside the folder, whatever the list says, and nothing that it does not name', async () => {
    const folder = scratch({
      ...LONE,
      'outside.ts': 'outside\n',
      'out/mine.ts': 'mine\n',
      'elsewhere/x.ts': 'x\n',
    });
    symlinkSync('../elsewhere', join(folder, 'out/link'));
    const files = {
      '../outside.ts': 'x',
      [join(folder, 'outside.ts')]: 'x',
      'link/x.ts': 'x',
      '../elsewhere/x.ts': 'x',
    };
    writeFileSync(join(folder, 'out', MANIFEST), JSON.stringify({ from: 'api.yaml', files }));
    const before = snapshot(folder);
    expect((await generate(folder, 'api.yaml', '--clean')).code).toBe(0);
    expect(snapshot(folder)).toMatchObject({ ...before, [`out/${MANIFEST}`]: expect.any(String) });
  });

  it('leaves everything where the document has errors', async () => {
    const folder = scratch(LONE);
    await generate(folder, 'api.yaml');
    edit(join(folder, 'api.yaml'), 'note.yaml', 'gone.yaml');
    const before = snapshot(folder);
    expect((await generate(folder, 'api.yaml', '--clean')).code).toBe(1);
    expect(snapshot(folder)).toEqual(before);
  });
});

describe('what somebody has changed in the output', () => {
  it('is replaced, and that is said', async () => {
    const folder = scratch(LONE);
    await generate(folder, 'api.yaml');
    const before = snapshot(folder);
    edit(join(folder, 'out/types.ts'), /$/, '// by hand\n');
    const { code, err } = await generate(folder, 'api.yaml');
    expect(code).toBe(0);
    expect(err).toContain('Changed since the last run, and now replaced or removed: out/types.ts.\n');
    expect(snapshot(folder)).toEqual(before);
    expect((await generate(folder, 'api.yaml')).err).not.toContain('Changed since');
    edit(join(folder, 'api.yaml'), 'listNotes', 'getNotes');
    expect((await generate(folder, 'api.yaml')).err).not.toContain('Changed since');
  });
});
