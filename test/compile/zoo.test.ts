// A document with every form of schema, and code that uses it as people would: what must compile does, and what must not does not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { generateDocument } from '../../generator/pipeline.js';
import { writeOutput } from '../../generator/write/output.js';
import { scratch } from '../generate/scratch.js';
import { compileAlone, ROOT } from './compile.js';

const ZOO = `openapi: 3.1.1
info: { title: Zoo, version: "1" }
paths:
  /animals:
    post:
      operationId: addAnimal
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Animal" } } } }
      responses:
        "201": { description: Added, content: { application/json: { schema: { $ref: "#/components/schemas/Animal" } } } }
    get:
      operationId: listAnimals
      parameters: [{ name: filter, in: query, style: deepObject, schema: { $ref: "#/components/schemas/Filter" } }]
      responses:
        "200": { description: Listed, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Animal" } } } } }
  /keepers:
    put:
      operationId: putKeepers
      requestBody: { required: true, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Keeper" } } } } }
      responses: { "200": { description: Put, content: { application/json: { schema: { type: object, additionalProperties: { $ref: "#/components/schemas/Keeper" } } } } } }
components:
  schemas:
    Id: { type: string, format: uuid, readOnly: true }
    Filter: { type: object, properties: { id: { type: string }, secret: { type: string, writeOnly: true } } }
    Keeper:
      type: object
      required: [id, name, secret]
      properties:
        id: { $ref: "#/components/schemas/Id" }
        name: { type: string }
        secret: { type: string, writeOnly: true }
        boss: { oneOf: [{ $ref: "#/components/schemas/Keeper" }, { type: "null" }] }
        team: { type: array, items: { $ref: "#/components/schemas/Keeper" } }
    Animal:
      type: object
      required: [kind]
      properties:
        kind: { type: string }
        keeper: { allOf: [{ $ref: "#/components/schemas/Keeper" }], description: Who feeds it. }
        born: { type: string, format: date, readOnly: true }
      discriminator: { propertyName: kind, mapping: { cat: Cat, dog: "#/components/schemas/Dog" } }
    Cat: { allOf: [{ $ref: "#/components/schemas/Animal" }, { type: object, required: [lives], properties: { lives: { type: integer } } }] }
    Dog: { allOf: [{ $ref: "#/components/schemas/Animal" }, { type: object, properties: { barks: { type: boolean } } }] }
    Page: { $id: page, type: object, required: [items], properties: { items: { type: array, items: { $dynamicRef: "#item" } }, next: { type: string } }, $defs: { any: { $dynamicAnchor: item } } }
    Cats: { $id: cats, $ref: page, $defs: { cat: { $dynamicAnchor: item, $ref: "#/components/schemas/Cat" } } }
    Point: { type: array, prefixItems: [{ type: number }, { type: number }], minItems: 2, items: false }
    Labels: { type: object, required: [name], properties: { name: { type: string }, rank: { type: integer } }, additionalProperties: { type: boolean }, patternProperties: { "^x-": { type: string } } }
    Contact: { type: object, properties: { mail: { type: string }, phone: { type: string } }, anyOf: [{ required: [mail] }, { required: [phone] }] }
    Shape: { oneOf: [{ $ref: "#/components/schemas/Circle" }, { $ref: "#/components/schemas/Square" }], discriminator: { propertyName: form } }
    Circle: { type: object, required: [form, radius], properties: { form: { type: string }, radius: { type: number } } }
    Square: { type: object, required: [form, side], properties: { form: { type: string }, side: { type: number } } }
`;

