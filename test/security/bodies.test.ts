// Bodies that no client would send: refused with one 4xx in bounded time, and no handler sees them.

import { beforeAll, describe, expect, it } from 'vitest';
import { stopwatch } from '../stopwatch.js';
import { type Running, run } from './generate.js';

const LIMIT = 5000;
const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

const TEXTS = { type: 'array', items: { type: 'string' }, maxItems: 10 };
const FIELDS = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string' },
    n: { type: 'integer' },
    list: TEXTS,
    deep: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Deep' } },
    spread: { type: 'object', additionalProperties: { type: 'integer' } },
    file: { type: 'string', format: 'binary', maxLength: 10 },
  },
};
const encoding = {
  deep: { style: 'deepObject', explode: true },
  spread: { style: 'form', explode: true },
};

/** 2^30 ways from the first to the last, by members and by composition. */
const WIDE = Object.fromEntries(
  Array.from({ length: 31 }, (_, at) => {
    const next = { $ref: `#/components/schemas/Wide${at + 1}` };
    const schema =
      at === 30
        ? { type: 'integer' }
        : {
            type: 'object',
            allOf: [{ properties: { l: next, r: next } }, { properties: { r: next, l: next } }],
          };
    return [`Wide${at}`, schema];
  }),
);

let running: Running;
let seen: unknown[];
let errors: unknown[];

beforeAll(async () => {
  const schema = FIELDS;
  const content = {
    'application/json': { schema },
    [FORM]: { schema, encoding },
    [PARTS]: { schema, encoding: { file: { contentType: 'image/png, image/*' } } },
    'text/plain': { schema: { type: 'string', maxLength: 10 } },
  };
  running = await run({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/': {
        post: {
          operationId: 'take',
          parameters: [
            {
              name: 'wide',
              in: 'query',
              style: 'deepObject',
              explode: true,
              schema: { $ref: '#/components/schemas/Wide20' },
            },
            { name: 'X-Wide', in: 'header', schema: { $ref: '#/components/schemas/Wide0' } },
          ],
          requestBody: { required: true, content },
          responses: { 204: { description: 'd' } },
        },
      },
    },
    components: {
      schemas: {
        ...WIDE,
        Deep: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Deep' } },
      },
    },
  });
});

async function send(
  contentType: string | undefined,
  body: BodyInit,
  bodyLimit?: number,
  search = '',
): Promise<Response> {
  [seen, errors] = [[], []];
  const server = running.createServer({
    handlers: {
      take: (input: never) => {
        seen.push(input);
        return { status: 204 };
      },
    },
    onError: (error) => void errors.push(error),
    ...(bodyLimit !== undefined && { bodyLimit }),
  });
  const request = new Request(`http://localhost/${search}`, {
    method: 'POST',
    body,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
  });
  if (contentType === undefined) request.headers.delete('content-type');
  const spent = stopwatch();
  const response = await server(request);
  expect(spent()).toBeLessThan(LIMIT);
  expect(errors).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  return response;
}

const many = (count: number, of: (at: number) => string) => Array.from({ length: count }, (_, at) => of(at));
const part = (name: string, content = '', more = '') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const parts = (...each: string[]) => `${each.join('')}--x--\r\n`;
const ofParts = `${PARTS}; boundary=x`;

