// A document, and edits of it that make no difference.
export type Tree = Record<string, unknown>;
export type Edit = (document: Tree) => void;

export const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
export const json = (schema: unknown) => ({ 'application/json': { schema } });
export const refused = { description: 'Refused', content: json(ref('Problem')) };

export const LIBRARY: Tree = {
  openapi: '3.1.1',
  info: { title: 'Library', version: '1' },
  servers: [{ url: 'https://library.example/api' }],
  security: [{ key: [] }],
  tags: [{ name: 'books', description: 'All of them' }],
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
          { name: 'sort', in: 'query', schema: { type: 'string', enum: ['title', 'shelf'] } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'A page',
            headers: { 'X-Total': { required: true, schema: { type: 'integer' } } },
            content: json({
              type: 'object',
              properties: { books: { type: 'array', items: ref('Book') } },
              required: ['books'],
            }),
          },
          400: refused,
        },
      },
      post: {
        operationId: 'addBook',
        requestBody: { required: true, content: json(ref('NewBook')) },
        responses: { 201: { description: 'Added', content: json(ref('Book')) }, 409: refused },
      },
    },
    '/books/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getBook',
        responses: { 200: { description: 'One', content: json(ref('Book')) }, 404: refused },
      },
      delete: { operationId: 'removeBook', responses: { 204: { description: 'Gone' }, 404: refused } },
    },
  },
  webhooks: {
    lent: {
      post: {
        operationId: 'lent',
        requestBody: { required: true, content: json(ref('Loan')) },
        responses: { 200: { description: 'Seen' } },
      },
    },
  },
  components: {
    schemas: {
      Book: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          title: { type: 'string', maxLength: 200 },
          shelf: { type: 'string', enum: ['a', 'b'] },
          author: ref('Author'),
          medium: { oneOf: [ref('Paper'), ref('File')] },
          more: { type: 'object', additionalProperties: { type: 'string' } },
        },
        required: ['id', 'title'],
      },
      NewBook: {
        type: 'object',
        properties: {
          title: { type: 'string', maxLength: 200 },
          pages: { type: 'integer', minimum: 1 },
          note: { type: 'string' },
        },
        required: ['title'],
      },
      Author: { type: 'object', properties: { name: { type: 'string' }, born: { type: 'integer' } } },
      Paper: {
        type: 'object',
        properties: { of: { const: 'paper' }, weight: { type: 'number' } },
        required: ['of'],
      },
      File: {
        type: 'object',
        properties: { of: { const: 'file' }, size: { type: 'integer' } },
        required: ['of'],
      },
      Loan: {
        type: 'object',
        properties: { book: { type: 'string' }, until: { type: 'string' } },
        required: ['book'],
      },
      Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
};

/** What a path of keys leads to. */
export function at(document: Tree, ...keys: readonly (string | number)[]): Tree {
  return keys.reduce<Tree>((node, key) => (node as Record<string | number, Tree>)[key] as Tree, document);
}

export const schema = (document: Tree, key: string) => at(document, 'components', 'schemas', key);
export const property = (document: Tree, key: string, name: string) =>
  at(schema(document, key), 'properties', name);
export const list = (document: Tree) => at(document, 'paths', '/books', 'get');
export const parameter = (document: Tree, index: number) => at(list(document), 'parameters', index);

export function withEdits(edits: readonly Edit[]): Tree {
  const document = structuredClone(LIBRARY);
  for (const edit of edits) edit(document);
  return document;
}

/** No difference at all. */
export const WORDS: Edit[] = [
  (document) => {
    at(document, 'info')['description'] = 'Books';
  },
  (document) => {
    at(document, 'tags', 0)['description'] = 'Some of them';
  },
  (document) => {
    Object.assign(list(document), {
      summary: 'List',
      externalDocs: { url: 'https://a.example' },
      tags: ['books'],
    });
  },
  (document) => {
    Object.assign(property(document, 'Book', 'title'), {
      title: 'Title',
      description: 'Its name',
      examples: ['Emma'],
    });
  },
  (document) => {
    Object.assign(parameter(document, 0), { description: 'How many', examples: { few: { value: 3 } } });
  },
  (document) => {
    at(list(document), 'responses', '200')['description'] = 'Some of them';
  },
  (document) => {
    property(document, 'Book', 'shelf')['x-owner'] = 'reading room';
  },
  (document) => {
    property(document, 'Book', 'author')['description'] = 'Who wrote it';
  },
  // What is deprecated follows from the state of a version.
  (document) => {
    list(document)['deprecated'] = true;
  },
  // The order of things.
  (document) => {
    document['paths'] = Object.fromEntries(Object.entries(at(document, 'paths')).reverse());
  },
  (document) => {
    const parameters = list(document)['parameters'] as unknown[];
    if (parameters.length === 3) parameters.reverse().splice(0, 3, ...parameters.toReversed());
  },
  (document) => (property(document, 'Book', 'shelf')['enum'] as string[]).reverse(),
  // What a reference leads to stands in its place, and the other way round.
  (document) => {
    at(schema(document, 'Book'), 'properties')['author'] = structuredClone(schema(document, 'Author'));
  },
  (document) => {
    const { oneOf } = property(document, 'Book', 'medium') as { oneOf: unknown[] };
    oneOf[0] = structuredClone(schema(document, 'Paper'));
  },
  (document) => {
    at(document, 'components', 'schemas')['Fault'] = schema(document, 'Problem');
    at(document, 'paths', '/books/{id}', 'get', 'responses')['404'] = {
      ...{ description: 'Refused', content: json(ref('Fault')) },
    };
  },
  (document) => {
    at(document, 'components', 'schemas')['Title'] = property(document, 'Book', 'title');
    at(schema(document, 'Book'), 'properties')['title'] = ref('Title');
  },
  // The same in other words.
  (document) => {
    property(document, 'Paper', 'of')['enum'] = ['paper'];
    delete property(document, 'Paper', 'of')['const'];
  },
  (document) => {
    at(schema(document, 'Author'), 'properties')['name'] = { allOf: [{ type: ['string'] }] };
  },
  // Nothing leads there.
  (document) => {
    at(document, 'components', 'schemas')['Unused'] = { type: 'string' };
  },
];
