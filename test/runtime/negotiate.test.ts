// Which version answers: every kind of selector, everything a selector can hold, for the shapes of three providers and more.
import { describe, expect, it } from 'vitest';
import type { Family } from '../../runtime/lifecycle.js';
import { type Negotiation, negotiate } from '../../runtime/negotiate.js';
import { CINDER, EVERY_STATE, HUAWEI, SCP } from '../family/families.js';

const AT = new Date('2026-04-15T00:00:00Z');

function ask(
  family: Family,
  { path = '/', headers = {} }: { path?: string; headers?: Record<string, string> | Headers },
  at = AT,
): Negotiation {
  return negotiate(family, { url: new URL(path, 'http://localhost'), headers: new Headers(headers) }, at);
}

/** `1.3` where it is served, else the reason. */
function verdict(negotiation: Negotiation): string {
  return negotiation.kind === 'serve' ? negotiation.version : negotiation.reason;
}

describe('a header with a service name (SCP)', () => {
  const NAME = 'Scp-Api-Version';

  it.each([
    ['virtualserver 1.3', '1.3'],
    ['virtualserver 1.0', '1.0'],
    ['  virtualserver 1.2\t', '1.2'],
    ['virtualserver 1.9', 'unknown'],
    ['virtualserver 0.0', 'unknown'],
    // The own service counts, wherever it stands.
    ['virtualserver 1.2, vpc 1.0', '1.2'],
    ['vpc 1.0,virtualserver 1.2', '1.2'],
    ['vpc 1.0 , dns 1.1,	virtualserver 1.1', '1.1'],
    // A service whose name begins like ours is another one.
    ['virtualserverless 9.9, virtualserver 1.2', '1.2'],
    ['', 'malformed'],
    [' ', 'malformed'],
    [',', 'malformed'],
    ['virtualserver', 'malformed'],
    ['virtualserver ', 'malformed'],
    ['1.3', 'malformed'],
    ['virtualserver1.3', 'malformed'],
    ['virtualserver  1.3', 'malformed'],
    ['virtualserver v1.3', 'malformed'],
    ['virtualserver 1', 'malformed'],
    ['virtualserver 1.03', 'malformed'],
    ['virtualserver 1.3.0', 'malformed'],
    ['virtualserver 1.3 1.2', 'malformed'],
    ['virtualserver 1.3;q=1', 'malformed'],
    ['virtualserver -1.3', 'malformed'],
    ['virtualserver 99999999999999999999.1', 'malformed'],
    ['virtualserver latest', 'malformed'],
    ['VirtualServer 1.3', 'malformed'],
    ['vpc 1.3', 'malformed'],
    ['virtualserverless 1.3', 'malformed'],
    // Twice, be it the same.
    ['virtualserver 1.3, virtualserver 1.2', 'malformed'],
    ['virtualserver 1.3, virtualserver 1.3', 'malformed'],
    ['virtualserver, virtualserver 1.3', 'malformed'],
    [', virtualserver 1.3', 'malformed'],
    ['virtualserver 1.3,', 'malformed'],
    [`virtualserver 1.${'3'.repeat(5000)}`, 'malformed'],
    [`${'vpc 1.0, '.repeat(5000)}virtualserver 1.3`, 'malformed'],
  ])('%j', (value, expected) => {
    expect(verdict(ask(SCP, { headers: { [NAME]: value } }))).toBe(expected);
  });

  it('reads the header whatever its case, and two headers as one', () => {
    expect(verdict(ask(SCP, { headers: { 'SCP-API-VERSION': 'virtualserver 1.2' } }))).toBe('1.2');
    const twice = new Headers([
      [NAME, 'virtualserver 1.3'],
      [NAME, 'virtualserver 1.3'],
    ]);
    expect(verdict(ask(SCP, { headers: twice }))).toBe('malformed');
  });

  it('answers by CURRENT where the header is absent', () => {
    expect(ask(SCP, {})).toMatchObject({
      kind: 'serve',
      version: '1.3',
      headers: { Vary: NAME, [NAME]: 'virtualserver 1.3' },
    });
  });

  it('adds the echo and Vary to the headers of the lifecycle', () => {
    expect(ask(SCP, { headers: { [NAME]: 'virtualserver 1.1' } })).toEqual({
      kind: 'serve',
      entry: SCP.versions[2],
      version: '1.1',
      headers: {
        Deprecation: '@1772377200',
        Sunset: 'Sat, 30 May 2026 15:00:00 GMT',
        Link: '</>; rel="deprecation", </>; rel="sunset", </>; rel="successor-version"; title="1.3"',
        Vary: NAME,
        [NAME]: 'virtualserver 1.1',
      },
    });
  });

  it('refuses with status, supported list, echo and Vary', () => {
    expect(ask(SCP, { headers: { [NAME]: 'virtualserver 1.9' } })).toEqual({
      kind: 'unavailable',
      reason: 'unknown',
      status: 406,
      asked: '1.9',
      supported: ['1.3', '1.2', '1.1', '1.0'],
      minimum: '1.0',
      maximum: '1.3',
      headers: { Vary: NAME, [NAME]: 'virtualserver 1.9' },
    });
    // Nothing of what could not be read comes back.
    expect(ask(SCP, { headers: { [NAME]: 'virtualserver <script>' } })).toEqual({
      kind: 'unavailable',
      reason: 'malformed',
      status: 400,
      supported: ['1.3', '1.2', '1.1', '1.0'],
      minimum: '1.0',
      maximum: '1.3',
      headers: { Vary: NAME, [NAME]: 'virtualserver 1.3' },
    });
  });

  it('takes a lapsed DEPRECATED version for retired where the family says gone', () => {
    const gone: Family = { ...SCP, afterNotBefore: 'gone' };
    expect(ask(gone, { headers: { [NAME]: 'virtualserver 1.0' } })).toMatchObject({
      kind: 'unavailable',
      reason: 'retired',
      status: 410,
      asked: '1.0',
      supported: ['1.3', '1.2', '1.1'],
      minimum: '1.1',
      headers: {
        Sunset: 'Tue, 30 Dec 2025 15:00:00 GMT',
        Vary: NAME,
        [NAME]: 'virtualserver 1.0',
      },
    });
  });
});

