// Parameters: merged from path and operation, styled by default, owned by the selector, a credential or the caller.
import { describe, expect, it } from 'vitest';
import { FAMILY, operationOf } from './modelled.js';

const RESPONSES = 'responses: { "204": { description: None } }\n';
const withParameter = (parameter: string, path = '/things') =>
  operationOf(`parameters: [${parameter}]\n${RESPONSES}`, { path });

describe('parameters of path and operation', () => {
  it('are merged; the operation replaces the one of the same name and place, header names in any case', () => {
    const rest = `  /other/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: q, in: query, schema: { type: string } }
      - { name: X-Trace, in: header, schema: { type: string } }
      - $ref: "#/components/parameters/Page"
    get:
      parameters:
        - { name: q, in: query, required: true, schema: { type: integer } }
        - { name: q, in: cookie, schema: {} }
        - { name: Q, in: query, schema: {} }
        - { name: x-trace, in: header, schema: { type: integer } }
      ${RESPONSES}
components: { parameters: { Page: { name: page, in: query, schema: {} } } }
`;
    const { model, said } = operationOf(RESPONSES, { rest });
    expect(said).toEqual([]);
    const [, other] = model?.operations ?? [];
    expect(
      other?.parameters.map(({ name, in: where, required }) => `${where} ${name}${required ? '!' : ''}`),
    ).toEqual(['path id!', 'query q!', 'header x-trace', 'query page', 'cookie q', 'query Q']);
    expect(other?.parameters[1]).toMatchObject({
      schema: { type: 'integer' },
      source: '/paths/~1other~1{id}/get/parameters/0',
    });
    expect(other?.parameters[3]?.source).toBe('/components/parameters/Page');
  });

  it('called Accept, Content-Type or Authorization in a header are none (OpenAPI 3.1 §4.8.12.1)', () => {
    const { operation, said } = operationOf(`parameters:
  - { name: accept, in: header, schema: {} }
  - { name: Content-Type, in: header, schema: {} }
  - { name: AUTHORIZATION, in: header, schema: {} }
  - { name: Accept, in: query, schema: {} }
${RESPONSES}`);
    expect(said).toEqual([]);
    expect(operation.parameters.map(({ in: where, name }) => `${where} ${name}`)).toEqual(['query Accept']);
  });

  it('that stand in the path are required, whatever they say', () => {
    const { operation } = withParameter(
      '{ name: id, in: path, required: false, schema: {} }',
      '/things/{id}',
    );
    expect(operation.parameters[0]).toMatchObject({ required: true });
  });
});

