// Hides how much of the documented answer itself binds: by default next to nothing, for an example is not a schema.
import type { PairExpectation } from '../plan/types.js';
import { isObject, pointerAt, sameJson } from '../pointer.js';
import { shown } from '../show.js';
import type { Check, Flaw, Judged } from './check.js';

/** More would only repeat the first ones. */
const MOST = 20;

export const example: Check = {
  name: 'example',
  gate: false,
  judge(exchange) {
    const { expect } = exchange.case;
    const { body: read } = exchange;
    if (expect.kind !== 'pair' || !expect.body || read.kind !== 'value') return [];
    const documented = expect.body.value;
    if (expect.match === 'relations') return nothingInCommon(exchange, expect, read.value);
    const differences = expect.match === 'exact' ? valuesApart : shapesApart;
    const found: Flaw[] = [];
    for (const { pointer, expected, actual } of differences(documented, read.value, '/body')) {
      if (found.length === MOST) break;
      const message = `The body does not have the ${expect.match === 'exact' ? 'value' : 'shape'} of the example.`;
      found.push({ pointer, message, expected, actual, source: expect.source });
    }
    return found;
  },
};

/**
 * A schema without required properties lets every object pass, one wrapped in a `data` too. An answer that has none of the
 * example's members, and only members that the schema does not name, is another thing altogether.
 */
function nothingInCommon({ body: read, schemas }: Judged, expect: PairExpectation, actual: unknown): Flaw[] {
  const documented = expect.body?.value;
  if (!isObject(documented) || !isObject(actual) || read.kind !== 'value') return [];
  const [wanted, got] = [Object.keys(documented), Object.keys(actual)];
  const declared = schemas.declared(`${read.content.source}/schema`);
  const foreign =
    got.length > 0 && got.every((name) => !declared.has(name) && !Object.hasOwn(documented, name));
  if (!foreign || !wanted.some((name) => declared.has(name))) return [];
  const message = 'The body has none of the members of the example, only ones that the schema does not name.';
  return [
    { pointer: '/body', message, expected: shown(documented), actual: shown(actual), source: expect.source },
  ];
}

interface Difference {
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
}

function* valuesApart(documented: unknown, actual: unknown, pointer: string): Generator<Difference> {
  if (sameJson(documented, actual)) return;
  const nested =
    (isObject(documented) && isObject(actual)) ||
    (Array.isArray(documented) && Array.isArray(actual) && documented.length === actual.length);
  if (!nested) return yield { pointer, expected: shown(documented), actual: shown(actual) };
  const members = (value: unknown) => new Map(Object.entries(value as object));
  const [wanted, got] = [members(documented), members(actual)];
  for (const key of new Set([...wanted.keys(), ...got.keys()]))
    yield* valuesApart(wanted.get(key), got.get(key), pointerAt(pointer, key));
}

/** Every documented member is there with a value of its type. Null says nothing about a type; an item is like one of the documented ones. */
function* shapesApart(documented: unknown, actual: unknown, pointer: string): Generator<Difference> {
  if (actual === undefined)
    return yield { pointer, expected: `a value of type ${typeOf(documented)}`, actual: 'nothing' };
  if (documented === null || actual === null) return;
  if (typeOf(documented) !== typeOf(actual)) {
    return yield { pointer, expected: `a value of type ${typeOf(documented)}`, actual: shown(actual) };
  }
  if (Array.isArray(documented) && Array.isArray(actual)) {
    for (const [index, item] of actual.entries()) {
      const all = documented.map((each) => [...shapesApart(each, item, pointerAt(pointer, index))]);
      const closest = all.sort((a, b) => a.length - b.length)[0];
      if (closest) yield* closest;
    }
  } else if (isObject(documented) && isObject(actual)) {
    for (const [key, value] of Object.entries(documented)) {
      yield* shapesApart(
        value,
        Object.hasOwn(actual, key) ? actual[key] : undefined,
        pointerAt(pointer, key),
      );
    }
  }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
