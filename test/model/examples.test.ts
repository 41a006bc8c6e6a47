// Examples: what shares a name on both sides is one exchange; the rules stand at ExamplePair and in specs/README.md.
import { describe, expect, it } from 'vitest';
import type { ExamplePair } from '../../generator/model/types.js';
import { FAMILY, operationOf } from './modelled.js';

const REST = `components:
  securitySchemes: { token: { type: apiKey, in: header, name: X-Auth-Token } }
`;

/** The pairs of one operation (POST /things/{id}), given as the text below it. */
function pairsOf(text: string): readonly ExamplePair[] {
  const { operation, said } = operationOf(text, {
    path: '/things/{id}',
    method: 'post',
    rest: REST,
    family: FAMILY,
  });
  expect(said).toEqual([]);
  return operation.examples;
}

const ID = '{ name: id, in: path, required: true, schema: { type: string }, example: id-1 }';
const body = (examples: string) =>
  `requestBody: { content: { application/json: { examples: { ${examples} } } } }`;
const answer = (status: string, examples: string) =>
  `${JSON.stringify(status)}: { description: D, content: { application/json: { examples: { ${examples} } } } }`;
const brief = (pairs: readonly ExamplePair[]) =>
  pairs.map(({ name, request, response }) => [
    name,
    request.body?.value,
    response.status,
    response.body?.value,
  ]);

describe('a pair', () => {
  it('is what shares a name: body, parameters, answer and its headers', () => {
    const [pair, ...others] = pairsOf(`parameters:
  - ${ID}
  - { name: q, in: query, schema: {}, examples: { one: { value: 5 }, two: { value: 6 } } }
  - { name: X-H, in: header, schema: {}, examples: { one: { value: h } } }
  - { name: c, in: cookie, schema: {}, examples: { one: { value: null } } }
${body('one: { value: { a: 1 }, summary: not this one }')}
responses:
  "201":
    description: D
    headers: { Location: { schema: {}, examples: { one: { value: /x }, two: { value: /y } } }, Other: { schema: {} } }
    content: { application/json: { examples: { one: { value: [1], summary: S } } } }
`);
    expect(pair).toEqual({
      name: 'one',
      summary: 'S',
      request: {
        path: { id: 'id-1' },
        query: { q: 5 },
        header: { 'X-H': 'h' },
        cookie: { c: null },
        querystring: {},
        body: { mediaType: 'application/json', value: { a: 1 } },
      },
      response: {
        status: '201',
        headers: { Location: '/x' },
        body: { mediaType: 'application/json', value: [1] },
      },
      source: '/paths/~1things~1{id}/post/responses/201/content/application~1json/examples/one',
    });
    expect(others.map(({ name }) => name)).toEqual(['two']);
  });

  it('may be named by the single example of both sides', () => {
    const pairs = pairsOf(`parameters: [${ID}]
requestBody: { content: { application/json: { example: 1 } } }
responses: { "200": { description: D, content: { application/json: { example: 2 } } } }
`);
    expect(brief(pairs)).toEqual([['example', 1, '200', 2]]);
  });

  it('of an answer that nothing is sent for has an empty request', () => {
    const pairs = pairsOf(`parameters: [${ID}]
responses: { ${answer('200', 'one: { value: 1 }')} }
`);
    expect(pairs[0]?.request).toEqual({
      path: { id: 'id-1' },
      query: {},
      header: {},
      cookie: {},
      querystring: {},
    });
  });

  it('of an answer without a body is that of its headers', () => {
    const pairs = pairsOf(`parameters: [${ID}]
responses:
  "204": { description: D, headers: { A: { schema: {}, examples: { one: { value: 1 } } }, B: { schema: {}, examples: { one: { value: 2 }, two: { value: 3 } } } } }
`);
    expect(pairs.map(({ name, response }) => [name, response])).toEqual([
      ['one', { status: '204', headers: { A: 1, B: 2 } }],
      ['two', { status: '204', headers: { B: 3 } }],
    ]);
  });

  it('whose name stands on the request’s side alone has the one documented success', () => {
    const text = (responses: string) => `parameters:
  - ${ID}
  - { name: q, in: query, schema: {}, examples: { three: { value: 3 } } }
${body('one: { value: 1 }, two: { value: 2 }')}
responses: { ${responses} }
`;
    const pairs = pairsOf(text(`"204": { description: D }, ${answer('400', 'two: { value: bad }')}`));
    expect(brief(pairs)).toEqual([
      ['two', 2, '400', 'bad'],
      ['one', 1, '204', undefined],
      ['three', undefined, '204', undefined],
    ]);
    expect(pairs[1]?.source).toContain('/requestBody/');
    expect(pairs[2]?.request.query).toEqual({ q: 3 });
    // Which of several successes is meant is nowhere said; a range or default is no success of its own.
    expect(brief(pairsOf(text('"200": { description: D }, "204": { description: D }')))).toEqual([]);
    expect(brief(pairsOf(text('2XX: { description: D }, default: { description: D }')))).toEqual([]);
  });

  it('stands under a range or default where its answer does', () => {
    const pairs = pairsOf(`parameters: [${ID}]
responses: { ${answer('4XX', 'one: { value: 1 }')}, ${answer('default', 'two: { value: 2 }')} }
`);
    expect(brief(pairs)).toEqual([
      ['one', undefined, '4XX', 1],
      ['two', undefined, 'default', 2],
    ]);
  });
});

