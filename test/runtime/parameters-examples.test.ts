import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RawRequest, readParameter } from '../../runtime/decode.js';
import { rawPairs } from '../../runtime/decode-pairs.js';
import { InvalidParameter } from '../../runtime/invalid-parameter.js';
import { buildRequest } from '../../runtime/parameters.js';
import type { SchemaData } from '../../runtime/schema.js';
import { plain } from '../../runtime/shape.js';
import type { WireParameter } from '../../runtime/wire.js';
import { stopwatch } from '../stopwatch.js';
import { BASE, parameter, read, roundTrip, type Tried, write } from './wire-round-trip.js';

const FIXED = { seed: 1, numRuns: 200 };
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
const TEXTS: SchemaData = { type: 'object', additionalProperties: { type: 'string' } };

type Row = readonly [
  place: 'path' | 'query',
  style: NonNullable<WireParameter['style']>,
  explode: boolean,
  value: unknown,
  written: string,
];

/** What stands in the segment of a path, or after the question mark. */
function written(parameters: readonly WireParameter[], values: readonly unknown[]): string {
  const names = parameters.map((each) => each.name);
  const place = parameters[0]?.in ?? 'path';
  const path = place === 'path' ? `/${names.map((name) => `{${name}}`).join('')}` : '/';
  const own = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  return buildRequest({ path, parameters }, { [place]: own }).path.replace(/^\/\??/, '');
}

