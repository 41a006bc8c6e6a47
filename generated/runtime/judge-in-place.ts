// Hides how schemas judge one value together: `allOf`, `not`, `if` and `dependentSchemas` (JSON Schema 2020-12, core §10.2).
import { Evaluated } from './evaluated.js';
import { has, isObject } from './json-value.js';
import { ANYTHING, all, type Judge, simple } from './judge.js';
import type { Schema, SchemaObject } from './schema.js';

export interface InPlace {
  /** The judge of a schema of the same value. */
  same(schema: Schema): Judge;
  /** Of one that is only asked whether it fits. */
  asked(schema: Schema): Judge;
}

export function judgeInPlace(schema: SchemaObject, { same, asked }: InPlace): Judge | undefined {
  const { allOf, not, if: condition, dependentSchemas } = schema;
  return all([
    ...(allOf ?? []).map(same),
    not === undefined ? undefined : judgeOfNot(asked(not)),
    condition === undefined
      ? undefined
      : judgeOfIf(
          asked(condition),
          schema.then === undefined ? ANYTHING : same(schema.then),
          schema.else === undefined ? ANYTHING : same(schema.else),
        ),
    ...Object.entries(dependentSchemas ?? {}).map(([name, each]) => judgeOfDependent(name, same(each))),
  ]);
}

function judgeOfNot({ test }: Judge): Judge {
  return simple((value) => !test(value), 'not', 'must NOT be valid');
}

function judgeOfIf(condition: Judge, then: Judge, otherwise: Judge): Judge {
  const chosen: (value: unknown, seen: Evaluated | undefined) => Judge = (value, seen) => {
    const own = seen && new Evaluated();
    if (!condition.test(value, own)) return otherwise;
    if (own) seen?.add(own);
    return then;
  };
  return {
    test: (value, seen) => chosen(value, seen).test(value, seen),
    tell: (value, report, seen) => chosen(value, seen).tell(value, report, seen),
  };
}

function judgeOfDependent(name: string, judge: Judge): Judge {
  const isAsked = (value: unknown) => isObject(value) && has(value, name);
  return {
    test: (value, seen) => !isAsked(value) || judge.test(value, seen),
    tell: (value, report, seen) => isAsked(value) && judge.tell(value, report, seen),
  };
}
