// Hides a document that uses every construct of Swagger 2.0: wherever an author may write a word of their own, `at` is asked for it.
import { type At, fragment } from './document-31.js';

export function document20(at: At) {
  const definition = (key: string) => at(`definition name ${key}`, key, 'definition');
  const ref = (key: string) => ({ $ref: `#/definitions/${fragment(definition(key))}` });
  const id = at('path parameter name', 'id');
  const key = at('apiKey scheme key', 'apiKey', 'scheme');
  const oauth = at('oauth scheme key', 'oauth', 'scheme');
  const scope = at('scope', 'read', 'scope');
  const name = at('property name', 'name', 'property');
  const kind = at('discriminator property', 'kind', 'property');
  const shared = {
    parameter: at('shared parameter name', 'Limit', 'shared parameter'),
    body: at('shared body name', 'WidgetBody', 'shared parameter'),
    response: at('shared response name', 'Problem'),
  };
  const to = (section: string, name: string) => ({ $ref: `#/${section}/${fragment(name)}` });
  const externalDocs = {
    url: at('externalDocs url', 'https://example.test/docs'),
    description: at('externalDocs description', 'more'),
  };
  const field = (place: string, plain: string, more: object) => ({
    name: at(`${place} name`, plain, 'form field'),
    in: 'formData',
    description: at(`${place} description`, plain),
    ...more,
  });
  return {
    swagger: '2.0',
    info: {
      title: at('info title', 'Widgets'),
      description: at('info description', 'Widgets and more.'),
      summary: at('info summary', 'Widgets'),
      termsOfService: at('info termsOfService', 'https://example.test/tos'),
      contact: {
        name: at('contact name', 'Ops'),
        url: at('contact url', 'https://example.test'),
        email: at('contact email', 'ops@example.test'),
      },
      license: { name: at('license name', 'MIT'), url: at('license url', 'https://example.test/license') },
      version: at('info version', '1.0.0'),
    },
    host: at('host', 'example.test:8443'),
    basePath: at('basePath', '/v1'),
    schemes: [at('scheme', 'https')],
    consumes: ['application/json', at('consumes', 'application/vnd.widget')],
    produces: ['application/json', at('produces', 'text/vnd.widget')],
    externalDocs,
    tags: [
      {
        name: at('tag name', 'widgets', 'tag'),
        summary: at('tag summary', 'Widgets'),
        description: at('tag description', 'Widgets'),
        parent: at('tag parent', 'all'),
        kind: at('tag kind', 'nav'),
        externalDocs,
      },
    ],
    security: [{ [key]: [] }],
    paths: {
      [`/${at('path', 'widgets')}/{${id}}`]: {
        parameters: [{ name: id, in: 'path', required: true, type: 'string', maxLength: 64 }],
        get: {
          operationId: at('operationId', 'getWidget', 'operation'),
          summary: at('operation summary', 'Get a widget'),
          description: at('operation description', 'Returns one widget.'),
          tags: [at('operation tag', 'widgets')],
          externalDocs,
          schemes: [at('operation scheme', 'https')],
          produces: ['application/json', at('operation produces', 'text/plain')],
          security: [{ [oauth]: [scope] }],
          parameters: [
            {
              name: at('query parameter name', 'kind', 'query'),
              in: 'query',
              type: 'string',
              title: at('query parameter title', 'Kind'),
              description: at('query parameter description', 'kind filter'),
              enum: [at('parameter enum value', 'a', 'enum'), at('second parameter enum value', 'b', 'enum')],
              default: at('parameter default', 'a'),
              format: at('parameter format', 'nickname'),
              pattern: at('parameter pattern', '^[a-z]+$'),
              discriminator: at('parameter discriminator', 'kind'),
              ...later(at, 'parameter'),
            },
            {
              name: at('array parameter name', 'tags', 'query'),
              in: 'query',
              type: 'array',
              items: { type: 'string', enum: [at('item enum value', 'x')] },
              collectionFormat: at('collectionFormat', 'pipes'),
              $dynamicRef: at('parameter $dynamicRef', '#there', 'identity'),
            },
            {
              name: at('header parameter name', 'X-Request-Id'),
              in: 'header',
              type: 'string',
              default: at('header parameter default', 'none'),
            },
            { name: 'plain', in: at('parameter in', 'query'), type: at('parameter type', 'string') },
            to('parameters', shared.parameter),
            { $ref: at('parameter $ref', '#/parameters/Plain') },
          ],
          responses: {
            200: {
              description: at('response description', 'The widget'),
              schema: ref('Widget'),
              headers: {
                [at('response header name', 'X-Rate')]: {
                  type: 'string',
                  description: at('response header description', 'rate'),
                  enum: [at('response header enum', 'low')],
                  pattern: at('response header pattern', '^[a-z]+$'),
                  format: at('response header format', 'nickname'),
                  default: at('response header default', 'low'),
                  discriminator: at('response header discriminator', 'kind'),
                  required: at('response header required', 'yes'),
                  title: at('response header title', 'Rate'),
                  ...later(at, 'response header'),
                },
                'X-Referring': { $ref: at('header $ref', '#/x-headers/plain') },
                'X-List': {
                  type: at('header type', 'array'),
                  items: { type: 'string' },
                  collectionFormat: at('header collectionFormat', 'csv'),
                  $dynamicRef: at('response header $dynamicRef', '#there', 'identity'),
                },
              },
              examples: {
                'application/json': { [at('example key', 'id')]: at('example value', 'w1') },
                [at('example media type', 'text/plain')]: at('example of that type', 'w1'),
              },
            },
            [at('status', '203')]: { description: 'of any status' },
            202: { $ref: at('response $ref', '#/responses/Plain') },
            default: to('responses', shared.response),
          },
        },
        post: {
          operationId: at('second operationId', 'replaceWidget', 'operation'),
          consumes: [at('operation consumes', 'application/json')],
          parameters: [
            {
              name: at('body name', 'widget'),
              in: 'body',
              description: at('body description', 'widget'),
              required: true,
              schema: ref('Widget'),
            },
          ],
          responses: { 204: { description: 'replaced' } },
        },
        put: {
          parameters: [to('parameters', shared.body)],
          responses: { 204: { description: 'put' } },
        },
        patch: {
          operationId: at('form operationId', 'patchWidget', 'operation'),
          consumes: ['multipart/form-data', 'application/x-www-form-urlencoded'],
          parameters: [
            field('text field', 'label', { type: 'string', required: true }),
            field('file field', 'file', { type: 'file' }),
            field('list field', 'list', {
              type: 'array',
              items: { type: 'string' },
              collectionFormat: at('field collectionFormat', 'multi'),
            }),
          ],
          responses: { 204: { description: 'patched' } },
        },
      },
      '/referring': { $ref: at('path item $ref', '#/x-items/plain') },
    },
    'x-headers': { plain: { type: 'string' } },
    'x-items': { plain: { get: { responses: { 204: { description: 'gone' } } } } },
    definitions: {
      [definition('Widget')]: {
        type: 'object',
        title: at('schema title', 'Widget'),
        description: at('schema description', 'A widget.'),
        discriminator: kind,
        required: [kind, at('required name without a property', 'loose', 'property')],
        properties: {
          [name]: {
            type: 'string',
            title: at('property title', 'Name'),
            description: at('property description', 'What it is called'),
            format: at('property format', 'nickname'),
            pattern: at('property pattern', '^[a-z]+$'),
            default: at('property default', 'unnamed'),
            example: at('property example', 'n'),
            'x-nullable': true,
          },
          [kind]: { type: at('schema type', 'string') },
          child: ref('Widget'),
          referring: { $ref: at('schema $ref', '#/definitions/Plain') },
          pairs: { type: 'object', additionalProperties: ref('Problem') },
        },
        example: { [at('schema example key', 'id')]: at('schema example value', 'w1') },
        xml: {
          name: at('xml name', 'widget'),
          namespace: at('xml namespace', 'https://example.test/ns'),
          prefix: at('xml prefix', 'w'),
        },
        externalDocs,
        [`x-${at('schema extension', 'go-name')}`]: at('schema extension value', 'Widget'),
      },
      [definition('Gadget')]: {
        allOf: [ref('Widget'), { properties: { [at('allOf property name', 'age')]: { type: 'integer' } } }],
      },
      [definition('Problem')]: { type: 'object', properties: { code: { enum: [at('enum value', 'a')] } } },
      [definition('Later')]: {
        ...later(at, 'schema'),
        properties: {
          recursive: { $dynamicRef: at('$dynamicRef', '#there', 'identity') },
          kinds: {
            oneOf: [{ $ref: '#/definitions/Plain' }],
            discriminator: { propertyName: at('discriminator propertyName', 'kind') },
          },
        },
      },
      Plain: { type: 'object' },
    },
    parameters: {
      Plain: { name: 'plainly', in: 'query', type: 'string' },
      [shared.parameter]: { name: 'limit', in: 'query', type: 'integer', default: 20 },
      [shared.body]: { name: 'b', in: 'body', schema: ref('Widget') },
    },
    responses: {
      Plain: { description: 'plain' },
      [shared.response]: { description: at('shared response description', 'error'), schema: ref('Problem') },
    },
    securityDefinitions: {
      [key]: {
        type: 'apiKey',
        in: 'header',
        name: at('apiKey name', 'X-Api-Key'),
        description: at('scheme description', 'key'),
      },
      [at('chosen scheme key', 'chosen', 'scheme')]: {
        type: at('scheme type', 'apiKey'),
        in: at('scheme in', 'query'),
        name: at('query key name', 'key', 'query'),
      },
      [oauth]: {
        type: 'oauth2',
        flow: at('flow', 'accessCode'),
        authorizationUrl: at('authorizationUrl', 'https://example.test/auth'),
        tokenUrl: at('tokenUrl', 'https://example.test/token'),
        scopes: { [scope]: at('scope description', 'read') },
      },
    },
    [`x-${at('root extension', 'api-versions')}`]: [
      { [at('extension key', 'version')]: at('extension value', '1.3') },
    ],
  };
}

