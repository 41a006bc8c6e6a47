// Names that every object inherits, at all places at once: a generated client and its server hand them on as names like others.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Running, run } from './generate.js';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
const STYLES = ['form', 'deepObject', 'pipeDelimited', 'spaceDelimited'] as const;

const text = { type: 'string' };
/** Own members, whatever they are called. */
const object = (
  value: (name: string) => unknown,
  names: readonly string[] = NAMES,
): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, value(name)]));
const shape = {
  type: 'object',
  required: NAMES,
  properties: object(() => text),
  additionalProperties: false,
};
const variant = (name: string) => ({
  type: 'object',
  required: ['constructor'],
  properties: { constructor: { const: name }, of: { type: 'integer' } },
});

const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 't', version: '1' },
  paths: {
    '/{__proto__}/{constructor}/x': {
      post: {
        operationId: '__proto__',
        tags: NAMES,
        parameters: [
          { name: '__proto__', in: 'path', required: true, schema: text },
          { name: 'constructor', in: 'path', required: true, schema: text },
          ...NAMES.map((name) => ({ name, in: 'query', schema: text })),
          ...NAMES.map((name) => ({ name, in: 'header', schema: text })),
          ...NAMES.map((name) => ({ name, in: 'cookie', schema: text })),
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/__proto__' } },
            'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/__proto__' } },
            'multipart/form-data': { schema: { $ref: '#/components/schemas/__proto__' } },
          },
        },
        responses: {
          200: {
            description: 'd',
            headers: object(() => ({ schema: text })),
            content: { 'application/json': { schema: { $ref: '#/components/schemas/__proto__' } } },
          },
        },
      },
    },
    '/styles': {
      get: {
        operationId: 'constructor',
        parameters: STYLES.map((style) => ({
          name: style,
          in: 'query',
          style,
          explode: style === 'deepObject',
          schema: { type: 'object', additionalProperties: text },
        })),
        responses: { 204: { description: 'd' } },
      },
    },
    '/variants': {
      put: {
        operationId: 'toString',
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/constructor' } } },
        },
        responses: { 204: { description: 'd' } },
      },
    },
  },
  components: {
    schemas: {
      ...Object.fromEntries([['__proto__', shape]]),
      constructor: {
        oneOf: NAMES.map((name) => ({ $ref: `#/components/schemas/Of.${name}` })),
        discriminator: { propertyName: 'constructor', mapping: object((name) => `Of.${name}`) },
      },
      ...Object.fromEntries(NAMES.map((name) => [`Of.${name}`, variant(name)])),
    },
  },
};

interface Seen {
  readonly path?: object;
  readonly query?: object;
  readonly header?: object;
  readonly cookie?: object;
  readonly body?: object;
}

let running: Running;
let seen: Seen | undefined;
let answer: object;

beforeAll(async () => {
  running = await run(DOCUMENT);
});

/** The call whose name was made of an operationId: the one that nothing inherits. */
function call(operationId: string) {
  const handler = (status: number) => (input: Seen) => {
    seen = input;
    return status === 200 ? answer : { status };
  };
  const names = Object.entries(running.operations).map(([name, { id }]) => [name, id] as const);
  const handlers = Object.fromEntries(
    names.map(([name, id]) => [name, handler(id === '__proto__' ? 200 : 204)]),
  );
  const handle = running.createServer({ handlers });
  const client = running.createClient({
    baseUrl: 'http://localhost',
    fetch: (request: Request) => handle(request),
  });
  const name = names.find(([, id]) => id === operationId)?.[0] ?? '';
  expect(Object.hasOwn(client, name)).toBe(true);
  return client[name] as NonNullable<(typeof client)[string]>;
}

const values = object((name) => `value of ${name}`);

describe('inherited names', () => {
  it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'of parameters, of members of a body (%s), of headers of an answer',
    async (mediaType) => {
      const headers = object((name) => `answered ${name}`);
      answer = { status: 200, body: values, headers };
      const path = object((name) => `at ${name}`, ['__proto__', 'constructor']);
      const input = {
        path,
        query: values,
        header: values,
        cookie: object((name) => `of-${name}`),
        body: values,
        mediaType,
      };
      const result = await call('__proto__')(input);
      expect(result).toMatchObject({ status: 200 });
      expect(Object.entries(result.data as object)).toEqual(Object.entries(values));
      const { headers: back } = result as unknown as { headers: object };
      expect(Object.entries(back).sort()).toEqual(Object.entries(headers).sort());
      expect(Object.entries(seen?.path ?? {}).sort()).toEqual(Object.entries(path).sort());
      for (const place of ['query', 'header', 'body'] as const)
        expect(Object.entries(seen?.[place] ?? {}).sort(), place).toEqual(Object.entries(values).sort());
      expect(Object.entries(seen?.cookie ?? {}).sort()).toEqual(Object.entries(input.cookie).sort());
    },
  );

  it.each(STYLES)('of members of a parameter: %s', async (style) => {
    const given = object((name) => `v-${name}`);
    await call('constructor')({ query: { [style]: given } });
    const { [style]: back } = (seen?.query ?? {}) as Record<string, object>;
    expect(Object.entries(back ?? {})).toEqual(Object.entries(given));
  });

  it.each(NAMES)('as the value of a discriminator: %s', async (name) => {
    const body = { constructor: name, of: 1 };
    expect((await call('toString')({ body })).status).toBe(204);
    expect(seen?.body).toEqual(body);
    expect(
      await call('toString')({ body: { constructor: name, of: 'x' } }).catch(
        ({ status }: { status: number }) => status,
      ),
    ).toBe(400);
  });

  it('are required as members of their own', async () => {
    const validators = Object.values(running.validators).filter((each) => typeof each === 'function');
    const whole = validators.filter((guard) => guard(values));
    expect(whole.length).toBeGreaterThan(0);
    for (const name of NAMES) {
      const less = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
      for (const guard of whole.filter((each) => !each({}))) expect(guard(less), name).toBe(false);
    }
  });

  it('leave nothing behind', () => {
    for (const shared of [Object.prototype, Function.prototype, Array.prototype])
      expect(Object.keys(shared)).toEqual([]);
    expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
  });
});
