// Hides documents whose references multiply, end nowhere or go in circles.
import {
  BASE,
  diamond,
  type Files,
  json,
  lazily,
  named,
  ok,
  operation,
  ref,
  schemas,
  text,
  times,
} from './make.js';

export const REFERENCES: Readonly<Record<string, Files>> = {
  // References
  'a diamond 30 deep: properties': schemas(() =>
    diamond((to, at) => ({ type: 'object', properties: { a: to(at + 1), b: to(at + 1) } })),
  ),
  'a diamond 30 deep: allOf': schemas(() => diamond((to, at) => ({ allOf: [to(at + 1), to(at + 1)] }))),
  'a diamond 30 deep: anyOf': schemas(() => diamond((to, at) => ({ anyOf: [to(at + 1), to(at + 1)] }))),
  'a diamond 30 deep: oneOf with a discriminator': schemas(() =>
    diamond((to, at) => ({ oneOf: [to(at + 1), to(at + 1)], discriminator: { propertyName: 'a' } })),
  ),
  'a diamond 30 deep: items': schemas(() => diamond((to, at) => ({ prefixItems: [to(at + 1), to(at + 1)] }))),
  'a diamond 30 deep: in a parameter': lazily(() =>
    json(
      operation(
        {
          parameters: [
            { name: 'p', in: 'query', schema: ref('s0') },
            { name: 'q', in: 'query', style: 'deepObject', schema: ref('o0') },
          ],
        },
        {
          schemas: {
            ...diamond((to, at) => ({ allOf: [to(at + 1), to(at + 1)] })),
            ...named(
              31,
              (at) =>
                at < 30
                  ? { type: 'object', properties: { a: ref(`o${at + 1}`), b: ref(`o${at + 1}`) } }
                  : text,
              'o',
            ),
          },
        },
      ),
    )(),
  ),
  'a diamond 30 deep: wide, in a parameter': lazily(() =>
    json(
      operation(
        { parameters: [{ name: 'q', in: 'query', style: 'deepObject', schema: ref('o0') }] },
        {
          schemas: named(
            8,
            (at) => (at < 7 ? { type: 'object', properties: named(40, () => ref(`o${at + 1}`), 'p') } : text),
            'o',
          ),
        },
      ),
    )(),
  ),
  'a diamond 30 deep: inline $defs': schemas(() => ({
    S: {
      ...ref('S/$defs/d0'),
      $defs: named(
        31,
        (at) =>
          at < 30
            ? { type: 'object', properties: { a: ref(`S/$defs/d${at + 1}`), b: ref(`S/$defs/d${at + 1}`) } }
            : text,
        'd',
      ),
    },
  })),
  'a diamond 30 deep: callbacks': lazily(() =>
    json({
      ...BASE,
      paths: { '/a': { $ref: '#/components/pathItems/p0' } },
      components: {
        pathItems: named(
          31,
          (at) => ({
            post: {
              operationId: `o${at}`,
              responses: ok,
              ...(at < 30 && {
                callbacks: named(2, () => ({ '{$url}': { $ref: `#/components/pathItems/p${at + 1}` } }), 'c'),
              }),
            },
          }),
          'p',
        ),
      },
    })(),
  ),
  'a chain of 5,000 references': schemas(() => named(5000, (at) => (at < 4999 ? ref(`s${at + 1}`) : text))),
  'a chain of 5,000 allOf': schemas(() =>
    named(5000, (at) =>
      at < 4999 ? { allOf: [ref(`s${at + 1}`)], properties: { [`p${at}`]: text } } : text,
    ),
  ),
  'a chain of 5,000 items': schemas(() =>
    named(5000, (at) => (at < 4999 ? { type: 'array', items: ref(`s${at + 1}`) } : text)),
  ),
  'a chain of 5,000 properties': schemas(() =>
    named(5000, (at) => (at < 4999 ? { type: 'object', properties: { a: ref(`s${at + 1}`) } } : text)),
  ),
  'an allOf of 5,000': schemas(() => ({
    ...named(5000, (at) => ({ type: 'object', properties: { [`p${at}`]: text } })),
    All: { allOf: times(5000, (at) => ref(`s${at}`)) },
  })),
  'a oneOf of 5,000 with a discriminator': schemas(() => ({
    ...named(5000, (at) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: `k${at}` } },
    })),
    One: {
      oneOf: times(5000, (at) => ref(`s${at}`)),
      discriminator: {
        propertyName: 'kind',
        mapping: named(5000, (at) => `#/components/schemas/s${at}`, 'k'),
      },
    },
  })),
  'references that all lead into each other': schemas(() =>
    named(1500, (at) => ({
      type: 'object',
      properties: named(60, (to) => ref(`s${(at * 7 + to * 13) % 1500}`), 'p'),
    })),
  ),
  'circles: $ref': schemas(() => ({ A: ref('A'), B: ref('C'), C: ref('B') })),
  'circles: allOf': schemas(() => ({
    A: { allOf: [ref('A'), text] },
    B: { allOf: [ref('C')] },
    C: { allOf: [ref('B')] },
  })),
  'circles: anyOf, oneOf, not, if': schemas(() => ({
    A: { anyOf: [ref('A'), text] },
    B: { oneOf: [ref('B'), text] },
    C: { not: ref('C') },
    D: { if: ref('D'), else: ref('D') },
    E: { dependentSchemas: { a: ref('E') } },
    F: { properties: { a: ref('F') }, required: ['a'] },
    G: { items: ref('G'), contains: ref('G') },
  })),
  'circles: in a parameter': lazily(() =>
    json(
      operation(
        {
          parameters: [
            { name: 'p', in: 'query', style: 'deepObject', schema: ref('A') },
            { name: 'q', in: 'query', schema: ref('B') },
          ],
        },
        {
          schemas: {
            A: { type: 'object', properties: { a: ref('A') }, additionalProperties: ref('A') },
            B: { anyOf: [ref('B'), { items: ref('B') }] },
          },
        },
      ),
    )(),
  ),
  'circles: of everything else': lazily(() => {
    const to = (kind: string) => ({ A: { $ref: `#/components/${kind}/A` } });
    const kinds = [
      'responses',
      'parameters',
      'examples',
      'requestBodies',
      'headers',
      'links',
      'callbacks',
      'pathItems',
      'securitySchemes',
    ];
    return json({
      ...operation({ responses: { 200: { $ref: '#/components/responses/A' } } }),
      components: Object.fromEntries(kinds.map((kind) => [kind, to(kind)])),
    })();
  }),
  'circles: callbacks within themselves': lazily(() =>
    json({
      ...BASE,
      paths: { '/a': { $ref: '#/components/pathItems/A' } },
      components: {
        pathItems: {
          A: {
            post: { responses: ok, callbacks: { c: { '{$url}': { $ref: '#/components/pathItems/A' } } } },
          },
        },
      },
    })(),
  ),
  'circles: across files': lazily(() => ({
    'openapi.json': JSON.stringify({ ...BASE, components: { schemas: { S: { $ref: 'a.json#/A' } } } }),
    'a.json': '{"A":{"$ref":"b.json#/B"}}',
    'b.json': '{"B":{"$ref":"a.json#/A"}}',
  })),
  'a chain of 3,000 files': lazily(() => ({
    'openapi.json': JSON.stringify({ ...BASE, components: { schemas: { S: { $ref: 'f0.json' } } } }),
    ...Object.fromEntries(
      times(3000, (at) => [
        `f${at}.json`,
        JSON.stringify(at < 2999 ? { type: 'object', properties: { a: { $ref: `f${at + 1}.json` } } } : text),
      ]),
    ),
  })),
};
