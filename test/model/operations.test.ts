// Operations: every path and method becomes one, with what it inherits; what cannot be one is said at its place.
import { describe, expect, it } from 'vitest';
import { modelOf, operationOf } from './modelled.js';

const NONE = 'responses: { "204": { description: None } }';

describe('a document', () => {
  it.each([
    ['paths: {}', 1],
    ['components: { schemas: { A: {} } }', 1],
    [`webhooks: { made: { post: { ${NONE} } } }`, 0],
    [`paths: { /a: { get: { ${NONE} } } }`, 0],
  ])('that describes nothing to call or to receive is worth a warning: %s', (rest, warnings) => {
    const { model, diagnostics } = modelOf(rest);
    expect(model).toBeDefined();
    expect(diagnostics.filter(({ id }) => id === 'operations-none')).toHaveLength(warnings);
  });
});

describe('an operation', () => {
  it('holds what its document says of it', () => {
    const { operation, said } = operationOf(
      `operationId: List-things
summary: All of them
description: |
  Many
  lines
tags: [a, b, 5]
deprecated: true
${NONE}`,
    );
    expect(said).toEqual([]);
    expect(operation).toMatchObject({
      id: 'List-things',
      name: 'listThings',
      typeName: 'ListThings',
      method: 'get',
      path: '/things',
      summary: 'All of them',
      description: 'Many\nlines\n',
      deprecated: true,
      tags: ['a', 'b'],
      parameters: [],
      security: [],
      examples: [],
      source: '/paths/~1things/get',
    });
    expect(operation).not.toHaveProperty('body');
  });

  it('is called by its method and path where it has no operationId', () => {
    const { operation } = operationOf(NONE, { path: '/a/b/c-d', method: 'put' });
    expect(operation).toMatchObject({ id: 'put /a/b/c-d', name: 'putABCD', typeName: 'PutABCD' });
  });

  it.each(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'])(
    'may be a %s',
    (method) => {
      expect(operationOf(NONE, { method }).operation).toMatchObject({ method, id: `${method} /things` });
    },
  );

  it('is none of the other keys of a path item', () => {
    const { model, said } = modelOf(`paths:
  x-not-a-path: 5
  /a:
    summary: A
    x-get: { responses: {} }
    GET: { responses: {} }
    servers: []
    parameters: []
    get: { ${NONE} }
webhooks: { w: { post: { ${NONE} } } }
`);
    expect(said).toEqual([]);
    expect(model?.operations.map(({ id }) => id)).toEqual(['get /a']);
  });

  it('may have any other method below additionalOperations, spelled as it is sent', () => {
    const { model, said } = modelOf(`paths:
  /a: { query: { ${NONE} }, additionalOperations: { COPY: { ${NONE} }, m-search: { operationId: find, ${NONE} } } }
`);
    expect(said).toEqual([]);
    expect(model?.operations.map(({ id, name, verb, keys }) => [id, name, verb, keys])).toEqual([
      ['query /a', 'queryA', 'QUERY', ['query']],
      ['COPY /a', 'copyA', 'COPY', ['additionalOperations', 'COPY']],
      ['find', 'find', 'm-search', ['additionalOperations', 'm-search']],
    ]);
    const wrong = modelOf(`paths:
  /a: { additionalOperations: { POST: { ${NONE} }, "a b": { ${NONE} } } }
`);
    expect(wrong.said).toEqual([
      'document-invalid 4:33 "POST" cannot stand among additionalOperations.',
      'document-invalid 4:88 "a b" cannot stand among additionalOperations.',
    ]);
  });

  it('stands in document order, also behind references', () => {
    const { model, said } = modelOf(`paths:
  /b: { post: { ${NONE} }, get: { ${NONE} } }
  /a: { $ref: "#/components/pathItems/A" }
components: { pathItems: { A: { delete: { ${NONE} } } } }
`);
    expect(said).toEqual([]);
    expect(model?.operations.map(({ id, source }) => [id, source])).toEqual([
      ['post /b', '/paths/~1b/post'],
      ['get /b', '/paths/~1b/get'],
      ['delete /a', '/components/pathItems/A/delete'],
    ]);
  });
});

