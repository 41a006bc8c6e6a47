// Hides how component schemas are listed and named.
import { pointerAt } from '../source.js';
import type { Directions } from './directions.js';
import { Inheritance } from './inheritance.js';
import { uniqueNames, variantName } from './names.js';
import type { JsonSchema, NamedSchema, OpenApi31, SafeName } from './types.js';
import type { Place, Walk } from './walk.js';

/** @param whole also what is not selected: a schema is called the same whatever else is */
export function schemaNames(whole: OpenApi31): Map<string, SafeName> {
  return uniqueNames(Object.keys(whole.components?.['schemas'] ?? {}), 'pascal');
}

export function buildSchemas(
  walk: Walk,
  root: Place,
  names: ReadonlyMap<string, SafeName>,
  directions: Directions,
): NamedSchema[] {
  const components = walk.child(root, 'components');
  const schemas = components && walk.child(components, 'schemas')?.node;
  if (!schemas) return [];
  const inheritance = new Inheritance(schemas as Readonly<Record<string, JsonSchema>>);
  return Object.entries(schemas).flatMap(([key, schema]: [string, unknown]) => {
    const name = names.get(key);
    const pointer = pointerAt('/components/schemas', key);
    if (
      typeof schema !== 'boolean' &&
      (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    ) {
      walk.report(
        'document-invalid',
        pointer,
        'A schema is an object or a boolean.',
        'See JSON Schema 2020-12.',
      );
      return [];
    }
    if (!name) return [];
    const differs = directions.differs(`#${pointer}`);
    return [
      {
        name,
        ...(differs && { writable: variantName(name, 'Writable') }),
        ...(inheritance.familyOf(key).size > 0 && { base: variantName(name, 'Base') }),
        key,
        schema: schema as JsonSchema,
        source: pointer,
      },
    ];
  });
}
