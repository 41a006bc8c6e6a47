// Hides a document that uses every construct of OpenAPI 3.2: what it shares with 3.1, and what came with it.
import { type At, document31, fragment } from './document-31.js';

export function document32(at: At) {
  const { paths, components, ...rest } = document31(at);
  const shared = at('component mediaType name', 'Lines');
  const event = { type: 'object', properties: { [at('event property', 'data')]: { type: 'string' } } };
  return {
    ...rest,
    openapi: '3.2.0',
    $self: at('$self', 'https://example.test/openapi.json'),
    servers: [
      ...rest.servers,
      { url: 'https://example.test/v3', name: at('server name', 'third', 'server name') },
    ],
    tags: [
      ...rest.tags,
      {
        name: at('second tag name', 'gadgets', 'tag'),
        summary: at('tag summary', 'Gadgets'),
        parent: at('tag name', 'widgets'),
        kind: at('tag kind', 'nav'),
      },
    ],
    paths: {
      ...paths,
      '/newer': {
        query: {
          operationId: at('query operationId', 'search', 'operation'),
          parameters: [
            {
              name: 'all',
              in: 'querystring',
              content: {
                [at('querystring media type', 'application/x-www-form-urlencoded')]: { schema: event },
              },
            },
            { name: at('cookie style name', 'c'), in: 'cookie', style: 'cookie', schema: { type: 'string' } },
          ],
          requestBody: {
            content: {
              [at('stream media type', 'application/jsonl')]: { itemSchema: event },
              'multipart/mixed': {
                prefixEncoding: [{ contentType: at('prefix encoding type', 'application/json') }],
                itemEncoding: { contentType: at('item encoding type', 'text/plain') },
              },
              'multipart/form-data': {
                schema: { type: 'object', properties: { outer: { type: 'object' } } },
                encoding: {
                  outer: { encoding: { [at('nested encoding', 'inner')]: { contentType: 'text/plain' } } },
                },
              },
            },
          },
          responses: {
            200: {
              summary: at('response summary', 'found'),
              description: 'found',
              content: {
                'text/event-stream': { itemSchema: event },
                'application/json-seq': { $ref: at('media type $ref', '#/components/mediaTypes/Plain') },
                'application/jsonl': { $ref: `#/components/mediaTypes/${fragment(shared)}` },
                'application/json': {
                  schema: {},
                  examples: {
                    [at('newer example name', 'one')]: {
                      dataValue: { [at('dataValue key', 'k')]: at('dataValue', 'v') },
                      serializedValue: at('serializedValue', '{"k":"v"}'),
                    },
                  },
                },
              },
            },
          },
        },
        additionalOperations: {
          [at('method', 'COPY')]: {
            operationId: at('additional operationId', 'copy', 'operation'),
            responses: { 204: { description: 'copied' } },
          },
        },
      },
    },
    components: {
      ...components,
      mediaTypes: { Plain: { itemSchema: event }, [shared]: { itemSchema: event } },
      schemas: {
        ...components.schemas,
        Shape: {
          oneOf: [{ $ref: '#/components/schemas/Plain' }],
          discriminator: {
            propertyName: at('newer propertyName', 'kind'),
            defaultMapping: at('defaultMapping', 'Plain'),
          },
        },
        Marked: { type: 'string', xml: { nodeType: at('xml nodeType', 'cdata') } },
      },
      securitySchemes: {
        ...components.securitySchemes,
        device: {
          type: 'oauth2',
          oauth2MetadataUrl: at('oauth2MetadataUrl', 'https://example.test/oauth'),
          flows: {
            deviceAuthorization: {
              deviceAuthorizationUrl: at('deviceAuthorizationUrl', 'https://example.test/device'),
              tokenUrl: 'https://example.test/token',
              scopes: { [at('device scope', 'read')]: '' },
            },
          },
        },
      },
    },
  };
}
