import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidParameter } from '../../runtime/invalid-parameter.js';
import type { SchemaData } from '../../runtime/schema.js';
import type { WireParameter } from '../../runtime/wire.js';
import { parameter, roundTrip } from './wire-round-trip.js';

const FIXED = { seed: 1, numRuns: 200 };

/** Everything that separates, ends or encodes something somewhere in a request, and names that objects inherit. */
const HOSTILE = [
  ...',;.|&=#?/\\%+ "\'()*!~-_[]{}<>^`@:$\t\n\u0000',
  ...[
    '%2C',
    '%',
    '%25',
    '%zz',
    '..',
    '][',
    '__proto__',
    'constructor',
    'null',
    'true',
    '1',
    '\u00e9',
    '\u00a0',
    '\u{1f600}',
  ],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 5 })
  .map((pieces) => pieces.join(''));

type Cell = Required<Pick<WireParameter, 'in' | 'style' | 'explode'>> & { readonly allowReserved?: boolean };

/** Every style in every place that OpenAPI 3.1 §4.8.12.3 gives it, exploded and not. */
const CELLS: readonly Cell[] = (
  [
    ['path', 'simple'],
    ['path', 'label'],
    ['path', 'matrix'],
    ['query', 'form'],
    ['query', 'spaceDelimited'],
    ['query', 'pipeDelimited'],
    ['header', 'simple'],
    ['cookie', 'form'],
  ] as const
).flatMap(([place, style]) => [
  { in: place, style, explode: false },
  { in: place, style, explode: true },
]);
const RESERVED: readonly Cell[] = (
  [
    ['query', 'form'],
    ['path', 'simple'],
    ['path', 'label'],
    ['path', 'matrix'],
  ] as const
).flatMap(([place, style]) => [
  { in: place, style, explode: false, allowReserved: true },
  { in: place, style, explode: true, allowReserved: true },
]);
/** What 3.2 and 2.0 have beside them. */
const OTHERS: readonly Cell[] = [
  { in: 'cookie', style: 'cookie', explode: false },
  { in: 'cookie', style: 'cookie', explode: true },
  { in: 'query', style: 'tabDelimited', explode: false },
  { in: 'path', style: 'pipeDelimited', explode: false },
  { in: 'header', style: 'simple', explode: false },
];

const title = (cell: Cell) =>
  `${cell.in} ${cell.style}${cell.explode ? ' exploded' : ''}${cell.allowReserved ? ' with reserved characters' : ''}`;
const named = [...CELLS, ...RESERVED, ...OTHERS].map((cell) => [title(cell), cell] as const);

/**
 * Where a style is lossy by definition: what an item of a list, or a key or value of an object, cannot hold. Everything else
 * must come back. Percent-encoding keeps an item from its separator wherever the separator is not itself sent encoded.
 */
