// References: circles, what meets again, what is open until somebody fills it in; and that no schema and no value takes for ever.

import { describe, expect, it } from 'vitest';
import { placeReferences } from '../../generator/spec/anchors.js';
import { timed } from '../stopwatch.js';
import { guardOf, guardsOf } from './guards.js';

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });

describe('circles', () => {
  const Node = {
    type: 'object',
    properties: { next: ref('Node'), value: { type: 'integer' } },
    required: ['value'],
  };

  it('of values end with the value', async () => {
    const guard = await guardOf(ref('Node'), { Node });
    expect(guard({ value: 1, next: { value: 2, next: { value: 3 } } })).toBe(true);
    expect(guard.violations({ value: 1, next: { value: 2, next: {} } })).toMatchObject([
      { pointer: '/next/next/value' },
    ]);
  });

  it('through several schemas', async () => {
    const guards = await guardsOf({
      A: { properties: { b: ref('B') } },
      B: { items: { anyOf: [ref('A'), { type: 'null' }] }, type: 'array' },
    });
    expect(guards.A({ b: [null, { b: [] }] })).toBe(true);
    expect(guards.A({ b: [null, { b: 1 }] })).toBe(false);
  });

  it('at one value ask for nothing', async () => {
    const guards = await guardsOf({
      Self: { ...ref('Self'), minimum: 5 },
      A: { allOf: [ref('B')], maximum: 3 },
      B: ref('A'),
    });
    expect([guards.Self(5), guards.Self(4), guards.Self(NaN), guards.A(3), guards.A(4)]).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect(guards.Self.violations(4)).toHaveLength(1);
  });

  it('of a value that holds itself end too', async () => {
    const guard = await guardOf(ref('Node'), { Node });
    const value: Record<string, unknown> = { value: 1 };
    value['next'] = value;
    expect(guard(value)).toBe(true);
  });
});

describe('what dynamic references mean', () => {
  const schemas = () => {
    const document = {
      components: {
        schemas: {
          Page: {
            $id: 'page',
            type: 'array',
            items: { $dynamicRef: '#item' },
            $defs: { item: { $dynamicAnchor: 'item', type: 'null' } },
          },
          Numbers: {
            $id: 'numbers',
            $ref: 'page',
            $defs: { item: { $dynamicAnchor: 'item', type: 'number' } },
          },
          Both: { properties: { plain: ref('Page'), numbers: ref('Numbers') } },
          Tree: { $id: 'tree', $dynamicAnchor: 'node', properties: { child: { $dynamicRef: '#node' } } },
          Strict: { $id: 'strict', $dynamicAnchor: 'node', $ref: 'tree', unevaluatedProperties: false },
        },
      },
    };
    placeReferences(document, JSON.stringify(document));
    return document.components.schemas;
  };

  it('is what the outermost schema says that has the anchor', async () => {
    const guards = await guardsOf(schemas());
    expect([guards.Page([null]), guards.Page([1])]).toEqual([true, false]);
    expect([guards.Numbers([null]), guards.Numbers([1])]).toEqual([false, true]);
    expect(guards.Both({ plain: [null], numbers: [1] })).toBe(true);
    expect(guards.Both.violations({ plain: [1], numbers: [null] }).map(({ pointer }) => pointer)).toEqual([
      '/plain/0',
      '/numbers/0',
    ]);
  });

  it('holds at every depth', async () => {
    const { Tree, Strict } = await guardsOf(schemas());
    const value = { child: { child: { other: 1 } } };
    expect([Tree(value), Strict(value), Strict({ child: { child: {} } })]).toEqual([true, false, true]);
  });
});

describe('bounded time', () => {
  const LEVELS = 30;

  it('for schemas that meet again on every level: 2^30 ways', async () => {
    const level = (at: number) =>
      at === LEVELS
        ? { type: 'integer' }
        : { allOf: [{ allOf: [ref(`L${at + 1}`)] }, { anyOf: [ref(`L${at + 1}`)] }] };
    const guards = await guardsOf(
      Object.fromEntries(Array.from({ length: LEVELS + 1 }, (_, at) => [`L${at}`, level(at)])),
    );
    expect(timed(() => expect([guards['L0']?.(1), guards['L0']?.('a')]).toEqual([true, false]))).toBeLessThan(
      2000,
    );
    expect(
      timed(() => expect(guards['L0']?.violations('a')).toMatchObject([{ pointer: '', rule: 'type' }])),
    ).toBeLessThan(2000);
  });

  it('for those that look at what the others leave', async () => {
    const level = (at: number) =>
      at === LEVELS
        ? { properties: { a: {} } }
        : { anyOf: [ref(`L${at + 1}`), { allOf: [ref(`L${at + 1}`)] }] };
    const guards = await guardsOf({
      ...Object.fromEntries(Array.from({ length: LEVELS + 1 }, (_, at) => [`L${at}`, level(at)])),
      Subject: { ...ref('L0'), unevaluatedProperties: false },
    });
    expect(
      timed(() => expect([guards.Subject({ a: 1 }), guards.Subject({ b: 1 })]).toEqual([true, false])),
    ).toBeLessThan(2000);
  });

  it('for alternatives that both go on below, and fail at the end', async () => {
    const more = {
      Filter: {
        oneOf: [
          { required: ['x'], properties: { not: ref('Filter') } },
          { required: ['y'], properties: { not: ref('Filter') } },
        ],
      },
    };
    const guard = await guardOf(ref('Filter'), more);
    let value: unknown = {};
    for (let depth = 0; depth < 400; depth++) value = { x: 1, not: value };
    expect(timed(() => expect(guard(value)).toBe(false))).toBeLessThan(2000);
    expect(timed(() => expect(guard.violations(value)).not.toEqual([]))).toBeLessThan(2000);
  });

  it('for a mistake at the bottom of a deep and wide value', async () => {
    const guard = await guardOf(ref('Node'), {
      Node: { properties: { next: ref('Node'), list: { items: ref('Leaf') } } },
      Leaf: { type: 'integer' },
    });
    let value: unknown = { list: [...Array(100_000).fill(1), 'x'] };
    for (let depth = 0; depth < 400; depth++) value = { next: value };
    const pointer = `${'/next'.repeat(400)}/list/100000`;
    expect(
      timed(() => expect(guard.violations(value)).toMatchObject([{ pointer, rule: 'type' }])),
    ).toBeLessThan(3000);
  });

  it('for a value that is too deep to go through, which fits nothing', async () => {
    const guard = await guardOf(ref('List'), { List: { type: 'array', items: ref('List') } });
    let value: unknown = [];
    for (let depth = 0; depth < 100_000; depth++) value = [value];
    expect(guard(value)).toBe(false);
    expect(guard.violations(value, '/body')).toEqual([
      { pointer: '/body', rule: 'depth', message: 'is nested too deeply' },
    ]);
    expect(guard([[[]]])).toBe(true);
    expect(guard([[1]])).toBe(false);
  });

  it('and an error of the value itself is passed on, and leaves nothing behind', async () => {
    const guard = await guardOf(ref('Node'), {
      Node: { properties: { a: { type: 'integer' }, next: ref('Node') } },
    });
    const value = {
      next: {
        get a(): number {
          throw new TypeError('broken');
        },
      },
    };
    expect(() => guard(value)).toThrow('broken');
    expect(guard({ next: { a: 'x' } })).toBe(false);
  });
});
