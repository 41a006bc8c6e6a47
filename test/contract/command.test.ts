// `specpact contract` as it is called: arguments, exit codes, and what stands on which stream.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractOptions, runContract } from '../../generator/cli/contract.js';
import { scripted } from '../generate/run.js';
import { conforming, shelfDocument, TOKEN } from './shelf.js';

const cwd = mkdtempSync(join(tmpdir(), 'specpact-contract-'));
let server: Server;
let baseUrl = '';
let status = 0;
let seen: { url: string; token: string | undefined }[] = [];

const MANIFEST = `family: shelf
selector: { in: header, name: Shelf-Version, format: "shelf {version}", whenAbsent: current }
answers: { echo: false, vary: false }
versions:
  - { id: "3.0", spec: 2.0.json, state: PLANNED }
  - { id: "2.0", spec: 2.0.json, state: CURRENT }
`;

beforeAll(async () => {
  mkdirSync(join(cwd, 'specs', 'books'), { recursive: true });
  mkdirSync(join(cwd, 'specs', 'broken'));
  writeFileSync(join(cwd, 'specs/books/family.yaml'), MANIFEST);
  writeFileSync(join(cwd, 'specs/books/2.0.json'), JSON.stringify(shelfDocument(), null, 2));
  writeFileSync(join(cwd, 'specs/broken/family.yaml'), 'family: [');
  server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    seen.push({ url: incoming.url ?? '', token: incoming.headers['x-auth-token'] as string | undefined });
    const { method = 'GET', url = '/' } = incoming;
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const answer = await conforming(new Request(`http://localhost${url}`, { method, headers, ...body }));
    outgoing
      .writeHead(status || answer.status, Object.fromEntries(answer.headers))
      .end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(cwd, { recursive: true });
});

async function contract(
  options: Partial<ContractOptions>,
): Promise<{ code: number; out: string; err: string }> {
  const { io, printed } = scripted(cwd);
  seen = [];
  const code = await runContract({ family: 'shelf', baseUrl, phases: 'examples,discovery', ...options }, io);
  return { code, ...printed };
}

describe('exit code 0', () => {
  it('where every case of every version that can be called holds', async () => {
    const { code, out, err } = await contract({});
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`14 cases of 4 operations with 12 examples against ${baseUrl}: 14 held\n`);
    expect(out).not.toContain('shelf 3.0');
  });

  it('finds the family by its folder, too', async () => {
    expect((await contract({ family: 'books', case: 'shelf/2.0/getBook' })).code).toBe(0);
    expect(seen).toHaveLength(3);
  });

  it('tries the phases that are named, and those only', async () => {
    await contract({ phases: 'negative', maxTime: '20000', case: 'shelf/2.0/getBook/*/credentials=*' });
    // Beside them an item of the run's own is made, and removed.
    const asked = seen.filter(({ url, token }) => url.includes('/books/') && token !== TOKEN);
    expect(asked.map(({ token }) => token)).toEqual([
      undefined,
      undefined,
      'specpact-wrong-credentials',
      `${TOKEN.slice(0, -1)}x`,
      '',
    ]);
  });

  it('sends what it is told in place of what is documented', async () => {
    const { code, out } = await contract({
      set: ['shelf=my=shelf'],
      header: ['x-auth-token:  real-token-1 '],
      reporter: ['json'],
    });
    expect(code).toBe(0);
    expect(seen.every(({ url, token }) => url.includes('/my%3Dshelf/') && token !== TOKEN)).toBe(true);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'complete', totals: { held: 14 } });
    expect(out).not.toContain('real-token-1');
  });
});