describe('security', () => {
  const SCHEMES = `components:
  securitySchemes:
    x-api-key: { type: apiKey, in: header, name: X-Key }
    bearer: { type: http, scheme: BEARER, description: D }
    odd: { type: oauth2, flows: {} }
`;

  it('is inherited from the document, or replaced, or lifted', () => {
    const { model } = modelOf(`security: [{ bearer: [] }]
paths:
  /a:
    get: { ${NONE} }
    put: { security: [{ x-api-key: [], odd: [read, 5] }, {}], ${NONE} }
    post: { security: [], ${NONE} }
${SCHEMES}`);
    expect(model?.operations.map(({ security }) => security)).toEqual([
      [{ bearer: [] }],
      [{ 'x-api-key': [], odd: ['read'] }, {}],
      [],
    ]);
  });

  it('has schemes of every name, spelled one way', () => {
    const { model } = modelOf(SCHEMES);
    expect(model?.securitySchemes).toEqual([
      {
        key: 'x-api-key',
        type: 'apiKey',
        in: 'header',
        name: 'X-Key',
        providers: ['api-key'],
        source: '/components/securitySchemes/x-api-key',
      },
      {
        key: 'bearer',
        type: 'http',
        scheme: 'bearer',
        description: 'D',
        providers: ['bearer'],
        source: '/components/securitySchemes/bearer',
      },
      { key: 'odd', type: 'oauth2', providers: ['bearer'], source: '/components/securitySchemes/odd' },
    ]);
  });

  it.each([
    ['scp-signature', ['api-key', 'scp-signature'], []],
    ['[openstack-token, huawei-signature]', ['api-key', 'huawei-signature', 'openstack-token'], []],
    ...['bearer', '[scp-signature, 5]', '{}', 'null', '[]'].map(
      (given) => [given, ['api-key'], [given]] as const,
    ),
  ] as const)('is proven by what x-authenticate names: %s', (given, providers, wrong) => {
    const { model, said: all } = modelOf(
      `components: { securitySchemes: { k: { type: apiKey, in: header, name: K, x-authenticate: ${given} } } }\n`,
    );
    const said = all.filter((each) => !each.startsWith('operations-none'));
    expect(model?.securitySchemes[0]?.providers).toEqual(providers);
    expect(said).toEqual(
      wrong.map(
        () =>
          'extension-unread 3:74 x-authenticate is left out: it is none of scp-signature, huawei-signature, openstack-token, nor a list of them.',
      ),
    );
  });

  it.each([
    [
      'paths: { /a: { get: { security: { a: [] }, responses: {} } } }',
      '3:23 Expected an array at /paths/~1a/get/security, found an object.',
    ],
    ['security: [bearer]', '3:12 Expected an object at /security/0, found a string.'],
    [
      'components: { securitySchemes: { s: { type: magic } } }',
      '3:34 The security scheme "s" has no known type.',
    ],
    [
      'components: { securitySchemes: { s: apiKey } }',
      '3:34 Expected an object at /components/securitySchemes/s, found a string.',
    ],
  ])('of the wrong shape (%s) is reported', (text, message) => {
    const { said, model } = modelOf(`${text}\n`);
    expect(model).toBeUndefined();
    expect(said).toEqual([`document-invalid ${message}`]);
  });
});

describe('a name in braces behind a dollar sign', () => {
  const shell = (name: string) => `$\{${name}}`;

  it('is text where no parameter is called so, and somebody is told', () => {
    const { said, model } = modelOf(`paths: { "/a/${shell('id')}": { get: {} } }\n`);
    expect(model?.operations[0]?.path).toBe(`/a/${shell('id')}`);
    expect(said).toEqual([
      `path-parameter-mismatch 3:24 The path /a/${shell('id')} holds ${shell('id')}, which is taken as it stands.`,
    ]);
  });

  it('is a parameter where one is', () => {
    const parameters = '[{ name: id, in: path, required: true, schema: {} }]';
    const { said, model } = modelOf(
      `paths: { "/a/${shell('id')}": { get: { parameters: ${parameters} } } }\n`,
    );
    expect([said, model?.operations.length]).toEqual([[], 1]);
  });
});

describe('the base path', () => {
  it.each([
    ['', ''],
    ['servers: []', ''],
    ['servers: [{ url: / }]', ''],
    ['servers: [{ url: "https://api.example/v1/" }, { url: /v2 }]', '/v1'],
    ['servers: [{ url: /instance/v1 }]', '/instance/v1'],
    ['servers: [{ url: relative }]', '/relative'],
    [
      'servers: [{ url: "https://{region}.example/{base}", variables: { region: { default: eu }, base: { default: v3 } } }]',
      '/v3',
    ],
    ['servers: [{ url: "https://a.example/{__proto__}/{nothing}x" }]', '//x'],
    ['servers: [{ url: "https://{nothing}" }]', ''],
    ['servers: [{ url: "C:\\\\api\\\\" }]', ''],
    ['servers: [{ url: "mailto:api@example.test" }]', ''],
    ['servers: [{ url: 5 }]', ''],
    ['servers: [null]', ''],
    ['servers: { url: /v1 }', ''],
  ])('of %j is %j', (text, expected) => {
    expect(modelOf(`${text}\n`).model?.basePath).toBe(expected);
  });
});

