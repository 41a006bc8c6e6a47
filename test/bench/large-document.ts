// Hides a document larger than any that is at hand: 20,000 operations in 28 MB, five for each of 4,000 resources.
import { writeFileSync } from 'node:fs';
import type { Document } from './documents.js';

const RESOURCES = 4000;
const MEMBERS = 12;

export function writeLarge(to: string): Document {
  const numbers = Array.from({ length: RESOURCES }, (_, at) => at);
  const document = {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1' },
    paths: Object.fromEntries(numbers.flatMap(pathsOf)),
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['code'],
          properties: { code: { type: 'string' }, detail: { type: 'string' } },
        },
        ...Object.fromEntries(numbers.map((at) => [`Resource${at}`, schemaOf(at)])),
      },
    },
  };
  writeFileSync(to, JSON.stringify(document));
  return { name: '20,000 operations', path: to };
}

function pathsOf(at: number): [string, unknown][] {
  const name = `Resource${at}`;
  const description = about(at);
  const schema = { $ref: `#/components/schemas/${name}` };
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
  const list = answers({ type: 'array', items: schema });
  const one = answers(schema);
  return [
    [
      `/resources-${at}`,
      {
        get: { operationId: `list${name}`, description, parameters: [limit], responses: list },
        post: { operationId: `create${name}`, description, requestBody, responses: one },
      },
    ],
    [
      `/resources-${at}/{id}`,
      {
        parameters: [id],
        get: { operationId: `read${name}`, description, responses: one },
        put: { operationId: `replace${name}`, description, requestBody, responses: one },
        delete: { operationId: `remove${name}`, description, responses: { '204': { description: 'Gone.' } } },
      },
    ],
  ];
}

function answers(schema: unknown): unknown {
  const problem = { $ref: '#/components/schemas/Problem' };
  return {
    '200': { description: 'As asked for.', content: { 'application/json': { schema } } },
    default: { description: 'A problem.', content: { 'application/json': { schema: problem } } },
  };
}

function schemaOf(at: number): unknown {
  const members = Array.from({ length: MEMBERS }, (_, member) => [
    `member_${member}`,
    { type: 'integer', minimum: 0, description: `Member ${member}.` },
  ]);
  return {
    type: 'object',
    description: about(at),
    required: ['id', 'name'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string', minLength: 1, maxLength: 255, description: 'What people call it.' },
      state: { type: 'string', enum: ['creating', 'available', 'deleting', 'error'] },
      parent: { $ref: `#/components/schemas/Resource${Math.floor(at / 2)}` },
      ...Object.fromEntries(members),
    },
  };
}

function about(at: number): string {
  const text = 'One of very many resources, described at a length that real documents have. ';
  return `${text.repeat(8)}Number ${at}.`;
}
