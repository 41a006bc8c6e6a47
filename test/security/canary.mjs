// Hides the worker in which hostile outputs run: imports each, calls it without a network, and looks for traces of code that a document brought in.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const VALUES = [undefined, null, 0, '', 'a', [], {}, { a: 1 }, JSON.parse('{"__proto__":{"polluted":1}}')];
const INPUT = { path: {}, query: {}, header: {}, cookie: {}, body: {} };

/** What only code of a document would leave behind. */
function traces() {
  const found = [];
  if ('__CANARY__' in globalThis) found.push('the canary');
  for (const shared of [Object.prototype, Function.prototype, Array.prototype])
    for (const key of ['polluted', 'admin', 'x', 'a', '0'])
      if (Object.hasOwn(shared, key)) found.push(`${key} of a prototype`);
  if (Object.keys(Object.prototype).length > 0) found.push('members of Object.prototype');
  return found;
}

/** Calls, and waits; that it throws is fine. */
async function tried(call) {
  try {
    await call();
  } catch {}
}

async function exercise(folder) {
  let called = 0;
  const modules = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'hono.js'))
    modules[file] = await import(pathToFileURL(join(folder, file)).href);
  const fetch = async () => Response.json({ a: 1 });
  const { createClient } = modules['client.js'] ?? {};
  if (createClient) {
    const client = createClient({ baseUrl: 'http://localhost/', fetch, credentials: {} });
    for (const call of Object.values(client)) {
      called++;
      await tried(() => call(INPUT));
    }
  }
  for (const guard of Object.values(modules['validators.js'] ?? {}))
    for (const value of typeof guard === 'function' ? VALUES : []) {
      called++;
      await tried(() => guard(value));
    }
  const { createServer, routes = [] } = modules['server.js'] ?? {};
  if (createServer) {
    const handlers = Object.fromEntries(routes.map(({ name }) => [name, () => ({ status: 200, body: {} })]));
    const handle = createServer({ handlers, authenticate: () => ({}), onError: () => {} });
    for (const { operation } of routes) {
      called++;
      const path = operation.path.replace(/\{[^{}]*\}/g, 'x');
      await tried(() => handle(new Request(`http://localhost${path}`, { method: operation.method })));
    }
  }
  return called;
}

const { folder, names } = workerData;
const seen = [];
for (const name of names) {
  const called = await exercise(join(folder, name));
  seen.push({ name, called, traces: traces() });
}
parentPort.postMessage(seen);