describe('a mistake among operations', () => {
  it('is an operationId twice', () => {
    const { said } = modelOf(`paths:
  /a: { get: { operationId: same, ${NONE} } }
  /b: { put: { operationId: same, ${NONE} } }
`);
    expect(said).toEqual(['operation-id-duplicate 5:16 The operationId "same" already belongs to GET /a.']);
  });

  it.each(['/a?b', '/a#b'])('is more than a path: %s', (path) => {
    const { said, model } = modelOf(`paths: { "${path}": { get: { responses: {} } } }`);
    expect(said).toEqual([
      `document-invalid 3:10 The path "${path}" holds more than a path: a client sends a query with every request, but nothing behind a #, and a server looks at neither.`,
    ]);
    expect(model?.operations).toHaveLength(1);
  });

  it('is an operationId that another operation is called by, having none', () => {
    const { said } = modelOf(`paths:
  /a: { get: { operationId: get /b, ${NONE} } }
  /b: { get: { ${NONE} } }
`);
    expect(said).toEqual(['operation-id-duplicate 5:9 The operationId "get /b" already belongs to GET /a.']);
  });

  it.each([
    ['paths: { a: { get: {} } }', 'document-invalid 3:10 The path "a" does not begin with a slash.'],
    ['paths: { /a: 5 }', 'document-invalid 3:10 Expected an object at /paths/~1a, found a number.'],
    ['paths: { /a: null }', 'document-invalid 3:10 Expected an object at /paths/~1a, found null.'],
    [
      'paths: { /a: { get: [] } }',
      'document-invalid 3:16 Expected an object at /paths/~1a/get, found an array.',
    ],
    [
      'paths: { /a: { get: { operationId: 5 } } }',
      'document-invalid 3:23 Expected a string at /paths/~1a/get/operationId, found a number.',
    ],
    [
      'paths: { /a: { get: { deprecated: "yes" } } }',
      'document-invalid 3:23 Expected a boolean at /paths/~1a/get/deprecated, found a string.',
    ],
    [
      'paths: { /a: { $ref: "#/paths/~1a" } }',
      'ref-cycle 3:10 This $ref only leads to other $refs in a circle.',
    ],
    [
      'paths: { "/a/{id}": { get: {} } }',
      'path-parameter-mismatch 3:23 The path /a/{id} names {id}, but no path parameter describes it.',
    ],
    [
      'paths: { "/a/{id}": { $ref: "#/components/pathItems/A" } }\ncomponents: { pathItems: { A: { get: {} } } }',
      'path-parameter-mismatch 3:10 The path /a/{id} names {id}, but no path parameter describes it.',
    ],
    [
      'paths: { /a: { get: { parameters: [{ name: id, in: path, required: true, schema: {} }] } } }',
      'path-parameter-mismatch 3:16 The path parameter "id" does not stand in the path /a.',
    ],
  ])('is %s', (text, message) => {
    const { said, model } = modelOf(`${text}\n`);
    expect(model).toBeUndefined();
    expect(said).toEqual([message]);
  });

  it('in a component is said once, however often it is used', () => {
    const use = 'get: { parameters: [{ $ref: "#/components/parameters/P" }] }';
    const { said } = modelOf(`paths: { /a: { ${use} }, /b: { ${use} } }
components: { parameters: { P: { name: p } } }
`);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('document-invalid 4:29 A parameter needs a name, and `in`');
  });
});

describe('component schemas', () => {
  it('are named and kept whole, whatever they say', () => {
    const { model, said } = modelOf(`components:
  schemas:
    Plain: { type: object, x-own: 1, unknown: [1] }
    all: true
    nothing: false
    "a/b~c": { $ref: "#/components/schemas/Plain", description: D }
    x-named: {}
`);
    expect(said).toEqual(['operations-none 1:1 The document describes no operation and no webhook.']);
    expect(model?.schemas.map(({ key, source }) => [key, source])).toEqual([
      ['Plain', '/components/schemas/Plain'],
      ['all', '/components/schemas/all'],
      ['nothing', '/components/schemas/nothing'],
      ['a/b~c', '/components/schemas/a~1b~0c'],
      ['x-named', '/components/schemas/x-named'],
    ]);
    expect(model?.schemas[0]?.schema).toEqual({ type: 'object', 'x-own': 1, unknown: [1] });
    expect(model?.schemas.map(({ schema }) => schema).slice(1, 3)).toEqual([true, false]);
    expect(new Set(model?.schemas.map(({ name }) => name)).size).toBe(5);
  });

  it('are called the same whatever operations there are, and whatever generated files declare', () => {
    const { model } = modelOf(`paths: { /a: { get: { operationId: thing, responses: {} } } }
components: { schemas: { Thing: {}, Client: {}, Server: {}, ThingInput: {} } }
`);
    expect(model?.schemas.map(({ name }) => name)).toEqual(['Thing', 'Client', 'Server', 'ThingInput']);
    expect(model?.operations.map(({ name, typeName }) => [name, typeName])).toEqual([['thing', 'Thing']]);
  });

  it.each([
    ['schemas: { A: 5 }', '3:26 A schema is an object or a boolean.'],
    ['schemas: { A: null }', '3:26 A schema is an object or a boolean.'],
    ['schemas: { A: [] }', '3:26 A schema is an object or a boolean.'],
    ['schemas: [{}]', '3:15 Expected an object at /components/schemas, found an array.'],
    ['schemas: all', '3:15 Expected an object at /components/schemas, found a string.'],
  ])('of the wrong shape (%s) are reported', (text, message) => {
    const { said, model } = modelOf(`components: { ${text} }\n`);
    expect(model).toBeUndefined();
    expect(said).toEqual([`document-invalid ${message}`]);
  });
});
