// How values are carried over: what steps speak of changes, all else stays what it is, and nothing is changed in place.
import { describe, expect, it } from 'vitest';
import { type Carrier, carry, type Step } from '../../runtime/carry.js';

const by = (more: Partial<Carrier> = {}): Carrier => ({
  ...{ steps: {}, guards: {}, named: {} },
  ask: () => ({}),
  ...more,
});
const upper = by({ ask: (_, value) => String(value).toUpperCase() });
const ASK: Step = { ask: { of: 'Text' } };

describe('a value', () => {
  it.each<[string, Step, unknown, unknown]>([
    ['members', { members: { a: ASK } }, { a: 'x', b: 'x' }, { a: 'X', b: 'x' }],
    ['members that are left out', { drop: ['a'] }, { a: 1, b: 2 }, { b: 2 }],
    ['members that stay', { only: ['a'] }, { a: 1, b: 2 }, { a: 1 }],
    ['members that are not listed', { rest: ASK, listed: ['a'] }, { a: 'x', b: 'x' }, { a: 'x', b: 'X' }],
    ['items', { items: ASK }, ['x', 'y'], ['X', 'Y']],
    [
      'the first items, and all others',
      { first: [ASK, {}], items: ASK, from: 2 },
      ['x', 'y', 'z'],
      ['X', 'y', 'Z'],
    ],
    ['an object where a list was meant', { items: ASK }, { a: 'x' }, { a: 'x' }],
    ['null where an object was meant', { drop: ['a'] }, null, null],
    ['several steps', { all: [{ drop: ['a'] }, { members: { b: ASK } }] }, { a: 1, b: 'x' }, { b: 'X' }],
  ])('has %s carried over', (_, step, value, expected) => {
    const before = structuredClone(value);
    expect(carry(step, value, upper)).toEqual(expected);
    expect(value).toEqual(before);
  });

  it('is not copied where no step leads', () => {
    const part = new Blob(['x']);
    const list = [part];
    expect(carry({ drop: ['b'] }, { list, part }, by())).toEqual({ list, part });
    expect((carry({ drop: ['b'] }, { list }, by()) as { list: unknown }).list).toBe(list);
  });

  it('is carried as the alternative that it is', () => {
    const step: Step = {
      choose: [
        { when: 'A', told: { by: 'kind', values: ['a'] }, step: { drop: ['x'] } },
        { when: 'B', step: { drop: ['y'] } },
      ],
    };
    const carrier = by({
      guards: { B: (value) => typeof value === 'object' && value !== null && 'b' in value },
    });
    expect(carry(step, { kind: 'a', x: 1, y: 1 }, carrier)).toEqual({ kind: 'a', y: 1 });
    expect(carry(step, { b: 1, x: 1, y: 1 }, carrier)).toEqual({ b: 1, x: 1 });
    expect(carry(step, { x: 1, y: 1 }, carrier)).toEqual({ x: 1, y: 1 });
    const only: Step = { choose: [{ when: 'A', told: {}, step: { drop: ['x'] } }] };
    expect([{ x: 1 }, null, 'x', ['x']].map((each) => carry(only, each, carrier))).toEqual([
      {},
      null,
      'x',
      ['x'],
    ]);
    expect(carry(step, Object.create({ kind: 'a', x: 1 }), carrier)).toEqual({});
  });

  it('gets only those members from a migration that were asked for, and nothing of the prototype', () => {
    const given = JSON.parse('{"a":1,"extra":2,"__proto__":{"polluted":true}}') as unknown;
    const step: Step = { drop: ['a'], ask: { of: 'Thing', gives: ['a', 'b'] } };
    const value = JSON.parse('{"a":0,"c":3,"__proto__":{"own":1}}') as unknown;
    const carried = carry(step, value, by({ ask: () => given }));
    expect(JSON.stringify(carried)).toBe('{"c":3,"__proto__":{"own":1},"a":1}');
    expect(Object.getPrototypeOf(carried)).toBe(Object.prototype);
  });

  it('is taken as it says that it looks as JSON', () => {
    const entity = { secret: 1, toJSON: () => ({ a: 'x', b: 'x' }) };
    expect(carry({ members: { a: ASK } }, entity, upper)).toEqual({ a: 'X', b: 'x' });
  });

  it('of itself is followed as deep as it goes', () => {
    const step: Step = { drop: ['x'], members: { next: { use: 'Node' } } };
    const deep = (levels: number): unknown => (levels === 0 ? null : { x: 1, next: deep(levels - 1) });
    const text = JSON.stringify(carry({ use: 'Node' }, deep(500), by({ steps: { Node: step } })));
    expect(text).not.toContain('"x"');
    expect(text.length).toBe('{"next":}'.length * 500 + 'null'.length);
  });
});