describe('a name that several answers share', () => {
  it('gets the status behind it', () => {
    const pairs = pairsOf(`parameters: [${ID}]
${body('one: { value: 1 }')}
responses: { ${answer('200', 'one: { value: a }, two: { value: b }')}, ${answer('400', 'one: { value: c }')} }
`);
    expect(brief(pairs)).toEqual([
      ['one-200', 1, '200', 'a'],
      ['two', undefined, '200', 'b'],
      ['one-400', 1, '400', 'c'],
    ]);
  });

  it('hides no other, whatever they are called, and takes the body of its own media type', () => {
    const pairs = pairsOf(`parameters: [${ID}]
requestBody:
  content:
    application/json: { examples: { one: { value: json } } }
    text/plain: { examples: { one: { value: text } } }
responses:
  "200":
    description: D
    content:
      application/json: { examples: { one: { value: a }, one-200: { value: b } } }
      text/plain: { examples: { one: { value: c } } }
      text/html: { examples: { one: { value: d } } }
`);
    expect(new Set(pairs.map(({ name }) => name)).size).toBe(4);
    expect(brief(pairs)).toEqual([
      ['one-200-application/json', 'json', '200', 'a'],
      ['one-200', undefined, '200', 'b'],
      ['one-200-text/plain', 'text', '200', 'c'],
      ['one-200-text/html', 'json', '200', 'd'],
    ]);
  });
});

describe('the value of a parameter in a pair', () => {
  const sent = (parameter: string) =>
    pairsOf(`parameters:
  - ${ID}
  - { name: p, in: query, ${parameter} }
responses: { ${answer('200', 'one: { value: 1 }')} }
`)[0]?.request.query;

  it.each([
    ['schema: {}, examples: { one: { value: 1 } }', { p: 1 }],
    ['required: true, schema: {}, example: 0, examples: { one: { value: 1 } }', { p: 1 }],
    ['required: true, schema: {}, example: 0', { p: 0 }],
    ['required: true, schema: { example: 0 }', { p: 0 }],
    ['required: true, schema: {}, examples: { other: { value: 2 }, more: { value: 3 } }', { p: 2 }],
    [
      'required: true, schema: {}, examples: { bad: { value: 2, x-violates: "" }, more: { value: 3 } }',
      { p: 3 },
    ],
    ['required: true, schema: { const: 4, default: 5 }', { p: 4 }],
    ['required: true, schema: { default: 5, enum: [6] }', { p: 5 }],
    ['required: true, schema: { enum: [6, 7] }', { p: 6 }],
    ['required: true, schema: true', {}],
    ['required: true, schema: {}', {}],
    ['schema: {}, example: 0', {}],
    ['schema: { default: 5 }', {}],
    ['schema: {}, examples: { other: { value: 2 } }', {}],
  ])('with %s is %j', (parameter, expected) => {
    expect(sent(parameter)).toEqual(expected);
  });
});

