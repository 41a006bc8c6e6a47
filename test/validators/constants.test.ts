// Schemas as code: what is written down, how often, under which name, and that nothing of a document can break it.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { validators } from '../../generator/emit/validators.js';
import type { OpenApi31 } from '../../generator/spec/types.js';
import { modelled } from '../model/modelled.js';
import { run } from '../security/generate.js';
import { guardOf } from './guards.js';

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
const own = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

async function emitted(rest: object): Promise<Record<string, string>> {
  const document = { openapi: '3.1.1', info: { title: 't', version: '1' }, paths: {}, ...rest };
  const { model } = modelled(document as unknown as OpenApi31, '{}');
  const files = model ? await validators.emit(model, { runtime: './runtime', source: 'openapi.json' }) : [];
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

const ofSchemas = (schemas: object) => emitted({ components: { schemas } });

/** Names of constants in their order. */
function constants(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/^export const (\S+): /gm)].map(([, name]) => name ?? '');
}

describe('schemas.ts', () => {
  it('holds what decides, and references as functions', async () => {
    const { 'schemas.ts': text } = await ofSchemas({
      Pet: {
        title: 'T',
        description: 'D',
        example: {},
        default: {},
        deprecated: true,
        'x-y': 1,
        $comment: 'c',
        type: 'object',
        properties: { name: { type: 'string', description: 'D' }, mother: ref('Pet') },
        $defs: { Unused: {} },
      },
    });
    const literal =
      '{ type: "object", properties: { name: { type: "string" }, mother: { $ref: () => Pet } } }';
    expect(text?.slice(text.indexOf('export'))).toBe(`export const Pet: json.SchemaData = ${literal};\n`);
  });

  it('has one constant for schemas that are written alike, called after the first', async () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const answer = {
      description: 'd',
      headers: { Link: { schema: { type: 'string' } } },
      content: { 'application/json': { schema: { type: 'array', items: ref('Pet') } } },
    };
    const operation = (operationId: string) => ({
      operationId,
      parameters,
      responses: { 200: answer, 404: answer },
    });
    const files = await emitted({
      paths: { '/a/{id}': { get: operation('readA'), put: operation('writeA') } },
      components: { schemas: { Pet: { type: 'object' } } },
    });
    expect(constants(files['schemas.ts'])).toEqual(['Pet', 'readA_path', 'readA_200_0', 'readA_200_headers']);
    expect(files['validators.ts']?.match(/schemas\.readA_200_headers\b/g)).toHaveLength(4);
  });

  it('names what stands elsewhere after itself, whatever else refers to anything', async () => {
    const schemas = (more: object) => ({
      ...more,
      Pet: { properties: { name: { type: 'string' } } },
      Copy: { properties: { name: { $ref: '#/components/schemas/Pet/properties/name' } } },
    });
    const names = constants((await ofSchemas(schemas({})))['schemas.ts']);
    expect(names).toHaveLength(3);
    const others = constants(
      (await ofSchemas(schemas({ Other: { $ref: '#/components/schemas/Copy/properties' } })))['schemas.ts'],
    );
    for (const name of names) expect(others).toContain(name);
  });

  it('cuts deep schemas into pieces that judge alike', async () => {
    let schema: object = { type: 'integer' };
    for (let depth = 0; depth < 3000; depth++)
      schema = depth % 2 === 0 ? { items: schema } : { properties: { a: schema } };
    const { 'schemas.ts': text = '' } = await ofSchemas({ Deep: schema });
    expect(text.length).toBeLessThan(300_000);
    expect(Math.max(...text.split('\n').map((line) => line.search(/\S/)))).toBeLessThan(80);
    const guard = await guardOf(schema);
    const value = (innermost: unknown) => {
      let made = innermost;
      for (let depth = 0; depth < 3000; depth++) made = depth % 2 === 0 ? [made] : { a: made };
      return made;
    };
    expect([guard(value(1)), guard([{ b: 1 }]), guard([{ a: 1 }])]).toEqual([true, true, true]);
    expect(guard([{ a: [{ a: { a: 5 } }] }])).toBe(true);
  });

  it('is not there where nothing is judged', async () => {
    const files = await emitted({
      paths: { '/': { get: { operationId: 'get', responses: { 204: { description: 'd' } } } } },
    });
    expect(Object.keys(files)).toEqual(['validators.ts']);
    expect(files['validators.ts']).not.toContain('schemas');
  });

  it('can be left out by a bundler but for what is used: nothing in it runs', async () => {
    const { 'schemas.ts': text = '' } = await ofSchemas({
      A: {
        properties: { ...own('__proto__', { type: 'string' }), b: ref('B') },
        enum: [own('__proto__', 1)],
      },
      B: { oneOf: [ref('A'), { const: null }], discriminator: { propertyName: 'x' } },
    });
    const source = ts.createSourceFile('schemas.ts', text, ts.ScriptTarget.Latest, true);
    const running: string[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isArrowFunction(node)) return;
      if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isPropertyAccessExpression(node))
        running.push(node.getText());
      node.forEachChild(look);
    };
    look(source);
    expect(running).toEqual([]);
  });
});

describe('what only YAML can say', () => {
  it('makes no other schema of it', async () => {
    const cases: [unknown, unknown, boolean][] = [
      [{ const: Number.NaN }, null, false],
      [{ const: [Number.POSITIVE_INFINITY] }, [null], false],
      [{ enum: [Number.NEGATIVE_INFINITY, 1] }, null, false],
      [{ enum: [Number.NEGATIVE_INFINITY, 1] }, 1, true],
      [{ minimum: Number.NaN }, 1, true],
      [{ maximum: Number.POSITIVE_INFINITY, multipleOf: Number.POSITIVE_INFINITY }, 1e300, true],
      [{ minimum: -0, const: -0 }, 0, true],
      [{ maxLength: Number.POSITIVE_INFINITY }, 'a', true],
    ];
    for (const [schema, value, fits] of cases)
      expect((await guardOf(schema))(value), String(schema)).toBe(fits);
  });
});

describe('names', () => {
  it('of components that files use themselves', async () => {
    const names = [
      'Schema',
      'SchemaData',
      'json',
      'Json',
      'schemas',
      'types',
      'validator',
      'Validator',
      'deep',
      'a_path',
      'A_path',
    ];
    const { validators: guards } = await run({
      openapi: '3.1.1',
      info: { title: 't', version: '1' },
      paths: {
        '/{id}': {
          get: {
            operationId: 'a',
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
            responses: {},
          },
        },
      },
      components: { schemas: Object.fromEntries(names.map((name, at) => [name, { const: at }])) },
    });
    const components = Object.values(guards).filter((each) => typeof each === 'function');
    expect(components.map((guard) => names.findIndex((_, at) => guard(at)))).toEqual(
      names.map((_, at) => at),
    );
    expect(guards['a']?.path?.({ id: 1 })).toBe(true);
  });
});
