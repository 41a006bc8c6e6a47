// `generate --include --exclude`: what is written is a part of what is written without, and what cannot be meant is said before anything is.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateDocument } from '../../generator/index.js';
import { specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const DOCUMENT = `openapi: 3.1.1
info: { title: Shop, version: "1.0" }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: { "200": { description: Pets, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }
  /pet:
    get:
      operationId: list_pets
      tags: [pet]
      responses: { "200": { description: Pet, content: { application/json: { schema: { $ref: "#/components/schemas/pet" } } } } }
  /cars:
    get:
      operationId: listCars
      tags: [cars]
      responses: { "200": { description: Cars, content: { application/json: { schema: { $ref: "#/components/schemas/Car" } } } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string }, owner: { $ref: "#/components/schemas/Owner" } } }
    pet: { type: string }
    Car: { type: object, properties: { wheels: { type: integer } } }
    Owner: { type: string }
    Nobody: { type: "null" }
`;
const FAMILY = `family: shop
selector: { in: header, name: Api-Version, format: "{version}", whenAbsent: current }
versions:
  - { id: "1.1", spec: 1.1.yaml, state: CURRENT }
  - { id: "1.0", spec: 1.0.yaml, state: SUPPORTED, notBefore: 2099-01-01 }
`;

async function generated(args: readonly string[]): Promise<Record<string, string>> {
  const folder = scratch({ 'openapi.yaml': DOCUMENT });
  const { code, err } = await specpact(
    ['generate', 'openapi.yaml', '--output', 'out', '--targets', 'types,operations', ...args],
    folder,
  );
  expect(code).toBe(0);
  // Two names that only their case tells apart are told of, here or not, as both are there or not.
  expect(err).not.toMatch(/ {2}(?:error|warning) {2}/);
  return snapshot(join(folder, 'out'));
}

describe('generate with a selection', () => {
  it('writes the types of what is selected, under the names that they have without', async () => {
    const whole = await generated([]);
    const part = await generated(['--include', 'tag:pet,tag:cars', '--exclude', 'path:/cars']);
    const lines = new Set(Object.values(whole).flatMap((text) => text.split('\n')));
    for (const [path, text] of Object.entries(part))
      if (path.endsWith('s.ts'))
        expect(
          text.split('\n').filter((line) => !lines.has(line)),
          path,
        ).toEqual([]);
    expect(part['types.ts']).not.toMatch(/Car|Owner|Nobody/);
    // list_pets and pet are told apart from listPets and Pet, though these are not written.
    const named = (text = '') => text.match(/\b(?:list_?pets|Pet)_[0-9a-f]{8}\b/gi);
    expect(named(part['operations.ts'])?.[0]).toBe(named(whole['operations.ts'])?.[0]);
  });

  it('takes all versions of a family, of which one has what is meant', async () => {
    const version = (id: string) =>
      DOCUMENT.replace('version: "1.0"', `version: "${id}"`).replaceAll(
        '      responses:',
        `      parameters: [{ name: Api-Version, in: header, schema: { const: "${id}" } }]\n      responses:`,
      );
    const folder = scratch({
      'specs/shop/family.yaml': FAMILY,
      'specs/shop/1.1.yaml': version('1.1').replace('tags: [cars]', 'tags: [vehicles]'),
      'specs/shop/1.0.yaml': version('1.0'),
    });
    const { code, err } = await specpact(
      ['generate', '--include', 'tag:cars', '--targets', 'types,operations,client'],
      folder,
    );
    expect([code, err]).toEqual([0, '']);
    const files = snapshot(join(folder, 'generated/shop'));
    expect(files['1.0/operations.ts']).toContain('listCars');
    expect(files['1.0/operations.ts']).not.toContain('listPets');
    expect(files['1.1/client.ts']).toBeUndefined();
    expect(files['index.ts']).toContain('./1.0/');
    expect(files['index.ts']).not.toContain('./1.1/');
  });

  it.each([
    [
      ['--include', 'tag:carz'],
      1,
      'error  Nothing is selected by "tag:carz".  selection-empty\n    Did you mean tag:cars?\n',
    ],
    [['--exclude', 'id:**'], 1, 'error  Nothing is left'],
    [['--include', 'cars'], 2, 'specpact generate: "cars" does not say what it names: write tag:cars'],
  ])('%j writes nothing', async (args, expected, message) => {
    const folder = scratch({ 'openapi.yaml': DOCUMENT });
    const { code, err } = await specpact(['generate', 'openapi.yaml', '--output', 'out', ...args], folder);
    expect(code).toBe(expected);
    expect(err).toContain(message);
    expect(Object.keys(snapshot(folder))).toEqual(['openapi.yaml']);
  });

  it('is the same for build scripts', async () => {
    const folder = scratch({ 'openapi.yaml': DOCUMENT });
    const options = { cwd: folder, targets: ['operations'] };
    const { value } = await generateDocument('openapi.yaml', { ...options, include: ['tag:cars'] });
    expect(value?.find((file) => file.path === 'operations.ts')?.text).toMatch(/listCars/);
    expect(value?.find((file) => file.path === 'operations.ts')?.text).not.toMatch(/listPets/);
    const refused = await generateDocument('openapi.yaml', { ...options, exclude: ['cars'] });
    expect([refused.value, refused.diagnostics.map(({ id }) => id)]).toEqual([
      undefined,
      ['selection-invalid'],
    ]);
  });
});
