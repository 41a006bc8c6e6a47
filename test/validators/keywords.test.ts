// Every keyword of JSON Schema 2020-12 that decides, with the values on both sides of its edge.
import { describe, expect, it } from 'vitest';
import { guardOf } from './guards.js';

interface Case {
  readonly schema: unknown;
  readonly fits: readonly unknown[];
  readonly not: readonly unknown[];
}

const own = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

const NUMBERS: readonly Case[] = [
  { schema: { minimum: 1.5 }, fits: [1.5, 2, '1', null], not: [1.4999999999999998, -2] },
  { schema: { maximum: 1.5 }, fits: [1.5, -1, [9]], not: [1.5000000000000002] },
  { schema: { exclusiveMinimum: 0 }, fits: [Number.MIN_VALUE], not: [0, -0, -1] },
  { schema: { exclusiveMaximum: 0 }, fits: [-Number.MIN_VALUE], not: [0, -0, 1] },
  { schema: { minimum: 0, maximum: 0 }, fits: [0, -0], not: [1, -1] },
  // Infinity is what `1e999` becomes, and no number: no keyword of numbers looks at it.
  { schema: { type: 'number' }, fits: [0, 1e308], not: [Infinity, -Infinity, NaN, '1', null] },
  { schema: { type: ['number', 'string'], minimum: 3 }, fits: [3, 'a'], not: [Infinity, 2] },
  { schema: { type: 'integer' }, fits: [1, 1.0, -0, 1e300], not: [1.5, Infinity, '1'] },
  {
    schema: { multipleOf: 0.01 },
    fits: [1.13, 0.07, 4.35, 1.1, 0, -8.02, 19.99, 1e300],
    not: [1.131, 0.015, 0.001],
  },
  {
    schema: { multipleOf: 0.1 },
    fits: [0.3, 0.7, 1e15, 123456789.1],
    not: [0.35, 0.05, 0.30000000000000004],
  },
  { schema: { multipleOf: 3 }, fits: [0, -3, 9007199254740990, 3e20], not: [1, 4.5, 1e20] },
  { schema: { multipleOf: 2.5 }, fits: [5, 7.5, -2.5], not: [4, 2.25] },
  { schema: { multipleOf: 1e-8 }, fits: [12391239123, 1e-8, 0.00000123], not: [1e-9, 1.5e-8] },
  { schema: { multipleOf: 0.123456789 }, fits: [0.123456789], not: [1e308] },
  { schema: { multipleOf: 1e300 }, fits: [3e300, 0], not: [1e299, 1] },
  { schema: { multipleOf: 1e-300 }, fits: [3e-300, 1e-299, 1], not: [1.5e-300] },
  { schema: { type: 'number', format: 'int32' }, fits: [-2147483648, 2147483647], not: [2147483648, 1.5] },
];

const STRINGS: readonly Case[] = [
  { schema: { minLength: 2 }, fits: ['ab', 'a😀', 1], not: ['a', '😀', ''] },
  { schema: { maxLength: 2 }, fits: ['😀😀', 'ab', []], not: ['abc', '😀😀😀', 'a\ud800b'] },
  { schema: { minLength: 3, maxLength: 3 }, fits: ['😀😀😀', 'a\ud83db'], not: ['😀😀', 'ab', 'abcd'] },
  { schema: { minLength: 0, maxLength: 0 }, fits: [''], not: ['a'] },
  { schema: { pattern: 'b' }, fits: ['abc', 5], not: ['ac'] },
  { schema: { pattern: '^\\p{L}$' }, fits: ['é', '名'], not: ['1', 'ab'] },
  { schema: { pattern: '(?i)a' }, fits: ['anything'], not: [] },
  { schema: { format: 'date' }, fits: ['2024-02-29', 20240230], not: ['2023-02-29'] },
  { schema: { format: 'unheard-of' }, fits: ['x'], not: [] },
];

