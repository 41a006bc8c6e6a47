// Every bad input of the issue: one diagnostic with id and place, exit 1, and the previous output untouched.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const FAMILY = `family: notes
selector: { in: header, name: Api-Version, format: "{version}", whenAbsent: current }
versions:
  - { id: "1.0", spec: 1.0.yaml, state: CURRENT }
`;
const DOCUMENT = `openapi: 3.1.1
info: { title: Notes, version: "1.0" }
paths:
  /notes:
    get:
      operationId: listNotes
      parameters:
        - { name: Api-Version, in: header, schema: { type: string }, example: "1.0" }
      responses:
        "200":
          description: All notes
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Notes" }
              examples:
                two: { value: [{ id: 1, text: milk }, { id: 2, text: eggs }] }
        "400":
          description: Refused
          content:
            application/json:
              schema: { type: object }
              examples:
                refused: { value: {} }
components:
  schemas:
    Notes:
      type: array
      items:
        type: object
        required: [id, text]
        properties: { id: { type: integer }, text: { type: string } }
`;

const good = { 'specs/notes/family.yaml': FAMILY, 'specs/notes/1.0.yaml': DOCUMENT };

interface Bad {
  readonly why: string;
  readonly file?: string;
  readonly from?: string;
  readonly to?: string;
  /** \`file:line:column  error\` and the id that the first line must have. */
  readonly place: string;
  readonly id: string;
}

const bad: readonly Bad[] = [
  {
    why: 'YAML with a syntax error',
    from: 'paths:',
    to: 'paths: [',
    place: 'specs/notes/1.0.yaml:',
    id: 'syntax-invalid',
  },
  {
    why: 'a $ref that leads nowhere',
    from: 'schemas/Notes"',
    to: 'schemas/Memos"',
    place: 'specs/notes/1.0.yaml:14:25',
    id: 'ref-unresolved',
  },
  {
    why: 'a $ref into a missing file',
    from: '"#/components/schemas/Notes"',
    to: '"./missing.yaml#/Notes"',
    place: 'specs/notes/1.0.yaml:14:25',
    id: 'ref-unresolved',
  },
  {
    why: 'a $ref out of the spec root',
    from: '"#/components/schemas/Notes"',
    to: '"../../outside.yaml#/Notes"',
    place: 'specs/notes/1.0.yaml:14:25',
    id: 'ref-external-refused',
  },
  {
    why: 'a $ref to an absolute file',
    from: '"#/components/schemas/Notes"',
    to: '"/etc/hostname"',
    place: 'specs/notes/1.0.yaml:14:25',
    id: 'ref-external-refused',
  },
  {
    why: 'a $ref to the network',
    from: '"#/components/schemas/Notes"',
    to: '"http://127.0.0.1:9/x.yaml"',
    place: 'specs/notes/1.0.yaml:14:25',
    id: 'ref-external-refused',
  },
  {
    why: 'a duplicate operationId',
    from: 'components:',
    to: `  /memos:
    get:
      operationId: listNotes
      responses: { "204": { description: None } }
