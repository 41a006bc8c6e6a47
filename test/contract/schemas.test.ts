// Schemas of a document as validators of answers: what a person would call the mistakes, each once, at its place.
import { describe, expect, it } from 'vitest';
import { Schemas } from '../../contract/schema/store.js';
import type { JsonSchema, OpenApi31 } from '../../generator/model/types.js';

function judge(schema: JsonSchema, value: unknown, schemas: Record<string, JsonSchema> = {}, bytes = 100) {
  const document = {
    openapi: '3.1.1',
    info: { title: 't', version: '1' },
    components: { schemas: { ...schemas, It: schema } },
  };
  const verdict = new Schemas(document as OpenApi31, 'response').judge(
    '/components/schemas/It',
    value,
    bytes,
  );
  return 'unusable' in verdict
    ? verdict.unusable
    : verdict.violations.map(({ pointer, expected, actual }) => `${pointer}: ${expected}, not ${actual}`);
}

const PET: JsonSchema = {
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
};
const PETS: Record<string, JsonSchema> = {
  Cat: {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: 'dog' }, age: { type: 'integer', maximum: 30 } },
  },
};

describe('judge', () => {
  it.each<[string, JsonSchema, unknown, string[]]>([
    ['nothing', { type: 'object' }, {}, []],
    ['the alternative that was meant', PET, { kind: 'dog', age: 99 }, ['/age: a number <= 30, not 99']],
    ['no alternative, where none was meant', PET, 'cat', [': a value of type object, not "cat"']],
    [
      'alternatives by their types',
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      1,
      [': a value of type string or a value of type null, not 1'],
    ],
    [
      'alternatives that both fit',
      { oneOf: [{ type: 'integer' }, { minimum: 1 }] },
      2,
      [': a value that fits only one of the alternatives, not 2'],
    ],
    [
      'a mistake beside the alternatives',
      { required: ['a'], ...PET },
      { kind: 'cat', lives: 'x' },
      ['/a: a value: the property is required, not nothing', '/lives: a value of type integer, not "x"'],
    ],
    [
      'more than is allowed',
      { properties: { a: {} }, additionalProperties: false },
      { a: 1, 'b/c': 2 },
      ['/b~1c: nothing: the schema allows no more here, not 2'],
    ],
    [
      'more than all parts allow',
      { allOf: [{ $ref: '#/components/schemas/Dog' }], unevaluatedProperties: false },
      { kind: 'dog', b: 2 },
      ['/b: nothing: the schema allows no more here, not 2'],
    ],
    ['lengths', { type: 'string', minLength: 2 }, '\u{1f600}', [': at least 2 characters, not "\u{1f600}"']],
    ['one property', { maxProperties: 1 }, { a: 1, b: 2 }, [': at most 1 property, not {"a": 1, "b": 2}']],
    [
      'what an item contains',
      { contains: { const: 5 } },
      [1, 2],
      [': 1 item or more that fit the schema under `contains`, not [1, 2]'],
    ],
    [
      'names',
      { propertyNames: { pattern: '^[a-z]+$' } },
      { A: 1 },
      [': no property named "A", not {"A": 1}'],
    ],
    [
      'conditions',
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      { if: { required: ['a'] }, then: { required: ['b'] } },
      { a: 1 },
      ['/b: a value: the property is required, not nothing'],
    ],
    [
      'a schema that is false',
      { properties: { a: false } },
      { a: 1 },
      ['/a: nothing: the schema allows no more here, not 1'],
    ],
    [
      'inherited names',
      { required: ['constructor', 'toString'] },
      {},
      [
        '/constructor: a value: the property is required, not nothing',
        '/toString: a value: the property is required, not nothing',
      ],
    ],
    [
      'items by value',
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [': items that are all different, not [{"a": 1, "b": 2}, {"b": 2, "a": 1}]'],
    ],
    ['items that only look alike', { uniqueItems: true }, [1, '1', [1], { 0: 1 }, null, 'null'], []],
  ])('tells %s', (_, schema, value, violations) => {
    expect([judge(schema, value, PETS)].flat().sort()).toEqual(violations);
  });

  it.each<[string, JsonSchema, unknown]>([
    ['a format that nobody knows', { format: 'snowflake' }, 'x'],
    ['a pattern that only old engines read', { pattern: '^[\\w-.]+$' }, 'a-b.c'],
    ['a pattern that is none', { pattern: '(' }, 'anything'],
    [
      'keywords of OpenAPI',
      { discriminator: { propertyName: 'kind' }, xml: {}, example: 1, nullable: 'x' } as JsonSchema,
      {},
    ],
    ['a schema that says what it is not', { $id: 'http://[bad', $schema: 'urn:none', $anchor: '??' }, 1],
    ['a reference into nowhere', { $ref: '#/nowhere' }, 1],
    [
      'required properties that only requests carry',
      {
        required: ['pin', 'code'],
        properties: { pin: { writeOnly: true }, code: { $ref: '#/components/schemas/Secret' } },
      },
      {},
    ],
  ])('bears %s', (_, schema, value) => {
    expect(judge(schema, value, { Secret: { type: 'string', writeOnly: true } })).toEqual([]);
  });

  it('follows schemas that refer to themselves', () => {
    const tree: JsonSchema = {
      type: 'object',
      properties: { kids: { type: 'array', items: { $ref: '#/components/schemas/It' } } },
    };
    expect(judge(tree, { kids: [{ kids: [{ kids: 1 }] }] })).toEqual([
      '/kids/0/kids/0/kids: a value of type array, not 1',
    ]);
  });

  it('ends where a schema is nothing but itself, or the value has no bottom', () => {
    expect(judge({ $ref: '#/components/schemas/It' }, 1)).toBe('it or the value is nested too deeply');
  });

  it('looks for one mistake only in a very large value, and tells a bounded number', () => {
    const list = Array.from({ length: 1000 }, () => 'x');
    const schema: JsonSchema = { type: 'array', items: { type: 'integer' } };
    expect(judge(schema, list, {}, 300 * 1024)).toEqual(['/0: a value of type integer, not "x"']);
    expect(judge(schema, list)).toHaveLength(20);
  });

  it('says where in the document the broken schema stands', () => {
    const document = {
      openapi: '3.1.1',
      info: { title: 't', version: '1' },
      components: { schemas: { ...PETS, It: PET } },
    };
    const verdict = new Schemas(document as OpenApi31, 'response').judge(
      '/components/schemas/It',
      { kind: 'dog', age: 'x' },
      10,
    );
    expect(verdict).toMatchObject({
      violations: [{ pointer: '/age', source: '/components/schemas/Dog/properties/age' }],
    });
  });
});
