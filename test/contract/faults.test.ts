// A few of the planted defects of test/faults, and the servers without any: all of them are tried by `npm run test:faults`.
import { describe, expect, it } from 'vitest';
import { DEFECTS } from '../faults/defects/index.js';
import { createServer, type FamilyName, PROVIDERS } from '../faults/server/index.js';
import { familyToTry, INSTANT, told, tried } from '../faults/trial.js';

const FEW = ['accepted-as-ok', 'list-as-text', 'job-id-as-number', 'another-snapshot', 'ids-without-v'];

describe('servers written by hand', () => {
  it.each(Object.keys(PROVIDERS) as FamilyName[])('%s keeps to its documents', async (name) => {
    const phases = ['examples', 'discovery'] as const;
    const { findings } = await tried(await familyToTry(name), createServer(name, INSTANT), { phases });
    expect(findings.map(told)).toEqual([]);
  });

  it.each(FEW)('with one defect: %s', async (name) => {
    const defect = DEFECTS.find((each) => each.name === name);
    if (!defect) throw new Error(`There is no defect ${name}.`);
    const { family, phase, check, server } = defect;
    const { findings } = await tried(await familyToTry(family), server(INSTANT), { phases: [phase] });
    expect(findings.map((each) => each.check)).toContain(check);
  });
});
