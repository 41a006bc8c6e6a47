// Hides schemas of every form, each with values that are meant for it: what a property test over types and validators needs.
import fc from 'fast-check';

export interface Form {
  readonly schema: unknown;
  /** Mostly valid; some by chance not. */
  readonly values: fc.Arbitrary<unknown>;
  /** True where TypeScript can say all that the schema says. */
  readonly exact: boolean;
}

/** Schemas that others refer to, by name. */
export const SHARED: Readonly<Record<string, unknown>> = {
  Node: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      next: { anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] },
      list: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
    },
  },
  Tree: { type: ['object', 'null'], additionalProperties: { $ref: '#/components/schemas/Tree' } },
  Pet: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, age: { type: 'integer' } },
    discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: '#/components/schemas/Dog' } },
  },
  Cat: {
    allOf: [
      { $ref: '#/components/schemas/Pet' },
      { type: 'object', required: ['lives'], properties: { lives: { type: 'integer' } } },
    ],
  },
  Dog: {
    allOf: [
      { $ref: '#/components/schemas/Pet' },
      { type: 'object', properties: { barks: { type: 'boolean' } } },
    ],
  },
};

const text = fc.constantFrom('', 'a', 'b', 'x y', '\u00e9', '__proto__');
const number = fc.constantFrom(0, 1, -2.5, 1e21, 3);
const integer = fc.constantFrom(0, 1, -7, 42);
const anything = fc.constantFrom<unknown>(null, true, 1, 'a', [], {}, [1, 'a'], { a: { b: null } });
const exactly = (schema: unknown, values: fc.Arbitrary<unknown>): Form => ({ schema, values, exact: true });
const roughly = (schema: unknown, values: fc.Arbitrary<unknown>): Form => ({ schema, values, exact: false });

const node: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.record(
    {
      name: text,
      next: fc.oneof({ depthSize: 'small' }, fc.constant(null), tie('node')),
      list: fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('node'), { maxLength: 2 })),
    },
    { requiredKeys: ['name'], noNullPrototype: true },
  ),
})).node;

