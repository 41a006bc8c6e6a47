// Every style in every place, for every kind of schema: a handler receives what its client was given, or the client says why not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Style } from '../../runtime/wire.js';
import { type Crossed, type Crossing, cross } from './crossed.js';
import * as documents from './documents.js';
import { COMPONENTS, INTEGER, KINDS, MEMBERS, STRING, text, understood } from './kinds.js';

const RUNS = { seed: 1, numRuns: 24 };

interface Cell {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: Style;
  readonly explode: boolean;
  readonly allowReserved?: boolean;
}

const twice = (cell: Omit<Cell, 'explode'>): Cell[] => [
  { ...cell, explode: false },
  { ...cell, explode: true },
];
const CELLS: readonly Cell[] = [
  ...(['simple', 'label', 'matrix'] as const).flatMap((style) => [
    ...twice({ in: 'path', style }),
    ...twice({ in: 'path', style, allowReserved: true }),
  ]),
  ...(['form', 'spaceDelimited', 'pipeDelimited'] as const).flatMap((style) => twice({ in: 'query', style })),
  ...twice({ in: 'query', style: 'form', allowReserved: true }),
  ...twice({ in: 'header', style: 'simple' }),
  ...(['form', 'cookie'] as const).flatMap((style) => twice({ in: 'cookie', style })),
];
const DEEP: Cell = { in: 'query', style: 'deepObject', explode: true };

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const title = ({ in: place, style, explode, allowReserved }: Cell) =>
  `${place}${capital(style)}${explode ? 'Exploded' : ''}${allowReserved ? 'Reserved' : ''}`;

function operation(cell: Cell, schema: object): Crossed {
  const parameter = { name: 'v', ...cell, ...(cell.in === 'path' && { required: true }), schema };
  const other = { name: 'other', in: cell.in, required: cell.in === 'path', schema: STRING };
  return { path: cell.in === 'path' ? '/{v}/{other}' : '', method: 'get', parameters: [parameter, other] };
}

const named = (cell: Cell, kind: string) => title(cell) + capital(kind);
const OPERATIONS = Object.fromEntries(
  CELLS.flatMap((cell) =>
    Object.entries(KINDS).map(([kind, { schema }]) => [named(cell, kind), operation(cell, schema)]),
  ),
);
const DEEP_OPERATIONS: Readonly<Record<string, Crossed>> = {
  queryDeepObjectTree: operation(DEEP, { $ref: '#/components/schemas/Tree' }),
  queryDeepObjectStrings: operation(DEEP, { type: 'array', items: STRING }),
  queryDeepObjectEither: operation(DEEP, { anyOf: [{ type: 'object', properties: MEMBERS }, INTEGER] }),
};

/** Sends one value. @returns whether the client could */
async function holds(crossing: Crossing, cell: Cell, kind: string, value: unknown): Promise<boolean> {
  const outcome = await crossing.call(named(cell, kind), { [cell.in]: { v: value, other: 'o.o' } });
  if (outcome.kind === 'refused') return false;
  const { arrives = (each: unknown) => each } = KINDS[kind] ?? {};
  const expected = arrives(understood(value, cell.allowReserved === true));
  const about = `${named(cell, kind)} ${JSON.stringify(value)} ${crossing.name}`;
  if (outcome.kind === 'answered') expect.fail(`${about}: ${outcome.status} ${outcome.body}`);
  expect(outcome.input[cell.in], about).toStrictEqual({
    ...(expected !== undefined && { v: expected }),
    other: 'o.o',
  });
  return true;
}

