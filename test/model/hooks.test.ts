// What the provider of an API sends: how webhooks and callbacks are found and named, and what of an operation they do not have.
import { describe, expect, it } from 'vitest';
import { modelOf } from './modelled.js';

const NONE = 'responses: { "204": { description: D } }';

function named(rest: string) {
  const { model, said, diagnostics } = modelOf(rest);
  const of = (kind: 'webhooks' | 'callbacks') =>
    model?.[kind].map(({ id, name, typeName, verb }) => `${verb} ${id}: ${name} ${typeName}`);
  return { webhooks: of('webhooks'), callbacks: of('callbacks'), model, said, diagnostics };
}

describe('webhooks', () => {
  it('are called by their name, and by their method where that is not POST', () => {
    const { webhooks } = named(`webhooks:
  order.created: { post: { operationId: other, ${NONE} }, put: { ${NONE} } }
  x-note: { post: { ${NONE} } }
  list: { additionalOperations: { PURGE: { ${NONE} } } }
`);
    expect(webhooks).toEqual([
      'POST order.created: orderCreated OrderCreated',
      'PUT put order.created: putOrderCreated PutOrderCreated',
      'POST x-note: xNote XNote',
      'PURGE PURGE list: purgeList PurgeList',
    ]);
  });

  it('are told apart, also from operations', () => {
    const { webhooks, model } = named(`paths: { /a: { post: { operationId: a, ${NONE} } } }
webhooks:
  a: { post: { ${NONE} }, put: { ${NONE} } }
  put a: { post: { ${NONE} } }
  '["put","a"]': { post: { ${NONE} } }
`);
    expect(model?.operations.map(({ name }) => name)).toEqual(['a']);
    expect(webhooks?.[0]).toBe('POST a: a A');
    expect(new Set(model?.webhooks.map(({ name }) => name)).size).toBe(4);
  });
});

describe('callbacks', () => {
  const rest = (callbacks: string) => `paths:
  /a: { post: { operationId: subscribe, ${NONE}, callbacks: { ${callbacks} } } }
components: { callbacks: { Shared: { "{$url}": { post: { ${NONE} } } } } }
`;

  it('are called by their operation and their name', () => {
    const { callbacks, model } = named(
      rest(`x-on: { "{$url}": { post: { ${NONE} } } }, on-end: { $ref: "#/components/callbacks/Shared" }`),
    );
    expect(callbacks).toEqual([
      'POST subscribe x-on: subscribeXOn SubscribeXOn',
      'POST subscribe on-end: subscribeOnEnd SubscribeOnEnd',
    ]);
    const [cause] = model?.callbacks.map((each) => each.cause) ?? [];
    expect([cause?.operation, cause?.url]).toEqual([model?.operations[0], '{$url}']);
  });

  it('are called by their URL too, where there are two', () => {
    const { callbacks } = named(
      rest(`on: { x-note: 1, "{$url}/a": { post: { ${NONE} } }, "{$url}/b": { put: { ${NONE} } } }`),
    );
    expect(callbacks).toEqual([
      'POST subscribe on {$url}/a: subscribeOnUrlA SubscribeOnUrlA',
      'PUT subscribe on put {$url}/b: subscribeOnPutUrlB SubscribeOnPutUrlB',
    ]);
  });

  it('of callbacks are not looked at', () => {
    const { callbacks, said, diagnostics } = named(
      rest(
        `on: { "{$url}": { post: { ${NONE}, callbacks: { again: { $ref: "#/components/callbacks/Shared" } } } } }`,
      ),
    );
    expect(callbacks).toEqual(['POST subscribe on: subscribeOn SubscribeOn']);
    expect(said).toEqual([
      expect.stringMatching(/^callback-ignored 4:\d+ Callbacks of what is itself a webhook or a callback/),
    ]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
  });
});

it('what is asked of callers is not asked of the provider', () => {
  const { model } = named(`security: [{ k: [] }]
webhooks:
  a: { post: { ${NONE}, parameters: [{ name: K, in: header, schema: {} }] } }
  b: { post: { ${NONE}, parameters: [{ name: K, in: header, schema: {} }], security: [{ k: [] }] } }
components: { securitySchemes: { k: { type: apiKey, in: header, name: K } } }
`);
  expect(model?.webhooks.map(({ security, parameters }) => [security, parameters[0]?.role])).toEqual([
    [[], 'plain'],
    [[{ k: [] }], 'credential'],
  ]);
});

it('a path parameter has no path to stand in', () => {
  const { model, said } = named(`webhooks:
  a:
    parameters: [{ name: id, in: path, required: true, schema: {} }, { name: q, in: query, schema: {} }]
    post: { ${NONE} }
`);
  expect(model?.webhooks[0]?.parameters.map(({ name }) => name)).toEqual(['q']);
  expect(said).toEqual([
    expect.stringContaining('path-parameter-mismatch 5:18 The path parameter "id" has no path to stand in'),
  ]);
});

it('names that no header can carry are found here too', () => {
  const { said } = named(`webhooks:
  a: { post: { ${NONE}, requestBody: { content: { "a b/c": {} } } } }
paths:
  /a: { post: { ${NONE}, callbacks: { c: { "{$url}": { post: { ${NONE}, parameters: [{ name: "a b", in: header, schema: {} }] } } } } } }
`);
  expect(said.map((each) => each.split(' ')[0]).sort()).toEqual([
    'header-name-invalid',
    'media-type-invalid',
  ]);
});

it('names that only a digest tells apart are told of, and by what', () => {
  const { said, diagnostics } = named(`paths:
  /a: { post: { operationId: get-user, ${NONE} }, get: { operationId: get_user, ${NONE} } }
webhooks:
  user.made: { post: { ${NONE} } }
  userMade: { post: { ${NONE} } }
components: { schemas: { user: {}, User: {} } }
`);
  expect(said).toEqual([
    expect.stringMatching(/^names-alike 4:\d+ The operation "get-user" is called getUser_[0-9a-f]{8}: /),
    expect.stringMatching(/^names-alike 4:\d+ The operation "get_user" is called getUser_[0-9a-f]{8}: /),
    expect.stringMatching(/^names-alike 6:\d+ The webhook "user.made" is called userMade_[0-9a-f]{8}: /),
    expect.stringMatching(/^names-alike 8:\d+ The schema "user" is called User_[0-9a-f]{8}: /),
  ]);
  expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set(['info']));
});
