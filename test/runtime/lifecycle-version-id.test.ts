// Version ids: which are ids at all, and that their order is an order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, parseVersionId } from '../../runtime/lifecycle.js';

describe('parseVersionId', () => {
  it.each([
    ['1.3', 'X.Y', [1, 3]],
    ['1.10', 'X.Y', [1, 10]],
    ['0.0', 'X.Y', [0, 0]],
    ['2024-06-01', 'YYYY-MM-DD', [2024, 6, 1]],
    ['v1', 'vN', [1]],
    ['7', 'N', [7]],
    ['999999999.999999999', 'X.Y', [999999999, 999999999]],
  ])('%s', (id, scheme, parts) => {
    expect(parseVersionId(id)).toEqual({ scheme, parts });
  });

  it.each([
    ...[
      '',
      '1.',
      '.1',
      '1.03',
      '01.3',
      '1.3.0',
      'v1.3',
      'V1',
      'v',
      'v01',
      '1,3',
      '+1.3',
      '-1.3',
      '1e3',
      ' 1.3',
      '1.3 ',
    ],
    ...['1.3\n', '2024-02-30', '2024-6-1', '1.1000000000', 'latest', '１.３', '__proto__', '..', '1.x'],
  ])('not %j', (id) => {
    expect(parseVersionId(id)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => void parseVersionId(id)),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('compareVersions', () => {
  it('orders integer pairs, not decimals and not texts', () => {
    const sorted = ['0.9', '1.0', '1.2', '1.9', '1.10', '1.100', '2.0', '10.0'];
    expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  });

  it('orders dates and majors as such', () => {
    expect(['2025-01-01', '2024-06-01', '2024-12-31'].sort(compareVersions)).toEqual([
      '2024-06-01',
      '2024-12-31',
      '2025-01-01',
    ]);
    expect(['v10', 'v9', 'v1'].sort(compareVersions)).toEqual(['v1', 'v9', 'v10']);
  });

  const number = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 999_999_999 }));
  const id = fc.oneof(
    fc.tuple(number, number).map(([x, y]) => `${x}.${y}`),
    number.map((n) => `v${n}`),
    number.map(String),
    fc
      .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.string(),
  );

  it('is a total order: reflexive, antisymmetric, transitive, and 0 for one id only', () => {
    const property = fc.property(id, id, id, (a, b, c) => {
      expect(compareVersions(a, a)).toBe(0);
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
      expect(compareVersions(a, b) === 0).toBe(a === b);
      const [low, middle, high] = [a, b, c].sort(compareVersions) as [string, string, string];
      expect(compareVersions(low, middle)).toBeLessThanOrEqual(0);
      expect(compareVersions(middle, high)).toBeLessThanOrEqual(0);
      expect(compareVersions(low, high)).toBeLessThanOrEqual(0);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});