describe('a handler receives what its client was given, or the client refuses', async () => {
  const { schemas } = COMPONENTS.components;
  const ways = await cross(
    { ...OPERATIONS, ...DEEP_OPERATIONS, ...documents.DOCUMENT_OPERATIONS },
    { components: { schemas: { ...schemas, ...documents.LIMIT } } },
  );

  it.each(CELLS.map((cell) => [title(cell), cell] as const))('%s', async (_, cell) => {
    for (const [kind, { values }] of Object.entries(KINDS)) {
      let sent = 0;
      const property = fc.asyncProperty(values, async (value) => {
        if (await holds(ways[0], cell, kind, value)) sent++;
      });
      await fc.assert(property, RUNS);
      // A cookie that stands as it is holds no JSON.
      const canSend = kind !== 'nested' || cell.style !== 'cookie';
      expect(sent > 0, `${kind} can be sent`).toBe(canSend);
    }
  });

  it('queryDeepObject', async () => {
    const tree = fc.record(
      {
        name: text,
        count: fc.integer(),
        on: fc.boolean(),
        list: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
        trees: fc.array(fc.record({ count: fc.integer() }, { noNullPrototype: true }), {
          minLength: 1,
          maxLength: 2,
        }),
        child: fc.record({ on: fc.boolean() }, { noNullPrototype: true }),
      },
      { requiredKeys: ['name'], noNullPrototype: true },
    );
    const send = async (v: unknown) => ways[0].call('queryDeepObjectTree', { query: { v, other: 'a' } });
    const property = fc.asyncProperty(tree, async (value) => {
      expect(await send(value)).toMatchObject({ kind: 'received' });
      const outcome = await send(value);
      if (outcome.kind === 'received') expect(outcome.input['query']).toStrictEqual({ v: value, other: 'a' });
    });
    await fc.assert(property, RUNS);
    // Lists and scalars have no members, and are read all the same.
    expect(await ways[0].call('queryDeepObjectStrings', { query: { v: ['a', ''] } })).toMatchObject({
      input: { query: { v: ['a', ''] } },
    });
    expect(await ways[0].call('queryDeepObjectEither', { query: { v: 5 } })).toMatchObject({
      input: { query: { v: 5 } },
    });
  });

  it.each(ways.slice(1).map((way) => [way.name, way] as const))('carried %s', async (_, crossing) => {
    for (const cell of CELLS)
      for (const [kind, { values }] of Object.entries(KINDS))
        for (const value of fc.sample(values, { seed: 7, numRuns: 1 }))
          await holds(crossing, cell, kind, value);
  });

  it.each(documents.CELLS.map((cell) => [`${cell.in} as ${cell.mediaType}`, cell] as const))(
    '%s',
    async (_, cell) => {
      for (const kind of documents.kindsOf(cell)) {
        const values = KINDS[kind]?.values ?? fc.constant(undefined);
        let sent = 0;
        const property = fc.asyncProperty(values, async (v) => {
          const others = cell.in === 'querystring' ? {} : { other: 'o.o' };
          const outcome = await ways[0].call(documents.named(cell, kind), { [cell.in]: { v, ...others } });
          if (outcome.kind === 'refused') return;
          const about = `${kind} ${JSON.stringify(v)}`;
          if (outcome.kind === 'answered') expect.fail(`${about}: ${outcome.status} ${outcome.body}`);
          const expected = documents.arrived(cell, v);
          expect(outcome.input[cell.in], about).toStrictEqual({ v: expected, ...others });
          sent++;
        });
        await fc.assert(property, { ...RUNS, numRuns: 8 });
        expect(sent > 0, `${kind} can be sent`).toBe(true);
      }
    },
  );

  it('a whole query that is a form with styles', async () => {
    const property = fc.asyncProperty(documents.STYLED_QUERIES, async (v) => {
      const outcome = await ways[0].call('styledQuery', { querystring: { v } });
      if (outcome.kind === 'received') expect(outcome.input['querystring']).toStrictEqual({ v });
      else if (outcome.kind === 'answered') expect.fail(`${JSON.stringify(v)}: ${outcome.body}`);
    });
    await fc.assert(property, RUNS);
  });

  it('what is absent is what its schema assumes', async () => {
    expect(await ways[1].call('defaults', {})).toMatchObject({
      input: {
        query: {
          own: 7,
          zero: 0,
          off: false,
          empty: '',
          list: ['a'],
          object: { a: 1 },
          referred: 20,
          composed: 20,
          narrowed: 3,
          meant: true,
          document: [1],
        },
        header: { 'X-Header': 8 },
        cookie: { crumb: 9 },
      },
    });
    const given = { query: { own: 1, zero: 2, off: true, list: ['b'], referred: 4 } };
    expect(await ways[1].call('defaults', given)).toMatchObject({ input: given });
    const outcome = await ways[0].call('defaults', {});
    for (const name of ['nothing', 'wrong', 'wrongBelow'])
      expect(outcome).not.toHaveProperty(`input.query.${name}`);
  });

  it('an empty value that is allowed is none, unless it is a text', async () => {
    const get = (search: string) => ways[0].send(`/empty?${search}`, { method: 'GET' });
    expect(await get('flag&count=&text=&list=')).toMatchObject({
      input: { query: { count: 5, text: '', list: [''] } },
    });
    expect(await get('flag=&count')).not.toHaveProperty('input.query.flag');
    expect(await get('flag=true&count=6')).toMatchObject({ input: { query: { flag: true, count: 6 } } });
    expect(await get('strict=')).toMatchObject({ kind: 'answered', status: 400 });
    expect(await get('flag=yes')).toMatchObject({ kind: 'answered', status: 400 });
  });
});
