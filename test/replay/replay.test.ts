// Every documented example of every version, replayed against the sample servers: in process, as a Hono app, and over a real socket.
import { describe, expect, it } from 'vitest';
import { handlerTarget, httpTarget, type Target } from '../../contract/index.js';
import { contractSuite } from '../../contract/vitest.js';
import { FAMILIES, freshAlone, freshFor, planFor, subjectsOf } from './families.js';
import { replay } from './replay.js';
import { listen } from './socket.js';

/** Written by hand: day D in Seoul (UTC+9) begins at 15:00 UTC of the day before; the notice begins 90 days before D. */
const LIFECYCLE: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'scp-virtualserver 1.3': {
    'Scp-Api-Version': 'virtualserver 1.3',
    Vary: 'Scp-Api-Version',
    ...{ Deprecation: null, Sunset: null, Link: null },
  },
  // Supported until 2026-08-31, and asked on 2026-08-01: nothing is due yet.
  'scp-virtualserver 1.2': {
    'Scp-Api-Version': 'virtualserver 1.2',
    Vary: 'Scp-Api-Version',
    ...{ Deprecation: null, Sunset: null, Link: null },
  },
  'scp-virtualserver 1.1': {
    'Scp-Api-Version': 'virtualserver 1.1',
    Vary: 'Scp-Api-Version',
    Deprecation: '@1772377200', // 2026-03-01T15:00:00Z, 90 days before 2026-05-31 in Seoul
    Sunset: 'Sat, 30 May 2026 15:00:00 GMT',
    Link: '</>; rel="deprecation", </>; rel="sunset", </>; rel="successor-version"; title="1.3"',
  },
  'scp-virtualserver 1.0': {
    'Scp-Api-Version': 'virtualserver 1.0',
    Vary: 'Scp-Api-Version',
    Deprecation: '@1759330800', // 2025-10-01T15:00:00Z, 90 days before 2025-12-31 in Seoul
    Sunset: 'Tue, 30 Dec 2025 15:00:00 GMT',
    Link: '</>; rel="deprecation", </>; rel="sunset", </>; rel="successor-version"; title="1.3"',
  },
  'huawei-evs v5': { Deprecation: null, Sunset: null, Link: null, Vary: null },
  'openstack-cinder 3.70': {
    'OpenStack-API-Version': 'volume 3.70',
    Vary: 'OpenStack-API-Version',
    ...{ Deprecation: null, Sunset: null, Link: null },
  },
  'scaleway-instance v1': { Deprecation: null, Sunset: null, Link: null, Vary: null },
};

/** Counted by hand in the documents: pairs, and optional parameters with an example of their own. */
const CASES: Readonly<Record<string, number>> = {
  'scp-virtualserver 1.3': 14,
  'scp-virtualserver 1.2': 14,
  'scp-virtualserver 1.1': 13,
  'scp-virtualserver 1.0': 13,
  'huawei-evs v5': 3,
  'openstack-cinder 3.70': 4,
  'scaleway-instance v1': 28,
};

for (const family of FAMILIES) {
  const subjects = await subjectsOf(family.name);

  describe(family.name, () => {
    it('is replayed in every version that it documents', () => {
      expect(family.versions.map(({ id }) => id)).toStrictEqual(
        subjects.map(({ model }) => model.version.id),
      );
    });
  });

  for (const version of family.versions) {
    describe(`${family.name} ${version.id} on one server that keeps its state`, async () => {
      const baseUrl = await listen(family.createServer({ now: () => version.alive }));
      const { judged, finished } = await replay(planFor(subjects, version.id), httpTarget(baseUrl));

      it('has no finding: what deletes a snapshot comes after all that needs it', () => {
        expect(judged.flatMap(({ findings }) => findings)).toStrictEqual([]);
        expect(finished.totals).toMatchObject({ errors: 0, unplannable: 0, notRun: 0 });
      });
    });

    const title = `${family.name} ${version.id}`;
    const [subject] = Array.from(planFor(subjects, version.id).entries, (entry) => entry.subject);
    if (!subject) throw new Error(`${title} documents no example.`);
    const server = freshFor(family, version.alive);
    const app = freshAlone(version);
    const [serverUrl, appUrl] = [await listen(server), await listen(app)];
    const due = LIFECYCLE[title] ?? {};
    // A lone version knows of no other: its app says nothing of the lifecycle.
    const nothing = Object.fromEntries(Object.keys(due).map((name) => [name, null]));
    const ways: readonly (readonly [way: string, target: Target, suite: Suite, headers: typeof due])[] = [
      ['in process', handlerTarget(server), { handler: server }, due],
      ['as a Hono app', handlerTarget(app), { handler: app }, nothing],
      ['over a socket', httpTarget(serverUrl), { baseUrl: serverUrl }, due],
      ['as a Hono app over a socket', httpTarget(appUrl), { baseUrl: appUrl }, nothing],
    ];
    for (const [way, target, suite, headers] of ways) {
      contractSuite({
        name: `${title} ${way}`,
        model: subject.model,
        phases: ['examples'],
        ...locating(subject),
        ...suite,
      });

      describe(`${title} ${way}: the run`, async () => {
        const { exchanges, judged, finished } = await replay(planFor(subjects, version.id), target);

        it('has no finding of any kind', () => {
          const count = CASES[title];
          expect(judged.flatMap(({ findings }) => findings)).toStrictEqual([]);
          expect(finished).toStrictEqual({
            type: 'finished',
            outcome: 'complete',
            totals: {
              cases: count,
              held: count,
              broken: 0,
              unplannable: 0,
              skipped: 0,
              known: 0,
              notRun: 0,
              errors: 0,
              warnings: 0,
            },
          });
          expect(exchanges).toHaveLength(count ?? 0);
        });

        it('has in every answer, refusals too, what the version owes at that instant', () => {
          for (const { response, judged: verdict } of exchanges) {
            const found = Object.keys(headers).map((name) => [name, response.headers.get(name)]);
            expect(Object.fromEntries(found), verdict.case.id).toStrictEqual(headers);
          }
        });
      });
    }
  }
}

type Suite = { readonly handler: (request: Request) => Promise<Response> } | { readonly baseUrl: string };

function locating({ locate }: { readonly locate?: (pointer: string) => Position }) {
  return locate ? { locate: (_: unknown, pointer: string) => locate(pointer) } : {};
}

type Position = { file: string; line: number; column: number };
