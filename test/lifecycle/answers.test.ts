// The table of answers and the truth table, cell by cell, as a caller meets them: over the handler of a family.
import { describe, expect, it } from 'vitest';
import { createFamilyHandler, type VersionHandler } from '../../runtime/family.js';
import { type Family, phase, type VersionEntry } from '../../runtime/lifecycle.js';

const SEOUL = 'Asia/Seoul';
/** The end of the guarantee of 1.2 and of 1.1. */
const [END_OF_12, END_OF_11] = ['2026-09-30', '2026-05-31'];

function family(more: Partial<Family> = {}): Family {
  return {
    family: 'acme',
    selector: { in: 'header', name: 'Acme-Version', format: 'acme {version}', whenAbsent: 'required' },
    timezone: SEOUL,
    noticeDays: 90,
    unavailable: { retired: 410, unknown: 406, malformed: 400 },
    afterNotBefore: 'serve',
    versions: [
      { id: '1.4', state: 'PLANNED' },
      { id: '1.3', state: 'CURRENT' },
      { id: '1.2', state: 'SUPPORTED', notBefore: END_OF_12 },
      { id: '1.1', state: 'DEPRECATED', notBefore: END_OF_11, successor: '1.2' },
      { id: '1.0', state: 'RETIRED', notBefore: '2026-01-31' },
    ],
    ...more,
  };
}

/** What a caller sees. */
interface Cells {
  readonly status: number;
  readonly deprecation: string | null;
  readonly sunset: string | null;
  readonly link: string | null;
  readonly echo: string | null;
  /** Of a refusal, in its body. */
  readonly supported?: readonly string[];
}

async function answer(of: Family, asked: string | undefined, at: string): Promise<Cells> {
  const called: string[] = [];
  const handlerOf = ({ id }: VersionEntry): [string, VersionHandler] => [
    id,
    () => {
      called.push(id);
      return new Response('{}', { headers: { 'content-type': 'application/json' } });
    },
  ];
  const handle = createFamilyHandler({
    family: of,
    versions: Object.fromEntries(of.versions.map(handlerOf)),
    now: () => new Date(at),
  });
  const headers: Record<string, string> = asked === undefined ? {} : { 'Acme-Version': asked };
  const response = await handle(new Request('https://api.example/things', { headers }));
  const { status } = response;
  expect(response.headers.get('vary')).toBe('Acme-Version');
  // An answer that is not normal is given without a handler, and tells what there is.
  expect(called).toEqual(status === 200 ? [asked?.replace('acme ', '')] : []);
  const told = status === 200 ? {} : await refusal(response);
  const get = (name: string) => response.headers.get(name);
  return {
    status,
    deprecation: get('deprecation'),
    sunset: get('sunset'),
    link: get('link'),
    echo: get('acme-version'),
    ...told,
  };
}

async function refusal(response: Response): Promise<{ supported: readonly string[] }> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = (await response.json()) as { type: string; status: number; supported: string[] };
  expect([body.type, body.status]).toEqual(['about:blank', response.status]);
  return { supported: body.supported };
}

const NONE = { deprecation: null, sunset: null, link: null };
const linksTo = (successor: string) =>
  `</>; rel="deprecation", </>; rel="sunset", </>; rel="successor-version"; title="${successor}"`;
// A day in Seoul begins at 15:00 UTC of the day before; 90 calendar days before 2026-05-31 is 2026-03-02, before 2026-09-30 2026-07-02.
const DEPRECATED = {
  deprecation: '@1772377200',
  sunset: 'Sat, 30 May 2026 15:00:00 GMT',
  link: linksTo('1.2'),
};
const LAPSED_12 = {
  deprecation: '@1782918000',
  sunset: 'Tue, 29 Sep 2026 15:00:00 GMT',
  link: linksTo('1.3'),
};
const GUARANTEED = '2026-05-30T23:59:59+09:00';
const LAPSED = '2026-09-30T00:00:00+09:00';

