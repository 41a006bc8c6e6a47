// A small API of shelves and books, with one version header and one token: its document, its model, and a server that keeps to it.

import type { Handler, RunOptions, Target } from '../../contract/index.js';
import {
  type Finding,
  handlerTarget,
  type Phase,
  type PlanSettings,
  plan,
  type RunEvent,
  run,
  select,
} from '../../contract/index.js';
import { buildModel } from '../../generator/model/build.js';
import type { ApiModel, OpenApi31, Version } from '../../generator/model/types.js';
import type { Family } from '../../runtime/lifecycle.js';

export const FAMILY: Family = {
  family: 'shelf',
  selector: { in: 'header', name: 'Shelf-Version', format: 'shelf {version}', whenAbsent: 'current' },
  noticeDays: 90,
  unavailable: { retired: 410, unknown: 406, malformed: 400 },
  afterNotBefore: 'serve',
  versions: [{ id: '2.0', state: 'CURRENT' }],
};

/** What the tests of everything but phases try. */
export const EXAMPLES: readonly Phase[] = ['examples', 'discovery'];

export const TOKEN = 'token-of-the-page-7f3a';
const BOOK_ID = 'b0a1c2d3-0000-4000-8000-1234567890ab';

const bookOf = (name: string, tags: string[]) => ({
  id: BOOK_ID,
  name,
  shelf: 'north-wall-3',
  tags,
  note: null,
  pages: 320,
  created_at: '2026-01-02T03:04:05Z',
});

const parameter = (name: string, where: string, more: object = {}) => ({
  name,
  in: where,
  schema: { type: 'string' },
  ...more,
});
const json = (schema: object, examples: object) => ({
  content: { 'application/json': { schema, examples } },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const unauthorized = {
  description: 'No token.',
  headers: { 'WWW-Authenticate': { required: true, schema: { type: 'string' }, example: 'Token' } },
  ...json(ref('Error'), {
    unauthorized: {
      value: { error: { code: 'Unauthorized', message: 'No token.' } },
      'x-without-credentials': true,
    },
  }),
};

/** The document; a test may change its own copy. */
export function shelfDocument() {
  return {
    openapi: '3.1.1',
    info: { title: 'Shelf', version: '2.0' },
    servers: [{ url: 'https://shelf.example.com/api' }],
    security: [{ Token: [] }],
    paths: {
      '/v1/{shelf}/books': {
        parameters: [
          parameter('shelf', 'path', { required: true, example: 'north-wall-3' }),
          parameter('X-Auth-Token', 'header', { required: true, example: TOKEN }),
        ],
        post: {
          operationId: 'createBook',
          requestBody: {
            required: true,
            ...json(ref('BookDraft'), {
              'full-draft': { value: { name: 'Emma', tags: ['novel', 'regency'], note: null } },
              'bad-name': { value: { name: '' }, 'x-violates': '/name' },
            }),
          },
          responses: {
            201: {
              description: 'Created.',
              headers: {
                Location: {
                  required: true,
                  schema: { type: 'string', pattern: '^/v1/' },
                  examples: { 'full-draft': { value: `/v1/north-wall-3/books/${BOOK_ID}` } },
                },
                'X-Remaining': { schema: { type: 'integer', minimum: 0 } },
              },
              ...json(ref('BookAnswer'), {
                'full-draft': { value: { book: bookOf('Emma', ['novel', 'regency']) } },
              }),
            },
            400: {
              description: 'Refused.',
              ...json(ref('Error'), {
                'bad-name': { value: { error: { code: 'Invalid', message: 'name is too short' } } },
              }),
            },
            401: unauthorized,
          },
        },
        get: {
          operationId: 'listBooks',
          parameters: [
            parameter('tags', 'query', {
              schema: { type: 'array', items: { type: 'string' } },
              examples: { 'by-tag': { value: ['novel'] } },
            }),
            parameter('limit', 'query', { schema: { type: 'integer' }, example: 20 }),
            parameter('name', 'query', { example: 'Emma' }),
          ],
          responses: {
            200: {
              description: 'A page.',
              ...json(ref('BookList'), {
                'all-books': {
                  value: {
                    count: 2,
                    books: [bookOf('Emma', ['novel']), bookOf('Persuasion', ['novel', 'bath'])],
                  },
                },
                'by-tag': { value: { count: 1, books: [bookOf('Emma', ['novel', 'regency'])] } },
              }),
            },
            401: unauthorized,
          },
        },
      },
      '/v1/{shelf}/books/{book_id}': {
        parameters: [
          parameter('shelf', 'path', { required: true, example: 'north-wall-3' }),
          parameter('book_id', 'path', {
            required: true,
            examples: {
              'known-book': { value: BOOK_ID },
              'gone-book': { value: BOOK_ID },
              'unknown-book': { value: 'ffffffff-0000-4000-8000-000000000000' },
            },
          }),
          parameter('X-Auth-Token', 'header', { required: true, example: TOKEN }),
        ],
        get: {
          operationId: 'getBook',
          responses: {
            200: {
              description: 'The book.',
              ...json(ref('BookAnswer'), { 'known-book': { value: { book: bookOf('Emma', ['novel']) } } }),
            },
            404: {
              description: 'None.',
              ...json(ref('Error'), {
                'unknown-book': { value: { error: { code: 'NotFound', message: 'no such book' } } },
              }),
            },
          },
        },
        delete: {
          operationId: 'deleteBook',
          responses: {
            204: { description: 'Gone.' },
            404: {
              description: 'None.',
              ...json(ref('Error'), {
                'unknown-book': { value: { error: { code: 'NotFound', message: 'no such book' } } },
              }),
            },
          },
        },
      },
    },
    components: {
      securitySchemes: { Token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } },
      schemas: {
        BookDraft: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', minLength: 1 },
            tags: { type: 'array', items: { type: 'string' } },
            note: { type: ['string', 'null'] },
          },
        },
        Book: {
          type: 'object',
          required: ['id', 'name', 'shelf', 'tags', 'created_at', 'pin'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            name: { type: 'string' },
            shelf: { type: 'string' },
            tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
            note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
            pages: { type: 'integer', minimum: 1, maximum: 9999 },
            created_at: { type: 'string', format: 'date-time' },
            pin: { type: 'string', writeOnly: true },
          },
          // What only looks like a schema must not confuse whoever compiles this.
          examples: [{ $id: 'a', $ref: '#/nowhere' }, { $id: 'a' }],
        },
        BookAnswer: { type: 'object', required: ['book'], properties: { book: ref('Book') } },
        BookList: {
          type: 'object',
          required: ['books'],
          properties: { count: { type: 'integer' }, books: { type: 'array', items: ref('Book') } },
        },
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: {
                code: { enum: ['Invalid', 'Unauthorized', 'NotFound'] },
                message: { type: 'string' },
              },
            },
          },
        },
      },
    },
  };
}

