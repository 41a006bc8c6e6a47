// Versions, named in every way: generated servers keep to their families at any instant, and what breaks a family is found. All planted
// defects of versions are tried by `npm run test:faults`.
import { describe, expect, it } from 'vitest';
import { DEFECTS } from '../faults/defects/index.js';
import { familyToTry, INSTANT, type ToTry, told, tried } from '../faults/trial.js';
import { FAMILIES } from '../replay/families.js';

const NAMES = ['scp-virtualserver', 'openstack-cinder'] as const;
const families = new Map<string, ToTry>();
for (const name of NAMES) families.set(name, await familyToTry(name));
const familyOf = (name: string): ToTry => {
  const family = families.get(name);
  if (!family) throw new Error(`There is no family ${name}.`);
  return family;
};
const phases = ['lifecycle'] as const;

describe('nothing is wrong with a generated server', () => {
  it.each([
    ['scp-virtualserver', '2025-06-01T00:00:00Z'],
    ['scp-virtualserver', INSTANT],
    ['scp-virtualserver', '2026-11-20T12:00:00Z'],
    ['openstack-cinder', INSTANT],
  ])('of %s, as of %s', async (name, instant) => {
    const served = FAMILIES.find((family) => family.name === name);
    const fetch = served?.createServer({ now: () => new Date(instant) });
    if (!fetch) throw new Error(`There is no server of ${name}.`);
    const { findings, cases } = await tried(familyOf(name), { fetch, reset: () => {} }, { phases, instant });
    expect(findings.map(told)).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  });
});

describe('a defect is found', () => {
  it.each([
    'absent-is-oldest',
    'first-of-two',
    'longer-number-is-shorter',
    'gone-in-half',
    'sunset-in-utc',
    'no-link-to-successor',
    'deprecation-of-current',
    'echo-of-what-was-asked',
    'vary-of-another',
    'unknown-without-a-list',
    'sort-before-1.2',
    'quota-one-too-early',
  ])('%s', async (name) => {
    const defect = DEFECTS.find((each) => each.name === name);
    if (!defect) throw new Error(`There is no defect ${name}.`);
    const { family, check, server, instant = INSTANT } = defect;
    const { findings } = await tried(familyOf(family), server(instant), { phases, instant });
    expect(findings.map((each) => `${each.severity} ${each.check}`)).toContain(`error ${check}`);
  });
});