describe('the examples of OpenAPI 3.1 §4.8.12.4', () => {
  const array = ['blue', 'black', 'brown'];
  const object = { R: 100, G: 200, B: 150 };
  const rows: readonly Row[] = [
    ['path', 'matrix', false, '', ';color'],
    ['path', 'matrix', false, 'blue', ';color=blue'],
    ['path', 'matrix', false, array, ';color=blue,black,brown'],
    ['path', 'matrix', false, object, ';color=R,100,G,200,B,150'],
    ['path', 'matrix', true, '', ';color'],
    ['path', 'matrix', true, 'blue', ';color=blue'],
    ['path', 'matrix', true, array, ';color=blue;color=black;color=brown'],
    ['path', 'matrix', true, object, ';R=100;G=200;B=150'],
    ['path', 'label', false, 'blue', '.blue'],
    // 3.1.0 prints `.blue.black.brown` here; 3.1.1 corrects it to what RFC 6570 §3.2.5 says.
    ['path', 'label', false, array, '.blue,black,brown'],
    ['path', 'label', false, object, '.R,100,G,200,B,150'],
    ['path', 'label', true, 'blue', '.blue'],
    ['path', 'label', true, array, '.blue.black.brown'],
    ['path', 'label', true, object, '.R=100.G=200.B=150'],
    ['query', 'form', false, '', 'color='],
    ['query', 'form', false, 'blue', 'color=blue'],
    ['query', 'form', false, array, 'color=blue,black,brown'],
    ['query', 'form', false, object, 'color=R,100,G,200,B,150'],
    ['query', 'form', true, '', 'color='],
    ['query', 'form', true, 'blue', 'color=blue'],
    ['query', 'form', true, array, 'color=blue&color=black&color=brown'],
    ['query', 'form', true, object, 'R=100&G=200&B=150'],
    ['path', 'simple', false, 'blue', 'blue'],
    ['path', 'simple', false, array, 'blue,black,brown'],
    ['path', 'simple', false, object, 'R,100,G,200,B,150'],
    ['path', 'simple', true, 'blue', 'blue'],
    ['path', 'simple', true, array, 'blue,black,brown'],
    ['path', 'simple', true, object, 'R=100,G=200,B=150'],
    // 3.1.0 leaves the name out and the bar and brackets unencoded; 3.1.1 corrects both.
    ['query', 'spaceDelimited', false, array, 'color=blue%20black%20brown'],
    ['query', 'spaceDelimited', false, object, 'color=R%20100%20G%20200%20B%20150'],
    ['query', 'pipeDelimited', false, array, 'color=blue%7Cblack%7Cbrown'],
    ['query', 'pipeDelimited', false, object, 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['query', 'deepObject', true, object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ];
  it.each(rows)('%s %s, exploded %s: %j', (place, style, explode, value, expected) => {
    expect(written([parameter({ in: place, style, explode })], [value])).toBe(expected);
  });
});

describe('the examples of RFC 6570 §3.2', () => {
  const list = ['red', 'green', 'blue'];
  const keys = { semi: ';', dot: '.', comma: ',' };
  const rows: readonly Row[] = [
    ['path', 'simple', false, 'value', 'value'],
    ['path', 'simple', false, 'Hello World!', 'Hello%20World%21'],
    ['path', 'simple', false, '50%', '50%25'],
    ['path', 'simple', false, 'me/too', 'me%2Ftoo'],
    ['path', 'simple', false, list, 'red,green,blue'],
    ['path', 'simple', true, list, 'red,green,blue'],
    ['path', 'simple', false, keys, 'semi,%3B,dot,.,comma,%2C'],
    ['path', 'simple', true, keys, 'semi=%3B,dot=.,comma=%2C'],
    ['path', 'label', false, '50%', '.50%25'],
    ['path', 'label', true, ['example', 'com'], '.example.com'],
    ['path', 'label', false, list, '.red,green,blue'],
    ['path', 'label', true, list, '.red.green.blue'],
    ['path', 'label', false, keys, '.semi,%3B,dot,.,comma,%2C'],
    // RFC 6570 also prints `.dot=.`, which would be read back as two members: refused.
    ['path', 'label', true, { semi: ';', comma: ',' }, '.semi=%3B.comma=%2C'],
    ['path', 'matrix', false, list, ';color=red,green,blue'],
    ['path', 'matrix', true, list, ';color=red;color=green;color=blue'],
    ['path', 'matrix', false, keys, ';color=semi,%3B,dot,.,comma,%2C'],
    ['path', 'matrix', true, keys, ';semi=%3B;dot=.;comma=%2C'],
    ['path', 'matrix', true, { a: '', b: '1' }, ';a;b=1'],
    ['query', 'form', false, '50%', 'color=50%25'],
    ['query', 'form', false, list, 'color=red,green,blue'],
    ['query', 'form', true, list, 'color=red&color=green&color=blue'],
    ['query', 'form', false, keys, 'color=semi,%3B,dot,.,comma,%2C'],
    ['query', 'form', true, keys, 'semi=%3B&dot=.&comma=%2C'],
  ];
  it.each(rows)('%s %s, exploded %s: %j', (place, style, explode, value, expected) => {
    expect(written([parameter({ in: place, style, explode })], [value])).toBe(expected);
  });

  const several = (given: Pick<WireParameter, 'in' | 'style'>, ...names: string[]) =>
    names.map((name) => parameter({ ...given, name, explode: false }));

  it('several variables of one expression', () => {
    const matrix = several({ in: 'path', style: 'matrix' }, 'x', 'y', 'empty');
    expect(written(matrix, ['1024', '768', ''])).toBe(';x=1024;y=768;empty');
    const form = several({ in: 'query', style: 'form' }, 'x', 'y', 'empty', 'undef');
    expect(written(form, ['1024', '768', '', undefined])).toBe('x=1024&y=768&empty=');
  });

  it('reserved characters stay where the parameter allows them, but for those that would end or change the value', () => {
    const reserved = parameter({ in: 'query', style: 'form', explode: true, allowReserved: true });
    expect(written([reserved], ['/foo/bar'])).toBe('color=/foo/bar');
    expect(written([reserved], ['Hello World!'])).toBe('color=Hello%20World!');
    expect(written([reserved], ['50%25 %2F%zz%FF'])).toBe('color=50%25%20%2F%25zz%25FF');
    expect(written([reserved], ["50%:/?[]@!$'()*,;="])).toBe("color=50%25:/?[]@!$'()*,;=");
    expect(written([reserved], ['a&b+c#d'])).toBe('color=a%26b%2Bc%23d');
  });

  it('reserved characters never stay in a cookie, where they would begin another one', () => {
    const cookie = parameter({ in: 'cookie', style: 'form', explode: true, allowReserved: true });
    expect(write([cookie], ['a; admin=1']).headers.get('cookie')).toBe('color=a%3B%20admin%3D1');
  });
});

describe('what cannot be sent is refused', () => {
  const simple = (place: WireParameter['in']) =>
    parameter({ in: place, style: place === 'path' ? 'simple' : 'form', explode: false });

  it.each(['', '.', '..', undefined, null])('path %j', (value) => {
    expect(() => write([simple('path')], [value])).toThrow(InvalidParameter);
  });

  it.each([
    ['label', ''],
    ['label', '.'],
  ] as const)('path %s %j', (style, value) => {
    expect(() => write([parameter({ in: 'path', style, explode: false })], [value])).toThrow(
      InvalidParameter,
    );
  });

  it.each([
    'a\r\nX-Injected: 1',
    'a\nb',
    'a\rb',
    'a\u0000b',
    'a\u007fb',
    '\u0001',
    '\u20ac',
    '\u{1f600}',
    '\ud800',
  ])('header %j', (value) => {
    const header = parameter({ in: 'header', style: 'simple', explode: false });
    expect(() => write([header], [value])).toThrow(InvalidParameter);
    expect(() => write([header], [['fine', value]])).toThrow(InvalidParameter);
    expect(() => write([header], [{ [value]: 'fine' }])).toThrow(InvalidParameter);
    expect(() => write([{ ...header, mediaType: 'text/plain' }], [value])).toThrow(InvalidParameter);
  });

  it('the error says which parameter and where', () => {
    expect(() => write([simple('path')], ['..'])).toThrow(
      expect.objectContaining({ parameter: 'color', place: 'path', name: 'InvalidParameter' }),
    );
  });
});

describe('a path value never changes the path', () => {
  const pieces = fc.constantFrom(
    '.',
    '..',
    '/',
    '\\',
    '%2e',
    '%2F',
    '%5c',
    '\t',
    '\n',
    ' ',
    '?',
    '#',
    ';',
    '//',
    ':',
    '@',
    'a',
    '\u{1f600}',
  );
  const values = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 6 })
    .map((parts) => parts.join(''));

  it.each(['', '/prefix', '/a/../b'])('below the base %j', (prefix) => {
    const path = parameter({ in: 'path', style: 'simple', explode: false });
    const around = new URL(`${prefix}/before/x/after`, BASE).pathname;
    fc.assert(
      fc.property(values, (value) => {
        let built: string;
        try {
          built = buildRequest(
            { path: '/before/{color}/after', parameters: [path] },
            { path: { color: value } },
          ).path;
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidParameter);
          expect(['', '.', '..']).toContain(value);
          return;
        }
        const url = new URL(prefix + built, BASE);
        const segments = url.pathname.split('/');
        expect(segments.length).toBe(around.split('/').length);
        expect(decodeURIComponent(segments.at(-2) ?? '')).toBe(value);
        expect([url.origin, segments.at(-3), segments.at(-1), url.search, url.hash]).toEqual([
          BASE,
          'before',
          'after',
          '',
          '',
        ]);
      }),
      FIXED,
    );
  });

  it.each(['label', 'matrix'] as const)('%s', (style) => {
    fc.assert(
      fc.property(values, fc.boolean(), (value, explode) => {
        fc.pre(style === 'matrix' || !['', '.'].includes(value));
        const request = write([parameter({ in: 'path', style, explode })], [value]);
        const segments = new URL(request.url).pathname.split('/');
        expect([segments.length, segments[1], segments[3]]).toEqual([4, 'before', 'after']);
      }),
      FIXED,
    );
  });
});

