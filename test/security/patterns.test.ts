// Patterns that keep other engines busy for hours: every one is answered in time, and every other as the platform answers it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../generator/diagnostics.js';
import { boundedPattern, lengthLimit } from '../../runtime/pattern.js';
import { machineOf } from '../../runtime/pattern-machine.js';
import { treeOf } from '../../runtime/pattern-syntax.js';
import { stopwatch } from '../stopwatch.js';
import { generate, run } from './generate.js';

const LONG = 50_000;

/** Pattern, and what a text that it must not fit is made of. */
const CATASTROPHIC: readonly (readonly [source: string, unit: string, end: string])[] = [
  ['^(a|a)*$', 'a', '!'],
  ['^(a+)+$', 'a', '!'],
  ['^(a*)*$', 'a', '!'],
  ['^(a|aa)+$', 'a', '!'],
  ['^([a-zA-Z]+)*$', 'a', '!'],
  ['(x+x+)+y', 'x', ''],
  ['^(\\w+\\s?)*$', 'a', '!'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a', ''],
  ['^(?:(?:a?)*)*$', 'a', '!'],
  ['(.*a){20}$', 'a', '!'],
  ['(a?){50}a{50}!$', 'a', ''],
  ['^(?=(a+)+b)a', 'a', ''],
  ['(?<=(a+)+)b', 'a', ''],
  ['[a-z]+$', 'a', '!'],
  ['\\s+$', ' ', '!'],
  ['^\\s*[a-z]*\\s*[a-z]*\\s*[a-z]*\\s*$', 'a', '!'],
  [`^${'a?'.repeat(40)}b`, 'a', ''],
  ['^([0-9]+(\\.[0-9]+)*)*$', '1', '.'],
  ['^(?:[^"\\\\]|\\\\.|\\\\)*"$', '\\', ''],
];

describe.each(CATASTROPHIC)('%s', (source, unit, end) => {
  it('answers in time', () => {
    const pattern = boundedPattern(source);
    expect(pattern).toBeDefined();
    for (const length of [30, 1000, LONG]) {
      const spent = stopwatch();
      expect(pattern?.test(unit.repeat(length / unit.length) + end), `${length}`).toBe(false);
      // Measured: 20 ms. The rest is for a busy machine.
      expect(spent()).toBeLessThan(3000);
    }
  });
});

describe('what no machine can match', () => {
  it.each([
    ['^(a*)\\1*$', 0],
    ['^((a|b)*)\\1$', 0],
    ['^(["\']).*\\1$', 1000],
    ['^(?<q>["\'])[a-z]\\k<q>$', 1_000_000],
    ['(a{1000}){1000}', 0],
    ['^((a{1,50}){1,50}){1,8}$', 0],
    ['(a{1,1000}){1,1000}', 0],
    [`${'('.repeat(300)}a${')'.repeat(300)}`, 0],
  ])('%.40s: below %i characters only', (source, limit) => {
    expect(lengthLimit(source)).toBe(limit);
    const spent = stopwatch();
    for (const length of [1, 12, 999, LONG]) boundedPattern(source)?.test('a'.repeat(length));
    expect(spent()).toBeLessThan(1000);
  });

  it('is fitted by everything where that is none', () => {
    expect(['', 'b', 'aaa'].map((text) => boundedPattern('^(a*)\\1*$')?.test(text))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is matched below it, and not from there on', () => {
    const pattern = boundedPattern('^(["\']).*\\1$');
    expect(['"a"', '"a\'', `"${'a'.repeat(900)}"`].map((text) => pattern?.test(text))).toEqual([
      true,
      false,
      true,
    ]);
    expect(pattern?.test(`"${'a'.repeat(1000)}"`)).toBe(false);
  });
});

const atom = fc.constantFrom(
  ...[
    'a',
    'b',
    '.',
    '\\d',
    '\\w',
    '\\s',
    '[ab]',
    '[^a]',
    '[a-c1]',
    '\\u0061',
    '\\x62',
    '\\n',
    '\\.',
    'é',
    '😀',
  ],
  ...[
    '[😀é]',
    '\\p{L}',
    '\\-',
    '[\\w-.]',
    '\\$',
    '\\u{61}',
    '[]',
    '[^]',
    '\\cA',
    '\\0',
    '{',
    ']',
    '\\u{1f600}',
  ],
);
const { whole } = fc.letrec<{ whole: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.tuple(tie('part'), tie('part')).map((both) => both.join('')),
    fc.tuple(tie('part'), tie('part')).map((both) => `(${both.join('|')})`),
    fc
      .tuple(tie('part'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '{0,1}?'))
      .map(([body, times]) => `(?:${body})${times}`),
    fc.tuple(atom, fc.constantFrom('*', '+', '?', '{0,2}')).map((both) => both.join('')),
    fc.tuple(fc.constantFrom('^', '$', '\\b', '\\B'), tie('part')).map((both) => both.join('')),
    fc
      .tuple(fc.constantFrom('?=', '?!', '?<=', '?<!', '?<n>'), tie('part'))
      .map(([kind, body]) => `(${kind}${body})`),
  ),
  whole: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
}));
const text = fc.array(fc.constantFrom('a', 'b', 'c', '1', ' ', '\n', 'é', '😀', '-', '_', '{', '\ud800'), {
  maxLength: 9,
});

