// The list of versions that a server gives, held against family.yaml: L-19.

import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoveryFlaws } from '../../contract/checks/discovery.js';
import {
  type FamilyUnderTest,
  handlerTarget,
  plan,
  REPORTERS,
  reportText,
  run,
} from '../../contract/index.js';
import { readFamily } from '../../generator/family/manifest.js';
import { discoveryOf } from '../../runtime/discovery.js';
import type { Discovery, Family, Template } from '../../runtime/lifecycle.js';
import { CINDER, EVERY_STATE } from '../family/families.js';
import { subjectsOf } from '../replay/families.js';
import * as scp from '../replay/servers/scp.js';

const AT = new Date('2026-05-01T00:00:00Z');
const LATE = new Date('2026-07-01T00:00:00Z');

function listing(family: Family, discovery: Partial<Discovery>): Family {
  return { ...family, discovery: { path: '/', status: 200, retired: false, answer: [], ...discovery } };
}

const ITEM = {
  id: 'v{version}',
  state: '{state}',
  until: '{notBefore}T00:00:00Z',
  next: { to: ['{successor}'] },
};
const FAMILY = listing(EVERY_STATE, { answer: { data: { versions: [ITEM] } } });
type Item = { id: unknown; state?: unknown; until?: unknown; next?: unknown };
const RIGHT: readonly Item[] = [
  { id: 'v1.3', state: 'CURRENT' },
  { id: 'v1.2', state: 'SUPPORTED', until: '2026-09-01T00:00:00Z' },
  { id: 'v1.1', state: 'DEPRECATED', until: '2026-06-01T00:00:00Z', next: { to: ['1.2'] } },
];

function flaws(items: unknown, instant: Date | undefined = AT, status = 200): string[] {
  const body = { data: { versions: items } };
  return discoveryFlaws(FAMILY, { status, body }, { ...(instant && { instant }) }).map(
    ({ pointer, message, expected, actual }) => `${pointer} ${message} ${expected} / ${actual}`,
  );
}

function changed(index: number, change: Partial<Item>): Item[] {
  return RIGHT.map((item, at) => (at === index ? { ...item, ...change } : item));
}