describe('a parameter', () => {
  it('holds what its document says of it', () => {
    const { operation } = withParameter(
      '{ name: a, in: query, description: D, deprecated: true, required: true, allowReserved: true, schema: { type: array }, example: [1] }',
    );
    expect(operation.parameters).toEqual([
      {
        name: 'a',
        in: 'query',
        required: true,
        deprecated: true,
        description: 'D',
        style: 'form',
        explode: true,
        allowReserved: true,
        allowEmptyValue: false,
        schema: { type: 'array' },
        role: 'plain',
        example: { value: [1] },
        examples: [],
        source: '/paths/~1things/get/parameters/0',
      },
    ]);
  });

  it.each([
    ['path', undefined, 'simple', false],
    ['path', 'label', 'label', false],
    ['path', 'matrix', 'matrix', false],
    ['query', undefined, 'form', true],
    ['query', 'spaceDelimited', 'spaceDelimited', false],
    ['query', 'pipeDelimited', 'pipeDelimited', false],
    ['query', 'deepObject', 'deepObject', false],
    ['header', undefined, 'simple', false],
    ['cookie', undefined, 'form', true],
    ['cookie', 'cookie', 'cookie', true],
  ])('in %s with style %s is read as %s, explode %s', (where, style, read, explode) => {
    const path = where === 'path' ? '/things/{p}' : '/things';
    const written = style === undefined ? '' : `style: ${style}, `;
    const { operation } = withParameter(`{ name: p, in: ${where}, ${written}schema: {} }`, path);
    expect(operation.parameters[0]).toMatchObject({ style: read, explode });
    const other = withParameter(
      `{ name: p, in: ${where}, ${written}explode: ${!explode}, schema: {} }`,
      path,
    );
    expect(other.operation.parameters[0]).toMatchObject({ style: read, explode: !explode });
  });

  it.each([
    ['ssv', 'spaceDelimited'],
    ['tsv', 'tabDelimited'],
    ['pipes', 'pipeDelimited'],
  ])('whose list OpenAPI 2.0 separates by %s is %s in every place', (word, style) => {
    for (const where of ['query', 'header'])
      expect(
        withParameter(`{ name: p, in: ${where}, explode: false, x-collectionFormat: ${word}, schema: {} }`)
          .operation.parameters[0],
      ).toMatchObject({ style, explode: false });
  });

  it('that is the whole query has content, and no other beside it', () => {
    const whole = '{ name: q, in: querystring, content: { application/json: { schema: { type: object } } } }';
    expect(withParameter(whole).operation.parameters[0]).toMatchObject({
      in: 'querystring',
      mediaType: 'application/json',
    });
    expect(withParameter('{ name: q, in: querystring, schema: {} }').said).toEqual([
      'document-invalid 6:20 A parameter that is the whole query needs `content`, which says how it is written.',
    ]);
    expect(withParameter(`${whole}, { name: r, in: query, schema: {} }`).said).toEqual([
      'document-invalid 6:111 The parameter "q" is the whole query: "r" cannot stand beside it.',
    ]);
    expect(withParameter(`${whole}, ${whole.replace('q,', 'r,')}`).said).toEqual([
      'document-invalid 6:111 The parameter "q" is the whole query: "r" cannot stand beside it.',
    ]);
  });

  it('holds how the fields of a form in it are written', () => {
    const form = 'content: { application/x-www-form-urlencoded: { encoding: { a: ENCODING } } }';
    const said = (encoding: string) =>
      withParameter(`{ name: q, in: querystring, ${form.replace('ENCODING', encoding)} }`);
    expect(
      said('{ style: deepObject, explode: true, contentType: a/b }').operation.parameters[0],
    ).toMatchObject({ encoding: { a: { style: 'deepObject', explode: true, contentType: 'a/b' } } });
    expect(said('{ style: matrix }').said).toEqual([
      'document-invalid 6:113 Style "matrix" does not exist for a field of a form.',
    ]);
  });

  it('with content instead of a schema has its media type and its schema', () => {
    const { operation } = withParameter(
      '{ name: q, in: query, content: { application/json: { schema: { type: object } } } }',
    );
    expect(operation.parameters[0]).toMatchObject({
      mediaType: 'application/json',
      schema: { type: 'object' },
    });
  });

  it('keeps references in its schema, and takes anything where it has none', () => {
    const rest = 'components: { schemas: { S: { type: string } } }\n';
    const ref = operationOf(
      `parameters: [{ name: a, in: query, schema: { $ref: "#/components/schemas/S" } }]\n${RESPONSES}`,
      { rest },
    );
    expect(ref.operation.parameters[0]?.schema).toEqual({ $ref: '#/components/schemas/S' });
    expect(withParameter('{ name: a, in: query }').operation.parameters[0]?.schema).toBe(true);
    expect(withParameter('{ name: a, in: query, schema: false }').operation.parameters[0]?.schema).toBe(
      false,
    );
  });

  it.each([
    ['example: 1', { value: 1 }],
    ['example: null', { value: null }],
    ['schema: { example: 2 }', { value: 2 }],
    ['schema: { examples: [3, 4] }', { value: 3 }],
    ['example: 1, schema: { example: 2 }', { value: 1 }],
    ['schema: { examples: [] }', undefined],
    ['schema: { default: 5 }', undefined],
  ])('with %s has the single example %j', (text, example) => {
    expect(withParameter(`{ name: a, in: query, ${text} }`).operation.parameters[0]?.example).toEqual(
      example,
    );
  });

  it('has named examples, one of which may be called example', () => {
    const { parameter } = withParameter(
      '{ name: a, in: query, examples: { one: { value: 1, summary: S }, example: { value: 2 }, bad: { value: x, x-violates: "" }, far: { externalValue: f } } }',
    );
    expect(parameter('a').example).toBeUndefined();
    expect(parameter('a').examples).toEqual([
      { name: 'one', value: 1, summary: 'S', source: '/paths/~1things/get/parameters/0/examples/one' },
      { name: 'example', value: 2, source: '/paths/~1things/get/parameters/0/examples/example' },
      { name: 'bad', value: 'x', violates: '', source: '/paths/~1things/get/parameters/0/examples/bad' },
    ]);
  });
});