describe('exit code 1', () => {
  it('where a case is broken, with its place in the document', async () => {
    status = 418;
    const { code, out } = await contract({ case: 'shelf/2.0/getBook/examples/known-book' });
    status = 0;
    expect(code).toBe(1);
    expect(out).toMatch(/^ {4}spec {6}specs\/books\/2\.0\.json:\d+:\d+ {2}#\/paths\//m);
    expect(out).toMatch(/^ {4}request {3}curl /m);
    expect(out).toMatch(/^ {4}alone {5}--case shelf\/2\.0\/getBook\/examples\/known-book$/m);
  });
});

describe('exit code 2', () => {
  it.each<[string, Partial<ContractOptions>, string]>([
    [
      'no URL',
      { baseUrl: 'localhost:1' },
      'The base URL must be an absolute http or https URL, such as http://127.0.0.1:8080.',
    ],
    [
      'an unknown family',
      { family: 'shelv' },
      'There is no family "shelv"; did you mean shelf? Families: shelf, broken.',
    ],
    [
      'no families',
      { specs: 'nowhere' },
      'There is no folder nowhere. Name the folder of families with --specs.',
    ],
    [
      'an unknown version',
      { version: '2.1' },
      'There is no version "2.1"; did you mean 2.0? Versions: 3.0, 2.0.',
    ],
    [
      'an unknown parameter',
      { set: ['shelv=1'] },
      'There is no parameter "shelv"; did you mean shelf? Parameters: X-Auth-Token, book_id, limit, name, shelf, tags.',
    ],
    [
      'a case that is not there',
      { case: 'shelf/2.0/getBook/examples/known-bok' },
      'There is no case "shelf/2.0/getBook/examples/known-bok"; did you mean shelf/2.0/getBook/examples/known-book?',
    ],
    [
      'a setting without a value',
      { set: ['shelf'] },
      '--set needs a name and a value: --set volume_id=3f500f00. Given: "shelf".',
    ],
    [
      'a header without a name',
      { header: ['hush'] },
      "--header needs a name, a colon and a value: --header 'X-Auth-Token: abc'.",
    ],
    [
      'a header with a line break',
      { header: ['X: a\r\nhush: 1'] },
      "The value of --header 'X: …' holds characters that a header cannot carry.",
    ],
    ['no time', { timeout: '0' }, '--timeout 0 is no number of milliseconds; write --timeout 30000.'],
    [
      'too much time',
      { timeout: '3000000000' },
      '--timeout 3000000000 is no number of milliseconds; write --timeout 30000.',
    ],
    [
      'an unknown reporter',
      { reporter: ['jsn'] },
      'There is no reporter "jsn"; did you mean json? Reporters: terminal, json, ndjson, junit, html, github, sarif, har.',
    ],
  ])('for %s', async (_, options, message) => {
    const { code, out, err } = await contract(options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`specpact contract: ${message}`);
    expect(err.split('\n')).toHaveLength(2);
    expect(err).not.toContain('hush');
    expect(seen).toEqual([]);
  });

  it.each([
    [
      { phases: 'examples,negativ' },
      'There is no phase "negativ"; did you mean negative? Phases: examples, coverage,',
    ],
    [{ maxTime: 'soon' }, '--max-time soon is no number of milliseconds; write --max-time 500.'],
    [{ settle: 'soon' }, '--settle soon is no number of milliseconds; write --settle 30000.'],
    [{ cases: '0' }, '--cases 0 is no number of requests; write --cases 100.'],
    [{ time: '0' }, '--time 0 is no number of seconds; write --time 30.'],
    [{ seed: '-1' }, '--seed -1 is no whole number; write --seed 7.'],
  ])('where %j says nothing', async (options, message) => {
    const { code, err } = await contract(options);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('where nobody listens: one line with the base URL', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const address = free.address();
    const nobody = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    await new Promise((resolve) => free.close(resolve));
    const { code, out, err } = await contract({ baseUrl: nobody });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      `specpact contract: ${nobody} cannot be reached: the connection was refused (ECONNREFUSED). Nothing was judged.\n`,
    );
    const json = await contract({ baseUrl: nobody, reporter: ['json'] });
    expect([json.code, JSON.parse(json.out).outcome]).toEqual([2, 'unreachable']);
  });

  it('where the documents cannot be read: their diagnostics', async () => {
    const { code, err } = await contract({ family: 'broken' });
    expect(code).toBe(2);
    expect(err).toMatch(/specs\/broken\/family\.yaml:\d+:\d+ {2}error .*syntax-invalid/);
    expect(err).toMatch(/\. Nothing was sent\.\n$/);
  });

  it('as JSON where JSON is asked for', async () => {
    const { code, out } = await contract({ version: '9', reporter: ['json'] });
    expect([code, JSON.parse(out).error]).toEqual([2, 'There is no version "9". Versions: 3.0, 2.0.']);
  });
});
