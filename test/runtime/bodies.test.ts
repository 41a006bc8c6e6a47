// Bodies beside what the platform makes and reads of the same fields, what other clients write, and what nobody should.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeBody } from '../../runtime/body.js';
import { readBody } from '../../runtime/decode-body.js';
import { plain } from '../../runtime/shape.js';
import type { WireMedia } from '../../runtime/wire.js';

const RUNS = { seed: 5, numRuns: 100 };
const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

function written(mediaType: string, media: WireMedia, value: unknown): Response {
  const { contentType, pieces } = writeBody(mediaType, media, value, () => 'b0undary');
  return new Response(new Blob(pieces as (string | Blob)[]), { headers: { 'content-type': contentType } });
}

async function read(body: Response, schema: object, media: WireMedia): Promise<unknown> {
  const bytes = new Uint8Array(await body.arrayBuffer());
  return readBody(bytes, media, body.headers.get('content-type') ?? '', plain.of(schema)).value;
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a=b&c', '+ %20', '"\\\';\r\n', '--b0undary--', '\r\n--b0undary--\r\n', '€😀', ''),
);
/** Names that come back: three escapes of the platform mean something else than they spell. */
const name = text.filter((each) => !/%(?:22|0D|0A)/i.test(each) && !each.endsWith('[]'));
const STRINGS = { type: 'object', additionalProperties: { type: 'string' } };

describe('a form beside URLSearchParams', () => {
  const pairs = fc.uniqueArray(fc.tuple(name, text), { selector: ([each]) => each, maxLength: 4 });

  it('is written alike', () => {
    const property = fc.asyncProperty(pairs, async (fields) => {
      const body = written(FORM, 'form', Object.fromEntries(fields));
      const expected = new URLSearchParams(Object.entries(Object.fromEntries(fields)));
      expect(await body.text()).toBe(expected.toString());
    });
    return fc.assert(property, RUNS);
  });

  it('is read alike', () => {
    const property = fc.asyncProperty(pairs, async (fields) => {
      const body = new Response(new URLSearchParams(fields));
      expect(await read(body, STRINGS, 'form')).toStrictEqual(Object.fromEntries(fields));
    });
    return fc.assert(property, RUNS);
  });
});

describe('parts beside FormData', () => {
  const hidden = /\r\n--b0undary/;
  const fields = fc.uniqueArray(
    fc.tuple(
      name,
      text.filter((each) => !hidden.test(`\r\n${each}`)),
    ),
    {
      selector: ([each]) => each,
      maxLength: 4,
    },
  );

  it('are read by the platform as they were given', () => {
    const property = fc.asyncProperty(fields, name, text, async (given, filename, content) => {
      const file = new File([`${content.replaceAll('b0undary', '')}`], filename, { type: 'text/x-a' });
      const form = await written(PARTS, 'multipart', { ...Object.fromEntries(given), file }).formData();
      for (const [key, value] of given)
        if (key !== 'file') expect(form.get(key), JSON.stringify(key)).toBe(value);
      const back = form.get('file') as File;
      expect([back.name, back.type, await back.text()]).toEqual([file.name, file.type, await file.text()]);
    });
    // Of the platform's own making: names with line ends are read in another way by some.
    return fc.assert(property, { ...RUNS, numRuns: 60 });
  });

  it('that the platform writes are read as they were given', () => {
    const property = fc.asyncProperty(fields, name, text, async (given, filename, content) => {
      const form = new FormData();
      for (const [key, value] of given) form.append(key, value);
      form.append('file', new Blob([content], { type: 'text/x-a' }), filename);
      const media = { kind: 'multipart', files: { file: 'only' } } as const;
      const value = (await read(new Response(form), STRINGS, media)) as Record<string, unknown>;
      // The platform writes every line end of a name or a text as CRLF.
      const normal = (each: string) => each.replace(/\r\n|\r|\n/g, '\r\n');
      for (const [key, sent] of given)
        if (normal(key) !== 'file') expect(value[normal(key)]).toBe(normal(sent));
      const file = value['file'] as File;
      // Node leaves an empty one out.
      expect([file.name ?? '', file.type, await file.text()]).toEqual([filename, 'text/x-a', content]);
    });
    return fc.assert(property, { ...RUNS, numRuns: 60 });
  });
});