const VALUES: readonly Case[] = [
  { schema: { type: 'string' }, fits: [''], not: [1, null, {}, [], undefined, true] },
  { schema: { type: 'boolean' }, fits: [false], not: [0, 'true', null] },
  { schema: { type: 'null' }, fits: [null], not: [undefined, 0, '', {}] },
  { schema: { type: 'array' }, fits: [[]], not: [{}, { length: 0 }, 'a'] },
  { schema: { type: 'object' }, fits: [{}], not: [[], null, 'a'] },
  { schema: { type: ['string', 'integer', 'null'] }, fits: ['', 1, null], not: [1.5, false, []] },
  {
    schema: { const: { a: [1, { b: null }], c: 0 } },
    fits: [{ c: -0, a: [1, { b: null }] }],
    not: [{ a: [1, { b: null }] }, null],
  },
  { schema: { const: null }, fits: [null], not: [0, '', false, undefined] },
  { schema: { const: 0 }, fits: [0, -0], not: ['0', false, null] },
  {
    schema: { enum: ['1', 1, true, null, [], { a: 1 }] },
    fits: ['1', 1, true, null, [], { a: 1 }],
    not: ['true', 0, false, {}, [1], { a: '1' }, { a: 1, b: 1 }],
  },
  { schema: { enum: [] }, fits: [], not: [null, 0] },
  { schema: true, fits: [null, {}], not: [] },
  { schema: false, fits: [], not: [null, {}] },
  { schema: {}, fits: [undefined, null, {}], not: [] },
];

const ARRAYS: readonly Case[] = [
  { schema: { minItems: 1, maxItems: 2 }, fits: [[1], [1, 2], 'abc'], not: [[], [1, 2, 3]] },
  {
    schema: { prefixItems: [{ type: 'string' }, true, false] },
    fits: [[], ['a'], ['a', 1]],
    not: [[1], ['a', 1, 2]],
  },
  {
    schema: { prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
    fits: [['a', 1, 2], ['a']],
    not: [['a', 'b'], [1]],
  },
  { schema: { items: false }, fits: [[], {}], not: [[1]] },
  { schema: { contains: { const: 1 } }, fits: [[0, 1], 'x'], not: [[], [2]] },
  {
    schema: { contains: { const: 1 }, minContains: 2, maxContains: 3 },
    fits: [
      [1, 1],
      [1, 0, 1, 1],
    ],
    not: [[1], [1, 1, 1, 1]],
  },
  { schema: { contains: { const: 1 }, minContains: 0 }, fits: [[], [2]], not: [] },
  { schema: { contains: { const: 1 }, minContains: 0, maxContains: 0 }, fits: [[], [2]], not: [[1]] },
  { schema: { minContains: 2, maxContains: 0 }, fits: [[], [1]], not: [] },
  {
    schema: { uniqueItems: true },
    fits: [
      [],
      [1, '1', true, [], {}],
      [
        [1, 2],
        [2, 1],
      ],
      [{ a: 1 }, { a: 2 }],
    ],
    not: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [0, -0],
      [[{}], [{}]],
      [null, null],
    ],
  },
  { schema: { uniqueItems: false }, fits: [[1, 1]], not: [] },
];

