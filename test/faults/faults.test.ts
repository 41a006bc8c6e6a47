// Plants one defect at a time in a server that keeps to the seven documents: the kit finds it by the check that it was planted for, and
// finds nothing in the server itself.
import { afterAll, describe, expect, it } from 'vitest';
import type { Phase } from '../../contract/index.js';
import { DEFECTS } from './defects/index.js';
import { Refused } from './server/http.js';
import { createServer, type FamilyName, PROVIDERS } from './server/index.js';
import { isLapsed } from './server/lifecycle.js';
import { familyToTry, INSTANT, PHASES_READY, type ToTry, told, tried, triedOverLoopback } from './trial.js';

const NAMES = Object.keys(PROVIDERS) as FamilyName[];
const families = new Map<FamilyName, ToTry>();
for (const name of NAMES) families.set(name, await familyToTry(name));
const familyOf = (name: FamilyName): ToTry => {
  const family = families.get(name);
  if (!family) throw new Error(`There is no family ${name}.`);
  return family;
};

const SEEDS = 20;
/** Phases whose cases follow from the seed. */
const SEEDED: ReadonlySet<Phase> = new Set(['coverage', 'fuzz', 'stateful'] as const);

describe.each(NAMES)('the server of %s keeps to its documents', (name) => {
  /** All of the states that a version with dates goes through. */
  const instants = ['2025-06-01T00:00:00Z', INSTANT, '2026-07-01T12:00:00Z', '2026-11-20T12:00:00Z'];
  it.each(instants)('as of %s', async (instant) => {
    const { findings, cases } = await tried(familyOf(name), createServer(name, instant), { instant });
    expect(findings.map(told)).toEqual([]);
    expect(cases).toBeGreaterThan(0);
  });

  it('whatever the seed', async () => {
    const phases = PHASES_READY.filter((phase) => SEEDED.has(phase));
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { findings } = await tried(familyOf(name), createServer(name, INSTANT), { seed, phases });
      expect(findings.map(told), `seed ${seed}`).toEqual([]);
    }
  });

  it('over a socket', async () => {
    const { findings } = await triedOverLoopback(familyOf(name), createServer(name, INSTANT));
    expect(findings.map(told)).toEqual([]);
  });
});

describe('what a server may do as well', () => {
  it.each(['2026-04-15T00:00:00Z', '2026-07-01T00:00:00Z'])(
    'let go of what has lapsed: %s',
    async (instant) => {
      const server = createServer('scp-virtualserver', instant, (usual) => ({
        ...usual,
        versions: {
          ...usual.versions,
          isServed: (version, { now }) => version.state !== 'DEPRECATED' || !isLapsed(version, now),
        },
      }));
      const { findings } = await tried(familyOf('scp-virtualserver'), server, { instant });
      expect(findings.map(told)).toEqual([]);
    },
  );

  it('ask for patience', async () => {
    const late = {
      status: 429,
      code: 'TooManyRequests',
      text: 'Not so fast.',
      headers: { 'Retry-After': '0' },
    };
    let asked = 0;
    const server = createServer('scp-virtualserver', INSTANT, (usual) => ({
      ...usual,
      http: {
        ...usual.http,
        authenticate: (seen) => {
          asked += 1;
          if (asked % 7 === 0) throw new Refused(late);
          return usual.http.authenticate(seen);
        },
      },
    }));
    const { findings } = await tried(familyOf('scp-virtualserver'), server);
    expect(findings.map(told)).toEqual([]);
  });
});

describe('defects', () => {
  const ready = DEFECTS.filter(({ phase }) => PHASES_READY.includes(phase));
  let caught = 0;
  afterAll(() => {
    const waiting = DEFECTS.length - ready.length;
    console.log(`${caught} of ${DEFECTS.length} defects caught, ${waiting} wait for a phase`);
  });

  it('each has a name of its own, and there are many', () => {
    expect(new Set(DEFECTS.map(({ name }) => name)).size).toBe(DEFECTS.length);
    expect(DEFECTS.length).toBeGreaterThanOrEqual(90);
  });

  // A defect costs time to wait for what may still come, not to work: many at a time.
  it.concurrent.each(ready.map((defect) => [defect.check, defect.name, defect] as const))(
    '%s: %s',
    async (check, _, defect) => {
      const { family, phase, server, instant = INSTANT, sentence } = defect;
      const { findings } = await tried(familyOf(family), server(instant), { instant, phases: [phase] });
      const found = findings.filter((each) => each.check === check);
      expect(found.length, `${sentence}\n${findings.map(told).join('\n')}`).toBeGreaterThan(0);
      caught += 1;
    },
  );
});
