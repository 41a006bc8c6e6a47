// Hides documents that are too deep or too large, in YAML and JSON.
import {
  BASE,
  type Files,
  HEAD,
  json,
  lazily,
  named,
  nested,
  ok,
  operation,
  ref,
  schemas,
  spelled,
  text,
  times,
  yaml,
} from './make.js';

export const DEEP_AND_LARGE: Readonly<Record<string, Files>> = {
  // YAML
  'aliases: a billion laughs': yaml(
    () =>
      `${HEAD}x-0: &a0 [lol, lol]\n${times(12, (at) => `x-${at + 1}: &a${at + 1} [${times(10, () => `*a${at}`).join(', ')}]\n`).join('')}`,
  ),
  'aliases: a large value, many times': yaml(
    () =>
      `${HEAD}x-0: &a [${times(5000, String).join(', ')}]\nx-1: [${times(1900, () => '*a').join(', ')}]\n`,
  ),
  'aliases: of schemas, within the limit': yaml(
    () =>
      `${HEAD}components:\n  schemas:\n    S0: &s0 { type: object, properties: { a: { type: string } } }\n` +
      times(
        17,
        (at) => `    S${at + 1}: &s${at + 1} { type: object, properties: { a: *s${at}, b: *s${at} } }\n`,
      ).join(''),
  ),
  'merge keys: a chain of 5,000': yaml(
    () =>
      `${HEAD}x-0: &m0 { k: 0 }\n${times(5000, (at) => `x-${at + 1}: &m${at + 1} { <<: *m${at}, k${at}: 1 }\n`).join('')}`,
  ),
  'merge keys: each of two': yaml(
    () =>
      `${HEAD}x-0: &m0 { k: 0 }\n${times(40, (at) => `x-${at + 1}: &m${at + 1} { <<: [*m${at}, *m${at}], k${at}: 1 }\n`).join('')}`,
  ),
  'YAML nested 5,000 deep: flow': yaml(() => `${HEAD}x-deep: ${nested(5000, '[', ']')}\n`),
  'YAML nested 5,000 deep: block': yaml(
    () => `${HEAD}x-deep:\n${times(5000, (at) => `${' '.repeat(at + 1)}a:\n`).join('')}`,
  ),
  'YAML nested 5,000 deep: lists in one line': yaml(() => `${HEAD}x-deep:\n  ${'- '.repeat(5000)}a\n`),
  'YAML: 100,000 anchors': yaml(() => `${HEAD}x-all:\n${times(100_000, (at) => `  - &a${at} 1\n`).join('')}`),
  'YAML: one line of 20 MB': yaml(() => `${HEAD}x-long: ${'a '.repeat(10_000_000)}\n`),
  'YAML: indicators without end': yaml(() => `${HEAD}x-odd: ${'? '.repeat(20_000)}a\n`),
  // JSON
  'JSON nested 5,000 deep: arrays': spelled(() => `"x-deep":${nested(5000, '[', ']')}`),
  'JSON nested 100,000 deep: arrays': spelled(() => `"x-deep":${nested(100_000, '[', ']')}`),
  'JSON nested 5,000 deep: schemas': spelled(
    () => `"components":{"schemas":{"S":${nested(5000, '{"type":"object","properties":{"a":', '}}', '{}')}}}`,
  ),
  'JSON nested 5,000 deep: items': spelled(
    () => `"components":{"schemas":{"S":${nested(5000, '{"type":"array","items":', '}', '{}')}}}`,
  ),
  'JSON nested 5,000 deep: an example': spelled(
    () => `"components":{"schemas":{"S":{"type":"object","example":${nested(5000, '{"a":', '}', '1')}}}}`,
  ),
  'JSON nested 60 deep: schemas': spelled(
    () => `"components":{"schemas":{"S":${nested(28, '{"type":"object","properties":{"a":', '}}', '{}')}}}`,
  ),
  // Size
  '60 MB: one description': lazily(() =>
    json({ ...BASE, info: { ...BASE.info, description: 'x'.repeat(60_000_000) } })(),
  ),
  '60 MB: many schemas': schemas(() =>
    named(300_000, () => ({
      type: 'object',
      properties: { a: text, b: { type: 'integer' }, c: text },
      description: 'x'.repeat(80),
    })),
  ),
  '60 MB: YAML': yaml(() => `${HEAD}x-all:\n${'  - { a: 1, b: [2, 3], c: "text" }\n'.repeat(1_800_000)}`),
  '60 MB: of white space': lazily(() => ({
    'openapi.json': `${JSON.stringify(BASE)}${' '.repeat(60_000_000)}`,
  })),
  '60 MB: in a file that is referred to': lazily(() => ({
    'openapi.json': JSON.stringify({ ...BASE, components: { schemas: { S: { $ref: 'other.json#/S' } } } }),
    'other.json': `{"S":{"description":"${'x'.repeat(60_000_000)}"}}`,
  })),
  '50,000 values of an enum': schemas(() => ({ S: { enum: times(50_000, (at) => `value ${at}`) } })),
  '50,000 values of an enum of a parameter': lazily(() =>
    json(
      operation({
        parameters: [{ name: 'p', in: 'query', schema: { enum: times(50_000, (at) => `value ${at}`) } }],
      }),
    )(),
  ),
  '50,000 numbers of an enum': schemas(() => ({ S: { enum: times(50_000, (at) => at) } })),
  '50,000 names of enum values that clean to one': schemas(() => ({
    S: {
      enum: times(50_000, (at) => `a${'-'.repeat(at % 200)}${at}`),
      'x-enum-varnames': times(50_000, () => 'A'),
    },
  })),
  '100,000 properties': schemas(() => ({
    S: { type: 'object', properties: named(100_000, () => text, 'p') },
  })),
  '100,000 required': schemas(() => ({ S: { type: 'object', required: times(100_000, (at) => `p${at}`) } })),
  '20,000 schemas whose names fold together': schemas(() =>
    Object.fromEntries(
      times(20_000, (at) => [
        `${'a'.repeat(1 + (at % 5))}${'-_. '[at % 4]}${at.toString(2).replaceAll('0', '.').replaceAll('1', '_')}`,
        text,
      ]),
    ),
  ),
  '3,000 query parameters': lazily(() =>
    json(operation({ parameters: times(3000, (at) => ({ name: `p${at}`, in: 'query', schema: text })) }))(),
  ),
  '5,000 media types of one answer': lazily(() =>
    json(
      operation({
        responses: { 200: { description: 'd', content: named(5000, () => ({ schema: text }), 'a/b') } },
      }),
    )(),
  ),
  '3,000 examples, each a pair': lazily(() => {
    const examples = named(3000, (at) => ({ value: `v${at}` }));
    const content = { 'application/json': { schema: text, examples } };
    return json(operation({ requestBody: { content }, responses: { 200: { description: 'd', content } } }))();
  }),
  '10,000 operations below one path': lazily(() =>
    json({
      ...BASE,
      paths: Object.fromEntries(
        times(10_000, (at) => [
          `/a/b/c/{id}/${at}`,
          {
            get: {
              operationId: `o${at}`,
              parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
              responses: ok,
            },
          },
        ]),
      ),
    })(),
  ),
  '2,000 operations, none with an id': lazily(() =>
    json({
      ...BASE,
      paths: Object.fromEntries(
        times(2000, (at) => [`/${'a/'.repeat(at % 50)}${at}`, { get: { responses: ok } }]),
      ),
    })(),
  ),
  'a path of 1 MB': lazily(() =>
    json({ ...BASE, paths: { [`/${'a/'.repeat(500_000)}`]: { get: { responses: ok } } } })(),
  ),
  'a path of 20,000 parameters': lazily(() =>
    json({
      ...BASE,
      paths: {
        [times(20_000, (at) => `/{p${at}}`).join('')]: {
          get: {
            responses: ok,
            parameters: times(20_000, (at) => ({ name: `p${at}`, in: 'path', required: true, schema: text })),
          },
        },
      },
    })(),
  ),
  'an operationId of 5 MB': lazily(() => json(operation({ operationId: 'ab-'.repeat(1_700_000) }))()),
  'a description of 10 MB that ends comments': lazily(() =>
    json(operation({ description: '*/@x{@link y}\n'.repeat(700_000) }))(),
  ),
  'a description of 5 MB in one word': lazily(() =>
    json(operation({ summary: `eslint${'-'.repeat(5_000_000)}` }))(),
  ),
  'a server of 20,000 variables': lazily(() =>
    json({
      ...operation({}),
      servers: [
        {
          url: `/${times(20_000, (at) => `{v${at}}`).join('/')}`,
          variables: named(20_000, () => ({ default: 'x' }), 'v'),
        },
      ],
    })(),
  ),
  '20,000 findings': lazily(() =>
    json({ ...BASE, components: { schemas: named(20_000, () => ({ type: 'string', pattern: '(' })) } })(),
  ),
  '20,000 references to nothing': schemas(() => named(20_000, (at) => ref(`nothing${at}`))),
  '20,000 unknown formats': schemas(() => named(20_000, (at) => ({ type: 'string', format: `f${at}` }))),
};
