// Hides the shape of precompiled validators: generated code hands in what ajv wrote, users get a guard and a list of violations.
import { boundedPattern, type Pattern } from './pattern.js';
import type { Violation } from './problem.js';

/** What ajv's standalone code is: a guard that leaves its errors on itself. */
export interface CompiledValidator {
  (data: unknown): boolean;
  errors?: readonly CompiledError[] | null;
}

export interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A type guard made from a JSON Schema. */
export interface Validator<T> {
  (value: unknown): value is T;
  /** Everything that is wrong with a value, pointers below `at`; empty where it is valid. At most 100 are told. */
  violations(value: unknown, at?: string): Violation[];
}

const MAX_VIOLATIONS = 100;

/** Errors of one value, of which only so many are kept: a body of a megabyte can break its schema a million times over. */
export function added(errors: CompiledError[] | null, more: readonly CompiledError[]): CompiledError[] {
  const kept = errors ?? [];
  for (const error of more) if (kept.length < MAX_VIOLATIONS) kept.push(error);
  return kept;
}

export function validator<T>(compiled: CompiledValidator): Validator<T> {
  const guard = (value: unknown): value is T => compiled(value);
  const violations = (value: unknown, at = ''): Violation[] => {
    if (compiled(value)) return [];
    return (compiled.errors ?? []).slice(0, MAX_VIOLATIONS).map((error) => violation(error, at));
  };
  return Object.assign(guard, { violations });
}

function violation(error: CompiledError, at: string): Violation {
  const params = error.params ?? {};
  const member =
    error.keyword === 'required'
      ? params['missingProperty']
      : error.keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined;
  const pointer =
    at +
    error.instancePath +
    (member === undefined ? '' : `/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return { pointer, rule: error.keyword, message: message(error, params) };
}

function message(error: CompiledError, params: Readonly<Record<string, unknown>>): string {
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not a known property';
    case 'enum':
      return Array.isArray(params['allowedValues'])
        ? `must be one of ${JSON.stringify(params['allowedValues']).slice(0, 300)}`
        : 'must be one of the allowed values';
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])?.slice(0, 300)}`;
    case 'false schema':
      return 'is not allowed';
    default:
      return error.message ?? `breaks ${error.keyword}`;
  }
}

/** Code points of a string (JSON Schema counts these, not UTF-16 units). */
export function ucs2length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      length--;
      index++;
    }
  }
  return length;
}

/** Equality of JSON values (JSON Schema 2020-12 §4.2.2). */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => equal(item, b[index]))
    );
  }
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return (
    left.length === Object.keys(right).length &&
    left.every(([key, value]) => Object.hasOwn(right, key) && equal(value, right[key]))
  );
}

/** `uniqueItems` in linear time: comparing every item with every other would take hours over what fits into a megabyte. */
export function unique(items: readonly unknown[]): boolean {
  return new Set(items.map(canonical)).size === items.length;
}

/** A text that equal JSON values share: members in the order of their names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`;
}

const patterns = new Map<string, Pattern>();

/** A `pattern`; see boundedPattern. One of another dialect, that is no regular expression here, fits everything: `specpact lint` tells of it. */
export function pattern(source: string): Pattern {
  const made = patterns.get(source) ?? boundedPattern(source) ?? /(?:)/;
  patterns.set(source, made);
  return made;
}
