// The worked example: three versions that really differ, served from one set of handlers; the suite of each passes, and the compiler asks for what is missing.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { handlerTarget, plan, run } from '../../contract/index.js';
import { compileAlone } from '../compile/compile.js';
import { SERVER, type Server, worked } from './worked.js';

const example = await worked();
afterAll(() => example.remove());

const TOKEN = { authorization: 'Bearer t' };

async function ask(
  server: Server,
  version: string,
  path: string,
  init: RequestInit & { json?: unknown } = {},
) {
  const { json, ...rest } = init;
  const body = json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) };
  const response = await server(
    new Request(`http://notes.example${path}`, {
      ...body,
      ...rest,
      headers: { ...TOKEN, 'api-version': version, 'content-type': 'application/json' },
    }),
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

describe('the suite of each version', () => {
  it.each([
    // Counted by hand: list 2, create 3, get 3, and to delete one 3, or all 2.
    ['1.2', 11],
    ['1.1', 11],
    ['1.0', 10],
  ] as const)('%s holds, all %i cases', async (version, cases) => {
    const model = example.models.find((each) => each.version.id === version);
    expect(model).toBeDefined();
    const planned = plan(model ? [{ model }] : [], { phases: ['examples'], headers: TOKEN });
    const target = handlerTarget((request) => example.createServer()(request));
    const verdicts: string[] = [];
    for await (const event of run(planned, target))
      if (event.type === 'judged')
        verdicts.push(
          `${event.verdict} ${event.case.id} ${event.findings.map(({ message }) => message).join(' ')}`,
        );
    expect(verdicts.filter((each) => !each.startsWith('held'))).toEqual([]);
    expect(verdicts.length).toBe(cases);
  });

  it.each(['1.2', '1.1', '1.0'])('%s holds in every phase', async (version) => {
    const model = example.models.find((each) => each.version.id === version);
    const planned = plan(model ? [{ model }] : [], { headers: TOKEN });
    const server = example.createServer();
    const told: string[] = [];
    for await (const event of run(
      planned,
      handlerTarget((request) => server(request)),
    ))
      if (event.type === 'judged')
        for (const { message, expected, actual } of event.findings)
          told.push(`${event.case.id}: ${message} ${expected}, not ${actual}`);
    expect(told).toEqual([]);
    expect(planned.size).toBeGreaterThan(70);
  });
});

describe('one set of handlers', () => {
  const NOTE = { id: 'n-2', text: 'milk', related: undefined };

  it('is given the newest form of what any version sends', async () => {
    const seen: unknown[] = [];
    const server = example.createServer({}, (input) => seen.push(input));
    // A member that only newer versions know is none of the oldest: what it holds never arrives.
    const json = { name: 'Shopping', text: 'milk', priority: 1, color: 'yellow', title: 'no' };
    const answer = await ask(server, '1.0', '/notes', { json });
    expect(answer.status).toBe(200);
    expect(seen).toEqual([
      expect.objectContaining({ body: { title: 'Shopping', text: 'milk', priority: 'low', color: 'white' } }),
    ]);
    await ask(server, '1.0', '/notes?contains=milk&search=x&limit=1');
    await ask(server, '1.1', '/notes?search=milk&limit=1');
    await ask(server, '1.2', '/notes?search=milk&limit=1');
    expect(seen.slice(1)).toEqual([
      expect.objectContaining({ query: { search: 'milk', limit: 50 } }),
      expect.objectContaining({ query: { search: 'milk', limit: 50 } }),
      expect.objectContaining({ query: { search: 'milk', limit: 1 } }),
    ]);
    await ask(server, '1.0', '/notes/n-1');
    expect(seen.at(-1)).toEqual({ note_id: 'n-1' });
  });

  it('answers each version in its own form, and nothing of another shows', async () => {
    const server = example.createServer();
    const ada = { given: 'Ada', family: 'Lovelace' };
    const old = { text: 'milk', priority: 3, author: { name: 'Ada' } };
    const written = await ask(server, '1.0', '/notes', {
      json: { name: 'Shopping', text: 'milk', priority: 3 },
    });
    expect(written.body).toEqual({ id: 'n-2', name: 'Shopping', ...old });
    expect(written.headers.get('location')).toBeNull();
    expect((await ask(server, '1.0', '/notes')).body).toEqual({
      notes: [
        { id: 'n-1', name: 'Shopping', ...old },
        { id: 'n-2', name: 'Shopping', ...old },
      ],
    });
    const newer = { title: 'Shopping', text: 'milk', priority: 'high', created: '2026-01-01' };
    const inner = (author: object) => ({ id: 'n-1', ...newer, author });
    expect((await ask(server, '1.1', '/notes/n-2')).body).toEqual({
      ...{ ...NOTE, ...newer, author: { name: 'Ada' } },
      related: [inner({ name: 'Ada' })],
    });
    expect((await ask(server, '1.2', '/notes/n-2')).body).toEqual({
      ...NOTE,
      ...newer,
      author: ada,
      related: [inner(ada)],
    });
    expect((await ask(server, '1.0', '/notes', { method: 'DELETE' })).body).toEqual({ deleted: 2 });
    expect((await ask(server, '1.1', '/notes', { method: 'DELETE' })).status).toBe(405);
    expect((await ask(server, '1.0', '/notes/n-1', { method: 'DELETE' })).status).toBe(405);
  });

  it('is not called with what a wrong migration makes; nor does a client see what one makes of an answer', async () => {
    const errors: unknown[] = [];
    const seen: unknown[] = [];
    const wrong = (title: string, notes: unknown) => ({
      '1.1': { schemas: { Author: { down: () => ({ name: 'x' }) }, NoteList: { down: () => ({ notes }) } } },
      '1.0': {
        schemas: {
          NewNote: { up: () => ({ title, priority: 'high', color: 'white' }) },
          Note: { down: () => ({}) },
        },
        operations: {
          listNotes: { up: () => ({}) },
          createNote: { down: () => ({ status: 200 }) },
          deleteNotes: () => ({ status: 200 }),
        },
      },
    });
    const onError = (error: unknown) => errors.push(error);
    const server = example.createServer({ migrations: wrong('', 'none'), onError } as object, (input) =>
      seen.push(input),
    );
    const json = { name: 'n', text: 't' };
    expect((await ask(server, '1.0', '/notes', { json })).status).toBe(500);
    expect(seen).toEqual([]);
    expect(String(errors[0])).toBe(
      'InvalidMigration: A request of notes 1.0 (createNote) was made what the newer version does not allow: /body/title must NOT have fewer than 1 character',
    );
    expect((await ask(server, '1.1', '/notes')).status).toBe(500);
    expect(String(errors[1])).toContain(
      'InvalidAnswer: listNotes answered 200 against its document: /body/notes',
    );
  });

  it('gives way to a handler of an older version, which serves what is older still', async () => {
    const body = {
      ...{ id: 'n-7', title: 'Overridden', text: '', priority: 'low', created: '2026-01-01' },
      author: { name: 'Bea' },
    };
    const overrides = { '1.1': { getNote: () => ({ status: 200, body }) } };
    const server = example.createServer({ overrides } as object);
    expect((await ask(server, '1.1', '/notes/n-1')).body).toEqual(body);
    expect((await ask(server, '1.0', '/notes/n-1')).body).toEqual({
      ...{ id: 'n-7', name: 'Overridden', text: '', priority: 1, author: { name: 'Bea' } },
    });
    expect((await ask(server, '1.2', '/notes/n-1')).body).toMatchObject({ title: 'Shopping' });
  });

  it('is refused at once where something was not written', () => {
    const without = { '1.1': {}, '1.0': { operations: {} } };
    expect(() => example.createServer({ migrations: without } as object)).toThrow(
      'notes 1.0: operations.listNotes.up is not written.',
    );
  });

  it('meets members called __proto__, and values as deep as a body may be', async () => {
    const server = example.createServer();
    const init = (body: string) => ({ method: 'POST', body });
    const polluted = '{"name":"n","text":"t","__proto__":{"priority":1},"constructor":{"prototype":{"x":1}}}';
    expect((await ask(server, '1.0', '/notes', init(polluted))).status).toBe(200);
    expect(({} as { priority?: unknown }).priority).toBeUndefined();
    const deep = `{"name":"n","text":"t","more":${'['.repeat(490)}${']'.repeat(490)}}`;
    expect((await ask(server, '1.0', '/notes', init(deep))).status).toBe(200);
  });
});

/** What stands in the sources, what instead, and what the compiler says to it. */
const MISSING: readonly (readonly [name: string, from: string | RegExp, to: string, said: RegExp])[] = [
  ['all migrations', /migrations: \{[\s\S]*\n {4}\},\n {2}\};/, '};', /'migrations' is missing/],
  ['a version', /'1\.1': \{[\s\S]*?\n {6}\},\n/, '', /'"1\.1"' is missing|'1\.1' is missing/],
  ['a schema', /\bNote: \{\n[\s\S]*?\n {10}\},\n/, '', /'Note' is missing/],
  ['a direction', /Author: \{ down: .*/, 'Author: {},', /'down' is missing/],
  ['a field', "color: 'white',", '', /'color' is missing/],
  ['an operation', /deleteNotes: [\s\S]*?\n {10}\},\n/, '', /'deleteNotes' is missing/],
  [
    'a field of the right type',
    'name: given',
    'name: given.length',
    /'number' is not assignable to type 'string'/,
  ],
  ['a value of an enum', "color: 'white'", "color: 'blue'", /'"blue"' is not assignable/],
  ['an answer that is documented', 'status: 200, body: carry', 'status: 201, body: carry', /not assignable/],
];

it('compiles, and asks for whatever is missing', () => {
  const own = ['server.ts', 'notes/server.ts', 'notes/migrations/1.0.ts', 'notes/migrations/1.1.ts'];
  const files = own.map((each) => join(example.folder, each));
  for (const [name, from, to] of MISSING) {
    const text = SERVER.replace(from, to);
    expect(text, name).not.toBe(SERVER);
    files.push(join(example.folder, `without-${name.replaceAll(' ', '-')}.ts`));
    writeFileSync(files.at(-1) ?? '', text);
  }
  const findings = compileAlone('tsconfig.bundler.json', files);
  const said = (name: string) => findings.filter((each) => each.includes(`/${name}.ts:`)).join('\n');
  for (const [name, , , expected] of MISSING)
    expect(said(`without-${name.replaceAll(' ', '-')}`), name).toMatch(expected);
  expect(findings.filter((each) => !each.includes('/without-'))).toEqual([]);
});
