// The generated client in a real browser: unbundled modules, the browser's own fetch, a generated server on loopback.
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { createClient as CreateClientFunction } from '../../generated/huawei-evs/v5/client.js';
import { createServer } from '../../generated/huawei-evs/v5/server.js';
import type { createClient as CreateFamilyClientFunction } from '../../generated/scp-virtualserver/client.js';
import * as scp from '../replay/servers/scp.js';
import { launch } from './chromium.js';
import { moduleAt } from './modules.js';

type CreateClient = typeof CreateClientFunction;
type CreateFamilyClient = typeof CreateFamilyClientFunction;

const PAGE = `<!doctype html><title>loading</title><script type="module">
import { createClient } from '/generated/huawei-evs/v5/client.js';
import { createClient as createFamilyClient } from '/generated/scp-virtualserver/client.js';
Object.assign(globalThis, { createClient, createFamilyClient });
document.title = 'ready';
</script>`;

let browser: Browser;
let page: Page;
let server: ServerType;
let origin: string;
const problems: string[] = [];
const received: Request[] = [];

beforeAll(async () => {
  const api = createServer({
    authenticate: ({ UserToken }) => UserToken === 'token-of-the-browser',
    formatProblem: ({ title }) => ({ error_msg: title, error_code: 'APIGW.0301', request_id: 'request-1' }),
    handlers: {
      createSnapshot: ({ body }) => ({
        status: 202,
        body: { job_id: 'job-1', snapshot_id: `of-${body.snapshot.volume_id}` },
      }),
    },
  });
  const family = scp.createServer({ now: () => new Date('2026-04-15T00:00:00Z') });
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/') return new Response(PAGE, { headers: { 'content-type': 'text/html' } });
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
    received.push(request);
    return moduleAt(pathname) ?? (pathname.startsWith('/v1/') ? family : api)(request);
  };
  server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launch();
  page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => document.title === 'ready');
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

/** Runs one call of the generated client inside the page and gives back what it resolved to or threw. */
function call(token: string, project: string): Promise<unknown> {
  return page.evaluate(
    async ([token, project]) => {
      const { createClient } = globalThis as unknown as { createClient: CreateClient };
      const client = createClient({ baseUrl: location.origin, credentials: { UserToken: token } });
      try {
        const { response, ...result } = await client.createSnapshot({
          path: { project_id: project },
          body: { snapshot: { volume_id: 'volume-ü', name: 'from the browser' } },
        });
        return result;
      } catch (thrown) {
        return { name: (thrown as Error).name, message: (thrown as Error).message };
      }
    },
    [token, project] as const,
  );
}

it('sends and reads a typed call', async () => {
  expect(await call('token-of-the-browser', 'p 1')).toEqual({
    ok: true,
    status: 202,
    mediaType: 'application/json',
    headers: {},
    data: { job_id: 'job-1', snapshot_id: 'of-volume-ü' },
  });
  expect(new URL(received.at(-1)?.url ?? '').pathname).toBe('/v5/p%201/snapshots');
  expect(problems).toEqual([]);
});

it('keeps a path parameter in its segment', async () => {
  expect(await call('token-of-the-browser', '..')).toMatchObject({ name: 'InvalidParameter' });
});

it('gives a documented refusal as a value, not as an exception', async () => {
  expect(await call('wrong', 'p1')).toEqual({
    ok: false,
    status: 401,
    mediaType: 'application/json',
    headers: {},
    error: { error_msg: 'Unauthorized', error_code: 'APIGW.0301', request_id: 'request-1' },
  });
});

it('follows the life of a version, and says which there are where it is not available', async () => {
  const told = await page.evaluate(async () => {
    const { createFamilyClient } = globalThis as unknown as { createFamilyClient: CreateFamilyClient };
    const notices: unknown[] = [];
    const client = createFamilyClient({
      version: '1.1',
      baseUrl: location.origin,
      credentials: { Accesskey: '2sd2gg=2agbdSD26svcD', Signature: 'c2ln', Timestamp: '1775001600000' },
      now: () => new Date('2026-04-15T00:00:00Z'),
      onDeprecation: ({ version, phase, successor, sunsetAt }) => {
        notices.push({ version, phase, successor, sunsetAt: sunsetAt?.toISOString() });
        throw new Error('from the callback');
      },
    });
    const reported: string[] = [];
    addEventListener('error', (event) => {
      reported.push(event.message);
      event.preventDefault();
    });
    const { status } = await client.listSnapshots();
    await client.listSnapshots();
    const unknown = client.listSnapshots({}, { headers: { 'Scp-Api-Version': 'virtualserver 9.9' } });
    const refused = await unknown.catch((error: unknown) => (error as Error).message);
    return { status, notices, reported, refused };
  });
  expect(told).toEqual({
    status: 200,
    notices: [
      { version: '1.1', phase: 'guaranteed', successor: '1.3', sunsetAt: '2026-05-30T15:00:00.000Z' },
    ],
    reported: ['Uncaught Error: from the callback'],
    refused: 'listSnapshots: version "9.9" is not available (406)',
  });
});
