// What the comparison promises, held against the judge: where it asks for nothing, every value that fits the one schema fits the other, once it is carried over.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FactReader } from '../../generator/diff/carry/facts.js';
import { Relation } from '../../generator/diff/carry/relation.js';
import type { Way } from '../../generator/diff/carry/types.js';
import { Sameness } from '../../generator/diff/sameness.js';
import type { ApiModel, JsonSchema } from '../../generator/model/types.js';
import { type Carrier, carry } from '../../runtime/carry.js';
import { validator } from '../../runtime/validate.js';

const NAMES = ['a', 'b', 'c'] as const;
const scalar = fc.oneof(
  fc.constantFrom(null, true, 0, 1, 2.5, 4, 'a', 'bb', ''),
  fc.integer({ min: -2, max: 6 }),
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES, 'other'), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const bounded = (low: string, high: string, max: number) =>
  fc.record(
    { [low]: fc.integer({ min: 0, max }), [high]: fc.integer({ min: 0, max: max + 3 }) },
    { requiredKeys: [] },
  );
const numbers = fc
  .tuple(
    fc.constantFrom('number', 'integer'),
    bounded('minimum', 'maximum', 4),
    bounded('exclusiveMinimum', 'exclusiveMaximum', 4),
    fc.record({ multipleOf: fc.constantFrom(1, 2, 4) }, { requiredKeys: [] }),
  )
  .map(([type, ...rest]) => Object.assign({ type }, ...rest) as object);
const strings = fc
  .tuple(
    bounded('minLength', 'maxLength', 2),
    fc.record({ pattern: fc.constantFrom('a', '^b') }, { requiredKeys: [] }),
  )
  .map((rest) => Object.assign({ type: 'string' }, ...rest) as object);
const lists = fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map((values) => ({ enum: values }));
const types = fc
  .uniqueArray(fc.constantFrom('null', 'boolean', 'string', 'integer', 'number', 'object', 'array'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((type) => ({ type }));

const schema = fc.letrec<{ schema: JsonSchema; object: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(true, false, {}),
    ...[numbers, strings, lists, types],
    tie('object'),
    fc
      .tuple(
        fc.record(
          { items: tie('schema'), prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) },
          { requiredKeys: [] },
        ),
        bounded('minItems', 'maxItems', 2),
        fc.boolean(),
      )
      .map(([items, counts, uniqueItems]) => ({
        type: 'array',
        ...items,
        ...counts,
        ...(uniqueItems && { uniqueItems }),
      })),
    fc
      .tuple(
        fc.constantFrom('oneOf', 'anyOf', 'allOf'),
        fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
      )
      .map(([keyword, branches]) => ({ [keyword]: branches })),
    tie('schema').map((not) => ({ not })),
  ) as fc.Arbitrary<JsonSchema>,
  object: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 3 }),
      fc.subarray([...NAMES]),
      fc.record(
        {
          additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
          patternProperties: fc.dictionary(fc.constantFrom('^a', 'o'), tie('schema'), {
            minKeys: 1,
            maxKeys: 1,
          }),
          minProperties: fc.integer({ min: 0, max: 2 }),
          oneOf: fc.array(tie('object'), { minLength: 1, maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([properties, required, rest]) => ({
      type: 'object',
      properties,
      required,
      ...rest,
    })) as fc.Arbitrary<JsonSchema>,
}));

