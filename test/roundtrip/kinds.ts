// Hides the kinds of values that are sent: a schema for each, values of it with everything that could go wrong, and what can arrive.
import fc from 'fast-check';

/** What separates, ends, encodes or steps somewhere in a request, and names that objects inherit. */
const HOSTILE = [
  ...',;.|&=#?/\\%+ "\'()*!~[]{}<>:@$\t\r\n\0\u00e9\u20ac',
  '..',
  '%2C',
  '%2e',
  '%zz',
  '__proto__',
];
export const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 3 })
  .map((pieces) => pieces.join(''));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each));
const list = <T>(items: fc.Arbitrary<T>) => fc.array(items, { maxLength: 3 });
const dictionary = <T>(values: fc.Arbitrary<T>) =>
  fc.dictionary(text, values, { maxKeys: 3, noNullPrototype: true });

export interface Kind {
  readonly schema: object;
  readonly values: fc.Arbitrary<unknown>;
  /** What a handler gets for what was sent, where the style cannot tell two values apart. */
  readonly arrives?: (sent: unknown) => unknown;
}

export const STRING = { type: 'string' };
export const INTEGER = { type: 'integer' };
export const MEMBERS = { name: STRING, count: INTEGER, on: { type: 'boolean' }, size: { type: 'number' } };
export const KINDS: Readonly<Record<string, Kind>> = {
  string: { schema: STRING, values: text },
  enum: { schema: { enum: ['a', 'b c', 'd,e', 7] }, values: fc.constantFrom('a', 'b c', 'd,e', 7) },
  integer: { schema: INTEGER, values: fc.maxSafeInteger() },
  number: { schema: { type: 'number' }, values: number },
  boolean: { schema: { type: 'boolean' }, values: fc.boolean() },
  nullable: {
    schema: { type: ['integer', 'null'] },
    values: fc.option(fc.integer()),
    arrives: (sent) => sent ?? undefined,
  },
  either: {
    schema: { oneOf: [INTEGER, { type: 'boolean' }, { type: 'string', enum: ['auto', 'all'] }] },
    values: fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('auto', 'all')),
  },
  listOrOther: {
    schema: { oneOf: [{ type: 'array', items: INTEGER }, { type: 'boolean' }, { enum: ['auto'] }] },
    values: fc.oneof(list(fc.integer()), fc.boolean(), fc.constant('auto')),
  },
  objectOrOther: {
    schema: { anyOf: [{ type: 'object', properties: MEMBERS }, INTEGER, { type: 'string', format: 'date' }] },
    values: fc.oneof(
      fc.record({ count: fc.integer(), on: fc.boolean() }, { noNullPrototype: true }),
      fc.integer(),
      fc.constant('2020-01-01'),
    ),
  },
  textOrNumber: {
    schema: { anyOf: [STRING, INTEGER] },
    values: fc.oneof(text, fc.integer()),
    arrives: String,
  },
  strings: { schema: { type: 'array', items: STRING }, values: list(text) },
  integers: { schema: { type: 'array', items: INTEGER }, values: list(fc.integer()) },
  enums: {
    schema: { type: 'array', items: { type: 'string', enum: ['a', 'b|c', 'd e'] } },
    values: list(fc.constantFrom('a', 'b|c', 'd e')),
  },
  tuple: {
    schema: { type: 'array', prefixItems: [STRING, INTEGER], items: { type: 'boolean' } },
    values: fc.tuple(text, fc.integer(), fc.boolean()),
  },
  members: {
    schema: { type: 'object', properties: MEMBERS },
    values: fc.record(
      { name: text, count: fc.integer(), on: fc.boolean(), size: number },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
  texts: { schema: { type: 'object', additionalProperties: STRING }, values: dictionary(text) },
  counts: { schema: { type: 'object', additionalProperties: INTEGER }, values: dictionary(fc.integer()) },
  // Written as JSON where a style knows no nesting.
  nested: {
    schema: { type: 'array', items: { type: 'object', properties: MEMBERS } },
    values: fc.array(fc.constantFrom({ name: 'a' }, { count: 1 }, { name: 'a,b', count: 2 }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  referred: { schema: { $ref: '#/components/schemas/Tags' }, values: list(fc.integer()) },
};
export const COMPONENTS = {
  components: {
    schemas: {
      Tags: { allOf: [{ type: 'array' }, { items: { $ref: '#/components/schemas/Tag' } }] },
      Tag: { type: ['integer', 'string'], allOf: [INTEGER] },
      Tree: {
        type: 'object',
        properties: {
          ...MEMBERS,
          list: { type: 'array', items: INTEGER },
          trees: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
          child: { $ref: '#/components/schemas/Tree' },
        },
      },
    },
  },
};

/** What a style never says: absent members and empty lists; beside reserved characters, what is encoded already is. */
export function understood(value: unknown, reserved: boolean): unknown {
  if (Array.isArray(value))
    return value.length > 0 ? value.map((each) => understood(each, reserved)) : undefined;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, each]) => each !== undefined);
    return members.length > 0
      ? Object.fromEntries(members.map(([key, each]) => [key, understood(each, reserved)]))
      : undefined;
  }
  return typeof value === 'string' && reserved ? decodedTriples(value) : value;
}

function decodedTriples(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (triples) => {
    try {
      return decodeURIComponent(triples);
    } catch {
      return triples;
    }
  });
}
