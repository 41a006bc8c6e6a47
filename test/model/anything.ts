// Hides a document that uses everything once, and the ways in which tests put anything anywhere in it.
import fc from 'fast-check';
import { parse } from 'yaml';

export const TEXT = `openapi: 3.1.1
info: { title: Everything, version: "1" }
servers: [{ url: "https://{r}.example/v1", variables: { r: { default: eu } } }]
security: [{ token: [] }]
tags: [{ name: a }]
paths:
  /things/{id}:
    summary: S
    parameters: [{ $ref: "#/components/parameters/Id" }]
    put:
      operationId: putThing
      summary: S
      tags: [a]
      deprecated: false
      security: [{ token: [], oauth: [write] }, {}]
      parameters:
        - { name: q, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: integer } } }, example: { a: 1 } }
        - { name: j, in: query, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
        - { name: Api-Version, in: header, required: true, schema: { const: "1" }, examples: { one: { value: "1" } } }
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Thing" }
            examples: { one: { value: { name: x } }, bad: { value: {}, x-violates: "" } }
          multipart/form-data: { schema: { type: object }, encoding: { f: { contentType: image/png } } }
      responses:
        "200":
          description: D
          headers: { Location: { required: true, schema: { type: string }, example: /a } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Things" }, examples: { one: { summary: S, value: [] } } } }
        "400": { $ref: "#/components/responses/Bad" }
        default: { description: Else }
  /other: { $ref: "#/components/pathItems/Other" }
components:
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string, examples: [x] } } }
  responses: { Bad: { description: B, content: { application/json: { examples: { bad: { value: no, x-without-credentials: true } } } } } }
  pathItems: { Other: { get: { responses: { "204": { description: None } } } } }
  securitySchemes:
    token: { type: apiKey, in: header, name: X-Auth-Token }
    oauth: { type: oauth2, flows: {} }
  schemas:
    Thing: { type: object, required: [name], properties: { name: { type: string } }, discriminator: { propertyName: name, mapping: { t: "#/components/schemas/Thing" } } }
    Things: { type: array, items: { $ref: "#/components/schemas/Thing" } }
`;

/** Uses each thing that the walk looks at once. */
export const DOCUMENT: unknown = parse(TEXT);

/** Every place of a tree: the keys that lead to it. */
function placesOf(node: unknown, above: readonly string[] = []): (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [above];
  return [above, ...Object.entries(node).flatMap(([key, value]) => placesOf(value, [...above, key]))];
}
const PLACES = placesOf(DOCUMENT).filter((place) => place.length > 0);

/** A copy of a tree with something else at a place, or with nothing there. */
export function replaced(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof node !== 'object' || node === null) return node;
  const copy = (Array.isArray(node) ? [...node] : { ...node }) as Record<string, unknown>;
  const below = replaced(copy[key], rest, value);
  if (below === undefined) delete copy[key];
  else copy[key] = below;
  return copy;
}

/** Values that documents hold somewhere, hostile keys, and references of every kind: what is wrong is wrong for its place. */
export const anything = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '',
    'x',
    0,
    -1,
    Number.POSITIVE_INFINITY,
    null,
    true,
    [],
    {},
    [null],
    [[]],
    { '': {} },
    { $ref: 5 },
    { $ref: '' },
  ),
  fc
    .constantFrom(...PLACES)
    .map((place) => place.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], DOCUMENT)),
  fc.constantFrom(...PLACES).map((place) => ({
    $ref: `#/${place.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
  })),
  fc.dictionary(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'x-a', '$ref', 'get', 'schema', 'examples'),
    fc.jsonValue(),
    { noNullPrototype: true },
  ),
);
/** One to four places of the document, and what stands there instead. */
export const changes = fc.array(fc.tuple(fc.constantFrom(...PLACES), anything), {
  minLength: 1,
  maxLength: 4,
});