const USAGE = `import { createClient } from './client.js';
import { createServer } from './server.js';
import type * as types from './types.js';

const client = createClient({ baseUrl: 'http://localhost' });
const keeper = { name: 'Ann', secret: 's', team: [{ name: 'Bob', secret: 't' }], boss: null };

export async function requests() {
  await client.addAnimal({ body: { kind: 'cat', lives: 9, keeper } });
  await client.addAnimal({ body: { kind: 'dog', barks: true } });
  // @ts-expect-error: its parent asks for what a dog is to be told by
  await client.addAnimal({ body: { barks: true } });
  // @ts-expect-error: a cat has lives
  await client.addAnimal({ body: { kind: 'cat' } });
  // @ts-expect-error: there are no cows
  await client.addAnimal({ body: { kind: 'cow' } });
  // @ts-expect-error: only answers say when it was born
  await client.addAnimal({ body: { kind: 'dog', born: '2020-01-01' } });
  // @ts-expect-error: only answers have an id, however deep
  await client.addAnimal({ body: { kind: 'dog', keeper: { name: 'Ann', secret: 's', team: [{ id: '1', name: 'Bob', secret: 't' }] } } });
  // @ts-expect-error: requests have a secret, however deep
  await client.putKeepers({ body: [{ name: 'Ann', secret: 's', boss: { name: 'Bob' } }] });
  await client.listAnimals({ query: { filter: { secret: 's' } } });
}

export async function answers() {
  const added = await client.addAnimal({ body: { kind: 'dog' } });
  if (!added.ok) return;
  const animal = added.data;
  const born: string | undefined = animal.born;
  const id: string | undefined = animal.keeper?.team?.[0]?.id;
  // @ts-expect-error: no answer tells a secret
  const secret = animal.keeper?.secret;
  // @ts-expect-error: only cats have lives
  const none = animal.lives;
  const lives: number = animal.kind === 'cat' ? animal.lives : 0;
  const put = await client.putKeepers({ body: [keeper] });
  const boss: types.Keeper | null | undefined = put.ok ? put.data['a']?.boss : null;
  return { born, id, secret, none, lives, boss };
}

const answered: types.Keeper = { id: '1', name: 'Ann', boss: { id: '2', name: 'Bob' } };
export const server = createServer({
  handlers: {
    addAnimal: ({ body }) => {
      const secret: string | undefined = body.keeper?.secret;
      // @ts-expect-error: no request says when it was born
      const born = body.born;
      return { status: 201, body: { kind: 'dog', barks: secret === born, keeper: answered } };
    },
    listAnimals: ({ query }) => ({ status: 200, body: query?.filter?.secret ? [] : [{ kind: 'cat', lives: 1, born: '2020-01-01' }] }),
    // @ts-expect-error: what was received is no answer: it lacks an id
    putKeepers: ({ body: [first = keeper] }) => ({ status: 200, body: { first } }),
  },
});

export const parent: types.Animal[] = [{ kind: 'cat', lives: 9 } satisfies types.Cat, { kind: 'dog', barks: false }];
const cat: types.Cat = { kind: 'cat', lives: 1 };
// @ts-expect-error: a cat is called so
export const noCat: types.Cat = { kind: 'dog', lives: 1 };
export const animal: types.Animal = cat;
export const page: types.Cats = { items: [{ kind: 'cat', lives: 9 }], next: 'n' };
export const anyPage: types.Page = { items: [1, 'a', null] };
// @ts-expect-error: a page of cats holds cats
export const wrongPage: types.Cats = { items: [1] };
export const point: types.Point = [1, 2];
// @ts-expect-error: two numbers are a point
export const line: types.Point = [1, 2, 3];
// @ts-expect-error: one is none
export const dot: types.Point = [1];
export const labels: types.Labels = { name: 'a', rank: 1, fed: true, 'x-own': 'text' };
// @ts-expect-error: a label is a text, a number or a flag
export const wrong: types.Labels = { name: 'a', fed: null };
export const contact: types.Contact[] = [{ mail: 'a' }, { phone: 'b' }, { mail: 'a', phone: 'b' }];
// @ts-expect-error: one of the two is needed
export const nobody: types.Contact = {};
export const area = (shape: types.Shape): number => (shape.form === 'Circle' ? shape.radius : shape.side);
// @ts-expect-error: that is none of its forms
export const triangle: types.Shape = { form: 'Triangle', side: 1 };
`;

// Below the root, so that nothing else is found but what is there.
mkdirSync(join(ROOT, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.tmp/zoo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what must compile does, and nothing else', async () => {
  const cwd = scratch({ 'zoo.yaml': ZOO });
  const { value, diagnostics } = await generateDocument('zoo.yaml', { cwd, targets: ['client', 'server'] });
  expect(diagnostics).toEqual([]);
  writeOutput(folder, value ?? []);
  writeFileSync(join(folder, 'usage.ts'), USAGE);
  const paths = ['usage.ts', 'validators.ts'].map((name) => join(folder, name));
  expect(compileAlone('tsconfig.bundler.json', paths)).toEqual([]);
});
