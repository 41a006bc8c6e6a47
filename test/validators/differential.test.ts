// The runtime against ajv, which knows nothing of it: random schemas, random values, the same verdicts.
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardsOf } from './guards.js';

/** Few names, numbers and texts, so that schemas and values meet. What every object inherits, over which ajv trips, is left to test/security. */
const NAMES = ['a', 'b', 'ab', 'length'];
const name = fc.constantFrom(...NAMES);
const number = fc.constantFrom(-1, 0, 1, 1.5, 2, 3, 4);
const text = fc.constantFrom('', 'a', 'b', 'ab', '😀', 'aa😀', '2020-01-01');
const leaf = fc.oneof(number, text, fc.boolean(), fc.constant(null));
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, { weight: 3, arbitrary: leaf }, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: objectOf(tie('value'), 4),
})).value;

function objectOf(member: fc.Arbitrary<unknown>, maxLength: number): fc.Arbitrary<object> {
  return fc.array(fc.tuple(name, member), { maxLength }).map((members) => Object.fromEntries(members));
}

const count = fc.integer({ min: 0, max: 3 });
const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
const pattern = fc.constantFrom('^a', 'b$', '^.$', '^l');
const SUBJECTS = 40;
const BASES = 5;
const refTo = (key: string, keys: number) =>
  fc.integer({ min: 0, max: keys - 1 }).map((at) => ({ $ref: `#/components/schemas/${key}${at}` }));

/**
 * The two are never in one document, for ajv has its own way where they meet: where `contains` stands it takes all items for
 * evaluated, and around alternatives within alternatives it counts what was looked at by those that do not fit.
 */
type Family = 'contains' | 'unevaluated';

/** Schemas that look at some members and items, put together in every way, and what is said of the rest. */
function looking(keyword: string): fc.Arbitrary<Record<string, unknown>> {
  const flat = fc.record({ type }, { requiredKeys: [] });
  const members = objectOf(flat, 2);
  const simple = fc.record(
    {
      properties: members,
      required: fc.uniqueArray(name, { maxLength: 1 }),
      prefixItems: fc.array(flat, { minLength: 1, maxLength: 2 }),
      minItems: count,
    },
    { requiredKeys: [] },
  );
  const several = fc.array(simple, { minLength: 1, maxLength: 3 });
  return fc
    .record(
      {
        properties: members,
        allOf: several,
        anyOf: several,
        oneOf: several,
        if: simple,
        // biome-ignore lint/suspicious/noThenProperty: the name is JSON Schema's
        then: simple,
        else: simple,
        dependentSchemas: objectOf(simple, 2),
        [keyword]: fc.oneof(flat, fc.boolean()),
      },
      { requiredKeys: [keyword] },
    )
    .map((whole) => ({ allOf: [whole] }));
}

/** @param more keywords that some schemas have besides */
function schemaOf(
  family: Family,
  more: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => {
    const some = tie('schema');
    const list = fc.array(some, { minLength: 1, maxLength: 3 });
    const map = objectOf(some, 3);
    const texts = fc.uniqueArray(name, { maxLength: 2 });
    const keywords: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
      enum: fc.uniqueArray(value, { minLength: 1, maxLength: 4, selector: (each) => JSON.stringify(each) }),
      const: value,
      minimum: number,
      maximum: number,
      exclusiveMinimum: number,
      exclusiveMaximum: number,
      // ajv divides, and is wrong of decimals and large numbers, see keywords.test.ts.
      multipleOf: fc.constantFrom(0.5, 1, 2, 3),
      minLength: count,
      maxLength: count,
      pattern,
      prefixItems: list,
      items: some,
      minItems: count,
      maxItems: count,
      uniqueItems: fc.boolean(),
      properties: map,
      patternProperties: fc.array(fc.tuple(pattern, some), { maxLength: 2 }).map(Object.fromEntries),
      additionalProperties: some,
      propertyNames: some,
      required: texts,
      dependentRequired: objectOf(texts, 2),
      minProperties: count,
      maxProperties: count,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: some,
      dependentSchemas: map,
      ...more,
    };
    const pairs = Object.entries(keywords).map(([keyword, values]) =>
      values.map((each): Record<string, unknown> => ({ [keyword]: each })),
    );
    // biome-ignore lint/suspicious/noThenProperty: the name is JSON Schema's
    const conditional = fc.record({ if: some, then: some, else: some }, { requiredKeys: ['if'] });
    const contained = fc.record(
      { contains: some, minContains: count, maxContains: count },
      { requiredKeys: ['contains'] },
    );
    const unevaluated = [looking('unevaluatedItems'), looking('unevaluatedProperties')];
    const keyword = fc.oneof(...pairs, conditional, ...(family === 'contains' ? [contained] : unevaluated));
    return {
      schema: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 1, arbitrary: fc.boolean() },
        { weight: 2, arbitrary: fc.record({ type }) },
        {
          weight: 6,
          arbitrary: fc
            .array(keyword, { minLength: 1, maxLength: 4 })
            .map((all) => Object.assign({}, ...all)),
        },
      ),
    };
  }).schema;
}

