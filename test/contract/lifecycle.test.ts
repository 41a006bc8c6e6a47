// Versions, named in every way: servers that keep to their family are found without fault at any instant, and every planted defect is found.
import { describe, expect, it } from 'vitest';
import { DEFECTS } from '../faults/defects/index.js';
import type { FamilyName } from '../faults/server/index.js';
import { createServer, PROVIDERS } from '../faults/server/index.js';
import { familyToTry, INSTANT, type ToTry, told, tried } from '../faults/trial.js';
import { FAMILIES } from '../replay/families.js';

const NAMES = Object.keys(PROVIDERS) as FamilyName[];
const families = new Map<string, ToTry>();
for (const name of NAMES) families.set(name, await familyToTry(name));
const familyOf = (name: string): ToTry => {
  const family = families.get(name);
  if (!family) throw new Error(`There is no family ${name}.`);
  return family;
};
const phases = ['lifecycle'] as const;

/** Before all dates, among them, after all. */
const INSTANTS = ['2025-06-01T00:00:00Z', INSTANT, '2026-11-20T12:00:00Z'];

describe.each(INSTANTS)('as of %s nothing is wrong with', (instant) => {
  it.each(NAMES)('%s written by hand', async (name) => {
    const { findings, cases } = await tried(familyOf(name), createServer(name, instant), { phases, instant });
    expect(findings.map(told)).toEqual([]);
    expect(cases).toBeGreaterThan(5);
  });

  it.each(FAMILIES.map((family) => [family.name, family] as const))('%s generated', async (name, family) => {
    const fetch = family.createServer({ now: () => new Date(instant) });
    const { findings } = await tried(familyOf(name), { fetch, reset: () => {} }, { phases, instant });
    expect(findings.map(told)).toEqual([]);
  });
});

describe('a defect is found', () => {
  const planted = DEFECTS.filter(({ phase, check }) => phase === 'lifecycle' && check !== 'version-leak');
  it.each(planted.map((defect) => [defect.name, defect] as const))('%s', async (_, defect) => {
    const { family, check, server, instant = INSTANT } = defect;
    const { findings } = await tried(familyOf(family), server(instant), { phases, instant });
    expect(findings.map((each) => each.check)).toContain(check);
  });
});
