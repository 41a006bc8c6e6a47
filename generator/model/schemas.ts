// Hides how component schemas are listed and named.
import { pointerAt } from '../source.js';
import { localPointer, nodeAt } from '../spec/references.js';
import { uniqueNames } from './names.js';
import type { JsonSchema, NamedSchema, SecurityScheme } from './types.js';
import { optional, type Place, text, type Walk } from './walk.js';

/** Names that generated files declare themselves, next to the schemas' aliases. */
const DECLARED: readonly string[] = [
  'Paths',
  'Webhooks',
  'Components',
  'Operations',
  'External',
  'Client',
  'Handlers',
  'Server',
];

/** @param taken names that operations' types begin with: a schema may not be called like one of them */
export function buildSchemas(walk: Walk, root: Place, taken: readonly string[]): NamedSchema[] {
  const components = walk.child(root, 'components');
  const schemas = components && walk.child(components, 'schemas')?.node;
  if (!schemas) return [];
  const names = uniqueNames(Object.keys(schemas), 'pascal', [...DECLARED, ...taken]);
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
    return name ? [{ name, key, schema: schema as JsonSchema, source: pointer }] : [];
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

/** A local reference in the one spelling that `#` and a NamedSchema's source have: names may be percent-encoded in a document. */
export function canonicalRef(ref: string): string {
  const pointer = localPointer(ref);
  return pointer === undefined ? ref : `#${pointer}`;
}

/** The node that a local reference names; undefined where there is none. */
export function nodeOf(document: object, ref: string): unknown {
  return nodeAt(document, canonicalRef(ref));
}

/** The schema that a local reference names; undefined where there is none. */
export function schemaAt(document: object, ref: string): JsonSchema | undefined {
  const target = nodeOf(document, ref);
  const isSchema =
    typeof target === 'boolean' || (typeof target === 'object' && target !== null && !Array.isArray(target));
  return isSchema ? (target as JsonSchema) : undefined;
}
