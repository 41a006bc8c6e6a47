// Hides a small document of notes, the lines in them, and settings that stand alone.

const json = (schema: object, more: object = {}) => ({
  content: { 'application/json': { schema, ...more } },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });
const inPath = (name: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'path',
  required: true,
  schema,
});
const gone = {
  description: 'Not there.',
  ...json(ref('Error'), { examples: { none: { value: { code: 404, message: 'There is no such note.' } } } }),
};
const bad = { description: 'Wrong.', ...json(ref('Error')) };

export const PATHS = {
  '/notes': {
    get: {
      operationId: 'listNotes',
      parameters: [
        query('limit', { type: 'integer', minimum: 1, maximum: 50 }),
        query('offset', { type: 'integer', minimum: 0 }),
        query('title', { type: 'string' }),
        query('sort', { type: 'string', enum: ['title', '-title', 'rank', '-rank'] }),
      ],
      responses: {
        '200': {
          description: 'All.',
          headers: { 'X-Total-Count': { schema: { type: 'integer' } }, Link: { schema: { type: 'string' } } },
          ...json({
            type: 'object',
            required: ['notes', 'total'],
            properties: {
              notes: { type: 'array', items: ref('Note') },
              total: { type: 'integer' },
              next: { type: ['string', 'null'] },
            },
          }),
        },
        '400': bad,
      },
    },
    post: {
      operationId: 'createNote',
      requestBody: { required: true, ...json(ref('NewNote')) },
      responses: {
        '201': {
          description: 'Made.',
          headers: { Location: { schema: { type: 'string' } } },
          ...json(ref('Note')),
        },
        '400': bad,
      },
    },
  },
  '/notes/{note_id}': {
    parameters: [inPath('note_id', { type: 'string', format: 'uuid' })],
    get: {
      operationId: 'getNote',
      responses: { '200': { description: 'It.', ...json(ref('Note')) }, '404': gone },
    },
    put: {
      operationId: 'replaceNote',
      requestBody: { required: true, ...json(ref('NewNote')) },
      responses: { '200': { description: 'It.', ...json(ref('Note')) }, '404': gone },
    },
    patch: {
      operationId: 'changeNote',
      requestBody: {
        required: true,
        content: { 'application/merge-patch+json': { schema: { type: 'object' } } },
      },
      responses: { '200': { description: 'It.', ...json(ref('Note')) }, '404': gone },
    },
    delete: { operationId: 'deleteNote', responses: { '204': { description: 'Gone.' }, '404': gone } },
  },
  '/notes/{note_id}/lines': {
    parameters: [inPath('note_id')],
    get: {
      operationId: 'listLines',
      responses: {
        '200': { description: 'All.', ...json({ type: 'array', items: ref('Line') }) },
        '404': gone,
      },
    },
    post: {
      operationId: 'addLine',
      requestBody: { required: true, ...json(ref('Line')) },
      responses: { '201': { description: 'Made.', ...json(ref('Line')) }, '404': gone },
    },
  },
  '/notes/{note_id}/lines/{id}': {
    parameters: [inPath('note_id'), inPath('id', { type: 'integer' })],
    get: {
      operationId: 'getLine',
      responses: { '200': { description: 'It.', ...json(ref('Line')) }, '404': gone },
    },
  },
  '/notes/{note_id}/archive': {
    parameters: [inPath('note_id')],
    post: {
      operationId: 'archive',
      responses: {
        '202': {
          description: 'Begun.',
          ...json({ type: 'object', properties: { job: { type: 'string' } }, required: ['job'] }),
        },
        '404': gone,
      },
    },
  },
  '/settings': {
    get: {
      operationId: 'getSettings',
      responses: { '200': { description: 'They.', ...json(ref('Settings')) } },
    },
    put: {
      operationId: 'setSettings',
      requestBody: { required: true, ...json(ref('Settings')) },
      responses: { '200': { description: 'They.', ...json(ref('Settings')) } },
    },
  },
};

export const COMPONENTS = {
  schemas: {
    Note: {
      type: 'object',
      required: ['id', 'title', 'created_at'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        title: { type: 'string' },
        rank: { type: 'integer' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        status: { type: 'string', enum: ['creating', 'ready'], examples: ['creating'], readOnly: true },
        created_at: { type: 'string', format: 'date-time' },
        updated_at: { type: ['string', 'null'], format: 'date-time' },
      },
    },
    NewNote: {
      type: 'object',
      required: ['title'],
      properties: {
        title: { type: 'string', maxLength: 20 },
        rank: { type: 'integer', default: 0 },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    Line: {
      type: 'object',
      required: ['text'],
      properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string' } },
    },
    Settings: {
      type: 'object',
      required: ['theme'],
      properties: { theme: { type: 'string', default: 'light' } },
    },
    Error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'integer' }, message: { type: 'string' } },
    },
  },
};
