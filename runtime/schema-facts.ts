// Hides what can be told of a schema without a value: which types it allows, which values of a property, whether a property is one-way.
import { judgeOfType } from './judge-types.js';
import type { Direction, Schema, SchemaObject } from './schema.js';

/** References behind one another, and schemas of one value, that are looked at; more say no more. */
const MAX_LOOKED_AT = 200;

/** A schema and those that every value of it must fit as well: behind `$ref` and in `allOf`. */
export function conjuncts(...schemas: readonly Schema[]): SchemaObject[] {
  const found = new Set<SchemaObject>();
  const waiting = [...schemas];
  for (let next = waiting.pop(); next !== undefined && found.size < MAX_LOOKED_AT; next = waiting.pop()) {
    if (typeof next === 'boolean' || found.has(next)) continue;
    found.add(next);
    waiting.push(...(next.allOf ?? []));
    if (next.$ref) waiting.push(next.$ref());
  }
  return [...found];
}

/** Whether the `type`s that a schema asks for are those of a value. */
export function mayBe(schema: Schema, value: unknown): boolean {
  return conjuncts(schema).every(
    ({ type }) => type === undefined || judgeOfType(type)?.test(value) !== false,
  );
}

/** Properties that may have only some values, none of them an array or object. */
export function fixedProperties(schema: Schema): Map<string, ReadonlySet<unknown>> {
  const fixed = new Map<string, ReadonlySet<unknown>>();
  for (const { properties = {} } of conjuncts(schema))
    for (const [name, member] of Object.entries(properties)) {
      const values = valuesOf(member);
      if (values) fixed.set(name, values);
    }
  return fixed;
}

function valuesOf(schema: Schema): ReadonlySet<unknown> | undefined {
  for (const each of conjuncts(schema)) {
    const values = 'const' in each ? [each.const] : each.enum;
    if (values?.every((value) => typeof value !== 'object')) return new Set(values);
  }
  return undefined;
}

/** Whether a property travels in one direction only, by any of the schemas of one value. What claims to be both is neither. */
export function isOneWay(schemas: readonly Schema[], property: string, direction: Direction): boolean {
  const looked = conjuncts(...schemas.flatMap((schema) => membersOf(schema, property)));
  const [readOnly, writeOnly] = [looked.some((each) => each.readOnly), looked.some((each) => each.writeOnly)];
  return direction === 'response' ? readOnly && !writeOnly : writeOnly && !readOnly;
}

function membersOf(schema: Schema, property: string): Schema[] {
  return conjuncts(schema).flatMap(({ properties = {} }) => {
    const member = Object.hasOwn(properties, property) ? properties[property] : undefined;
    return member === undefined ? [] : [member];
  });
}