describe('microversions in one document (Cinder)', () => {
  const NAME = 'OpenStack-API-Version';

  it.each([
    ['volume 3.0', '3.0'],
    ['volume 3.41', '3.41'],
    ['volume 3.70', '3.70'],
    ['volume 3.41, compute 2.1', '3.41'],
    ['compute 2.11,volume 3.9', '3.9'],
    ['volume latest', '3.70'],
    ['compute latest, volume 3.5', '3.5'],
    ['volume 3.71', 'unknown'],
    ['volume 3.99', 'unknown'],
    ['volume 2.70', 'unknown'],
    ['volume 4.0', 'unknown'],
    ['volume 3.7000', 'unknown'],
    ['volume LATEST', 'malformed'],
    ['volume 3', 'malformed'],
    ['latest', 'malformed'],
    ['compute 2.1', 'malformed'],
  ])('%j', (value, expected) => {
    expect(verdict(ask(CINDER, { headers: { [NAME]: value } }))).toBe(expected);
  });

  it('answers by the minimum where the header is absent', () => {
    const negotiation = ask(CINDER, {});
    expect(negotiation).toMatchObject({ version: '3.0', entry: { id: '3.70' } });
    expect(negotiation.headers).toEqual({ Vary: NAME, [NAME]: 'volume 3.0' });
  });

  it('refuses what is too high with minimum and maximum, echo and Vary', () => {
    expect(ask(CINDER, { headers: { [NAME]: 'volume 3.99' } })).toEqual({
      kind: 'unavailable',
      reason: 'unknown',
      status: 406,
      asked: '3.99',
      supported: ['3.70'],
      minimum: '3.0',
      maximum: '3.70',
      headers: { Vary: NAME, [NAME]: 'volume 3.99' },
    });
    expect(ask(CINDER, { headers: { [NAME]: 'volume x' } }).headers).toEqual({
      Vary: NAME,
      [NAME]: 'volume 3.0',
    });
  });

  it('finds the document whose range holds the microversion', () => {
    const family: Family = {
      ...CINDER,
      versions: [
        { id: '3.70', state: 'CURRENT', from: '3.60' },
        { id: '3.59', state: 'SUPPORTED', notBefore: '2027-01-01', from: '3.1' },
      ],
    };
    const entries = ['3.60', '3.59', '3.9', '3.1'].map((id) => {
      const negotiation = ask(family, { headers: { [NAME]: `volume ${id}` } });
      return negotiation.kind === 'serve' ? negotiation.entry.id : negotiation.reason;
    });
    expect(entries).toEqual(['3.70', '3.59', '3.59', '3.59']);
    expect(verdict(ask(family, { headers: { [NAME]: 'volume 3.0' } }))).toBe('unknown');
  });
});