describe('a list of versions', () => {
  it.each<[string, readonly unknown[]]>([
    ['as it is', RIGHT],
    ['in another order', [...RIGHT].reverse()],
    ['with more than was asked', RIGHT.map((item) => ({ ...item, more: 1 }))],
    ['with nothing where nothing is known', changed(0, { until: null, next: { to: [''] } })],
    ['with what is planned', [...RIGHT, { id: 'v1.4', state: 'PLANNED' }]],
    ['with what is retired', [...RIGHT, { id: 'v1.0', state: 'RETIRED', until: '2026-03-01T00:00:00Z' }]],
  ])('holds %s', (_, items) => {
    expect(flaws(items)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['no list', undefined, ['/body/data/versions The answer lists no versions. a list / nothing']],
    [
      'something else',
      { '1.3': {} },
      ['/body/data/versions The answer lists no versions. a list / {"1.3": {}}'],
    ],
    [
      'an unknown version',
      [...RIGHT, { id: 'v2.0' }],
      [
        '/body/data/versions/3 A version is listed that family.yaml does not know. one of 1.4, 1.3, 1.2, 1.1, 1.0 / "2.0"',
      ],
    ],
    [
      'an item without an id',
      [...RIGHT, 7, { id: '1.3' }],
      [
        '/body/data/versions/3 An item does not say of which version it is. one of 1.4, 1.3, 1.2, 1.1, 1.0 / 7',
        '/body/data/versions/4 An item does not say of which version it is. one of 1.4, 1.3, 1.2, 1.1, 1.0 / {"id": "1.3"}',
      ],
    ],
    [
      'a version twice',
      [...RIGHT, RIGHT[0]],
      [
        '/body/data/versions/3 Version 1.3 is listed twice. each version once / {"id": "v1.3", "state": "CURRENT"}',
      ],
    ],
    [
      'another state',
      changed(1, { state: 'DEPRECATED' }),
      [
        '/body/data/versions/1/state The state of version 1.2 is not that of family.yaml. "SUPPORTED" / "DEPRECATED"',
      ],
    ],
    [
      'another date',
      changed(1, { until: '2026-08-31T00:00:00Z' }),
      [
        '/body/data/versions/1/until The notBefore of version 1.2 is not that of family.yaml. "2026-09-01T00:00:00Z" / "2026-08-31T00:00:00Z"',
      ],
    ],
    [
      'a date in the notation of tables',
      changed(1, { until: '20260901T00:00:00Z' }),
      [
        '/body/data/versions/1/until The notBefore of version 1.2 is not that of family.yaml. "2026-09-01T00:00:00Z" / "20260901T00:00:00Z"',
      ],
    ],
    [
      'a date that is none',
      changed(1, { until: '2026-02-31T00:00:00Z' }),
      [
        '/body/data/versions/1/until The notBefore of version 1.2 is not that of family.yaml. "2026-09-01T00:00:00Z" / "2026-02-31T00:00:00Z"',
      ],
    ],
    [
      'no date, and one too many',
      changed(1, { until: undefined }).map((item, at) =>
        at === 0 ? { ...item, until: '2027-01-01T00:00:00Z' } : item,
      ),
      [
        '/body/data/versions/0/until The notBefore of version 1.3 is not that of family.yaml. none / "2027-01-01T00:00:00Z"',
        '/body/data/versions/1/until The notBefore of version 1.2 is not that of family.yaml. "2026-09-01T00:00:00Z" / nothing',
      ],
    ],
    [
      'another successor',
      changed(2, { next: { to: ['1.3'] } }),
      [
        '/body/data/versions/2/next/to/0 The successor of version 1.1 is not that of family.yaml. "1.2" / "1.3"',
      ],
    ],
    [
      'a version too few',
      RIGHT.slice(1),
      [
        '/body/data/versions Version 1.3 is not listed, but CURRENT, asked as of 2026-05-01T00:00:00.000Z. version 1.3 / ["1.2", "1.1"]',
      ],
    ],
  ])('is told of %s', (_, items, expected) => {
    expect(flaws(items)).toEqual(expected);
  });

  it('may leave out a deprecated version once its date has come, or nobody can say', () => {
    const without = RIGHT.slice(0, 2);
    expect(flaws(without)).toEqual([
      '/body/data/versions Version 1.1 is not listed, but DEPRECATED, guaranteed until 2026-06-01, asked as of 2026-05-01T00:00:00.000Z. version 1.1 / ["1.3", "1.2"]',
    ]);
    expect(flaws(without, LATE)).toEqual([]);
    expect(discoveryFlaws(FAMILY, { status: 200, body: { data: { versions: without } } })).toEqual([]);
    // A supported one is served on, whatever its date: the answers table knows no end for it.
    expect(flaws([RIGHT[0]], new Date('2027-01-01T00:00:00Z'))).toHaveLength(1);
  });

  it('has the status that is declared', () => {
    expect(flaws(RIGHT, AT, 404)).toEqual([
      '/status The status is not that of the list of versions. 200 / 404',
    ]);
  });

  it('is not judged where there is none', () => {
    expect(discoveryFlaws({ ...FAMILY, discovery: false }, { status: 404, body: undefined })).toEqual([]);
  });

  it('is never too strange to be judged', () => {
    const property = fc.property(fc.jsonValue(), (body) => {
      discoveryFlaws(FAMILY, { status: 200, body: { data: { versions: body } } }, { instant: AT });
      discoveryFlaws(FAMILY, { status: 200, body }, { instant: AT });
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it('as our own servers give it, has no flaw, whatever the template', () => {
    const text = fc.constantFrom(
      '{state}',
      'until {notBefore}!',
      '{successor}',
      '{minimum}',
      '{origin}/x',
      'plain',
      '{state}{successor}',
    );
    const member = fc.oneof(
      text,
      fc.constant(1),
      fc.array(text, { maxLength: 3 }),
      fc.dictionary(fc.string(), text, { maxKeys: 3 }),
    );
    const item = fc.tuple(
      fc.dictionary(fc.string(), member, { maxKeys: 3 }),
      fc.constantFrom('{version}', 'v{version}', '<{version}>'),
    );
    const property = fc.property(item, fc.boolean(), fc.constantFrom(AT, LATE), (made, retired, instant) => {
      const [members, version] = made;
      const answer: Template = { list: [{ ...members, 'the id': version }] };
      for (const family of [EVERY_STATE, CINDER, { ...EVERY_STATE, afterNotBefore: 'gone' as const }]) {
        const one = listing(family, { answer, retired });
        const body: unknown = JSON.parse(JSON.stringify(discoveryOf(one, instant, 'https://a.example')));
        expect(discoveryFlaws(one, { status: 200, body }, { instant })).toEqual([]);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 150 });
  });
});

describe('a run', async () => {
  const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
  const [subject] = await subjectsOf('scp-virtualserver');
  const { value: manifest } = await readFamily('specs/scp-virtualserver/family.yaml', PROJECT);
  if (!subject || !manifest) throw new Error('SCP cannot be read');
  const { family, pointerOf, locate } = manifest;
  const under: FamilyUnderTest = { family, instant: AT, pointerOf, locate };
  const report = async (given: FamilyUnderTest, handler: (request: Request) => Promise<Response>) => {
    const events = [];
    for await (const event of run(
      plan([subject], { phases: ['discovery'], family: given }),
      handlerTarget(handler),
    ))
      events.push(event);
    const judged = events
      .filter((event) => event.type === 'judged')
      .filter((event) => event.case.phase === 'discovery');
    return { judged, text: reportText(REPORTERS.terminal({}), events) };
  };
  const serve = scp.createServer({ now: () => AT });

  it('asks once, where the family declares a list', async () => {
    const asked: string[] = [];
    const { judged, text } = await report(under, (request) => {
      asked.push(`${request.method} ${request.url}`);
      return serve(request);
    });
    expect(asked.filter((each) => each === 'GET http://localhost/')).toHaveLength(1);
    expect(judged.map(({ case: { id }, verdict, checks }) => [id, verdict, checks])).toEqual([
      ['scp-virtualserver/1.3/discovery', 'held', ['discovery']],
    ]);
    expect(text).toContain('✓ GET / (list of versions): 1 of 1 held');
    expect((await report({ ...under, family: { ...family, discovery: false } }, serve)).judged).toEqual([]);
    const { discovery: _, ...silent } = family;
    expect((await report({ ...under, family: silent }, serve)).judged).toEqual([]);
  });

  it('shows where family.yaml says otherwise', async () => {
    const { judged, text } = await report(under, async (request) => {
      const answer = await serve(request);
      if (new URL(request.url).pathname !== '/') return answer;
      return new Response((await answer.text()).replace('2026-08-31', '2026-07-31'), {
        status: answer.status,
      });
    });
    expect(judged[0]?.findings).toMatchObject([
      {
        check: 'discovery',
        pointer: '/body/versions/1/not_before',
        position: { file: 'specs/scp-virtualserver/family.yaml', line: 14 },
      },
    ]);
    expect(text).toContain('expected  "2026-08-31"');
    expect(text).toContain('alone     --case scp-virtualserver/1.3/discovery');
  });

  it.each([
    ['no JSON', async () => new Response('<html>'), '/body/versions'],
    ['nothing', async () => new Response(null, { status: 404 }), '/status'],
    ['an error', () => Promise.reject(new Error('own')), ''],
  ])('finds fault with %s', async (_, answer, pointer) => {
    const { judged } = await report(under, (request) =>
      new URL(request.url).pathname === '/' ? answer() : serve(request),
    );
    expect(judged[0]).toMatchObject({ verdict: 'broken', findings: [{ pointer }] });
  });
});
