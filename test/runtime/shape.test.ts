// What a text may stand for, by schemas of every build: also such as go round, or are far larger than they look.

import { describe, expect, it } from 'vitest';
import type { Reference } from '../../runtime/schema.js';
import { Shapes, scalar } from '../../runtime/shape.js';
import { fastest } from '../stopwatch.js';

const shapes = new Shapes({
  target: (ref) => (ref as Reference)(),
  fits: (pattern, name) => new RegExp(pattern).test(name),
});
const types = (schema: unknown) => [...shapes.of(schema).types].join(' ');
const INTEGER = { type: 'integer' };
const STRING = { type: 'string' };

describe('the types of a value', () => {
  it.each([
    [INTEGER, 'integer'],
    [{ type: ['null', 'number'] }, 'integer number null'],
    [{ allOf: [{ type: ['integer', 'string'] }, INTEGER] }, 'integer'],
    [{ anyOf: [INTEGER, { type: 'null' }] }, 'integer null'],
    [{ allOf: [{}, { oneOf: [INTEGER, STRING] }], type: 'string' }, 'string'],
    [{ $ref: () => ({ $ref: () => ({ const: true }) }) }, 'boolean'],
    [{ $dynamicRef: ['a', () => INTEGER] }, 'integer'],
    [{ enum: [1, null] }, 'integer number null'],
    [{ properties: {} }, 'object'],
    [{ prefixItems: [] }, 'array'],
    [{ allOf: [STRING, INTEGER] }, ''],
    [false, ''],
  ])('%j: %s', (schema, expected) => {
    expect(types(schema).split(' ').sort()).toEqual(expected.split(' ').sort());
  });

  it.each([true, undefined, {}, { not: STRING }, { anyOf: [INTEGER, {}] }])(
    '%j leaves all open',
    (schema) => {
      expect(shapes.of(schema).isOpen).toBe(true);
      expect(shapes.of(schema).has('string')).toBe(false);
      expect(scalar('1', shapes.of(schema))).toBe('1');
    },
  );

  it('of members are those that all of its schemas allow', () => {
    const base = { properties: { n: { type: ['string', 'integer'] }, open: {} } };
    const shape = shapes.of({ allOf: [base, { properties: { n: INTEGER, open: INTEGER } }] });
    expect(scalar('1', shape.member('n'))).toBe(1);
    expect(scalar('1', shape.member('open'))).toBe(1);
  });

  it('of members are those that any of the alternatives allows', () => {
    const shape = shapes.of({ oneOf: [{ properties: { n: INTEGER } }, { properties: { n: STRING } }] });
    expect(scalar('1', shape.member('n'))).toBe('1');
    expect([...shape.names]).toEqual(['n']);
  });

  it('of members are those of their pattern, or of all others', () => {
    const shape = shapes.of({
      properties: { s_1: STRING },
      patternProperties: { '^n_': INTEGER, '^s_': STRING },
      additionalProperties: { type: 'boolean' },
    });
    const read = (name: string, text: string) => scalar(text, shape.member(name));
    expect([read('n_1', '1'), read('s_1', '1'), read('s_2', '1'), read('b', 'true')]).toEqual([
      1,
      '1',
      '1',
      true,
    ]);
    expect(shapes.of({ properties: {} }).member('constructor')).toBeUndefined();
    expect(shapes.of({ additionalProperties: false }).member('a')).toBeUndefined();
  });

  it('of items are those of their place, or of all others', () => {
    const shape = shapes.of({ prefixItems: [INTEGER], items: { type: 'boolean' } });
    expect([0, 1, 2].map((at) => [...(shape.item(at)?.types ?? [])])).toEqual([
      ['integer'],
      ['boolean'],
      ['boolean'],
    ]);
    expect(shapes.of({ items: false }).item(0)?.types.size).toBe(0);
  });
});

describe('in bounded time', () => {
  const bounded = (work: () => unknown) => expect(fastest(work, 200)).toBeLessThan(200);

  it.each(['allOf', 'anyOf', 'oneOf'])('2^30 ways through %s', (keyword) => {
    let schema: object = { type: 'object', properties: { n: INTEGER } };
    for (let level = 0; level < 30; level++) {
      const below = schema;
      schema = { [keyword]: [{ $ref: () => below }, { $ref: () => below }] };
    }
    bounded(() => expect(scalar('1', shapes.of(schema).member('n'))).toBe(1));
  });

  it.each(['allOf', 'anyOf', 'oneOf'])('2^30 ways to a text through %s', (keyword) => {
    let schema: object = { anyOf: [INTEGER, { enum: ['a', '2'] }] };
    for (let level = 0; level < 30; level++) {
      const below = schema;
      schema = { [keyword]: [{ $ref: () => below }, { $ref: () => below }] };
    }
    const read = (text: string) => scalar(text, shapes.of(schema));
    bounded(() => expect(['1', '2', 'a', 'b'].map(read)).toEqual([1, '2', 'a', 'b']));
  });

  it('2^30 ways from member to member', () => {
    let schema: object = INTEGER;
    for (let level = 0; level < 30; level++) {
      const [a, b] = [schema, { allOf: [schema] }];
      schema = { allOf: [{ properties: { a, b } }, { properties: { a: b, b: a } }] };
    }
    bounded(() => {
      let shape = shapes.of(schema);
      for (let level = 0; level < 30; level++) shape = shape.member(level % 2 ? 'a' : 'b') ?? shape;
      expect([...shape.types]).toEqual(['integer']);
    });
  });

  it('circles, and chains of references without end', () => {
    const circle: object = { allOf: [{ $ref: () => circle }, { anyOf: [INTEGER, { $ref: () => circle }] }] };
    bounded(() => types(circle));
    const endless = (): object => ({ $ref: endless });
    bounded(() => expect(shapes.of(endless()).member('a')).toBeUndefined());
    const tree: object = { properties: { child: { $ref: () => tree }, n: INTEGER } };
    let shape = shapes.of(tree);
    for (let level = 0; level < 1000; level++) shape = shape.member('child') ?? shape;
    expect(scalar('1', shape.member('n'))).toBe(1);
  });

  it('names that nobody listed, of a schema with a thousand alternatives', () => {
    const shape = shapes.of({
      oneOf: Array.from({ length: 1000 }, (_, at) => ({ properties: { [`p${at}`]: INTEGER } })),
    });
    bounded(() => {
      for (let at = 0; at < 100_000; at++) shape.member(`x${at}`);
    });
  });
});
