// Who sends a value decides what may be missing: `readOnly` members of a request, `writeOnly` ones of an answer.
import { describe, expect, it } from 'vitest';
import { run } from '../security/generate.js';
import { guardOf } from './guards.js';

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
const MORE = {
  Id: { type: 'string', readOnly: true },
  Secret: { type: 'string', allOf: [{ writeOnly: true }] },
  Base: { type: 'object', properties: { id: ref('Id'), secret: ref('Secret'), name: { type: 'string' } } },
};

async function missing(schema: unknown, value: unknown): Promise<Record<string, string[]>> {
  const pointers = async (direction?: 'request' | 'response') =>
    (await guardOf(schema, MORE, direction)).violations(value).map(({ pointer }) => pointer);
  return {
    any: await pointers(),
    request: await pointers('request'),
    response: await pointers('response'),
  };
}

const ALL = { any: ['/id', '/secret', '/name'], request: ['/secret', '/name'], response: ['/id', '/name'] };
const required = ['id', 'secret', 'name'];

describe('what is required', () => {
  it.each<[string, unknown]>([
    ['of properties beside it', { required, properties: MORE.Base.properties }],
    ['of properties behind a reference', { ...ref('Base'), required }],
    ['of properties in allOf', { required, allOf: [ref('Base')] }],
    ['of properties in another part of allOf', { allOf: [ref('Base'), { required }] }],
    ['by a part of a part', { allOf: [ref('Base'), { allOf: [{ anyOf: [{ required }] }] }] }],
    [
      'by what follows from a condition',
      { ...MORE.Base, if: true, ...Object.fromEntries([['then', { required }]]) },
    ],
  ])('%s', async (_, schema) => {
    expect(await missing(schema, {})).toEqual(ALL);
  });

  it('stays so of what claims to be both', async () => {
    const schema = { required: ['a'], properties: { a: { readOnly: true, writeOnly: true } } };
    expect(await missing(schema, {})).toEqual({ any: ['/a'], request: ['/a'], response: ['/a'] });
  });

  it('stays so where it is only asked whether a schema fits', async () => {
    const schema = { ...MORE.Base, not: { required: ['id'] } };
    for (const direction of ['request', 'response'] as const) {
      const guard = await guardOf(schema, MORE, direction);
      expect([guard({}), guard({ id: 'x' })]).toEqual([true, false]);
    }
  });

  it('is asked of members and items in the same direction', async () => {
    const guard = await guardOf(
      { items: { properties: { in: { ...ref('Base'), required } } } },
      MORE,
      'request',
    );
    expect(guard([{ in: { secret: 's', name: 'n' } }])).toBe(true);
    expect(guard([{ in: { id: 'i', name: 'n' } }])).toBe(false);
  });
});

it('what is one-way may be sent all the same, and is judged', async () => {
  const guard = await guardOf(ref('Base'), MORE, 'request');
  expect([guard({ id: 'x' }), guard({ id: 5 })]).toEqual([true, false]);
});

it('generated code judges bodies as requests, answers as answers, and everything else as it stands', async () => {
  const body = { content: { 'application/json': { schema: ref('Account') } } };
  const { validators } = await run({
    openapi: '3.1.1',
    info: { title: 't', version: '1' },
    paths: {
      '/': {
        post: { operationId: 'create', requestBody: body, responses: { 200: { description: 'd', ...body } } },
      },
    },
    components: { schemas: { ...MORE, Account: { ...ref('Base'), required } } },
  });
  const given = { secret: 's', name: 'n' };
  const answered = { id: 'i', name: 'n' };
  const { create, Account } = validators;
  const [request, answer] = [
    create?.body?.['application/json'],
    create?.answers?.['200']?.['application/json'],
  ];
  expect([request?.(given), request?.(answered)]).toEqual([true, false]);
  expect([answer?.(given), answer?.(answered)]).toEqual([false, true]);
  expect([Account?.(given), Account?.(answered), Account?.({ ...given, ...answered })]).toEqual([
    false,
    false,
    true,
  ]);
});
