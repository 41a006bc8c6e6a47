// What each form of JSON Schema becomes as a type, in answers and in requests.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { SchemaTypes } from '../../generator/emit/schema-type.js';
import { modelOf } from '../model/modelled.js';

const SHARED = `
    Name: { type: string }
    Pet: { type: object, required: [kind], properties: { kind: { type: string } } }
    Cat: { type: object, properties: { kind: { type: string }, lives: { type: integer } } }
    Dog: { type: object, properties: { kind: { enum: [dog, puppy] } } }
    Marked: { type: object, required: [id, key], properties: { id: { type: string, readOnly: true }, key: { type: string, writeOnly: true } } }
`;

/** The aliases of a document's schemas by name. */
function aliasesOf(schemas: string): Record<string, string> {
  const { model, said } = modelOf(`components:\n  schemas:${SHARED}${schemas}`);
  if (!model) throw new Error(said.join('\n'));
  const found = new SchemaTypes(model).declarations().map(({ alias, text }) => [alias.name, text]);
  const code = found.map(([name, text]) => `type ${name} = ${text};`).join('\n');
  const { diagnostics = [] } = ts.transpileModule(code, { reportDiagnostics: true });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  return Object.fromEntries(found) as Record<string, string>;
}

function typeOf(schema: string): string {
  const aliases = aliasesOf(`    X: ${schema}\n`);
  return (aliases['X'] ?? '').replace(/\s+/g, ' ');
}