describe('refused with one 4xx in time', () => {
  it.each<[name: string, status: number, contentType: string | undefined, body: () => BodyInit]>([
    ['JSON that hides __proto__', 400, 'application/json', () => '{"name":"a","__proto__":{"n":1}}'],
    ['JSON that hides it in an escape', 400, 'application/json', () => '{"name":"a","\\u005f_proto__":{}}'],
    ['a form that hides __proto__', 400, FORM, () => 'name=a&__proto__=b&__proto__[c]=d'],
    ['a key that comes twice', 400, FORM, () => 'name=a&name=b'],
    ['a key that comes twice, once as a list', 400, FORM, () => 'name=a&name[]=b'],
    ['100,000 fields', 400, FORM, () => `name=a&${many(100_000, (at) => `f${at}=`).join('&')}`],
    ['100,000 fields of one name', 400, FORM, () => `name=a&${'list=&'.repeat(100_000)}`],
    [
      '100,000 members of an exploded object',
      400,
      FORM,
      () => `name=a&${many(100_000, (at) => `m${at}=x`).join('&')}`,
    ],
    ['100,000 steps', 400, FORM, () => `name=a&deep${'[a]'.repeat(100_000)}=1`],
    [
      '40,000 deep pairs',
      400,
      FORM,
      () => `name=a&${many(40_000, (at) => `deep[${at}][a][b][c]=1`).join('&')}`,
    ],
    ['a million ampersands', 400, FORM, () => '&'.repeat(1_000_000)],
    ['percent signs that encode nothing', 400, FORM, () => `name=a&n=${'%'.repeat(500_000)}`],
    ['10,000 parts', 400, ofParts, () => parts(part('name'), ...many(10_000, (at) => part(`f${at}`)))],
    [
      '10,000 parts of one name',
      400,
      ofParts,
      () => parts(part('name'), ...many(10_000, () => part('name'))),
    ],
    [
      '10,000 files',
      400,
      ofParts,
      () => parts(part('name'), ...many(10_000, () => part('file', '', '; filename="f"'))),
    ],
    [
      'a part with headers without end',
      400,
      ofParts,
      () => parts(`--x\r\n${'A: b\r\n'.repeat(100_000)}\r\n\r\n`),
    ],
    [
      'a part with one long header',
      400,
      ofParts,
      () => parts(`--x\r\nContent-Disposition: form-data; name="${'n'.repeat(900_000)}"\r\n\r\n\r\n`),
    ],
    [
      'a part with parameters without end',
      400,
      ofParts,
      () => parts(`--x\r\nContent-Disposition: form-data${';a="'.repeat(4000)}\r\n\r\n\r\n`, part('n', 'x')),
    ],
    [
      'boundaries that are none',
      400,
      ofParts,
      () => parts(part('name', '\r\n--xx'.repeat(150_000)), part('n', 'x')),
    ],
    [
      'boundaries with white space',
      400,
      ofParts,
      () => `--x\r\n\r\n${`\r\n--x${' '.repeat(1000)}y`.repeat(900)}`,
    ],
    ['a body that is no part', 400, ofParts, () => 'hello'],
    ['an empty body', 400, ofParts, () => ''],
    ['parts that do not end', 400, ofParts, () => part('name', 'a')],
    ['a part that does not begin', 400, ofParts, () => '--x'],
    ['no boundary', 400, PARTS, () => parts(part('name', 'a'))],
    ['an empty boundary', 400, `${PARTS}; boundary=""`, () => parts(part('name', 'a'))],
    ['another boundary', 400, `${PARTS}; boundary=y`, () => parts(part('name', 'a'))],
    ['a long boundary', 400, `${PARTS}; boundary=${'b'.repeat(10_000)}`, () => parts(part('name', 'a'))],
    [
      'a part in a charset that nobody knows',
      400,
      ofParts,
      () =>
        parts(
          '--x\r\nContent-Disposition: form-data; name="name"\r\nContent-Type: text/plain; charset=klingon\r\n\r\na\r\n',
        ),
    ],
    [
      'a part that is no UTF-8',
      400,
      ofParts,
      () => new Blob([part('name'), new Uint8Array([0xff]), '\r\n', part('n', '1'), '--x--']),
    ],
    [
      'a file of another type',
      400,
      ofParts,
      () => parts(part('name', 'a'), part('file', 'a', '; filename="a"\r\nContent-Type: text/html')),
    ],
    [
      'a file that is too long',
      400,
      ofParts,
      () =>
        parts(part('name', 'a'), part('file', 'a'.repeat(11), '; filename="a"\r\nContent-Type: image/png')),
    ],
    ['a text in a charset that nobody knows', 400, 'text/plain; charset=klingon', () => 'a'],
    ['a text that is no UTF-8', 400, 'text/plain', () => new Uint8Array([0xff])],
    ['a text that is too long', 400, 'text/plain', () => 'a'.repeat(11)],
    ['JSON in UTF-16', 415, 'application/json; charset=utf-16le', () => '{"name":"a"}'],
    ['no media type', 415, undefined, () => new Uint8Array([97])],
    ['half a media type', 415, 'application', () => 'a'],
    ['a media type that is a range', 415, '*/*', () => 'a'],
    ['a megabyte of media type', 415, `${' '.repeat(10)}application/${'j'.repeat(1_000_000)}`, () => 'a'],
    ['parameters without end', 415, `text/html${'; charset'.repeat(100_000)}`, () => 'a'],
    ['nothing, of a type that is not documented', 400, 'application/xml', () => ''],
    ['nothing where something must be', 400, undefined, () => new Uint8Array()],
  ])('%s', async (_, status, contentType, body) => {
    const response = await send(contentType, body());
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect((await response.text()).length).toBeLessThan(100_000);
    expect(seen).toEqual([]);
  });

  it('too many bytes, in every form', async () => {
    const large = 'a'.repeat(200);
    for (const contentType of ['application/json', FORM, ofParts, 'text/plain'])
      expect((await send(contentType, large, 100)).status).toBe(413);
  });

  it('what can be reached in 2^30 ways is read in one', async () => {
    const steps = 'lrlrlrlrlr'.replace(/./g, '[$&]');
    expect((await send(FORM, 'name=a', undefined, `?wide${steps}=7`)).status).toBe(204);
    let value: unknown = (seen[0] as { query: object }).query;
    for (const step of ['wide', ...'lrlrlrlrlr']) value = (value as Record<string, unknown>)[step];
    expect(value).toBe(7);
    expect((await send(FORM, 'name=a', undefined, `?wide${steps}=x`)).status).toBe(400);
  });

  it('what is only odd is read', async () => {
    expect((await send(FORM, '&&name=a&=&')).status).toBe(400);
    expect((await send(`${FORM};charset=UTF-8`, '&&name=%zz&n=1&&')).status).toBe(204);
    expect(seen).toMatchObject([{ body: { name: '%zz', n: 1 } }]);
    expect(
      (await send('Multipart/Form-Data; charset=utf-8; BOUNDARY=x', parts(part('name', 'a')))).status,
    ).toBe(204);
  });
});