/** The model of a document, as a family's version or alone. */
export function modelOf(
  document: object,
  version: Version = { family: 'shelf', id: '2.0', selector: FAMILY.selector },
): ApiModel {
  const locate = () => ({ file: 'shelf.yaml', line: 1, column: 1 });
  const { value, diagnostics } = buildModel(
    { path: '/shelf.yaml', file: 'shelf.yaml', document: document as OpenApi31, locate, files: [] },
    version,
    FAMILY,
  );
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

export const MODEL = modelOf(shelfDocument());

/** Keeps to the document, whatever it is asked. */
export const conforming: Handler = async (request) => {
  const { pathname, searchParams } = new URL(request.url);
  const [, segment = '', id] = /^\/api\/v1\/([^/]+)\/books(?:\/([^/]+))?$/.exec(pathname) ?? [];
  const shelf = decodeURIComponent(segment);
  const send = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    Response.json(body, { status, headers });
  const book = (more: object) => ({
    ...bookOf('Emma', ['novel']),
    shelf,
    created_at: '2031-12-31T23:59:59.5+09:00',
    ...more,
  });
  if (request.headers.get('shelf-version') !== 'shelf 2.0') return send(406, {});
  if (!request.headers.get('x-auth-token')) {
    return send(401, { error: { code: 'Unauthorized', message: 'who?' } }, { 'www-authenticate': 'Token' });
  }
  if (request.method === 'POST') {
    const draft = (await request.json()) as { name: string; tags: string[]; note: string | null };
    if (draft.name === '') return send(400, { error: { code: 'Invalid', message: 'a name, please' } });
    const fresh = '0f0e0d0c-1111-4222-8333-444455556666';
    return send(
      201,
      { book: book({ ...draft, id: fresh }) },
      { location: `/v1/${shelf}/books/${fresh}`, 'x-remaining': '7' },
    );
  }
  if (id === undefined) {
    const books = [book({ tags: ['novel', 'bath'] }), book({ name: 'Emma', tags: ['novel'] })];
    return send(200, { count: searchParams.has('limit') ? 2 : 99, books });
  }
  if (id.startsWith('ffffffff')) return send(404, { error: { code: 'NotFound', message: 'no' } });
  return request.method === 'DELETE'
    ? new Response(null, { status: 204 })
    : send(200, { book: book({ id }) });
};

export interface RunResult {
  readonly events: readonly RunEvent[];
  readonly findings: readonly Finding[];
}

/** Runs the shelf's plan, or the cases that are named, against a handler or another target. */
export async function runShelf(
  target: Handler | Target,
  {
    cases = [],
    settings = {},
    options = {},
    model = MODEL,
  }: { cases?: readonly string[]; settings?: PlanSettings; options?: RunOptions; model?: ApiModel } = {},
): Promise<RunResult> {
  const { plan: planned, unmatched } = select(plan([{ model }], { phases: EXAMPLES, ...settings }), cases);
  if (unmatched.length > 0) throw new Error(`no case ${unmatched.join()}`);
  const events: RunEvent[] = [];
  for await (const event of run(
    planned,
    typeof target === 'function' ? handlerTarget(target) : target,
    options,
  ))
    events.push(event);
  return { events, findings: events.flatMap((event) => (event.type === 'judged' ? event.findings : [])) };
}
