// Hides how component schemas are listed and named.
import { pointerAt } from '../source.js';
import type { Directions } from './directions.js';
import { Inheritance } from './inheritance.js';
import { uniqueNames, variantName } from './names.js';
import type { JsonSchema, NamedSchema, OpenApi31, SafeName, SecurityScheme } from './types.js';
import { optional, type Place, text, type Walk } from './walk.js';

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

const TYPES: readonly SecurityScheme['type'][] = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];
const PLACES: readonly NonNullable<SecurityScheme['in']>[] = ['header', 'query', 'cookie'];

export function buildSecuritySchemes(walk: Walk, root: Place): SecurityScheme[] {
  const components = walk.child(root, 'components');
  if (!components) return [];
  return walk.entries(components, 'securitySchemes').flatMap(([key, place]) => {
    const type = TYPES.find((each) => each === text(place, 'type'));
    if (!type) {
      walk.report(
        'document-invalid',
        place.pointer,
        `The security scheme ${JSON.stringify(key)} has no known type.`,
        `Choose one of: ${TYPES.join(', ')}.`,
      );
      return [];
    }
    return [
      {
        key,
        type,
        ...optional('name', text(place, 'name')),
        ...optional(
          'in',
          PLACES.find((each) => each === text(place, 'in')),
        ),
        ...optional('scheme', text(place, 'scheme')?.toLowerCase()),
        ...optional('description', text(place, 'description')),
        source: place.pointer,
      },
    ];
  });
}
