// Whatever bytes a request holds: an answer, in time, with nothing of them in it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Family } from '../../runtime/lifecycle.js';
import { type Negotiation, negotiate } from '../../runtime/negotiate.js';
import { CINDER, EVERY_STATE, HUAWEI, SCP } from '../family/families.js';
import { stopwatch } from '../stopwatch.js';

const AT = new Date('2026-04-15T00:00:00Z');
const BY_QUERY: Family = {
  ...SCP,
  selector: { in: 'query', name: 'v', format: 'v={version}', whenAbsent: 'current' },
};
const BY_MEDIA_TYPE: Family = {
  ...SCP,
  selector: { in: 'media-type', name: 'version', format: '{version}', whenAbsent: 'current' },
};
const FAMILIES = [SCP, CINDER, HUAWEI, EVERY_STATE, BY_QUERY, BY_MEDIA_TYPE];

/** Headers as a server might hand them over: a real one only lets bytes through, another implementation might let anything. */
function rawHeaders(value: string): Headers {
  const headers = new Headers();
  headers.get = () => value;
  return headers;
}

/** Everything that is sent back is printable ASCII and no longer than we make it. */
function expectInert(negotiation: Negotiation): void {
  for (const [name, value] of Object.entries(negotiation.headers)) {
    expect(`${name}: ${value}`).toMatch(/^[ -~]{1,300}$/);
    new Headers([[name, value]]);
  }
  const text = negotiation.kind === 'serve' ? negotiation.version : (negotiation.asked ?? '');
  expect(text).toMatch(/^[v0-9.-]{0,24}$/);
}

const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 2000 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .uint8Array({ maxLength: 2000 })
    .map((bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
  // Close to what is right: where parsers break.
  fc
    .array(
      fc.constantFrom(
        'virtualserver',
        'volume',
        ' ',
        ',',
        '1.3',
        '3.41',
        '.',
        'v5',
        '/',
        '=',
        ';',
        '"',
        '\\',
        'version',
        'latest',
        '\0',
        '\r\n',
        'é',
        '__proto__',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

describe('negotiate', () => {
  it('answers any header', () => {
    const property = fc.property(wild, fc.constantFrom(...FAMILIES), (value, family) => {
      const request = { url: new URL('http://localhost/v5'), headers: rawHeaders(value) };
      expectInert(negotiate(family, request, AT));
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  it('answers any URL', () => {
    const property = fc.property(wild, fc.constantFrom(...FAMILIES), (value, family) => {
      const url = new URL('http://localhost/');
      url.pathname = value;
      url.search = `?v=${value}`;
      expectInert(negotiate(family, { url, headers: new Headers() }, AT));
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  it('serves exactly the version that is named, whatever the other services say', () => {
    const service = fc.stringMatching(/^[a-z]{1,12}$/).filter((name) => name !== 'virtualserver');
    const others = fc.array(
      fc.tuple(service, fc.nat(99), fc.nat(99)).map(([name, x, y]) => `${name} ${x}.${y}`),
      { maxLength: 8 },
    );
    const version = fc.constantFrom('1.0', '1.1', '1.2', '1.3');
    const property = fc.property(others, others, version, (before, after, asked) => {
      const value = [...before, `virtualserver ${asked}`, ...after].join(', ');
      const headers = new Headers({ 'Scp-Api-Version': value });
      const negotiation = negotiate(SCP, { url: new URL('http://localhost'), headers }, AT);
      expect(negotiation).toMatchObject({ kind: 'serve', version: asked, entry: { id: asked } });
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it.each([
    ['commas', ','],
    ['blanks', ' '],
    ['quotes', '"'],
    ['backslashes', '\\'],
    ['digits', '9'],
    ['own members', 'virtualserver 1.3,'],
  ])('takes no time over a megabyte of %s', (_, unit) => {
    const value = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const url = new URL('http://localhost/');
    url.pathname = value;
    url.searchParams.set('v', value);
    const spent = stopwatch();
    for (const family of FAMILIES) expectInert(negotiate(family, { url, headers: rawHeaders(value) }, AT));
    expect(spent()).toBeLessThan(1000);
  });

  it('answers under a clock that is broken', () => {
    for (const family of FAMILIES) {
      const request = { url: new URL('http://localhost/v5'), headers: new Headers() };
      expectInert(negotiate(family, request, new Date(Number.NaN)));
    }
  });
});
