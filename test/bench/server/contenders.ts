// Hides the servers that are measured side by side: generated ones, those that one would write by hand, and peers that read the same document.
import { readFileSync } from 'node:fs';
import { createServer as createNodeServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import Ajv, { type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import express, { type RequestHandler, type Router } from 'express';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { type Context, Hono } from 'hono';
import { create, type Draft, get, KEY, list, type Query } from './notes.js';

type Handle = (request: Request) => Promise<Response>;
type Json = Readonly<Record<string, unknown>>;

/** What is made of the document, as far as it is used here. */
interface Generated {
  createServer(options: object): Handle;
  createPlugin(options: object): FastifyPluginAsync;
  createRouter(options: object): Router;
}

const document = JSON.parse(readFileSync(new URL('notes.json', import.meta.url), 'utf8')) as {
  components: { schemas: Record<string, Json> };
};
const generated = (file: string) =>
  import(new URL(`api/${file}.js`, import.meta.url).href) as Promise<Generated>;
/** What is no dependency of the project. */
const peer = createRequire(import.meta.url);

const options = (more: object = {}) => ({
  authenticate: ({ key }: { key?: string }) => key === KEY,
  handlers: {
    createNote: ({ body }: { body: Draft }) => ({ status: 201, body: create(body) }),
    listNotes: ({ query }: { query: Query }) => ({ status: 200, body: list(query) }),
    getNote: ({ path }: { path: { noteId: string } }) => ({ status: 200, body: get(path.noteId) }),
  },
  ...more,
});

/** The schemas of the document as JSON Schema by themselves: what a hand-written server would be given. */
const SCHEMAS = JSON.parse(
  JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', 'notes#/$defs/'),
) as Record<string, Json>;
const DEFS = { $id: 'notes', $defs: SCHEMAS };
const ref = (name: string) => ({ $ref: `notes#/$defs/${name}` });
const QUERY = {
  type: 'object',
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    offset: { type: 'integer', minimum: 0, default: 0 },
    colour: ref('Colour'),
    tag: { type: 'array', maxItems: 10, items: { type: 'string', minLength: 1, maxLength: 40 } },
  },
};
const PATH = {
  type: 'object',
  required: ['noteId'],
  properties: { noteId: { type: 'string', format: 'uuid' } },
};

async function fastify(fill: (app: FastifyInstance) => unknown): Promise<Server> {
  const app = Fastify();
  await fill(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app.server;
}

function byHandInFastify(app: FastifyInstance): void {
  app.addSchema(DEFS);
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers['x-api-key'] !== KEY) return reply.code(401).send({ title: 'Unauthorized' });
  });
  app.get<{ Querystring: Query }>(
    '/v1/notes',
    { schema: { querystring: QUERY, response: { 200: ref('Page') } } },
    async (request) => list(request.query),
  );
  app.post<{ Body: Draft }>(
    '/v1/notes',
    { schema: { body: ref('Draft'), response: { 201: ref('Note') } } },
    async (request, reply) => reply.code(201).send(create(request.body)),
  );
  app.get<{ Params: { noteId: string } }>(
    '/v1/notes/:noteId',
    { schema: { params: PATH, response: { 200: ref('Note') } } },
    async (request) => get(request.params.noteId),
  );
}

function byHandInHono(): Handle {
  const ajv = new Ajv.default({ coerceTypes: 'array', useDefaults: true });
  formats.default(ajv);
  ajv.addSchema(DEFS);
  const isQuery = ajv.compile(QUERY);
  const isPath = ajv.compile(PATH);
  const strict = new Ajv.default();
  formats.default(strict);
  strict.addSchema(DEFS);
  const isDraft = strict.compile(ref('Draft'));
  const refused = (context: Context, { errors }: ValidateFunction) =>
    context.json({ title: 'Bad Request', errors }, 400);
  const app = new Hono();
  app.use(async (context, next) => {
    if (context.req.header('x-api-key') !== KEY) return context.json({ title: 'Unauthorized' }, 401);
    return next();
  });
  app.get('/v1/notes', (context) => {
    const { tag, ...others } = context.req.queries();
    const single = Object.entries(others).map(([name, [value]]) => [name, value]);
    const query = Object.fromEntries([...single, ...(tag ? [['tag', tag]] : [])]);
    return isQuery(query) ? context.json(list(query as Query)) : refused(context, isQuery);
  });
  app.post('/v1/notes', async (context) => {
    const body: unknown = await context.req.json();
    return isDraft(body) ? context.json(create(body as unknown as Draft), 201) : refused(context, isDraft);
  });
  app.get('/v1/notes/:noteId', (context) => {
    const path = { noteId: context.req.param('noteId') };
    return isPath(path) ? context.json(get(path.noteId)) : refused(context, isPath);
  });
  return async (request) => app.fetch(request);
}