/** What later drafts of JSON Schema have, and 2.0 has not: nobody keeps an author from writing it. */
function later(at: At, place: string) {
  return {
    $schema: at(`${place} $schema`, 'http://json-schema.org/draft-04/schema#'),
    $comment: at(`${place} $comment`, 'later drafts'),
    $id: at(`${place} $id`, `https://example.test/${encodeURIComponent(place)}`, 'identity'),
    $anchor: at(`${place} $anchor`, 'here', 'identity'),
    $dynamicAnchor: at(`${place} $dynamicAnchor`, 'there', 'identity'),
    $defs: { [at(`${place} $defs key`, 'inner')]: { type: 'string' } },
    definitions: { [at(`${place} definitions key`, 'old')]: { type: 'string' } },
    properties: { [at(`${place} properties key`, 'own')]: { type: 'string' } },
    patternProperties: { [at(`${place} patternProperties key`, '^x-')]: { type: 'string' } },
    dependentSchemas: { [at(`${place} dependentSchemas key`, 'a')]: {} },
    dependentRequired: { [at(`${place} dependentRequired key`, 'a')]: [at(`${place} dependent`, 'b')] },
    contentMediaType: at(`${place} contentMediaType`, 'application/json'),
    contentEncoding: at(`${place} contentEncoding`, 'base64'),
  };
}
