// Hides the document that answers are tried with: every form that one can have, streams and files among them.

const text = { type: 'string' };
const tick = {
  type: 'object',
  required: ['n'],
  properties: { n: { type: 'integer' } },
  additionalProperties: false,
};
const TICK = { $ref: '#/components/schemas/Tick' };
const bytes = { type: 'string', format: 'binary' };
const json = (schema: object) => ({ 'application/json': { schema } });
const ok = (content: object, more: object = {}) => ({
  responses: { 200: { description: 'd', content, ...more } },
});
const get = (operationId: string, operation: object) => ({ get: { operationId, ...operation } });

export const ANSWERS = {
  openapi: '3.2.0',
  info: { title: 'Answers', version: '1' },
  paths: {
    // Documents of 3.0 and 3.1 describe the data of events, or the events; those of 3.2 the events.
    '/events/data': get('dataEvents', ok({ 'text/event-stream': { schema: TICK } })),
    '/events/text': get('textEvents', ok({ 'text/event-stream': {} })),
    '/events/whole': get(
      'wholeEvents',
      ok({
        'text/event-stream': {
          itemSchema: {
            oneOf: [
              {
                type: 'object',
                required: ['event', 'data'],
                properties: {
                  event: { const: 'tick' },
                  data: { type: 'string', contentMediaType: 'application/json', contentSchema: TICK },
                },
              },
              {
                type: 'object',
                required: ['event', 'data'],
                properties: { event: { const: 'note' }, data: text, id: text },
              },
            ],
          },
        },
      }),
    ),
    '/lines': get('lines', ok({ 'application/jsonl': { itemSchema: TICK } })),
    '/array': get('arrayLines', ok({ 'application/x-ndjson': { schema: { type: 'array', items: TICK } } })),
    '/sequence': get('sequence', ok({ 'application/json-seq': { itemSchema: TICK } })),
    '/both': {
      post: {
        operationId: 'both',
        requestBody: {
          required: true,
          content: json({ type: 'object', properties: { stream: { type: 'boolean' } } }),
        },
        ...ok({
          ...json({ type: 'object', properties: { ticks: { type: 'array', items: TICK } } }),
          'text/event-stream': { schema: TICK },
        }),
      },
    },
    '/file': get('file', ok({ 'application/octet-stream': { schema: bytes } })),
    '/image': get('image', ok({ 'image/*': {} })),
    '/anything': get('anything', ok({ '*/*': { schema: TICK } })),
    '/headers': get(
      'headers',
      ok(json(TICK), {
        headers: {
          'X-Count': { required: true, schema: { type: 'integer' } },
          'X-Flag': { schema: { type: 'boolean' } },
          'X-Limit': { schema: { oneOf: [{ type: 'integer' }, { enum: ['none', 'few'] }] } },
          'X-List': { schema: { type: 'array', items: { type: 'integer' } } },
          'X-Pairs': {
            explode: true,
            schema: { type: 'object', properties: { a: { type: 'integer' }, b: text } },
          },
          'X-Document': { content: json(TICK) },
          'Set-Cookie': { schema: { type: 'array', items: text } },
        },
      }),
    ),
    '/statuses': get('statuses', {
      parameters: [{ name: 'status', in: 'query', required: true, schema: { type: 'integer' } }],
      responses: {
        200: { description: 'd', content: json(TICK) },
        202: { description: 'nothing is said of a body' },
        204: { description: 'none', content: json(TICK) },
        304: { description: 'none' },
        '4XX': { description: 'd', content: { 'application/problem+json': { schema: { type: 'object' } } } },
        default: { description: 'd', content: { 'text/plain': { schema: text } } },
      },
    }),
    '/strict': get('strict', {
      parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
      ...ok(json(TICK)),
    }),
    '/forms': get('forms', {
      responses: {
        200: {
          description: 'd',
          content: {
            ...json(TICK),
            'text/csv': { schema: text },
            'application/vnd.tick+json': { schema: TICK },
          },
        },
      },
    }),
    '/token': get('token', {
      ...ok({
        'application/x-www-form-urlencoded': {
          schema: {
            type: 'object',
            required: ['access_token'],
            properties: {
              access_token: text,
              expires_in: { type: 'integer' },
              scopes: { type: 'array', items: text },
              tick: TICK,
            },
          },
          encoding: { scopes: { style: 'spaceDelimited', explode: false } },
        },
      }),
    }),
    '/bundle': get('bundle', {
      ...ok({
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: {
              tick: TICK,
              file: bytes,
              files: { type: 'array', items: bytes },
              count: { type: 'integer' },
            },
          },
        },
      }),
    }),
    '/latin': get('latin', { ...ok({ 'text/csv; charset=iso-8859-1': { schema: text } }) }),
    '/made': {
      post: {
        operationId: 'make',
        parameters: [{ name: 'X-Trace', in: 'header', schema: text }],
        requestBody: { required: true, content: json(TICK) },
        responses: {
          201: {
            description: 'd',
            headers: { Location: { schema: text } },
            content: json(TICK),
            links: {
              it: {
                operationId: 'made',
                parameters: {
                  n: '$response.body#/n',
                  'query.q': 'of {$method} {$statusCode}',
                  'X-Trace': '$request.header.x-trace',
                },
              },
              again: {
                operationRef: '#/paths/~1made/post',
                requestBody: '$request.body',
                parameters: { 'X-Trace': 'again' },
              },
              part: {
                operationId: 'made',
                parameters: { q: '$response.header.location' },
                description: 'Without the number.',
              },
              elsewhere: { operationRef: 'https://other.test/openapi.json#/paths/~1a/get' },
            },
          },
        },
      },
    },
    '/made/{n}': get('made', {
      parameters: [
        { name: 'n', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'q', in: 'query', schema: text },
        { name: 'X-Trace', in: 'header', schema: text },
      ],
      ...ok(json({ type: 'object' })),
    }),
    '/head': {
      head: {
        operationId: 'head',
        ...ok(json(TICK), { headers: { 'X-Count': { schema: { type: 'integer' } } } }),
      },
    },
  },
  components: { schemas: { Tick: tick } },
};