/** As its documentation shows it. */
function openApiValidator(): ReturnType<typeof express> {
  const { middleware } = peer('express-openapi-validator') as {
    middleware: (options: object) => RequestHandler[];
  };
  const app = express();
  app.use(express.json());
  app.use(
    middleware({
      apiSpec: document,
      validateResponses: false,
      validateSecurity: {
        handlers: { key: ({ headers }: { headers: Json }) => headers['x-api-key'] === KEY },
      },
    }),
  );
  app.get('/v1/notes', (request, response) => void response.json(list(request.query as Query)));
  app.post('/v1/notes', (request, response) => void response.status(201).json(create(request.body)));
  app.get('/v1/notes/:noteId', (request, response) => void response.json(get(request.params.noteId)));
  return app;
}

interface BackendContext {
  readonly request: {
    readonly query: Query;
    readonly params: { noteId: string };
    readonly requestBody: Draft;
    readonly headers: Json;
  };
}

async function openApiBackend(): Promise<Server> {
  const { OpenAPIBackend } = peer('openapi-backend') as {
    OpenAPIBackend: new (
      options: object,
    ) => {
      init(): Promise<unknown>;
      registerSecurityHandler(name: string, handler: (context: BackendContext) => unknown): void;
      handleRequest(request: object): Promise<{ status: number; body: unknown }>;
    };
  };
  const formatted = (ajv: Ajv.default) => formats.default(ajv);
  const api = new OpenAPIBackend({
    definition: document,
    apiRoot: '/v1',
    quick: true,
    customizeAjv: formatted,
    ajvOpts: { coerceTypes: 'array', useDefaults: true },
    handlers: {
      listNotes: ({ request }: BackendContext) => ({ status: 200, body: list(request.query) }),
      createNote: ({ request }: BackendContext) => ({ status: 201, body: create(request.requestBody) }),
      getNote: ({ request }: BackendContext) => ({ status: 200, body: get(request.params.noteId) }),
      validationFail: () => ({ status: 400, body: { title: 'Bad Request' } }),
      unauthorizedHandler: () => ({ status: 401, body: { title: 'Unauthorized' } }),
      notFound: () => ({ status: 404, body: { title: 'Not Found' } }),
    },
  });
  api.registerSecurityHandler('key', ({ request }) => request.headers['x-api-key'] === KEY);
  await api.init();
  // Its documentation's own way of standing behind Express.
  const app = express();
  app.use(express.json());
  app.use(async (request, response) => {
    const { method, path, query, body, headers } = request;
    const answer = await api.handleRequest({ method, path, query, body, headers });
    response.status(answer.status).json(answer.body);
  });
  return createNodeServer(app);
}

const overNode = (handle: Handle) => serve({ fetch: handle, port: 0, hostname: '127.0.0.1' }) as Server;

/** Each makes its server; not all of them listen yet. */
const CONTENDERS = {
  'Fastify, generated': async () =>
    fastify(async (app) => app.register((await generated('fastify')).createPlugin(options()))),
  'Fastify, generated, answers unjudged': async () =>
    fastify(async (app) =>
      app.register((await generated('fastify')).createPlugin(options({ validateResponses: 'off' }))),
    ),
  'Fastify by hand': async () => fastify(byHandInFastify),
  'web-standard, generated': async () => overNode((await generated('server')).createServer(options())),
  'web-standard, generated, answers unjudged': async () =>
    overNode((await generated('server')).createServer(options({ validateResponses: 'off' }))),
  'Hono and ajv by hand': async () => overNode(byHandInHono()),
  'Express, generated': async () =>
    createNodeServer(express().use((await generated('express')).createRouter(options()))),
  'express-openapi-validator': async () => createNodeServer(openApiValidator()),
  'openapi-backend': openApiBackend,
} satisfies Record<string, () => Promise<Server>>;

export type Contender = keyof typeof CONTENDERS;

/** Starts one. @returns where it listens */
export async function started(name: string): Promise<string> {
  const server = await CONTENDERS[name as Contender]();
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The two that also answer without a socket. */
export async function handles(): Promise<Readonly<Record<string, Handle>>> {
  const { createServer } = await generated('server');
  return {
    'web-standard, generated': createServer(options()),
    'web-standard, generated, answers unjudged': createServer(options({ validateResponses: 'off' })),
    'Hono and ajv by hand': byHandInHono(),
  };
}
