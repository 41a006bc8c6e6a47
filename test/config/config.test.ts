// A configuration says what no flag says; what it cannot mean is told at its place, and nothing runs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { specpact } from '../generate/run.js';
import { scratch } from '../generate/scratch.js';

const PETS = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '200': { description: ok } }
`;

const project = (files: Readonly<Record<string, string>>) => scratch({ 'pets.yaml': PETS, ...files });

const GENERATE = 'generate: { document: pets.yaml, output: src/api, targets: [types] }\n';

describe('a configuration', () => {
  it.each([
    ['specpact.config.yaml', GENERATE],
    ['specpact.config.yml', GENERATE],
    [
      'specpact.config.json',
      '{"generate": {"document": "pets.yaml", "output": "src/api", "targets": "types"}}',
    ],
    [
      'specpact.config.mjs',
      'export default { generate: { document: "pets.yaml", output: "src/api", targets: ["types"] } };',
    ],
  ])('%s says what no flag says', async (name, text) => {
    const folder = project({ [name]: text });
    expect(await specpact(['generate'], folder)).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(folder, 'src/api/types.ts'))).toBe(true);
    expect(existsSync(join(folder, 'src/api/client.ts'))).toBe(false);
  });

  it('is overridden by flags, and by what they name', async () => {
    const folder = project({ 'specpact.config.yaml': GENERATE, 'other.yaml': PETS });
    await specpact(['generate', '--output', 'elsewhere', '--targets', 'types,validators'], folder);
    expect(existsSync(join(folder, 'elsewhere/validators.ts'))).toBe(true);
    expect(existsSync(join(folder, 'src'))).toBe(false);
    expect((await specpact(['generate', 'other.yaml', '--output', 'b'], folder)).code).toBe(0);
    expect(readFileSync(join(folder, 'b/types.ts'), 'utf8')).toContain('other.yaml');
    const families = await specpact(['generate', '--specs', 'nowhere'], folder);
    expect(families).toMatchObject({ code: 2, err: expect.stringContaining('There is no folder nowhere.') });
    const without = await specpact(['generate', '--no-config'], folder);
    expect(without.err).toContain('There is no folder specs.');
  });

  it('counts paths from its own folder', async () => {
    const folder = project({ 'specpact.config.yaml': GENERATE });
    const outside = scratch();
    const named = await specpact(['generate', '--config', join(folder, 'specpact.config.yaml')], outside);
    expect(named).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(folder, 'src/api/types.ts'))).toBe(true);
  });

  it('may name several outputs, and tells of all', async () => {
    const two = `generate:
  - { document: pets.yaml, output: a, targets: types }
  - { document: missing.yaml, output: b }
  - { document: pets.yaml, output: c, targets: types }
