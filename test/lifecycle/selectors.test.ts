// Every place in which a request can name its version × everything it can say there × what the family does where it says nothing.
import { describe, expect, it } from 'vitest';
import type { Family, Selector } from '../../runtime/lifecycle.js';
import { negotiate } from '../../runtime/negotiate.js';

const AT = new Date('2026-04-15T00:00:00Z');
const VERSIONS: Family['versions'] = [
  { id: '1.4', state: 'PLANNED' },
  { id: '1.3', state: 'CURRENT' },
  { id: '1.2', state: 'SUPPORTED', notBefore: '2026-12-31' },
  { id: '1.1', state: 'DEPRECATED', notBefore: '2026-05-31' },
  { id: '1.0', state: 'RETIRED' },
];

/** What a request says, and how it says that in each place. Undefined: it cannot be said there. */
type Saying = (version: string) => {
  readonly path?: string;
  readonly headers?: readonly (readonly [string, string])[];
};

interface Place {
  readonly selector: Omit<Selector, 'whenAbsent'>;
  readonly named: Saying;
  readonly empty?: Saying;
  readonly twice?: Saying;
  /** What the answer carries where a version is named. */
  readonly vary?: string;
  readonly echo?: string;
}

const PLACES: Readonly<Record<string, Place>> = {
  'header with a format': {
    selector: { in: 'header', name: 'Acme-Version', format: 'acme {version}' },
    named: (version) => ({ headers: [['Acme-Version', `acme ${version}`]] }),
    empty: () => ({ headers: [['Acme-Version', '']] }),
    twice: (version) => ({
      headers: [
        ['Acme-Version', `acme ${version}`],
        ['acme-version', `acme ${version}`],
      ],
    }),
    vary: 'Acme-Version',
    echo: 'acme ',
  },
  header: {
    selector: { in: 'header', name: 'Acme-Version', format: '{version}' },
    named: (version) => ({ headers: [['Acme-Version', version]] }),
    empty: () => ({ headers: [['Acme-Version', ' ']] }),
    twice: (version) => ({ headers: [['Acme-Version', `${version}, ${version}`]] }),
    vary: 'Acme-Version',
    echo: '',
  },
  query: {
    selector: { in: 'query', name: 'api-version', format: '{version}' },
    named: (version) => ({ path: `/things?api-version=${encodeURIComponent(version)}` }),
    empty: () => ({ path: '/things?api-version=' }),
    twice: (version) => ({ path: `/things?api-version=${version}&a=b&api-version=${version}` }),
  },
  path: {
    selector: { in: 'path', format: '/api/v{version}' },
    named: (version) => ({ path: `/api/v${encodeURIComponent(version)}/things` }),
    empty: () => ({ path: '/api/v/things' }),
  },
  'media type parameter': {
    selector: { in: 'media-type', name: 'version', format: '{version}' },
    named: (version) => ({ headers: [['Accept', `application/json; version="${version}"`]] }),
    empty: () => ({ headers: [['Accept', 'application/json; version=']] }),
    twice: (version) => ({
      headers: [
        ['Accept', `a/b; version=${version}`],
        ['Content-Type', 'a/b; version=1.3'],
      ],
    }),
    vary: 'Accept, Content-Type',
  },
};

function ask(place: Place['selector'], whenAbsent: Selector['whenAbsent'], said: ReturnType<Saying>) {
  const family: Family = {
    family: 'acme',
    selector: { ...place, whenAbsent },
    timezone: 'UTC',
    noticeDays: 90,
    unavailable: { retired: 410, unknown: 406, malformed: 400 },
    afterNotBefore: 'serve',
    versions: VERSIONS,
  };
  const headers = new Headers((said.headers ?? []).map(([name, value]): [string, string] => [name, value]));
  return negotiate(family, { url: `https://api.example${said.path ?? '/things'}`, headers }, AT);
}

function verdict(negotiation: ReturnType<typeof ask>): string {
  if (negotiation.kind === 'serve') return negotiation.version;
  expect(negotiation.supported).toEqual(['1.3', '1.2', '1.1']);
  expect([negotiation.minimum, negotiation.maximum]).toEqual(['1.1', '1.3']);
  return `${negotiation.status} ${negotiation.reason}`;
}

/** What is answered where nothing is said. */
const ABSENT = { current: '1.3', minimum: '1.1', required: '400 malformed' } as const;

describe.each(Object.entries(PLACES))('%s', (_, { selector, named, empty, twice, vary, echo }) => {
  describe.each(['current', 'minimum', 'required'] as const)('whenAbsent: %s', (whenAbsent) => {
    const of = (said: ReturnType<Saying>) => verdict(ask(selector, whenAbsent, said));

    it('absent', () => {
      expect(of({})).toBe(ABSENT[whenAbsent]);
    });

    it.runIf(empty)('empty', () => {
      expect(of(empty?.('') ?? {})).toBe('400 malformed');
    });

    it.each([
      'one',
      '1',
      '1.3.0',
      '01.3',
      '1.03',
      '1,3',
      'v1.3',
      '-1.3',
      '1.3 ',
      '1.3x',
      'latest',
      '1.1000000000',
    ])('malformed: %j', (version) => {
      const isTrimmed = selector.in === 'header' && version.trim() === '1.3';
      expect(of(named(version))).toBe(isTrimmed ? '1.3' : '400 malformed');
    });

    it.runIf(twice)('twice', () => {
      expect(of(twice?.('1.2') ?? {})).toBe('400 malformed');
    });

    it.each([
      ['unknown', '9.9', '406 unknown'],
      ['unknown, between known ones', '1.15', '406 unknown'],
      ['planned', '1.4', '406 unknown'],
      ['retired', '1.0', '410 retired'],
      ['current', '1.3', '1.3'],
      ['supported', '1.2', '1.2'],
      ['deprecated', '1.1', '1.1'],
    ])('%s', (__, version, expected) => {
      const negotiation = ask(selector, whenAbsent, named(version));
      expect(verdict(negotiation)).toBe(expected);
      expect(negotiation.headers['Vary']).toBe(vary);
      expect(negotiation.headers['Acme-Version']).toBe(echo === undefined ? undefined : `${echo}${version}`);
    });
  });
});

describe('no selector', () => {
  it.each([
    ['current', '1.3'],
    ['minimum', '1.1'],
  ] as const)('whenAbsent: %s, whatever a request says', (whenAbsent, expected) => {
    for (const said of [{}, ...Object.values(PLACES).map(({ named }) => named('1.2'))])
      expect(verdict(ask({ in: 'none', format: '{version}' }, whenAbsent, said))).toBe(expected);
  });
});