const OBJECTS: readonly Case[] = [
  {
    schema: { required: ['a', 'a', 'b'] },
    fits: [{ a: null, b: 0 }, []],
    not: [{}, { a: 1 }, { a: undefined, b: 1 }],
  },
  {
    schema: { properties: { a: { type: 'string' }, b: false } },
    fits: [{}, { a: 'x' }, { c: 1 }, { b: undefined }],
    not: [{ a: 1 }, { b: null }],
  },
  {
    schema: { properties: { a: {} }, additionalProperties: false },
    fits: [{ a: 1 }, {}, { b: undefined }],
    not: [{ b: 1 }],
  },
  {
    schema: { properties: { b: {}, a: {} }, additionalProperties: { type: 'string' } },
    fits: [{ a: 1, z: 'x', b: 2 }],
    not: [{ z: 1 }],
  },
  {
    schema: {
      patternProperties: { '^x': { type: 'integer' }, z$: { minimum: 5 } },
      additionalProperties: false,
    },
    fits: [{ xz: 5, x: 1 }, { z: 'a' }],
    not: [{ xz: 4 }, { x: 'a' }, { y: 1 }],
  },
  {
    schema: { properties: { xa: { minimum: 5 } }, patternProperties: { '^x': { maximum: 7 } } },
    fits: [{ xa: 6 }],
    not: [{ xa: 4 }, { xa: 8 }],
  },
  { schema: { propertyNames: { maxLength: 2 } }, fits: [{ ab: 1 }, 'abc'], not: [{ abc: 1 }] },
  { schema: { propertyNames: false }, fits: [{}, []], not: [{ a: 1 }] },
  {
    schema: { minProperties: 1, maxProperties: 2 },
    fits: [{ a: 1 }, { a: 1, b: 2 }, []],
    not: [{}, { a: undefined }, { a: 1, b: 2, c: 3 }],
  },
  {
    schema: { dependentRequired: { a: ['b', 'c'] } },
    fits: [{}, { b: 1 }, { a: 1, b: 1, c: 1 }],
    not: [{ a: 1 }, { a: null, b: 1 }],
  },
  {
    schema: { dependentSchemas: { a: { maxProperties: 1 } } },
    fits: [{ a: 1 }, { b: 1, c: 1 }],
    not: [{ a: 1, b: 1 }],
  },
  {
    schema: { properties: { a: {} }, required: ['a'], minProperties: 1 },
    fits: [{ a: 1 }],
    not: [Object.create({ a: 1 })],
  },
];

const TOGETHER: readonly Case[] = [
  { schema: { allOf: [{ minimum: 1 }, { maximum: 3 }, { multipleOf: 2 }, true] }, fits: [2], not: [1, 4] },
  { schema: { anyOf: [{ minimum: 5 }, { type: 'string' }] }, fits: [5, 'a'], not: [4] },
  { schema: { oneOf: [{ minimum: 5 }, { multipleOf: 5 }] }, fits: [6, 0], not: [5, 1] },
  { schema: { not: { type: 'string' } }, fits: [1, null], not: ['a'] },
  {
    schema: { if: { minimum: 10 }, ...own('then', { multipleOf: 10 }), else: { multipleOf: 3 } },
    fits: [20, 9],
    not: [15, 4],
  },
  { schema: { if: { minimum: 10 } }, fits: [1, 11], not: [] },
  { schema: { ...own('then', false), else: false }, fits: [1], not: [] },
  { schema: { $ref: '#/components/schemas/Text', maxLength: 1 }, fits: ['a'], not: ['ab', 1] },
];