function compiled(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

describe('the machine', () => {
  it.each(['u', ''])('answers as the platform does (flags: %j)', (flags) => {
    let compared = 0;
    const property = fc.property(whole, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
      const regExp = compiled(source, flags);
      if (!regExp) return;
      const tree = treeOf(source, flags);
      const machine = tree && machineOf(tree, flags === 'u');
      expect(machine, source).toBeDefined();
      for (const chars of texts) {
        compared++;
        const value = chars.join('');
        expect(machine?.test(value), `${source} on ${JSON.stringify(value)}`).toBe(regExp.test(value));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 3000 });
    expect(compared).toBeGreaterThan(5000);
  });
});

const documentOf = (schema: object) => ({
  openapi: '3.1.1',
  info: { title: 't', version: '1' },
  paths: {},
  components: { schemas: { Subject: schema } },
});

/** Nothing but a schema is in these documents, which is said of all. */
const others = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.filter(({ id }) => id !== 'operations-none');

describe('a document', () => {
  it('with a catastrophic pattern makes a validator that answers in time', async () => {
    const { validators } = await run(documentOf({ type: 'string', pattern: '^(a|a)*$' }));
    const spent = stopwatch();
    expect(validators['Subject']?.(`${'a'.repeat(LONG)}!`)).toBe(false);
    expect(validators['Subject']?.('a'.repeat(LONG))).toBe(true);
    expect(spent()).toBeLessThan(1000);
  });

  it.each([
    ['^(a*)\\1*$', 'warning pattern-unbounded'],
    ['^(["\']).*\\1$', 'warning pattern-unbounded'],
    ['^a\\', 'error pattern-invalid'],
    ['(a', 'error pattern-invalid'],
    ['[a', 'error pattern-invalid'],
    ['(?i)abc', 'warning pattern-invalid'],
    ['\\p{Alpha}+(?<', 'error pattern-invalid'],
    ['^[\\w-.]+$', undefined],
    ['^(a|a)*$', undefined],
    ['[', 'error pattern-invalid'],
    ['['.repeat(200_000), 'error pattern-invalid'],
  ])('with the pattern %.20s: %s', async (pattern, expected) => {
    for (const schema of [{ pattern }, { patternProperties: { [pattern]: {} } }]) {
      const { files, diagnostics } = await generate(documentOf(schema));
      const said = others(diagnostics).map(({ id, severity }) => `${severity} ${id}`);
      expect(said).toEqual(expected === undefined ? [] : [expected]);
      expect(files === undefined).toBe(expected?.startsWith('error') ?? false);
    }
  });

  it('whose data is called pattern says nothing', async () => {
    const { diagnostics } = await generate({
      ...documentOf({
        properties: { pattern: { type: 'string' } },
        example: { pattern: '(' },
        'x-y': { pattern: '(' },
      }),
    });
    expect(others(diagnostics)).toEqual([]);
  });
});