describe('a schema is the type of the values that it allows', () => {
  it.each([
    // Nothing said, everything said.
    ['{}', 'unknown'],
    ['true', 'unknown'],
    ['false', 'never'],
    ['{ not: {} }', 'never'],
    ['{ not: { type: string } }', 'unknown'],
    // Plain types; formats are texts.
    ['{ type: string }', 'string'],
    ['{ type: string, format: date-time }', 'string'],
    ['{ type: string, contentEncoding: base64, contentMediaType: image/png }', 'string'],
    ['{ type: string, format: binary }', 'Blob'],
    ['{ type: integer, format: int64 }', 'number'],
    ['{ type: boolean }', 'boolean'],
    ['{ type: "null" }', 'null'],
    ['{ type: [string, integer, "null"] }', 'string | number | null'],
    ['{ type: unheard-of }', 'unknown'],
    ['{ pattern: "^a$" }', 'unknown'],
    // Values.
    ['{ const: 1 }', '1'],
    ['{ const: null }', 'null'],
    ['{ const: { a: [1, "x"] } }', '{ a: [1, "x"] }'],
    ['{ enum: [a, 1, -2.5, true, null, [1]] }', '"a" | 1 | -2.5 | true | null | [1]'],
    ['{ type: string, enum: [a, null] }', '"a"'],
    ['{ type: [string, "null"], enum: [a, null] }', '"a" | null'],
    ['{ type: string, enum: [1, 2] }', '1 | 2'],
    ['{ enum: [] }', 'never'],
    ['{ enum: [.inf, .nan, 1] }', 'number | 1'],
    // Objects.
    ['{ type: object }', 'Record<string, unknown>'],
    ['{ type: object, additionalProperties: false }', 'Record<string, never>'],
    ['{ type: object, additionalProperties: true }', 'Record<string, unknown>'],
    ['{ type: object, additionalProperties: { type: string } }', '{ [key: string]: string }'],
    ['{ properties: { a: { type: string } } }', '{ a?: string }'],
    ['{ type: object, required: [a], properties: { a: {} } }', '{ a: unknown }'],
    ['{ type: object, required: [a] }', '{ a: unknown }'],
    ['{ type: object, properties: { a: false } }', '{ a?: never }'],
    ['{ type: [object, "null"], properties: { a: true } }', '{ a?: unknown } | null'],
    [
      '{ type: object, properties: { a: { type: integer } }, additionalProperties: { type: string } }',
      '{ a?: number; [key: string]: string | number | undefined; }',
    ],
    [
      '{ type: object, required: [a], properties: { a: { type: integer } }, additionalProperties: true }',
      '{ a: number; [key: string]: unknown; }',
    ],
    [
      '{ type: object, properties: { __proto__: { type: string }, constructor: { type: string }, "a b": {} } }',
      '{ ["__proto__"]?: string; constructor?: string; "a b"?: unknown; }',
    ],
    [
      '{ type: object, patternProperties: { "^x-": { type: string } } }',
      `{ [key: \`x-\${string}\`]: string }`,
    ],
    ['{ type: object, patternProperties: { "^x[0-9]": { type: string } } }', '{ [key: string]: unknown }'],
    [
      '{ type: object, patternProperties: { "\\\\d": { type: string }, b: { type: integer } }, additionalProperties: false }',
      '{ [key: string]: string | number }',
    ],
    [
      '{ type: object, properties: { x-a: { type: integer } }, patternProperties: { "^x-": { type: string } } }',
      '{ "x-a"?: number; [key: string]: unknown; }',
    ],
    [
      '{ type: object, propertyNames: { enum: [a, b] }, additionalProperties: { type: integer } }',
      '{ a?: number; b?: number; }',
    ],
    ['{ type: object, properties: { a: {} }, unevaluatedProperties: false }', '{ a?: unknown }'],
    [
      '{ type: object, properties: { a: { type: string } }, unevaluatedProperties: { type: integer } }',
      '{ a?: string; [key: string]: unknown; }',
    ],
    // Conditions: validators hold to them, types know the members.
    [
      '{ type: object, properties: { a: { const: 1 } }, if: { properties: { a: { const: 1 } } }, then: { properties: { b: { type: string } }, required: [b] }, else: { properties: { b: { type: integer }, a: { const: 2 } } } }',
      '{ a?: 1; b?: string | number; }',
    ],
    [
      '{ type: object, properties: { a: {} }, dependentSchemas: { a: { properties: { b: { type: string } } } } }',
      '{ a?: unknown; b?: string; }',
    ],
    ['{ type: object, properties: { a: {} }, dependentRequired: { a: [b] } }', '{ a?: unknown }'],
    ['{ if: { type: string }, then: { minLength: 1 } }', 'unknown'],
    // Arrays and tuples.
    ['{ type: array }', 'unknown[]'],
    ['{ items: { type: [string, "null"] } }', '(string | null)[]'],
    ['{ type: array, items: false }', 'never[]'],
    [
      '{ type: array, items: { type: string }, minItems: 1, maxItems: 2, uniqueItems: true, contains: {} }',
      'string[]',
    ],
    [
      '{ prefixItems: [{ type: string }, { type: [integer, "null"] }] }',
      '[string?, (number | null)?, ...unknown[]]',
    ],
    ['{ prefixItems: [{ type: string }, { type: integer }], minItems: 2, items: false }', '[string, number]'],
    ['{ prefixItems: [{ type: string }, { type: integer }], minItems: 2, maxItems: 2 }', '[string, number]'],
    ['{ prefixItems: [{ type: string }, { type: integer }], maxItems: 1 }', '[string?]'],
    ['{ prefixItems: [{ type: string }], minItems: 3, items: { type: integer } }', '[string, ...number[]]'],
    ['{ prefixItems: [{ type: string }], unevaluatedItems: false }', '[string?]'],
    ['{ prefixItems: [{ type: string }], unevaluatedItems: false, contains: {} }', '[string?, ...unknown[]]'],
    // Composition.
    ['{ $ref: "#/components/schemas/Name" }', 'Name'],
    ['{ $ref: "#/components/schemas/Name", description: D }', 'Name'],
    ['{ $ref: "#/components/schemas/Name", enum: [a] }', 'Name & "a"'],
    ['{ allOf: [{ $ref: "#/components/schemas/Pet" }], description: D }', 'Pet'],
    ['{ type: object, allOf: [{ $ref: "#/components/schemas/Pet" }] }', 'Pet'],
    [
      '{ allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, properties: { a: {} } }], required: [a], additionalProperties: false }',
      '{ a: unknown } & Pet & { a?: unknown }',
    ],
    [
      '{ type: object, properties: { a: { type: string }, b: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }',
      '{ a?: string; b?: string; } & ({ a: unknown } | { b: unknown })',
    ],
    ['{ anyOf: [{ type: string }, { enum: [1] }, { type: string }] }', 'string | 1'],
    ['{ oneOf: [{ oneOf: [{ type: string }, { type: "null" }] }, { type: "null" }] }', 'string | null'],
    ['{ type: string, oneOf: [{ const: a, title: A }, { const: b }] }', 'string & ("a" | "b")'],
    ['{ type: string, anyOf: [{ minLength: 1 }, { pattern: a }] }', 'string'],
    ['{ allOf: [], anyOf: [], oneOf: [] }', 'unknown'],
    // Discriminators.
    [
      '{ oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], discriminator: { propertyName: kind } }',
      '(Cat & { kind: "Cat" }) | Dog',
    ],
    [
      '{ oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], discriminator: { propertyName: kind, mapping: { cat: Cat, lion: "#/components/schemas/Cat", dog: Dog } } }',
      '(Cat & { kind: "cat" | "lion" }) | (Dog & { kind: "dog" })',
    ],
    [
      '{ anyOf: [{ $ref: "#/components/schemas/Cat" }, { type: string }], discriminator: { propertyName: nowhere } }',
      'Cat | string',
    ],
    // Of another direction: as answers have it.
    ['{ $ref: "#/components/schemas/Marked" }', 'Marked'],
  ])('%s: %s', (schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });
});

