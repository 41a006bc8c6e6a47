// Hides how arrays are judged: their items, how many there are, and whether they differ (JSON Schema 2020-12, core §10.3.1, validation §6.4).
import type { Evaluated } from './evaluated.js';
import { ValueSet } from './json-value.js';
import { all, type Judge, simple } from './judge.js';
import { counted } from './report.js';
import type { Schema, SchemaObject } from './schema.js';

type List = readonly unknown[];

/** @param part the judge of an item's schema */
export function judgeOfArrays(
  schema: SchemaObject,
  part: (schema: Schema) => Judge,
): Judge<List> | undefined {
  const { minItems, maxItems, prefixItems, items, contains, uniqueItems } = schema;
  return all([
    minItems === undefined
      ? undefined
      : simple(
          (list: List) => list.length >= minItems,
          'minItems',
          `must NOT have fewer than ${counted(minItems, 'item')}`,
        ),
    maxItems === undefined
      ? undefined
      : simple(
          (list: List) => list.length <= maxItems,
          'maxItems',
          `must NOT have more than ${counted(maxItems, 'item')}`,
        ),
    prefixItems && judgeOfFirst(prefixItems.map(part)),
    items === undefined ? undefined : judgeOfRest(part(items), prefixItems?.length ?? 0),
    contains === undefined ? undefined : judgeOfContained(part(contains), schema),
    uniqueItems === true ? simple(isUnique, 'uniqueItems', 'must NOT have duplicate items') : undefined,
  ]);
}

function judgeOfFirst(judges: readonly Judge[]): Judge<List> {
  return {
    test: (list, seen) => {
      seen?.first(judges.length);
      for (let index = 0; index < list.length; index++) {
        const judge = judges[index];
        if (judge === undefined) break;
        if (!judge.test(list[index])) return false;
      }
      return true;
    },
    tell: (list, report, seen) => {
      seen?.first(judges.length);
      for (const [index, judge] of judges.entries())
        if (index < list.length && !report.isFull && !judge.test(list[index]))
          judge.tell(list[index], report.at(index));
    },
  };
}

function judgeOfRest(judge: Judge, from: number): Judge<List> {
  const { test } = judge;
  return {
    test: (list, seen) => {
      seen?.everyItem();
      for (let index = from; index < list.length; index++) if (!test(list[index])) return false;
      return true;
    },
    tell: (list, report, seen) => {
      seen?.everyItem();
      for (let index = from; index < list.length && !report.isFull; index++)
        if (!test(list[index])) judge.tell(list[index], report.at(index));
    },
  };
}

function judgeOfContained({ test }: Judge, schema: SchemaObject): Judge<List> {
  const { minContains: min = 1, maxContains: max = Number.POSITIVE_INFINITY } = schema;
  const enough = max === Number.POSITIVE_INFINITY ? min : max + 1;
  /** Stops at what decides, unless it is asked which items fit. */
  const count = (list: List, seen: Evaluated | undefined): number => {
    let found = 0;
    for (let index = 0; index < list.length && (seen !== undefined || found < enough); index++) {
      if (!test(list[index])) continue;
      found++;
      seen?.item(index);
    }
    return found;
  };
  return {
    test: (list, seen) => {
      const found = count(list, seen);
      return found >= min && found <= max;
    },
    tell: (list, report, seen) => {
      const found = count(list, seen);
      if (found < min) report.add('contains', `must contain at least ${counted(min, 'valid item')}`);
      else if (found > max) report.add('contains', `must contain at most ${counted(max, 'valid item')}`);
    },
  };
}

/** In linear time: comparing every item with every other would take hours over what fits into a megabyte. */
function isUnique(list: List): boolean {
  const known = new ValueSet();
  return list.every((item) => known.add(item));
}
