// The rarer forms of documents: ranges and default, texts and files, forms, HEAD, lists in headers, methods that fetch refuses.
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../contract/index.js';
import { modelOf, runShelf } from './shelf.js';

/** A model of one operation, `op` at /x. */
function one(operation: object, method = 'get') {
  const paths = { '/x': { [method]: { operationId: 'op', ...operation } } };
  return modelOf({ openapi: '3.1.1', info: { title: 'T', version: '1' }, paths }, { id: '1' });
}

const answers = (responses: object, method = 'get') => one({ responses }, method);
const shown = (mediaType: string, value: unknown, schema: object = {}) => ({
  description: '.',
  content: { [mediaType]: { schema, examples: { it: { value } } } },
});

async function found(model: ReturnType<typeof one>, handler: Handler): Promise<string[]> {
  const { findings } = await runShelf(handler, { model });
  return findings.map(
    ({ check, severity, expected, actual }) => `${severity} ${check}: ${expected}, not ${actual}`,
  );
}

const send =
  (body: BodyInit | null, status = 200, contentType = 'application/json'): Handler =>
  () =>
    new Response(body, { status, headers: { 'content-type': contentType } });

describe('statuses', () => {
  const error = shown('application/json', { code: 1 });
  // What leads to a refusal is shown beside it.
  const asked = (responses: object) =>
    one({
      parameters: [{ name: 'q', in: 'query', schema: {}, examples: { it: { value: 1 }, bad: { value: 2 } } }],
      responses,
    });
  const range = asked({
    200: shown('application/json', 1),
    404: { description: '.' },
    '4XX': { ...error, content: { 'application/json': { examples: { bad: { value: 1 } } } } },
  });
  const fallback = one({
    parameters: [{ name: 'q', in: 'query', schema: {}, examples: { it: { value: 1 } } }],
    responses: { 200: { description: '.' }, default: error },
  });

  it('a range takes every status in it, but those that have an entry of their own', async () => {
    const judge = async (status: number) =>
      (await runShelf(send('1', status), { model: range, cases: ['T/1/op/examples/bad'] })).findings.map(
        ({ expected, actual }) => `${expected}, not ${actual.slice(0, 3)}`,
      );
    expect(await judge(418)).toEqual([]);
    expect(await judge(404)).toEqual(['4XX, not 404']);
    expect(await judge(500)).toEqual(['4XX, not 500']);
  });

  it('default takes every refusal without an entry, and no server error', async () => {
    expect(await found(fallback, send('{}', 409))).toEqual([]);
    expect(await found(fallback, send('{}', 200))).toEqual(['error status: any but 200, not 200, with "{}"']);
    expect(await found(fallback, send(null, 500))).toEqual(['error server-error: no server error, not 500']);
  });
});

describe('bodies', () => {
  const csv = answers({ 200: shown('text/csv', 'a,b', { type: 'string', minLength: 2 }) });

  it('a text is judged as one, by the charset that it names', async () => {
    expect(await found(csv, send('c,d', 200, 'text/csv'))).toEqual([]);
    expect(await found(csv, send(new Uint8Array([0x61, 0xe9]), 200, 'text/csv; charset=iso-8859-1'))).toEqual(
      [],
    );
    expect(await found(csv, send('c', 200, 'text/csv'))).toEqual([
      'error body: at least 2 characters, not "c"',
    ]);
    expect(await found(csv, send(new Uint8Array([0x61, 0xe9]), 200, 'text/csv'))).toEqual([
      'error body: text in utf-8, not "a\ufffd"',
    ]);
    expect(await found(csv, send('a', 200, 'text/csv; charset=klingon'))).toEqual([
      'error body: text in klingon, not "a"',
    ]);
    expect(await found(csv, send(null, 200, 'text/csv'))).toEqual([
      'error body: a body of text/csv, not no body',
    ]);
  });

  it('a file may be anything, also empty', async () => {
    const file = answers({ 200: shown('application/octet-stream', 'x') });
    for (const body of [new Uint8Array([0, 255]), null])
      expect(await found(file, send(body, 200, 'application/octet-stream'))).toEqual([]);
  });

  it('a documented range of media types takes what lies in it, and reads it by what it is', async () => {
    const model = answers({ 200: shown('application/*', 1, { type: 'integer' }) });
    expect(await found(model, send('5', 200, 'application/vnd.x+json'))).toEqual([]);
    expect(await found(model, send('"5"', 200, 'application/vnd.x+json'))).toEqual([
      'error body: a value of type integer, not "5"',
    ]);
    expect(await found(model, send('5', 200, 'text/plain'))).toEqual([
      'error content-type: application/*, not "text/plain"',
    ]);
  });

  it('a documented parameter of a media type counts, a charset does not', async () => {
    const model = answers({ 200: shown('application/json; version=2; charset=utf-8', 1) });
    expect(await found(model, send('1', 200, 'application/json; version="2"'))).toEqual([]);
    expect(await found(model, send('1', 200, 'application/json; version=3'))).toHaveLength(1);
  });

  it('one that nobody documented is a warning, and fails nothing', async () => {
    const model = one({
      parameters: [{ name: 'q', in: 'query', schema: {}, examples: { it: { value: 1 } } }],
      responses: { 202: { description: '.' } },
    });
    const { events, findings } = await runShelf(send('{"a":1}', 202), { model });
    expect(findings).toMatchObject([{ check: 'no-body', severity: 'warning' }]);
    expect(events.at(-1)).toMatchObject({ totals: { held: 1, errors: 0, warnings: 1 } });
  });

  it('HEAD has none, and needs none', async () => {
    const model = answers({ 200: shown('application/json', 1, { type: 'integer' }) }, 'head');
    expect(await found(model, send(null))).toEqual([]);
    expect(await found(model, send('1'))).toEqual(['error no-body: no body, not 1 bytes: "1"']);
  });
});