describe('parts that other clients write', () => {
  const parts = (head: string, content = 'a', boundary = 'x') =>
    new Response(`--${boundary}\r\n${head}\r\n\r\n${content}\r\n--${boundary}--\r\n`, {
      headers: { 'content-type': `${PARTS}; boundary=${boundary}` },
    });
  const FILES = { kind: 'multipart', files: { f: 'only' } } as const;

  it.each([
    ['form-data; name="f"; filename="a\\"b.txt"', 'a"b.txt'],
    ['form-data; name="f"; filename="a\\"', 'a\\'],
    ['form-data; name="f"; filename="C:\\dir\\a.txt"', 'C:\\dir\\a.txt'],
    ['form-data; name=f; filename=a.txt', 'a.txt'],
    ['form-data; filename="a;name=b.txt"; name="f"', 'a;name=b.txt'],
    ['form-data; name="f"; filename="a.txt"; filename*=UTF-8\'\'na%C3%AFve.txt', 'naïve.txt'],
    ['form-data; name="f"; filename*=utf-8\'\'%e2%82%ac', '€'],
    ['FORM-DATA;NAME="f";FILENAME="%22%0D%0A"', '"\r\n'],
    ['form-data; name = "f"; filename = "a"', 'a'],
  ])('Content-Disposition: %s', async (disposition, filename) => {
    const value = (await read(parts(`content-disposition: ${disposition}`), {}, FILES)) as { f: File };
    expect(value.f.name).toBe(filename);
  });

  it('a whole list, or an object, as one part of JSON', async () => {
    const schema = {
      properties: { f: { type: 'array', items: { type: 'integer' } }, o: { type: 'object' } },
    };
    const json = 'Content-Disposition: form-data; name="f"\r\nContent-Type: application/json';
    expect(await read(parts(json, '[1,2]'), schema, 'multipart')).toEqual({ f: [1, 2] });
    expect(
      await read(parts('Content-Disposition: form-data; name="f"', '[1,2]'), schema, 'multipart'),
    ).toEqual({
      f: [1, 2],
    });
    const object = 'Content-Disposition: form-data; name="o"';
    expect(await read(parts(object, '{"a":1}'), schema, 'multipart')).toEqual({ o: { a: 1 } });
  });

  it('a preamble, an epilogue, white space behind boundaries, a boundary in quotes', async () => {
    const body = 'hello\r\n--a b \t\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--a b-- \r\nbye';
    const response = new Response(body, { headers: { 'content-type': `${PARTS}; boundary="a b"` } });
    expect(await read(response, { properties: { a: { type: 'integer' } } }, 'multipart')).toEqual({ a: 1 });
  });
});

it('objects with their members in brackets, though nothing says so', async () => {
  const person = {
    properties: { age: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } } },
  };
  const schema = {
    properties: {
      person,
      all: { type: 'array', items: person },
      'odd[name]': { type: 'string' },
      odd: person,
    },
  };
  const fields = [
    ['person[age]', '5'],
    ['person[tags][]', 'a'],
    ['person[tags][]', 'b'],
    ['all[0][age]', '1'],
    ['all[1][age]', '2'],
    ['odd[name]', 'x'],
  ] as const;
  const expected = {
    person: { age: 5, tags: ['a', 'b'] },
    all: [{ age: 1 }, { age: 2 }],
    'odd[name]': 'x',
  };
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  expect(await read(new Response(form), schema, 'multipart')).toEqual(expected);
  const urlEncoded = new URLSearchParams(fields.map(([name, value]) => [name, value]));
  expect(await read(new Response(urlEncoded), schema, 'form')).toEqual(expected);
});

describe('what cannot be sent is refused', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  it.each<[string, WireMedia, unknown]>([
    ['application/json', 'json', new Uint8Array(1)],
    ['application/json', 'json', { a: new Blob([]) }],
    ['application/json', 'json', { a: new ReadableStream() }],
    ['application/json', 'json', circle],
    ['application/json', 'json', 10n],
    ['application/json', 'json', Symbol('a')],
    [FORM, 'form', 5],
    [FORM, 'form', { a: new Blob([]) }],
    [FORM, 'form', { a: [null] }],
    [FORM, 'form', { a: '\ud800' }],
    [PARTS, 'multipart', 'text'],
    [PARTS, 'multipart', { a: new ReadableStream() }],
    [PARTS, 'multipart', { 'a%22': 'b' }],
    ['text/plain', 'text', {}],
    ['text/plain; charset=us-ascii', 'text', 'é'],
    ['application/octet-stream', 'binary', {}],
    ['image/*', 'binary', new Blob([], { type: 'text/plain' })],
  ])('%s %s %o', (mediaType, media, value) => {
    expect(() => writeBody(mediaType, media, value, () => 'b')).toThrow(
      expect.objectContaining({ name: 'InvalidParameter', place: 'body' }),
    );
  });
});