describe('an example that breaks its schema on purpose', () => {
  it('is paired with the refusal of its name, and says where it breaks', () => {
    const pairs = pairsOf(`parameters:
  - ${ID}
  - { name: limit, in: query, schema: {}, examples: { many: { value: x, x-violates: "" } } }
${body('bad: { value: { size: -1 }, x-violates: /size }, good: { value: { size: 1 } }')}
responses:
  "204": { description: D }
  ${answer('400', 'bad: { value: no }, many: { value: no }')}
`);
    expect(pairs.map(({ name, violates, response }) => [name, violates, response.status])).toEqual([
      ['bad', '/size', '400'],
      ['many', '', '400'],
      ['good', undefined, '204'],
    ]);
    expect(pairs[1]?.request.query).toEqual({ limit: 'x' });
  });

  it('is never taken for a success', () => {
    expect(
      pairsOf(`parameters:
  - ${ID}
  - { name: limit, in: query, schema: {}, examples: { many: { value: x, x-violates: "" } } }
${body('bad: { value: 1, x-violates: "" }')}
responses: { "204": { description: D } }
`),
    ).toEqual([]);
  });
});

describe('a pair without credentials', () => {
  const text = (example: string) => `parameters:
  - ${ID}
  - { name: X-Auth-Token, in: header, required: true, schema: {}, example: secret }
  - { name: Api-Version, in: header, schema: {}, examples: { good: { value: "1" }, unauthorized: { value: "1" } } }
${body('bad: { value: 0, x-violates: "" }, good: { value: 1 }')}
responses:
  "204": { description: D }
  ${answer('401', `unauthorized: { value: who, ${example} }`)}
`;

  it('sends none, but everything else, and any valid body', () => {
    const [pair, good] = pairsOf(text('x-without-credentials: true'));
    expect(pair).toMatchObject({
      name: 'unauthorized',
      withoutCredentials: true,
      request: { header: { 'Api-Version': '1' }, path: { id: 'id-1' }, body: { value: 1 } },
      response: { status: '401' },
    });
    expect(pair?.request.header).not.toHaveProperty('X-Auth-Token');
    expect(good?.request.header).toEqual({ 'X-Auth-Token': 'secret', 'Api-Version': '1' });
    expect(good).not.toHaveProperty('withoutCredentials');
  });

  it('is marked, not guessed from its name', () => {
    const [pair] = pairsOf(text('x-without-credentials: false'));
    expect(pair).not.toHaveProperty('withoutCredentials');
    expect(pair?.request.header).toMatchObject({ 'X-Auth-Token': 'secret' });
    expect(pair?.request).not.toHaveProperty('body');
  });

  it('asks for no exchange by the names of credentials or of versions', () => {
    const pairs = pairsOf(`parameters:
  - ${ID}
  - { name: X-Auth-Token, in: header, schema: {}, examples: { token: { value: t } } }
  - { name: Api-Version, in: header, schema: {}, examples: { version: { value: "1" } } }
responses: { "204": { description: D } }
`);
    expect(pairs).toEqual([]);
  });
});

describe('names that mean something to JavaScript', () => {
  it('are names like any other', () => {
    const pairs = pairsOf(`parameters:
  - ${ID}
  - { name: __proto__, in: query, required: true, schema: {}, example: 1 }
  - { name: constructor, in: query, schema: {}, examples: { __proto__: { value: 2 } } }
${body('toString: { value: 1 }, "__proto__": { value: 2 }')}
responses: { "204": { description: D } }
`);
    expect(pairs.map(({ name }) => name)).toEqual(['toString', '__proto__']);
    expect(Object.entries(pairs[1]?.request.query ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });
});
