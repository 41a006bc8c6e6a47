// Hides a document that uses every construct of OpenAPI 3.0: what it shares with 3.1, and what it spells otherwise.
import type { At } from './document-31.js';
import { document32 } from './document-32.js';

/** What came later stays in it: nobody keeps an author from writing that too. */
export function document30(at: At) {
  const { paths, components, ...rest } = document32(at);
  return {
    ...rest,
    openapi: '3.0.4',
    paths: {
      ...paths,
      '/older': {
        get: {
          operationId: at('older operationId', 'older', 'operation'),
          parameters: [
            {
              name: at('nullable parameter name', 'nothing'),
              in: 'query',
              schema: { type: 'string', nullable: true, enum: [at('nullable enum value', 'a'), null] },
            },
          ],
          responses: { [at('second status', '200')]: { description: at('older description', 'older') } },
        },
      },
    },
    components: {
      ...components,
      schemas: {
        ...components.schemas,
        Older: {
          nullable: true,
          required: [at('older required', 'amount')],
          properties: {
            [at('older property', 'amount')]: { type: 'number', minimum: 0, exclusiveMinimum: true },
            wrapped: { nullable: true, allOf: [{ $ref: '#/components/schemas/Plain' }] },
            beside: {
              $ref: '#/components/schemas/Plain',
              description: at('description beside a $ref', 'beside'),
            },
          },
          example: { [at('older example key', 'amount')]: at('older example value', 'much') },
        },
      },
    },
  };
}
