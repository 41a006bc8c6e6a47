// A server that fails says so: on the console, unless somebody listens.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reportOnConsole } from '../../runtime/console-report.js';
import { createReceiver, received } from '../../runtime/receiver.js';
import { createHandler, route, type ServerOptions } from '../../runtime/server.js';
import type { Answer, WireOperation } from '../../runtime/wire.js';

const OPERATION: WireOperation = {
  id: 'getThing',
  name: 'getThing',
  method: 'GET',
  path: '/things',
  parameters: [],
  security: [],
  answers: { 200: { 'application/json': { kind: 'json' } } },
};

const request = () => new Request('http://localhost/things');
const failing = (message: string) => () => {
  throw new Error(message);
};

function serverOf(getThing: () => Answer, options: ServerOptions = {}) {
  return createHandler([route(OPERATION, {})], { getThing }, {}, '1', options);
}

/** What is said while it answers. */
async function said(act: () => unknown): Promise<string[]> {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  spy.mockClear();
  await act();
  return spy.mock.calls.map((words) => words.join(' '));
}

afterEach(() => vi.restoreAllMocks());

describe('a server that nobody listens to', () => {
  it('tells what a handler throws once, with the operation and where it was thrown', async () => {
    const lines = await said(async () => {
      expect((await serverOf(failing('no such table'))(request())).status).toBe(500);
    });
    expect(lines).toEqual([
      expect.stringMatching(/^getThing: Error: no such table\n {4}at .*server-errors\.test\.ts:\d+/),
    ]);
  });

  it('tells what is wrong with an answer once', async () => {
    const lines = await said(async () => {
      expect((await serverOf(() => ({ status: 201 }))(request())).status).toBe(500);
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^getThing: InvalidAnswer: getThing answered 201 against its document: \/status /,
      ),
    ]);
  });

  it('tells why the form of a refusal failed, and refuses all the same', async () => {
    const server = serverOf(() => ({ status: 200, body: 1 }), { formatProblem: failing('no form') });
    const lines = await said(async () => {
      expect((await server(new Request('http://localhost/elsewhere'))).status).toBe(404);
    });
    expect(lines).toEqual([expect.stringMatching(/^Error: no form\n/)]);
  });

  it('tells of webhooks too', async () => {
    const operation = { ...OPERATION, method: 'POST' } as const;
    const hook = received('thing', '/thing', operation, {}, failing('no queue'));
    const lines = await said(async () => {
      const receiver = createReceiver([hook], {}, '1', {});
      const answer = await receiver(new Request('http://localhost/thing', { method: 'POST' }));
      expect(answer.status).toBe(500);
    });
    expect(lines).toEqual([expect.stringMatching(/^getThing: Error: no queue\n/)]);
  });

  it('says nothing where it is the client who is wrong', async () => {
    const server = serverOf(() => ({ status: 200, body: 1 }));
    expect(await said(() => server(new Request('http://localhost/elsewhere')))).toEqual([]);
  });
});

it('a listener hears it instead, and its own errors change no answer', async () => {
  const heard: unknown[] = [];
  const onError = (error: unknown) => {
    heard.push(error);
    throw new Error('deaf');
  };
  const lines = await said(async () => {
    expect((await serverOf(failing('x'), { onError })(request())).status).toBe(500);
  });
  expect([heard.length, lines]).toEqual([1, []]);
});

describe('the console', () => {
  const told = (error: unknown, where?: string) => said(() => reportOnConsole(error, where));

  it('gets no line, colour or cursor from a message', async () => {
    const forged = 'no \u001b[2K"x"\n2026-01-01 root logged in\n    at forged (x:1)\r\u202e\u2028';
    const [text = ''] = await told(new Error(forged), 'a\nb');
    const [first, second] = text.split('\n');
    expect(first).toBe(
      'a\\u{a}b: Error: no \\u{1b}[2K"x"\\u{a}2026-01-01 root logged in\\u{a}    at forged (x:1)\\u{d}\\u{202e}\\u{2028}',
    );
    expect(second).toMatch(/^ {4}at .*server-errors\.test\.ts/);
  });

  it('gets causes, as far as they are worth it', async () => {
    const cause = new Error('refused\n!');
    const [text = ''] = await told(new Error('no answer', { cause }));
    expect(text).toMatch(/^Error: no answer\n {4}at [\s\S]*\n {2}caused by Error: refused\\u\{a\}!\n {4}at /);
    const round = new Error('round');
    round.cause = round;
    const [ring = ''] = await told(round);
    expect(ring.match(/caused by/g)).toHaveLength(4);
  });

  it('gets the beginning of what is long', async () => {
    const [text = ''] = await told(new Error('a'.repeat(100_000)));
    expect(text.split('\n')[0]).toBe(`Error: ${'a'.repeat(1993)}…`);
  });

  it.each([
    ['a\nb', 'a\\u{a}b'],
    [undefined, 'undefined'],
    [{ code: 'x\n' }, '{"code":"x\\n"}'],
    [Object.create(null, { toJSON: { value: failing('no') } }), '[object Object]'],
    [Symbol('s'), 'Symbol(s)'],
  ])('gets whatever else is thrown: %o', async (thrown, text) => {
    expect(await told(thrown)).toEqual([text]);
  });
});