function cannotHold(cell: Cell, kind: 'scalar' | 'item' | 'key'): RegExp {
  const never = /$^/;
  // What stands in a cookie as it is (RFC 6265 §4.1.1), but for quotes, which must stand on both sides.
  if (cell.style === 'cookie')
    return kind === 'key' ? /^$|[^\w.~^!#$&'*+`-]/ : /[^!#$%&'()*+\--:<=>?@A-Z[\]^_`a-z{|}~-]/;
  if (cell.in === 'header') {
    // Nothing is encoded in a header; white space around an item is none of it (RFC 9110 §5.5), other characters are refused.
    const separators = { scalar: '', item: ',', key: cell.explode ? ',=' : ',' }[kind];
    return new RegExp(`^[ \\t]|[ \\t]$|[^\\t -~\\u0080-\\u00ff${separators}]|[${separators || '\\n'}]`, 'u');
  }
  if (kind === 'scalar') return never;
  // The dot is unreserved, therefore never encoded (RFC 6570 §3.2.5).
  if (cell.style === 'label') return cell.explode ? /\./ : never;
  // OpenAPI 3.2 appendix E: these separators are sent encoded, as the same characters in an item are.
  if (cell.style === 'spaceDelimited') return cell.explode ? never : / /;
  if (cell.style === 'pipeDelimited') return cell.explode ? never : /\|/;
  return cell.style === 'tabDelimited' ? /\t/ : never;
}

const holds = (cell: Cell, kind: 'scalar' | 'item' | 'key', value: unknown) =>
  !cannotHold(cell, kind).test(String(value));

/** Members of an object are told apart from other parameters by their names only where they are exploded into pairs. */
const REST: SchemaData = { type: 'object', additionalProperties: { type: 'string' } };

const SCALARS = [
  ['string', text],
  ['integer', fc.maxSafeInteger()],
  ['number', fc.double({ noNaN: true, noDefaultInfinity: true }).filter((each) => !Object.is(each, -0))],
  ['boolean', fc.boolean()],
] as const;

/** Beside the one under test stands another parameter in the same place: neither may leak into the other. */
function expectRoundTrip(cell: Cell, schema: SchemaData, value: unknown): void {
  const one = parameter({ ...cell, schema });
  const style = cell.in === 'query' ? 'form' : cell.style;
  const other = parameter({ in: cell.in, name: 'other', style, explode: false, schema: { type: 'string' } });
  const beside = cell.style === 'cookie' ? 'other' : 'o,t+h&e=r';
  const expected = cell.allowReserved ? understood(value) : value;
  expect(roundTrip([one, other], [value, beside])).toStrictEqual([expected, beside]);
}

/** Where reserved characters may stand, what looks percent-encoded is (RFC 6570 §3.2.3). */
function understood(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(understood);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, understood(item)]));
  if (typeof value !== 'string') return value;
  return value.replace(/(?:%[0-9A-Fa-f]{2})+/g, (triples) => {
    try {
      return decodeURIComponent(triples);
    } catch {
      return triples;
    }
  });
}

