// Hides a document that uses every construct of OpenAPI 3.1: wherever an author may write a word of their own, `at` is asked for it.

/**
 * Gives the word for a place. The same place asked twice is the same word; `one of` marks words that must differ from each
 * other (they share a scope), and words that stand under a rule of their own are named so in PICKY.
 */
export type At = (place: string, plain: string, oneOf?: string) => string;

export function document31(at: At) {
  const schema = (key: string) => at(`schema name ${key}`, key, 'schema');
  const ref = (key: string) => ({ $ref: `#/components/schemas/${fragment(schema(key))}` });
  const to = (kind: string, key: string) => ({ $ref: `#/components/${kind}/${fragment(key)}` });
  const id = at('path parameter name', 'id');
  const path = `/${at('path', 'widgets')}/{${id}}`;
  const oauth = at('security scheme key', 'oauth', 'scheme');
  const apiKey = at('apiKey scheme key', 'apiKey', 'scheme');
  const scope = at('scope', 'read', 'scope');
  const json = 'application/json';
  const petType = at('discriminator propertyName', 'petType');
  const name = at('property name', 'name', 'property');
  const hook = at('second property name', 'hook', 'property');
  const shared = {
    response: at('component response name', 'Problem'),
    parameter: at('component parameter name', 'Limit'),
    example: at('component example name', 'Ex'),
    requestBody: at('component requestBody name', 'WidgetBody'),
    header: at('component header name', 'Rate'),
    link: at('component link name', 'Self'),
    callback: at('component callback name', 'Changed'),
    pathItem: at('component pathItem name', 'Ping'),
  };
  const externalDocs = {
    url: at('externalDocs url', 'https://example.test/docs'),
    description: at('externalDocs description', 'more'),
  };
  const server = {
    url: at('server url', 'https://{env}.example.test/v1'),
    description: at('server description', 'main'),
    variables: {
      env: {
        default: at('server variable default', 'api'),
        enum: [at('server variable default', 'api'), at('server variable enum', 'stage')],
        description: at('server variable description', 'environment'),
      },
      [at('server variable name', 'other')]: { default: 'x' },
    },
  };
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: at('jsonSchemaDialect', 'https://spec.openapis.org/oas/3.1/dialect/base'),
    info: {
      title: at('info title', 'Widgets'),
      summary: at('info summary', 'Widget API'),
      description: at('info description', 'Widgets and more.'),
      termsOfService: at('info termsOfService', 'https://example.test/tos'),
      contact: {
        name: at('contact name', 'Ops'),
        url: at('contact url', 'https://example.test'),
        email: at('contact email', 'ops@example.test'),
      },
      license: {
        name: at('license name', 'MIT'),
        identifier: at('license identifier', 'MIT'),
        url: at('license url', 'https://example.test/license'),
      },
      version: at('info version', '1.0.0'),
      [`x-${at('info extension name', 'extra')}`]: at('info extension value', 'extra'),
    },
    servers: [server],
    tags: [{ name: at('tag name', 'widgets'), description: at('tag description', 'Widgets'), externalDocs }],
    externalDocs,
    security: [{ [apiKey]: [] }],
    paths: {
      [path]: {
        summary: at('path summary', 'One widget'),
        description: at('path description', 'Operations on one widget'),
        servers: [{ url: at('path server url', 'https://example.test/v2') }],
        parameters: [
          {
            name: id,
            in: 'path',
            required: true,
            description: at('path parameter description', 'identifier'),
            schema: { type: 'string', maxLength: 64 },
          },
        ],
        get: {
          operationId: at('operationId', 'getWidget', 'operation'),
          summary: at('operation summary', 'Get a widget'),
          description: at('operation description', 'Returns one widget.'),
          tags: [at('operation tag', 'widgets')],
          externalDocs,
          security: [{ [oauth]: [scope] }, {}],
          parameters: [
            {
              name: at('query parameter name', 'kind', 'query'),
              in: 'query',
              description: at('query parameter description', 'kind filter'),
              schema: {
                type: 'string',
                enum: [
                  at('parameter enum value', 'a', 'parameter enum'),
                  at('second parameter enum value', 'b', 'parameter enum'),
                ],
                default: at('parameter default', 'a'),
              },
              example: at('parameter example', 'a'),
            },
            {
              name: at('array parameter name', 'tags', 'query'),
              in: 'query',
              style: 'form',
              explode: false,
              schema: { type: 'array', items: { type: 'string', enum: [at('item enum value', 'x')] } },
            },
            {
              name: at('deepObject parameter name', 'filter', 'query'),
              in: 'query',
              style: 'deepObject',
              explode: true,
              schema: {
                type: 'object',
                properties: { [at('deepObject property name', 'colour')]: { type: 'string' } },
              },
              examples: {
                [at('example name', 'one', 'example')]: {
                  summary: at('parameter example summary', 'one'),
                  description: at('parameter example description', 'an example'),
                  value: { [at('parameter example key', 'colour')]: at('parameter example value', 'red') },
                },
              },
            },
            {
              name: at('content parameter name', 'query', 'query'),
              in: 'query',
              content: {
                [at('parameter media type', json)]: {
                  schema: { type: 'object', properties: { [at('content property name', 'q')]: {} } },
                },
              },
            },
            {
              name: at('header parameter name', 'X-Request-Id'),
              in: 'header',
              schema: { type: 'string', default: at('header parameter default', 'none') },
            },
            {
              name: at('cookie parameter name', 'sid'),
              in: 'cookie',
              schema: { type: 'string', pattern: at('parameter pattern', '^[a-z]+$') },
            },
            {
              name: 'plain',
              in: at('parameter in', 'query'),
              style: at('parameter style', 'form'),
              schema: { type: at('schema type', 'string') },
            },
            to('parameters', shared.parameter),
            { $ref: at('parameter $ref', '#/components/parameters/Plain') },
          ],
          responses: {
            [at('status', '203')]: { description: 'of any status' },
            202: { $ref: at('response $ref', '#/components/responses/Plain') },
            200: {
              description: at('response description', 'The widget'),
              headers: {
                [at('response header name', 'X-Rate')]: {
                  description: at('response header description', 'rate'),
                  schema: { type: 'string', enum: [at('response header enum', 'low')] },
                },
                'X-Shared': to('headers', shared.header),
                'X-Referring': { $ref: at('header $ref', '#/components/headers/Plain') },
                'X-Styled': {
                  style: at('header style', 'simple'),
                  schema: { type: 'string' },
                  examples: { [at('header example name', 'one')]: { value: at('header example', 'x') } },
                },
                'X-Content': { content: { [at('header content type', json)]: { schema: {} } } },
              },
              content: {
                [json]: {
                  schema: ref('Widget'),
                  examples: {
                    [at('example name', 'one', 'example')]: {
                      summary: at('example summary', 'one'),
                      description: at('example description', 'an example'),
                      value: {
                        [at('example key', 'anything', 'example key')]: at('example value', 'anything'),
                        [at('second example key', 'other', 'example key')]: {
                          [at('inner example key', 'deep')]: [at('inner example value', 'x')],
                        },
                      },
                    },
                    [at('shared example name', 'two', 'example')]: to('examples', shared.example),
                    referring: { $ref: at('example $ref', '#/components/examples/Plain') },
                  },
                },
                [at('response media type', 'text/vnd.widget')]: {
                  schema: { type: 'string', description: at('text description', 'as a text') },
                },
              },
              links: {
                [at('link name', 'self')]: {
                  operationId: at('operationId', 'getWidget', 'operation'),
                  parameters: { [at('link parameter', 'id')]: at('link expression', '$response.body#/id') },
                  requestBody: at('link requestBody', '$request.body'),
                  description: at('link description', 'self'),
                },
                Shared: to('links', shared.link),
                Referring: { $ref: at('link $ref', '#/components/links/Plain') },
                Located: { operationRef: at('operationRef', '#/paths/~1plain/put') },
                Served: {
                  operationId: 'plainPut',
                  server: { url: at('link server url', 'https://example.test') },
                },
              },
            },
            default: to('responses', shared.response),
          },
        },
        post: {
          operationId: at('second operationId', 'replaceWidget', 'operation'),
          requestBody: {
            description: at('body description', 'widget'),
            required: true,
            content: {
              [json]: {
                schema: ref('Widget'),
                example: { [at('body example key', 'id')]: at('body example value', 'w1') },
              },
              [at('request media type', 'application/vnd.widget')]: { schema: { type: 'string' } },
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: [at('part name', 'meta')],
                  properties: {
                    [at('part name', 'meta')]: ref('Widget'),
                    file: { type: 'string', format: 'binary' },
                  },
                },
                encoding: {
                  [at('part name', 'meta')]: {
                    contentType: at('encoding contentType', json),
                    headers: { [at('encoding header name', 'X-Part')]: { schema: { type: 'string' } } },
                  },
                  [at('encoding of no field', 'nothing', 'encoding')]: {
                    style: at('encoding style', 'form'),
                  },
                },
              },
              'application/x-www-form-urlencoded': {
                schema: { type: 'object', properties: { [at('form field', 'field')]: { type: 'string' } } },
              },
            },
          },
          callbacks: {
            [at('callback name', 'changed')]: {
              [at('callback expression', '{$request.body#/hook}')]: {
                post: {
                  operationId: at('callback operationId', 'onChanged', 'operation'),
                  summary: at('callback summary', 'changed'),
                  responses: { 200: { description: at('callback response', 'ok') } },
                },
              },
            },
            Shared: to('callbacks', shared.callback),
            Referring: { $ref: at('callback $ref', '#/components/callbacks/Plain') },
          },
          responses: { 204: { description: 'replaced' }, '4XX': to('responses', shared.response) },
        },
        put: {
          // Without an id: named by its method and path.
          requestBody: to('requestBodies', shared.requestBody),
          responses: { 204: { description: 'put' } },
        },
      },
      [`/${at('second path', 'ping')}`]: to('pathItems', shared.pathItem),
      '/referring': { $ref: at('path item $ref', '#/components/pathItems/Plain') },
      '/plain': {
        put: {
          operationId: 'plainPut',
          requestBody: { $ref: at('requestBody $ref', '#/components/requestBodies/Plain') },
          responses: { 204: { description: 'put' } },
        },
      },
    },
    'x-webhooks': {
      [at('x-webhooks name', 'widgetGone')]: {
        post: { operationId: at('x-webhooks operationId', 'widgetGone'), responses: {} },
      },
    },
    webhooks: {
      [at('webhook name', 'widgetMoved')]: {
        post: {
          operationId: at('webhook operationId', 'widgetMoved', 'operation'),
          description: at('webhook description', 'moved'),
          requestBody: { content: { [json]: { schema: ref('Widget') } } },
          responses: { 200: { description: 'ok' } },
        },
      },
    },
    components: {
      schemas: {
        [schema('Widget')]: {
          $comment: at('schema comment', 'internal'),
          type: 'object',
          title: at('schema title', 'Widget'),
          description: at('schema description', 'A widget.'),
          required: [name, at('required name without a property', 'loose', 'property')],
          properties: {
            [name]: {
              type: 'string',
              title: at('property title', 'Name'),
              description: at('property description', 'What it is called'),
              format: at('property format', 'nickname'),
              pattern: at('property pattern', '^[a-z]+$'),
              default: at('property default', 'unnamed'),
              example: at('property example', 'n'),
              examples: [at('property examples', 'n')],
            },
            [hook]: { type: 'string', deprecated: true },
            kind: ref('Kind'),
            child: ref('Widget'),
            fixed: { const: at('const', 'fixed') },
            fixedObject: { const: { [at('const key', 'k')]: [at('const value', 'v')] } },
            any: {
              default: { [at('default key', 'k')]: at('default value', 'v') },
              examples: [{ [at('schema example key', 'k')]: at('schema example value', 'v') }],
            },
            labels: {
              type: 'object',
              patternProperties: { [at('patternProperties key', '^x-')]: { type: 'string' } },
              propertyNames: { pattern: at('propertyNames pattern', '^[a-z]') },
              additionalProperties: false,
            },
            nested: {
              type: 'object',
              properties: {
                [at('nested property name', 'outer')]: {
                  type: 'object',
                  properties: { [at('doubly nested property name', 'inner')]: { type: 'integer' } },
                },
              },
            },
            referring: { $ref: at('schema $ref', '#/components/schemas/Plain') },
            blob: {
              type: 'string',
              contentMediaType: at('contentMediaType', json),
              contentEncoding: at('contentEncoding', 'base64'),
            },
          },
          dependentRequired: {
            [at('dependentRequired key', 'hook')]: [at('dependentRequired value', 'kind')],
          },
          dependentSchemas: {
            [at('dependentSchemas key', 'kind')]: { required: [at('dependentSchemas required', 'name')] },
          },
          externalDocs,
          xml: {
            name: at('xml name', 'widget'),
            namespace: at('xml namespace', 'https://example.test/ns'),
            prefix: at('xml prefix', 'w'),
          },
          [at('unknown keyword', 'unheard')]: at('unknown keyword value', 'of'),
          [`x-${at('schema extension', 'go-name')}`]: at('schema extension value', 'Widget'),
        },
        [schema('Kind')]: {
          type: 'string',
          enum: [at('enum value', 'a', 'enum'), at('second enum value', 'b', 'enum')],
          'x-enum-varnames': [at('x-enum-varnames', 'A'), 'B'],
          'x-enumNames': [at('x-enumNames', 'A'), 'B'],
          'x-enum-descriptions': [at('x-enum-descriptions', 'first'), 'second'],
          'x-enumDescriptions': [at('x-enumDescriptions', 'first'), 'second'],
        },
        [schema('Mixed')]: { enum: [at('mixed enum value', 'a'), 1, null, { [at('enum key', 'k')]: 1 }] },
        [schema('Cat')]: {
          type: 'object',
          description: at('variant description', 'A cat'),
          required: [petType],
          properties: { [petType]: { type: 'string' } },
        },
        [schema('Dog')]: {
          type: 'object',
          required: [petType],
          properties: { [petType]: { type: 'string' } },
        },
        [schema('Pet')]: {
          oneOf: [ref('Cat'), ref('Dog')],
          discriminator: {
            propertyName: petType,
            mapping: {
              [at('mapping key', 'cat', 'mapping')]: ref('Cat').$ref,
              [at('second mapping key', 'dog', 'mapping')]: ref('Dog').$ref,
            },
          },
        },
        [schema('Puppy')]: {
          allOf: [ref('Dog'), { properties: { [at('allOf property name', 'age')]: { type: 'integer' } } }],
          required: [at('allOf property name', 'age')],
        },
        [schema('Local')]: {
          $defs: { [at('$defs key', 'inner')]: { type: 'string', title: at('$defs title', 'Inner') } },
          type: 'object',
          properties: {
            a: {
              $ref: `#/components/schemas/${fragment(schema('Local'))}/$defs/${fragment(at('$defs key', 'inner'))}`,
            },
          },
        },
        [schema('Anchored')]: {
          $schema: at('$schema', 'https://json-schema.org/draft/2020-12/schema'),
          $id: at('$id', 'https://example.test/anchored'),
          $anchor: at('$anchor', 'here'),
          $dynamicAnchor: at('$dynamicAnchor', 'there'),
          definitions: { [at('definitions key', 'old')]: { type: 'string' } },
          properties: { a: { $dynamicRef: at('$dynamicRef', '#there') } },
          dependencies: { [at('dependencies key', 'a')]: [at('dependencies value', 'b')] },
        },
        Plain: { type: 'object', properties: { plain: { type: 'string' } } },
        [schema('Problem')]: { type: 'object', properties: { code: { type: 'string' } } },
      },
      responses: {
        Plain: { description: 'plain' },
        [shared.response]: {
          description: at('shared response description', 'error'),
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
      },
      parameters: {
        Plain: { name: 'plainly', in: 'query', schema: { type: 'string' } },
        [shared.parameter]: { name: 'limit', in: 'query', schema: { type: 'integer', default: 20 } },
      },
      examples: {
        Plain: { value: {} },
        [shared.example]: { summary: at('shared example summary', 'ex'), value: at('shared example', 'ex') },
      },
      requestBodies: {
        Plain: { content: { [json]: { schema: {} } } },
        [shared.requestBody]: { content: { [json]: { schema: ref('Widget') } } },
      },
      headers: {
        Plain: { schema: { type: 'string' } },
        [shared.header]: {
          description: at('shared header description', 'rate'),
          schema: { type: 'integer' },
        },
      },
      links: {
        Plain: { operationId: 'plainPut' },
        [shared.link]: { operationId: at('operationId', 'getWidget', 'operation') },
      },
      callbacks: {
        Plain: {},
        [shared.callback]: {
          [at('shared callback expression', '{$request.body#/hook}')]: {
            post: { responses: { 200: { description: 'ok' } } },
          },
        },
      },
      pathItems: {
        Plain: { delete: { responses: { 204: { description: 'gone' } } } },
        [shared.pathItem]: {
          get: {
            operationId: at('shared operationId', 'ping', 'operation'),
            responses: { 200: { description: 'ok' } },
          },
        },
      },
      securitySchemes: {
        Plain: { type: 'mutualTLS' },
        [at('referring scheme key', 'referring', 'scheme')]: {
          $ref: at('scheme $ref', '#/components/securitySchemes/Plain'),
        },
        [at('chosen scheme key', 'chosen', 'scheme')]: {
          type: at('scheme type', 'apiKey'),
          in: at('scheme in', 'query'),
          name: at('query key name', 'key', 'query'),
        },
        [apiKey]: {
          type: 'apiKey',
          in: 'header',
          name: at('apiKey name', 'X-Api-Key'),
          description: at('scheme description', 'key'),
        },
        [at('bearer scheme key', 'bearer', 'scheme')]: {
          type: 'http',
          scheme: at('http scheme', 'bearer'),
          bearerFormat: at('bearerFormat', 'JWT'),
        },
        [at('oidc scheme key', 'oidc', 'scheme')]: {
          type: 'openIdConnect',
          openIdConnectUrl: at('openIdConnectUrl', 'https://example.test/oidc'),
        },
        [oauth]: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: at('authorizationUrl', 'https://example.test/auth'),
              tokenUrl: at('tokenUrl', 'https://example.test/token'),
              refreshUrl: at('refreshUrl', 'https://example.test/refresh'),
              scopes: { [scope]: at('scope description', 'read') },
            },
            [at('flow', 'someFlow', 'flow')]: { scopes: {} },
          },
        },
      },
    },
    [`x-${at('root extension', 'api-versions')}`]: [
      { [at('extension key', 'version')]: at('extension value', '1.3') },
    ],
  };
}

/** A token of a pointer as it stands in a URI fragment (RFC 6901 §6); half a surrogate pair has no encoding. */
export function fragment(token: string): string {
  const escaped = token.replaceAll('~', '~0').replaceAll('/', '~1');
  try {
    return encodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