describe('a path prefix (Huawei)', () => {
  it.each([
    ['/v5/p1/snapshots', 'v5'],
    ['/v5', 'v5'],
    ['/v5?v2', 'v5'],
    ['/v2/p1/snapshots', 'retired'],
    ['/v6/p1/snapshots', 'unknown'],
    ['/V5/p1', 'malformed'],
    ['/v5x/p1', 'malformed'],
    ['/%76%35/p1', 'malformed'],
    [`/v${'5'.repeat(3000)}/p1`, 'malformed'],
    ['//v5/p1', 'malformed'],
  ])('%s', (path, expected) => {
    const url = new URL(`http://localhost${path}`);
    expect(verdict(negotiate(HUAWEI, { url, headers: new Headers() }, AT))).toBe(expected);
  });

  it('needs neither echo nor Vary, and refuses with the family own statuses', () => {
    expect(ask(HUAWEI, { path: '/v5/p1' }).headers).toEqual({});
    expect(ask(HUAWEI, { path: '/v6/p1' })).toMatchObject({ status: 404, supported: ['v5'] });
    expect(ask(HUAWEI, { path: '/v2/p1' })).toMatchObject({ status: 410, reason: 'retired' });
  });

  it('leaves paths outside the prefix to whenAbsent', () => {
    const family: Family = { ...HUAWEI, selector: { ...HUAWEI.selector, format: '/evs/{version}' } };
    expect(verdict(ask(family, { path: '/evs/v5/x' }))).toBe('v5');
    expect(verdict(ask(family, { path: '/evs' }))).toBe('v5');
    expect(verdict(ask(family, { path: '/other/v2' }))).toBe('v5');
    expect(verdict(ask(family, { path: '/evs/v2' }))).toBe('retired');
    expect(verdict(ask(family, { path: '/evs/' }))).toBe('malformed');
    const required: Family = { ...family, selector: { ...family.selector, whenAbsent: 'required' } };
    expect(verdict(ask(required, { path: '/other' }))).toBe('malformed');
  });
});

describe('a query parameter', () => {
  const family: Family = {
    ...SCP,
    selector: { in: 'query', name: 'api-version', format: '{version}', whenAbsent: 'required' },
    versions: [
      { id: '2025-01-01', state: 'CURRENT' },
      { id: '2024-06-01', state: 'SUPPORTED', notBefore: '2027-01-01' },
    ],
  };

  it.each([
    ['/?api-version=2024-06-01', '2024-06-01'],
    ['/?a=b&api-version=2025-01-01', '2025-01-01'],
    ['/?api-version=2024%2D06%2D01', '2024-06-01'],
    ['/?api-version=2024-06-02', 'unknown'],
    ['/', 'malformed'],
    ['/?api-version', 'malformed'],
    ['/?api-version=', 'malformed'],
    ['/?api-version=2024-06-31', 'malformed'],
    ['/?api-version=20240601', 'malformed'],
    ['/?api-version=2024-06-01&api-version=2024-06-01', 'malformed'],
    ['/?api-version=%FF%00', 'malformed'],
    ['/?Api-Version=2024-06-01', 'malformed'],
  ])('%s', (path, expected) => {
    expect(verdict(ask(family, { path }))).toBe(expected);
  });
});