describe('requests and answers', () => {
  const MARKED = `
    X: { type: object, required: [id, key, both], properties: { id: { type: string, readOnly: true }, key: { type: string, writeOnly: true }, both: { readOnly: true, writeOnly: true } } }
`;

  it('each have what travels their way', () => {
    const { X, X_Writable } = aliasesOf(MARKED);
    expect(X).toBe('{\n  readonly id: string;\n  both: unknown;\n}');
    expect(X_Writable).toBe('{\n  key: string;\n  both: unknown;\n}');
  });

  it.each([
    ['{ $ref: "#/components/schemas/Marked" }', 'Marked_Writable'],
    ['{ type: array, items: { $ref: "#/components/schemas/Marked" } }', 'Marked_Writable[]'],
    [
      '{ type: [array, "null"], prefixItems: [{ $ref: "#/components/schemas/Marked" }], items: false }',
      '[Marked_Writable?] | null',
    ],
    [
      '{ type: object, properties: { a: { $ref: "#/components/schemas/Marked" } } }',
      '{ a?: Marked_Writable }',
    ],
    [
      '{ type: object, additionalProperties: { $ref: "#/components/schemas/Marked" } }',
      '{ [key: string]: Marked_Writable }',
    ],
    [
      '{ oneOf: [{ $ref: "#/components/schemas/Marked" }, { $ref: "#/components/schemas/Name" }] }',
      'Marked_Writable | Name',
    ],
    // A name that is required of the whole is described in a part.
    ['{ allOf: [{ $ref: "#/components/schemas/Marked" }, { required: [id] }] }', 'Marked_Writable'],
    [
      '{ allOf: [{ $ref: "#/components/schemas/Marked" }, { required: [key] }] }',
      'Marked_Writable & { key: unknown }',
    ],
    [
      '{ required: [id], allOf: [{ properties: { id: { readOnly: true } } }, { properties: { a: {} } }] }',
      '{ a?: unknown }',
    ],
    ['{ type: object, properties: { id: { type: string, readOnly: true } } }', 'Record<string, never>'],
    // Said by what a member refers to, or by a part of it.
    [
      '{ type: object, properties: { a: { $ref: "#/components/schemas/Mark" }, b: { type: string } } }',
      '{ b?: string }',
    ],
    [
      '{ type: object, properties: { a: { allOf: [{ $ref: "#/components/schemas/Mark" }] }, b: { type: string } } }',
      '{ b?: string }',
    ],
    [
      '{ type: object, properties: { a: { $ref: "#/components/schemas/Pet", readOnly: true }, b: { type: string } } }',
      '{ b?: string }',
    ],
  ])('wherever it stands: %s in a request is %s', (schema, expected) => {
    const aliases = aliasesOf(`
    X: ${schema}
    Mark: { $ref: "#/components/schemas/Mark2" }
    Mark2: { type: string, readOnly: true }
`);
    expect(aliases['X_Writable']?.replace(/\s+/g, ' ')).toBe(expected);
  });

  it('circles of references differ where one of them does, and only there', () => {
    const aliases = aliasesOf(`
    A: { type: object, properties: { b: { $ref: "#/components/schemas/B" } } }
    B: { type: object, properties: { c: { type: array, items: { $ref: "#/components/schemas/C" } } } }
    C: { type: object, properties: { a: { $ref: "#/components/schemas/A" }, id: { type: string, readOnly: true } } }
    D: { type: object, properties: { d: { $ref: "#/components/schemas/D" }, e: { $ref: "#/components/schemas/E" } } }
    E: { type: object, properties: { d: { $ref: "#/components/schemas/D" } } }
`);
    const names = Object.keys(aliases).filter((name) => name.endsWith('_Writable'));
    expect(names).toEqual(['Marked_Writable', 'A_Writable', 'B_Writable', 'C_Writable']);
    expect(aliases['B_Writable']).toBe('{ c?: C_Writable[] }');
    expect(aliases['C_Writable']).toBe('{ a?: A_Writable }');
  });
});