describe('names that objects inherit', () => {
  const cells = [
    ['path', 'simple'],
    ['query', 'form'],
    ['header', 'simple'],
    ['cookie', 'form'],
  ] as const;

  it.each(cells.flatMap(([place, style]) => INHERITED.map((name) => [place, name, style] as const)))(
    'the %s parameter %s is absent unless it is sent',
    (place, name, style) => {
      const one = parameter({ name, in: place, style, explode: false, schema: { type: 'string' } });
      if (place === 'path')
        expect(() => buildRequest({ path: `/{${name}}`, parameters: [one] }, { path: {} })).toThrow(
          InvalidParameter,
        );
      else {
        const { path, headers } = buildRequest({ path: '/', parameters: [one] }, { [place]: {} });
        expect([path, [...headers]]).toEqual(['/', []]);
        expect(read(new Request(BASE), [one])).toEqual([undefined]);
      }
      expect(roundTrip([one], ['sent'])).toEqual(['sent']);
    },
  );

  it.each([...cells, ['query', 'deepObject'] as const])('members of objects, %s %s', (place, style) => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    for (const explode of [true, false]) {
      for (const name of INHERITED) {
        const value = Object.fromEntries([[name, 'polluted']]);
        const [back] = roundTrip([parameter({ in: place, style, explode, schema: TEXTS })], [value]);
        expect(Object.entries(back as object)).toEqual([[name, 'polluted']]);
        expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
  });

  it.each([
    'color[__proto__][polluted]=1',
    'color[constructor][prototype][polluted]=1',
    'color[__proto__][__proto__][polluted]=1',
    'color[]=1&color[__proto__]=2',
  ])('%s pollutes nothing', (query) => {
    const deep = parameter({ in: 'query', style: 'deepObject', explode: true, schema: TEXTS });
    const [value] = read(new Request(`${BASE}/?${query}`), [deep]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((value as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('reading what other clients write', () => {
  const texts = (given: Partial<Tried>) =>
    parameter({ in: 'query', style: 'form', explode: true, schema: { type: 'string' }, ...given });
  const list: SchemaData = { type: 'array', items: { type: 'string' } };
  const readRaw = (one: Tried, raw: RawRequest) => readParameter(one, raw, new Set(), plain.of(one.schema));
  const query = (search: string, one: Tried) => read(new Request(`${BASE}/?${search}`), [one])[0];

  it('a plus sign is a space in a query, in names as in values', () => {
    expect(query('a+b=c+d%2B', texts({ name: 'a b' }))).toBe('c d+');
  });

  it('a plus sign is itself in a cookie', () => {
    const raw = {
      path: {},
      search: '',
      query: [],
      headers: new Headers(),
      cookies: rawPairs('session=a+b/c==; color=1+1', ';'),
    };
    expect(readRaw(texts({ in: 'cookie' }), raw)).toBe('1+1');
    expect(readRaw(texts({ in: 'cookie', name: 'session' }), raw)).toBe('a+b/c==');
  });

  it('white space around items of a header goes, other space stays', () => {
    const headers = new Headers({ color: 'a, \tb ,\u00a0c' });
    const raw = { path: {}, search: '', query: [], headers, cookies: [] };
    expect(readRaw(texts({ in: 'header', style: 'simple', schema: list }), raw)).toEqual([
      'a',
      'b',
      '\u00a0c',
    ]);
  });

  it('lists with brackets after their name', () => {
    expect(query('color[]=a&color%5B%5D=b', texts({ schema: list }))).toEqual(['a', 'b']);
  });

  it('a scalar that comes twice is handed over as both', () => {
    expect(query('color=a&color=b', texts({}))).toEqual(['a', 'b']);
  });

  it('deep lists by index, by brackets and by repetition', () => {
    const schema: SchemaData = { type: 'object', properties: { tags: list, on: { type: 'boolean' } } };
    const deep = texts({ style: 'deepObject', schema });
    expect(query('color[tags][10]=c&color[tags][2]=b&color[tags][0]=a', deep)).toEqual({
      tags: ['a', 'b', 'c'],
    });
    expect(query('color[tags][]=a&color[tags][]=b', deep)).toEqual({ tags: ['a', 'b'] });
    expect(query('color[tags]=a&color[tags]=b', deep)).toEqual({ tags: ['a', 'b'] });
    expect(query('color[tags]=a', deep)).toEqual({ tags: ['a'] });
    expect(query('color[on]=true&color[on]=false', deep)).toEqual({ on: ['true', 'false'] });
  });

  it('steps beyond the limit are a text where an object is wanted', () => {
    const deep = texts({ style: 'deepObject', schema: TEXTS });
    expect(query(`color${'[a]'.repeat(10_000)}=x`, deep)).toEqual({ a: 'x' });
  });

  it('text that does not fit its shape stays text', () => {
    const integer = texts({ schema: { type: 'integer' } });
    expect(
      ['007', '1e3', '-1.5', ' 1', '0x10', 'NaN', '', '+1'].map((text) =>
        query(`color=${encodeURIComponent(text)}`, integer),
      ),
    ).toEqual(['007', 1000, -1.5, ' 1', '0x10', 'NaN', '', '+1']);
    expect(query('color=TRUE', texts({ schema: { type: 'boolean' } }))).toBe('TRUE');
    expect(query('color=null', texts({ schema: { type: ['integer', 'null'] } }))).toBe(null);
    expect(query('color=%zz%', texts({}))).toBe('%zz%');
  });

  it('a document that is not JSON is a text', () => {
    expect(query('color=123', texts({ mediaType: 'text/plain' }))).toBe('123');
    expect(query('color=123', texts({ mediaType: 'application/json' }))).toBe(123);
    expect(query('color={', texts({ mediaType: 'application/json' }))).toBe('{');
    expect(roundTrip([texts({ in: 'path', style: 'simple', mediaType: 'text/plain' })], ['a/"b"'])).toEqual([
      'a/"b"',
    ]);
  });

  it('an absent parameter has its default', () => {
    expect(query('', texts({ default: 20 }))).toBe(20);
    expect(query('color=', texts({ default: 20 }))).toBe('');
  });

  it('a hundred thousand pairs are read at once', () => {
    const search = 'color[a]=1&'.repeat(100_000);
    const spent = stopwatch();
    const raw = { path: {}, search, query: rawPairs(search, '&'), headers: new Headers(), cookies: [] };
    expect(readRaw(texts({ style: 'deepObject', schema: TEXTS }), raw)).toHaveProperty('a.length', 100_000);
    expect(spent()).toBeLessThan(2000);
  });
});