/** Objects of which what their keywords say of members is all there is. */
const member = fc.constantFrom(
  {},
  { type: 'integer' },
  { type: ['integer', 'string'] },
  { type: 'string' },
  false,
);
const flat: fc.Arbitrary<JsonSchema> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...NAMES), member, { maxKeys: 3 }),
    fc.subarray([...NAMES], { maxLength: 1 }),
    fc.record(
      {
        additionalProperties: fc.oneof(fc.boolean(), member),
        patternProperties: fc.dictionary(fc.constantFrom('^a', 'o'), member, { minKeys: 1, maxKeys: 1 }),
        minProperties: fc.integer({ min: 1, max: 2 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([properties, required, rest]) => ({ type: 'object', properties, required, ...rest }));
const flatValue = fc.dictionary(fc.constantFrom(...NAMES, 'other'), fc.constantFrom(1, 2, 'a', null), {
  maxKeys: 4,
});

/** Another version of a schema: itself, one with an edit somewhere, or any other. */
const edited = (base: JsonSchema, any: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> =>
  fc.oneof(
    fc.constant(base),
    any,
    fc.tuple(fc.nat(), any).map(([at, other]) => replaced(base, at, other)),
    fc.constantFrom<object[]>(...ADDED).map((more) => (isTree(base) ? { ...base, ...more } : base)),
    fc
      .tuple(
        fc.nat(),
        fc.constantFrom(
          'required',
          'minimum',
          'maxLength',
          'enum',
          'additionalProperties',
          'items',
          'a',
          'type',
        ),
      )
      .map(([at, keyword]) => without(base, at, keyword)),
  );

const ADDED = [
  ...[
    { additionalProperties: false },
    { additionalProperties: { type: 'string' } },
    { additionalProperties: true },
  ],
  ...[
    { minProperties: 1 },
    { maxProperties: 1 },
    { required: ['a'] },
    { minItems: 1 },
    { uniqueItems: true },
  ],
  ...[{ minimum: 1 }, { maxLength: 1 }, { not: { required: ['b'] } }, { not: { required: ['other'] } }],
  ...[
    { dependentRequired: { a: ['b'] } },
    { properties: { a: {} } },
    { properties: {} },
    { enum: [{ a: 1 }, 1] },
  ],
];

type Tree = Record<string, unknown>;
const isTree = (node: unknown): node is Tree =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

/** Every object in a schema; some are schemas, some hold them. */
function treesIn(node: unknown): Tree[] {
  const inner = Object.values((node ?? {}) as object).filter(
    (each) => typeof each === 'object' && each !== null,
  );
  return [...(isTree(node) ? [node] : []), ...inner.flatMap(treesIn)];
}

function replaced(base: JsonSchema, at: number, other: JsonSchema): JsonSchema {
  const copy = structuredClone(base);
  const holders = treesIn(copy).flatMap((tree) => (isTree(tree['properties']) ? [tree['properties']] : []));
  const holder = holders[at % Math.max(1, holders.length)];
  const name = holder && Object.keys(holder)[at % Math.max(1, Object.keys(holder).length)];
  if (!holder || name === undefined) return other;
  holder[name] = other;
  return copy;
}

function without(base: JsonSchema, at: number, keyword: string): JsonSchema {
  const copy = structuredClone(base);
  const having = treesIn(copy).filter((tree) => Object.hasOwn(tree, keyword));
  const tree = having[at % Math.max(1, having.length)];
  if (tree) delete tree[keyword];
  return copy;
}

function related(way: Way, source: JsonSchema, target: JsonSchema) {
  const model = { document: {}, schemas: [], version: { id: '1' } } as unknown as ApiModel;
  const direction = way === 'up' ? 'request' : 'response';
  const reader = () => new FactReader(model, direction);
  const sides = { source: reader(), target: reader(), from: 'source', to: 'target' };
  const relation = new Relation(way, sides, new Sameness(model.document, model.document));
  relation.begin(false);
  return relation.relate({ schema: source, pointer: '' }, { schema: target, pointer: '' });
}

const by: Carrier = {
  ...{ steps: {}, guards: {}, named: {} },
  ask: () => {
    throw new Error('Nothing is asked.');
  },
};

describe.each(['up', 'down'] as const)('%s', (way) => {
  it.each([
    ['any value', schema.schema, value],
    ['objects', flat, flatValue],
  ] as const)('what nothing is asked for fits: %s', (_, schemas, values) => {
    let held = 0;
    fc.assert(
      fc.property(
        schemas.chain((source) => fc.tuple(fc.constant(source), edited(source, schemas))),
        fc.array(values as fc.Arbitrary<unknown>, { minLength: 30, maxLength: 30 }),
        ([source, target], given) => {
          const { step, findings } = related(way, source, target);
          if (findings.length > 0) return;
          const direction = way === 'up' ? 'request' : 'response';
          const [from, to] = [validator(source, direction), validator(target, direction)];
          for (const each of given.filter(from)) {
            const carried = step ? carry(step, each, by) : each;
            const violations = to.violations(carried);
            if (violations.length > 0) expect([each, carried, violations]).toEqual([]);
            held++;
          }
        },
      ),
      { seed: 7, numRuns: 1500 },
    );
    // Or it would have been held of nothing.
    expect(held).toBeGreaterThan(1500);
  });

  it('a schema and itself differ in nothing', () => {
    fc.assert(
      fc.property(schema.schema, (one) => {
        expect(related(way, one, structuredClone(one))).toEqual({ findings: [] });
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
