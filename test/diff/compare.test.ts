// What is asked of whoever serves an older version from a newer one: exactly what differs, once, where it differs; and what is carried over without a question.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../generator/diff/carry/compare.js';
import type { VersionChange } from '../../generator/diff/carry/types.js';
import { loadFamily } from '../../generator/pipeline.js';
import { GITHUB } from '../bench/documents.js';
import { ROOT } from '../compile/compile.js';
import { modelled } from '../model/modelled.js';
import { THOROUGH } from '../security/effort.js';
import { fastest } from '../stopwatch.js';

type Tree = Record<string, unknown>;

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
const json = (schema: unknown) => ({ 'application/json': { schema } });
const object = (properties: Tree, required: string[] = []) => ({ type: 'object', properties, required });
const text = { type: 'string' };

/** A document in which a thing is sent and answered. */
function document(schemas: Tree, operation: Tree = {}, path = '/things'): Tree {
  const post = {
    operationId: 'send',
    requestBody: { required: true, content: json(ref('Thing')) },
    responses: { 200: { description: 'Sent', content: json(ref('Thing')) } },
    ...operation,
  };
  return {
    openapi: '3.1.1',
    info: { title: 'T', version: '1' },
    paths: { [path]: { post } },
    components: { schemas },
  };
}

function compared(older: Tree, newer: Tree): VersionChange {
  const [from, to] = [older, newer].map((each) => modelled(each as never, JSON.stringify(each)).model);
  if (!from || !to) throw new Error('One of the two is no document.');
  return compareVersions(from, to);
}

/** What is asked, one line each: `up Thing name,title`, `up send query.q`, `down send 201`. */
function asked({ up, down, operations }: VersionChange): string[] {
  const schemas = [
    ...up.asked.map((each) => ['up', each] as const),
    ...down.asked.map((each) => ['down', each] as const),
  ];
  return [
    ...schemas.map(([way, { older, gives }]) => `${way} ${older.key} ${gives ? gives.join() : 'whole'}`),
    ...operations.flatMap(({ older, newer, input, answers }) => [
      ...(newer ? [] : [`${older.id} is gone`]),
      ...(input.asked?.parts.length === 0 ? [`up ${older.id} nothing`] : []),
      ...(input.asked?.parts ?? []).map(
        ({ place, names }) => `up ${older.id} ${[place, ...names].join('.')}`,
      ),
      ...answers.flatMap((each) => (each.asked ? [`down ${older.id} ${each.status}`] : [])),
    ]),
  ].sort();
}

const things = (older: unknown, newer: unknown) =>
  asked(compared(document({ Thing: older }), document({ Thing: newer })));

