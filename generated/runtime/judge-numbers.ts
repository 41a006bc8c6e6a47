// Hides how numbers are judged: `minimum`, `maximum`, `multipleOf` (JSON Schema 2020-12, validation §6.2) and their formats.
import { formats } from './formats.js';
import { all, type Judge, simple } from './judge.js';
import type { SchemaObject } from './schema.js';

export function judgeOfNumbers(schema: SchemaObject): Judge<number> | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const bound = (limit: number | undefined, rule: string, sign: string, test: Judge<number>['test']) =>
    limit === undefined ? undefined : simple(test, rule, `must be ${sign} ${limit}`);
  const [min = 0, max = 0, above = 0, below = 0] = [minimum, maximum, exclusiveMinimum, exclusiveMaximum];
  return all([
    bound(minimum, 'minimum', '>=', (value) => value >= min),
    bound(maximum, 'maximum', '<=', (value) => value <= max),
    bound(exclusiveMinimum, 'exclusiveMinimum', '>', (value) => value > above),
    bound(exclusiveMaximum, 'exclusiveMaximum', '<', (value) => value < below),
    multipleOf === undefined
      ? undefined
      : simple(multiples(multipleOf), 'multipleOf', `must be multiple of ${multipleOf}`),
    format === undefined ? undefined : formatted(format),
  ]);
}

function formatted(name: string): Judge<number> | undefined {
  const format = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined;
  return typeof format === 'object'
    ? simple(format.validate, 'format', `must match format "${name}"`)
    : undefined;
}

/** The greatest power of ten that a double holds exactly. */
const MAX_EXACT_POWER = 22;

/**
 * Whether numbers are multiples of another, as they are written: 1.13 is one of 0.01, though dividing the doubles leaves a rest.
 * A number with the step's decimals is the double nearest to some integer by a power of ten, and integers are divided exactly.
 */
function multiples(step: number): (value: number) => boolean {
  const { digits, decimals } = decimalOf(step);
  const [power, whole] = [10 ** decimals, Number(digits)];
  const isExact = decimals <= MAX_EXACT_POWER && Number.isSafeInteger(whole);
  return (value) => {
    const scaled = Math.round(value * power);
    if (!isExact || !Number.isSafeInteger(scaled)) return isMultiple(value, digits, decimals);
    return scaled / power === value && scaled % whole === 0;
  };
}

/** The same for numbers that are too large or too fine for that. */
function isMultiple(value: number, digits: bigint, decimals: number): boolean {
  const own = decimalOf(value);
  const common = Math.max(own.decimals, decimals);
  return (
    (own.digits * 10n ** BigInt(common - own.decimals)) % (digits * 10n ** BigInt(common - decimals)) === 0n
  );
}

/** A number as it is written: `digits` by ten to the power of minus `decimals`. */
function decimalOf(value: number): { readonly digits: bigint; readonly decimals: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const decimals = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return decimals < 0 ? { digits: digits * 10n ** BigInt(-decimals), decimals: 0 } : { digits, decimals };
}
