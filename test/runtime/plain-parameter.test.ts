// Plain parameters are written by a shorter way than all others, and to the letter as those would be.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../runtime/assemble.js';
import { InvalidParameter } from '../../runtime/invalid-parameter.js';
import { buildRequest } from '../../runtime/parameters.js';
import { plainParameter } from '../../runtime/plain-parameter.js';
import type { WireParameter } from '../../runtime/wire.js';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e',
    ' ',
    ',',
    'a,b',
    'a/b',
    '\ud800',
    '\t',
    '\r\n',
    "!'()*",
    '{id}',
    '$&',
  ),
);
const scalar = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(null, undefined, Number.NaN),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const parameter = fc.record({
  name: fc.oneof(
    fc.constantFrom('id', 'a b', '__proto__', 'constructor', 'x[]', "q'"),
    fc.string({ minLength: 1, maxLength: 4 }),
  ),
  in: fc.constantFrom('path', 'query'),
  explode: fc.constantFrom(undefined, false, true),
  default: fc.constantFrom(undefined, 5, 'x'),
});

/** What comes of it, or which parameter is refused. Why is said in words of its own. */
function outcome(make: () => { path: string; headers: Headers }): unknown {
  try {
    const { path, headers } = make();
    return { path, headers: [...headers] };
  } catch (error) {
    if (error instanceof InvalidParameter) return { refused: error.parameter, in: error.place };
    throw error;
  }
}

function operationOf(given: { name: string; in: string; explode: boolean | undefined; default: unknown }) {
  const { explode, default: assumed, ...rest } = given;
  const one = {
    ...rest,
    ...(explode !== undefined && { explode }),
    ...(assumed !== undefined && { default: assumed }),
  } as WireParameter;
  const path = one.in === 'path' && !/[{}]/.test(one.name) ? `/a/{${one.name}}/b` : '/a?b=1#c';
  return { path, parameters: [one] };
}

describe('a plain parameter', () => {
  it.each(['path or query', 'header'])('of a %s is written as every other', (place) => {
    const named =
      place === 'header' ? parameter.map((each) => ({ ...each, in: 'header', name: 'X-Test' })) : parameter;
    fc.assert(
      fc.property(named, value, (given, it) => {
        const operation = operationOf(given);
        const values = { [given.in]: Object.fromEntries([[given.name, it]]) };
        const assembled = () => {
          const headers = new Headers();
          const set = (name: string, text: string) => headers.set(name, text);
          return { path: assemble(operation, values, plainParameter, set), headers };
        };
        expect(outcome(assembled)).toEqual(outcome(() => buildRequest(operation, values)));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
