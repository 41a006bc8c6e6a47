// Hides where a parameter or a header shows a value: example, examples, or const and enum of its schema.
import type { UserContext } from '@redocly/openapi-core';
import { child, entries, type Location, type ObjectSpot, own } from './tree.js';

/** A documented value. */
export interface Shown {
  readonly value: unknown;
  readonly location: Location;
  /** It stands for the whole, not for one case among others. */
  readonly alone: boolean;
}

export function shownBy(holder: ObjectSpot, ctx: UserContext): Shown[] {
  const schema = child(ctx, holder, 'schema');
  const at = (holder: ObjectSpot | undefined, key: string, alone: boolean): Shown[] => {
    const value = holder && own(holder.node, key);
    return holder && value !== undefined ? [{ value, location: holder.location.child([key]), alone }] : [];
  };
  const each = (holder: ObjectSpot | undefined, key: string): Shown[] => {
    const list = holder && own(holder.node, key);
    if (!holder || !Array.isArray(list)) return [];
    return list.map((value: unknown, index) => ({
      value,
      location: holder.location.child([key, index]),
      alone: false,
    }));
  };
  const named = entries(ctx, holder, 'examples').flatMap(([, object]) => at(object, 'value', false));
  return [
    ...at(holder, 'example', true),
    ...at(schema, 'const', true),
    ...at(schema, 'example', true),
    ...named,
    ...each(schema, 'enum'),
    ...each(schema, 'examples'),
  ];
}
