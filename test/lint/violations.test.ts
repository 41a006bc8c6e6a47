// What ajv's flat list of errors becomes: the mistakes that a person would name, and no others.
import { Source } from '@redocly/openapi-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SchemaStore } from '../../generator/lint/schema-store.js';
import type { Location, Resolving } from '../../generator/lint/tree.js';
import type { Violation } from '../../generator/lint/violations.js';
import { pointerAt } from '../../generator/source.js';

const source = new Source('/test.yaml', '');
const location = {
  source,
  pointer: '#/',
  absolutePointer: '/test.yaml#/',
  child: () => location,
  key: () => location,
} as Location;

/** Resolves `#/Name` in the given schemas. */
function resolving(schemas: Readonly<Record<string, unknown>>): Resolving {
  const resolve = ({ $ref }: { $ref: string }) => ({ node: schemas[$ref.slice(2)], location });
  return { resolve } as unknown as Resolving;
}

function violations(
  value: unknown,
  schema: unknown,
  schemas: Readonly<Record<string, unknown>> = {},
): readonly Violation[] {
  const verdict = new SchemaStore().judge(
    value,
    { node: schema, location },
    { direction: 'either', openapi30: false },
    resolving(schemas),
  );
  if ('unusable' in verdict) throw new Error(verdict.unusable);
  return verdict.violations;
}

function told(value: unknown, schema: unknown, schemas?: Readonly<Record<string, unknown>>): string[] {
  return violations(value, schema, schemas).map(
    (each) => `${each.pointer}: ${each.expected}, not ${each.actual}`,
  );
}

describe('violations', () => {
  it('names the alternative that was meant by its type', () => {
    const schema = { anyOf: [{ type: 'object', properties: { a: { type: 'integer' } } }, { type: 'null' }] };
    expect(told({ a: 'x' }, schema)).toEqual(['/a: type integer, not "x"']);
    expect(told('x', schema)).toEqual([': type object or null, not "x"']);
  });

  it('names the alternative that was meant by its tag', () => {
    const pet = (kind: string, more: object) => ({
      type: 'object',
      properties: { kind: { const: kind }, ...more },
    });
    const schema = {
      oneOf: [pet('cat', { lives: { maximum: 9 } }), pet('dog', { tricks: { type: 'array' } })],
    };
    expect(told({ kind: 'cat', lives: 10, tricks: 1 }, schema)).toEqual(['/lives: a number <= 9, not 10']);
    expect(told({ kind: 'cow' }, schema)).toEqual([
      ': a value that one of the alternatives of oneOf accepts, not {"kind":"cow"}',
    ]);
  });

  it('keeps what stands beside the alternatives, also inside them', () => {
    const inner = { oneOf: [{ required: ['x'] }, { required: ['y'] }] };
    const schema = {
      allOf: [
        { type: 'object', properties: { size: { type: 'integer' } } },
        { anyOf: [{ type: 'object', properties: { in: inner } }, { type: 'string' }] },
      ],
      required: ['name'],
    };
    expect(told({ size: 'big', in: {} }, schema)).toEqual([
      '/size: type integer, not "big"',
      '/in: a value that one of the alternatives of oneOf accepts, not {}',
      '/name: property "name", not nothing',
    ]);
  });

  it('says that several alternatives match', () => {
    expect(told(1, { oneOf: [{ type: 'integer' }, { type: 'number' }] })).toEqual([
      ': a value that exactly one alternative of oneOf accepts, not several, not 1',
    ]);
  });

  it('counts an item, a conditional and a surplus property once', () => {
    const then: object = JSON.parse('{ "then": { "required": ["b"] } }');
    expect(told([1, 2], { contains: { type: 'string' } })).toHaveLength(1);
    expect(told({ a: 1 }, { if: { required: ['a'] }, else: true, ...then })).toEqual([
      '/b: property "b", not nothing',
    ]);
    expect(
      told({ 'a/b': 1, c: 'x' }, { properties: { c: { type: 'integer' } }, unevaluatedProperties: false }),
    ).toEqual(['/c: type integer, not "x"']);
    expect(told({ 'a/b': 1 }, { unevaluatedProperties: false })).toEqual([
      '/a~1b: no such property, not property "a/b"',
    ]);
    expect(told({ Ab: 1 }, { propertyNames: { pattern: '^[a-z]+$' } })).toEqual([
      '/Ab: a property name that the schema allows, not property "Ab"',
    ]);
  });

  it('shows values on one line, shortened, and never throws on one that contains itself', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(told(circle, { type: 'string' })).toEqual([': type string, not a value that contains itself']);
    const [line = ''] = told('x\n'.repeat(100), { type: 'integer' });
    expect(line.length).toBeLessThan(100);
    expect(line).not.toContain('\n');
  });

  it('finds every mistake that was made, where it was made, and nothing else', () => {
    const schemas = {
      Tree: {
        type: 'object',
        required: ['size'],
        properties: {
          size: { type: 'integer' },
          'a/b~c': { anyOf: [{ $ref: '#/Tree' }, { type: 'null' }] },
          children: { type: 'array', items: { $ref: '#/Tree' } },
        },
      },
    };
    interface Tree {
      size: number | string;
      'a/b~c'?: Tree | null;
      children?: Tree[];
    }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.record(
        {
          // A string is the mistake.
          size: fc.oneof(
            { weight: 4, arbitrary: fc.integer() },
            { weight: 1, arbitrary: fc.constant('wrong') },
          ),
          'a/b~c': fc.option(tie('tree'), { depthSize: 'small' }),
          children: fc.array(tie('tree'), { maxLength: 2 }),
        },
        { requiredKeys: ['size'] },
      ) as fc.Arbitrary<Tree>,
    }));
    const mistakes = ({ size, children = [], 'a/b~c': other }: Tree, at: string): string[] => [
      ...(typeof size === 'string' ? [pointerAt(at, 'size')] : []),
      ...(other ? mistakes(other, pointerAt(at, 'a/b~c')) : []),
      ...children.flatMap((child, index) => mistakes(child, pointerAt(at, 'children', index))),
    ];
    fc.assert(
      fc.property(tree, (value) => {
        const found = violations(value, { $ref: '#/Tree' }, schemas).map((each) => each.pointer);
        expect(found.sort()).toEqual(mistakes(value, '').sort());
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('schemas', () => {
  it('are compiled once for all that refer to them', () => {
    let asked = 0;
    const schemas = { A: { properties: { b: { $ref: '#/B' }, c: { $ref: '#/B' } } }, B: { type: 'integer' } };
    const inner = resolving(schemas);
    const counting = {
      resolve: (node: never) => {
        asked++;
        return inner.resolve(node);
      },
    } as Resolving;
    const store = new SchemaStore();
    const view = { direction: 'either', openapi30: false } as const;
    const judge = () => store.judge({ b: 1, c: 'x' }, { node: { $ref: '#/A' }, location }, view, counting);
    const first = judge();
    const before = asked;
    expect(judge()).toEqual(first);
    expect(asked - before).toBe(1); // only the outermost $ref is looked up again
  });

  it('say why they cannot be used, without names of ours', () => {
    const verdict = new SchemaStore().judge(
      1,
      { node: { type: 'whole' }, location },
      { direction: 'either', openapi30: false },
      resolving({}),
    );
    expect(verdict).toEqual({ unusable: expect.stringContaining('whole') });
    expect(JSON.stringify(verdict)).not.toContain('schema:');
  });
});
