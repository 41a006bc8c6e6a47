// Hides the document that the runtime is attacked through: one place for every way of putting a value into a request.

const text = { type: 'string' };
const json = (schema: object) => ({ 'application/json': { schema } });
const widget = { $ref: '#/components/schemas/Widget' };

/** Names that every object inherits, as names of schemes. */
const inherited: object[] = [{ constructor: [] }, { key: [], toString: [] }];

export const WIDGETS = {
  openapi: '3.1.1',
  info: { title: 'Widgets', version: '1' },
  paths: {
    '/widgets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      get: {
        operationId: 'getWidget',
        parameters: [
          { name: 'kind', in: 'query', schema: { type: 'string', enum: ['a', 'b'] } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          {
            name: 'tags',
            in: 'query',
            style: 'spaceDelimited',
            explode: false,
            schema: { type: 'array', items: text },
          },
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { colour: text } },
          },
          { name: 'query', in: 'query', content: json({ type: 'object' }) },
          { name: 'reserved', in: 'query', allowReserved: true, schema: text },
          { name: 'X-Request-Id', in: 'header', schema: text },
          { name: 'sid', in: 'cookie', schema: text },
        ],
        responses: {
          200: { description: 'd', headers: { 'X-Rate': { schema: text } }, content: json(widget) },
        },
      },
      post: {
        operationId: 'putWidget',
        requestBody: {
          required: true,
          content: {
            ...json(widget),
            'application/x-www-form-urlencoded': { schema: widget },
            'text/plain': { schema: text },
          },
        },
        responses: { 204: { description: 'd' } },
      },
    },
    '/lists': {
      post: {
        operationId: 'putList',
        requestBody: { content: json({ type: 'array', items: widget }) },
        responses: { 204: { description: 'd' } },
      },
    },
    '/secret': {
      get: {
        operationId: 'getSecret',
        security: inherited,
        responses: { 204: { description: 'd' } },
      },
    },
    '/bearer': {
      get: { operationId: 'getBearer', security: [{ bearer: [] }], responses: { 204: { description: 'd' } } },
    },
    '/by-query': {
      get: { operationId: 'getByQuery', security: [{ query: [] }], responses: { 204: { description: 'd' } } },
    },
  },
  components: {
    schemas: {
      Widget: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'string', maxLength: 64 },
          name: text,
          n: { type: 'integer' },
          child: widget,
        },
      },
    },
    securitySchemes: {
      constructor: { type: 'apiKey', in: 'header', name: 'X-Constructor' },
      toString: { type: 'apiKey', in: 'header', name: 'X-To-String' },
      key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      bearer: { type: 'http', scheme: 'bearer' },
      query: { type: 'apiKey', in: 'query', name: 'api_key' },
    },
  },
};