describe('a schema', () => {
  it.each<[string, unknown, unknown, string[]]>([
    [
      'says the same in other words',
      { ...object({ a: text }), title: 'A' },
      { ...object({ a: { ...text, example: 'x' } }), description: 'B' },
      [],
    ],
    ['has a member more', object({ a: text }), object({ a: text, b: text }), []],
    ['has a required member more', object({ a: text }), object({ a: text, b: text }, ['b']), ['up Thing b']],
    ['has a member less', object({ a: text, b: text }), object({ a: text }), ['down Thing b', 'up Thing ']],
    [
      'renames a member',
      object({ a: text }, ['a']),
      object({ b: text }, ['b']),
      ['down Thing a', 'up Thing b'],
    ],
    [
      'asks for a member that may be missing',
      object({ a: text }),
      object({ a: text }, ['a']),
      ['up Thing a'],
    ],
    ['no longer asks for one', object({ a: text }, ['a']), object({ a: text }), ['down Thing a']],
    [
      'takes more values',
      object({ a: { enum: ['x'] } }),
      object({ a: { enum: ['x', 'y'] } }),
      ['down Thing a'],
    ],
    [
      'takes fewer values',
      object({ a: { enum: ['x', 'y'] } }),
      object({ a: { enum: ['x'] } }),
      ['up Thing a'],
    ],
    [
      'is bounded more narrowly',
      object({ a: { ...text, maxLength: 9 } }),
      object({ a: { ...text, maxLength: 5 } }),
      ['up Thing a'],
    ],
    [
      'is of another type',
      object({ a: text }),
      object({ a: { type: 'integer' } }),
      ['down Thing a', 'up Thing a'],
    ],
    ['may be null', object({ a: text }), object({ a: { type: ['string', 'null'] } }), ['down Thing a']],
    ['is no object', { enum: ['x', 'y'] }, { enum: ['x', 'z'] }, ['down Thing whole', 'up Thing whole']],
    [
      'differs within a member',
      object({ a: object({ b: text }) }),
      object({ a: object({ c: text }, ['c']) }),
      ['down Thing a', 'up Thing a'],
    ],
    [
      'is a map whose values differ',
      { type: 'object', additionalProperties: text },
      { type: 'object', additionalProperties: { type: 'integer' } },
      ['down Thing whole', 'up Thing whole'],
    ],
    [
      'differs in what is only read',
      object({ a: { ...text, readOnly: true } }),
      object({ b: { ...text, readOnly: true } }, ['b']),
      ['down Thing a'],
    ],
  ])('%s', (_, older, newer, expected) => {
    expect(things(older, newer)).toEqual(expected);
  });

  it('that differs is asked for once, wherever it stands; what only holds it is carried over', () => {
    const schemas = (name: string) => ({
      Thing: object({
        one: ref('Inner'),
        many: { type: 'array', items: ref('Inner') },
        map: { additionalProperties: ref('Inner') },
        next: ref('Thing'),
      }),
      Inner: object({ [name]: text }, [name]),
      Choice: { oneOf: [ref('Inner'), { type: 'null' }] },
    });
    const operation = (schema: unknown) => ({
      responses: { 200: { description: 'D', content: json(schema) } },
    });
    for (const schema of [
      ref('Thing'),
      { type: 'array', items: ref('Choice') },
      object({ x: { allOf: [ref('Inner')] } }),
    ])
      expect(
        asked(compared(document(schemas('a'), operation(schema)), document(schemas('b'), operation(schema)))),
      ).toEqual(['down Inner a', 'up Inner b']);
  });

  it('may be a part of what is asked for, and is offered with it', () => {
    const inner = (name: string) => object({ [name]: text }, [name]);
    const change = compared(
      document({ Thing: object({ list: { type: 'array', items: ref('Inner') } }), Inner: inner('a') }),
      document({ Thing: object({ items: { type: 'array', items: ref('Inner') } }), Inner: inner('b') }),
    );
    expect(asked(change)).toEqual(['down Inner a', 'down Thing list', 'up Inner b', 'up Thing items']);
    expect(change.down.named.map(({ older }) => older.key)).toEqual(['Inner', 'Thing']);
  });

  it('may be called otherwise', () => {
    const named = (key: string, schema: unknown) =>
      document({ Thing: object({ a: ref(key) }), [key]: schema });
    const loop = (key: string) => object({ b: text, c: ref(key) });
    expect(asked(compared(named('Old', loop('Old')), named('New', loop('New'))))).toEqual([]);
    const other = object({ b: { type: 'integer' }, c: ref('New') });
    expect(asked(compared(named('Old', loop('Old')), named('New', other)))).toEqual([
      'down Thing a',
      'up Thing a',
    ]);
  });
});

describe('an operation', () => {
  const parameter = (name: string, more: Tree = {}) => ({ name, in: 'query', schema: text, ...more });
  const answer = (status: string, content?: unknown) => ({
    [status]: { description: 'D', ...(content ? { content } : {}) },
  });

  it.each<[string, Tree, Tree, string[]]>([
    ['takes one parameter more', {}, { parameters: [parameter('q')] }, []],
    [
      'must be given one parameter more',
      {},
      { parameters: [parameter('q', { required: true })] },
      ['up send query.q'],
    ],
    ['renames one', { parameters: [parameter('q')] }, { parameters: [parameter('r')] }, ['up send query.r']],
    [
      'moves one',
      { parameters: [parameter('q')] },
      { parameters: [parameter('q', { in: 'header' })] },
      ['up send query'],
    ],
    ['answers otherwise', { responses: answer('200') }, { responses: answer('202') }, ['down send 202']],
    ['answers more narrowly', { responses: answer('2XX') }, { responses: answer('202') }, []],
    [
      'answers in another form',
      { responses: answer('200', json(text)) },
      { responses: answer('200', { 'text/csv': {} }) },
      ['down send 200'],
    ],
    [
      'answers with one form more',
      { responses: answer('200', json(text)) },
      { responses: answer('200', { ...json(text), 'text/csv': {} }) },
      ['down send 200'],
    ],
    [
      'takes another form',
      {},
      { requestBody: { required: true, content: { 'text/csv': {} } } },
      ['up send body'],
    ],
    ['takes nothing any more', {}, { requestBody: undefined }, ['up send nothing']],
  ])('%s', (_, older, newer, expected) => {
    const schemas = { Thing: object({ a: text }) };
    expect(asked(compared(document(schemas, older), document(schemas, newer)))).toEqual(expected);
  });

  it('is the same whatever the variables of its path are called, and else by its id', () => {
    const at = (path: string, name?: string) => {
      const parameters = name === undefined ? [] : [{ name, in: 'path', required: true, schema: text }];
      return document({ Thing: {} }, { parameters }, path);
    };
    expect(asked(compared(at('/things/{id}', 'id'), at('/things/{thing}', 'thing')))).toEqual([]);
    expect(asked(compared(at('/things'), at('/all-things')))).toEqual([]);
    const other = document({ Thing: {} }, { operationId: 'other' }, '/others');
    expect(asked(compared(at('/things'), other))).toEqual(['send is gone']);
  });
});