describe('the role of a parameter', () => {
  const rest = `components:
  securitySchemes:
    header: { type: apiKey, in: header, name: X-Auth-Token }
    query: { type: apiKey, in: query, name: key }
    basic: { type: http, scheme: basic }
`;
  const roles = operationOf(
    `parameters:
  - { name: api-version, in: header, schema: {} }
  - { name: Api-Version, in: query, schema: {} }
  - { name: x-auth-token, in: header, schema: {} }
  - { name: X-Auth-Token, in: query, schema: {} }
  - { name: key, in: query, schema: {} }
  - { name: Key, in: query, schema: {} }
  - { name: basic, in: header, schema: {} }
${RESPONSES}`,
    { rest, family: FAMILY },
  ).operation.parameters.map(({ in: where, name, role }) => `${where} ${name}: ${role}`);

  it('is the selector’s, a credential’s or the caller’s; only header names are the same in any case', () => {
    expect(roles).toEqual([
      'header api-version: version',
      'query Api-Version: plain',
      'header x-auth-token: credential',
      'query X-Auth-Token: plain',
      'query key: credential',
      'query Key: plain',
      'header basic: plain',
    ]);
  });

  it('is never the selector’s without a family', () => {
    const { operation } = withParameter('{ name: Api-Version, in: header, schema: {} }');
    expect(operation.parameters[0]?.role).toBe('plain');
  });
});

describe('a parameter of the wrong shape', () => {
  it.each([
    ['{ in: query }', '6:20 A parameter needs a name, and `in`: path, query, querystring, header or cookie.'],
    ['{ name: a }', '6:20 A parameter needs a name, and `in`: path, query, querystring, header or cookie.'],
    [
      '{ name: a, in: body }',
      '6:20 A parameter needs a name, and `in`: path, query, querystring, header or cookie.',
    ],
    [
      '{ name: 5, in: query }',
      '6:20 A parameter needs a name, and `in`: path, query, querystring, header or cookie.',
    ],
    ['7', '6:20 Expected an object at /paths/~1things/get/parameters/0, found a number.'],
    ['{ name: a, in: query, style: simple }', '6:42 Style "simple" does not exist for a query parameter.'],
    [
      '{ name: a, in: query, required: "true" }',
      '6:42 Expected a boolean at /paths/~1things/get/parameters/0/required, found a string.',
    ],
    ['{ name: a, in: query, schema: [] }', '6:42 A schema is an object or a boolean.'],
    [
      '{ name: a, in: query, examples: [1] }',
      '6:42 Expected an object at /paths/~1things/get/parameters/0/examples, found an array.',
    ],
    [
      '{ name: a, in: query, examples: { a: 1 } }',
      '6:54 Expected an object at /paths/~1things/get/parameters/0/examples/a, found a number.',
    ],
    [
      '{ name: a, in: query, content: 1 }',
      '6:42 Expected an object at /paths/~1things/get/parameters/0/content, found a number.',
    ],
  ])('%s is reported', (parameter, message) => {
    const { said, model } = withParameter(parameter);
    expect(model).toBeUndefined();
    expect(said).toEqual([`document-invalid ${message}`]);
  });

  it('is a list of parameters that is none', () => {
    expect(operationOf(`parameters: { a: {} }\n${RESPONSES}`).said).toEqual([
      'document-invalid 6:7 Expected an array at /paths/~1things/get/parameters, found an object.',
    ]);
  });
});
