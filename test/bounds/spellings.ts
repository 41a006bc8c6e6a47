// Hides hostile documents of other dialects and other encodings, and texts that are no documents.
import { type Files, json, lazily, named, nested, ok, text, times, yaml } from './make.js';

const INFO = { title: 't', version: '1' };
const SWAGGER = { swagger: '2.0', info: INFO, paths: {} };
const OAS30 = { openapi: '3.0.4', info: INFO, paths: {} };

const definition = (name: string) => ({ $ref: `#/definitions/${name}` });
const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** Of 2.0 and of 3.0: the same schemas, at the places of each. */
const both = (
  name: string,
  make: (to: (name: string) => unknown) => Readonly<Record<string, unknown>>,
): Record<string, Files> => ({
  [`2.0: ${name}`]: lazily(() => json({ ...SWAGGER, definitions: make(definition) })()),
  [`3.0: ${name}`]: lazily(() => json({ ...OAS30, components: { schemas: make(component) } })()),
});
/** As bytes stand in a file: what is made of the text has a character for each. */
const bytes = (name: string, encode: (text: string) => string): Record<string, Files> => ({
  [name]: lazily(() => ({ 'openapi.json': Buffer.from(encode(JSON.stringify(OAS30)), 'latin1') })),
});

export const SPELLINGS: Readonly<Record<string, Files>> = {
  ...both('a diamond 30 deep of allOf', (to) =>
    named(31, (at) => (at < 30 ? { allOf: [to(`s${at + 1}`), to(`s${at + 1}`)] } : text)),
  ),
  ...both('a chain of 5,000 allOf', (to) =>
    named(5000, (at) => (at < 4999 ? { allOf: [to(`s${at + 1}`)], properties: { [`p${at}`]: text } } : text)),
  ),
  ...both('circles of everything', (to) => ({
    A: { allOf: [to('B')], properties: { a: to('A') } },
    B: { properties: { a: to('A') }, additionalProperties: to('B'), 'x-nullable': true, nullable: true },
    C: { type: 'array', items: to('C') },
    D: { discriminator: 'kind', properties: { kind: text } },
    E: { allOf: [to('D'), { properties: { a: to('E') } }] },
  })),
  ...both('20,000 children of one discriminator', (to) => ({
    P: { type: 'object', required: ['kind'], discriminator: 'kind', properties: { kind: text } },
    ...named(20_000, () => ({ allOf: [to('P'), { properties: { a: text } }] })),
  })),
  ...both('50,000 values of an enum, nullable', () => ({
    S: { type: 'string', nullable: true, 'x-nullable': true, enum: times(50_000, (at) => `value ${at}`) },
  })),
  ...both('everything that bounds is of the wrong kind', () =>
    named(2000, () => ({ maximum: '1', exclusiveMinimum: 'x', minLength: {}, required: true, pattern: 3 })),
  ),
  '2.0: 3,000 parameters of a form': lazily(() =>
    json({
      ...SWAGGER,
      paths: {
        '/a': {
          post: {
            consumes: ['multipart/form-data'],
            parameters: times(3000, (at) => ({ name: `p${at}`, in: 'formData', type: 'file' })),
            responses: { 200: { description: 'd' } },
          },
        },
      },
    })(),
  ),
  '2.0: 5,000 operations that consume 5,000 media types': lazily(() => {
    const types = times(5000, (at) => `application/v${at}+json`);
    const item = {
      post: {
        parameters: [{ name: 'b', in: 'body', schema: { type: 'object' } }],
        responses: { 200: { description: 'd', schema: { type: 'object' } } },
      },
    };
    return json({ ...SWAGGER, consumes: types, produces: types, paths: named(5000, () => item, '/p') })();
  }),
  ...bytes('bytes: UTF-16, little end first', (text) =>
    Buffer.from(`\ufeff${text}`, 'utf16le').toString('latin1'),
  ),
  ...bytes('bytes: UTF-16, big end first', (text) =>
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1'),
  ),
  ...bytes('bytes: a mark of UTF-8', (text) => Buffer.from(`\ufeff${text}`).toString('latin1')),
  ...bytes('bytes: ten million of NUL', (text) => text + '\0'.repeat(10_000_000)),
  ...bytes('bytes: NUL in every name', (text) => text.replaceAll('"t', '"\\u0000t')),
  ...bytes('bytes: ten million that are no UTF-8', (text) => text + '\xff'.repeat(10_000_000)),
  ...bytes('bytes: none', () => ''),
  ...bytes('bytes: a million line ends', () => '\r\n'.repeat(1_000_000)),
  ...bytes('bytes: a million quotes', () => `{${'"'.repeat(1_000_000)}`),
  ...bytes('bytes: a million backslashes', () => `{"a":"${'\\\\'.repeat(1_000_000)}"}`),
  ...bytes('bytes: braces that nobody closes', () => nested(1_000_000, '{"a":', '')),
  'YAML: 100,000 aliases, and a fault': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: 1\nx-0: &a 1\nx-all:\n${'  - *a\n'.repeat(100_000)}`,
  ),
  'YAML: one anchor 100,000 times, and an alias of each': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n${times(
        20_000,
        (at) => `    A${at}: &a { type: string, format: f${at} }\n    B${at}: *a\n`,
      ).join('')}`,
  ),
  'YAML: 20,000 users of one merge key': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\nx-0: &m { a: 1, b: 2, c: 3 }\nx-all:\n${'  - { <<: *m, d: 4 }\n'.repeat(20_000)}`,
  ),
  'YAML: a key of 1 MB': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\n? ${'x'.repeat(1_000_000)}\n: { a: 1 }\n`,
  ),
  'YAML: a tag of 1 MB': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\nx-a: !${'x'.repeat(1_000_000)} { a: 1 }\n`,
  ),
  'YAML: 100,000 comments and empty lines': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\n${'# '.repeat(50)}\n${'#\n\n'.repeat(100_000)}paths: {}\n`,
  ),
  'YAML: 700 lines that are indented too little, and a finding in each': yaml(
    () =>
      `openapi: 3.1.1\ninfo: { title: t, version: "1" }\npaths: {}\ncomponents:\n  schemas:\n${times(
        700,
        (at) => `    A${at}: {\n      type: string, format: f${at}\n}\n`,
      ).join('')}`,
  ),
  'YAML: 100,000 documents': yaml(() => '---\nopenapi: 3.1.1\n'.repeat(100_000)),
  'operations: all of it everywhere': lazily(() =>
    json({
      ...OAS30,
      paths: Object.fromEntries(
        times(500, (at) => [
          `/p${at}`,
          Object.fromEntries(
            ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].map((method) => [
              method,
              { tags: times(20, (tag) => `t${tag}`), responses: ok },
            ]),
          ),
        ]),
      ),
    })(),
  ),
};
