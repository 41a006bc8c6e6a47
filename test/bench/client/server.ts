// A process that answers the same list of snapshots again and again, and says where it listens.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANSWER } from './calls.js';

const server = createServer((_, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(ANSWER) })
    .end(ANSWER);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
