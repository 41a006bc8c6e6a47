// Answers of every form from a generated server to a generated client: statuses, headers, media types, files, refusals.
import { beforeAll, describe, expect, it } from 'vitest';
import { attachment, filenameOf } from '../../runtime/disposition.js';
import type { ServerOptions } from '../../runtime/server.js';
import { UnexpectedAnswer } from '../../runtime/unexpected.js';
import { type Running, run } from '../security/generate.js';
import { ANSWERS } from './answers.js';
import { WAYS, type Way } from './ways.js';

let running: Running;

beforeAll(async () => {
  running = await run(ANSWERS);
});

type Handlers = Readonly<Record<string, (input: never) => unknown>>;

async function connect(way: Way, handlers: Handlers, client = {}, server: Partial<ServerOptions> = {}) {
  const errors: unknown[] = [];
  const reached = await way.reach(running, {
    handlers,
    onError: (error) => errors.push(error),
    ...server,
  });
  return { calls: running.createClient({ ...reached, ...client }), errors, reached };
}

/** A client of a server that is none of ours. */
function against(answer: () => Response, more = {}) {
  return running.createClient({ baseUrl: 'http://localhost', fetch: async () => answer(), ...more });
}

/** A result of which the data are known. */
function given<T>(result: object | undefined) {
  return result as { data: T; response: Response; headers: object; mediaType: string };
}

async function thrown(call: Promise<unknown> | undefined): Promise<UnexpectedAnswer> {
  const error = await call?.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  // Of the copy of the runtime that was generated, not of the one that is imported here.
  expect(error).toMatchObject({ name: UnexpectedAnswer.name });
  return error as UnexpectedAnswer;
}

const json = { 'content-type': 'application/json' };