/** Forms that hold no others. */
const LEAVES: readonly Form[] = [
  exactly({ type: 'string' }, text),
  exactly({ type: 'number' }, number),
  exactly({ type: 'boolean' }, fc.boolean()),
  exactly({ type: 'null' }, fc.constant(null)),
  exactly({ type: ['string', 'null'] }, fc.oneof(text, fc.constant(null))),
  exactly({ type: ['boolean', 'number'] }, fc.oneof(fc.boolean(), number)),
  exactly({}, anything),
  exactly(true, anything),
  exactly(false, anything),
  exactly({ not: {} }, anything),
  exactly({ const: 'a' }, fc.constantFrom('a', 'b')),
  exactly({ const: null }, fc.constant(null)),
  exactly({ const: -2.5 }, number),
  exactly({ enum: ['a', 1, null, true] }, fc.constantFrom('a', 1, null, true, 'b')),
  exactly({ enum: [] }, anything),
  exactly({ type: 'string', enum: ['a', 'b', null] }, fc.constantFrom('a', 'b', null)),
  exactly({ anyOf: [{ type: 'string' }, { type: 'number' }] }, fc.oneof(text, number)),
  exactly({ oneOf: [{ const: 'a', title: 'A' }, { const: 1 }] }, fc.constantFrom('a', 1, 'b')),
  exactly({ $ref: '#/components/schemas/Node/properties/name' }, text),
  exactly({ $ref: '#/components/schemas/Node' }, node),
  roughly({ type: 'integer', format: 'int64', minimum: 0 }, integer),
  roughly({ type: 'string', format: 'date' }, fc.constantFrom('2020-01-01', 'x')),
  roughly({ type: 'string', minLength: 1, pattern: '^[a-z]', format: 'unheard-of' }, text),
  roughly({ type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' }, text),
  roughly({ type: 'string', not: { const: 'a' } }, text),
  roughly({ enum: [[1, 'a'], { a: 1 }, {}] }, fc.constantFrom([1, 'a'], { a: 1 }, {})),
  roughly({ type: 'object' }, fc.constantFrom({}, { a: 1 })),
  roughly({ type: 'object', additionalProperties: false }, fc.constantFrom({}, { a: 1 })),
  roughly({ type: 'array', contains: { const: 1 } }, fc.array(number, { maxLength: 3 })),
  roughly({ $ref: '#/components/schemas/Tree' }, fc.constantFrom(null, {}, { a: null }, { a: { b: {} } })),
  roughly(
    { $ref: '#/components/schemas/Pet' },
    fc.constantFrom({ kind: 'cat', lives: 7 }, { kind: 'dog' }, { kind: 'dog', barks: true, age: 1 }),
  ),
  roughly(
    {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Node' }],
      discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' } },
    },
    fc.constantFrom({ kind: 'cat', lives: 7 }, { name: 'a' }),
  ),
  roughly(
    { type: 'object', propertyNames: { enum: ['a', 'b'] }, additionalProperties: { type: 'integer' } },
    fc.constantFrom({}, { a: 1 }, { a: 1, b: 2 }, { c: 1 }),
  ),
  roughly(
    { type: 'object', properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
    fc.constantFrom({ a: 1 }, { b: 1 }, { a: 1, b: 1 }),
  ),
];

/** `__proto__` is missing: the judge here passes over it. */
const NAMES = ['a', 'b', 'c-d', 'constructor', ''];

/** Any form; `depth` levels of them hold others. */
export function forms(depth: number): fc.Arbitrary<Form> {
  const leaf = fc.constantFrom(...LEAVES);
  if (depth === 0) return leaf;
  const inner = forms(depth - 1);
  const object = objects(inner);
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 3, arbitrary: object },
    inner.map(arrayOf),
    fc
      .tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), fc.nat(3), inner, fc.nat(3))
      .map((given) => tupleOf(...given)),
    inner.map(nullable),
    fc.tuple(inner, inner, fc.constantFrom('anyOf', 'oneOf')).map((given) => either(...given)),
    fc.tuple(object, inner).map((given) => both(...given)),
    fc.tuple(inner, inner).map((given) => conditional(...given)),
  );
}

function objects(inner: fc.Arbitrary<Form>): fc.Arbitrary<Form> {
  const names = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 });
  const members = names.chain((each) =>
    fc.tuple(...each.map((name) => fc.tuple(fc.constant(name), inner, isRequired(name)))),
  );
  const rest = fc.oneof(fc.constantFrom('open', 'closed', 'anything', 'prefix', 'pattern'), inner);
  return fc.tuple(members, rest).map((given) => objectOf(...given));
}

/** To TypeScript every object has what `Object.prototype` has, so that an optional member of such a name can never be left away. */
function isRequired(name: string): fc.Arbitrary<boolean> {
  return name !== '__proto__' && name in Object.prototype ? fc.constant(true) : fc.boolean();
}

type Member = readonly [name: string, form: Form, isRequired: boolean];

function objectOf(members: readonly Member[], rest: string | Form): Form {
  const properties = fromEntries(members.map(([name, { schema }]) => [name, schema]));
  const required = members.filter(([, , isRequired]) => isRequired).map(([name]) => name);
  const more = typeof rest === 'string' ? (REST[rest] ?? {}) : { additionalProperties: rest.schema };
  const others = typeof rest === 'string' ? (OTHERS[rest] ?? fc.constant({})) : record({ more: rest.values });
  const named = fc
    .tuple(...members.map(([name, { values }, isRequired]) => optional(name, values, isRequired)))
    .map((entries) => fromEntries(entries.flat()));
  return {
    schema: { type: 'object', properties, ...(required.length > 0 && { required }), ...more },
    // An object that shares no member with a type of optional ones is taken for a mistake.
    values: fc
      .tuple(named, others)
      .map(([own, other]) => (Object.keys(own).length > 0 ? merged(own, other) : own)),
    exact: rest === 'open' && members.every(([, { exact }]) => exact),
  };
}

