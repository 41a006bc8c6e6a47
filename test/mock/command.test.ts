// `specpact mock` as it is called: arguments, exit codes, what stands on which stream, and how it ends.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../generator/cli/main.js';
import { scripted, specpact } from '../generate/run.js';
import { COMPONENTS, PATHS } from './notes.js';

const cwd = mkdtempSync(join(tmpdir(), 'specpact-mock-'));
const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Notes', version: '1' },
  paths: PATHS,
  components: COMPONENTS,
};

beforeAll(() => {
  writeFileSync(join(cwd, 'notes.json'), JSON.stringify(DOCUMENT));
  mkdirSync(join(cwd, 'specs/notes'), { recursive: true });
  writeFileSync(join(cwd, 'specs/notes/1.0.json'), JSON.stringify(DOCUMENT));
  writeFileSync(
    join(cwd, 'specs/notes/family.yaml'),
    'family: notes\nselector: { in: header, name: Api-Version, format: "{version}", whenAbsent: current }\nversions:\n  - { id: "1.0", spec: 1.0.json, state: CURRENT }\n',
  );
  writeFileSync(join(cwd, 'state.json'), '{\n  "/notes": [\n    { "title": "seeded" }\n  ]\n}\n');
  writeFileSync(join(cwd, 'wrong.json'), '{\n  "/notes": [\n    { "title": 7 }\n  ]\n}\n');
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Runs a mock while `work` is done, then ends it. */
async function mocking(
  argv: readonly string[],
  work: (url: string) => Promise<void>,
): Promise<{ code: number; out: string; err: string }> {
  const end = new AbortController();
  const { io, printed } = scripted(cwd, { signal: end.signal });
  let listening: (text: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => {
    listening = resolve;
  });
  const out = (text: string) => {
    io.out(text);
    listening(text);
  };
  const running = main(['mock', ...argv, '--port', '0'], { ...io, out });
  const said = await Promise.race([heard, running.then((code) => `exit ${code}`)]);
  const url = /http:\/\/[^\s"]+/.exec(said)?.[0];
  if (url !== undefined) await work(url).finally(() => end.abort());
  return { code: await running, ...printed };
}

describe('specpact mock', () => {
  it.each([['notes.json'], ['notes'], ['specs/notes'], ['specs/notes/family.yaml']])(
    'serves %s',
    async (subject) => {
      const { code, out, err } = await mocking([subject], async (url) => {
        const made = await fetch(`${url}/notes`, {
          ...{ method: 'POST', body: '{"title":"a"}', headers: { 'content-type': 'application/json' } },
        });
        expect(made.status).toBe(201);
        expect(await (await fetch(`${url}/notes?title=a`)).json()).toMatchObject({ total: 1 });
      });
      expect(code).toBe(0);
      expect(out).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
      expect(err.replace(/[\d.]+ ms/g, 'N ms')).toBe('POST /notes 201 N ms\nGET /notes?title=a 200 N ms\n');
    },
  );

  it('begins with a state, tells where it listens as JSON, and is quiet', async () => {
    const { code, out, err } = await mocking(
      ['notes.json', '--seed', 'state.json', '--json', '--quiet'],
      async (url) => {
        expect(await (await fetch(`${url}/notes`)).json()).toMatchObject({ notes: [{ title: 'seeded' }] });
      },
    );
    expect([code, JSON.parse(out), err]).toEqual([0, { url: expect.any(String), name: 'notes.json' }, '']);
  });

  it('finishes the answers that are under way', async () => {
    let answer: Promise<Response> | undefined;
    await mocking(['notes.json'], async (url) => {
      answer = fetch(`${url}/notes`, { headers: { prefer: 'delay=150' } });
      await new Promise((resolve) => setTimeout(resolve, 60));
    });
    expect((await answer)?.status).toBe(200);
  });

  it.each([
    ['specpact mock: --port 70000 is no port', ['notes.json', '--port', '70000']],
    ['--settle soon is no number', ['notes.json', '--settle', 'soon']],
    ['--seed-value x is no number', ['notes.json', '--seed-value', 'x']],
    ['--chaos latency=9..1 is not understood', ['notes.json', '--chaos', 'latency=9..1']],
    ['--chaos errors=2 is not understood', ['notes.json', '--chaos', 'errors=2']],
    ['--admin-path state is no path', ['notes.json', '--admin-path', 'state']],
    ['--body-limit 0 is no number', ['notes.json', '--body-limit', '0']],
    ['--credentials takes any', ['notes.json', '--credentials', 'Key=secret']],
    ['--now soon is no instant', ['notes.json', '--now', 'soon']],
    ['There is no family "note"', ['note']],
    ['missing.json', ['missing.json']],
    [
      'wrong.json:3:7  error  /~1notes/0/title must be a string.  mock-state-invalid',
      ['notes.json', '--seed', 'wrong.json'],
    ],
    ['is no address of this machine', ['notes.json', '--host', '192.0.2.1']],
    ['--host names no address', ['notes.json', '--host', '']],
  ])('%s', async (said, argv) => {
    const { code, out, err } = await specpact(['mock', ...argv], cwd);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(err).not.toContain('secret');
  });

  it('tells that a port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await specpact(['mock', 'notes.json', '--port', String(port)], cwd);
    other.close();
    expect([code, err]).toEqual([2, expect.stringContaining(`Port ${port} of 127.0.0.1 is in use`)]);
  });
});

describe('specpact mock --validate', () => {
  it('passes on to a real server, judges both sides, and writes down what went through', async () => {
    await mocking(['notes.json', '--quiet'], async (behind) => {
      const { code, err } = await mocking(
        ['notes.json', '--validate', behind, '--errors', '--record', 'seen.ndjson'],
        async (url) => {
          const answer = await fetch(`${url}/notes?limit=0`);
          expect([answer.status, answer.headers.get('specpact-verdict')]).toEqual([400, 'broken request']);
          expect((await fetch(`${url}/notes`)).headers.get('specpact-verdict')).toBe('held');
        },
      );
      expect([code, err]).toEqual([0, expect.stringContaining('request /query/limit')]);
    });
    const lines = readFileSync(join(cwd, 'seen.ndjson'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).answer.status)).toEqual([400, 200]);
  });

  it.each([
    ['--validate needs', ['--validate', 'nowhere']],
    ['are about a server behind --validate', ['--errors']],
    ['--seed is about a mock', ['--validate', 'http://127.0.0.1:1', '--seed', 'state.json']],
    ['--chaos is about a mock', ['--validate', 'http://127.0.0.1:1', '--chaos', 'drop=1']],
    ['cannot be written', ['--validate', 'http://127.0.0.1:1', '--record', 'no/such/folder.har']],
  ])('%s', async (said, argv) => {
    const { code, err } = await specpact(['mock', 'notes.json', '--port', '0', ...argv], cwd);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('the socket', () => {
  it('is not closed by what is no HTTP, names nothing, or breaks off', async () => {
    await mocking(['notes.json'], async (url) => {
      const { port } = new URL(url);
      for (const text of [
        'nonsense\r\n\r\n',
        'GET //[ HTTP/1.1\r\nHost: a\r\n\r\n',
        'CONNECT a:1 HTTP/1.1\r\n\r\n',
        'POST /notes HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{',
      ])
        await new Promise<void>((resolve) => {
          const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
          socket.once('data', () => socket.destroy());
          socket.once('close', () => resolve());
          socket.once('error', () => resolve());
          setTimeout(() => socket.destroy(), 40);
        });
      expect((await fetch(`${url}/notes`)).status).toBe(200);
    });
  });

  it('is cut where a connection is to be lost', async () => {
    await mocking(['notes.json', '--chaos', 'drop=1'], async (url) => {
      const outcome = await new Promise((resolve) => {
        request(`${url}/notes`)
          .once('response', () => resolve('answered'))
          .once('error', ({ message }) => resolve(message))
          .end();
      });
      expect(outcome).toBe('socket hang up');
    });
  });
});