for (const way of WAYS) {
  describe(`answers ${way.name}`, () => {
    it('carry their headers, typed as documented', async () => {
      const headers = {
        'X-Count': 7,
        'X-Flag': false,
        'X-Limit': 9,
        'X-List': [1, 2, 3],
        'X-Pairs': { a: 1, b: 'two' },
        'X-Document': { n: 5 },
        'Set-Cookie': ['a=1; Path=/', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
        'X-Else': 'seen',
      };
      const { calls, errors } = await connect(
        way,
        { headers: () => ({ status: 200, headers, body: { n: 1 } }) },
        { validators: running.validators },
      );
      const result = given(await calls['headers']?.());
      const { 'X-Else': undocumented, ...documented } = headers;
      expect(result.headers).toEqual(documented);
      expect(result.response.headers.get('x-else')).toBe(undocumented);
      expect(errors).toEqual([]);
    });

    it.each<[name: string, body: () => unknown]>([
      ['a Blob', () => new Blob([new Uint8Array([0, 255, 10])])],
      ['an ArrayBuffer', () => new Uint8Array([0, 255, 10]).buffer],
      ['bytes', () => new Uint8Array([0, 255, 10])],
      ['a stream', () => new Blob([new Uint8Array([0, 255, 10])]).stream()],
    ])('of bytes may be given as %s, and come as a Blob or a stream', async (_, body) => {
      const { calls } = await connect(way, {
        file: () => ({
          status: 200,
          headers: { 'Content-Disposition': attachment('naïve.bin') },
          body: body(),
        }),
      });
      const whole = given<Blob>(await calls['file']?.());
      expect(whole.data).toBeInstanceOf(Blob);
      expect([...new Uint8Array(await whole.data.arrayBuffer())]).toEqual([0, 255, 10]);
      expect(filenameOf(whole.response)).toBe('naïve.bin');
      const { data } = given<ReadableStream>(await calls['file']?.({ binary: 'stream' }));
      expect(data).toBeInstanceOf(ReadableStream);
      expect([...new Uint8Array(await new Response(data).arrayBuffer())]).toEqual([0, 255, 10]);
    });

    it('that are forms have the types of their fields', async () => {
      const body = { access_token: 'a&b=ü', expires_in: 3600, scopes: ['read', 'write'], tick: { n: 1 } };
      const { calls, errors } = await connect(way, { token: () => ({ status: 200, body }) });
      expect(given(await calls['token']?.()).data).toStrictEqual(body);
      expect(errors).toEqual([]);
      const fields = () => ({
        status: 200,
        body: new URLSearchParams({ access_token: 'a', expires_in: '1' }),
      });
      const other = await connect(way, { token: fields });
      expect(given(await other.calls['token']?.()).data).toStrictEqual({ access_token: 'a', expires_in: 1 });
    });

    it('that are made of parts come as their fields', async () => {
      const file = new File(['a\r\nb'], 'ü"ber.txt', { type: 'text/plain' });
      const body = { tick: { n: 1 }, file, files: [file, new Blob(['b'])], count: -2 };
      const { calls, errors } = await connect(
        way,
        { bundle: () => ({ status: 200, body }) },
        { validators: running.validators },
      );
      const { data } = given<typeof body>(await calls['bundle']?.());
      expect(errors).toEqual([]);
      expect(data).toMatchObject({ tick: { n: 1 }, count: -2 });
      expect([data.file.name, data.file.type, await data.file.text()]).toEqual([
        file.name,
        file.type,
        'a\r\nb',
      ]);
      expect(await Promise.all(data.files.map((each) => each.text()))).toEqual(['a\r\nb', 'b']);
      const form = new FormData();
      form.append('count', '5');
      form.append('file', file);
      const other = await connect(way, { bundle: () => ({ status: 200, body: form }) });
      expect(given<typeof body>(await other.calls['bundle']?.()).data).toMatchObject({
        count: 5,
        file: { name: file.name },
      });
    });

    it('that are forms or parts are judged by their schemas', async () => {
      const { calls, errors } = await connect(way, {
        token: () => ({ status: 200, body: { expires_in: 1 } }),
        bundle: () => ({ status: 200, body: { count: 'many' } }),
      });
      expect(await thrown(calls['token']?.())).toMatchObject({ status: 500 });
      expect(await thrown(calls['bundle']?.())).toMatchObject({ status: 500 });
      expect(errors).toHaveLength(2);
    });

    it('of a text are in the charset that is documented', async () => {
      const { calls, reached } = await connect(way, { latin: () => ({ status: 200, body: 'naïve' }) });
      expect(given(await calls['latin']?.()).data).toBe('naïve');
      const raw = await reached.fetch(new Request(`${reached.baseUrl}/latin`));
      expect(new Uint8Array(await raw.arrayBuffer())).toHaveLength(5);
    });

    it('of a text for bytes are UTF-8', async () => {
      const { calls } = await connect(way, { file: () => ({ status: 200, body: 'ä' }) });
      const { data } = given<Blob>(await calls['file']?.());
      expect([await data.text(), data.type]).toEqual(['ä', 'application/octet-stream']);
    });

    it('of a large file are never whole in memory', async () => {
      let [sent, cancelled] = [0, false];
      const body = () =>
        new ReadableStream<Uint8Array>(
          {
            pull(controller) {
              sent += 65_536;
              controller.enqueue(new Uint8Array(65_536));
            },
            cancel() {
              cancelled = true;
            },
          },
          { highWaterMark: 0 },
        );
      const { calls } = await connect(way, { file: () => ({ status: 200, body: body() }) });
      const { data } = given<ReadableStream<Uint8Array>>(await calls['file']?.({ binary: 'stream' }));
      const reader = data.getReader();
      for (let read = 0; read < 1_000_000; ) read += (await reader.read()).value?.byteLength ?? 0;
      await reader.cancel();
      expect(sent).toBeLessThan(40_000_000);
      for (let at = 0; at < 2000 && !cancelled; at++) await new Promise((done) => setTimeout(done, 10));
      expect(cancelled).toBe(true);
    });

    it('under a range are what they say they are', async () => {
      const png = new Blob(['x'], { type: 'image/png' });
      const { calls } = await connect(way, {
        image: () => ({ status: 200, body: png }),
        anything: () => ({ status: 200, body: { n: 1 } }),
      });
      const image = given<Blob>(await calls['image']?.());
      expect([image.data.type, image.mediaType]).toEqual(['image/png', 'image/*']);
      expect(await calls['anything']?.()).toMatchObject({ data: { n: 1 }, mediaType: '*/*' });
    });

    it.each<[sent: number, handler: object, result: object]>([
      [200, { body: { n: 1 } }, { ok: true, data: { n: 1 }, mediaType: 'application/json' }],
      [202, {}, { ok: true, data: undefined, mediaType: undefined }],
      [204, {}, { ok: true, data: undefined, mediaType: undefined }],
      [304, {}, { ok: false, error: undefined }],
      [
        404,
        { body: { type: 'x' } },
        { ok: false, error: { type: 'x' }, mediaType: 'application/problem+json' },
      ],
      [500, { body: 'sorry' }, { ok: false, error: 'sorry', mediaType: 'text/plain' }],
    ])('of status %d have the body that is documented', async (status, handler, result) => {
      const { calls, errors } = await connect(way, { statuses: () => ({ status, ...handler }) });
      expect(await calls['statuses']?.({ query: { status } })).toMatchObject({ status, ...result });
      expect(errors).toEqual([]);
    });

    it('to HEAD have headers only', async () => {
      const { calls } = await connect(way, { head: () => ({ status: 200, headers: { 'X-Count': 3 } }) });
      expect(await calls['head']?.()).toMatchObject({ ok: true, data: undefined, headers: { 'X-Count': 3 } });
    });

    it('come in the form that is asked for', async () => {
      const { calls, reached } = await connect(way, {
        forms: ({ accepts }: { accepts(mediaType: string): boolean }) =>
          accepts('text/csv') && !accepts('application/json')
            ? { status: 200, mediaType: 'text/csv', body: 'n\n1\n' }
            : { status: 200, mediaType: 'application/json', body: { n: 1 } },
      });
      expect(await calls['forms']?.()).toMatchObject({ mediaType: 'application/json', data: { n: 1 } });
      expect(await calls['forms']?.({ headers: { accept: 'text/csv' } })).toMatchObject({
        mediaType: 'text/csv',
        data: 'n\n1\n',
      });
      expect(reached.requests.map(({ headers }) => headers.get('accept'))).toEqual([
        'application/json, text/csv, application/vnd.tick+json',
        'text/csv',
      ]);
    });

    it('are refused where they cannot be had in that form, before anything is done or told', async () => {
      let asked = 0;
      const { calls } = await connect(way, {
        strict: () => {
          asked++;
          return { status: 200, body: { n: 1 } };
        },
        forms: () => ({ status: 200, mediaType: 'application/json', body: { n: 1 } }),
      });
      const error = await thrown(calls['strict']?.({}, { headers: { accept: 'text/html' } }));
      expect(error).toMatchObject({
        status: 406,
        problem: { detail: 'The answer can be had as application/json.' },
      });
      expect(asked).toBe(0);
      for (const accept of [
        '*/*',
        'application/*',
        'application/vnd.tick+json',
        'text/html, application/json;q=0.1',
      ])
        expect(await calls['strict']?.({}, { headers: { accept } })).toMatchObject({ ok: true });
      const csv = await thrown(calls['forms']?.({ headers: { accept: 'text/csv' } }));
      expect(csv.status).toBe(406);
      const none = await thrown(
        calls['strict']?.({}, { headers: { accept: 'application/json;q=0, text/html' } }),
      );
      expect(none.status).toBe(406);
    });

    it('that nobody documents say why they were given', async () => {
      const { calls } = await connect(way, { strict: () => ({ status: 200, body: { n: 1 } }) });
      const error = await thrown(calls['strict']?.({ query: { n: 'many' } }));
      expect(error.message).toBe(
        'strict: the status 400 is not documented: "The request breaks the API description. (/query/n must be an integer)"',
      );
      expect(error.problem).toMatchObject({
        status: 400,
        violations: [{ pointer: '/query/n', rule: 'type' }],
      });
      expect([error.status, error.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    });
  });
}

describe('a client that has validators', () => {
  const validators = () => ({ validators: running.validators });

  it('refuses a body that breaks its schema', async () => {
    const answer = () => new Response('{"n":"one"}', { headers: json });
    expect(await against(answer)['strict']?.()).toMatchObject({ ok: true });
    const error = await thrown(against(answer, validators())['strict']?.());
    expect(error).toMatchObject({
      message: 'strict: the answer 200 breaks the API description: "/body/n must be an integer"',
      violations: [{ pointer: '/body/n', rule: 'type' }],
      body: '{"n":"one"}',
    });
  });

  it('refuses headers that are missing or wrong, and lets the body go', async () => {
    const without = await thrown(
      against(() => new Response('{"n":1}', { headers: json }), validators())['headers']?.(),
    );
    expect(without.violations).toMatchObject([{ pointer: '/headers/x-count', rule: 'required' }]);
    const headers = { ...json, 'x-count': 'many', 'x-list': '1,two' };
    const wrong = await thrown(
      against(() => new Response('{"n":1}', { headers }), validators())['headers']?.(),
    );
    expect(wrong.violations.map(({ pointer }) => pointer)).toEqual(['/headers/x-count', '/headers/x-list/1']);
  });
});

describe('what a server of another make answers', () => {
  it('a body where none is documented is left to the caller', async () => {
    const result = await against(() => new Response('later', { status: 202 }))['statuses']?.({
      query: { status: 1 },
    });
    expect(result).toMatchObject({ ok: true, data: undefined });
    expect(await given(result).response.text()).toBe('later');
  });

  it('a problem is not trusted: its members may be anything', async () => {
    for (const problem of [
      '[1]',
      'null',
      '"text"',
      '{"title":{"a":1},"violations":7}',
      '{"violations":[null]}',
      '{',
    ]) {
      const answer = () =>
        new Response(problem, { status: 418, headers: { 'content-type': 'application/problem+json' } });
      const error = await thrown(against(answer)['strict']?.());
      expect(error.message).toMatch(/^strict: the status 418 is not documented(: "")?$/);
    }
    const violations = ['a', 'b', 'c'].map((name) => ({ pointer: `/body/${name}`, message: 'is required' }));
    const many = () =>
      Response.json(
        { detail: 'Refused.', violations },
        { status: 418, headers: { 'content-type': 'application/problem+json' } },
      );
    expect((await thrown(against(many)['strict']?.())).message).toBe(
      'strict: the status 418 is not documented: "Refused. (/body/a is required, and 2 more)"',
    );
    const answer = () =>
      new Response(JSON.stringify({ detail: `a\u001b[31m\n${'x'.repeat(1000)}` }), {
        status: 418,
        headers: { 'content-type': 'application/problem+json' },
      });
    const { message } = await thrown(against(answer)['strict']?.());
    expect(message).toMatch(/^[ -~]{1,400}$/);
  });
});

describe('a name to save under', () => {
  const named = (header: string) => filenameOf({ headers: new Headers({ 'content-disposition': header }) });

  it.each<[header: string, name: string | undefined]>([
    ['attachment', undefined],
    ['attachment; filename=a.txt', 'a.txt'],
    ['attachment; filename="a \\"b\\".txt"', 'a "b".txt'],
    ['ATTACHMENT; FileName = "a;b.txt"; x=y', 'a;b.txt'],
    ["attachment; filename=a.txt; filename*=UTF-8''%e2%82%ac.txt", '€.txt'],
    ["attachment; filename*=iso-8859-1'en'%A3.txt", '£.txt'],
    ["attachment; filename=a.txt; filename*=UTF-8''%ff", 'a.txt'],
    ["attachment; filename=a.txt; filename*=utf-7''x", 'a.txt'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\temp\\\\a.txt"', 'a.txt'],
    ['attachment; filename=".."', undefined],
    ["attachment; filename*=UTF-8''a%00%0ab", 'ab'],
    ['attachment; filename=""', undefined],
  ])('%s', (header, name) => {
    expect(named(header)).toBe(name);
  });

  it.each(['a.txt', 'naïve €.txt', 'a "b".txt', "it's (100%)*.txt"])(
    'comes back as it was given: %s',
    (name) => {
      expect(named(attachment(name))).toBe(name);
    },
  );
});
