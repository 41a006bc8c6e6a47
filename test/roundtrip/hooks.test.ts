// Webhooks and callbacks, from a generated sender to a generated receiver: what is sent, where to, who may send it, and what comes back.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Running, run } from '../security/generate.js';
import { PLAIN_WAYS, type PlainWay } from './ways.js';

const thing = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
const seen = { description: 'Seen' };

const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Things', version: '7' },
  // What callers show is not what the provider shows.
  security: [{ caller: [] }],
  paths: {
    '/subscriptions': {
      post: {
        operationId: 'subscribe',
        parameters: [{ name: 'kind', in: 'query', schema: { type: 'string' } }],
        requestBody: { content: { 'application/json': { schema: {} } } },
        responses: { 201: { description: 'Made', headers: { Location: { schema: { type: 'string' } } } } },
        callbacks: {
          onThing: {
            '{$request.body#/url}/{$request.query.kind}?from={$response.header.location}': {
              post: { requestBody: { required: true, content: thing }, responses: { 204: seen } },
            },
          },
          'on end': { $ref: '#/components/callbacks/End' },
        },
      },
    },
  },
  webhooks: {
    'thing.made': {
      post: {
        parameters: [
          { name: 'X-Event', in: 'header', required: true, schema: { const: 'thing' } },
          { name: 'at', in: 'query', schema: { type: 'integer' } },
        ],
        requestBody: { required: true, content: thing },
        responses: { 200: { ...seen, content: thing }, 410: { description: 'Not wanted' } },
      },
    },
    ping: {
      get: { responses: { 204: seen } },
      post: { security: [{ provider: [] }], responses: { 204: seen } },
    },
  },
  components: {
    callbacks: { End: { '$request.body#/url': { put: { responses: { 204: seen } } } } },
    securitySchemes: {
      caller: { type: 'http', scheme: 'bearer' },
      provider: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
    schemas: {
      Thing: {
        type: 'object',
        required: ['id', 'name', 'secret'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string' },
          secret: { type: 'string', writeOnly: true },
        },
        additionalProperties: false,
      },
    },
  },
};

let running: Running;

beforeAll(async () => {
  running = await run(DOCUMENT);
});

type Options = Parameters<Running['createWebhookHandler']>[0];
const input = { header: { 'X-Event': 'thing' }, query: { at: 5 }, body: { id: 1, name: 'a' } };
const answer = { status: 200, body: { name: 'a', secret: 's' } };
const authenticate = ({ provider }: { provider?: string }) => provider === 'right';

async function connect(way: PlainWay, options: Omit<Options, 'authenticate'>, sending = {}) {
  const thrown: unknown[] = [];
  const receiver = running.createWebhookHandler({
    authenticate,
    onError: (error) => thrown.push(error),
    ...options,
  });
  const { baseUrl, fetch, requests } = await way.reach(receiver);
  return { baseUrl, requests, thrown, sender: running.createWebhookSender({ fetch, ...sending }) };
}

/** How a call fails. */
async function failure(call: Promise<unknown> | undefined): Promise<Error & { status?: number }> {
  return (await call?.then(
    () => undefined,
    (error: unknown) => error,
  )) as Error;
}

