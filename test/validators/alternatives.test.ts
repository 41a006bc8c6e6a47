// Which alternative a value was meant for: nothing but its mistakes are told, and no verdict changes for it.

import { describe, expect, it } from 'vitest';
import { stopwatch } from '../stopwatch.js';
import { type Guard, guardOf, guardsOf } from './guards.js';

function told(guard: Guard, value: unknown): string[] {
  return guard.violations(value).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`);
}

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
const Cat = {
  type: 'object',
  required: ['kind', 'lives'],
  properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
};
const Dog = {
  type: 'object',
  required: ['kind', 'tail'],
  properties: { kind: { type: 'string' }, tail: { type: 'string' } },
};
const ANIMALS = { Cat, Dog };

describe.each(['oneOf', 'anyOf'])('%s with a discriminator', (keyword) => {
  const pet = (mapping?: object) => ({
    [keyword]: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind', ...(mapping && { mapping }) },
  });

  it.each([
    [undefined, 'Dog'],
    [{ hund: '#/components/schemas/Dog' }, 'hund'],
    [{ hund: 'Dog', katze: 'Cat' }, 'hund'],
  ])('tells of the one that is named: %j', async (mapping, kind) => {
    const guard = await guardOf(pet(mapping), ANIMALS);
    expect(guard({ kind, tail: 'long' })).toBe(true);
    expect(told(guard, { kind, tail: 5 })).toEqual(['/tail type: must be a string']);
    expect(told(guard, { kind })).toEqual(['/tail required: is required']);
  });

  it('tells which names there are', async () => {
    const guard = await guardOf(pet(), ANIMALS);
    expect(told(guard, { kind: 'Fish' })).toEqual([`/kind ${keyword}: must be one of ["Cat","Dog"]`]);
    expect(told(guard, {})).toEqual(['/kind required: is required']);
    expect(told(guard, { kind: '__proto__' })).toEqual([`/kind ${keyword}: must be one of ["Cat","Dog"]`]);
  });

  it('is no rule of its own: what the schemas allow is allowed', async () => {
    const guard = await guardOf(pet(), ANIMALS);
    // Called a dog, and a cat by everything that JSON Schema asks for.
    expect(guard({ kind: 'Dog', lives: 9 })).toBe(true);
    expect(guard({ kind: 'Fish', lives: 9 })).toBe(true);
    expect(guard({ kind: 'Dog', lives: 9, tail: 'x' })).toBe(keyword === 'anyOf');
  });
});

it('one that fits too many is told so', async () => {
  const guard = await guardOf({ oneOf: [{ minimum: 1 }, { minimum: 2 }, { minimum: 3 }] });
  expect(told(guard, 2)).toEqual([' oneOf: must match exactly one schema in oneOf, not 2']);
});

describe('without a discriminator', () => {
  const event = (type: string, more: object) => ({
    type: 'object',
    required: ['type'],
    properties: { type: { const: type }, ...more },
  });
  const events = {
    oneOf: [event('push', { ref: { type: 'string' } }), { allOf: [ref('Merge')] }, { type: 'null' }],
  };
  const more = { Merge: event('merge', { number: { type: 'integer' } }) };

  it('a property that has other values in each tells them apart', async () => {
    const guard = await guardOf(events, more);
    expect([null, { type: 'push', ref: 'a' }, { type: 'merge', number: 1 }].map(guard)).toEqual([
      true,
      true,
      true,
    ]);
    expect(told(guard, { type: 'merge', number: 'one' })).toEqual(['/number type: must be an integer']);
  });

  it('the type tells them apart', async () => {
    const guard = await guardOf({
      anyOf: [
        { type: 'array', items: { type: 'string' } },
        { type: 'string', minLength: 1 },
        { type: 'integer' },
      ],
    });
    expect(told(guard, [1])).toEqual(['/0 type: must be a string']);
    expect(told(guard, '')).toEqual([' minLength: must NOT have fewer than 1 character']);
    expect(told(guard, null)).toEqual([' anyOf: must match a schema in anyOf']);
  });

  it('where nothing does, the one that misses least is told after what is wrong in all', async () => {
    const guard = await guardOf({ anyOf: [{ required: ['a', 'b'] }, { required: ['c'] }] });
    expect(told(guard, {})).toEqual([' anyOf: must match a schema in anyOf', '/c required: is required']);
  });

  it('values that are not text tell apart too, and unequal ones do not hide a schema that takes any', async () => {
    const version = (value: unknown) => ({
      required: ['v', 'x'],
      properties: { v: { const: value }, x: { const: value } },
    });
    const guard = await guardOf({ oneOf: [version(1), version('1'), version(true), { required: ['open'] }] });
    for (const v of [1, '1', true]) expect(guard({ v, x: v })).toBe(true);
    expect(guard({ v: 1, x: '1' })).toBe(false);
    expect(guard({ v: 1, x: '1', open: 1 })).toBe(true);
    expect(guard({ v: 2, open: 1 })).toBe(true);
    expect(guard({ v: { v: 1 }, open: 1 })).toBe(true);
    expect(guard({ v: 1, x: 1, open: 1 })).toBe(false);
  });

  it('a tag that is missing excludes nobody', async () => {
    const guard = await guardOf({
      oneOf: [
        { properties: { t: { const: 'a' } }, required: ['x'] },
        { properties: { t: { const: 'b' } }, required: ['y'] },
      ],
    });
    expect([{ x: 1 }, { y: 1 }, { t: 'a', x: 1 }, { t: 'b', x: 1 }, { x: 1, y: 1 }].map(guard)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

it('alternatives within alternatives are told in bounded time', async () => {
  const list = { type: 'array', items: ref('Filter') };
  const guards = await guardsOf({
    Filter: {
      anyOf: [
        { properties: { all: list, not: ref('Filter') }, required: ['x'] },
        { properties: { all: list, not: ref('Filter') }, required: ['y'] },
      ],
    },
  });
  let value: unknown = {};
  for (let depth = 0; depth < 200; depth++) value = { not: value, x: 1, y: 1 };
  const spent = stopwatch();
  expect(guards.Filter(value)).toBe(false);
  expect(guards.Filter.violations(value).length).toBeGreaterThan(0);
  expect(spent()).toBeLessThan(3000);
});
