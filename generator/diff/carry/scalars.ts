// Hides when what one schema says of scalars, lengths and lists of values leaves no value that another refuses.
import type { Bound, Facts } from './facts.js';

/** Which types a keyword says something of. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  ...{ pattern: ['string'], minLength: ['string'], maxLength: ['string'] },
  ...{ format: ['string', 'number', 'integer'], multipleOf: ['number', 'integer'] },
  ...{ minItems: ['array'], maxItems: ['array'], uniqueItems: ['array'] },
  ...{ minProperties: ['object'], maxProperties: ['object'], dependentRequired: ['object'] },
};

/** Why a value that fits `source` may not fit `target`, one sentence each; `from` and `to` are what their versions are called. */
export function scalarFindings(source: Facts, target: Facts, from: string, to: string): string[] {
  const types = typesOf(source);
  const strange = [...types].filter(
    (type) => !target.types.has(type) && !(type === 'integer' && types.has('number')),
  );
  const found: string[] = [];
  if (strange.length > 0)
    found.push(`${shownTypes(strange)} in ${from}, ${shownTypes([...target.types])} in ${to}`);
  else found.push(...valueFindings(source, target, from, to));
  const values = source.values && [...source.values].map((text): unknown => JSON.parse(text));
  const says = (keyword: string) => (ABOUT[keyword] ?? []).some((type) => types.has(type));
  if (types.has('number') || types.has('integer')) {
    const numbers = values?.filter((value) => typeof value === 'number');
    const [low, high] = numbers ? [least(numbers, 1), least(numbers, -1)] : [source.low, source.high];
    if (!reaches(low, target.low, 1))
      found.push(`at least ${shown(target.low)} in ${to}, ${shown(low)} in ${from}`);
    if (!reaches(high, target.high, -1))
      found.push(`at most ${shown(target.high)} in ${to}, ${shown(high)} in ${from}`);
  }
  for (const [keyword, wanted] of target.counts) {
    if (!says(keyword)) continue;
    const isMin = keyword.startsWith('min');
    const lengths =
      keyword.endsWith('Length') &&
      values?.flatMap((value) => (typeof value === 'string' ? [[...value].length] : []));
    const own = lengths
      ? lengths.reduce(
          (a, b) => (isMin ? Math.min(a, b) : Math.max(a, b)),
          isMin ? Number.POSITIVE_INFINITY : 0,
        )
      : (source.counts.get(keyword) ?? (isMin ? 0 : Number.POSITIVE_INFINITY));
    if (isMin ? own < wanted : own > wanted)
      found.push(`${keyword} ${wanted} in ${to}, ${Number.isFinite(own) ? own : 'none'} in ${from}`);
  }
  for (const text of target.texts) {
    const keyword = text.slice(0, text.indexOf('='));
    if (says(keyword) && !source.texts.has(text) && !isMultiple(keyword, text, source))
      found.push(`${text.replace('=', ' ')} in ${to}, not in ${from}`);
  }
  return found;
}

/** The types that are left by what is listed. */
function typesOf({ types, values }: Facts): ReadonlySet<string> {
  if (!values) return types;
  const listed = [...values].map((text) => {
    const value: unknown = JSON.parse(text);
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'array';
    return Number.isInteger(value) ? 'integer' : typeof value;
  });
  return new Set(listed.filter((type) => types.has(type)));
}

function valueFindings(source: Facts, target: Facts, from: string, to: string): string[] {
  const wanted = target.values;
  if (!wanted) return [];
  if (!source.values) return [`${[...wanted].join(', ')} in ${to}, any value in ${from}`];
  const strange = [...source.values].filter((value) => !wanted.has(value));
  return strange.length > 0 ? [`${strange.join(', ')} in ${from}, ${[...wanted].join(', ')} in ${to}`] : [];
}

/** Every integer is a number. */
function shownTypes(types: readonly string[]): string {
  return types.filter((type) => type !== 'integer' || !types.includes('number')).join(', ');
}

function least(numbers: readonly number[], sign: 1 | -1): Bound {
  const value = numbers.reduce((a, b) => (sign * (a - b) < 0 ? a : b), sign * Number.POSITIVE_INFINITY);
  return { value, exclusive: false };
}

/** Whether a bound leaves out all that another does. */
function reaches(own: Bound, wanted: Bound, sign: 1 | -1): boolean {
  const difference = sign * (own.value - wanted.value);
  return own.value === wanted.value ? own.exclusive || !wanted.exclusive : difference > 0;
}

function shown({ value, exclusive }: Bound): string {
  return Number.isFinite(value) ? `${value}${exclusive ? ' excluded' : ''}` : 'any';
}

/** Every multiple of 10 is one of 5. */
function isMultiple(keyword: string, text: string, source: Facts): boolean {
  const step = Number(text.slice('multipleOf='.length));
  if (keyword !== 'multipleOf' || !Number.isSafeInteger(step) || step === 0) return false;
  return [...source.texts].some((each) => {
    const own = Number(each.slice('multipleOf='.length));
    return each.startsWith('multipleOf=') && Number.isSafeInteger(own) && own % step === 0;
  });
}
