// Hides whole documents of every dialect that say the same, and how one place of them is damaged.
import { pointerTokens } from '../../generator/source.js';
import type { Tree } from '../../generator/spec/types.js';

export const DIALECTS = ['2.0', '3.0.3', '3.1.1', '3.2.0'] as const;
export type Dialect = (typeof DIALECTS)[number];

const description = 'D';
const text = { type: 'string' };

/** Without a fault. `ok` is the operation that nothing else has to do with. */
export function wholeDocument(dialect: Dialect): Tree {
  return structuredClone(dialect === '2.0' ? DOCUMENT_20 : { ...DOCUMENT_3, openapi: dialect });
}

const schemas = (prefix: string) => ({
  Ok: { type: 'object', properties: { a: text } },
  A: {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string', pattern: '^a', minLength: 1 },
      n: { type: 'integer', minimum: 0, enum: [1, 2] },
      l: { type: 'array', items: { $ref: `${prefix}B` } },
    },
    additionalProperties: text,
  },
  B: { allOf: [{ $ref: `${prefix}Ok` }, { type: 'object', properties: { b: { type: 'boolean' } } }] },
  C: { type: 'object', required: ['kind'], properties: { kind: text } },
});
const json = (schema: object) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const none = { responses: { 204: { description } } };

const DOCUMENT_3 = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/ok': { get: { operationId: 'ok', responses: { 200: { description, content: json(ref('Ok')) } } } },
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      get: {
        operationId: 'getA',
        parameters: [
          { name: 'q', in: 'query', schema: { type: 'array', items: text }, style: 'form' },
          { name: 'X-H', in: 'header', schema: { type: 'integer' } },
          { $ref: '#/components/parameters/P' },
        ],
        responses: {
          200: {
            description,
            headers: { 'X-R': { schema: { type: 'integer' } } },
            content: json(ref('A')),
            links: { self: { operationId: 'getA', parameters: { id: '$response.body#/id' } } },
          },
          default: { $ref: '#/components/responses/R' },
        },
      },
      post: {
        operationId: 'postA',
        requestBody: { required: true, content: json(ref('A')) },
        callbacks: {
          done: { '{$request.body#/id}': { post: { requestBody: { content: json(ref('B')) }, ...none } } },
        },
        ...none,
      },
    },
  },
  components: {
    schemas: {
      ...schemas('#/components/schemas/'),
      U: {
        oneOf: [ref('C')],
        discriminator: { propertyName: 'kind', mapping: { c: '#/components/schemas/C' } },
      },
    },
    parameters: { P: { name: 'p', in: 'query', schema: text } },
    responses: { R: { description, content: json(ref('C')) } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
};

const DOCUMENT_20 = {
  swagger: '2.0',
  info: { title: 'T', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/ok': {
      get: { operationId: 'ok', responses: { 200: { description, schema: { $ref: '#/definitions/Ok' } } } },
    },
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
      get: {
        operationId: 'getA',
        parameters: [
          { name: 'q', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
          { name: 'X-H', in: 'header', type: 'integer' },
          { $ref: '#/parameters/P' },
        ],
        responses: {
          200: { description, headers: { 'X-R': { type: 'integer' } }, schema: { $ref: '#/definitions/A' } },
          default: { $ref: '#/responses/R' },
        },
      },
      post: {
        operationId: 'postA',
        parameters: [{ name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/A' } }],
        ...none,
      },
    },
  },
  definitions: schemas('#/definitions/'),
  parameters: { P: { name: 'p', in: 'query', type: 'string' } },
  responses: { R: { description, schema: { $ref: '#/definitions/C' } } },
  securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
};

/** What becomes of a place. */
export type Damage =
  | { readonly value: unknown }
  | { readonly key: string }
  | { readonly append: unknown }
  | 'gone';

/** Changes the document that is given. @throws where there is no such place */
export function damage(document: Tree, pointer: string, what: Damage): void {
  const tokens = pointerTokens(pointer);
  const last = tokens.pop() ?? '';
  const holder = tokens.reduce((node, token) => node[token] as Tree, document);
  if (what !== 'gone' && 'append' in what) (holder[last] as unknown[]).push(what.append);
  else if (what !== 'gone' && 'value' in what) holder[last] = what.value;
  else if (!Object.hasOwn(holder, last)) throw new Error(`There is nothing at ${pointer}.`);
  else {
    const entries = Object.entries(holder);
    for (const [key] of entries) delete holder[key];
    for (const [key, value] of entries)
      if (key !== last) holder[key] = value;
      else if (what !== 'gone') holder[what.key] = value;
  }
}
