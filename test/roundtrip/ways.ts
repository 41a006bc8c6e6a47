// Hides how a generated client reaches a generated server: by a function call, or over a real loopback socket.
import { listen } from '../replay/socket.js';

type Server = (request: Request) => Promise<Response>;

/** What a client is made with, and every request that it has sent. */
export interface Reached {
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Copies, in order. */
  readonly requests: readonly Request[];
}

export interface Way {
  readonly name: string;
  readonly reach: (server: Server) => Promise<Reached>;
}

export const WAYS: readonly Way[] = [
  {
    name: 'in process',
    reach: async (server) => recording('http://localhost', (request) => server(request)),
  },
  {
    name: 'over a socket',
    reach: async (server) => recording(await listen(server), (request) => fetch(request)),
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
