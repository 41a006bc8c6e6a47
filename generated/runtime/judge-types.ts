// Hides how the `type` of a value decides what else is asked of it (JSON Schema 2020-12, validation §6.1.1).

import { isNumber, isObject, type JsonObject } from './json-value.js';
import { all, type Judge, simple } from './judge.js';

/** What is asked of a value if it is of some type; of one that is of another type it is not asked. */
export interface JudgesByType {
  readonly string?: Judge<string> | undefined;
  readonly number?: Judge<number> | undefined;
  readonly array?: Judge<readonly unknown[]> | undefined;
  readonly object?: Judge<JsonObject> | undefined;
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: isNumber,
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: isObject,
};

const NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a boolean',
  null: 'null',
  array: 'an array',
  object: 'an object',
};

/** The judge of `type`; undefined where it says nothing. */
export function judgeOfType(type: string | readonly string[]): Judge | undefined {
  const names = [type].flat().filter((name) => Object.hasOwn(TYPES, name));
  const [first, second, ...others] = names.map((name) => TYPES[name]);
  if (first === undefined) return undefined;
  return simple(
    second === undefined
      ? first
      : others.length === 0
        ? (value) => first(value) || second(value)
        : (value) => names.some((name) => TYPES[name]?.(value)),
    'type',
    `must be ${names.map((name) => NAMES[name]).join(' or ')}`,
  );
}

/** One judge of values of every type. */
export function judgeByType({ string, number, array, object }: JudgesByType): Judge | undefined {
  return all([
    string && {
      test: (value, seen) => typeof value !== 'string' || string.test(value, seen),
      tell: (value, report) => typeof value === 'string' && string.tell(value, report),
    },
    number && {
      test: (value, seen) => !isNumber(value) || number.test(value, seen),
      tell: (value, report) => isNumber(value) && number.tell(value, report),
    },
    array && {
      test: (value, seen) => !Array.isArray(value) || array.test(value, seen),
      tell: (value, report, seen) => Array.isArray(value) && array.tell(value, report, seen),
    },
    object && {
      test: (value, seen) => !isObject(value) || object.test(value, seen),
      tell: (value, report, seen) => isObject(value) && object.tell(value, report, seen),
    },
  ]);
}
