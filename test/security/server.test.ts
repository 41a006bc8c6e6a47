// What a generated server answers to requests that no client would send: in bounded time, without a handler seeing what was not judged.

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stopwatch } from '../stopwatch.js';
import { type Running, run } from './generate.js';
import { WIDGETS } from './widgets.js';

interface Seen {
  readonly path?: object;
  readonly query?: Record<string, unknown>;
  readonly header?: object;
  readonly body?: unknown;
}

let running: Running;
let seen: Seen[];
let errors: unknown[];
let answered: { status: number; headers?: object; mediaType?: string; body?: unknown };
let spent: () => number;

beforeAll(async () => {
  running = await run(WIDGETS);
});

beforeEach(() => {
  [seen, errors, spent] = [[], [], stopwatch()];
  answered = { status: 200, body: { id: 'w', name: 'n' } };
});

afterEach(() => {
  expect(spent()).toBeLessThan(4000);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

function server(options: { bodyLimit?: number; bodyTimeout?: number } = {}) {
  const record = (status: number) => (input: Seen) => {
    seen.push(input);
    return { status };
  };
  return running.createServer({
    handlers: {
      getWidget: (input: Seen) => {
        seen.push(input);
        return answered;
      },
      putWidget: record(204),
      putList: record(204),
      getSecret: record(204),
      getBearer: record(204),
      getByQuery: record(204),
    },
    authenticate: () => 'somebody',
    onError: (error) => void errors.push(error),
    ...options,
  });
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return server()(new Request(`http://localhost${path}`, { headers }));
}

function post(
  path: string,
  body: BodyInit,
  contentType = 'application/json',
  headers = {},
  bodyTimeout = 20_000,
): Promise<Response> {
  const init = { method: 'POST', body, headers: { 'content-type': contentType, ...headers }, duplex: 'half' };
  return server({ bodyTimeout })(new Request(`http://localhost${path}`, init as RequestInit));
}

const GOOD = '{"id":"a","name":"b"}';

describe('bodies', () => {
  it.each([
    ['nested arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nested arrays without an end', '['.repeat(500_000)],
    ['nested members', `${'{"child":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    [
      'members of the recursive schema',
      `${'{"id":"a","name":"b","child":'.repeat(30_000)}{}${'}'.repeat(30_000)}`,
    ],
    [
      'brackets in a text are no nesting',
      `{"id":"a","name":${JSON.stringify('[{\\"'.repeat(1000))},"n":"x"}`,
    ],
  ])('%s: refused in time', async (_, body) => {
    expect((await post('/widgets/a', body)).status).toBe(400);
    expect(errors).toEqual([]);
    expect(seen).toEqual([]);
  });

  it('as deep as any honest document is accepted', async () => {
    const body = `${'{"id":"a","name":"b","child":'.repeat(200)}${GOOD}${'}'.repeat(200)}`;
    expect((await post('/widgets/a', body)).status).toBe(204);
    expect((await post('/widgets/a', `{"id":"a","name":${JSON.stringify('[{"'.repeat(1000))}}`)).status).toBe(
      204,
    );
  });

  it.each([
    ['objects without their members', `[${'{},'.repeat(300_000)}{}]`],
    ['values of another type', `[${'0,'.repeat(400_000)}0]`],
  ])('a list of %s: refused in time, with as many findings as anyone reads', async (_, body) => {
    const response = await post('/lists', body);
    expect(response.status).toBe(400);
    const { violations } = (await response.json()) as { violations: unknown[] };
    expect(violations).toHaveLength(100);
  });

  it('a form of many fields', async () => {
    const names = Array.from({ length: 120_000 }, (_, index) => `f${index}`);
    const response = await post(
      '/widgets/a',
      `${names.join('&')}&id=a&name=b`,
      'application/x-www-form-urlencoded',
    );
    expect(response.status).toBe(204);
  });

  it('__proto__ is a member like others: nothing is inherited from it, and nothing satisfied by it', async () => {
    const refused = [
      '{"__proto__":{"id":"a","name":"b"}}',
      '{"constructor":{"prototype":{"id":"a","name":"b"}}}',
    ];
    for (const body of refused) expect((await post('/widgets/a', body)).status).toBe(400);
    expect((await post('/widgets/a', `{"__proto__":{"polluted":1},${GOOD.slice(1)}`)).status).toBe(204);
    expect(seen[0]?.body).not.toHaveProperty('polluted');
    expect(Object.getPrototypeOf(seen[0]?.body)).toBe(Object.prototype);
    const form = '__proto__=polluted&id=a&name=b';
    expect((await post('/widgets/a', form, 'application/x-www-form-urlencoded')).status).toBe(204);
    expect(Object.getPrototypeOf(seen[1]?.body)).toBe(Object.prototype);
  });

  it.each([
    ['a tab before the parameters', 'application/json\t; charset=utf-8', 400],
    ['upper case', 'APPLICATION/JSON', 400],
    ['two types', 'application/json, text/plain', 415],
    ['a type that is only like it', 'application/jsonp', 415],
    ['another charset', 'application/json; charset=utf-16', 415],
    ['another charset, in quotes', 'application/json; charset="iso-8859-1"', 415],
    ['a charset for a form', 'application/x-www-form-urlencoded; charset=utf-7', 415],
    ['UTF-8 by its other names', 'application/json; Charset="UTF8"', 400],
    ['a form with JSON in it', 'application/x-www-form-urlencoded', 400],
    ['no type', '', 415],
  ])('content type: %s', async (_, contentType, status) => {
    expect((await post('/widgets/a', '{"id":1}', contentType)).status).toBe(status);
    expect(seen).toEqual([]);
  });

  it('an encoding that nobody undoes', async () => {
    expect((await post('/widgets/a', GOOD, 'application/json', { 'content-encoding': 'gzip' })).status).toBe(
      415,
    );
    expect(
      (await post('/widgets/a', GOOD, 'application/json', { 'content-encoding': 'identity' })).status,
    ).toBe(204);
  });

  it('bytes that are no UTF-8', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('{"id":"'), 0xff, 0xfe, 0x22, 0x7d]);
    expect((await post('/widgets/a', bytes)).status).toBe(400);
  });

  it('too large, said or unsaid', async () => {
    const large = 'x'.repeat(2_000_000);
    expect((await post('/widgets/a', large)).status).toBe(413);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    expect((await post('/widgets/a', endless)).status).toBe(413);
  });

  it('one byte at a time, and none at all', async () => {
    const slow = new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        controller.enqueue(new Uint8Array([32]));
      },
    });
    for (const body of [slow, new ReadableStream()])
      expect((await post('/widgets/a', body, 'application/json', {}, 200)).status).toBe(408);
    expect(errors).toEqual([]);
  });

  it('of a name that comes twice the last value is judged, and is what the handler sees', async () => {
    expect((await post('/widgets/a', '{"id":1,"id":"ok","name":"n"}')).status).toBe(204);
    expect(seen[0]?.body).toEqual({ id: 'ok', name: 'n' });
    expect((await post('/widgets/a', '{"id":"ok","id":1,"name":"n"}')).status).toBe(400);
  });

  it('numbers have the precision of a double', async () => {
    expect((await post('/widgets/a', '{"id":"a","name":"b","n":9007199254740993}')).status).toBe(204);
    expect(seen[0]?.body).toMatchObject({ n: 9007199254740992 });
    expect((await post('/widgets/a', '{"id":"a","name":"b","n":1e999}')).status).toBe(400);
  });
});

describe('parameters', () => {
  it.each([
    '/widgets/a?kind=a&kind=b',
    '/widgets/a?kind=a&kind=a',
    '/widgets/a?limit=1&limit=2',
    '/widgets/a?query=%7B%7D&query=%7B%7D',
    `/widgets/a?query=${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    '/widgets/a?kind=__proto__',
    '/widgets/a?limit=0x10',
    '/widgets/a?limit=1e999',
    '/widgets/a?filter[colour]=a&filter[colour]=b',
    '/widgets/a?filter[colour][__proto__]=a',
  ])('%s is refused', async (path) => {
    expect((await get(path)).status).toBe(400);
    expect(seen).toEqual([]);
  });

  it.each([
    ['/widgets/a?filter[__proto__][polluted]=1', '__proto__'],
    ['/widgets/a?filter[constructor][prototype][polluted]=1', 'constructor'],
    ['/widgets/a?filter[__proto__]=1', '__proto__'],
  ])('%s gives an own property', async (path, name) => {
    expect((await get(path)).status).toBe(200);
    const filter = seen[0]?.query?.['filter'] as object;
    expect(Object.keys(filter)).toEqual([name]);
    expect(Object.getPrototypeOf(filter)).toBe(Object.prototype);
    expect(filter).not.toHaveProperty('polluted');
  });

  it('?__proto__ and #__proto__ names are nobody', async () => {
    expect((await get('/widgets/a?__proto__=1&constructor=2&toString=3')).status).toBe(200);
    expect(Object.keys(seen[0]?.query ?? {})).toEqual([]);
  });

  it('many of them, and deep ones', async () => {
    const deep = `filter${'[a]'.repeat(20_000)}=1`;
    expect((await get(`/widgets/a?${'x&'.repeat(50_000)}`)).status).toBe(200);
    expect((await get(`/widgets/a?${deep}`)).status).toBe(200);
    expect(Object.keys(seen[1]?.query?.['filter'] ?? {})).toEqual(['a']);
  });

  it.each([
    ['/widgets/..%2fsecret', '../secret'],
    ['/widgets/%2e%2e%2f', '../'],
    ['/widgets/%00', '\0'],
    ['/widgets/%zz', '%zz'],
    ['/widgets/__proto__', '__proto__'],
  ])('%s is one segment', async (path, id) => {
    expect((await get(path)).status).toBe(200);
    expect(seen[0]?.path).toEqual({ id });
  });

  it.each([
    '/widgets/',
    '/widgets/a/',
    '/widgets//a',
    '//widgets/a',
    '/widgets/a/..%2f..',
    '/__proto__',
    '/%',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('credentials', () => {
  it('of a scheme that is called as something that every object has', async () => {
    expect((await get('/secret')).status).toBe(401);
    expect((await get('/secret', { 'x-api-key': 'k' })).status).toBe(401);
    expect((await get('/secret', { 'x-constructor': 'k' })).status).toBe(204);
    expect((await get('/secret', { 'x-api-key': 'k', 'x-to-string': 's' })).status).toBe(204);
  });

  it('twice are none', async () => {
    expect((await get('/by-query?api_key=good')).status).toBe(204);
    expect((await get('/by-query?api_key=good&api_key=evil')).status).toBe(401);
  });
});

describe('answers', () => {
  it.each(['a\r\nSet-Cookie: evil=1', 'a\nb', 'a\0b', '\u4e2d'])(
    'a header of %j is never sent',
    async (value) => {
      answered = { ...answered, headers: { 'X-Rate': value } };
      const response = await get('/widgets/a');
      expect(response.status).toBe(500);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await response.text()).not.toContain('evil');
      expect(errors).toHaveLength(1);
    },
  );

  it.each(['constructor', '__proto__', 'text/html', 'application/json\r\nX: 1'])(
    'a media type of %j',
    async (mediaType) => {
      answered = { ...answered, mediaType };
      expect((await get('/widgets/a')).status).toBe(500);
    },
  );

  it('a body that breaks the document stays here', async () => {
    answered = { status: 200, body: { id: 1, name: 'my secret' } };
    const response = await get('/widgets/a');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(String(errors[0])).toContain('/body/id');
  });

  it('what cannot be written', async () => {
    const circle: Record<string, unknown> = { id: 'a', name: 'b' };
    circle['child'] = circle;
    answered = { status: 200, body: circle };
    expect((await get('/widgets/a')).status).toBe(500);
    expect(errors).toHaveLength(1);
  });
});
