// What is told of a value that does not fit: each mistake once, at its place, by its rule, in words.
import { describe, expect, it } from 'vitest';
import { type Guard, guardOf } from './guards.js';

/** `/pointer rule: message`, one a violation. */
function told(guard: Guard, value: unknown, at?: string): string[] {
  return guard.violations(value, at).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`);
}

const own = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

describe('every keyword', () => {
  it.each<[schema: unknown, value: unknown, said: string[]]>([
    [{ type: 'string', minLength: 3, enum: ['abc'] }, 5, [' type: must be a string']],
    [{ type: ['integer', 'null'] }, 'x', [' type: must be an integer or null']],
    [{ enum: ['a', 1, null] }, 'b', [' enum: must be one of ["a",1,null]']],
    [{ const: { a: 1 } }, {}, [' const: must be {"a":1}']],
    [{ minimum: 1, multipleOf: 2 }, -1, [' minimum: must be >= 1', ' multipleOf: must be multiple of 2']],
    [{ exclusiveMaximum: 1 }, 1, [' exclusiveMaximum: must be < 1']],
    [{ minLength: 1 }, '', [' minLength: must NOT have fewer than 1 character']],
    [{ maxLength: 2 }, 'abc', [' maxLength: must NOT have more than 2 characters']],
    [{ pattern: '^a' }, 'b', [' pattern: must match pattern "^a"']],
    [{ format: 'date' }, 'x', [' format: must match format "date"']],
    [{ format: 'int32' }, 1.5, [' format: must match format "int32"']],
    [{ minItems: 2 }, [1], [' minItems: must NOT have fewer than 2 items']],
    [{ contains: { const: 1 }, minContains: 2 }, [1], [' contains: must contain at least 2 valid items']],
    [{ contains: true, maxContains: 1 }, [1, 1], [' contains: must contain at most 1 valid item']],
    [{ uniqueItems: true }, [1, 1], [' uniqueItems: must NOT have duplicate items']],
    [{ items: { type: 'string' } }, ['a', 1, 2], ['/1 type: must be a string', '/2 type: must be a string']],
    [{ prefixItems: [true, false] }, [1, 2], ['/1 false schema: is not allowed']],
    [{ required: ['a/b', 'c~d'] }, {}, ['/a~1b required: is required', '/c~0d required: is required']],
    [{ additionalProperties: false }, { a: 1 }, ['/a additionalProperties: is not a known property']],
    [{ additionalProperties: { type: 'null' } }, { a: 1 }, ['/a type: must be null']],
    [
      { properties: { a: { properties: { b: { minimum: 1 } } } } },
      { a: { b: 0 } },
      ['/a/b minimum: must be >= 1'],
    ],
    [{ patternProperties: { '^a': { minimum: 1 } } }, { ab: 0 }, ['/ab minimum: must be >= 1']],
    [
      { propertyNames: { maxLength: 1 } },
      { ab: 0 },
      ['/ab propertyNames: is not an allowed name: it must NOT have more than 1 character'],
    ],
    [{ minProperties: 1 }, {}, [' minProperties: must NOT have fewer than 1 property']],
    [{ maxProperties: 0 }, { a: 1 }, [' maxProperties: must NOT have more than 0 properties']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['/b dependentRequired: is required where "a" is']],
    [{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, ['/b required: is required']],
    [{ not: { type: 'string' } }, 'a', [' not: must NOT be valid']],
    [{ if: true, ...own('then', { minimum: 1 }) }, 0, [' minimum: must be >= 1']],
    [
      { unevaluatedProperties: false, properties: { a: {} } },
      { a: 1, b: 1 },
      ['/b unevaluatedProperties: is not a known property'],
    ],
    [{ unevaluatedProperties: { type: 'null' } }, { b: 1 }, ['/b type: must be null']],
    [{ unevaluatedItems: false, prefixItems: [true] }, [1, 2], ['/1 unevaluatedItems: is one item too many']],
    [false, 1, [' false schema: is not allowed']],
  ])('%j of %j', async (schema, value, said) => {
    expect(told(await guardOf(schema), value)).toEqual(said);
  });

  it('and everything at once, below the place that was given', async () => {
    const guard = await guardOf({
      required: ['id'],
      properties: { name: { minLength: 1 }, tags: { items: { type: 'string' } } },
      additionalProperties: false,
    });
    expect(told(guard, { name: '', tags: [1], else: 0 }, '/body')).toEqual([
      '/body/id required: is required',
      '/body/name minLength: must NOT have fewer than 1 character',
      '/body/tags/0 type: must be a string',
      '/body/else additionalProperties: is not a known property',
    ]);
  });
});

describe('what was looked at', () => {
  it('by a schema that does not fit for another reason is not told as unknown', async () => {
    const guard = await guardOf({
      allOf: [{ properties: { a: { type: 'string' } }, required: ['b'] }],
      unevaluatedProperties: false,
    });
    expect(told(guard, { a: 1, z: 1 })).toEqual([
      '/b required: is required',
      '/a type: must be a string',
      '/z unevaluatedProperties: is not a known property',
    ]);
  });

  it('by alternatives of which none fits may be any of it', async () => {
    const guard = await guardOf({
      oneOf: [
        { required: ['a'], properties: { a: {} } },
        { required: ['b'], properties: { b: {} } },
      ],
      unevaluatedProperties: false,
    });
    expect(told(guard, { c: 1 }).filter((each) => each.startsWith('/c'))).toEqual([]);
    expect(guard({ c: 1 })).toBe(false);
  });
});

describe('much', () => {
  it('is told up to a hundred', async () => {
    const guard = await guardOf({ items: { type: 'string' } });
    expect(guard.violations(Array(1000).fill(0))).toHaveLength(100);
  });

  it('of the same is told once, however many schemas say it', async () => {
    const guard = await guardOf(
      { allOf: [{ required: ['a'] }, { $ref: '#/components/schemas/A' }, { required: ['a'] }] },
      { A: { required: ['a'] } },
    );
    expect(told(guard, {})).toEqual(['/a required: is required']);
  });

  it('in one message is cut', async () => {
    const values = Array.from({ length: 50_000 }, (_, at) => `value ${at}`);
    const guard = await guardOf({ enum: values });
    expect(guard('value 49999')).toBe(true);
    const [violation] = guard.violations('x');
    expect(violation?.message.length).toBeLessThan(350);
    expect(violation?.message).toMatch(/^must be one of \["value 0","value 1",/);
  });
});
