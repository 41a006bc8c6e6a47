// Dialects: what 2.0 and 3.0 spell otherwise leaves loading as 3.1, and means the same.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toOpenApi31 } from '../../generator/spec/dialect.js';
import { upgrade20 } from '../../generator/spec/dialect-20.js';
import { mend31, upgrade30 } from '../../generator/spec/dialect-30.js';
import { Origins } from '../../generator/spec/origins.js';
import { nodeAt } from '../../generator/spec/references.js';
import type { Tree } from '../../generator/spec/types.js';
import { specpact } from '../generate/run.js';
import { scratch } from '../generate/scratch.js';

const INFO = { title: 'T', version: '1' };
const schema30 = (schema: unknown): unknown =>
  (
    upgrade30({ openapi: '3.0.3', info: INFO, components: { schemas: { S: schema } } }, new Origins()) as {
      components: { schemas: { S: unknown } };
    }
  ).components.schemas.S;
const NULL = { type: 'null' };

describe('a 3.0 schema', () => {
  it.each([
    ['nullable beside a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['nullable: false', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'nullable beside an enum',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'nullable beside an enum with null',
      { type: 'string', enum: ['a', null], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'nullable beside a $ref',
      { $ref: '#/components/schemas/T', nullable: true },
      { anyOf: [{ $ref: '#/components/schemas/T' }, NULL] },
    ],
    [
      'nullable beside a composition',
      { allOf: [{ type: 'string' }], nullable: true, description: 'd' },
      { description: 'd', anyOf: [{ allOf: [{ type: 'string' }] }, NULL] },
    ],
    ['nullable beside nothing', { nullable: true }, {}],
    [
      'nullable beside a constant',
      { type: 'string', const: 'a', nullable: true, $defs: { a: {} } },
      { $defs: { a: {} }, anyOf: [{ type: 'string', const: 'a' }, { type: 'null' }] },
    ],
    [
      'nullable beside what is meant for a type',
      { items: { type: 'string' }, nullable: true },
      { anyOf: [{ items: { type: 'string' } }, { type: 'null' }] },
    ],
    [
      'a list of items',
      { type: 'array', items: [{ nullable: true, type: 'string' }], additionalItems: false },
      { type: 'array', prefixItems: [{ type: ['string', 'null'] }], items: false },
    ],
    [
      'an exclusive bound',
      { type: 'integer', minimum: 1, exclusiveMinimum: true },
      { type: 'integer', exclusiveMinimum: 1 },
    ],
    ['a bound that is not exclusive', { maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
    [
      'siblings of a $ref, which 3.0 ignores',
      { $ref: '#/x', type: 'string', description: 'd' },
      { $ref: '#/x', description: 'd' },
    ],
    [
      'depth',
      { type: 'array', items: { properties: { 'x-a': { type: 'string', nullable: true } } } },
      { type: 'array', items: { properties: { 'x-a': { type: ['string', 'null'] } } } },
    ],
    [
      'data that looks like a schema',
      { example: { nullable: true, type: 'string' } },
      { example: { nullable: true, type: 'string' } },
    ],
  ])('%s', (_, before, after) => {
    const copy = structuredClone(before);
    expect(schema30(before)).toEqual(after);
    expect(before).toEqual(copy);
  });

  it('that needs no change stays the very same object', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    expect(schema30(schema)).toBe(schema);
  });

  it('is found wherever schemas stand', () => {
    const schema = { type: 'string', nullable: true };
    const media = { content: { 'application/json': { schema } } };
    const operation = {
      parameters: [{ name: 'a', in: 'query', schema }],
      requestBody: media,
      responses: { 200: { ...media, headers: { H: { schema } } } },
      callbacks: { c: { '{$url}': { post: { requestBody: media } } } },
    };
    const document = {
      openapi: '3.0.0',
      info: INFO,
      paths: {
        '/a': {
          parameters: [{ name: 'b', in: 'query', schema }],
          post: operation,
          additionalOperations: { COPY: { requestBody: media } },
        },
      },
    };
    expect(JSON.stringify(upgrade30(document, new Origins()))).not.toContain('nullable');
    expect(JSON.stringify(upgrade30(document, new Origins())).match(/\["string","null"\]/g)).toHaveLength(7);
  });
});

it('a 3.1 document with spellings of 3.0 is read as it was meant, and keeps what stands beside a $ref', () => {
  const document = {
    openapi: '3.1.0',
    info: INFO,
    components: { schemas: { A: { type: 'string', nullable: true }, B: { $ref: '#/x', minLength: 1 } } },
  };
  expect(mend31(document, new Origins())['components']).toEqual({
    schemas: { A: { type: ['string', 'null'] }, B: { $ref: '#/x', minLength: 1 } },
  });
});

describe('a 2.0 document', () => {
  const upgraded = upgrade20(
    {
      swagger: '2.0',
      info: INFO,
      host: 'api.example.com',
      basePath: '/v2',
      schemes: ['https', 'http'],
      consumes: ['application/json'],
      produces: ['application/json'],
      securityDefinitions: {
        b: { type: 'basic' },
        o: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'a', tokenUrl: 't', scopes: { s: 'S' } },
      },
      definitions: {
        Pet: {
          type: 'object',
          discriminator: 'kind',
          properties: { next: { $ref: '#/definitions/Pet' }, tag: { type: 'string', 'x-nullable': true } },
        },
      },
      parameters: {
        Limit: { name: 'limit', in: 'query', type: 'integer', maximum: 9 },
        Body: { name: 'b', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
      },
      responses: { Gone: { description: 'G', schema: { $ref: '#/definitions/Pet' } } },
      paths: {
        '/pets': {
          parameters: [{ $ref: '#/parameters/Limit' }],
          get: {
            produces: ['application/xml'],
            parameters: [
              {
                name: 'ids',
                in: 'query',
                type: 'array',
                items: { type: 'integer' },
                collectionFormat: 'pipes',
              },
              {
                name: 'tags',
                in: 'query',
                type: 'array',
                items: { type: 'string' },
                collectionFormat: 'multi',
              },
              {
                name: 'H',
                in: 'header',
                type: 'array',
                items: { type: 'string' },
                collectionFormat: 'tsv',
              },
            ],
            responses: {
              200: {
                description: 'D',
                schema: { $ref: '#/definitions/Pet' },
                headers: { H: { type: 'integer' } },
                examples: { 'application/xml': '<a/>' },
              },
              410: { $ref: '#/responses/Gone' },
            },
          },
          post: {
            parameters: [{ $ref: '#/parameters/Body' }],
            responses: { 410: { $ref: '#/responses/Gone' } },
          },
          put: {
            parameters: [
              { name: 'f', in: 'formData', type: 'file', required: true },
              { name: 'n', in: 'formData', type: 'string' },
            ],
            responses: {},
          },
        },
      },
    },
    new Origins(),
  ) as Record<string, Tree>;
  const pets = upgraded['paths']?.['/pets'] as Record<string, Tree>;
  const components = upgraded['components'] as Record<string, Tree>;

  it('keeps its servers', () => {
    expect(upgraded['servers']).toEqual([
      { url: 'https://api.example.com/v2' },
      { url: 'http://api.example.com/v2' },
    ]);
  });

  it('moves its shared parts, and every reference with them', () => {
    expect(components['schemas']).toEqual({
      Pet: {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        properties: { next: { $ref: '#/components/schemas/Pet' }, tag: { type: 'string', nullable: true } },
      },
    });
    expect(components['parameters']).toEqual({
      Limit: { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 9 } },
    });
    expect(components['requestBodies']).toEqual({
      Body: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
      },
    });
    expect(components['securitySchemes']).toEqual({
      b: { type: 'http', scheme: 'basic' },
      o: {
        type: 'oauth2',
        flows: { authorizationCode: { authorizationUrl: 'a', tokenUrl: 't', scopes: { s: 'S' } } },
      },
    });
    expect(pets['parameters']).toEqual([{ $ref: '#/components/parameters/Limit' }]);
    expect(pets['post']?.['requestBody']).toEqual({ $ref: '#/components/requestBodies/Body' });
  });

  it('styles its parameters, and gives its answers the media types of the operation before those of the document', () => {
    expect(pets['get']?.['parameters']).toEqual([
      {
        name: 'ids',
        in: 'query',
        style: 'pipeDelimited',
        explode: false,
        schema: { type: 'array', items: { type: 'integer' } },
      },
      {
        name: 'tags',
        in: 'query',
        style: 'form',
        explode: true,
        schema: { type: 'array', items: { type: 'string' } },
      },
      {
        name: 'H',
        in: 'header',
        style: 'simple',
        explode: false,
        'x-collectionFormat': 'tsv',
        schema: { type: 'array', items: { type: 'string' } },
      },
    ]);
    expect(pets['get']?.['responses']).toEqual({
      200: {
        description: 'D',
        headers: { H: { schema: { type: 'integer' } } },
        content: { 'application/xml': { schema: { $ref: '#/components/schemas/Pet' }, example: '<a/>' } },
      },
      // What is shared is of the document's media types; this operation has its own.
      410: {
        description: 'G',
        content: { 'application/xml': { schema: { $ref: '#/components/schemas/Pet' } } },
      },
    });
    expect(pets['post']?.['responses']).toEqual({ 410: { $ref: '#/components/responses/Gone' } });
  });

  it('gives an operation with types of its own a shared body in these, at the place of the shared one', () => {
    const text = `swagger: "2.0"
info: { title: T, version: "1" }
consumes: [application/json]
parameters:
  Body: { name: b, in: body, schema: 7 }
  Other: { name: b, in: body, schema: { type: object } }
  Alias: { $ref: "#/parameters/Other" }
paths:
  /a: { post: { parameters: [{ $ref: "#/parameters/Alias" }], responses: { "204": { description: D } } } }
  /b: { post: { consumes: [application/xml], parameters: [{ $ref: "#/parameters/Alias" }], responses: { "204": { description: D } } } }
`;
    const origins = new Origins();
    const root = parse(text) as object;
    const { document, faults } = toOpenApi31(root, origins);
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/parameters/Body/schema']);
    expect(document?.components?.['requestBodies']).toMatchObject({
      Other: { content: { 'application/json': { schema: { type: 'object' } } } },
      Alias: { $ref: '#/components/requestBodies/Other' },
    });
    expect(document?.components?.['parameters']).toBeUndefined();
    const bodyOf = (path: string) => nodeAt(document, `${path}/post/requestBody`);
    expect(bodyOf('/paths/~1a')).toEqual({ $ref: '#/components/requestBodies/Alias' });
    expect(bodyOf('/paths/~1b')).toMatchObject({
      content: { 'application/xml': { schema: { type: 'object' } } },
    });
    const locate = origins.locate(document as object, root, (pointer) => ({
      file: pointer,
      line: 1,
      column: 1,
    }));
    expect(locate('/paths/~1b/post/requestBody/content/application~1xml/schema').file).toBe(
      '/parameters/Other/schema',
    );
  });

  it('makes one body of its form fields', () => {
    const schema = {
      type: 'object',
      properties: { f: { type: 'string', format: 'binary' }, n: { type: 'string' } },
      required: ['f'],
    };
    expect(pets['put']).toMatchObject({
      requestBody: { required: true, content: { 'multipart/form-data': { schema } } },
    });
  });
});

it.each(['1.2', '4.0.0', '3.10'])('version %s is refused by name', async (version) => {
  const folder = scratch({
    'a.yaml': `openapi: "${version}"\ninfo: { title: T, version: "1" }\npaths: {}\n`,
  });
  const { code, err } = await specpact(['generate', 'a.yaml', '--output', 'out'], folder);
  expect(code).toBe(1);
  expect(err).toContain('a.yaml:1:1  error');
  expect(err).toContain('dialect-unsupported');
});

const CORPUS = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

describe.skipIf(!existsSync(CORPUS))('documents of the world generate', () => {
  it.each(['petstore30.yaml', 'petstore31.yaml', 'adyen.json'])('%s', async (name) => {
    const folder = scratch();
    const { code, err } = await specpact(
      ['generate', join(CORPUS, name), '--output', 'out', '--quiet'],
      folder,
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

if (!existsSync(CORPUS)) console.log('skipped: the documents of the world are not on this machine');