describe('the table of answers', () => {
  const SERVED = ['1.3', '1.2', '1.1'];
  const own = (id: string) => ({ status: 200, echo: `acme ${id}` });
  const refused = (status: number, echo: string, supported = SERVED) => ({
    status,
    echo: `acme ${echo}`,
    supported,
  });
  const gone = family({ afterNotBefore: 'gone' });
  const left = ['1.3', '1.2'];

  it.each<[string, Family, string | undefined, string, Cells]>([
    ['PLANNED: as unknown', family(), 'acme 1.4', GUARANTEED, { ...refused(406, '1.4'), ...NONE }],
    ['CURRENT: normal', family(), 'acme 1.3', GUARANTEED, { ...own('1.3'), ...NONE }],
    ['CURRENT, later: normal', family(), 'acme 1.3', LAPSED, { ...own('1.3'), ...NONE }],
    ['SUPPORTED, guaranteed: normal', family(), 'acme 1.2', GUARANTEED, { ...own('1.2'), ...NONE }],
    ['SUPPORTED, lapsed: as DEPRECATED', family(), 'acme 1.2', LAPSED, { ...own('1.2'), ...LAPSED_12 }],
    [
      'SUPPORTED, lapsed: normal, whatever becomes of others',
      gone,
      'acme 1.2',
      LAPSED,
      { ...own('1.2'), ...LAPSED_12 },
    ],
    [
      'DEPRECATED, guaranteed: normal, and tells',
      family(),
      'acme 1.1',
      GUARANTEED,
      { ...own('1.1'), ...DEPRECATED },
    ],
    [
      'DEPRECATED, guaranteed: must be normal',
      gone,
      'acme 1.1',
      GUARANTEED,
      { ...own('1.1'), ...DEPRECATED },
    ],
    ['DEPRECATED, lapsed, serve: the same', family(), 'acme 1.1', LAPSED, { ...own('1.1'), ...DEPRECATED }],
    [
      'DEPRECATED, lapsed, gone: unavailable',
      gone,
      'acme 1.1',
      LAPSED,
      { ...refused(410, '1.1', left), ...DEPRECATED },
    ],
    [
      'RETIRED: unavailable, with its end and its successor',
      family(),
      'acme 1.0',
      GUARANTEED,
      {
        ...refused(410, '1.0'),
        deprecation: null,
        sunset: 'Fri, 30 Jan 2026 15:00:00 GMT',
        link: '</>; rel="successor-version"; title="1.3"',
      },
    ],
    ['unknown', family(), 'acme 9.9', GUARANTEED, { ...refused(406, '9.9'), ...NONE }],
    ['malformed', family(), 'acme one', GUARANTEED, { ...refused(400, '1.3'), ...NONE }],
    ['twice', family(), 'acme 1.3, acme 1.3', GUARANTEED, { ...refused(400, '1.3'), ...NONE }],
    ['required but absent', family(), undefined, GUARANTEED, { ...refused(400, '1.3'), ...NONE }],
    ['empty', family(), '', GUARANTEED, { ...refused(400, '1.3'), ...NONE }],
  ])('%s', async (_, of, asked, at, cells) => {
    expect(await answer(of, asked, at)).toEqual(cells);
  });

  it('takes deprecatedAt where it is told, and never lets Sunset come before Deprecation', async () => {
    const dated = (deprecatedAt: string) => {
      const versions = family().versions.map((each) =>
        each.id === '1.1' ? { ...each, deprecatedAt } : each,
      );
      return answer(family({ versions }), 'acme 1.1', GUARANTEED);
    };
    expect((await dated('2026-04-01')).deprecation).toBe('@1774969200');
    const late = await dated('2027-01-01');
    expect(late.deprecation).toBe(`@${Date.parse(late.sunset ?? '') / 1000}`);
  });
});

describe('the truth table: DEPRECATED, 90 days of notice, a zone', () => {
  // Days are counted on the calendar of the zone; Seoul has not changed its clocks since 1988.
  const rows: readonly (readonly [string, string, 'guaranteed' | 'lapsed'])[] = [
    ['D - 91 d', '2026-03-01T00:00:00+09:00', 'guaranteed'],
    ['D - 90 d', '2026-03-02T00:00:00+09:00', 'guaranteed'],
    ['D - 89 d', '2026-03-03T00:00:00+09:00', 'guaranteed'],
    ['D - 1 s', '2026-05-30T23:59:59+09:00', 'guaranteed'],
    ['D 00:00:00', '2026-05-31T00:00:00+09:00', 'lapsed'],
    ['D + 1 d', '2026-06-01T00:00:00+09:00', 'lapsed'],
  ];
  it.each(rows)('%s', async (_, at, expected) => {
    for (const observer of ['server', 'client', 'check'] as const)
      expect(
        phase({ id: '1.1', state: 'DEPRECATED', notBefore: END_OF_11 }, family(), new Date(at), observer),
      ).toBe(expected);
    expect((await answer(family(), 'acme 1.1', at)).status).toBe(200);
    const { status } = await answer(family({ afterNotBefore: 'gone' }), 'acme 1.1', at);
    expect(status).toBe(expected === 'guaranteed' ? 200 : 410);
    // What removal costs at these instants stands in test/cases/revisions/L-09-*.
  });
});

describe('the truth table: no zone', () => {
  const { timezone: _, ...rest } = family({ afterNotBefore: 'gone' });
  const entry = { id: '1.1', state: 'DEPRECATED', notBefore: END_OF_11 } as const;
  it.each([
    ['1 s before the 26 hours', '2026-05-30T09:59:59Z', 'guaranteed', 'guaranteed', 200],
    ['their first second', '2026-05-30T10:00:00Z', 'lapsed', 'indeterminate', 200],
    ['their last second', '2026-05-31T11:59:59Z', 'lapsed', 'indeterminate', 200],
    ['after them', '2026-05-31T12:00:00Z', 'lapsed', 'lapsed', 410],
  ] as const)('%s', async (__, at, client, check, status) => {
    expect(phase(entry, rest, new Date(at), 'client')).toBe(client);
    expect(phase(entry, rest, new Date(at), 'check')).toBe(check);
    const seen = await answer(rest, 'acme 1.1', at);
    expect(seen.status).toBe(status);
    // A server tells the last moment at which the day can begin, so that nobody is told too early.
    expect(seen.sunset).toBe('Sun, 31 May 2026 12:00:00 GMT');
    expect(seen.deprecation).toBe(`@${Date.parse('2026-03-02T12:00:00Z') / 1000}`);
  });

  it('no date: guaranteed for ever', async () => {
    for (const at of ['1999-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
      expect(phase({ id: '1.3', state: 'CURRENT' }, rest, new Date(at))).toBe('guaranteed');
      expect((await answer(rest, 'acme 1.3', at)).status).toBe(200);
    }
  });
});
