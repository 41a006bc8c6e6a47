// `generate --lenient`: what is wrong with a part of a document is said either way; only without the option does it stop the rest.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../generator/diagnostics.js';
import { DEFAULT_TARGETS, emittersFor } from '../../generator/emit/list.js';
import { buildModel } from '../../generator/model/build.js';
import { buildLeniently } from '../../generator/model/lenient.js';
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { Origins } from '../../generator/spec/origins.js';
import { specOf } from '../model/modelled.js';
import { EVERYTHING_20, EVERYTHING_32, placesOf, replaced } from '../spec/everything.js';
import { specpact } from './run.js';
import { scratch, snapshot } from './scratch.js';

const HEAD = 'openapi: 3.0.3\ninfo: { title: T, version: "1" }\n';
const OK = `  /ok: { get: { operationId: ok, responses: { "200": { description: D, content: { application/json: { schema: { $ref: "#/components/schemas/Ok" } } } } } } }
components:
  schemas:
    Ok: { type: object, properties: { a: { type: string } } }
`;
const path = (text: string) => `${HEAD}paths:\n  /a: ${text}\n${OK}`;
const answers = 'responses: { "200": { description: D } }';

/** What is wrong, the id of what is said of it and the text at which it is said, and what is still made. */
const KINDS: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['info missing', `openapi: 3.0.3\npaths:\n${OK}`, 'document-invalid', 'openapi:', /export function ok/],
  [
    'a key with nothing behind it',
    path('{ get: { operationId: a, responses: } }'),
    'document-invalid',
    'responses: }',
    /export function a\b/,
  ],
  [
    'an operation without answers',
    path('{ get: { operationId: a } }'),
    'document-invalid',
    'get: { operationId: a }',
    /export function a\b/,
  ],
  ['an operation that is none', path('{ get: 7 }'), 'document-invalid', 'get: 7', /export function ok/],
  [
    'a path without a slash',
    path(`{ get: { operationId: a, ${answers} } }`).replace('/a', 'a'),
    'document-invalid',
    'a: { get',
    /export function ok/,
  ],
  [
    'a path parameter that nobody describes',
    path(`{ get: { operationId: a, ${answers} } }`).replace('/a', '/a/{id}'),
    'path-parameter-mismatch',
    'get: { operationId: a,',
    /export function a\(.*AInput/,
  ],
  [
    'one that is not in the path',
    path(
      `{ get: { operationId: a, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], ${answers} } }`,
    ),
    'path-parameter-mismatch',
    'get: { operationId: a,',
    /export function a\(connection: Connection, options/,
  ],
  [
    'a parameter without a name',
    path(
      `{ get: { operationId: a, parameters: [{ in: query }, { name: q, in: query, schema: { type: string } }], ${answers} } }`,
    ),
    'document-invalid',
    '{ in: query }',
    /export function a\(.*AInput/,
  ],
  [
    'a parameter nowhere',
    path(`{ get: { operationId: a, parameters: [{ name: q, in: body }], ${answers} } }`),
    'document-invalid',
    'in: body',
    /export function a\b/,
  ],
  [
    'a style that does not exist',
    path(
      `{ get: { operationId: a, parameters: [{ name: q, in: query, style: odd, schema: { type: string } }], ${answers} } }`,
    ),
    'document-invalid',
    'style: odd',
    /export function a\(.*AInput/,
  ],
  [
    'an operationId twice',
    path(`{ get: { operationId: ok, ${answers} } }`),
    'operation-id-duplicate',
    'operationId: ok, responses: { "200": { description: D, content',
    /export function getOk/,
  ],
  [
    'a status that is none',
    path('{ get: { operationId: a, responses: { "20": { description: D }, "204": { description: D } } } }'),
    'status-key-invalid',
    '"20":',
    /export function a\b/,
  ],
  [
    'a media type that is none',
    path('{ get: { operationId: a, responses: { "200": { description: D, content: { "a b": {} } } } } }'),
    'media-type-invalid',
    '"a b":',
    /export function a\b/,
  ],
  [
    'a header that HTTP cannot carry',
    path(`{ get: { operationId: a, parameters: [{ name: "a b", in: header, schema: {} }], ${answers} } }`),
    'header-name-invalid',
    'name: "a b"',
    /export function a\b/,
  ],
  [
    'a reference to nothing',
    path(
      '{ get: { operationId: a, responses: { "200": { description: D, content: { application/json: { schema: { $ref: "#/components/schemas/No" } } } } } } }',
    ),
    'ref-unresolved',
    '$ref: "#/components/schemas/No"',
    /export function a\b/,
  ],
  [
    'a reference into a missing file',
    path('{ get: { operationId: a, responses: { "200": { $ref: "missing.yaml#/A" } } } }'),
    'ref-unresolved',
    '$ref: "missing',
    /export function a\b/,
  ],
  [
    'a reference out of the root',
    path('{ get: { operationId: a, responses: { "200": { $ref: "../other.yaml#/A" } } } }'),
    'ref-external-refused',
    '$ref: "../other',
    /export function a\b/,
  ],
  [
    'references in a circle',
    `${HEAD}paths:\n${OK}    A: { $ref: "#/components/schemas/A" }\n`,
    'ref-cycle',
    '$ref: "#/components/schemas/A"',
    /export function ok/,
  ],
  [
    'a schema made of itself',
    `${HEAD}paths:\n${OK}    A: { allOf: [{ $ref: "#/components/schemas/A" }] }\n`,
    'ref-cycle',
    'A: { allOf',
    /export function ok/,
  ],
  [
    'a number for a schema',
    `${HEAD}paths:\n${OK}    A: 7\n`,
    'document-invalid',
    'A: 7',
    /export function ok/,
  ],
  [
    'a type that does not exist',
    `${HEAD}paths:\n${OK}    A: { type: strin }\n`,
    'document-invalid',
    'type: strin }',
    /export function ok/,
  ],
  [
    'a pattern that is none',
    `${HEAD}paths:\n${OK}    A: { type: string, pattern: "(" }\n`,
    'pattern-invalid',
    'pattern:',
    /export function ok/,
  ],
  [
    'a security scheme that is none',
    `${HEAD}paths:\n${OK}  securitySchemes: { s: { type: magic } }\n`,
    'document-invalid',
    'type: magic',
    /export function ok/,
  ],
];

describe.each(KINDS)('%s', (_, text, id, needle, made) => {
  const before = text.slice(0, text.indexOf(needle)).split('\n');
  const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;

  it('stops everything, and with --lenient only itself', async () => {
    const folder = scratch({ 'openapi.yaml': text });
    const args = ['generate', 'openapi.yaml', '--output', 'out', '--targets', 'types,operations,client'];
    const strict = await specpact(args, folder);
    expect(strict.code).toBe(1);
    expect(strict.err).toMatch(new RegExp(`^openapi\\.yaml:${place}  error  \\S.*  ${id}\\n    \\S`, 'm'));
    expect(Object.keys(snapshot(folder))).toEqual(['openapi.yaml']);

    const { code, err } = await specpact([...args, '--lenient'], folder);
    expect(code).toBe(0);
    expect(err).toMatch(new RegExp(`^openapi\\.yaml:${place}  warning  \\S.*  ${id}\\n    \\S`, 'm'));
    expect(err).not.toMatch(/ {2}error {2}/);
    expect(snapshot(join(folder, 'out'))['client.ts']).toMatch(made);
  });
});

it('what is no document at all stops --lenient too', async () => {
  for (const text of ['[]', 'openapi: 4.0.0\n', 'asyncapi: 3.0.0\n', 'a: [\n']) {
    const folder = scratch({ 'openapi.yaml': text });
    expect((await specpact(['generate', 'openapi.yaml', '--output', 'out', '--lenient'], folder)).code).toBe(
      1,
    );
    expect(Object.keys(snapshot(folder))).toEqual(['openapi.yaml']);
  }
});

it('a value of any other type at any place of a document: something is said there, or code is made, and nothing is thrown', async () => {
  const emitters = emittersFor(DEFAULT_TARGETS.document);
  let [refused, emitted] = [0, 0];
  for (const document of [EVERYTHING_32, EVERYTHING_20]) {
    for (const [index, place] of placesOf(document).slice(1).entries()) {
      const value = [null, 7, 'text', true, [7], { a: 7 }][index % 6];
      const what = `${place.join(' ')}: ${JSON.stringify(value)}`;
      const { document: made, faults } = toOpenApi31(replaced(document, place, value), new Origins());
      if (!made) {
        expect(faults, what).not.toEqual([]);
        continue;
      }
      const spec = specOf(made, '');
      const strict = buildModel(spec, { id: '1' });
      expect(strict.value !== undefined, what).toBe(!hasErrors(strict.diagnostics));
      if (faults.length > 0 || !strict.value) refused++;
      const lenient = buildLeniently(spec, { id: '1' }).value;
      expect(lenient, what).toBeDefined();
      if (!lenient || index % 5 > 0) continue;
      emitted++;
      for (const emitter of emitters)
        await emitter.emit(lenient.model, { runtime: './runtime', source: 'a' });
    }
  }
  expect(refused).toBeGreaterThan(200);
  expect(emitted).toBeGreaterThan(100);
});
