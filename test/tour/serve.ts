// Starts a sample server on loopback, to point `specpact contract` at: tsx test/tour/serve.ts [port] [--broken]
import { serve } from '@hono/node-server';
import { createServer } from '../replay/servers/scp.js';
import { forgetful } from './broken.js';

const [port = '8080', broken] = process.argv.slice(2);
const handle = createServer({ now: () => new Date('2026-04-15T00:00:00Z') });
const fetch = broken === '--broken' ? forgetful(handle) : handle;

serve({ fetch, port: Number(port), hostname: '127.0.0.1' }, ({ port: bound }) => {
  console.log(`scp-virtualserver, all versions, at 2026-04-15: http://127.0.0.1:${bound}`);
});
