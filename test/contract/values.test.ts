// Values for schemas: what is called valid is valid, what is called forbidden is forbidden, as a validator says that shares no code with them.
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { boundariesOf } from '../../contract/plan/values/boundaries.js';
import { ABSENT, changed } from '../../contract/plan/values/edit.js';
import { ordinary } from '../../contract/plan/values/ordinary.js';
import { spotsOf } from '../../contract/plan/values/spots.js';
import { characters } from '../../contract/plan/values/text.js';
import { violationsOf } from '../../contract/plan/values/violations.js';
import { sameJson } from '../../contract/pointer.js';
import type { Source } from '../../contract/schema/parts.js';
import { Schemas } from '../../contract/schema/store.js';
import type { JsonSchema, OpenApi31 } from '../../generator/model/types.js';

const AT = '/components/schemas/It';

const SHARED: Record<string, JsonSchema> = {
  Money: {
    type: 'object',
    required: ['amount', 'currency'],
    properties: { amount: { type: 'number', exclusiveMinimum: 0 }, currency: { enum: ['EUR', 'KRW'] } },
    additionalProperties: false,
  },
  Tree: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 2, maxLength: 5 },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  },
};

const SCHEMAS: Record<string, JsonSchema> = {
  text: { type: 'string', minLength: 3, maxLength: 12 },
  'text with a pattern': { type: 'string', pattern: '^[a-z][a-z0-9-]{2,9}$', maxLength: 8 },
  'text of many formats': {
    type: 'object',
    required: ['at', 'day', 'id', 'mail', 'url', 'host', 'v4', 'v6'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      day: { type: 'string', format: 'date' },
      id: { type: 'string', format: 'uuid' },
      mail: { type: 'string', format: 'email' },
      url: { type: 'string', format: 'uri' },
      host: { type: 'string', format: 'hostname' },
      v4: { type: 'string', format: 'ipv4' },
      v6: { type: 'string', format: 'ipv6' },
    },
  },
  numbers: {
    type: 'object',
    properties: {
      count: { type: 'integer', minimum: 0, maximum: 100 },
      size: { type: 'integer', minimum: 1000, multipleOf: 512 },
      ratio: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      price: { type: 'number', multipleOf: 0.5, maximum: 10 },
    },
  },
  'null and unions': {
    type: 'object',
    properties: {
      note: { type: ['string', 'null'], maxLength: 10 },
      either: { type: ['integer', 'boolean'] },
      ref: { anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] },
      listed: { enum: ['a', 'b', null] },
    },
  },
  lists: {
    type: 'object',
    properties: {
      tags: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        uniqueItems: true,
        items: { type: 'string', maxLength: 8 },
      },
      pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], maxItems: 2 },
      words: { type: 'array', uniqueItems: true, minItems: 2, items: { enum: ['x', 'y', 'z'] } },
    },
  },
  maps: {
    type: 'object',
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' }, maxProperties: 4 },
    },
    additionalProperties: false,
  },
  parts: {
    allOf: [
      { $ref: '#/components/schemas/Money' },
      { properties: { amount: { maximum: 1000 }, currency: { type: 'string' } } },
    ],
  },
  alternatives: {
    type: 'object',
    properties: { name: { type: 'string' } },
    oneOf: [
      { required: ['project'], properties: { project: { type: 'string', format: 'uuid' } } },
      { required: ['organization'], properties: { organization: { type: 'string', minLength: 1 } } },
    ],
  },
  'itself again': { $ref: '#/components/schemas/Tree' },
  'an example': {
    type: 'object',
    example: { a: 7 },
    required: ['a'],
    properties: { a: { type: 'integer' } },
  },
};

function tools(schema: JsonSchema) {
  const document = {
    openapi: '3.1.1',
    info: { title: 't', version: '1' },
    components: { schemas: { ...SHARED, It: schema } },
  } as OpenApi31;
  const source: Source = { document, schemas: new Schemas(document, 'request') };
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addSchema({ $id: 'https://all.example/', ...document });
  const isValid = (value: unknown) => ajv.validate({ $ref: `https://all.example/#${AT}` }, value);
  return { source, isValid };
}

