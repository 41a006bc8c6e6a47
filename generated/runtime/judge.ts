// Hides nothing: the one shape of everything that a schema asks for, and how many of them become one.
import type { Evaluated } from './evaluated.js';
import type { Report } from './report.js';

/**
 * What is asked of a value. It is asked twice: `test` only judges, allocates nothing and stops at the first mistake; of what
 * did not pass, `tell` says everything that is wrong.
 */
export interface Judge<T = unknown> {
  /** @param seen is told which members and items were evaluated, where a schema around wants to know; of no worth where the test fails */
  readonly test: (value: T, seen?: Evaluated) => boolean;
  readonly tell: (value: T, report: Report, seen?: Evaluated) => void;
}

export const ANYTHING: Judge = { test: () => true, tell: () => undefined };

export const NOTHING: Judge = {
  test: () => false,
  tell: (_value, report) => report.add('false schema', 'is not allowed'),
};

/** A judge with one thing to say. A text that costs something to make is made when it is needed. */
export function simple<T>(
  test: (value: T) => boolean,
  rule: string,
  message: string | (() => string),
): Judge<T> {
  return {
    test,
    tell: (value, report) => {
      if (!test(value)) report.add(rule, typeof message === 'string' ? message : message());
    },
  };
}

/** Judges who must all agree; undefined where there are none. */
export function all<T>(given: readonly (Judge<T> | undefined)[]): Judge<T> | undefined {
  const judges = given.filter((judge) => judge !== undefined);
  const [first, second, third] = judges;
  if (first === undefined || second === undefined) return first;
  const tell: Judge<T>['tell'] = (value, report, seen) => {
    for (const judge of judges) if (!report.isFull) judge.tell(value, report, seen);
  };
  // Calls that stand there by themselves are quicker than a loop over them.
  const [a, b, c] = [first.test, second.test, third?.test];
  if (c === undefined) return { tell, test: (value, seen) => a(value, seen) && b(value, seen) };
  if (judges.length === 3)
    return { tell, test: (value, seen) => a(value, seen) && b(value, seen) && c(value, seen) };
  const tests = judges.map((judge) => judge.test);
  const test: Judge<T>['test'] = (value, seen) => {
    for (const each of tests) if (!each(value, seen)) return false;
    return true;
  };
  return { tell, test };
}
