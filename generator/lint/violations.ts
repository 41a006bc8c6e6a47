// Hides ajv's flat list of errors: what a person would call the mistakes in a value, each once, at the place where it stands.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { pointerAt, pointerTokens } from '../source.js';
import { isObject, own } from './tree.js';
import { actually, expectedBy, shown } from './violation-words.js';

/** One mistake in a value. */
export interface Violation {
  /** JSON pointer (RFC 6901) into the value; that of a missing property names the property. */
  readonly pointer: string;
  /** The pointer of the nearest thing that exists: where a person has to look. */
  readonly anchor: string;
  /** True where the key at `anchor` is wrong rather than its value. */
  readonly onKey: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** The errors that one alternative has with a value. */
export type JudgeBranch = (branch: object | boolean, value: unknown) => readonly ErrorObject[];

/** An error that is still standing, and how many of ajv's errors it stands for. */
interface Standing {
  readonly violations: readonly Violation[];
  readonly covers: number;
  readonly keyword: string;
}

export function violationsOf(
  errors: readonly ErrorObject[],
  judge: JudgeBranch,
  value: unknown,
): Violation[] {
  const stack: Standing[] = [];
  // ajv reports the errors of the alternatives first and then that of the composition: take back as many as they made.
  const takeBack = (count: number): number => {
    let covered = 0;
    while (covered < count) covered += stack.pop()?.covers ?? count;
    return covered;
  };
  for (const error of errors) {
    const { keyword } = error;
    if ((keyword === 'anyOf' || keyword === 'oneOf') && !manyMatch(error)) {
      const branches = (Array.isArray(error.schema) ? error.schema : []).map((branch: object | boolean) =>
        judge(branch, error.data),
      );
      const covers = 1 + takeBack(branches.reduce((sum, each) => sum + each.length, 0));
      const found = branches.map((each) => violationsOf(each, judge, error.data));
      stack.push({ keyword, covers, violations: nearestBranch(found, error, value) });
    } else if (keyword === 'contains' && Array.isArray(error.data)) {
      const { schema, data } = error;
      const covers =
        1 + takeBack(data.reduce((sum: number, item) => sum + judge(schema as object, item).length, 0));
      stack.push({ keyword, covers, violations: [violation(error, value)] });
    } else {
      // An `if` error only says that the errors of its `then` or `else` came before; those of a property name are summed up by `propertyNames`.
      const silent = keyword === 'if' || error.propertyName !== undefined;
      stack.push({ keyword, covers: 1, violations: silent ? [] : [violation(error, value)] });
    }
  }
  return distinct(withoutEchoes(stack));
}

function violation(error: ErrorObject, value: unknown): Violation {
  const at = error.instancePath;
  const expected = expectedBy(error);
  const extra =
    named(error, 'additionalProperty') ?? named(error, 'unevaluatedProperty') ?? named(error, 'propertyName');
  if (extra !== undefined) {
    const pointer = pointerAt(at, extra);
    return { pointer, anchor: pointer, onKey: true, expected, actual: `property ${shown(extra)}` };
  }
  const missing = named(error, 'missingProperty');
  if (missing !== undefined) {
    return { pointer: pointerAt(at, missing), anchor: at, onKey: false, expected, actual: 'nothing' };
  }
  return { pointer: at, anchor: at, onKey: false, expected, actual: actually(error, valueAt(value, at)) };
}

/** Of several alternatives that all fail, the one that was meant, if that is plain; else one violation that sums them up. */
function nearestBranch(branches: readonly Violation[][], error: ErrorObject, value: unknown): Violation[] {
  const base = error.instancePath;
  const meant = branches.filter(
    (each) => !each.some((violation) => violation.pointer === '' && violation.expected.startsWith('type ')),
  );
  const tagged = meant.filter(
    (each) => !each.some((violation) => /^(one of |exactly )/.test(violation.expected)),
  );
  const [only] = tagged.length === 1 ? tagged : meant.length === 1 ? meant : [];
  if (only) {
    return only.map((each) => ({ ...each, pointer: base + each.pointer, anchor: base + each.anchor }));
  }
  const roots = branches.map((each) => each.find((violation) => violation.pointer === '')?.expected);
  const types = roots.map((each) => each?.replace(/^type /, ''));
  const expected = meant.length === 0 ? `type ${[...new Set(types)].join(' or ')}` : expectedBy(error);
  return [{ pointer: base, anchor: base, onKey: false, expected, actual: shown(valueAt(value, base)) }];
}

/** `unevaluatedProperties` also counts what a failed alternative would have allowed: beside other mistakes it is an echo. */
function withoutEchoes(stack: readonly Standing[]): Violation[] {
  const echo = (each: Standing) => each.keyword.startsWith('unevaluated');
  const causes = stack.filter((each) => !echo(each) && each.violations.length > 0);
  return (causes.length > 0 ? causes : stack).flatMap((each) => each.violations);
}

function distinct(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((each) => [`${each.pointer} ${each.expected}`, each])).values()];
}

function manyMatch(error: ErrorObject): boolean {
  return Array.isArray(named(error, 'passingSchemas') ?? own(error.params, 'passingSchemas'));
}

function named(error: ErrorObject, parameter: string): string | undefined {
  const name = own(error.params, parameter);
  return typeof name === 'string' ? name : undefined;
}

function valueAt(value: unknown, pointer: string): unknown {
  let node = value;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(node)) node = node[Number(token)];
    else node = isObject(node) ? own(node, token) : undefined;
  }
  return node;
}
