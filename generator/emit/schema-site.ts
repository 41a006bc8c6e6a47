// Hides how schemas are read by those who make types of them: keywords of any shape, and members that stand in other schemas.
import type { Anchors } from '../model/dynamic-scopes.js';
import type { Direction, JsonSchema } from '../model/types.js';

export type Tree = { readonly [keyword: string]: unknown };

/** Where a schema stands. */
export interface Site {
  readonly direction: Direction;
  /** Of the line that the type begins on. */
  readonly indent: string;
  readonly depth: number;
  /** The schema that this one is a part of, by `allOf`, `anyOf` or `oneOf`: itself where it is none. */
  readonly whole: JsonSchema;
  /** The alias that is declared, while nothing stands between it and this type: what refers back to it from here goes round without end. */
  readonly alias?: string | undefined;
  /** What dynamic references mean here, where it is not what they mean by themselves. */
  readonly anchors?: Anchors | undefined;
  /** The key of the component, where this is its schema or a part of its `allOf`. */
  readonly component?: string | undefined;
}

/** The schemas of a member in a schema and in all that it is composed of; branches that are chosen between count where asked for. */
export function membersOf(
  schema: unknown,
  name: string,
  target: (ref: string) => JsonSchema | undefined,
  branches = false,
): JsonSchema[] {
  const found: JsonSchema[] = [];
  const others = ({ anyOf, oneOf }: Tree) => (branches ? [...list(anyOf), ...list(oneOf)] : []);
  for (const { properties } of composedOf(schema, target, others))
    if (isTree(properties) && Object.hasOwn(properties, name)) found.push(properties[name] as JsonSchema);
  return found;
}

/** A schema and all that it is composed of, by `$ref`, by `allOf`, and by what else is asked for. */
export function* composedOf(
  schema: unknown,
  target: (ref: string) => JsonSchema | undefined,
  others: (schema: Tree) => readonly unknown[],
): Generator<Tree> {
  const seen = new Set<unknown>();
  const waiting = [schema];
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (!isTree(each) || seen.has(each)) continue;
    seen.add(each);
    yield each;
    if (typeof each['$ref'] === 'string') waiting.push(target(each['$ref']));
    for (const part of [...list(each['allOf']), ...others(each)]) waiting.push(part);
  }
}

/** The values that a schema lists; undefined where it lists none. */
export function valuesOf(schema: unknown): readonly unknown[] | undefined {
  if (!isTree(schema)) return undefined;
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  return Array.isArray(schema['enum']) ? schema['enum'] : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
