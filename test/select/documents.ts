// Hides documents that tests select from: any operations over any components that refer to one another in every way there is.
import fc from 'fast-check';
import type { OpenApi31, Tree } from '../../generator/spec/types.js';

const [OPERATIONS, NAMES] = [6, 5];
const name = fc.integer({ min: 0, max: NAMES - 1 });
const operation = fc.integer({ min: 0, max: OPERATIONS - 1 });
const ref = (kind: string, at: number) => ({ $ref: `#/components/${kind}/${kind}${at}` });
const refs = (kind: string) => fc.array(name, { maxLength: 2 }).map((all) => all.map((at) => ref(kind, at)));
const named = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.array(arbitrary, { minLength: NAMES, maxLength: NAMES });

const schema = fc.oneof(
  fc.constant({ type: 'string' }),
  refs('schemas').map((all) => ({
    type: 'object',
    properties: Object.fromEntries(all.map((each, at) => [`$ref${at}`, each])),
  })),
  refs('schemas').map((allOf) => ({ allOf: [...allOf, { type: 'object' }] })),
  name.map((at) => ({
    type: 'object',
    discriminator: { propertyName: 'k', mapping: { a: `#/components/schemas/schemas${at}`, b: 'schemas0' } },
  })),
  fc.constant({
    type: 'object',
    discriminator: { propertyName: 'k' },
    properties: { k: { type: 'string' } },
  }),
  // Data, which refers to nothing.
  fc.constant({
    default: { $ref: '#/components/schemas/schemas1' },
    'x-a': { $ref: '#/components/schemas/schemas2' },
  }),
  operation.map((at) => ({ $ref: `#/paths/~1p${at}/get/responses/200/content/application~1json/schema` })),
);
const media = refs('schemas').map(([first]) => ({ 'application/json': { schema: first ?? {} } }));
const link = fc.oneof(
  operation.map((at) => ({ operationId: `op${at}` })),
  operation.map((at) => ({ operationRef: `#/paths/~1p${at}/get` })),
  name.map((at) => ref('links', at)),
);
const response = fc.record({
  description: fc.constant('D'),
  content: media,
  headers: refs('headers').map((all) => Object.fromEntries(all.map((each, at) => [`H${at}`, each]))),
  links: fc
    .array(link, { maxLength: 2 })
    .map((all) => Object.fromEntries(all.map((each, at) => [`l${at}`, each]))),
});
const callback = refs('pathItems').map(([first]) => ({ '{$request.body#/url}': first ?? {} }));
const call = fc.record({
  tags: fc.subarray(['a', 'b', 'c']),
  parameters: refs('parameters'),
  requestBody: name.map((at) => ref('requestBodies', at)),
  // One of its own, that others may refer to, and one of the document.
  responses: fc.tuple(response, name, schema).map(([own, at, body]) => ({
    '200': { ...own, content: { 'application/json': { schema: body } } },
    default: ref('responses', at),
  })),
  callbacks: refs('callbacks').map((all) => Object.fromEntries(all.map((each, at) => [`c${at}`, each]))),
  security: fc.option(
    name.map((at) => [{ [`securitySchemes${at}`]: [] }]),
    { nil: undefined },
  ),
});

const components = fc.record({
  schemas: named(schema),
  parameters: named(refs('schemas').map(([first]) => ({ name: 'q', in: 'query', schema: first ?? {} }))),
  headers: named(refs('schemas').map(([first]) => ({ schema: first ?? {} }))),
  requestBodies: named(media.map((content) => ({ content }))),
  responses: named(response),
  links: named(operation.map((at) => ({ operationId: `op${at}` }))),
  callbacks: named(callback),
  pathItems: named(
    fc.record({ post: fc.record({ responses: fc.constant({}), parameters: refs('parameters') }) }),
  ),
  securitySchemes: named(fc.constant({ type: 'http', scheme: 'bearer' })),
});

/** Six operations `op0` … `op5` at `/p0` … `/p5`, two of them also behind one path item of the components; five components of each kind. */
export const documents: fc.Arbitrary<OpenApi31> = fc
  .tuple(fc.array(call, { minLength: OPERATIONS, maxLength: OPERATIONS }), components, fc.boolean())
  .map(([calls, kinds, isSecured]) => ({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    tags: [{ name: 'a', parent: 'c' }, { name: 'b' }, { name: 'c' }],
    ...(isSecured && { security: [{ securitySchemes0: [] }] }),
    paths: Object.fromEntries(
      calls.map((each, at) => [`/p${at}`, { get: { operationId: `op${at}`, ...withoutNothing(each) } }]),
    ),
    components: Object.fromEntries(
      Object.entries(kinds).map(([kind, all]) => [
        kind,
        Object.fromEntries(all.map((each, at) => [kind + at, each])),
      ]),
    ) as OpenApi31['components'] & {},
  }));

function withoutNothing(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== undefined));
}
