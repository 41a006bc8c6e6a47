// Hides `$ref`s and wrong shapes from the lint rules: a rule asks for a child and gets the object itself and its true place.
import type { UserContext } from '@redocly/openapi-core';

/** A place in one of the parsed files, as Redocly reports it: a source and a JSON pointer. */
export type Location = UserContext['location'];

/** What rules need of Redocly's context to follow references. */
export type Resolving = Pick<UserContext, 'resolve'>;

/** A node and where it stands after references were followed. */
export interface Spot {
  readonly node: unknown;
  readonly location: Location;
}

/** A spot that is an object (not an array). */
export interface ObjectSpot extends Spot {
  readonly node: Readonly<Record<string, unknown>>;
}

/** Follows a `$ref`, also into other files. `node` is undefined where it leads nowhere (ref-resolves reports that). */
export function follow(ctx: Resolving, spot: Spot): Spot {
  const { node, location } = spot;
  if (!isObject(node) || typeof own(node, '$ref') !== 'string') return spot;
  const target = ctx.resolve(node, location.source.absoluteRef);
  return target.location ? { node: target.node, location: target.location } : { node: undefined, location };
}

/** The object below a key, references followed; undefined where there is none. */
export function child(ctx: Resolving, parent: ObjectSpot, key: string): ObjectSpot | undefined {
  const node = own(parent.node, key);
  return node === undefined
    ? undefined
    : asObject(follow(ctx, { node, location: parent.location.child([key]) }));
}

/** Mappings that may hold extensions; in all others, `x-…` is a name: of a header, a media type, an example, a security scheme. */
const EXTENSIBLE: ReadonlySet<string> = new Set(['paths', 'responses', 'callbacks']);

/** The objects of a mapping below a key, in document order; extensions are left out where OpenAPI allows them. */
export function entries(ctx: Resolving, parent: ObjectSpot, key: string): [string, ObjectSpot][] {
  const map = child(ctx, parent, key);
  return map ? members(ctx, map).filter(([name]) => !(EXTENSIBLE.has(key) && name.startsWith('x-'))) : [];
}

export function members(ctx: Resolving, map: ObjectSpot): [string, ObjectSpot][] {
  return Object.keys(map.node).flatMap((name): [string, ObjectSpot][] => {
    const member = child(ctx, map, name);
    return member ? [[name, member]] : [];
  });
}

/** The objects of an array below a key. */
export function items(ctx: Resolving, parent: ObjectSpot, key: string): ObjectSpot[] {
  const list = own(parent.node, key);
  if (!Array.isArray(list)) return [];
  return list.flatMap((node: unknown, index) => {
    const item = asObject(follow(ctx, { node, location: parent.location.child([key, index]) }));
    return item ? [item] : [];
  });
}

export function asObject(spot: Spot): ObjectSpot | undefined {
  return isObject(spot.node) ? { node: spot.node, location: spot.location } : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads own properties only: a document may have a key called `constructor`. */
export function own(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
}
