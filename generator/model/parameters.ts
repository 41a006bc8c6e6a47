// Hides how parameters are written down: inherited from the path, styled by default, owned by a selector or a credential.
import type { Family } from '../../runtime/lifecycle.js';
import { buildNamedExamples, schemaOf } from './bodies.js';
import { buildEncodings, collectionStyle } from './encodings.js';
import type { Parameter, ParameterLocation, ParameterStyle, SecurityScheme } from './types.js';
import { optional, own, type Place, text, type Walk } from './walk.js';

/** Which styles exist in which place (OpenAPI 3.2 §4.12.3), the default first. A whole query has none: it is a document. */
const STYLES: Readonly<Record<ParameterLocation, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};
/** OpenAPI 3.2 §4.12.2.1: header parameters of these names are ignored; bodies and security describe them. */
const NOT_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** Parameters of an operation and its path; the operation's replace the path's of the same name and place. */
export function buildParameters(
  walk: Walk,
  path: Place,
  operation: Place,
  schemes: readonly SecurityScheme[],
  family?: Family,
): Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const place of [...walk.items(path, 'parameters'), ...walk.items(operation, 'parameters')]) {
    const parameter = buildParameter(walk, place, schemes, family);
    if (parameter) merged.set(`${parameter.in} ${foldedName(parameter)}`, parameter);
  }
  const parameters = [...merged.values()];
  const [whole, another] = parameters.filter((parameter) => parameter.in === 'querystring');
  const other = another ?? parameters.find((parameter) => parameter.in === 'query');
  if (whole && other)
    walk.report(
      'document-invalid',
      other.source,
      `The parameter ${JSON.stringify(whole.name)} is the whole query: ${JSON.stringify(other.name)} cannot stand beside it.`,
      'Make it a member of the one with in: querystring, or do without that one.',
    );
  return parameters;
}

function buildParameter(
  walk: Walk,
  place: Place,
  schemes: readonly SecurityScheme[],
  family?: Family,
): Parameter | undefined {
  const name = text(place, 'name');
  const location = text(place, 'in');
  if (name === undefined || location === undefined || !Object.hasOwn(STYLES, location)) {
    walk.report(
      'document-invalid',
      place.pointer,
      'A parameter needs a name, and `in`: path, query, querystring, header or cookie.',
      'Write both as strings.',
    );
    return undefined;
  }
  const where = location as ParameterLocation;
  if (where === 'header' && NOT_PARAMETERS.has(name.toLowerCase())) return undefined;
  if (where === 'querystring' && own(place.node, 'content') === undefined)
    walk.report(
      'document-invalid',
      place.pointer,
      'A parameter that is the whole query needs `content`, which says how it is written.',
      'Put its schema below content: application/x-www-form-urlencoded.',
    );
  const [style, explode] = styleOf(walk, place, where);
  const [content] = walk.entries(place, 'content');
  const single = own(place.node, 'example');
  const example = single === undefined ? schemaExample(place) : { value: single };
  return {
    name,
    in: where,
    required: where === 'path' || walk.flag(place, 'required'),
    deprecated: walk.flag(place, 'deprecated'),
    ...optional('description', text(place, 'description')),
    style,
    explode,
    allowReserved: walk.flag(place, 'allowReserved'),
    allowEmptyValue: where === 'query' && walk.flag(place, 'allowEmptyValue'),
    schema: schemaOf(walk, place),
    ...optional('mediaType', content?.[0]),
    ...optional('encoding', content && buildEncodings(walk, content[1]).encoding),
    role: roleOf(name, where, schemes, family),
    ...optional('example', example),
    examples: buildNamedExamples(walk, place),
    source: place.pointer,
  };
}

function styleOf(walk: Walk, place: Place, where: ParameterLocation): [ParameterStyle, boolean] {
  const allowed = STYLES[where];
  const written = text(place, 'style');
  const style = collectionStyle(place) ?? allowed.find((each) => each === written) ?? allowed[0] ?? 'form';
  if (written !== undefined && !allowed.some((each) => each === written)) {
    walk.report(
      'document-invalid',
      `${place.pointer}/style`,
      `Style ${JSON.stringify(written)} does not exist for a ${where} parameter.`,
      `Choose one of: ${allowed.join(', ')}.`,
    );
  }
  const explode = own(place.node, 'explode');
  return [style, typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie'];
}

function schemaExample(place: Place): { value: unknown } | undefined {
  const schema = own(place.node, 'schema');
  if (typeof schema !== 'object' || schema === null) return undefined;
  const value = own(schema, 'example');
  if (value !== undefined) return { value };
  const examples = own(schema, 'examples');
  return Array.isArray(examples) && examples.length > 0 ? { value: examples[0] } : undefined;
}

function roleOf(
  name: string,
  where: ParameterLocation,
  schemes: readonly SecurityScheme[],
  family?: Family,
): Parameter['role'] {
  const same = (other: string | undefined) =>
    other !== undefined && (where === 'header' ? other.toLowerCase() === name.toLowerCase() : other === name);
  if (family && family.selector.in === where && same(family.selector.name)) return 'version';
  return schemes.some((scheme) => scheme.type === 'apiKey' && scheme.in === where && same(scheme.name))
    ? 'credential'
    : 'plain';
}

function foldedName(parameter: Parameter): string {
  return parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
}
