// What answers say of their end: forms that are read, forms that are not, and bytes that are neither.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcedIn } from '../../runtime/deprecation-headers.js';
import { linksIn } from '../../runtime/link-header.js';

const URL_OF_ANSWER = 'https://api.example.com/v1/things?api_key=secret';
const END = new Date('2026-05-30T15:00:00Z');

/** A stand-in that carries what the platform's Headers would refuse. */
function headers(values: Readonly<Record<string, string>>): Headers {
  return { get: (name: string) => values[name] ?? null } as Headers;
}

const said = (values: Readonly<Record<string, string>>) => announcedIn(headers(values), URL_OF_ANSWER);

describe('Deprecation', () => {
  it.each([
    ['@1780153200', END],
    ['@1780153200;reason="renamed; again"', END],
    ['@1780153200 ; a ; b=1', END],
    ['  @1780153200', END],
    ['@-1', new Date(-1000)],
    ['@0', new Date(0)],
    // The drafts before RFC 9745.
    ['Sat, 30 May 2026 15:00:00 GMT', END],
    ['true', undefined],
    ['True', undefined],
    ['?1', undefined],
  ])('%j says so', (deprecation, deprecatedAt) => {
    expect(said({ deprecation })).toEqual({
      deprecated: true,
      links: [],
      ...(deprecatedAt && { deprecatedAt }),
    });
  });

  it.each([
    '',
    'false',
    '?0',
    '1780153200',
    '@',
    '@1.5',
    '@1780153200, @1780153200',
    '@1780153200;a, true',
    '@9999999999999999',
    '@999999999999999',
    '@1780153200\u00a0',
    '@١٢',
    '2026-05-30',
    '"@1780153200"',
    'true, true',
  ])('%j says nothing', (deprecation) => {
    expect(said({ deprecation })).toEqual({ deprecated: false, links: [] });
  });
});

describe('Sunset', () => {
  it.each([
    'Sat, 30 May 2026 15:00:00 GMT',
    'Saturday, 30-May-26 15:00:00 GMT',
    'Sat May 30 15:00:00 2026',
    'sat, 30 may 2026 15:00:00 gmt',
    // The weekday is wrong, the rest may be right.
    'Mon, 30 May 2026 15:00:00 GMT',
  ])('%j is a date', (sunset) => {
    expect(said({ sunset })).toEqual({ deprecated: false, sunsetAt: END, links: [] });
  });

  it('of the first days of a month, and in a leap second', () => {
    expect(said({ sunset: 'Sun Nov  1 08:49:37 2026' }).sunsetAt).toEqual(new Date('2026-11-01T08:49:37Z'));
    const leap = said({ sunset: 'Thu, 31 Dec 2026 23:59:60 GMT' });
    expect(leap.sunsetAt).toEqual(new Date('2026-12-31T23:59:59Z'));
  });

  it.each([
    '',
    '@1780153200',
    '2026-05-30T15:00:00Z',
    'Sat, 30 May 2026 15:00:00 +0200',
    'Sat, 31 Feb 2026 15:00:00 GMT',
    'Sat, 30 May 2026 24:00:00 GMT',
    'Sat, 30 May 2026 15:60:00 GMT',
    'Sat, 30 May 2026 15:00:61 GMT',
    'Sat, 30 Mai 2026 15:00:00 GMT',
    'Sat, 30 May 2026 15:00:00 GMT, Sat, 30 May 2026 15:00:00 GMT',
    'tomorrow',
  ])('%j is none', (sunset) => {
    expect(said({ sunset })).toEqual({ deprecated: false, links: [] });
  });

  it('every date that a server can write is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), (seconds) => {
        const date = new Date(seconds * 1000);
        const both = said({ sunset: date.toUTCString(), deprecation: `@${seconds}` });
        expect(both).toEqual({ deprecated: true, deprecatedAt: date, sunsetAt: date, links: [] });
      }),
      { seed: 9745, numRuns: 200 },
    );
  });
});