describe('requests', () => {
  const body = (mediaType: string, value: unknown) =>
    one(
      {
        requestBody: { content: { [mediaType]: { examples: { it: { value } } } } },
        responses: { 200: shown('application/json', {}) },
      },
      'post',
    );

  it.each([
    [
      'application/x-www-form-urlencoded',
      { a: 'b c', list: [1, 2], o: { x: 1 }, none: null },
      { a: 'b c', list: ['1', '2'], o: '{"x":1}' },
    ],
    [
      'multipart/form-data',
      { a: 'b\r\nspecpact', 'q"': ['1', '2'] },
      { a: 'b\r\nspecpact', 'q"': ['1', '2'] },
    ],
  ])('write %s so that it is read again', async (mediaType, value, read) => {
    let fields: unknown;
    const handler: Handler = async (request) => {
      const form = await request.formData();
      const names = [...new Set(form.keys())];
      fields = Object.fromEntries(
        names.map((name) => [name, form.getAll(name).length > 1 ? form.getAll(name) : form.get(name)]),
      );
      return Response.json({});
    };
    expect(await found(body(mediaType, value), handler)).toEqual([]);
    expect(fields).toEqual(read);
  });

  it('write fields as their encodings say', async () => {
    const sent: string[] = [];
    const handler: Handler = async (request) => {
      sent.push(await request.text());
      return Response.json({});
    };
    const value = { tags: ['a', 'b c'], filter: { x: 1 }, doc: 'text', none: null };
    const encoding = {
      tags: { style: 'pipeDelimited', explode: false },
      filter: { style: 'deepObject', explode: true },
      doc: { contentType: 'application/json', headers: { 'X-Kind': { schema: { const: 'k' } } } },
    };
    const examples = { it: { value } };
    for (const mediaType of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
      const content = { [mediaType]: { encoding, examples } };
      const model = one(
        { requestBody: { content }, responses: { 200: shown('application/json', {}) } },
        'post',
      );
      expect(await found(model, handler)).toEqual([]);
    }
    expect(sent[0]).toBe('tags=a%7Cb%20c&filter%5Bx%5D=1&doc=%22text%22');
    expect(sent[1]).toContain('name="doc"\r\nContent-Type: application/json\r\nX-Kind: k\r\n\r\n"text"\r\n');
    expect(sent[1]).toContain('name="tags"\r\n\r\na|b c\r\n');
    expect(sent[1]).toContain('name="filter[x]"\r\n\r\n1\r\n');
  });

  it('write texts as they are, and say what they accept', async () => {
    let seen: unknown[] = [];
    const handler: Handler = async (request) => {
      seen = [await request.text(), request.headers.get('content-type'), request.headers.get('accept')];
      return Response.json({});
    };
    expect(await found(body('text/plain', 'hi\n'), handler)).toEqual([]);
    expect(seen).toEqual(['hi\n', 'text/plain', 'application/json']);
  });

  it('that HTTP or fetch cannot carry are findings of the document, not of the server', async () => {
    const path = (value: string) =>
      modelOf(
        {
          openapi: '3.1.1',
          info: { title: 'T', version: '1' },
          paths: {
            '/{p}': {
              get: {
                operationId: 'op',
                parameters: [{ name: 'p', in: 'path', required: true, schema: {}, example: value }],
                responses: { 200: shown('application/json', 1) },
              },
            },
          },
        },
        { id: '1' },
      );
    for (const value of ['', '..']) {
      const { events, findings } = await runShelf(send('1'), { model: path(value) });
      expect(findings).toMatchObject([{ check: 'plan', pointer: '/path/p' }]);
      expect(events.at(-1)).toMatchObject({ totals: { held: 0, unplannable: 1 } });
    }
    expect(await found(answers({ 200: shown('application/json', 1) }, 'trace'), send('1'))).toEqual([
      'error plan: a request that HTTP can carry, not TRACE /x',
    ]);
  });
});

it('headers may hold lists and objects', async () => {
  const header = (schema: object, explode = false) =>
    answers({ 200: { ...shown('application/json', 1), headers: { 'X-It': { schema, explode } } } });
  const judge = (model: ReturnType<typeof one>, value: string) =>
    found(model, () => Response.json(1, { headers: { 'x-it': value } }));
  const numbers = header({ type: 'array', items: { type: 'integer' } });
  expect(await judge(numbers, '1, 2')).toEqual([]);
  expect(await judge(numbers, '1, x')).toEqual(['error headers: a value of type integer, not "1, x"']);
  expect(
    await judge(
      header({ type: 'object', required: ['a'], properties: { a: { type: 'boolean' } } }, true),
      'a=true,b=2',
    ),
  ).toEqual([]);
  expect(await judge(header({ type: 'object', required: ['a'] }), 'b,true')).toHaveLength(1);
  expect(await judge(header({ type: 'string', enum: ['5'] }), '5')).toEqual([]);
});
