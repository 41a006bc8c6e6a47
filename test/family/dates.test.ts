// L-04 to L-07: what a family says at an instant.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkDates } from '../../generator/family/dates.js';
import type { FamilyManifest } from '../../generator/family/manifest.js';
import type { Family, VersionEntry } from '../../runtime/lifecycle.js';
import { SCP } from './families.js';

function manifestOf(family: Family): FamilyManifest {
  const dir = fileURLToPath(new URL('.', import.meta.url));
  return {
    path: `${dir}family.yaml`,
    file: 'family.yaml',
    dir,
    family,
    specs: [],
    // A line for each entry, the column for the key: enough to see which pointer was asked for.
    locate: (pointer) => ({
      file: 'family.yaml',
      line: Number(pointer.split('/')[2] ?? -1) + 1,
      column: pointer.endsWith('/state') ? 1 : 2,
    }),
    pointerOf: (id) => `/versions/${family.versions.findIndex((entry) => entry.id === id)}`,
  };
}

function found(family: Family, instant: string): string[] {
  return checkDates(manifestOf(family), new Date(instant)).map(
    ({ id, severity, position }) => `${id} ${severity} ${position?.line}:${position?.column}`,
  );
}

function withVersions(...versions: VersionEntry[]): Family {
  return { ...SCP, versions: [{ id: '1.3', state: 'CURRENT' }, ...versions] };
}

const D = '2026-05-31';

describe('L-04: days left and state', () => {
  const supported = withVersions({ id: '1.2', state: 'SUPPORTED', notBefore: D });
  const deprecated = withVersions({ id: '1.2', state: 'DEPRECATED', notBefore: D });
  const warning = ['L-04 warning 2:1'];

  it.each([
    ['D - 91 d', '2026-03-01T00:00:00+09:00', [], warning],
    ['1 s before D - 90 d', '2026-03-01T23:59:59+09:00', [], warning],
    ['D - 90 d: exactly 90 days left', '2026-03-02T00:00:00+09:00', [], []],
    ['1 s after D - 90 d', '2026-03-02T00:00:01+09:00', warning, []],
    ['D - 89 d', '2026-03-03T00:00:00+09:00', warning, []],
    ['D - 1 s', '2026-05-30T23:59:59+09:00', warning, []],
  ])('%s', (_, instant, whenSupported, whenDeprecated) => {
    expect(found(supported, instant)).toEqual(whenSupported);
    expect(found(deprecated, instant)).toEqual(whenDeprecated);
  });

  it('is not raised within the hours that an undeclared zone leaves open', () => {
    const zoneless = (state: 'SUPPORTED' | 'DEPRECATED'): Family => {
      const { timezone: _, ...family } = withVersions({ id: '1.2', state, notBefore: D });
      return family;
    };
    // D - 90 d begins between 2026-03-01 10:00 and 2026-03-02 12:00 UTC.
    expect(found(zoneless('DEPRECATED'), '2026-03-01T09:59:59Z')).toEqual(warning);
    expect(found(zoneless('DEPRECATED'), '2026-03-01T10:00:00Z')).toEqual([]);
    expect(found(zoneless('SUPPORTED'), '2026-03-02T12:00:00Z')).toEqual([]);
    expect(found(zoneless('SUPPORTED'), '2026-03-02T12:00:01Z')).toEqual(warning);
  });
});

describe('L-05 and L-06: lapsed', () => {
  it.each([
    ['SUPPORTED', 'L-05 warning 2:1'],
    ['DEPRECATED', 'L-06 info 2:1'],
  ] as const)('%s', (state, expected) => {
    const family = withVersions({ id: '1.2', state, notBefore: D });
    expect(found(family, '2026-05-30T14:59:59Z')).not.toContain(expected);
    expect(found(family, '2026-05-30T15:00:00Z')).toEqual([expected]);
    const { timezone: _, ...zoneless } = family;
    expect(found(zoneless, '2026-05-31T11:59:59Z')).not.toContain(expected);
    expect(found(zoneless, '2026-05-31T12:00:00Z')).toEqual([expected]);
  });

  it('says nothing of CURRENT, RETIRED and PLANNED versions', () => {
    const family: Family = {
      ...SCP,
      versions: [
        { id: '1.4', state: 'PLANNED' },
        { id: '1.3', state: 'CURRENT', notBefore: '2026-03-01' },
        { id: '1.0', state: 'RETIRED', notBefore: '2026-01-01' },
      ],
    };
    expect(found(family, '2026-12-01T00:00:00Z')).toEqual([]);
  });
});

describe('L-07: an older version outlives a newer one', () => {
  it('is raised at the date of the older', () => {
    const family = withVersions(
      { id: '1.2', state: 'SUPPORTED', notBefore: '2027-01-01' },
      { id: '1.1', state: 'SUPPORTED', notBefore: '2027-01-02' },
      { id: '1.0', state: 'SUPPORTED', notBefore: '2027-01-01' },
    );
    expect(found(family, '2026-01-01T00:00:00Z')).toEqual(['L-07 warning 3:2']);
    const [diagnostic] = checkDates(manifestOf(family), new Date('2026-01-01'));
    expect(diagnostic?.message).toBe(
      '1.1 is guaranteed until 2027-01-02, longer than the newer 1.2 (2027-01-01).',
    );
  });

  it('follows the order of versions, not of the list', () => {
    const family = withVersions(
      { id: '1.9', state: 'SUPPORTED', notBefore: '2027-01-01' },
      { id: '1.10', state: 'SUPPORTED', notBefore: '2027-01-02' },
    );
    expect(found(family, '2026-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('SCP', () => {
  it('is as published on 2026-04-15, but that 1.0 has lapsed', () => {
    expect(found(SCP, '2026-04-15T00:00:00Z')).toEqual(['L-06 info 4:1']);
  });
  it('disagrees with itself on 2026-11-20', () => {
    expect(found(SCP, '2026-11-20T00:00:00Z')).toEqual([
      'L-05 warning 2:1',
      'L-06 info 3:1',
      'L-06 info 4:1',
    ]);
  });
});
