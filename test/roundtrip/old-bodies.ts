// Hides bodies as OpenAPI 2.0 and 3.0 describe them: parameters that are fields and files, lists by collectionFormat, bytes by a format.

const DONE = { responses: { 204: { description: 'Done' } } };
const field = (name: string, schema: object) => ({ name, in: 'formData', ...schema });
const list = (type: string, collectionFormat?: string) => ({
  type: 'array',
  items: { type },
  ...(collectionFormat && { collectionFormat }),
});
const post = (operationId: string, consumes: string[], ...parameters: object[]) => ({
  post: { operationId, consumes, parameters, ...DONE },
});
const PARTS = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';

export const DOCUMENT_20 = {
  swagger: '2.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/upload': post(
      'upload',
      [PARTS],
      field('file', { type: 'file', required: true }),
      field('n', { type: 'integer' }),
      field('csv', list('string', 'csv')),
      field('multi', list('integer', 'multi')),
      field('pipes', list('integer', 'pipes')),
    ),
    '/form': post(
      'form',
      [FORM],
      field('on', { type: 'boolean' }),
      field('ssv', list('string', 'ssv')),
      field('tsv', list('string', 'tsv')),
      field('csv', list('number')),
      field('multi', list('string', 'multi')),
    ),
    '/either': post('either', [PARTS, FORM], field('text', { type: 'string', allowEmptyValue: true })),
    '/body': post('body', ['application/json', 'application/xml'], {
      name: 'b',
      in: 'body',
      schema: { type: 'object' },
    }),
  },
};

const BYTES = { type: 'string', format: 'binary' };
const put = (operationId: string, mediaType: string, schema: object, more: object = {}) => ({
  put: {
    operationId,
    requestBody: { required: true, content: { [mediaType]: { schema, ...more } } },
    ...DONE,
  },
});

export const DOCUMENT_30 = {
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  paths: {
    '/upload': put(
      'upload',
      PARTS,
      { $ref: '#/components/schemas/Upload' },
      { encoding: { image: { contentType: 'image/png' }, tags: { style: 'form', explode: true } } },
    ),
    '/pdf': put('pdf', 'application/pdf', BYTES),
    '/xml': put('xml', 'application/xml', { type: 'object', properties: { a: { type: 'string' } } }),
    '/range': put('range', '*/*', { type: 'object', properties: { n: { type: 'integer' } } }),
    '/map': put('map', PARTS, { type: 'object', additionalProperties: BYTES }),
    '/choice': put('choice', PARTS, {
      oneOf: [
        { type: 'object', required: ['file'], properties: { file: BYTES } },
        { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
      ],
    }),
  },
  components: {
    schemas: {
      Upload: {
        type: 'object',
        required: ['image'],
        properties: {
          image: BYTES,
          maybe: { ...BYTES, nullable: true },
          tags: { type: 'array', items: { type: 'string' } },
          flag: { type: 'boolean', nullable: true },
          level: { type: 'integer', enum: [1, 2] },
          at: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
};

const TXT = new File(['x'], 'a.txt', { type: 'text/plain' });
const PNG = new Blob(['i'], { type: 'image/png' });
const txt = { type: 'text/plain', name: 'a.txt', text: 'x' };

/** [operation, input, body that arrives where it is not the same] */
type Calls = readonly (readonly [
  operation: string,
  input: { mediaType?: string; body: unknown },
  body?: unknown,
])[];

export const CALLS_20: Calls = [
  [
    'upload',
    { body: { file: TXT, n: -3, csv: ['p', 'q r'], multi: [1, 2], pipes: [1, 2] } },
    { file: txt, n: -3, csv: ['p', 'q r'], multi: [1, 2], pipes: [1, 2] },
  ],
  ['form', { body: { on: true, ssv: ['p', 'q'], tsv: ['a b', 'c'], csv: [1.5, 2], multi: ['a,b', 'c'] } }],
  ['form', { body: {} }],
  ['either', { mediaType: PARTS, body: { text: '' } }],
  ['either', { mediaType: FORM, body: { text: 'a' } }],
  ['body', { mediaType: 'application/json', body: { a: 1 } }],
  ['body', { mediaType: 'application/xml', body: '<a/>' }],
];

export const CALLS_30: Calls = [
  [
    'upload',
    { body: { image: PNG, maybe: TXT, tags: ['a', 'b'], flag: false, level: 2, at: '2020-01-01T00:00:00Z' } },
    {
      image: { type: 'image/png', name: 'blob', text: 'i' },
      maybe: txt,
      tags: ['a', 'b'],
      flag: false,
      level: 2,
      at: '2020-01-01T00:00:00Z',
    },
  ],
  ['pdf', { body: new Blob(['%PDF']) }, { type: 'application/pdf', text: '%PDF' }],
  ['xml', { body: '<a/>' }],
  ['range', { body: { n: 1 } }],
  ['map', { body: { a: TXT, b: TXT } }, { a: txt, b: txt }],
  ['choice', { body: { file: TXT } }, { file: txt }],
  ['choice', { body: { url: 'u' } }],
];