for (const way of PLAIN_WAYS) {
  describe(`a webhook, ${way.name}`, () => {
    it('carries what is read, and is answered with what is written', async () => {
      const received: unknown[] = [];
      const handlers = {
        thingMade: (given: object) => {
          received.push(given);
          return answer;
        },
      };
      const { sender, baseUrl, thrown } = await connect(way, { handlers });
      const result = await sender['thingMade']?.(`${baseUrl}/thing.made`, input);
      expect(result).toMatchObject({ ok: true, status: 200, data: answer.body });
      expect([received, thrown]).toEqual([[input], []]);
      const wrong = { ...input, body: { name: 'a', secret: 's' } };
      expect(await failure(sender['thingMade']?.(`${baseUrl}/thing.made`, wrong))).toMatchObject({
        status: 400,
        problem: { violations: [{ pointer: '/body/id', rule: 'required' }] },
      });
    });

    it('is answered only as documented', async () => {
      const { sender, baseUrl, thrown } = await connect(way, {
        handlers: { thingMade: () => ({ status: 200, body: { id: 1, name: 'a' } }) },
      });
      expect(await failure(sender['thingMade']?.(`${baseUrl}/thing.made`, input))).toMatchObject({
        status: 500,
      });
      expect(thrown).toMatchObject([{ name: 'InvalidAnswer', violations: [{ pointer: '/body/secret' }] }]);
    });

    it('goes to the URL as it stands, beside what it has in its query', async () => {
      const { sender, baseUrl, requests } = await connect(way, {
        handlers: { thingMade: () => ({ status: 410 }) },
        paths: { thingMade: '/hooks/of%20me/' },
      });
      const result = await sender['thingMade']?.(`${baseUrl}/hooks/of%20me/?token=a%2Fb#part`, input);
      expect(result).toMatchObject({ ok: false, status: 410 });
      expect(requests.map(({ url }) => url)).toEqual([`${baseUrl}/hooks/of%20me/?token=a%2Fb&at=5`]);
    });

    it('shows who sends it where its own request asks for that', async () => {
      const handlers = { ping: () => ({ status: 204 }), getPing: () => ({ status: 204 }) };
      const { sender, baseUrl } = await connect(way, { handlers }, { credentials: { provider: 'right' } });
      const { sender: other } = await connect(way, { handlers }, { credentials: { provider: 'wrong' } });
      expect(await sender['ping']?.(`${baseUrl}/ping`)).toMatchObject({ status: 204 });
      expect(await other['getPing']?.(`${baseUrl}/ping`)).toMatchObject({ status: 204 });
      expect(await failure(other['ping']?.(`${baseUrl}/ping`))).toMatchObject({ status: 401 });
    });
  });

  it(`a callback goes where the exchange says, ${way.name}`, async () => {
    const received: unknown[] = [];
    const handle = (given: object) => {
      received.push(given);
      return { status: 204 };
    };
    const receiver = running.createCallbackHandler({
      handlers: { subscribeOnThing: handle, subscribeOnEndPut: handle },
      paths: { subscribeOnThing: '/mine/a%2F%3Fb', subscribeOnEndPut: '/mine' },
    });
    const { baseUrl, fetch, requests } = await way.reach(receiver);
    const sender = running.createCallbackSender({ fetch });
    const handled = {
      input: { query: { kind: 'a/?b' }, body: { url: `${baseUrl}/mine` } },
      request: new Request('http://api.test/subscriptions?kind=a'),
      answer: { status: 201, headers: { Location: '/s/1&x=2' } },
    };
    const { body } = input;
    expect(await sender['subscribeOnThing']?.(handled, { body })).toMatchObject({ status: 204 });
    expect(await sender['subscribeOnEndPut']?.(handled)).toMatchObject({ status: 204 });
    expect(received).toEqual([{ body }, {}]);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${baseUrl}/mine/a%2F%3Fb?from=%2Fs%2F1%26x%3D2`,
      `PUT ${baseUrl}/mine`,
    ]);
    const { answer: _, ...early } = handled;
    expect(await failure(sender['subscribeOnThing']?.(early, { body }))).toMatchObject({
      name: 'ExpressionUnresolved',
      expression: '$response.header.location',
    });
  });
}

describe('a sender', () => {
  const sent: Request[] = [];
  const to = (response: () => Response) => {
    sent.length = 0;
    return running.createWebhookSender({
      fetch: async (request) => {
        sent.push(request);
        return response();
      },
    });
  };

  it.each([
    ['file:///etc/passwd', 'begins with "file:"'],
    ['data:text/plain,a', 'begins with "data:"'],
    ['javascript:alert(1)', 'begins with "javascript:"'],
    ['ftp://a.test/', 'begins with "ftp:"'],
    ['blob:http://a.test/1', 'begins with "blob:"'],
    ['//a.test/', 'no absolute URL'],
    ['/hooks', 'no absolute URL'],
    ['', 'no absolute URL'],
    ['http://user@a.test/', 'holds credentials'],
    ['https://:secret@a.test/', 'holds credentials'],
  ])('sends nothing to %s', async (url, why) => {
    const error = await failure(to(() => new Response())['thingMade']?.(url, input));
    expect(error).toMatchObject({ name: 'UrlRefused', operation: 'thing.made' });
    expect(error.message).toContain(why);
    expect(error.message).not.toMatch(/passwd|secret|user/);
    expect(sent).toEqual([]);
  });

  it.each(['http:user', 'file:', 'x', '@evil.test', '//evil.test', '{$url}'])(
    'lets %j name no other host for a callback',
    async (kind) => {
      const urls: string[] = [];
      const sender = running.createCallbackSender({
        fetch: async ({ url }) => {
          urls.push(url);
          return new Response(null, { status: 204 });
        },
      });
      const handled = {
        input: { query: { kind }, body: { url: 'http://a.test' } },
        answer: { status: 201, headers: { Location: '' } },
      };
      await sender['subscribeOnThing']?.(handled, { body: input.body });
      expect(urls.map((url) => new URL(url).host)).toEqual(['a.test']);
    },
  );

  it('follows no redirect', async () => {
    const sender = to(() => new Response(null, { status: 307, headers: { location: 'http://b.test/' } }));
    const error = await failure(sender['thingMade']?.('http://a.test/', input));
    expect(error).toMatchObject({ name: 'UnexpectedAnswer', status: 307 });
    expect(sent.map(({ url, redirect }) => [url, redirect])).toEqual([['http://a.test/?at=5', 'manual']]);
  });

  it('reads no answer without end', async () => {
    const long = () => Response.json({ name: 'a'.repeat(2 ** 20), secret: '' });
    expect((await failure(to(long)['thingMade']?.('http://a.test/', input))).message).toContain(
      'is larger than 1048576 bytes',
    );
    const more = running.createWebhookSender({ fetch: async () => long(), bodyLimit: 2 ** 21 });
    expect(await more['thingMade']?.('http://a.test/', input)).toMatchObject({ ok: true });
  });

  it('judges answers where it has validators', async () => {
    const options = { fetch: async () => Response.json({ id: 1, name: 'a' }) };
    const sender = running.createWebhookSender({ ...options, validators: running.validators });
    expect(await running.createWebhookSender(options)['thingMade']?.('http://a.test/', input)).toMatchObject({
      ok: true,
    });
    expect(await failure(sender['thingMade']?.('http://a.test/', input))).toMatchObject({
      violations: [{ pointer: '/body/secret', rule: 'required' }],
    });
  });
});

describe('a receiver', () => {
  const post = (path: string, body: object = input.body, headers = {}) =>
    new Request(`http://me.test${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-event': 'thing', ...headers },
      body: JSON.stringify(body),
    });
  const handlers = { thingMade: () => answer };
  const status = async (options: Partial<Options>, request: Request) =>
    (await running.createWebhookHandler({ authenticate, handlers, ...options })(request)).status;

  it('has only what has a handler', async () => {
    expect(await status({}, post('/thing.made'))).toBe(200);
    expect(await status({}, post('/ping'))).toBe(404);
    expect(await status({ paths: { thingMade: '/a' } }, post('/thing.made'))).toBe(404);
    expect(await status({}, new Request('http://me.test/thing.made'))).toBe(405);
  });

  it('keeps to a handler that is a method', async () => {
    class Mine {
      #name = 'mine';
      thingMade() {
        return { status: 200, body: { name: this.#name, secret: 's' } };
      }
    }
    const mine = { handlers: new Mine() as unknown as Options['handlers'] };
    expect(await status(mine, post('/thing.made'))).toBe(200);
  });

  it('takes several from one URL, told apart by whatever tells them apart', async () => {
    const select = async (request: Request) =>
      ((await request.json()) as { name: string }).name === 'a' ? 'thingMade' : undefined;
    expect(await status({ select }, post('/any'))).toBe(200);
    expect(await status({ select }, post('/any', { id: 1, name: 'b' }))).toBe(404);
    expect(await status({ select: () => 'ping' }, post('/any'))).toBe(404);
    expect(await status({ select: () => 'toString' }, post('/any'))).toBe(404);
    const get = new Request('http://me.test/any');
    expect(await status({ select: () => 'thingMade' }, get)).toBe(405);
  });

  it('judges signatures by the bytes before it looks at what they say', async () => {
    const bytes: string[] = [];
    const verify = (request: Request, body: Uint8Array) => {
      bytes.push(new TextDecoder().decode(body));
      body.fill(0);
      return request.headers.get('x-signature') === 'right';
    };
    const select = () => 'thingMade';
    expect(await status({ verify }, post('/thing.made', {}, { 'x-signature': 'wrong' }))).toBe(403);
    expect(await status({ verify, select }, post('/', {}, { 'x-signature': 'wrong' }))).toBe(403);
    expect(await status({ verify }, post('/thing.made', {}, { 'x-signature': 'right' }))).toBe(400);
    expect(await status({ verify }, post('/thing.made', input.body, { 'x-signature': 'right' }))).toBe(200);
    expect(bytes.slice(2)).toEqual(['{}', JSON.stringify(input.body)]);
  });

  it('reads no more than it may, also for a signature', async () => {
    const verify = () => true;
    expect(await status({ verify, bodyLimit: 10 }, post('/thing.made'))).toBe(413);
  });

  it('tells errors of verify and select as it tells those of handlers', async () => {
    const thrown: unknown[] = [];
    const verify = () => {
      throw new Error('no key');
    };
    expect(await status({ verify, onError: (error) => thrown.push(error) }, post('/thing.made'))).toBe(500);
    expect(thrown).toMatchObject([{ message: 'no key' }]);
  });

  it('is not made where two are at one path, unless something tells them apart', () => {
    const both = { handlers: { ...handlers, ping: () => ({ status: 204 }) }, paths: { ping: '/thing.made' } };
    const make = (more: Partial<Options>) => () =>
      running.createWebhookHandler({ authenticate, ...both, ...more });
    expect(make({})).toThrow('thingMade and ping are both received at POST /thing.made');
    expect(make({ select: () => 'ping' })).not.toThrow();
  });
});