describe.each(named)('%s', (_, cell) => {
  const list = (schema: string, items: fc.Arbitrary<unknown>) =>
    [
      schema,
      fc.array(
        items.filter((each) => holds(cell, 'item', each)),
        { minLength: 1, maxLength: 4 },
      ),
    ] as const;

  it.each(SCALARS)('a %s comes back', (types, values) => {
    const sendable = (each: unknown) =>
      holds(cell, 'scalar', each) &&
      // An empty segment and dots name another resource: refused, see below.
      !(cell.in === 'path' && /simple|pipe/.test(cell.style) && ['', '.', '..'].includes(String(each))) &&
      !(cell.in === 'path' && cell.style === 'label' && ['', '.'].includes(String(each)));
    const sent = (values as fc.Arbitrary<unknown>).filter(sendable);
    fc.assert(
      fc.property(sent, (value) => expectRoundTrip(cell, { type: types.split(' ') }, value)),
      FIXED,
    );
  });

  it.each(SCALARS.map(([shape, items]) => list(shape, items)))('a list of %s comes back', (types, lists) => {
    const sendable = (items: readonly unknown[]) =>
      // One empty item and no item are written alike, but where each item is a pair of its own: refused, see below.
      (!(items.length === 1 && items[0] === '') ||
        (cell.explode &&
          ['form', 'cookie', 'spaceDelimited', 'pipeDelimited', 'matrix'].includes(cell.style))) &&
      !(cell.in === 'path' && ['.', '..'].includes(String(items[0])) && items.length === 1) &&
      !(cell.style === 'label' && cell.explode && items.length === 2 && items.every((each) => each === ''));
    const schema: SchemaData = { type: 'array', items: { type: types.split(' ') } };
    fc.assert(
      fc.property(lists.filter(sendable), (value) => expectRoundTrip(cell, schema, value)),
      FIXED,
    );
  });

  const object = fc.dictionary(
    text.filter((each) => holds(cell, 'key', each) && !['color', 'other'].includes(each)),
    text.filter((each) => holds(cell, 'item', each)),
    { minKeys: 1, maxKeys: 4, noNullPrototype: true },
  );

  it('an object comes back', () => {
    // A name without a value is how an exploded matrix writes emptiness: nothing is left of an empty name.
    const sendable = (each: object) =>
      !(cell.style === 'matrix' && cell.explode && (each as Record<string, unknown>)[''] === '');
    fc.assert(
      fc.property(object.filter(sendable), (value) => expectRoundTrip(cell, REST, value)),
      FIXED,
    );
  });

  it('members of an object have types', () => {
    const schema: SchemaData = {
      type: 'object',
      properties: { count: { type: 'integer' }, on: { type: 'boolean' }, name: { type: 'string' } },
    };
    const members = fc.record(
      { count: fc.integer(), on: fc.boolean(), name: text.filter((each) => holds(cell, 'item', each)) },
      { requiredKeys: ['count'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(members, (value) => expectRoundTrip(cell, schema, value)),
      FIXED,
    );
  });

  it('a document comes back', () => {
    const json = parameter({ ...cell, mediaType: 'application/json' });
    const values = fc
      .jsonValue()
      .filter((each) => each !== null && (cell.in !== 'header' || /^[ -~]*$/.test(JSON.stringify(each))));
    fc.assert(
      fc.property(values, (value) => {
        expect(roundTrip([json], [value])).toEqual([JSON.parse(JSON.stringify(value))]);
      }),
      FIXED,
    );
  });
});

describe('query deepObject', () => {
  const cell: Cell = { in: 'query', style: 'deepObject', explode: true };
  // Brackets in a key cannot be told from steps, nor an empty key from the next item of a list: nothing escapes them.
  const key = text.filter((each) => each !== '' && !/[[\]]/.test(each));
  const { tree } = fc.letrec<{ tree: Record<string, unknown>; node: unknown }>((tie) => ({
    tree: fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(text, fc.integer(), fc.boolean()),
      fc.array(text, { minLength: 1, maxLength: 3 }),
      tie('tree'),
    ),
  }));

  it('a nested object comes back, with its types', () => {
    fc.assert(
      fc.property(tree, (value) => expectRoundTrip(cell, typed(value), value)),
      FIXED,
    );
  });

  it('an object of unknown members comes back as texts', () => {
    const flat = fc.dictionary(key, text, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(flat, (value) => expectRoundTrip(cell, REST, value)),
      FIXED,
    );
  });
});

describe('what no style can say', () => {
  it.each([
    ['an empty list in form style', { in: 'query', style: 'form', explode: true }, []],
    ['not exploded, too', { in: 'query', style: 'form', explode: false }, []],
    ['in a header', { in: 'header', style: 'simple', explode: false }, []],
    ['an empty object, exploded', { in: 'query', style: 'form', explode: true }, {}],
    ['an object of nothing', { in: 'query', style: 'form', explode: false }, { a: undefined, b: null }],
    ['a deep empty object', { in: 'query', style: 'deepObject', explode: true }, { a: {} }],
    ['null', { in: 'query', style: 'form', explode: true }, null],
  ] as const)('%s is left out, unless a default would take its place', (_, cell, value) => {
    const one = parameter({ ...cell, schema: typed(value) });
    expect(roundTrip([one], [value])).toEqual([undefined]);
    expect(() => roundTrip([{ ...one, default: ['assumed'] }], [value])).toThrow(InvalidParameter);
  });

  it('minus zero is zero', () => {
    expect(roundTrip([parameter({ in: 'query', schema: { type: 'number' } })], [-0])).toEqual([0]);
  });

  it.each([
    ['half a surrogate pair', { in: 'query', style: 'form', explode: true }, 'a\ud800'],
    ['half a surrogate pair in a key', { in: 'query', style: 'form', explode: true }, { 'a\udc00': 'b' }],
    ['half a surrogate pair in a step', { in: 'query', style: 'deepObject' }, { 'a\udc00': 'b' }],
    ['one empty item', { in: 'query', style: 'form', explode: false }, ['']],
    ['one empty item in a header', { in: 'header', style: 'simple', explode: false }, ['']],
    ['an item that is null', { in: 'query', style: 'form', explode: true }, ['a', null]],
    ['an item that is undefined', { in: 'query', style: 'form', explode: false }, [undefined]],
    ['an item of a deep list that is null', { in: 'query', style: 'deepObject' }, { a: [null] }],
    ['no number', { in: 'query' }, Number.NaN],
    ['an infinite number', { in: 'query' }, Number.POSITIVE_INFINITY],
    ['a function', { in: 'query' }, () => 1],
    ['bytes', { in: 'query' }, new Blob(['a'])],
    ['bytes in JSON', { in: 'query', mediaType: 'application/json' }, { a: new Blob(['a']) }],
    ['an object where a text is wanted', { in: 'query', mediaType: 'application/xml' }, { a: 1 }],
    ['a comma in an item of a header', { in: 'header', style: 'simple', explode: false }, ['a,b']],
    ['an equals sign in a key of a header', { in: 'header', style: 'simple', explode: true }, { 'a=b': 'c' }],
    ['white space around a header', { in: 'header', style: 'simple', explode: false }, ' a'],
    ['a dot in an item of a label', { in: 'path', style: 'label', explode: true }, ['a.b']],
    [
      'a member of a matrix without name and value',
      { in: 'path', style: 'matrix', explode: true },
      { '': '' },
    ],
    ['an escape that is a step', { in: 'path', style: 'simple', allowReserved: true }, '%2E.'],
    ['a semicolon in a cookie', { in: 'cookie', style: 'cookie' }, 'a;b=c'],
    ['a space in a cookie', { in: 'cookie', style: 'cookie' }, 'a b'],
    ['a line end in a cookie', { in: 'cookie', style: 'cookie' }, 'a\r\nb'],
    ['a name that a cookie cannot have', { in: 'cookie', style: 'cookie' }, { 'a b': 'c' }],
    ['a step without a name', { in: 'query', style: 'deepObject' }, { '': 'a' }],
    ['more steps than are read', { in: 'query', style: 'deepObject' }, nested(21)],
  ] as const)('%s is refused', (_, cell, value) => {
    expect(() => roundTrip([parameter(cell)], [value])).toThrow(InvalidParameter);
  });

  it('a member that is called like another parameter is refused', () => {
    const [color, other] = [parameter({ in: 'query' }), parameter({ in: 'query', name: 'other' })];
    expect(() => roundTrip([color, other], [{ other: 1 }, undefined])).toThrow(/name of another/);
    expect(() => roundTrip([color, other], [{ a: 1 }, { a: 2 }])).toThrow(/name of another/);
    expect(roundTrip([{ ...color, schema: REST }, other], [{ color: 'a' }, 'b'])).toEqual([
      { color: 'a' },
      'b',
    ]);
  });

  it.each([
    ['a space', { style: 'spaceDelimited', explode: false }, ['a b']],
    ['a bar', { style: 'pipeDelimited', explode: false }, ['a|b']],
    ['a bar in a key', { style: 'pipeDelimited', explode: false }, { 'a|b': 'c' }],
    ['a bracket in a key', { style: 'deepObject', explode: true }, { 'a][b': 'c' }],
    ['a bracket in an inner key', { style: 'deepObject', explode: true }, { a: { '[b': 'c' } }],
  ] as const)('%s that would be read as a separator is refused', (_, cell, value) => {
    expect(() => roundTrip([parameter({ in: 'query', ...cell })], [value])).toThrow(InvalidParameter);
  });

  it.each([
    ['simple', false, []],
    ['simple', false, ['']],
    ['simple', true, {}],
    ['label', true, ['']],
    ['label', true, ['', '']],
    ['matrix', true, []],
  ] as const)('a path cannot say %s (exploded: %s) %j', (style, explode, value) => {
    expect(() => roundTrip([parameter({ in: 'path', style, explode })], [value])).toThrow(InvalidParameter);
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 'a' : { a: nested(depth - 1) };
}

function typed(value: unknown): SchemaData {
  if (Array.isArray(value)) return { type: 'array', items: typed(value[0] ?? '') };
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => [key, typed(member)]);
    return { type: 'object', properties: Object.fromEntries(members) };
  }
  return { type: typeof value === 'number' ? 'number' : typeof value };
}