describe('references', () => {
  it('lead to what stands anywhere, which gets a name of its own', () => {
    const aliases = aliasesOf(`
    X: { type: object, properties: { a: { $ref: "#/components/schemas/Pet/properties/kind" }, b: { $ref: "#/components/schemas/X/$defs/Node" } }, $defs: { Node: { type: array, items: { $ref: "#/components/schemas/X/$defs/Node" } } } }
`);
    const names = Object.keys(aliases).filter((name) => name.includes('_Ref_'));
    const [kind, node] = names;
    expect(names).toHaveLength(2);
    expect(aliases['X']).toBe(`{\n  a?: ${kind};\n  b?: ${node};\n}`);
    expect([aliases[kind ?? ''], aliases[node ?? '']]).toEqual(['string', `${node}[]`]);
  });

  it('that only lead back to themselves end', () => {
    const aliases = aliasesOf(`
    X: { anyOf: [{ $ref: "#/components/schemas/Y" }, { type: string }] }
    Y: { allOf: [{ $ref: "#/components/schemas/X" }, { type: object, properties: { x: { $ref: "#/components/schemas/X" } } }] }
    Z: { oneOf: [{ $ref: "#/components/schemas/Z" }, { type: "null" }] }
`);
    expect([aliases['X'], aliases['Y'], aliases['Z']]).toEqual(['Y | string', '{ x?: X }', 'unknown']);
  });
});

describe('a parent with a discriminator', () => {
  const CHILDREN = `
    Lizard: { allOf: [{ $ref: "#/components/schemas/X" }, { type: object, properties: { loved: { type: boolean } } }] }
    Gecko: { allOf: [{ $ref: "#/components/schemas/Lizard" }, { type: object, properties: { tiny: { type: boolean } } }] }
`;

  it('stands for itself and all its children, each by its name', () => {
    const aliases = aliasesOf(`
    X: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
${CHILDREN}`);
    expect(aliases['X']?.replace(/\s+/g, ' ')).toBe(
      '(X_Base & { kind: "X" }) | (Lizard & { kind: "Lizard" }) | Gecko',
    );
    expect(aliases['X_Base']).toBe(
      '{\n  kind: string;\n}'.replace('{\n  kind: string;\n}', '{ kind: string }'),
    );
    expect(aliases['Lizard']).toBe('X_Base & { loved?: boolean }');
    // Whatever others extend must leave them free to be called otherwise.
    expect(aliases['Gecko']).toBe('Lizard & { tiny?: boolean } & { kind: "Gecko" }');
  });

  it('stands for those that its mapping names', () => {
    const aliases = aliasesOf(`
    X: { type: object, required: [kind], properties: { kind: { enum: [lizard, gecko, snake] } }, discriminator: { propertyName: kind, mapping: { lizard: "#/components/schemas/Lizard", gecko: Gecko, cat: Cat } } }
${CHILDREN}    Wrapper: { type: object, properties: { x: { allOf: [{ $ref: "#/components/schemas/X" }] } } }
`);
    expect(aliases['X']).toBe('(Lizard & { kind: "lizard" }) | Gecko');
    expect(aliases['Wrapper']).toBe('{ x?: X }');
  });

  it('may be null, be called as Azure does it, and be chosen from once more', () => {
    const aliases = aliasesOf(`
    X: { type: [object, "null"], required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
    A: { allOf: [{ $ref: "#/components/schemas/X" }], x-ms-discriminator-value: "#a" }
    B: { allOf: [{ $ref: "#/components/schemas/X" }] }
    Choice: { oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }], discriminator: { propertyName: kind, mapping: { aa: A } } }
`);
    expect(aliases['X']).toBe('(X_Base & { kind: "X" }) | A | B | null');
    expect(aliases['A']).toBe('X_Base & { kind: "#a" }');
    // Two discriminators that contradict each other: the one at the schema itself counts.
    expect(aliases['Choice']).toBe('A | B');
  });
});

