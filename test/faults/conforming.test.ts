// Tries servers that keep to the seven documents, whatever the seed and the day: the kit finds nothing in them. Many at a time: a run waits
// for items that are being created more than it works.
import { describe, expect, it } from 'vitest';
import type { Phase } from '../../contract/index.js';
import { Refused } from './server/http.js';
import { createServer, type FamilyName, PROVIDERS } from './server/index.js';
import { isLapsed } from './server/lifecycle.js';
import { familiesToTry, INSTANT, PHASES_READY, told, tried, triedOverLoopback } from './trial.js';

const NAMES = Object.keys(PROVIDERS) as FamilyName[];
const familyOf = await familiesToTry();

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);
/** Phases whose cases follow from the seed. */
const SEEDED: ReadonlySet<Phase> = new Set(['coverage', 'fuzz', 'stateful'] as const);

describe.each(NAMES)('the server of %s keeps to its documents', (name) => {
  /** All of the states that a version with dates goes through. */
  const instants = ['2025-06-01T00:00:00Z', INSTANT, '2026-07-01T12:00:00Z', '2026-11-20T12:00:00Z'];
  it.concurrent.each(instants)('as of %s', async (instant) => {
    const { findings, cases } = await tried(familyOf(name), createServer(name, instant), { instant });
    expect(findings.map(told)).toEqual([]);
    expect(cases).toBeGreaterThan(0);
  });

  it.concurrent.each(SEEDS)('whatever the seed: %i', async (seed) => {
    const phases = PHASES_READY.filter((phase) => SEEDED.has(phase));
    const { findings } = await tried(familyOf(name), createServer(name, INSTANT), { seed, phases });
    expect(findings.map(told)).toEqual([]);
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
