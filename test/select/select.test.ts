// --include and --exclude: what is left is what was meant and all that it needs, called as it would be called without them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../generator/model/build.js';
import { readSelection, type Selection, type SelectionOptions } from '../../generator/select/select.js';
import { localPointer, nodeAt, references } from '../../generator/spec/references.js';
import type { OpenApi31 } from '../../generator/spec/types.js';
import { specOf } from '../model/modelled.js';
import { stopwatch } from '../stopwatch.js';
import { documents } from './documents.js';

function selection(options: SelectionOptions): Selection {
  const read = readSelection(options);
  if (read === undefined || typeof read === 'string') throw new Error(`no selection: ${read}`);
  return read;
}

function operationIds(document: OpenApi31): unknown[] {
  return Object.values(document.paths ?? {}).flatMap((item) =>
    Object.values(item).map((each) => (each as { operationId?: unknown }).operationId),
  );
}

const subset = fc.subarray(['op0', 'op1', 'op2', 'op3', 'op4', 'op5'], { minLength: 1, maxLength: 5 });

describe('what is selected of any document', () => {
  it('is the document, where all is', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(selection({ include: ['id:*'] }).of(document)).toBe(document);
        expect(selection({ include: ['path:/p0', 'path:/p?'] }).of(document)).toBe(document);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('are the operations that are meant, as they were', () => {
    fc.assert(
      fc.property(documents, subset, (document, ids) => {
        const included = selection({ include: [ids.map((id) => `id:${id}`).join(',')] }).of(document);
        expect(operationIds(included)).toEqual(ids);
        const others = operationIds(document).filter((id) => !ids.includes(String(id)));
        if (others.length > 0) {
          const excluded = selection({ exclude: others.map((id) => `id:${id}`) }).of(document);
          expect(excluded).toEqual(included);
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('refers to nothing that is gone, and holds nothing that it does not need', () => {
    let parts = 0;
    fc.assert(
      fc.property(documents, subset, (document, ids) => {
        const before = JSON.stringify(document);
        const selected = selection({ include: ids.map((id) => `id:${id}`) }).of(document);
        for (const { ref } of references(selected)) {
          const pointer = localPointer(ref) ?? '';
          expect(nodeAt(selected, pointer), ref).toBeDefined();
        }
        expect(unreached(selected)).toEqual([]);
        for (const id of JSON.stringify(selected).matchAll(/"operationId":"(op\d)"/g))
          expect(ids).toContain(id[1]);
        for (const [, at] of JSON.stringify(selected).matchAll(/"operationRef":"#\/paths\/~1p(\d)/g))
          expect(ids).toContain(`op${at}`);
        if ('x-referred' in selected) parts++;
        expect(JSON.stringify(document)).toBe(before);
      }),
      { seed: 3, numRuns: 300 },
    );
    expect(parts).toBeGreaterThan(20);
  });

  it('has the names that it has without selection', () => {
    const clashing = (document: OpenApi31): OpenApi31 =>
      JSON.parse(JSON.stringify(document).replaceAll('"op5"', '"OP0"').replaceAll('schemas4', 'Schemas3'));
    fc.assert(
      fc.property(documents, subset, (given, ids) => {
        const document = clashing(given);
        const all = buildModel(specOf(document, ''), { id: '1' }).value;
        const selected = selection({ include: ids.map((id) => `id:${id.replace('op5', 'OP0')}`) }).of(
          document,
        );
        const some = buildModel({ ...specOf(selected, ''), whole: document }, { id: '1' }).value;
        const named = (model: typeof all) => ({
          operations: new Map(model?.operations.map(({ id, name, typeName }) => [id, [name, typeName]])),
          schemas: new Map(
            model?.schemas.map(({ key, name, base, writable }) => [key, [name, base, writable]]),
          ),
        });
        const [whole, part] = [named(all), named(some)];
        for (const [id, names] of part.operations) expect(names).toEqual(whole.operations.get(id));
        for (const [key, names] of part.schemas) expect(names).toEqual(whole.schemas.get(key));
        expect(part.operations.size).toBe(ids.length);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

/** Components whose pointer or name stands nowhere in what refers: found by text, not as the selection finds them. */
function unreached(document: OpenApi31): string[] {
  const { components = {}, ...rest } = document;
  const pointers = Object.entries(components).flatMap(([kind, map]) =>
    Object.keys(map).map((name) => `/components/${kind}/${name}`),
  );
  const reached = new Set<string>();
  const waiting: unknown[] = [rest];
  while (waiting.length > 0) {
    const text = JSON.stringify(waiting.pop());
    for (const pointer of pointers) {
      const [, , kind = '', name = ''] = pointer.split('/');
      const isNamed =
        text.includes(`"#${pointer}"`) ||
        (['securitySchemes', 'schemas'].includes(kind) && text.includes(`"${name}"`));
      const inherits =
        text.includes('"discriminator"') &&
        kind === 'schemas' &&
        JSON.stringify(components['schemas']?.[name]).includes('"allOf"');
      if (reached.has(pointer) || !(isNamed || inherits)) continue;
      reached.add(pointer);
      waiting.push(nodeAt(document, pointer));
    }
  }
  return pointers.filter((pointer) => !reached.has(pointer));
}

describe('a pattern', () => {
  const PATHS = ['/users', '/users/{id}', '/users/{id}/keys', '/usersx', '/a,b', '/a*b'];
  const TAGS = ['pets', 'Pets', 'pets/dogs', 'a, b', '*', 'C++ (old)', ''];
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: Object.fromEntries(
      PATHS.map((path, at) => [path, { get: { operationId: `get${at}`, tags: [TAGS[at]] } }]),
    ),
    webhooks: { 'order.made': { post: { operationId: 'made', tags: ['pets'] } }, plain: { post: {} } },
  } as OpenApi31;
  const left = (options: SelectionOptions) => {
    const { paths = {}, webhooks = {} } = selection(options).of(document);
    return [...Object.keys(paths), ...Object.keys(webhooks as object)];
  };

  it.each<[string, readonly string[]]>([
    ['path:/users', ['/users']],
    ['path:/users/*', ['/users/{id}']],
    ['path:/users/**', ['/users', '/users/{id}', '/users/{id}/keys']],
    ['path:/users/{id}', ['/users/{id}']],
    ['path:/users**', ['/users', '/users/{id}', '/users/{id}/keys', '/usersx']],
    ['path:/users*', ['/users', '/usersx']],
    ['path:/users?', ['/usersx']],
    ['path:/users/????', ['/users/{id}']],
    ['path:**/keys', ['/users/{id}/keys']],
    ['path:/a\\,b', ['/a,b']],
    ['path:/a\\*b', ['/a*b']],
    ['path:/a?b', ['/a,b', '/a*b']],
    ['tag:pets', ['/users', 'order.made']],
    ['tag:?ets', ['/users', '/users/{id}', 'order.made']],
    ['tag:pets*', ['/users', '/users/{id}/keys', 'order.made']],
    ['tag:a\\, b', ['/usersx']],
    ['tag:\\*', ['/a,b']],
    ['tag:C++ (old)', ['/a*b']],
    ['id:get1', ['/users/{id}']],
    ['id:get1, id:get0 ,', ['/users', '/users/{id}']],
    ['id:*', [...PATHS, 'order.made']],
    ['webhook:order.*', ['order.made']],
    ['webhook:*', ['order.made', 'plain']],
  ])('%s', (pattern, expected) => {
    expect(left({ include: [pattern] })).toEqual(expected);
    const all = [...PATHS, 'order.made', 'plain'];
    expect(left({ exclude: [pattern] })).toEqual(all.filter((each) => !expected.includes(each)));
    expect(left({ include: [pattern], exclude: [pattern] })).toEqual([]);
  });

  it('of many stars takes no time over a long text', () => {
    const long = { ...document, paths: { [`/${'a'.repeat(20_000)}`]: { get: {} } } } as OpenApi31;
    const spent = stopwatch();
    expect(Object.keys(selection({ include: [`path:/${'*a'.repeat(30)}b`] }).of(long).paths ?? {})).toEqual(
      [],
    );
    expect(spent()).toBeLessThan(2000);
  });

  it.each([
    ['pets', '"pets" does not say what it names: write tag:pets, id:pets or path:/pets.'],
    ['/users/**', '"/users/**" does not say what it names: write path:/users/**.'],
    ['tags:pets', '"tags:pets" does not say what it names: write tag:pets, id:pets or path:/pets.'],
    ['tag:', '"tag:" names no tag: write it behind the colon.'],
    ['id:a,,b', '"b" does not say what it names: write tag:b, id:b or path:/b.'],
  ])('%s is none', (pattern, message) => {
    expect(readSelection({ include: [pattern] })).toBe(message);
    expect(readSelection({ exclude: [pattern] })).toBe(message);
  });

  it.each([
    [{ include: ['tag:pet'] }, 'Nothing is selected by "tag:pet".', 'Did you mean tag:pets?'],
    [
      { include: ['id:*'], exclude: ['path:/user'] },
      'Nothing is selected by "path:/user".',
      'Did you mean path:/users?',
    ],
    [{ include: ['webhook:x'] }, 'Nothing is selected by "webhook:x".', 'Known are: order.made, plain.'],
    [
      { include: ['id:get0'], exclude: ['id:get*'] },
      'Nothing is left: every operation that is included is also excluded.',
      'Exclude less.',
    ],
  ])('that selects nothing: %j', (options, message, hint) => {
    const made = selection(options);
    made.of(document);
    expect(made.problems()).toEqual([{ id: 'selection-empty', severity: 'error', message, hint }]);
  });

  it('need not name something in every document', () => {
    const made = selection({ include: ['tag:pets,tag:cats'] });
    made.of(document);
    made.of({ ...document, paths: { '/cats': { get: { tags: ['cats'] } } }, webhooks: {} } as OpenApi31);
    expect(made.problems()).toEqual([]);
  });
});

describe('what a selected operation needs', () => {
  const select = (rest: object, options: SelectionOptions = { include: ['id:kept'] }) =>
    selection(options).of({ openapi: '3.1.0', info: { title: 'T', version: '1' }, ...rest } as OpenApi31);
  const gone = {
    '/gone': {
      get: {
        operationId: 'gone',
        tags: ['x'],
        responses: { 200: { content: { 'a/b': { schema: { type: 'string' } } } } },
      },
    },
  };
  const kept = (operation: object) => ({ ...gone, '/kept': { get: { operationId: 'kept', ...operation } } });
  const answer = (schema: object) => ({
    responses: { 200: { content: { 'application/json': { schema } } } },
  });

  it('is a part of what is gone, where it refers to one', () => {
    const ref = '#/paths/~1gone/get/responses/200/content/a~1b/schema';
    const selected = select({ paths: kept(answer({ $ref: ref })) });
    expect(Object.keys(selected.paths ?? {})).toEqual(['/kept']);
    expect(nodeAt(selected, '/paths/~1kept/get/responses/200/content/application~1json/schema')).toEqual({
      $ref: `#/x-referred${ref.slice(1)}`,
    });
    expect(nodeAt(selected, `/x-referred${ref.slice(1)}`)).toEqual({ type: 'string' });
  });

  it('is the family of a discriminator, which nothing else leads to', () => {
    const schemas = {
      Pet: { discriminator: { propertyName: 'kind' } },
      Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] },
      Kitten: { allOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Age' }] },
      Age: {},
      Car: {},
    };
    const selected = select({
      paths: kept(answer({ $ref: '#/components/schemas/Pet' })),
      components: { schemas },
    });
    expect(Object.keys(selected.components?.['schemas'] ?? {})).toEqual(['Pet', 'Cat', 'Kitten', 'Age']);
  });

  it('is what a mapping names, by reference or by name, and a default', () => {
    const discriminator = {
      propertyName: 'k',
      mapping: { a: 'A', b: '#/components/schemas/B' },
      defaultMapping: 'C',
    };
    const schemas = { A: {}, B: {}, C: {}, D: {} };
    const selected = select({ paths: kept(answer({ oneOf: [], discriminator })), components: { schemas } });
    expect(Object.keys(selected.components?.['schemas'] ?? {})).toEqual(['A', 'B', 'C']);
  });

  it('is whatever bears the anchor of a dynamic reference', () => {
    const schemas = {
      Tree: { $dynamicAnchor: 'node', items: { $dynamicRef: '#node' } },
      Strict: { $defs: { a: { $dynamicAnchor: 'node' } } },
      Other: {},
    };
    const selected = select({
      paths: kept(answer({ $ref: '#/components/schemas/Tree' })),
      components: { schemas },
    });
    expect(Object.keys(selected.components?.['schemas'] ?? {})).toEqual(['Tree', 'Strict']);
  });

  it('is no example, no default and no extension', () => {
    const data = { $ref: '#/components/schemas/A' };
    const schema = {
      default: data,
      const: data,
      enum: [data],
      examples: [data],
      'x-a': data,
      properties: { default: { $ref: '#/components/schemas/B' } },
    };
    const selected = select({ paths: kept(answer(schema)), components: { schemas: { A: {}, B: {} } } });
    expect(Object.keys(selected.components?.['schemas'] ?? {})).toEqual(['B']);
  });

  it('are the schemes that it asks for, by name or URI; those of the document where it says nothing', () => {
    const securitySchemes = { a: {}, b: {}, c: {} };
    const rest = { components: { securitySchemes }, security: [{ a: [] }] };
    const names = (operation: object) => {
      const { components, security } = select({ ...rest, paths: kept(operation) });
      return [Object.keys(components?.['securitySchemes'] ?? {}), security];
    };
    expect(names({})).toEqual([['a'], rest.security]);
    expect(names({ security: [{ b: [] }, { '#/components/securitySchemes/c': [] }] })).toEqual([
      ['b', 'c'],
      undefined,
    ]);
    expect(names({ security: [] })).toEqual([[], undefined]);
  });

  it('are the other operations of its path only where they are selected too, also behind a reference', () => {
    const components = {
      pathItems: {
        Both: {
          parameters: [],
          get: { operationId: 'kept' },
          post: { operationId: 'gone' },
          additionalOperations: { COPY: { operationId: 'copy' }, LOCK: { operationId: 'kept' } },
        },
      },
    };
    const selected = select({ paths: { '/a': { $ref: '#/components/pathItems/Both' } }, components });
    expect(selected.paths).toEqual({
      '/a': {
        parameters: [],
        get: { operationId: 'kept' },
        additionalOperations: { LOCK: { operationId: 'kept' } },
      },
    });
    expect(selected.components).toBeUndefined();
  });

  it('are the tags that it has, with what these belong to', () => {
    const tags = [{ name: 'x' }, { name: 'z', parent: 'y' }, { name: 'y' }];
    expect(select({ tags, paths: kept({ tags: ['z'] }) })['tags']).toEqual([
      { name: 'z', parent: 'y' },
      { name: 'y' },
    ]);
  });
});