components:`,
    place: 'specs/notes/1.0.yaml:26:7',
    id: 'operation-id-duplicate',
  },
  {
    why: 'an example that contradicts its schema',
    from: 'id: 2,',
    to: 'id: two,',
    place: 'specs/notes/1.0.yaml:16:61',
    id: 'specpact/example-matches-schema',
  },
  {
    why: 'a version without its document',
    file: 'specs/notes/family.yaml',
    from: '1.0.yaml',
    to: '1.1.yaml',
    place: 'specs/notes/family.yaml:4:',
    id: 'family-spec-missing',
  },
  {
    why: 'an unknown version in family.yaml',
    file: 'specs/notes/family.yaml',
    from: 'state: CURRENT }',
    to: `state: CURRENT }
  - { id: "0.9", spec: 1.0.yaml, state: DEPRECATED, notBefore: 2026-05-31, successor: "7.7" }`,
    place: 'specs/notes/family.yaml:5:',
    id: 'L-18',
  },
  {
    why: 'a path parameter that is not described',
    from: '  /notes:',
    to: '  /notes/{id}:',
    place: 'specs/notes/1.0.yaml:5:5',
    id: 'path-parameter-mismatch',
  },
  {
    why: 'a document that is not OpenAPI',
    from: 'openapi: 3.1.1',
    to: 'asyncapi: 3.0.0',
    place: 'specs/notes/1.0.yaml:1:1',
    id: 'document-invalid',
  },
];

describe('generate refuses', () => {
  it.each(bad)('$why', async ({ file = 'specs/notes/1.0.yaml', from = '', to = '', place, id }) => {
    const folder = scratch({ ...good, 'outside.yaml': 'Notes: { type: array }\n' });
    expect(await specpact(['generate', '--quiet'], folder)).toEqual({ code: 0, out: '', err: '' });
    const before = snapshot(join(folder, 'generated'));
    const text = good[file as keyof typeof good];
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));

    const { code, out, err } = await specpact(['generate'], folder);
    expect(code).toBe(1);
    expect(out).toBe('');
    const [first = '', hint = ''] = err.split('\n');
    expect(first).toContain(place);
    expect(first).toMatch(/:\d+:\d+ {2}error {2}\S.*$/);
    expect(first.endsWith(id)).toBe(true);
    expect(hint).toMatch(/^ {4}\S/);
    expect(err).not.toMatch(/ at .*\(.*:\d+:\d+\)/);
    expect(err).not.toContain(folder);
    expect(err).toMatch(/1 error.*\. Nothing was written\.\n$/);
    expect(snapshot(join(folder, 'generated'))).toEqual(before);
  });

  it('two families of one name, though their folders differ, and whatever their case', async () => {
    const twins = {
      ...good,
      'specs/other/family.yaml': FAMILY.replace('notes', 'Notes'),
      'specs/other/1.0.yaml': DOCUMENT,
    };
    const folder = scratch(twins);
    const { code, err } = await specpact(['generate'], folder);
    expect(code).toBe(1);
    expect(err).toContain(
      'specs/other/family.yaml:1:1  error  The family "Notes" is described twice: specs/notes/family.yaml has the same name.  family-name-duplicate\n',
    );
    expect(Object.keys(snapshot(folder))).toEqual(Object.keys(twins).sort());
  });

  it('a missing document, with the place where it was named: there is nothing to judge', async () => {
    const { code, err } = await specpact(['generate', 'nowhere.yaml', '--output', 'out'], scratch());
    expect(code).toBe(2);
    expect(err).toContain(
      'nowhere.yaml:1:1  error  Cannot read nowhere.yaml: there is no such file.  file-unreadable',
    );
  });

  it('a folder given as a document', async () => {
    const { code, err } = await specpact(['generate', 'specs', '--output', 'out'], scratch(good));
    expect(code).toBe(2);
    expect(err).toContain('file-unreadable');
  });

  it.each([
    [['generate', '--targets', 'typos'], 'did you mean types?'],
    [['generate', '--targets', ','], 'Name at least one target'],
    [['generate', '--specs', 'nothing'], 'There is no folder nothing.'],
    [['generate', '--output', '.'], 'holds the working folder'],
    [['generate', '--output', 'specs'], 'holds the specs'],
    [['generate', '--nope'], "unknown option '--nope'"],
    [['frobnicate'], "unknown command 'frobnicate'"],
  ])('%j with exit 2', async (argv, message) => {
    const folder = scratch(good);
    const before = snapshot(folder);
    const { code, err } = await specpact(argv, folder);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(snapshot(folder)).toEqual(before);
  });
});

describe('generate --check', () => {
  it('names every stale, missing, obsolete and foreign file, and writes nothing', async () => {
    const folder = scratch(good);
    await specpact(['generate'], folder);
    expect(await specpact(['generate', '--check', '--quiet'], folder)).toEqual({ code: 0, out: '', err: '' });

    writeFileSync(join(folder, 'generated/notes/1.0/client.ts'), '// by hand\n');
    writeFileSync(join(folder, 'generated/notes/mine.ts'), '// by hand\n');
    writeFileSync(join(folder, 'specs/notes/1.0.yaml'), DOCUMENT.replaceAll('1.0', '1.1'));
    writeFileSync(join(folder, 'specs/notes/family.yaml'), FAMILY.replace('"1.0"', '"1.1"'));
    const before = snapshot(folder);
    const { code, err } = await specpact(['generate', '--check'], folder);
    expect(code).toBe(1);
    expect(err).toContain('missing   generated/notes/1.1/client.ts\n');
    expect(err).toContain('obsolete  generated/notes/1.0/client.ts\n');
    expect(err).toContain('stale     generated/notes/index.ts\n');
    expect(err).toContain('foreign   generated/notes/mine.ts\n');
    expect(snapshot(folder)).toEqual(before);

    await specpact(['generate'], folder);
    const after = snapshot(join(folder, 'generated'));
    expect(Object.keys(after).filter((path) => path.startsWith('notes/1.0/'))).toEqual([]);
    expect(after['notes/mine.ts']).toBe('// by hand\n');
  });

  it('with --json tells the same to a program', async () => {
    const folder = scratch(good);
    const { code, out } = await specpact(['generate', '--check', '--json'], folder);
    expect(code).toBe(1);
    const report = JSON.parse(out) as { missing: string[]; stale: string[]; diagnostics: unknown[] };
    expect(report.missing).toContain('notes/1.0/types.ts');
    expect(report).toMatchObject({ stale: [], diagnostics: [] });
  });
});

it('makes a family of documents that do not know of it: no version header, nothing marked deprecated', async () => {
  const plain = DOCUMENT.replace(/ {6}parameters:\n.*\n/, '');
  const cwd = scratch({
    'specs/notes/family.yaml': `${FAMILY}  - { id: "0.9", spec: 0.9.yaml, state: DEPRECATED, notBefore: 2026-01-01 }\n`,
    'specs/notes/1.0.yaml': plain,
    'specs/notes/0.9.yaml': plain.replace('version: "1.0"', 'version: "0.9"'),
  });
  const { code, err } = await specpact(['generate', '--targets', 'client'], cwd);
  expect([code, err]).toEqual([0, expect.not.stringContaining('error')]);
  const linted = await specpact(['lint'], cwd);
  expect(linted.code).toBe(1);
  expect(linted.out).toMatch(/0\.9\.yaml:5:5 {2}error {2}.* {2}L-17/);
  expect(linted.out).toMatch(/1\.0\.yaml:5:5 {2}warning {2}.* {2}specpact\/selector-shown/);
});

it('never mixes the output of two sources in one folder', async () => {
  const folder = scratch({ ...good, 'lone.yaml': DOCUMENT });
  await specpact(['generate'], folder);
  const before = snapshot(folder);
  const { code, err } = await specpact(['generate', 'lone.yaml'], folder);
  expect(code).toBe(2);
  expect(err).toContain('holds what was made from families; name another with --output.');
  expect(snapshot(folder)).toEqual(before);
  expect((await specpact(['generate', 'lone.yaml', '--output', 'src/api'], folder)).code).toBe(0);
});