const LEFT_OVER: readonly Case[] = [
  { schema: { properties: { a: {} }, unevaluatedProperties: false }, fits: [{ a: 1 }, 3], not: [{ b: 1 }] },
  {
    schema: {
      allOf: [{ properties: { a: {} } }],
      anyOf: [{ properties: { b: { const: 1 } }, required: ['b'] }, true],
      unevaluatedProperties: false,
    },
    fits: [{ a: 1, b: 1 }, { a: 0 }],
    not: [{ b: 2 }, { c: 1 }],
  },
  {
    schema: {
      oneOf: [
        { properties: { a: {} }, required: ['a'] },
        { properties: { b: {} }, required: ['b'] },
      ],
      unevaluatedProperties: { type: 'string' },
    },
    fits: [{ a: 1 }, { a: 1, c: 'x' }],
    not: [{ a: 1, c: 1 }, {}],
  },
  {
    schema: {
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      ...own('then', { properties: { b: {} } }),
      else: { properties: { c: {} } },
      unevaluatedProperties: false,
    },
    fits: [{ a: 1, b: 1 }, { c: 1 }],
    not: [
      { a: 1, c: 1 },
      { a: 2, c: 1 },
    ],
  },
  {
    schema: { not: { not: { properties: { a: {} } } }, unevaluatedProperties: false },
    fits: [{}],
    not: [{ a: 1 }],
  },
  {
    schema: { dependentSchemas: { a: { properties: { a: {}, b: {} } } }, unevaluatedProperties: false },
    fits: [{ a: 1, b: 1 }],
    not: [{ b: 1 }],
  },
  {
    schema: { $ref: '#/components/schemas/Named', unevaluatedProperties: false },
    fits: [{ name: 1 }],
    not: [{ other: 1 }],
  },
  {
    schema: { allOf: [{ additionalProperties: true }], unevaluatedProperties: false },
    fits: [{ z: 1 }],
    not: [],
  },
  {
    schema: { allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false },
    fits: [{ z: 1 }],
    not: [],
  },
  {
    schema: { patternProperties: { '^a': {} }, unevaluatedProperties: false },
    fits: [{ ab: 1 }],
    not: [{ ba: 1 }],
  },
  {
    schema: { properties: { in: { unevaluatedProperties: false } }, unevaluatedProperties: false },
    fits: [{ in: {} }],
    not: [{ in: { in: 1 } }],
  },
  { schema: { prefixItems: [true], unevaluatedItems: false }, fits: [[1], []], not: [[1, 2]] },
  {
    schema: {
      allOf: [{ prefixItems: [true, true] }],
      prefixItems: [true],
      unevaluatedItems: { type: 'string' },
    },
    fits: [[1, 2, 'a']],
    not: [[1, 2, 3]],
  },
  {
    schema: { contains: { type: 'string' }, unevaluatedItems: { type: 'integer' } },
    fits: [['a', 1, 'b']],
    not: [['a', null], [1]],
  },
  { schema: { allOf: [{ items: true }], unevaluatedItems: false }, fits: [[1, 2]], not: [] },
  { schema: { allOf: [{ unevaluatedItems: true }], unevaluatedItems: false }, fits: [[1, 2]], not: [] },
];

describe.each([
  ['numbers', NUMBERS],
  ['strings', STRINGS],
  ['any value', VALUES],
  ['arrays', ARRAYS],
  ['objects', OBJECTS],
  ['one value, by several schemas', TOGETHER],
  ['what no other schema has looked at', LEFT_OVER],
])('%s', (_, cases) => {
  it.each(cases.map((each) => [JSON.stringify(each.schema), each] as const))(
    '%s',
    async (_text, { schema, fits, not }) => {
      const more = { Text: { type: 'string' }, Named: { properties: { name: true } } };
      const guard = await guardOf(schema, more);
      for (const value of fits) {
        expect(guard(value), JSON.stringify(value)).toBe(true);
        expect(guard.violations(value), JSON.stringify(value)).toEqual([]);
      }
      for (const value of not) {
        expect(guard(value), JSON.stringify(value)).toBe(false);
        expect(guard.violations(value), JSON.stringify(value)).not.toEqual([]);
      }
    },
  );
});

describe('a keyword whose value is not what JSON Schema asks for', () => {
  it.each([
    { type: 'anything' },
    { type: 5 },
    { enum: 'a' },
    { minimum: '5' },
    { multipleOf: 0 },
    { multipleOf: -1 },
    { minLength: -1 },
    { maxItems: null },
    { pattern: 5 },
    { format: {} },
    { required: true },
    { required: [1, null] },
    { uniqueItems: 'yes' },
    { properties: [] },
    { properties: { a: null } },
    { items: [false] },
    { allOf: {} },
    { anyOf: [] },
    { oneOf: [null] },
    { not: 'x' },
    { dependentRequired: { a: 'b' } },
    { additionalProperties: 'no' },
    own('__proto__', false),
    { discriminator: { propertyName: 5 } },
  ])('says nothing: %j', async (schema) => {
    const guard = await guardOf(schema);
    for (const value of [null, 0, -3, 1.5, '', 'a', [], [1, 1], {}, { a: 1 }])
      expect(guard(value)).toBe(true);
  });
});
