// Hides documents that are as large as is read, of one kind of thing each; and names that are as long.
import {
  BASE,
  type Files,
  json,
  lazily,
  named,
  ok,
  operation,
  schemas,
  spelled,
  type Tree,
  text,
  times,
} from './make.js';

/** Members of a JSON object that is spelled, because writing it from a tree would take longer than reading it. */
const members = (count: number, name: string, value: string): string =>
  times(count, (at) => `"${name}${at}":${value}`).join(',');

export const LARGE: Readonly<Record<string, Files>> = {
  '50 MB: numbers in an extension': spelled(() => `"x-all":[${'1,'.repeat(25_000_000)}1]`),
  '50 MB: empty schemas': spelled(
    () => `"components":{"schemas":{"S":{"allOf":[${'{},'.repeat(16_000_000)}{}]}}}`,
  ),
  '50 MB: lists in lists': spelled(() => `"x-all":[${'[[[]]],'.repeat(7_000_000)}1]`),
  '50 MB: paths': lazily(() => ({
    'openapi.json': `{"openapi":"3.1.1","info":{"title":"t","version":"1"},"paths":{${members(2_000_000, '/p', '{"get":{}}')}}}`,
  })),
  '36 MB: an example': spelled(
    () => `"components":{"schemas":{"S":{"example":{${members(1_400_000, 'member', '"value"')}}}}}`,
  ),
  '50 MB: an enum': spelled(
    () => `"components":{"schemas":{"S":{"enum":[${times(3_000_000, (at) => `"value ${at}"`).join(',')}]}}}`,
  ),
  '40 MB: YAML of short lines': lazily(() => ({
    'openapi.yaml': `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\nx-all:\n${'- a\n'.repeat(10_000_000)}`,
  })),
  '40 MB: YAML in one line': lazily(() => ({
    'openapi.yaml': `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\nx-all: [${'a,'.repeat(20_000_000)}a]\n`,
  })),
  'a name of 1 MB: of a schema': schemas(() => ({ ['x'.repeat(1_000_000)]: text })),
  'a name of 1 MB: of a property': schemas(() => ({ S: { properties: { ['a-'.repeat(500_000)]: text } } })),
  'a name of 1 MB: of a parameter': lazily(() =>
    json(operation({ parameters: [{ name: 'a-'.repeat(500_000), in: 'query', schema: text }] }))(),
  ),
  'a name of 1 MB: of a tag, a media type, a status and a header': lazily(() =>
    json(
      operation({
        tags: ['t'.repeat(1_000_000)],
        responses: {
          200: {
            description: 'd',
            headers: { ['h'.repeat(1_000_000)]: { schema: text } },
            content: { [`a/${'b'.repeat(1_000_000)}`]: { schema: text } },
          },
          ['2'.repeat(1_000_000)]: { description: 'd' },
        },
      }),
    )(),
  ),
  'a name of 100 KB above 2,000 properties': schemas(() => ({
    ['x'.repeat(100_000)]: { type: 'object', properties: named(2000, () => text, 'p') },
  })),
  '3,000 names of 10 KB': schemas(() => named(3000, () => text, 'x'.repeat(10_000))),
  '20,000 properties whose names fold together': schemas(() => ({
    S: { type: 'object', properties: named(20_000, () => text, '-'.repeat(10)) },
  })),
  '20,000 operationIds that clean to one': lazily(() =>
    json({
      ...BASE,
      paths: Object.fromEntries(
        times(5000, (at) => [
          `/p${at}`,
          { get: { operationId: `a${'-'.repeat(1 + (at % 70))}${'_'.repeat(at / 70)}b`, responses: ok } },
        ]),
      ),
    })(),
  ),
  '5,000 operations with 5,000 tags each other': lazily(() =>
    json({
      ...BASE,
      tags: times(5000, (at) => ({ name: `t${at}` })),
      paths: Object.fromEntries(
        times(5000, (at) => [`/p${at}`, { get: { tags: [`t${at}`, `u${at}`], responses: ok } }]),
      ),
    })(),
  ),
  '2,000 links to one operation': lazily(() =>
    json(
      operation({
        responses: {
          200: { description: 'd', links: named(2000, () => ({ operationId: 'a', parameters: {} }), 'l') },
        },
      }),
    )(),
  ),
  '2,000 answers with 50 headers': lazily(() => {
    const headers = named(50, () => ({ schema: text }), 'h');
    const responses = named(400, () => ({ description: 'd', headers, content: ok[200].content }), '');
    const answers = Object.fromEntries(
      Object.entries(responses).map(([, value], at) => [String(200 + at), value]),
    );
    return json({
      ...BASE,
      paths: named(5, () => ({ get: { responses: answers } }), '/p'),
    })();
  }),
  '2,000 security schemes, all asked for': lazily(() =>
    json({
      ...BASE,
      paths: named(200, () => ({ get: { responses: ok } }), '/p'),
      security: times(2000, (at) => ({ [`s${at}`]: [] })),
      components: { securitySchemes: named(2000, () => ({ type: 'http', scheme: 'basic' })) },
    })(),
  ),
  'deep inline objects, and a oneOf at each': spelled(
    () =>
      `"components":{"schemas":{"S":${'{"oneOf":[{"type":"string"},{"type":"object","properties":{"a":'.repeat(15)}{}${'}}]}'.repeat(15)}}}`,
  ),
  'a oneOf of 5,000 inline objects': schemas(() => ({
    S: {
      oneOf: times(5000, (at) => ({
        type: 'object',
        required: ['kind'],
        properties: { kind: { const: `k${at}` } },
      })),
    },
  })),
  'an anyOf of 5,000 that share members': schemas(() => ({
    ...named(5000, (at) => ({ type: 'object', properties: { a: text, [`p${at}`]: text } })),
    S: { anyOf: times(5000, (at) => ({ $ref: `#/components/schemas/s${at}` })) },
    T: { allOf: [{ $ref: '#/components/schemas/S' }, { $ref: '#/components/schemas/S' }] },
  })),
  'a diamond 30 deep: headers, parameters and bodies': lazily(() => {
    const responses = { 200: { $ref: '#/components/responses/r0' } };
    const to = (at: number) => ({ $ref: `#/components/schemas/s${at}` });
    const level = (at: number) =>
      at < 30 ? { type: 'object', properties: { a: to(at + 1), b: to(at + 1) } } : text;
    return json(
      operation(
        {
          responses,
          requestBody: { content: named(3, () => ({ schema: to(0) }), 'application/x-') },
          parameters: [{ name: 'p', in: 'query', content: { 'application/json': { schema: to(0) } } }],
        },
        {
          schemas: named(31, level),
          responses: { r0: { description: 'd', headers: named(30, () => ({ schema: to(0) }), 'h') } },
        },
      ),
    )();
  }),
  'a diamond 30 deep: forms': lazily(() => {
    const to = (at: number) => ({ $ref: `#/components/schemas/s${at}` });
    const level = (at: number) =>
      at < 30 ? { type: 'object', properties: { a: to(at + 1), b: to(at + 1) } } : text;
    const content = {
      'application/x-www-form-urlencoded': { schema: to(0) },
      'multipart/form-data': { schema: { allOf: [to(0), to(1)] } },
    };
    return json({
      ...BASE,
      paths: { '/a': { post: { requestBody: { content }, responses: ok } } },
      components: { schemas: named(31, level) },
    })();
  }),
  ...product('one parameter with 5,000 values', 1000, () => [
    { parameters: [{ $ref: '#/components/parameters/P' }] },
    { parameters: { P: { name: 'p', in: 'query', schema: { enum: times(5000, (at) => `value ${at}`) } } } },
  ]),
  ...product('one parameter with 1 MB of description', 1000, () => [
    { parameters: [{ $ref: '#/components/parameters/P' }] },
    { parameters: { P: { name: 'p', in: 'query', description: 'word '.repeat(200_000), schema: text } } },
  ]),
  ...product('one body of 1,000 media types', 5000, () => [
    { requestBody: { $ref: '#/components/requestBodies/R' } },
    { requestBodies: { R: { content: named(1000, () => ({ schema: text }), 'a/b') } } },
  ]),
  ...product('one answer of 1,000 headers', 5000, () => [
    { responses: { 200: { $ref: '#/components/responses/R' } } },
    { responses: { R: { description: 'd', headers: named(1000, () => ({ schema: text }), 'h') } } },
  ]),
  ...product('one answer with 1,000 links', 5000, () => [
    { responses: { 200: { $ref: '#/components/responses/R' } } },
    { responses: { R: { description: 'd', links: named(1000, () => ({ operationId: 'o' }), 'l') } } },
  ]),
  ...product('one form of 1,000 fields', 1000, () => [
    {
      requestBody: { content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/S' } } } },
    },
    { schemas: { S: { type: 'object', properties: named(1000, () => text, 'p') } } },
  ]),
};

/** What many operations share: a small document, and a large one where it is written out for each. */
function product(
  what: string,
  operations: number,
  make: () => readonly [operation: Tree, components: Tree],
): Record<string, Files> {
  return {
    [`${operations} operations share ${what}`]: lazily(() => {
      const [shared, components] = make();
      const item = { post: { responses: ok, ...shared } };
      return json({ ...BASE, paths: named(operations, () => item, '/p'), components })();
    }),
  };
}