describe('a part that is left open', () => {
  const PAGE = `
    Page: { $id: page, type: object, properties: { items: { type: array, items: { $dynamicRef: "#item" } }, next: { $ref: "#" } }, $defs: { i: { $dynamicAnchor: item } } }
`;
  const plainly = (text = '') => text.replace(/\s+/g, ' ');

  it('is anything, and in each schema that fills it in what that one says', () => {
    const aliases = aliasesOf(`${PAGE}
    Pets: { $id: pets, $ref: page, $defs: { i: { $dynamicAnchor: item, $ref: "#/components/schemas/Pet" } } }
    Names: { allOf: [{ $ref: page }, { properties: { count: { type: integer } } }], $defs: { i: { $dynamicAnchor: item, type: string } } }
    Open: { $ref: page }
`);
    const [open = ''] = Object.keys(aliases).filter((name) => aliases[name] === 'unknown');
    expect(plainly(aliases['Page'])).toBe(`{ items?: ${open}[]; next?: Page; }`);
    expect(aliases['Open']).toBe('Page');
    const [pets = '', names = ''] = Object.keys(aliases).filter((name) => name.startsWith('Page_Of_'));
    expect(aliases['Pets']).toBe(pets);
    expect(plainly(aliases['Names'])).toBe(`${names} & { count?: number }`);
    const parts = [pets, names].map((name) =>
      /items\?: (\w+)\[\]; next\?: (\w+);/.exec(plainly(aliases[name])),
    );
    expect(parts.map((part) => part?.[2])).toEqual([pets, names]);
    expect(parts.map((part) => aliases[part?.[1] ?? ''])).toEqual(['Pet', 'string']);
  });

  it('may be the schema itself, which others extend', () => {
    const aliases = aliasesOf(`
    Tree: { $id: tree, $dynamicAnchor: node, type: object, properties: { children: { type: array, items: { $dynamicRef: "#node" } } } }
    Named: { $id: named, $dynamicAnchor: node, $ref: tree, properties: { name: { type: string } }, unevaluatedProperties: false }
`);
    expect(aliases['Tree']).toBe('{ children?: Tree[] }');
    const [named = ''] = Object.keys(aliases).filter((name) => name.startsWith('Tree_Of_'));
    expect(aliases['Named']).toBe(`${named} & { name?: string }`);
    expect(aliases[named]).toBe('{ children?: Named[] }');
  });

  it('is filled in by the outermost', () => {
    const aliases = aliasesOf(`${PAGE}
    Pets: { $id: pets, $ref: page, $defs: { i: { $dynamicAnchor: item, $ref: "#/components/schemas/Pet" } } }
    Cats: { $id: cats, $ref: pets, $defs: { i: { $dynamicAnchor: item, $ref: "#/components/schemas/Cat" } } }
`);
    const pets = aliases['Cats'] ?? '';
    expect(pets).toMatch(/^Pets_Of_\w+$/);
    const page = aliases[pets] ?? '';
    const [, item = ''] = /items\?: (\w+)\[\]/.exec(aliases[page] ?? '') ?? [];
    expect(aliases[item]).toBe('Cat');
  });
});