describe('a media type parameter', () => {
  const family: Family = {
    ...SCP,
    selector: { in: 'media-type', name: 'version', format: '{version}', whenAbsent: 'current' },
  };

  it.each([
    [{ accept: 'application/json; version=1.2' }, '1.2'],
    [{ accept: 'application/json;Version="1.2"' }, '1.2'],
    [{ accept: 'text/html, application/json ; version = 1.2 ; q=0.5' }, '1.2'],
    [{ accept: 'application/json;version=1.2, text/plain;version=1.2' }, '1.2'],
    [{ accept: 'application/json; note="a, b; version=9.9"; version=1.1' }, '1.1'],
    [{ 'content-type': 'application/json; version=1.0' }, '1.0'],
    [{ accept: 'application/json;version=1.0', 'content-type': 'application/json; version=1.0' }, '1.0'],
    [{ accept: '*/*' }, '1.3'],
    [{}, '1.3'],
    [{ accept: 'application/json;version=1.9' }, 'unknown'],
    [{ accept: 'application/json;version=' }, 'malformed'],
    [{ accept: 'application/json;version="' }, 'malformed'],
    [{ accept: 'application/json;version=1.2, text/plain;version=1.1' }, 'malformed'],
    [{ accept: 'application/json;version=1.2', 'content-type': 'a/b;version=1.1' }, 'malformed'],
    [{ accept: `application/json;version=1.2${' '.repeat(9000)};q=1` }, 'malformed'],
  ])('%j', (headers, expected) => {
    expect(verdict(ask(family, { headers: headers as Record<string, string> }))).toBe(expected);
  });

  it('varies on both headers', () => {
    expect(ask(family, {}).headers).toEqual({ Vary: 'Accept, Content-Type' });
  });
});

describe('no selector', () => {
  it('answers by CURRENT', () => {
    const family: Family = { ...SCP, selector: { in: 'none', format: '{version}', whenAbsent: 'current' } };
    const negotiation = ask(family, { path: '/v1/1.0?version=1.0', headers: { 'Scp-Api-Version': 'x' } });
    expect(verdict(negotiation)).toBe('1.3');
    expect(negotiation.headers).toEqual({});
  });
});

describe('states, for a header without a service name', () => {
  it.each([
    ['1.4', 'unknown', 406], // PLANNED
    ['1.3', '1.3', undefined],
    ['1.2', '1.2', undefined],
    ['1.1', '1.1', undefined],
    ['1.0', 'retired', 410],
    ['1.3, 1.2', 'malformed', 400],
  ])('%s', (value, expected, status) => {
    const negotiation = ask(EVERY_STATE, { headers: { 'Acme-Version': value } });
    expect(verdict(negotiation)).toBe(expected);
    expect(negotiation.kind === 'unavailable' ? negotiation.status : undefined).toBe(status);
  });

  it('does not count PLANNED and RETIRED as supported', () => {
    expect(ask(EVERY_STATE, {})).toMatchObject({
      reason: 'malformed', // required but absent
      status: 400,
      supported: ['1.3', '1.2', '1.1'],
      headers: { Vary: 'Acme-Version', 'Acme-Version': '1.3' },
    });
  });

  it('takes the oldest version that is served for the minimum', () => {
    const selector = { ...EVERY_STATE.selector, whenAbsent: 'minimum' } as const;
    const gone: Family = { ...EVERY_STATE, selector, afterNotBefore: 'gone' };
    expect(verdict(ask(gone, {}))).toBe('1.1');
    expect(verdict(ask(gone, {}, new Date('2026-07-01')))).toBe('1.2');
  });

  it('answers without a CURRENT version too, though a checked family has one', () => {
    const empty: Family = { ...EVERY_STATE, versions: [] };
    for (const whenAbsent of ['current', 'minimum', 'required'] as const) {
      const family: Family = { ...empty, selector: { ...empty.selector, whenAbsent } };
      expect(ask(family, {})).toMatchObject({ reason: 'malformed', supported: [] });
      expect(ask(family, { headers: { 'Acme-Version': '1.3' } })).toMatchObject({ reason: 'malformed' });
    }
  });
});
