// What a validator must not be talked into: names that every object inherits, names that cannot be said everywhere, values made to take for ever.

import { describe, expect, it } from 'vitest';
import { timed } from '../stopwatch.js';
import { generate, run } from './generate.js';

/** A document whose only purpose are its schemas. */
function documentOf(schemas: object): object {
  return { openapi: '3.1.1', info: { title: 't', version: '1' }, paths: {}, components: { schemas } };
}

/** The guards of schemas, in their order. `$ref`s may lead to `more`. */
async function guardsOf(schemas: readonly unknown[], more: object = {}) {
  const named = Object.fromEntries(schemas.map((schema, index) => [`Subject${index}`, schema]));
  const { validators } = await run(documentOf({ ...named, ...more }));
  return schemas.map((schema, index) => {
    const guard = validators[`Subject${index}`];
    if (!guard) throw new Error(`no guard of ${JSON.stringify(schema)}`);
    return { guard, schema: JSON.stringify(schema) };
  });
}

async function guardOf(schema: unknown, more: object = {}) {
  const [first] = await guardsOf([schema], more);
  if (!first) throw new Error('no guard');
  return first.guard;
}

const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
const own = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

describe('names that every object inherits', () => {
  /** Of every name the guards of its schemas, out of one document. */
  async function guardsByName(schemasOf: (name: string) => readonly unknown[], more: object = {}) {
    const guards = await guardsOf(INHERITED.flatMap(schemasOf), more);
    const each = guards.length / INHERITED.length;
    return INHERITED.map((name, at) => ({ name, guards: guards.slice(at * each, (at + 1) * each) }));
  }

  it('are required of the value itself', async () => {
    const byName = await guardsByName((name) => [{ type: 'object', required: [name] }]);
    for (const { name, guards } of byName)
      for (const { guard } of guards) {
        expect(guard({}), name).toBe(false);
        expect(guard(own(name, 1)), name).toBe(true);
      }
  });

  it('are judged where they are properties, and only as own ones', async () => {
    const byName = await guardsByName((name) => [
      { type: 'object', properties: own(name, { type: 'integer' }) },
    ]);
    for (const { name, guards } of byName)
      for (const { guard } of guards) {
        expect(guard({}), name).toBe(true);
        expect(guard(own(name, 1)), name).toBe(true);
        expect(guard(own(name, 'text')), name).toBe(false);
      }
  });

  it('are no known properties where nothing says so', async () => {
    const closed = [
      { type: 'object', properties: { a: {} }, additionalProperties: false },
      { type: 'object', properties: { a: {} }, unevaluatedProperties: false },
      { type: 'object', anyOf: [{ properties: { a: {} } }, {}], unevaluatedProperties: false },
      { type: 'object', patternProperties: { '^a': {} }, unevaluatedProperties: false },
      { type: 'object', patternProperties: { '^a': {} }, additionalProperties: false },
      { type: 'object', allOf: [{ $ref: '#/components/schemas/Other' }], unevaluatedProperties: false },
    ];
    for (const { guard, schema } of await guardsOf(closed, { Other: { properties: { a: {} } } })) {
      expect(guard({ a: 1 }), schema).toBe(true);
      for (const name of INHERITED) expect(guard(own(name, 1)), `${name} ${schema}`).toBe(false);
    }
  });

  it('are known properties where one says so', async () => {
    // What one of them refers to is known in no other way.
    for (const name of INHERITED) {
      const known = { type: 'object', properties: own(name, {}) };
      const open = [
        { ...known, additionalProperties: false },
        { ...known, unevaluatedProperties: false },
        { anyOf: [known, {}], unevaluatedProperties: false },
        { anyOf: [{ $ref: '#/components/schemas/Other' }, {}], unevaluatedProperties: false },
      ];
      for (const { guard, schema } of await guardsOf(open, { Other: known })) {
        expect(guard(own(name, 1)), schema).toBe(true);
        expect(guard({ other: 1 }), schema).toBe(false);
      }
    }
  });

  it('make others required, by themselves only', async () => {
    const byName = await guardsByName((name) => [
      { type: 'object', dependentRequired: own(name, ['a']) },
      { type: 'object', dependentSchemas: own(name, { required: ['a'] }) },
    ]);
    for (const { name, guards } of byName)
      for (const { guard, schema } of guards) {
        expect(guard({}), schema).toBe(true);
        expect(guard(own(name, 1)), schema).toBe(false);
        expect(guard({ ...own(name, 1), a: 1 }), schema).toBe(true);
      }
  });

  it('in a const or an enum are members like others', async () => {
    const byName = await guardsByName((name) => {
      const value = own(name, { x: 1 });
      return [{ const: value }, { enum: [1, value] }];
    });
    for (const { name, guards } of byName)
      for (const { guard, schema } of guards) {
        expect(guard(own(name, { x: 1 })), schema).toBe(true);
        expect(guard({}), schema).toBe(false);
        expect(guard(Object.create({ x: 1 })), schema).toBe(false);
      }
  });

  it('no emitted literal sets a prototype', async () => {
    const { files } = await generate(
      documentOf({
        Subject: {
          properties: own('__proto__', { default: own('__proto__', {}), const: own('__proto__', {}) }),
          required: ['__proto__'],
          enum: [own('__proto__', { a: own('__proto__', 1) })],
        },
      }),
    );
    for (const [path, text] of files ?? [])
      if (path !== 'types.ts') expect(text, path).not.toMatch(/[{,]\s*"?__proto__"?\s*:/);
  });
});

describe('names that not every language can say', () => {
  const HALVES = ['a\ud800', '\udfffz', '\ud83d'];

  it.each(HALVES)('half a surrogate pair: %j', async (name) => {
    const guard = await guardOf({
      type: 'object',
      properties: own(name, { type: 'integer' }),
      patternProperties: own(`^x${name}$`, { type: 'boolean' }),
      dependentSchemas: own(name, { required: ['a'] }),
      additionalProperties: { type: 'string' },
    });
    expect(guard({ ...own(name, 1), a: 'b' })).toBe(true);
    expect(guard({ ...own(name, 'text'), a: 'b' })).toBe(false);
    expect(guard(own(name, 1))).toBe(false);
    expect(guard(own(`x${name}`, true))).toBe(true);
    expect(guard(own(`x${name}`, 1))).toBe(false);
  });

  it('a pattern that is a name already', async () => {
    const guard = await guardOf({
      properties: own('__proto__', { type: 'integer' }),
      patternProperties: { '^__proto__$': { minimum: 5 } },
    });
    expect([4, 5, 'a'].map((value) => guard(own('__proto__', value)))).toEqual([false, true, false]);
  });

  it('operations and schemas in any script', async () => {
    const { validators } = await run({
      ...documentOf({ Größe: { type: 'integer' } }),
      paths: Object.fromEntries(
        ['café', 'имя', '名前', 'caf\u00e9a', 'caf\u0e9a'].map((operationId) => [
          `/${operationId}/{id}`,
          {
            get: {
              operationId,
              parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
              responses: { 204: { description: 'd' } },
            },
          },
        ]),
      ),
    });
    expect(validators['Größe']?.(1)).toBe(true);
    expect(validators['Größe']?.('a')).toBe(false);
    // A schema could be called as an operation is, where letters have no case.
    for (const name of ['café', 'имя', '名前_Operation', 'caféa'])
      expect(validators[name]?.path?.({ id: 'x' })).toBe(false);
  });
});

describe('values made to take for ever', () => {
  it('a million errors: only so many are kept, and the value is refused', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const guard = await guardOf(
      { type: 'array', items: { $ref: '#/components/schemas/Item' } },
      { Item: { type: 'object', required: names } },
    );
    const hostile = Array.from({ length: 300_000 }, () => ({}));
    expect(timed(() => expect(guard(hostile)).toBe(false))).toBeLessThan(3000);
    expect(guard.violations(hostile)).toHaveLength(100);
  });

  it('errors beyond those that are kept still count, under every composition', async () => {
    const many = { type: 'array', items: { type: 'integer' } };
    const hostile = Array.from({ length: 500 }, () => 'x');
    const refused = [
      many,
      { allOf: [many, { not: { type: 'object' } }] },
      { anyOf: [many, { type: 'object' }] },
      { anyOf: [{ allOf: [many, { anyOf: [many, many] }] }, many] },
      { oneOf: [many, { allOf: [many, many] }] },
      { allOf: [many, { if: many, ...own('then', {}), else: {} }] },
      { allOf: [many, { contains: { const: 'x' } }] },
      { not: { not: many } },
      { allOf: [many, { $ref: '#/components/schemas/Fine' }] },
    ];
    const accepted = [
      { not: many },
      { anyOf: [many, {}] },
      { anyOf: [{ allOf: [many, many] }, { items: { type: 'string' } }] },
      { oneOf: [many, { $ref: '#/components/schemas/Fine' }] },
      { if: many, ...own('then', false), else: true },
    ];
    for (const { guard, schema } of await guardsOf(refused, { Fine: {} }))
      expect(guard(hostile), schema).toBe(false);
    for (const { guard, schema } of await guardsOf(accepted, { Fine: {} }))
      expect(guard(hostile), schema).toBe(true);
  });

  it('uniqueItems over as many items as a body can hold', async () => {
    const guard = await guardOf({ type: 'array', uniqueItems: true });
    const items = Array.from({ length: 100_000 }, (_, index) => ({ a: index, b: [index] }));
    expect(timed(() => expect(guard(items)).toBe(true))).toBeLessThan(3000);
    const twice = [...items, { b: [7], a: 7 }];
    expect(guard(twice)).toBe(false);
    expect(guard.violations(twice)).toEqual([
      { pointer: '', rule: 'uniqueItems', message: 'must NOT have duplicate items' },
    ]);
    expect(guard([1, '1', true, 'true', null, 'null', [], {}, '{}', own('__proto__', 1)])).toBe(true);
    expect(guard([own('__proto__', 1), own('__proto__', 1)])).toBe(false);
  });
});