`;
    const folder = project({ 'specpact.config.yaml': two });
    const { code, out } = await specpact(['generate', '--json'], folder);
    expect(code).toBe(2);
    const { runs } = JSON.parse(out);
    expect(runs.map(({ output, diagnostics }: never) => [output, (diagnostics as unknown[]).length])).toEqual(
      [
        ['a', 0],
        ['b', 1],
        ['c', 0],
      ],
    );
    expect(existsSync(join(folder, 'c/types.ts'))).toBe(true);
    expect((await specpact(['generate', '--output', 'x'], folder)).err).toContain('as the output of two');
    expect((await specpact(['generate', '--watch'], folder)).err).toContain('To --watch, name one');
  });

  it('reaches every command, also as a number or a list', async () => {
    const folder = project({
      'specpact.config.yaml': 'lint: { paths: pets.yaml }\ndiff: { failOn: never, notice: 30 }\n',
    });
    expect((await specpact(['lint'], folder)).out).toContain('1 document');
    writeFileSync(join(folder, 'new.yaml'), PETS.replace('/pets', '/dogs'));
    expect((await specpact(['diff', 'pets.yaml', 'new.yaml', '--json'], folder)).code).toBe(0);
    expect((await specpact(['diff', 'pets.yaml', 'new.yaml', '--fail-on', 'any'], folder)).code).toBe(1);
  });

  it.each([
    ['a misspelt key', 'generate: { ouput: x }', ['1:13', 'config-key-unknown', 'Did you mean output?']],
    ['a misspelt section', 'limt: {}', ['1:1', 'config-key-unknown', 'Did you mean lint?']],
    ['a wrong type', 'generate:\n  targets: 3', ['2:3', 'config-invalid', 'a text or a list is wanted']],
    ['a wrong word', 'contract: { match: exactly }', ['config-invalid', 'Did you mean exact?']],
    ['one of several', 'generate:\n  - {}\n  - { strict: 1 }', ['3:7', 'Number 2 of the list knows no key']],
    ['an empty list', 'generate: []', ['config-invalid', 'is empty']],
    ['no mapping', '- a', ['config-invalid', 'a mapping is wanted']],
    ['broken YAML', 'generate: {', ['specpact.config.yaml:1']],
  ])('refuses %s, at its place', async (_, text, words) => {
    const folder = project({ 'specpact.config.yaml': text });
    const { code, err, out } = await specpact(['lint', 'pets.yaml'], folder);
    expect([code, out]).toEqual([2, '']);
    for (const word of words) expect(err).toContain(word);
    const { diagnostics } = JSON.parse((await specpact(['lint', 'pets.yaml', '--json'], folder)).out);
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  it.each([
    [
      'two of them',
      { 'specpact.config.yaml': '', 'specpact.config.json': '{}' },
      'There are two configurations here',
    ],
    [
      'a module that fails',
      { 'specpact.config.mjs': 'throw new Error("no luck")' },
      'cannot be loaded: no luck',
    ],
    ['a module without a default', { 'specpact.config.mjs': 'export const a = 1' }, 'has no default export'],
  ])('refuses %s', async (_, files, message) => {
    const { code, err } = await specpact(['lint', 'pets.yaml'], project(files));
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('that is named must be there', async () => {
    for (const name of ['nope.yaml', 'nope.mjs']) {
      const { code, err } = await specpact(['lint', 'pets.yaml', '--config', name], project({}));
      expect([code, err]).toEqual([2, expect.stringContaining(`Cannot read ${name}`)]);
    }
  });
});

describe('specpact config', () => {
  it('prints what holds, and what of it somebody chose', async () => {
    const folder = project({ 'specpact.config.yaml': GENERATE });
    const { code, out } = await specpact(['config', '--print'], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}output: src\/api$/m);
    expect(out).toMatch(/^ {2}specs: specs # default$/m);
    const { file, config } = JSON.parse((await specpact(['config', '--json'], folder)).out);
    expect([file, config.generate.output, config.lint.paths]).toEqual([
      'specpact.config.yaml',
      'src/api',
      ['specs'],
    ]);
    expect((await specpact(['config'], project({}))).out).toContain('There is no configuration here');
  });

  it('prints what would be read again as the same', async () => {
    const folder = project({ 'specpact.config.yaml': GENERATE });
    const { out } = await specpact(['config'], folder);
    writeFileSync(join(folder, 'whole.yaml'), out);
    const again = await specpact(['config', '--config', 'whole.yaml', '--json'], folder);
    expect(JSON.parse(again.out).config).toEqual(
      JSON.parse((await specpact(['config', '--json'], folder)).out).config,
    );
  });

  it('prints a schema that knows what every command takes', async () => {
    const schema = JSON.parse((await specpact(['config', '--schema'], scratch())).out);
    const isValid = new Ajv({ strict: false }).compile(schema);
    expect(isValid({ $schema: 'x', generate: { output: 'a', lenient: true, include: ['tag:a'] } })).toBe(
      true,
    );
    expect(isValid({ generate: [{ output: 'a' }, { output: 'b' }], contract: { cases: 50 } })).toBe(true);
    expect(isValid({ generate: { check: true } })).toBe(false);
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['generate', 'lint', 'contract', 'mock', 'versions', 'diff', 'changelog']),
    );
  });
});
