// Hides how schemas become guards that anybody may call: made when they are used first, safe against whatever they are given.
import type { Judge } from './judge.js';
import { Effort } from './judge-references.js';
import { Judging } from './judging.js';
import type { Violation } from './problem.js';
import { Report } from './report.js';
import type { Direction, Schema, SchemaData } from './schema.js';
import type { Validator } from './validator.js';

export type { Validator };

// Bundlers drop all of it where no validator is used.
const effort = /* @__PURE__ */ new Effort();
/** Validators of one schema share its judge. */
const judgings = {
  request: /* @__PURE__ */ new Judging(effort, 'request'),
  response: /* @__PURE__ */ new Judging(effort, 'response'),
  any: /* @__PURE__ */ new Judging(effort),
};

/** @param direction who sends the value; without it, the schema is taken as it stands */
export function validator<T>(schema: SchemaData, direction?: Direction): Validator<T> {
  let made: Judge | undefined;
  /** Whether a value fits, or what `otherwise` makes of one that does not. */
  function judged<R>(value: unknown, otherwise: (judge: Judge | undefined) => R): R | true {
    made ??= judgings[direction ?? 'any'].of(schema as Schema);
    effort.begin(value);
    try {
      return made.test(value) || otherwise(made);
    } catch (error) {
      if (isTooDeep(error)) return otherwise(undefined);
      throw error;
    } finally {
      effort.end();
    }
  }
  const guard = (value: unknown): value is T => judged(value, no);
  const violations = (value: unknown, at = ''): Violation[] => {
    const found = judged(value, (judge) => violationsOf(value, at, judge));
    return found === true ? [] : found;
  };
  return Object.assign(guard, { violations, schema });
}

const no = (): boolean => false;

/** @param judge undefined where the value was too deep for it */
function violationsOf(value: unknown, at: string, judge: Judge | undefined): Violation[] {
  if (!judge) return [{ pointer: at, rule: 'depth', message: 'is nested too deeply' }];
  const report = Report.of(at);
  judge.tell(value, report);
  // What was refused is never said to be fine.
  if (report.violations.length === 0) report.add('schema', 'is not valid');
  return [...report.violations];
}

/** The stack is full: a RangeError in most engines, and in Firefox one of its own. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
}