describe('Link', () => {
  it('of the relations that tell of an end, from the path of the answer, and without what may be secret', () => {
    const link =
      '<https://docs.example.com/old>; rel="deprecation"; type="text/html", </versions>; rel=sunset, ' +
      '<>; rel="self successor-version"; title="1.3", <#end>; rel=SUNSET, </next?page=2>; rel="next"';
    expect(said({ link }).links).toEqual([
      { rel: 'deprecation', href: 'https://docs.example.com/old' },
      { rel: 'sunset', href: 'https://api.example.com/versions' },
      { rel: 'successor-version', href: 'https://api.example.com/v1/things', title: '1.3' },
      { rel: 'sunset', href: 'https://api.example.com/v1/things#end' },
    ]);
  });

  it.each([
    ['<a>;rel=x', ['a']],
    ['<a>; rel = "x"', ['a']],
    ['<a> ;REL=X', ['a']],
    ['<a>; rel="x"; rel="y"', ['a']],
    ['<a>; rel="y"; rel="x"', []],
    ['<a>; title="a, b; rel=y \\" <c>"; rel=x, <b>; rel=x', ['a', 'b']],
    [',, <a>; rel=x ,, <b>; rel=x,', ['a', 'b']],
    ['<a;b,c>; rel=x', ['a;b,c']],
    ['<a>; crossorigin; rel=x', ['a']],
    ['<a>', []],
    ['<a>; rel', []],
    ['<a>; rev=x', []],
    // Of another resource than the answer's; of the same by another name.
    ['<a>; rel=x; anchor="/other"', []],
    ['<a>; rel=x; anchor=""', ['a']],
    ['<a>; rel=x; anchor="https://api.example.com/"', ['a']],
    // Not of the web.
    ['<javascript:alert(1)>; rel=x', []],
    ['<data:text/html,x>; rel=x, <a>; rel=x', ['a']],
    ['<https://[>; rel=x, <a>; rel=x', ['a']],
    // Broken from some point on.
    ['<a>; rel=x, nonsense, <b>; rel=x', ['a']],
    ['<a>; rel=x, <b>; rel="x', ['a']],
    ['<a>; rel=x, <b', ['a']],
    ['a; rel=x', []],
  ])('%s', (header, expected) => {
    const found = linksIn(header, 'https://api.example.com/').filter(({ rel }) => rel.includes('x'));
    expect(found.map(({ href }) => href)).toEqual(
      expected.map((each) => new URL(each, 'https://api.example.com/').href),
    );
  });

  it('whatever a title holds, it is read back, and the links behind it too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'a,;"\\<>= \té') }), { maxLength: 4 }),
        (titles) => {
          const quoted = titles.map((title) => `</a>; title="${title.replace(/["\\]/g, '\\$&')}"; rel="x y"`);
          const found = linksIn(quoted.join(', '), 'https://api.example.com/');
          expect(found.map(({ title }) => title)).toEqual(titles);
        },
      ),
      { seed: 8288, numRuns: 200 },
    );
  });
});

describe('any bytes', () => {
  const PIECES = [
    '@',
    '1',
    '-',
    ';',
    ',',
    '"',
    '\\',
    '<',
    '>',
    '=',
    'rel',
    ' ',
    '\t',
    '\0',
    'é',
    '\ud800',
    '%',
    'GMT',
    'Sat, ',
  ];
  const bytes = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  );

  it('are read without a fault', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (deprecation, sunset, link) => {
        const { deprecatedAt, sunsetAt, links } = said({ deprecation, sunset, link });
        for (const date of [deprecatedAt, sunsetAt]) expect(date?.getTime()).not.toBeNaN();
        for (const { href } of links) expect(href).toMatch(/^https?:/);
      }),
      { seed: 8594, numRuns: 500 },
    );
  });

  it.each([
    ['<a>; rel=x, '.repeat(40_000)],
    [';'.repeat(500_000)],
    ['<'.repeat(500_000)],
    [`<a>${' '.repeat(500_000)}`],
    [`<a>${'; a="'.repeat(100_000)}`],
    [`<a>${'; a'.repeat(100_000)}`],
    [`<a>; rel="${'\\'.repeat(500_000)}`],
    [`<a>; rel=${' '.repeat(500_000)}x`],
    [`@1${' '.repeat(500_000)}`],
    [`@1${' ;'.repeat(250_000)},`],
    ['1'.repeat(500_000)],
    [`Sat, ${' '.repeat(500_000)}`],
  ])('of half a million characters take no time that grows with their square: %#', (text) => {
    const start = process.cpuUsage();
    said({ deprecation: text, sunset: text, link: text });
    // Their square would be minutes.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });
});
