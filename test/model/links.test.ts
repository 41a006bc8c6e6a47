// Where links lead: to operations of the document, with values for their parameters; what leads nowhere is told of, and left out.
import { describe, expect, it } from 'vitest';
import { modelOf } from './modelled.js';

const rest = `paths:
  /users:
    post:
      operationId: create
      responses:
        "201":
          description: D
          links:
            LINK
          content: { application/json: { schema: { $ref: "#/components/schemas/User" } } }
  /users/{id}:
    get:
      operationId: read
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: id, in: query, schema: { type: string } }
        - { name: key, in: header, schema: { type: string } }
      responses: { "204": { description: D } }
    put:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { required: true, content: { text/plain: {} } }
      responses: { "204": { description: D } }
    additionalOperations: { COPY: { parameters: [{ name: id, in: path, required: true, schema: {} }], responses: {} } }
security: [{ k: [] }]
components:
  securitySchemes: { k: { type: apiKey, in: header, name: key } }
  schemas:
    User: { allOf: [{ type: object, properties: { id: { type: string } } }, { type: object, properties: { of: { type: array, items: { $ref: "#/components/schemas/User" } }, open: { type: object, additionalProperties: { type: integer } }, any: {}, odd: { type: object, patternProperties: { ^a: {} } } } }] }
`;

function linked(text: string) {
  const { model, said, diagnostics } = modelOf(rest.replace('LINK', text));
  const [create] = model?.operations ?? [];
  const [link] = create?.responses[0]?.links ?? [];
  const target = link && model?.links.get(link);
  const severities = diagnostics.map(({ severity }) => severity);
  return { said, severities, target: target && { ...target, operation: target.operation.id } };
}

describe('a link', () => {
  it.each<[text: string, target: object]>([
    ['a: { operationId: read }', { operation: 'read', values: [], isWhole: false }],
    [
      'a: { operationId: read, parameters: { id: $response.body#/id } }',
      { values: [{ in: 'path', name: 'id', value: '$response.body#/id' }], isWhole: true },
    ],
    [
      'a: { operationId: read, parameters: { query.id: 1, path.id: 2 } }',
      {
        values: [
          { in: 'query', name: 'id', value: 1 },
          { in: 'path', name: 'id', value: 2 },
        ],
        isWhole: true,
      },
    ],
    ['a: { operationRef: "#/paths/~1users~1{id}/get" }', { operation: 'read' }],
    ['a: { operationRef: "#/paths/~1users~1%7Bid%7D/get" }', { operation: 'read' }],
    [
      'a: { operationRef: "#/paths/~1users~1{id}/additionalOperations/COPY" }',
      { operation: 'COPY /users/{id}' },
    ],
    [
      'a: { operationRef: "#/paths/~1users~1{id}/put", parameters: { id: 1 } }',
      { operation: 'put /users/{id}', isWhole: false },
    ],
    [
      'a: { operationRef: "#/paths/~1users~1{id}/put", parameters: { id: 1 }, requestBody: x }',
      { isWhole: true },
    ],
  ])('%s', (text, target) => {
    const { said, target: found } = linked(text);
    expect(said).toEqual([]);
    expect(found).toMatchObject(target);
  });

  it.each<[text: string, message: string]>([
    ['a: { operationId: gone }', '11:13 The link "a" leads to no operation: "gone".'],
    ['a: {}', '11:13 The link "a" leads to no operation: "".'],
    [
      'a: { operationRef: "#/paths/~1users/get" }',
      '11:13 The link "a" leads to no operation: "#/paths/~1users/get".',
    ],
    [
      'a: { operationId: read, parameters: { name: 1 } }',
      '11:51 The link "a" gives a value to "name", which is no parameter of read.',
    ],
    [
      'a: { operationId: read, parameters: { key: 1 } }',
      '11:51 The link "a" gives a value to "key", which is no parameter of read.',
    ],
  ])('is told of: %s', (text, message) => {
    const { said, severities } = linked(text);
    expect(said).toEqual([`link-unresolved ${message}`]);
    expect(severities).toEqual(['warning']);
  });

  const value = (text: string) =>
    linked(`a: { operationId: read, parameters: { id: ${JSON.stringify(text)} } }`).said;

  it.each([
    '$url',
    '$method',
    '$statusCode',
    '$request.header.x-any',
    '$response.header.Location',
    '$response.body',
    '$response.body#/id',
    '$response.body#/of/0/of/3/id',
    '$response.body#/open/whatever',
    '$response.body#/any/thing/at/all',
    '$response.body#/odd/b',
    'a constant',
    'id-{$response.body#/id}-{$statusCode}',
    '{braces}',
  ])('may ask for %s', (text) => {
    expect(value(text)).toEqual([]);
  });

  it.each([
    ['$', '"$", which no exchange has: it is no runtime expression.'],
    ['$respons.body', '"$respons.body", which no exchange has: it is no runtime expression.'],
    [
      '$request.path.id',
      '"$request.path.id", which no exchange has: the operation has no path parameter "id".',
    ],
    ['$response.query.id', '"$response.query.id", which no exchange has: an answer has no query.'],
    ['$response.header', '"$response.header", which no exchange has: it names no header.'],
    ['$request.body', '"$request.body", which no exchange has: the request has no body.'],
    [
      '$response.body#id',
      '"$response.body#id", which no exchange has: a pointer into a body begins with a slash.',
    ],
    ['$response.body#/ID', '"$response.body#/ID", which no exchange has: the body has nothing at /ID.'],
    ['$response.body#/id/x', '"$response.body#/id/x", which no exchange has: the body has nothing at /id/x.'],
    [
      '$response.body#/of/0/x',
      '"$response.body#/of/0/x", which no exchange has: the body has nothing at /of/0/x.',
    ],
    ['of-{$response.body#/x}', '"$response.body#/x", which no exchange has: the body has nothing at /x.'],
  ])('is told to ask for %s in vain', (text, said) => {
    expect(value(text)).toEqual([`link-unresolved 11:51 The link "a" asks for ${said}`]);
  });

  it('is told where its body asks in vain', () => {
    const { said, severities } = linked(
      'a: { operationRef: "#/paths/~1users~1{id}/put", parameters: { id: 1 }, requestBody: $request.query.x }',
    );
    expect(said).toEqual([
      'link-unresolved 11:84 The link "a" asks for "$request.query.x", which no exchange has: the operation has no query parameter "x".',
    ]);
    expect(severities).toEqual(['warning']);
  });

  it('into another document is none of ours', () => {
    const { said, target } = linked('a: { operationRef: "https://x.test/a.json#/paths/~1users/get" }');
    expect([said, target]).toEqual([[], undefined]);
  });
});
