// Links: what one exchange gives to the next, from a generated client to a generated server and back.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, evaluated } from '../../runtime/expression.js';
import { type Running, run } from '../security/generate.js';
import { ANSWERS } from './answers.js';
import { WAYS } from './ways.js';

let running: Running;

beforeAll(async () => {
  running = await run(ANSWERS);
});

for (const way of WAYS) {
  it(`lead from an answer to the next call, ${way.name}`, async () => {
    const seen: unknown[] = [];
    const reached = await way.reach(running, {
      handlers: {
        make: ({ body }: { body: object }) => ({ status: 201, headers: { Location: '/made/7' }, body }),
        made: (input: object) => {
          seen.push(input);
          return { status: 200, body: {} };
        },
      },
    });
    const client = running.createClient(reached);
    const input = { header: { 'X-Trace': 'abc' }, body: { n: 7 } };
    const result = await client['make']?.(input);
    const { it: first, again, part, elsewhere } = running.links['make']?.['201'] ?? {};

    expect(first?.operation).toBe('made');
    const next = first?.({ input, result });
    expect(next).toEqual({ path: { n: 7 }, query: { q: 'of POST 201' }, header: { 'X-Trace': 'abc' } });
    expect(await client['made']?.(next)).toMatchObject({ ok: true });
    expect(seen).toEqual([next]);

    expect(again?.({ input, result })).toEqual({ body: { n: 7 }, header: { 'X-Trace': 'again' } });
    expect(await client['make']?.(again?.({ input, result }))).toMatchObject({ status: 201 });
    expect(part?.({ result })).toEqual({ query: { q: '/made/7' } });
    expect(elsewhere).toBeUndefined();
    // The trace was sent, but nobody says so here.
    expect(() => first?.({ result })).toThrow('The exchange has no value for $request.header.x-trace.');
  });
}

describe('expressions', () => {
  const exchange: Exchange = {
    url: 'http://x/y',
    method: 'GET',
    request: {
      path: { id: 1 },
      query: { 'a.b': 'c' },
      header: { 'X-A': 'a' },
      body: { list: [{ 'a/b~c': true }] },
    },
    response: { status: 200, header: new Headers({ 'x-b': 'b' }), body: 'text' },
  };

  it.each<[expression: unknown, value: unknown]>([
    ['$url', 'http://x/y'],
    ['$method', 'GET'],
    ['$statusCode', 200],
    ['$request.path.id', 1],
    ['$request.query.a.b', 'c'],
    ['$request.header.x-a', 'a'],
    ['$request.body#/list/0/a~1b~0c', true],
    ['$request.body#/list/0', { 'a/b~c': true }],
    ['$response.header.X-B', 'b'],
    ['$response.body', 'text'],
    ['{$request.path.id}/{$method}/{$request.body#/list/0}', '1/GET/{"a/b~c":true}'],
    ['a constant', 'a constant'],
    ['{braces}', '{braces}'],
    [5, 5],
  ])('%j is %j', (expression, value) => {
    expect(evaluated(expression, exchange)).toEqual(value);
  });

  it.each([
    '$',
    '$else',
    '$request.path.else',
    '$request.path.constructor',
    '$request.path.__proto__',
    '$request.body#list',
    '$request.body#/list/length',
    '$request.body#/list/1',
    '$request.cookie.a',
    '$response.path.id',
    '$response.body#/0',
    '{$request.header.x-c}',
  ])('%s is nothing', (expression) => {
    expect(() => evaluated(expression, exchange)).toThrow('The exchange has no value for');
  });
});
