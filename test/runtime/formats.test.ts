import { createRequire } from 'node:module';
import type { Format as AjvFormat } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Format, formats, type NumberFormat, type TextFormat } from '../../runtime/formats.js';
import { THOROUGH } from '../security/effort.js';
import { fastest } from '../stopwatch.js';
import { DEVIATIONS } from './formats/deviations.js';
import { CORPUS } from './formats/samples.js';

// The module behind `ajv-formats`: its index exports a plugin, not the table.
const { fullFormats } = createRequire(import.meta.url)('ajv-formats/dist/formats.js') as {
  fullFormats: Record<string, AjvFormat>;
};

/** Formats of ours that ajv-formats does not know. */
const OURS_ONLY: readonly Format[] = ['iri', 'iri-reference', 'idn-email', 'idn-hostname'];
/** In ajv-formats, but in no list of JSON Schema or OpenAPI. */
const THEIRS_ONLY = ['url'];
const NUMERIC: readonly string[] = ['int32', 'int64', 'float', 'double'];

const NAMES = Object.keys(formats) as Format[];
const COMPARED = NAMES.filter((name) => !OURS_ONLY.includes(name));
const TEXTUAL = COMPARED.filter((name) => !NUMERIC.includes(name));

function ours(name: Format, value: string | number): boolean {
  const format: TextFormat | NumberFormat = formats[name];
  return typeof format === 'function' ? format(String(value)) : format.validate(Number(value));
}

function theirs(name: Format, value: string | number): boolean {
  const definition = fullFormats[name];
  const check = typeof definition === 'object' && 'validate' in definition ? definition.validate : definition;
  if (typeof check === 'function') return check(value as never) === true;
  return check instanceof RegExp ? check.test(String(value)) : check === true;
}

function deviation(name: Format, value: string | number) {
  return DEVIATIONS.find(
    (each) => each.formats.includes(name) && each.ours === ours(name, value) && each.when(value as never),
  );
}

function expectAgreement(name: Format, value: string | number): void {
  if (ours(name, value) === theirs(name, value) || deviation(name, value)) return;
  expect.fail(
    `${name} ${JSON.stringify(value)}: ours ${ours(name, value)}, ajv-formats ${theirs(name, value)}`,
  );
}

/** One to four edits of a text that is valid or nearly so: what is wrong by a character is what checks get wrong. */
function mutated(seeds: readonly string[]): fc.Arbitrary<string> {
  const alphabet = fc.oneof(
    fc.constantFrom(...'0159aAfFgzZtTPYMDHSWu~:/?#[]@!$&\'()*+,;="<>\\^`{|}%.-_ \t\n\r'),
    fc.constantFrom(
      '::',
      '%41',
      '%7E',
      '//',
      '60',
      '..',
      '\\Z',
      '\u007f',
      '\u0085',
      '\u00e9',
      '\u3002',
      '\u{1f600}',
    ),
  );
  const edit = fc.record({ at: fc.nat(60), take: fc.nat(3), put: alphabet, kind: fc.nat(3) });
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([seed, edits]) =>
      edits.reduce((text, { at, take, put, kind }) => {
        const place = at % (text.length + 1);
        const [before, after] = [text.slice(0, place), text.slice(place)];
        if (kind === 0) return before + put + after;
        if (kind === 1) return before + after.slice(take);
        if (kind === 2) return before + put + after.slice(take);
        return before + after.slice(0, take) + after;
      }, seed),
    );
}

describe('the table', () => {
  it('has every format of ajv-formats but the ones left out on purpose', () => {
    expect([...COMPARED, ...THEIRS_ONLY].sort()).toEqual(Object.keys(fullFormats).sort());
  });

  it('has a corpus for every format', () => {
    expect(Object.keys(CORPUS).sort()).toEqual([...NAMES].sort());
    for (const [name, { valid, invalid }] of Object.entries(CORPUS)) {
      expect(valid.length, name).toBeGreaterThan(0);
      expect(invalid.length, name).toBeGreaterThan(['password', 'binary'].includes(name) ? -1 : 0);
    }
  });
});

describe('given to ajv', () => {
  // A table of bare functions looks right and checks no number at all, but refuses `type: string, format: int64`.
  it.each([
    ['int32', 2 ** 31, false],
    ['int32', 7, true],
    ['int32', 'text', true],
    ['float', 1e39, false],
    ['date', '2023-02-29', false],
    ['date', 20230229, true],
  ])('%s looks at what it is for: %j', (format, value, valid) => {
    const validate = new Ajv2020({ strict: false, formats: { ...formats } }).compile({ format });
    expect(validate(value)).toBe(valid);
  });
});

describe.each(NAMES)('%s', (name) => {
  const { valid, invalid } = CORPUS[name];
  it.each(valid)('accepts %j', (value) => expect(ours(name, value)).toBe(true));
  if (invalid.length > 0) it.each(invalid)('refuses %j', (value) => expect(ours(name, value)).toBe(false));
});

describe('against ajv-formats', () => {
  it.each(COMPARED)('%s: the corpora of all formats', (name) => {
    for (const { valid, invalid } of Object.values(CORPUS)) {
      for (const value of [...valid, ...invalid]) {
        if ((typeof value === 'number') === NUMERIC.includes(name)) expectAgreement(name, value);
      }
    }
  });

  it.each(TEXTUAL)('%s: values that are nearly valid', (name) => {
    const seeds = CORPUS[name].valid.map(String);
    fc.assert(
      fc.property(mutated(seeds), (text) => expectAgreement(name, text)),
      { seed: 1, numRuns: 3000 },
    );
  });

  it.each(TEXTUAL)('%s: any text', (name) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expectAgreement(name, text)),
      { seed: 1, numRuns: 200 },
    );
  });

  it.each(NUMERIC as Format[])('%s: any number', (name) => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), (value) =>
        expectAgreement(name, value),
      ),
      { seed: 1, numRuns: 1000 },
    );
  });

  it.each(DEVIATIONS.map((each) => [each.reason, each] as const))('differs: %s', (_, each) => {
    for (const name of each.formats) {
      const differing = each.samples.filter(
        (value) =>
          ours(name, value) === each.ours && theirs(name, value) !== each.ours && each.when(value as never),
      );
      expect(differing, name).toEqual(each.samples);
    }
  });
});

describe('adversarial input of 100 kB', () => {
  const SIZE = 100_000;
  // Linear work takes 30 to 75, as the machine happens to be; what grows with the square takes thousands.
  const LIMIT_MS = 150;
  const UNITS = [
    ...'a0:/.%-~\\"@[{(,;= ',
    ...[
      '::',
      '1:',
      '1.',
      'a.',
      'a@',
      'a-',
      'a,',
      '%4',
      '%41',
      '{a}',
      '1Y',
      '+1',
      '~0',
      '\\\\',
      '(a',
      '(?<a>',
      '\u00e9',
    ],
  ];

  it.each(NAMES.filter((name) => !NUMERIC.includes(name)))('%s answers at once', (name) => {
    for (const unit of UNITS) {
      const long = unit.repeat(SIZE / unit.length);
      const seeds = ['', ...CORPUS[name].valid.map(String)];
      for (const seed of THOROUGH ? seeds : seeds.slice(0, 2)) {
        for (const text of [seed + long, `${seed + long}\n`, long + seed]) {
          const spent = fastest(() => ours(name, text), LIMIT_MS);
          expect(spent, `${name}: ${JSON.stringify(text.slice(0, 60))}…`).toBeLessThan(LIMIT_MS);
        }
      }
    }
  });
});