it('a random edit is found at its place, and nothing beside it', () => {
  const names = ['A', 'B', 'C', 'D'];
  const edits = [
    [(schema: Tree) => void Object.assign(schema['properties'] as Tree, { added: text }), []],
    [(schema: Tree) => void delete (schema['properties'] as Tree)['own'], ['down', 'up']],
    [
      (schema: Tree) => void Object.assign(schema['properties'] as Tree, { own: { type: 'integer' } }),
      ['down', 'up'],
    ],
    [(schema: Tree) => void Object.assign(schema, { required: ['own'] }), ['up']],
  ] as const;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 8 }),
      fc.constantFrom(...names),
      fc.constantFrom(...edits),
      (links, where, [edit, ways]) => {
        const schemas: Record<string, Tree> = {
          Thing: object(Object.fromEntries(names.map((name) => [name, ref(name)]))),
        };
        for (const name of names) schemas[name] = object({ own: text });
        for (const [from, to] of links)
          (schemas[from]?.['properties'] as Tree)[`to${to}`] = { type: 'array', items: ref(to) };
        const newer = structuredClone(schemas);
        edit(newer[where] ?? {});
        const found = asked(compared(document(schemas), document(newer)));
        expect(found.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(
          ways.map((way) => `${way} ${where}`),
        );
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});

describe('in bounded time', () => {
  it.runIf(THOROUGH)('a document of 1,200 operations, with itself and with one edit', () => {
    const older = JSON.parse(readFileSync(GITHUB.path, 'utf8')) as Tree;
    const newer = structuredClone(older) as { components: { schemas: Record<string, { properties: Tree }> } };
    const models = [older, newer].map((each) => modelled(each as never, '{}').model);
    const [from, to] = models;
    if (!from || !to) throw new Error('It is no document.');
    let change: VersionChange | undefined;
    const compare = (other: typeof from) => () => {
      change = compareVersions(from, other);
    };
    expect(fastest(compare(to), 1000)).toBeLessThan(1000);
    expect(change && asked(change)).toEqual([]);
    // It is a part of nearly everything.
    const user = newer.components.schemas['simple-user']?.properties ?? {};
    user['type'] = { type: 'integer' };
    const edited = modelled(newer as never, '{}').model;
    if (!edited) throw new Error('It is no document.');
    expect(fastest(compare(edited), 1000)).toBeLessThan(1000);
    expect(change && asked(change)).toContain('down simple-user type');
  });

  it.each<[string, (leaf: unknown) => Tree]>([
    ['5,000 references deep', (leaf) => chain(5000, leaf, (name) => object({ next: ref(name) }))],
    ['in 2^1,000 ways', (leaf) => chain(1000, leaf, (name) => object({ one: ref(name), two: ref(name) }))],
    [
      '400 levels deep',
      (leaf) => ({ Thing: Array.from({ length: 400 }).reduce<unknown>((inner) => object({ inner }), leaf) }),
    ],
    [
      'in circles of other names',
      (leaf) => chain(200, leaf, (name) => object({ one: ref(name), back: ref('Thing') })),
    ],
  ])('schemas that lead to one another %s', (_, schemas) => {
    const [from, same, other] = [text, { ...text, title: 'Same' }, { type: 'integer' }].map(
      (leaf) => modelled(document(schemas(leaf)) as never, '{}').model,
    );
    if (!from || !same || !other) throw new Error('It is no document.');
    let change: VersionChange | undefined;
    const compare = (to: typeof from) => () => {
      change = compareVersions(from, to);
    };
    expect(fastest(compare(same), 2000)).toBeLessThan(2000);
    expect(change && asked(change)).toEqual([]);
    expect(fastest(compare(other), 2000)).toBeLessThan(2000);
    expect(change && asked(change)).not.toEqual([]);
  });
});

function chain(length: number, leaf: unknown, link: (name: string) => unknown): Tree {
  const name = (at: number) => (at === 0 ? 'Thing' : `T${at}`);
  const links = Array.from({ length }, (_, at) => [name(at), link(name(at + 1))]);
  return { ...Object.fromEntries(links), [name(length)]: object({ leaf }) };
}

it('the four versions of SCP ask for nothing', async () => {
  const { value } = await loadFamily('specs/scp-virtualserver/family.yaml', { cwd: ROOT });
  const models = value?.models ?? [];
  expect(models.map(({ version }) => version.id)).toEqual(['1.3', '1.2', '1.1', '1.0']);
  for (const [at, newer] of models.entries()) {
    const older = models[at + 1];
    if (older) expect(asked(compareVersions(older, newer))).toEqual([]);
  }
});
