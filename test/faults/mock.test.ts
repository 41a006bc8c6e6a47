// Tries the mock of every family by the whole contract suite: what answers from a document breaks nothing of it, whatever the day and the seed.
import { describe, expect, it } from 'vitest';
import { createMock, listen, type Mock } from '../../contract/mock/index.js';
import type { FamilyName, FaultServer } from './server/index.js';
import { familiesToTry, INSTANT, told, tried } from './trial.js';

const NAMES: readonly FamilyName[] = [
  'scp-virtualserver',
  'huawei-evs',
  'openstack-cinder',
  'scaleway-instance',
];
const familyOf = await familiesToTry();

function mockOf(name: FamilyName, instant: string) {
  const { subjects, under } = familyOf(name);
  const models = subjects.map(({ model }) => model);
  return createMock({ models, now: () => new Date(instant), ...(under && { family: under.family }) });
}

const serverOf = (mock: Mock): FaultServer => ({ fetch: mock, reset: mock.reset });

describe.each(NAMES)('the mock of %s keeps to its documents', (name) => {
  it.concurrent.each(['2025-06-01T00:00:00Z', INSTANT, '2026-11-20T12:00:00Z'])(
    'as of %s',
    async (instant) => {
      const { findings, cases } = await tried(familyOf(name), serverOf(mockOf(name, instant)), { instant });
      expect(findings.map(told)).toEqual([]);
      expect(cases).toBeGreaterThan(100);
    },
  );

  it.concurrent.each([1, 2, 3])('whatever the seed: %i', async (seed) => {
    const { findings } = await tried(familyOf(name), serverOf(mockOf(name, INSTANT)), { seed });
    expect(findings.map(told)).toEqual([]);
  });

  it('over a socket', async () => {
    const { url, close } = await listen(mockOf(name, INSTANT), { host: '127.0.0.1', port: 0 });
    try {
      const over = (request: Request) =>
        fetch(request.url.replace('http://localhost', url), { ...requestInit(request), redirect: 'manual' });
      const { findings } = await tried(familyOf(name), { fetch: over, reset: () => undefined });
      expect(findings.map(told)).toEqual([]);
    } finally {
      await close();
    }
  });
});

function requestInit({ method, headers, body, signal }: Request): RequestInit & { duplex?: 'half' } {
  return { method, headers, signal, ...(body && { body, duplex: 'half' as const }) };
}