const REST: Readonly<Record<string, object>> = {
  closed: { additionalProperties: false },
  anything: { additionalProperties: true },
  prefix: { patternProperties: { '^x-': { type: 'string' } } },
  pattern: {
    patternProperties: { '^x': { type: 'string' }, '[0-9]$': { type: 'number' } },
    additionalProperties: false,
  },
};
const OTHERS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  open: fc.constantFrom({}, { other: 1 }),
  anything: record({ other: anything }),
  prefix: record({ 'x-a': fc.oneof(text, number) }),
  pattern: record({ xa: text, y1: number }),
};

function arrayOf({ schema, values, exact }: Form): Form {
  return { schema: { type: 'array', items: schema }, values: fc.array(values, { maxLength: 3 }), exact };
}

function tupleOf(prefix: readonly Form[], min: number, rest: Form, kind: number): Form {
  const items = [{ items: false }, {}, { items: rest.schema }, { maxItems: prefix.length }][kind];
  const others = fc.array(kind === 1 ? anything : rest.values, { maxLength: kind % 2 === 0 ? 2 : 1 });
  return {
    schema: { type: 'array', prefixItems: prefix.map(({ schema }) => schema), minItems: min, ...items },
    values: fc
      .tuple(fc.tuple(...prefix.map(({ values }) => values)), others, fc.nat(5))
      .map(([first, more, length]) => [...first, ...more].slice(0, length)),
    // `minItems` beyond the prefix is a length, of which the type says nothing.
    exact: min <= prefix.length && [...prefix, rest].every(({ exact }) => exact),
  };
}

function nullable({ schema, values, exact }: Form): Form {
  return {
    schema: { anyOf: [schema, { type: 'null' }] },
    values: fc.oneof({ weight: 3, arbitrary: values }, fc.constant(null)),
    exact,
  };
}

function either(one: Form, other: Form, keyword: string): Form {
  return {
    schema: { [keyword]: [one.schema, other.schema] },
    values: fc.oneof(one.values, other.values),
    exact: keyword === 'anyOf' && one.exact && other.exact,
  };
}

/** An object with one more member, by `allOf`. */
function both(object: Form, { schema, values }: Form): Form {
  const more = { type: 'object', properties: { plus: schema }, required: ['plus'] };
  return roughly(
    { allOf: [object.schema, more], unevaluatedProperties: false },
    fc.tuple(object.values, values).map(([own, plus]) => merged(own as object, { plus })),
  );
}

function conditional(one: Form, other: Form): Form {
  return roughly(
    {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['one', 'other'] } },
      if: { properties: { kind: { const: 'one' } } },
      // biome-ignore lint/suspicious/noThenProperty: the name is JSON Schema's
      then: { required: ['one'], properties: { one: one.schema } },
      else: { properties: { other: other.schema } },
      dependentSchemas: { one: { properties: { late: { type: 'string' } } } },
    },
    fc.oneof(
      record({ kind: fc.constant('one'), one: one.values, late: text }),
      record({ kind: fc.constant('other'), other: other.values }),
    ),
  );
}

function optional(name: string, values: fc.Arbitrary<unknown>, isRequired: boolean) {
  const there = values.map((value): [string, unknown][] => [[name, value]]);
  return isRequired ? there : fc.oneof(there, fc.constant<[string, unknown][]>([]));
}

function record(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  return fc
    .tuple(...Object.entries(members).map(([name, values]) => values.map((value) => [name, value] as const)))
    .map(fromEntries);
}

/** With `__proto__` as a member like any other. */
function fromEntries(entries: Iterable<readonly [string, unknown]>): object {
  return Object.fromEntries(entries);
}

function merged(one: object, other: object): object {
  return fromEntries([...Object.entries(one), ...Object.entries(other)]);
}
