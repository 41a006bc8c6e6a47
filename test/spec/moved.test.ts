// References into the midst of what another version of OpenAPI keeps elsewhere, as bundlers write them.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { Origins } from '../../generator/spec/origins.js';
import { nodeAt, targetOf } from '../../generator/spec/references.js';
import type { Tree } from '../../generator/spec/types.js';

describe('a reference into the midst of something leads to what that has become', () => {
  const read = (text: string) => {
    const { document, faults } = toOpenApi31(parse(text), new Origins());
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    return (pointer: string) => {
      const ref = String((nodeAt(document, pointer) as Tree)['$ref']);
      return [ref, targetOf(document, ref)];
    };
  };

  const at = read(`swagger: "2.0"
info: { title: T, version: "1" }
definitions: { A: { type: object, properties: { b/c: { type: integer } } } }
parameters: { Q: { name: q, in: query, type: array, items: { type: integer } } }
paths:
  /a:
    post:
      parameters:
        - { name: b, in: body, schema: { type: object, properties: { x: { type: integer } } } }
        - { name: p, in: query, type: integer }
      responses: { "200": { description: D, schema: { type: array, items: { type: string } } } }
  /b:
    post:
      parameters:
        - { $ref: "#/paths/~1a/post/parameters/0" }
        - { $ref: "#/paths/~1a/post/parameters/1" }
        - { name: r, in: query, type: array, items: { $ref: "#/parameters/Q/items" } }
      responses:
        "200": { $ref: "#/paths/~1a/post/responses/200" }
        "201": { description: D, schema: { $ref: "#/paths/~1a/post/parameters/0/schema/properties/x" } }
        "202": { description: D, schema: { $ref: "#/paths/~1a/post/responses/200/schema/items" } }
        "203": { description: D, schema: { $ref: "#/definitions/A/properties/b~1c" } }
`);
  it.each([
    ['requestBody', '#/paths/~1a/post/requestBody', { required: false }],
    ['parameters/0', '#/paths/~1a/post/parameters/0', { name: 'p' }],
    ['parameters/1/schema/items', '#/components/parameters/Q/schema/items', { type: 'integer' }],
    ['responses/200', '#/paths/~1a/post/responses/200', { description: 'D' }],
    [
      'responses/201/content/application~1json/schema',
      '#/paths/~1a/post/requestBody/content/application~1json/schema/properties/x',
      { type: 'integer' },
    ],
    [
      'responses/202/content/application~1json/schema',
      '#/paths/~1a/post/responses/200/content/application~1json/schema/items',
      { type: 'string' },
    ],
    [
      'responses/203/content/application~1json/schema',
      '#/components/schemas/A/properties/b~1c',
      { type: 'integer' },
    ],
  ])('2.0: %s', (place, ref, target) => {
    const [written, found] = at(`/paths/~1b/post/${place}`);
    expect(written).toBe(ref);
    expect(found).toMatchObject(target);
  });

  it.each([
    ['A/properties/b', 'A/anyOf/0/properties/b'],
    ['L/items/0', 'L/prefixItems/0'],
  ])('3.0: %s', (written, moved) => {
    const found = read(`openapi: 3.0.3
info: { title: T, version: "1" }
paths: {}
components:
  schemas:
    A: { type: object, nullable: true, allOf: [{ type: object }], properties: { b: { type: integer } } }
    L: { type: array, items: [{ type: integer }] }
    B: { $ref: "#/components/schemas/${written}" }
`)('/components/schemas/B');
    expect(found).toEqual([`#/components/schemas/${moved}`, { type: 'integer' }]);
  });
});
