// Parsing: JSON is read by another parser than YAML, and nobody may be able to tell.
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../generator/spec/parse.js';

const RUNS = { seed: 20240611, numRuns: 500 };
/** Texts that look like the ends of strings, like keys and like aliases, and names that objects inherit. */
const word = fc.oneof(
  fc.constantFrom(
    '"',
    '\\',
    '":',
    '\\":',
    '":"',
    ' : ',
    '&a',
    '*a',
    '\n',
    '\u2028',
    '',
    '__proto__',
    'constructor',
    '<<',
  ),
  fc.string({ maxLength: 5 }),
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(''));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.oneof(
      fc.integer(),
      fc.double({ noDefaultInfinity: true, noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 3 }).map((members) => Object.fromEntries(members)),
  ),
}));
const objects = fc
  .array(fc.tuple(text, value), { minLength: 1, maxLength: 3 })
  .map((each) => Object.fromEntries(each));
const indents = fc.constantFrom(undefined, 1, 2, '\t');

describe('JSON', () => {
  it('is what it says', () => {
    fc.assert(
      fc.property(objects, indents, (object, indent) => {
        const written = JSON.stringify(object, null, indent);
        expect(parseText(written)).toEqual(JSON.parse(written));
      }),
      RUNS,
    );
  });

  it('is what YAML says of it, where YAML can read it', () => {
    fc.assert(
      fc.property(objects, (object) => {
        const written = JSON.stringify(object).replace(
          /[^ -~]/g,
          (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        expect(parseText(written)).toEqual(loadAll(written)[0]);
      }),
      RUNS,
    );
  });

  it('is refused with a key twice, whatever else it holds', () => {
    fc.assert(
      fc.property(text, value, value, objects, indents, (key, first, second, others, indent) => {
        const [name, others_] = [JSON.stringify(key), JSON.stringify(others, null, indent)];
        const twice = `{${name}: ${JSON.stringify(first)}, ${name}\n:${JSON.stringify(second)}}`;
        expect(() => parseText(`{"outer" : [${others_}, ${twice}]}`)).toThrow(/duplicated mapping key/);
      }),
      RUNS,
    );
  });

  it.each([
    ['comments', '{"a": 1 # one\n}', { a: 1 }],
    ['a comma at the end', '{"a": [1,],}', { a: [1] }],
    ['aliases', '{"a": &x {"b": 1}, "c": *x}', { a: { b: 1 }, c: { b: 1 } }],
    ['bare words', '{a: b}', { a: 'b' }],
  ])('with %s is YAML', (_, written, tree) => {
    expect(parseText(written)).toEqual(tree);
  });

  it('as deep as YAML may be, and not deeper', () => {
    const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}1${']}'.repeat(depth / 2)}`;
    expect(JSON.stringify(parseText(nested(98)))).toBe(nested(98));
    expect(() => parseText(nested(102))).toThrow(/nesting/);
  });
});
