// Hides how a generated client reaches a generated server: by a function call or over a real loopback socket, in each of the frameworks.
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import Fastify, { type FastifyPluginAsync } from 'fastify';
import { afterAll } from 'vitest';
import { listen } from '../replay/socket.js';

type Server = (request: Request) => Promise<Response>;

/** What generated code serves with, from the same options. */
export interface Serving<Options> {
  createServer(options: Options): Server;
  /** Hono. */
  createApp(options: Options): { fetch(request: Request): Response | Promise<Response> };
  /** Fastify. */
  createPlugin(options: Options): FastifyPluginAsync;
  /** Express. */
  createRouter(options: Options): Router;
}

/** What a client is made with, and every request that it has sent. */
export interface Reached {
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Copies, in order. */
  readonly requests: readonly Request[];
}

export interface Way {
  readonly name: string;
  /** Whether Node's own server reads the requests. */
  readonly isSocket: boolean;
  readonly reach: <Options>(serving: Serving<Options>, options: Options) => Promise<Reached>;
}

/** To what is only a function. */
export interface PlainWay {
  readonly name: string;
  readonly reach: (server: Server) => Promise<Reached>;
}

export const PLAIN_WAYS = [
  {
    name: 'in process',
    reach: async (server) => recording('http://localhost', (request) => server(request)),
  },
  {
    name: 'over a socket',
    reach: async (server) => recording(await listen(server), (request) => fetch(request)),
  },
] as const satisfies readonly PlainWay[];
const [inProcess, overSocket] = PLAIN_WAYS;

export const WAYS: readonly [inProcess: Way, overSocket: Way, ...Way[]] = [
  {
    name: inProcess.name,
    isSocket: false,
    reach: ({ createServer }, options) => inProcess.reach(createServer(options)),
  },
  {
    name: overSocket.name,
    isSocket: true,
    reach: ({ createServer }, options) => overSocket.reach(createServer(options)),
  },
  {
    name: 'with Hono',
    isSocket: false,
    reach: async ({ createApp }, options) => {
      const app = createApp(options);
      return recording('http://localhost', async (request) => app.fetch(request));
    },
  },
  {
    name: 'with Fastify',
    isSocket: true,
    reach: async ({ createPlugin }, options) => {
      const app = Fastify({ forceCloseConnections: true, keepAliveTimeout: 120_000 });
      await app.register(createPlugin(options));
      const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
      afterAll(() => app.close());
      return recording(baseUrl, (request) => fetch(request));
    },
  },
  {
    name: 'with Express',
    isSocket: true,
    reach: async ({ createRouter }, options) => {
      const app = express();
      app.use(createRouter(options));
      const server = app.listen(0, '127.0.0.1');
      server.keepAliveTimeout = 120_000;
      await new Promise((ready) => server.once('listening', ready));
      afterAll(() => {
        server.closeAllConnections();
        server.close();
      });
      const { port } = server.address() as AddressInfo;
      return recording(`http://127.0.0.1:${port}`, (request) => fetch(request));
    },
  },
];

function recording(baseUrl: string, send: (request: Request) => Promise<Response>): Reached {
  const requests: Request[] = [];
  return {
    baseUrl,
    requests,
    fetch: (request) => {
      requests.push(request.clone());
      return send(request);
    },
  };
}
