// Bodies, answers, headers and media types: every one is kept, in an order that does not depend on how they were written down.
import { describe, expect, it } from 'vitest';
import { mediaKind } from '../../runtime/media-type.js';
import { operationOf } from './modelled.js';

const RESPONSES = 'responses: { "204": { description: None } }\n';

describe('a request body', () => {
  it('is kept with every media type, in document order', () => {
    const { operation, said } = operationOf(
      `requestBody:
  description: D
  required: true
  content:
    application/json; charset=utf-8: { schema: { type: object }, example: { a: 1 } }
    x-own/type: { schema: true }
    multipart/form-data: { schema: {}, encoding: { file: { contentType: image/png } } }
    text/plain: {}
${RESPONSES}`,
      { method: 'post' },
    );
    expect(said).toEqual([]);
    const source = '/paths/~1things/post/requestBody';
    expect(operation.body).toEqual({
      required: true,
      description: 'D',
      source,
      content: [
        {
          mediaType: 'application/json; charset=utf-8',
          kind: 'json',
          schema: { type: 'object' },
          examples: [
            {
              name: 'example',
              value: { a: 1 },
              source: `${source}/content/application~1json; charset=utf-8/example`,
            },
          ],
          source: `${source}/content/application~1json; charset=utf-8`,
        },
        {
          mediaType: 'x-own/type',
          kind: 'binary',
          schema: true,
          examples: [],
          source: `${source}/content/x-own~1type`,
        },
        {
          mediaType: 'multipart/form-data',
          kind: 'multipart',
          schema: {},
          encoding: { file: { contentType: 'image/png' } },
          examples: [],
          source: `${source}/content/multipart~1form-data`,
        },
        { mediaType: 'text/plain', kind: 'text', examples: [], source: `${source}/content/text~1plain` },
      ],
    });
  });

  it('may stand behind a reference, and is optional unless it says otherwise', () => {
    const { operation } = operationOf(`requestBody: { $ref: "#/components/requestBodies/B" }\n${RESPONSES}`, {
      method: 'post',
      rest: 'components: { requestBodies: { B: { content: { application/json: {} } } } }\n',
    });
    expect(operation.body).toMatchObject({ required: false, source: '/components/requestBodies/B' });
  });
});

describe('answers', () => {
  it('stand in ascending order, ranges and default last, however they are written down', () => {
    const { operation, said } = operationOf(`responses:
  default: { description: Else }
  5XX: { description: Theirs }
  "404": { description: Nowhere }
  x-notes: { "999": 1 }
  4XX: { description: Yours }
  200: { description: Fine }
  "101": { description: Switch }
`);
    expect(said).toEqual([]);
    expect(operation.responses.map(({ status }) => status)).toEqual([
      '101',
      '200',
      '404',
      '4XX',
      '5XX',
      'default',
    ]);
  });

  it('keep their headers, but for Content-Type, and their media types', () => {
    const { operation, said } = operationOf(
      `responses:
  "200":
    description: D
    headers:
      content-type: { schema: {} }
      x-request-id: { schema: { type: string }, description: H, examples: { a: { value: 1 } } }
      Location: { $ref: "#/components/headers/Location" }
      X-List: { explode: true, content: { text/plain: { schema: { type: array } } } }
    content: { image/png: {}, application/problem+json: { schema: {} } }
`,
      {
        rest: 'components: { headers: { Location: { required: true, schema: { format: uri }, example: /a } } }\n',
      },
    );
    expect(said).toEqual([]);
    const [response] = operation.responses;
    expect(response?.headers).toEqual([
      {
        name: 'x-request-id',
        required: false,
        schema: { type: 'string' },
        explode: false,
        description: 'H',
        examples: [
          {
            name: 'a',
            value: 1,
            source: '/paths/~1things/get/responses/200/headers/x-request-id/examples/a',
          },
        ],
        source: '/paths/~1things/get/responses/200/headers/x-request-id',
      },
      {
        name: 'Location',
        required: true,
        schema: { format: 'uri' },
        explode: false,
        examples: [{ name: 'example', value: '/a', source: '/components/headers/Location/example' }],
        source: '/components/headers/Location',
      },
      {
        name: 'X-List',
        mediaType: 'text/plain',
        required: false,
        schema: { type: 'array' },
        explode: true,
        examples: [],
        source: '/paths/~1things/get/responses/200/headers/X-List',
      },
    ]);
    expect(response?.content.map(({ mediaType, kind }) => [mediaType, kind])).toEqual([
      ['image/png', 'binary'],
      ['application/problem+json', 'json'],
    ]);
  });

  it('without a description have an empty one', () => {
    expect(operationOf('responses: { "200": {} }').operation.responses[0]?.description).toBe('');
  });
});

describe('the kind of a media type', () => {
  it.each([
    ['application/json', 'json'],
    ['Application/JSON; charset=utf-8', 'json'],
    ['application/vnd.api+json', 'json'],
    ['text/json', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['multipart/form-data; boundary=x', 'multipart'],
    ['multipart/mixed', 'multipart'],
    ['text/html', 'text'],
    ['application/xml', 'text'],
    ['application/atom+xml', 'text'],
    ['application/octet-stream', 'binary'],
    ['*/*', 'binary'],
    ['json', 'binary'],
    ['', 'binary'],
  ])('%j is %s', (mediaType, kind) => {
    expect(mediaKind(mediaType)).toBe(kind);
  });
});

describe('a body or an answer of the wrong shape', () => {
  it.each([
    ['requestBody: 5', '6:7 Expected an object at /paths/~1things/get/requestBody, found a number.'],
    [
      'requestBody: { required: 1 }',
      '6:22 Expected a boolean at /paths/~1things/get/requestBody/required, found a number.',
    ],
    [
      'requestBody: { content: [] }',
      '6:22 Expected an object at /paths/~1things/get/requestBody/content, found an array.',
    ],
    ['requestBody: { content: { a/b: { schema: 5 } } }', '6:40 A schema is an object or a boolean.'],
    [
      'requestBody: { content: { a/b: { encoding: 5 } } }',
      '6:40 Expected an object at /paths/~1things/get/requestBody/content/a~1b/encoding, found a number.',
    ],
    ['responses: []', '6:7 Expected an object at /paths/~1things/get/responses, found an array.'],
    ['responses: { OK: {} }', 'status-key-invalid 6:20 "OK" is not a status.'],
    ['responses: { 4xx: {} }', 'status-key-invalid 6:20 "4xx" is not a status.'],
    ['responses: { "600": {} }', 'status-key-invalid 6:20 "600" is not a status.'],
    ['responses: { 2000: {} }', 'status-key-invalid 6:20 "2000" is not a status.'],
    [
      'responses: { "200": fine }',
      '6:20 Expected an object at /paths/~1things/get/responses/200, found a string.',
    ],
    [
      'responses: { "200": { headers: { a: 1 } } }',
      '6:40 Expected an object at /paths/~1things/get/responses/200/headers/a, found a number.',
    ],
    [
      'responses: { "200": { content: { a/b: { examples: { e: [] } } } } }',
      '6:59 Expected an object at /paths/~1things/get/responses/200/content/a~1b/examples/e, found an array.',
    ],
  ])('%s is reported', (text, message) => {
    const { said, model } = operationOf(text);
    expect(model).toBeUndefined();
    expect(said).toEqual([/^\d/.test(message) ? `document-invalid ${message}` : message]);
  });
});
