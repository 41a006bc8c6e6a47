// Hides ajv's flat list of errors: what is wrong with a value, each mistake once, where it stands, in plain words.
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Pointer } from '../../generator/model/types.js';
import { memberOf, pointerAt, valueAt } from '../pointer.js';
import { shown } from '../show.js';
import { expectedBy } from './words.js';

/** One mistake in a value. */
export interface Violation {
  /** JSON pointer into the value; a missing property's names the property. */
  readonly pointer: string;
  readonly keyword: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON pointer into the document: the schema that says so. */
  readonly source: Pointer;
}

export interface Surroundings {
  /** The errors that one alternative of an `anyOf` or `oneOf` has with a value. */
  errors(branch: object, value: unknown): readonly ErrorObject[];
  /** Where a compiled schema stands in the document. */
  place(schema: object): Pointer;
}

/** What is left of the list so far, and how many of ajv's errors it stands for. */
interface Standing {
  readonly violations: readonly Violation[];
  readonly covers: number;
  readonly keyword: string;
}

/** @param value the whole value that was validated */
export function violationsOf(
  errors: readonly ErrorObject[],
  value: unknown,
  around: Surroundings,
): Violation[] {
  const stack: Standing[] = [];
  // ajv lists the errors of all alternatives first, then that of the composition: as many are taken back as they have made.
  const takeBack = (count: number): number => {
    let taken = 0;
    while (taken < count && stack.length > 0) taken += stack.pop()?.covers ?? 0;
    return taken;
  };
  for (const error of errors) {
    const { keyword } = error;
    if (keyword === 'anyOf' || keyword === 'oneOf') {
      const branches = (Array.isArray(error.schema) ? error.schema : []).map((each: object) =>
        around.errors(each, error.data),
      );
      const passing = passingBranches(error);
      const looked = passing ? branches.slice(0, Math.max(...passing) + 1) : branches;
      const covers = 1 + takeBack(looked.reduce((sum, each) => sum + each.length, 0));
      const found = passing ? [violation(error, value, around)] : nearest(branches, error, value, around);
      stack.push({ keyword, covers, violations: found });
    } else if (keyword === 'contains' && Array.isArray(error.data)) {
      const { schema, data } = error;
      const covers =
        1 +
        takeBack(data.reduce((sum: number, item) => sum + around.errors(schema as object, item).length, 0));
      stack.push({ keyword, covers, violations: [violation(error, value, around)] });
    } else {
      // `if` only says that the errors of its `then` or `else` came before; those of a property's name are summed up by `propertyNames`.
      const silent = keyword === 'if' || error.propertyName !== undefined;
      stack.push({ keyword, covers: 1, violations: silent ? [] : [violation(error, value, around)] });
    }
  }
  return distinct(withoutEchoes(stack));
}

function violation(error: ErrorObject, value: unknown, around: Surroundings): Violation {
  const name =
    parameter(error, 'missingProperty') ??
    parameter(error, 'additionalProperty') ??
    parameter(error, 'unevaluatedProperty');
  const pointer = name === undefined ? error.instancePath : pointerAt(error.instancePath, name);
  return {
    pointer,
    keyword: error.keyword,
    expected: expectedBy(error),
    actual: shown(valueAt(value, pointer)),
    source: around.place(error.parentSchema ?? {}),
  };
}

/** Of alternatives that all fail, the mistakes of the one that was plainly meant; else one mistake that sums them up. */
function nearest(
  branches: readonly (readonly ErrorObject[])[],
  error: ErrorObject,
  value: unknown,
  around: Surroundings,
): Violation[] {
  const all = branches.map((each) => violationsOf(each, error.data, around));
  const wrongType = (each: readonly Violation[]) =>
    each.some(({ pointer, keyword }) => pointer === '' && keyword === 'type');
  const wrongTag = (each: readonly Violation[]) =>
    each.some(({ keyword }) => keyword === 'const' || keyword === 'enum');
  const meant = all.filter((each) => !wrongType(each));
  const tagged = meant.filter((each) => !wrongTag(each));
  const [only] = meant.length === 1 ? meant : tagged.length === 1 ? tagged : [];
  if (only) return only.map((each) => ({ ...each, pointer: error.instancePath + each.pointer }));
  const summary = violation(error, value, around);
  if (meant.length > 0) return [summary];
  const types = all.flatMap((each) =>
    each.filter(({ pointer }) => pointer === '').map(({ expected }) => expected),
  );
  return [{ ...summary, keyword: 'type', expected: [...new Set(types)].join(' or ') }];
}

/** `unevaluatedProperties` also counts what a failed alternative would have allowed: beside other mistakes it is an echo. */
function withoutEchoes(stack: readonly Standing[]): Violation[] {
  const causes = stack.filter(
    ({ keyword, violations }) => !keyword.startsWith('unevaluated') && violations.length > 0,
  );
  return (causes.length > 0 ? causes : stack).flatMap(({ violations }) => violations);
}

function distinct(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((each) => [`${each.pointer} ${each.expected}`, each])).values()];
}

/** Set where more than one alternative of a `oneOf` passed. */
function passingBranches(error: ErrorObject): number[] | undefined {
  const passing = memberOf(error.params, 'passingSchemas');
  return Array.isArray(passing) ? passing.filter((each) => typeof each === 'number') : undefined;
}

function parameter(error: ErrorObject, name: string): string | undefined {
  const value = memberOf(error.params, name);
  return typeof value === 'string' ? value : undefined;
}
