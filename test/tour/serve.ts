// Starts one of the sample servers on loopback, to point `specpact contract` at: tsx test/tour/serve.ts [port] [--broken]
import { serve } from '@hono/node-server';
import { createServer } from '../replay/servers/scp.js';

const [port = '8080', broken] = process.argv.slice(2);
const handle = createServer({ now: () => new Date('2026-04-15T00:00:00Z') });

/** The planted mistake of the README's tour: a create that forgets the name it was given. */
async function answer(request: Request): Promise<Response> {
  const response = await handle(request);
  if (broken !== '--broken' || response.status !== 202) return response;
  const body = (await response.json()) as Record<string, unknown>;
  return Response.json({ ...body, name: 'unnamed' }, { status: 202, headers: response.headers });
}

serve({ fetch: answer, port: Number(port), hostname: '127.0.0.1' }, ({ port: bound }) => {
  console.log(`scp-virtualserver, all versions, at 2026-04-15: http://127.0.0.1:${bound}`);
});