/** A circle that stays at one value would never end: what is referred to there refers to nothing. */
function documentsOf(family: Family) {
  const subject = schemaOf(family, {
    $ref: refTo('Base', BASES).map(({ $ref }) => $ref),
    properties: objectOf(refTo('Subject', SUBJECTS), 3),
    items: refTo('Subject', SUBJECTS),
    additionalProperties: refTo('Subject', SUBJECTS),
  });
  return fc.record({
    bases: fc.array(schemaOf(family), { minLength: BASES, maxLength: BASES }),
    subjects: fc.array(subject, { minLength: SUBJECTS, maxLength: SUBJECTS }),
    values: fc.array(value, { minLength: 60, maxLength: 60 }),
  });
}

function keyed(key: string, schemas: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(schemas.map((schema, at) => [`${key}${at}`, schema]));
}

function oracleOf(schemas: Readonly<Record<string, unknown>>, family: Family): Ajv2020 {
  const ajv = new Ajv2020({
    // Without it, ajv passes over `contains` beside `prefixItems` where there are no items; with it, what alternatives looked at
    // counts that do not fit.
    allErrors: family === 'contains',
    strict: false,
    strictNumbers: true,
    ownProperties: true,
    validateSchema: false,
    inlineRefs: false,
    logger: false,
  });
  ajv.addSchema({ components: { schemas } }, 'document');
  return ajv;
}

/** Undefined where ajv's own code breaks: it does of some objects under `patternProperties` and `unevaluatedProperties`. */
function verdict(judge: () => boolean): boolean | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

describe('random schemas', () => {
  it.each(['contains', 'unevaluated'] as const)(
    'with %s judge random values as ajv does, and say why they refuse one',
    async (family) => {
      let [accepted, refused] = [0, 0];
      await fc.assert(
        fc.asyncProperty(documentsOf(family), async ({ bases, subjects, values }) => {
          const schemas = { ...keyed('Base', bases), ...keyed('Subject', subjects) };
          const guards = await guardsOf(schemas);
          const ajv = oracleOf(schemas, family);
          for (const [key, guard] of Object.entries(guards)) {
            const expected = ajv.compile({ $ref: `document#/components/schemas/${key}` });
            for (const each of values) {
              const said = () => `${key}: ${JSON.stringify(schemas[key])} of ${JSON.stringify(each)}`;
              const fits = verdict(() => expected(each));
              if (fits === undefined) continue;
              expect(guard(each), said()).toBe(fits);
              const violations = guard.violations(each);
              expect(violations.length === 0, said()).toBe(fits);
              for (const { pointer, rule } of violations) {
                expect(rule, said()).not.toBe('schema');
                expect(pointer, said()).toMatch(/^(\/[^/]+)*$/);
              }
              if (fits) accepted++;
              else refused++;
            }
          }
        }),
        { seed: 1, numRuns: 10 },
      );
      expect(accepted).toBeGreaterThan(5000);
      expect(refused).toBeGreaterThan(5000);
    },
  );
});
