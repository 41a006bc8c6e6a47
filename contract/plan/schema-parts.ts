// Hides what of a schema can be read without a value: its parts behind references and in `allOf`, and its properties.
import type { JsonSchema, OpenApi31 } from '../../generator/model/types.js';
import { isObject, memberOf } from '../pointer.js';
import { targetOf } from '../schema/view.js';

/** Parts that are looked at; more say no more. */
const MOST = 200;

/** A schema, and those that every value of it must fit as well: behind `$ref` and in `allOf`. */
export function partsOf(document: OpenApi31, schema: unknown): Readonly<Record<string, unknown>>[] {
  return walked(document, schema, ['allOf']);
}

/** Those that a value may have to fit: alternatives too. */
export function branchesOf(document: OpenApi31, schema: unknown): Readonly<Record<string, unknown>>[] {
  return walked(document, schema, ['allOf', 'anyOf', 'oneOf']);
}

export function propertyNames(document: OpenApi31, schema: unknown): Set<string> {
  return new Set(
    branchesOf(document, schema).flatMap((part) => Object.keys(objectAt(part, 'properties') ?? {})),
  );
}

/** All that is said of a property; more than one schema where several parts speak of it. */
export function propertyOf(document: OpenApi31, schema: unknown, name: string): JsonSchema[] {
  return branchesOf(document, schema).flatMap((part) => {
    const found = memberOf(objectAt(part, 'properties'), name);
    return isSchema(found) ? [found] : [];
  });
}

export function requiredIn(document: OpenApi31, schema: unknown): Set<string> {
  return new Set(
    partsOf(document, schema).flatMap((part) => {
      const names = memberOf(part, 'required');
      return Array.isArray(names) ? names.filter((each) => typeof each === 'string') : [];
    }),
  );
}

/** The value of a keyword, wherever a part has it. */
export function keywordIn(document: OpenApi31, schemas: readonly unknown[], keyword: string): unknown {
  return schemas
    .flatMap((schema) => branchesOf(document, schema))
    .map((part) => memberOf(part, keyword))
    .find((value) => value !== undefined);
}

function walked(
  document: OpenApi31,
  schema: unknown,
  lists: readonly string[],
): Readonly<Record<string, unknown>>[] {
  const found = new Set<Readonly<Record<string, unknown>>>();
  const waiting = [schema];
  while (waiting.length > 0 && found.size < MOST) {
    const next = waiting.shift();
    if (!isObject(next) || found.has(next)) continue;
    found.add(next);
    const ref = memberOf(next, '$ref');
    if (typeof ref === 'string') waiting.push(targetOf(ref, document));
    for (const list of lists) {
      const parts = memberOf(next, list);
      if (Array.isArray(parts)) waiting.push(...(parts as unknown[]));
    }
  }
  return [...found];
}

function objectAt(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  const member = memberOf(value, name);
  return isObject(member) ? member : undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || isObject(value);
}
