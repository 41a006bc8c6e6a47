// Encodings: how the fields and parts of a body are written, and what of it nobody does.
import { describe, expect, it } from 'vitest';
import { operationOf } from './modelled.js';

const RESPONSES = 'responses: { "204": { description: None } }\n';
const withMedia = (media: string, method = 'post', required = false) =>
  operationOf(
    `requestBody: { required: ${required}, content: { multipart/form-data: ${media} } }\n${RESPONSES}`,
    {
      method,
    },
  );
const encodingOf = (encoding: string) => withMedia(`{ encoding: { a: ${encoding} } }`);

describe('an encoding', () => {
  it('says of a field what its document says, and nothing that it does not', () => {
    const { operation, said } = withMedia(`{ encoding: {
      a: { style: deepObject, explode: false, allowReserved: true },
      b: { contentType: "image/png, image/*" },
      c: {} } }`);
    expect(said).toEqual([]);
    expect(operation.body?.content[0]?.encoding).toEqual({
      a: { style: 'deepObject', explode: false, allowReserved: true },
      b: { contentType: 'image/png, image/*' },
      c: {},
    });
  });

  it('may be one of parts by their places', () => {
    const { operation } = withMedia(
      '{ prefixEncoding: [{ contentType: a/b }, {}], itemEncoding: { contentType: c/d } }',
    );
    expect(operation.body?.content[0]).toMatchObject({
      prefixEncoding: [{ contentType: 'a/b' }, {}],
      itemEncoding: { contentType: 'c/d' },
    });
  });

  it('knows a list of OpenAPI 2.0', () => {
    expect(
      encodingOf('{ style: form, x-collectionFormat: tsv }').operation.body?.content[0]?.encoding,
    ).toEqual({ a: { style: 'tabDelimited' } });
  });

  it.each([
    ['{ schema: { const: base64 } }', 'base64'],
    ['{ schema: { type: integer, default: 5 } }', '5'],
    ['{ schema: { enum: [only] } }', 'only'],
    ['{ schema: { enum: [one, two] } }', undefined],
    ['{ schema: { type: string } }', undefined],
    ['{ schema: { const: "a\\r\\nX-Evil: 1" } }', undefined],
    ['{}', undefined],
  ])('has the headers that say the same every time: %s', (header, value) => {
    const { operation, said } = encodingOf(
      `{ headers: { X-Kind: ${header}, Content-Type: { required: true, schema: { const: a/b } } } }`,
    );
    expect(said).toEqual([]);
    const [content] = operation.body?.content ?? [];
    expect(content?.encoding).toEqual({ a: value === undefined ? {} : { headers: { 'X-Kind': value } } });
  });

  it.each([
    [
      '{ headers: { X-Kind: { required: true, schema: { type: string } } } }',
      'encoding-ignored 6:96 No part is sent with the header "X-Kind": its value is not known.',
    ],
    [
      '{ headers: { "X Kind": { required: true, schema: { const: a } } } }',
      'encoding-ignored 6:98 No part is sent with the header "X Kind": its value is not known.',
    ],
    [
      '{ encoding: { b: { contentType: a/b } } }',
      'encoding-ignored 6:85 Parts within parts are written as they are given: what an encoding says of them is not done.',
    ],
  ])('that nobody does is told as a warning: %s', (encoding, message) => {
    const { model, said, diagnostics } = encodingOf(encoding);
    expect(model).toBeDefined();
    expect(said.map((text) => text.replace(/6:\d+/, '6'))).toEqual([message.replace(/6:\d+/, '6')]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it.each([
    ['{ style: simple }', 'document-invalid 6 Style "simple" does not exist for a field of a form.'],
    ['{ explode: "yes" }', /^document-invalid 6 Expected a boolean/],
    [
      '{ contentType: "image/png, a b" }',
      'media-type-invalid 6 "a b" is no media type, and no header can carry it.',
    ],
    [
      '{ contentType: "a/b\\r\\nX-Evil: 1" }',
      'media-type-invalid 6 "a/b\\r\\nX-Evil: 1" is no media type, and no header can carry it.',
    ],
  ])('of the wrong shape is refused: %s', (encoding, message) => {
    const { model, said } = encodingOf(encoding);
    expect(model).toBeUndefined();
    expect(said.map((text) => text.replace(/6:\d+/, '6'))).toEqual([
      typeof message === 'string' ? message : expect.stringMatching(message),
    ]);
  });
});

describe('a body of a request that has none', () => {
  it.each(['get', 'head', 'trace'])('is left out of %s, with a warning where it is required', (method) => {
    expect(withMedia('{}', method).operation.body).toBeUndefined();
    expect(withMedia('{}', method).said).toEqual([]);
    const { operation, said } = withMedia('{}', method, true);
    expect(operation.body).toBeUndefined();
    expect(said).toEqual([
      `body-ignored 6:7 A ${method.toUpperCase()} request has no body: nothing asks for this one.`,
    ]);
    expect(withMedia('{}', 'delete').operation.body).toBeDefined();
  });
});
