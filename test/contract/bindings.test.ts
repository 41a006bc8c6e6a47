// contract.yaml as it is used: values from the environment and from files, credentials, requests around a run, and what is said of mistakes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runContract } from '../../generator/cli/contract.js';
import { scripted } from '../generate/run.js';
import { conforming, shelfDocument } from './shelf.js';

const SECRET = 'the-real-token-91c2';
const cwd = mkdtempSync(join(tmpdir(), 'specpact-bindings-'));
let server: Server;
let baseUrl = '';
/** `METHOD path token body`, in the order in which they came. */
let seen: string[] = [];
/** How a set-up request is answered. */
let prepared = { status: 201, body: '{"shelf":{"id":"south-2"}}' };

const textOf = async (incoming: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

beforeAll(async () => {
  writeFileSync(join(cwd, 'api.json'), JSON.stringify(shelfDocument()));
  server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming);
    const { method = 'GET', url = '/', headers } = incoming;
    const token = headers['x-auth-token'];
    seen.push([method, url, token ?? '-', body].join(' ').trim());
    if (url.startsWith('/shelves')) {
      outgoing.writeHead(prepared.status, { 'content-type': 'application/json' }).end(prepared.body);
      return;
    }
    const passed = new Headers({ 'shelf-version': 'shelf 2.0' });
    if (headers['content-type']) passed.set('content-type', headers['content-type']);
    if (token !== undefined) passed.set('x-auth-token', String(token));
    const answer = await conforming(
      new Request(`http://localhost${url.replace('south-2', 'north-wall-3')}`, {
        method,
        headers: passed,
        ...(body && { body }),
      }),
    );
    const text = (await answer.text()).replaceAll(
      'north-wall-3',
      url.includes('south-2') ? 'south-2' : 'north-wall-3',
    );
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

beforeEach(() => {
  seen = [];
  prepared = { status: 201, body: '{"shelf":{"id":"south-2"}}' };
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(cwd, { recursive: true });
});

async function contract(bindings: string, env: Record<string, string> = { TOKEN: SECRET }) {
  writeFileSync(join(cwd, 'contract.yaml'), bindings);
  const { io, printed } = scripted(cwd, { env });
  const code = await runContract(
    { document: 'api.json', baseUrl, bindings: 'contract.yaml', phases: 'examples' },
    io,
  );
  return { code, ...printed };
}

describe('a document alone', () => {
  it('is tried without a family', async () => {
    const { io, printed } = scripted(cwd);
    expect(
      await runContract({ document: 'api.json', baseUrl, phases: 'examples' }, io),
      printed.out + printed.err,
    ).toBe(0);
  });

  it('or a family, but not both, and not neither', async () => {
    for (const options of [{ baseUrl }, { baseUrl, document: 'api.json', family: 'books' }]) {
      const { io, printed } = scripted(cwd);
      expect(await runContract(options, io)).toBe(2);
      expect(printed.err).toMatch(/^specpact contract: Name what is tried: an OpenAPI document/);
    }
  });
});

describe('credentials', () => {
  it('are put on every request but those that are about them, and never shown', async () => {
    const { code, out, err } = await contract('auth: { Token: { apiKey: { env: TOKEN } } }');
    expect(code, out + err).toBe(0);
    const tokens = new Set(seen.map((line) => line.split(' ')[2]));
    expect([...tokens].sort()).toEqual(['-', SECRET]);
    expect(out + err).not.toContain(SECRET);
  });

  it('that cannot be had end the run before anything is judged', async () => {
    const auth = `auth: { Token: { clientCredentials: { tokenUrl: "${baseUrl}/shelves", clientId: me, clientSecret: s3cr3t-value } } }`;
    prepared = { status: 401, body: '{"error":"s3cr3t-value"}' };
    const { code, out, err } = await contract(auth);
    expect(code).toBe(2);
    expect(err).toContain(
      'there are no credentials: The token endpoint gave no token: it answered with status 401',
    );
    expect(out + err).not.toContain('s3cr3t-value');
  });
});

describe('requests around a run', () => {
  it('prepare it, give it values, and leave nothing behind', async () => {
    const { code, out, err } = await contract(`
variables: { wing: south }
auth: { Token: { apiKey: { env: TOKEN } } }
setUp:
  - { request: POST /shelves, body: { wing: "{wing}", floor: 2 }, status: 201, save: { shelf: /shelf/id } }
tearDown:
  - { request: "DELETE /shelves/{shelf}", status: 201 }
`);
    expect(code, out + err).toBe(0);
    expect(seen[0]).toBe(`POST /shelves ${SECRET} {"wing":"south","floor":2}`);
    expect(seen.at(-1)).toBe(`DELETE /shelves/south-2 ${SECRET}`);
    expect(seen.some((line) => line.startsWith('POST /api/v1/south-2/books'))).toBe(true);
  });

  it.each([
    [
      'another status',
      { status: 503, body: `{"token":"${SECRET}"}` },
      'answered with 503 where 201 is needed: "{\\"token\\":\\"[redacted]\\"}"',
    ],
    [
      'nothing where a value is to come from',
      { status: 201, body: '{}' },
      'its answer has nothing at /shelf/id, where shelf is to come from',
    ],
  ])('that fail end it before it begins: %s', async (_, answer, reason) => {
    prepared = answer;
    const { code, err } = await contract(`
auth: { Token: { apiKey: { env: TOKEN } } }
setUp: [{ name: a shelf, request: POST /shelves, status: 201, save: { shelf: /shelf/id } }]
`);
    expect(code).toBe(2);
    expect(err).toContain(`Set-up a shelf failed: `);
    expect(err).toContain(reason);
    expect(seen).toHaveLength(1);
  });

  it('that fail afterwards are told, and do not change the verdict', async () => {
    prepared = { status: 500, body: '' };
    const { code, err } = await contract('tearDown: [{ request: DELETE /shelves/1 }]');
    expect(code).toBe(0);
    expect(err).toBe(
      'specpact contract: Tear-down DELETE /shelves/1 failed: it was answered with 500 where a success is needed: "".\n',
    );
  });
});

describe('values', () => {
  it('come from the environment, from files, or stand there', async () => {
    writeFileSync(join(cwd, 'shelf.txt'), 'south-2\n');
    expect((await contract('variables: { shelf: { file: shelf.txt } }')).code).toBe(0);
    expect((await contract('variables: { shelf: { env: NONE, default: south-2 } }')).code).toBe(0);
    expect(
      seen.every((line) => line.includes('/south-2/') || line.includes('unknown') || line.startsWith('GET')),
    ).toBe(true);
  });
});

describe('mistakes are told at their place, and nothing is sent', () => {
  it.each([
    [
      'bindings-missing',
      'auth: { Token: { apiKey: { env: NOT_SET } } }',
      'contract.yaml:1:18',
      'The environment has no NOT_SET.',
    ],
    [
      'bindings-missing',
      'variables:\n  shelf: { file: none.txt }',
      'contract.yaml:2:3',
      'The file none.txt cannot be read.',
    ],
    [
      'bindings-missing',
      'auth: { Tokn: { bearer: x } }',
      'contract.yaml:1:9',
      'No document has a security scheme "Tokn".',
    ],
    ['bindings-key-unknown', 'variabels: {}', 'contract.yaml:1:1', 'Did you mean variables?'],
    [
      'bindings-invalid',
      'variables:\n  shelf: { from: here }',
      'contract.yaml:2:3',
      'is not what is meant here',
    ],
    [
      'bindings-invalid',
      'setUp: [{ request: shelves }]',
      'contract.yaml:1:11',
      'POST /v3/{project_id}/volumes',
    ],
    ['bindings-invalid', 'auth: { Token: { basic: { username: a } } }', 'contract.yaml:1:18', 'password'],
    ['syntax-invalid', 'variables: [', 'contract.yaml:', ''],
  ])('%s: %s', async (id, bindings, place, message) => {
    const { code, err } = await contract(bindings, {});
    expect(code).toBe(2);
    expect(err).toContain(id);
    expect(err).toContain(place);
    expect(err).toContain(message);
    expect(seen).toEqual([]);
  });
});