describe.each(Object.entries(SCHEMAS))('%s', (_, schema) => {
  const { source, isValid } = tools(schema);
  const value = ordinary(source, [AT]);
  const spots = [...spotsOf(source, AT, value)];
  const accepts = (root: unknown) => source.schemas.accepts(AT, root);

  it('has an ordinary value, and places in it', () => {
    expect(isValid(value)).toBe(true);
    expect(spots.length).toBeGreaterThan(0);
    for (const { root } of spots) expect(isValid(root)).toBe(true);
  });

  it('has edges, each of them valid', () => {
    const edges = spots.flatMap((spot) =>
      boundariesOf(source, spot).map((each) => changed(spot.root, spot.tokens, each.value)),
    );
    const proven = edges.filter(accepts);
    expect(proven.filter((each) => !isValid(each))).toEqual([]);
    // What is made is not thrown away: what cannot be valid is rare.
    expect(proven.length).toBeGreaterThan(edges.length * 0.7);
  });

  it('has ways to be broken, each of them in one place', () => {
    const broken = spots.flatMap((spot) =>
      violationsOf(source, spot)
        .map((each) => ({ each, spot, root: changed(spot.root, spot.tokens, each.value) }))
        .filter(({ root }) => accepts(root) === false),
    );
    expect(broken.length).toBeGreaterThan(3);
    for (const { each, spot, root } of broken) {
      expect(isValid(root), `${spot.tokens.join('.')} ${each.because}`).toBe(false);
      // With the old value put back, nothing else is seen to have changed.
      if (each.value !== ABSENT)
        expect(sameJson(changed(root, spot.tokens, spot.value), spot.root)).toBe(true);
    }
  });
});

describe('what is tried', () => {
  const named = (schema: JsonSchema, name = '') => {
    const { source } = tools(schema);
    const spot = [...spotsOf(source, AT, ordinary(source, [AT]))].find(
      ({ tokens }) => tokens.join('.') === name,
    );
    if (!spot) throw new Error(name);
    const keep = (proof: boolean, list: readonly { what: string; value: unknown }[]) =>
      list
        .filter(({ value }) => source.schemas.accepts(AT, changed(spot.root, spot.tokens, value)) === proof)
        .map(({ what }) => what);
    return { valid: keep(true, boundariesOf(source, spot)), broken: keep(false, violationsOf(source, spot)) };
  };

  it.each<[string, JsonSchema, string[], string[]]>([
    [
      'lengths in characters of every width',
      { type: 'string', minLength: 1, maxLength: 9 },
      ['maxLength', 'maxLength-accented', 'maxLength-astral'],
      ['minLength', 'maxLength', 'far-too-long', 'as-number', 'null'],
    ],
    ['bounds', { type: 'integer', minimum: 3, maximum: 7 }, ['maximum'], ['minimum', 'maximum', 'as-string']],
    [
      'words',
      { type: 'string', enum: ['one', 'two'] },
      ['enum-two'],
      ['unknown-value', 'other-case', 'as-number', 'null'],
    ],
    ['both flags', { type: 'boolean' }, ['false'], ['as-string', 'as-integer', 'null']],
    [
      'null where it may stand',
      { type: ['string', 'null'], maxLength: 4 },
      ['null', 'maxLength'],
      ['maxLength'],
    ],
  ])('%s', (_, schema, valid, broken) => {
    const tried = named(schema);
    expect(tried.valid).toEqual(expect.arrayContaining(valid));
    expect(tried.broken).toEqual(expect.arrayContaining(broken));
  });

  it('what may be left out, and what may not', () => {
    const { source } = tools({
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'string' } },
    });
    const spots = [...spotsOf(source, AT, { a: 'x', b: 'y' })];
    const absent = spots.flatMap((spot) =>
      boundariesOf(source, spot).flatMap(({ value }) => (value === ABSENT ? spot.tokens : [])),
    );
    const missing = spots.flatMap((spot) =>
      violationsOf(source, spot).flatMap(({ value }) => (value === ABSENT ? spot.tokens : [])),
    );
    expect({ absent, missing }).toEqual({ absent: ['b'], missing: ['a'] });
  });

  it('two alternatives at once', () => {
    expect(named(SCHEMAS['alternatives'] as JsonSchema).broken).toContain('oneOf-1');
  });

  it('a text just too long breaks nothing but its length', () => {
    const { source } = tools({ type: 'string', pattern: '^[a-z]+$', maxLength: 6 });
    const [spot] = [...spotsOf(source, AT, 'abc')];
    const long = spot && violationsOf(source, spot).find(({ what }) => what === 'maxLength');
    expect(characters(String(long?.value))).toBe(7);
    expect(long?.value).toMatch(/^[a-z]+$/);
    expect(long?.because).toBe('has 7 characters; at most 6 are allowed');
  });

  it('what only answers have is not sent', () => {
    const { source } = tools({
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
    });
    expect(ordinary(source, [AT])).toEqual({ name: 'a' });
    expect([...spotsOf(source, AT, { name: 'x' })].map(({ tokens }) => tokens.join('.'))).toEqual([
      '',
      'name',
    ]);
  });

  it('a member called __proto__', () => {
    expect(Object.entries(changed(JSON.parse('{"__proto__":1}'), ['__proto__'], 2) as object)).toEqual([
      ['__proto__', 2],
    ]);
  });
});
