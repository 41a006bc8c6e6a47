// A server that ends well: told to stop, it takes nothing new, answers what it was asked, and is gone. tsx test/tour/graceful.ts [port]
import { setTimeout as pause } from 'node:timers/promises';
import Fastify from 'fastify';
import { createPlugin } from '../../generated/scp-virtualserver/1.3/fastify.js';

const app = Fastify();
let isEnding = false;
// A connection that is kept alive would keep the process alive, too.
app.addHook('onSend', async (_request, reply) => {
  if (isEnding) reply.header('connection', 'close');
});
await app.register(
  createPlugin({
    authenticate: { Accesskey: Boolean, Signature: Boolean, Timestamp: Boolean },
    handlers: {
      createSnapshot: () => ({ status: 429, body: { errors: [] } }) as never,
      listSnapshots: async () => {
        console.log('asked');
        await pause(500);
        return { status: 200, body: { snapshots: [] } };
      },
    },
  }),
);
process.once('SIGTERM', () => {
  isEnding = true;
  void app.close();
});
console.log(await app.listen({ port: Number(process.argv[2] ?? 0), host: '127.0.0.1' }));
