// Hides the loopback socket: a real HTTP server on a port of the system's choice, closed when the test file is done.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll } from 'vitest';

/** Serves a web-standard handler. @returns its base URL, `http://127.0.0.1:40123` */
export async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    // The globals stay Node's own: the client on the other end of the socket must not share tricks with the server.
    const options = { fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false };
    const made = serve(options, () => ready(made));
  });
  // A busy test rests for longer than the five seconds of which a client may still believe that the connection is there.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 120_000;
  afterAll(
    () =>
      new Promise<void>((done) => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        server.close(() => done());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
