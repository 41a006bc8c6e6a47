// Hides how `unevaluatedProperties` and `unevaluatedItems` find what no other schema of a value has looked at (JSON Schema 2020-12, core §11).
import { Evaluated } from './evaluated.js';
import { has, isObject } from './json-value.js';
import { type Judge, NOTHING } from './judge.js';
import type { Report } from './report.js';

/** @param others all else that is asked of the value; what they leave is judged by `items` and `properties` */
export function judgeWithUnevaluated(
  others: Judge,
  items: Judge | undefined,
  properties: Judge | undefined,
): Judge {
  const judgeOf = (value: unknown): Judge | undefined =>
    Array.isArray(value) ? items : isObject(value) ? properties : undefined;
  return {
    test: (value, seen) => {
      const judge = judgeOf(value);
      if (judge === undefined) return others.test(value, seen);
      const own = new Evaluated();
      if (!others.test(value, own)) return false;
      for (const name of leftOver(value, own)) if (!judge.test(memberOf(value, name))) return false;
      seen?.everyName();
      seen?.everyItem();
      return true;
    },
    tell: (value, report, seen) => {
      const judge = judgeOf(value);
      if (judge === undefined) return others.tell(value, report, seen);
      const own = new Evaluated();
      others.tell(value, report, own);
      for (const name of leftOver(value, own))
        if (!report.isFull) tellOfMember(judge, memberOf(value, name), name, report.at(name));
      seen?.everyName();
      seen?.everyItem();
    },
  };
}

/** Names or indexes. */
function* leftOver(value: unknown, seen: Evaluated): Generator<string | number> {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (!seen.hasItem(index)) yield index;
  } else if (isObject(value)) {
    for (const name in value) if (has(value, name) && !seen.hasName(name)) yield name;
  }
}

function memberOf(value: unknown, name: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>>)[name];
}

function tellOfMember(judge: Judge, value: unknown, name: string | number, report: Report): void {
  if (judge.test(value)) return;
  if (judge !== NOTHING) judge.tell(value, report);
  else if (typeof name === 'string') report.add('unevaluatedProperties', 'is not a known property');
  else report.add('unevaluatedItems', 'is one item too many');
}
