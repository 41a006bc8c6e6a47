// Express with something before the generated router that reads bodies: told of by one clear error, and not answered as if the body were empty.
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { createRouter } from '../../generated/scp-virtualserver/1.3/express.js';

it('behind express.json() a body is refused with what to do, and the rest is served', async () => {
  const told: string[] = [];
  const router = createRouter({
    authenticate: () => true,
    onError: (error) => void told.push(String(error)),
    handlers: {
      createSnapshot: () => ({ status: 429, body: { errors: [] } }) as never,
      listSnapshots: () => ({ status: 200, body: { snapshots: [] } }),
    },
  });
  const server = express().use(express.json(), router).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/snapshots`;
    const headers = { 'Scp-Accesskey': 'a', 'Scp-Signature': 'b', 'Scp-Timestamp': '1' };
    const json = { ...headers, 'content-type': 'application/json' };
    expect((await fetch(url, { headers })).status).toBe(200);
    expect((await fetch(url, { method: 'POST', headers: json, body: '{"name":"a"}' })).status).toBe(500);
    expect(told).toEqual([expect.stringContaining('mount what reads bodies behind this server')]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
