// The truth table of phases and the answers table: every row, every cell.
import { describe, expect, it } from 'vitest';
import {
  answerFor,
  type Family,
  type Observer,
  type Phase,
  phase,
  startOfDeprecation,
  startOfNotice,
  successorOf,
  type VersionEntry,
} from '../../runtime/lifecycle.js';
import { EVERY_STATE, entryOf, SCP } from '../family/families.js';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

describe('phase: DEPRECATED, 90 days of notice, a declared zone', () => {
  // D = 2026-05-31 00:00 in Seoul, nine hours before UTC.
  const D = Date.parse('2026-05-30T15:00:00Z');
  const rows: [string, number, Phase][] = [
    ['D - 91 d', D - 91 * DAY, 'guaranteed'],
    ['D - 90 d', D - 90 * DAY, 'guaranteed'],
    ['D - 89 d', D - 89 * DAY, 'guaranteed'],
    ['D - 1 s', D - SECOND, 'guaranteed'],
    ['D - 1 ms', D - 1, 'guaranteed'],
    ['D 00:00:00', D, 'lapsed'],
    ['D + 1 d', D + DAY, 'lapsed'],
  ];
  it.each(rows)('%s', (_, instant, expected) => {
    for (const observer of ['server', 'client', 'check'] satisfies Observer[]) {
      expect(phase(entryOf(SCP, '1.1'), SCP, new Date(instant), observer)).toBe(expected);
    }
  });
});

describe('phase: no zone declared', () => {
  const { timezone: _, ...zoneless } = SCP;
  const entry = entryOf(SCP, '1.1');
  // The day begins first at UTC+14, last at UTC-12: 26 hours later.
  const first = Date.parse('2026-05-30T10:00:00Z');
  const last = Date.parse('2026-05-31T12:00:00Z');
  const rows: [string, number, Phase, Phase, Phase][] = [
    ['1 s before it begins anywhere', first - SECOND, 'guaranteed', 'guaranteed', 'guaranteed'],
    ['as it begins at UTC+14', first, 'guaranteed', 'lapsed', 'indeterminate'],
    ['00:00 UTC', Date.parse('2026-05-31T00:00:00Z'), 'guaranteed', 'lapsed', 'indeterminate'],
    ['1 s before it has begun everywhere', last - SECOND, 'guaranteed', 'lapsed', 'indeterminate'],
    ['as it begins at UTC-12', last, 'lapsed', 'lapsed', 'lapsed'],
  ];
  it.each(rows)('%s', (_, instant, server, client, check) => {
    const at = new Date(instant);
    expect(phase(entry, zoneless, at, 'server')).toBe(server);
    expect(phase(entry, zoneless, at, 'client')).toBe(client);
    expect(phase(entry, zoneless, at, 'check')).toBe(check);
    expect(phase(entry, zoneless, at)).toBe(check);
  });

  it('is served while in doubt', () => {
    const family: Family = { ...zoneless, afterNotBefore: 'gone' };
    expect(answerFor(family, entry, new Date(last - SECOND)).serve).toBe(true);
    expect(answerFor(family, entry, new Date(last)).serve).toBe(false);
  });
});

describe('phase: no date', () => {
  it.each(['1970-01-01', '2026-05-31', '9999-12-31'])('is guaranteed in %s', (day) => {
    for (const observer of ['server', 'client', 'check'] satisfies Observer[]) {
      expect(phase({ id: '1.3', state: 'CURRENT' }, SCP, new Date(day), observer)).toBe('guaranteed');
    }
  });
});

describe('notice', () => {
  it('begins noticeDays before the end, in calendar days of the zone', () => {
    const start = startOfNotice(entryOf(SCP, '1.1'), SCP);
    expect(start?.latest).toBe(Date.parse('2026-03-01T15:00:00Z'));
    // New York loses an hour in between: 90 calendar days, not 90 × 24 hours.
    const newYork = startOfNotice(entryOf(SCP, '1.1'), { ...SCP, timezone: 'America/New_York' });
    expect(newYork?.latest).toBe(Date.parse('2026-03-02T05:00:00Z'));
  });

  it('is moved by deprecatedAt, but never past the end of the guarantee', () => {
    const entry: VersionEntry = { ...entryOf(SCP, '1.1'), deprecatedAt: '2026-04-01' };
    expect(startOfDeprecation(entry, SCP)?.latest).toBe(Date.parse('2026-03-31T15:00:00Z'));
    const late: VersionEntry = { ...entry, deprecatedAt: '2027-01-01' };
    expect(startOfDeprecation(late, SCP)?.latest).toBe(Date.parse('2026-05-30T15:00:00Z'));
  });

  it('has no start without any date', () => {
    expect(startOfDeprecation({ id: '1.0', state: 'DEPRECATED' }, SCP)).toBeUndefined();
  });
});

describe('successorOf', () => {
  it('is the declared one, else CURRENT, and none for CURRENT itself', () => {
    expect(successorOf(EVERY_STATE, entryOf(EVERY_STATE, '1.1'))).toBe('1.2');
    expect(successorOf(EVERY_STATE, entryOf(EVERY_STATE, '1.2'))).toBe('1.3');
    expect(successorOf(EVERY_STATE, entryOf(EVERY_STATE, '1.3'))).toBeUndefined();
  });
});

describe('the answers table', () => {
  const early = new Date('2026-05-01T00:00:00Z');
  const late = new Date('2026-12-01T00:00:00Z');
  const gone: Family = { ...EVERY_STATE, afterNotBefore: 'gone' };
  const links = (successor: string) =>
    `</>; rel="deprecation", </>; rel="sunset", </>; rel="successor-version"; title="${successor}"`;
  const deprecated = {
    Deprecation: '@1772496000', // 2026-03-03 00:00 UTC, 90 days before
    Sunset: 'Mon, 01 Jun 2026 00:00:00 GMT',
    Link: links('1.2'),
  };

  it.each([early, late])('PLANNED is as unknown (%s)', (at) => {
    expect(answerFor(EVERY_STATE, entryOf(EVERY_STATE, '1.4'), at)).toEqual({
      serve: false,
      status: 406,
      reason: 'unknown',
      headers: {},
    });
  });

  it.each([early, late])('CURRENT is normal (%s)', (at) => {
    expect(answerFor(EVERY_STATE, entryOf(EVERY_STATE, '1.3'), at)).toEqual({ serve: true, headers: {} });
    const dated: VersionEntry = { id: '1.3', state: 'CURRENT', notBefore: '2026-06-01' };
    expect(answerFor(EVERY_STATE, dated, at)).toEqual({ serve: true, headers: {} });
  });

  it('SUPPORTED, guaranteed: normal, nothing to warn of', () => {
    expect(answerFor(EVERY_STATE, entryOf(EVERY_STATE, '1.2'), early)).toEqual({ serve: true, headers: {} });
  });

  it.each([EVERY_STATE, gone])(
    'SUPPORTED, lapsed: still normal, with the headers of DEPRECATED',
    (family) => {
      expect(answerFor(family, entryOf(EVERY_STATE, '1.2'), late)).toEqual({
        serve: true,
        headers: {
          Deprecation: '@1780444800',
          Sunset: 'Tue, 01 Sep 2026 00:00:00 GMT',
          Link: links('1.3'),
        },
      });
    },
  );

  it.each([EVERY_STATE, gone])('DEPRECATED, guaranteed: must be normal, with all headers', (family) => {
    const answer = answerFor(family, entryOf(EVERY_STATE, '1.1'), early);
    expect(answer).toEqual({ serve: true, headers: deprecated });
  });

  it('DEPRECATED, lapsed: normal or unavailable, by afterNotBefore', () => {
    const entry = entryOf(EVERY_STATE, '1.1');
    expect(answerFor(EVERY_STATE, entry, late)).toEqual({ serve: true, headers: deprecated });
    expect(answerFor(gone, entry, late)).toEqual({
      serve: false,
      status: 410,
      reason: 'retired',
      headers: deprecated,
    });
  });

  it.each([early, late])('RETIRED: the retired status, Sunset and the successor (%s)', (at) => {
    expect(answerFor(EVERY_STATE, entryOf(EVERY_STATE, '1.0'), at)).toEqual({
      serve: false,
      status: 410,
      reason: 'retired',
      headers: {
        Sunset: 'Sun, 01 Mar 2026 00:00:00 GMT',
        Link: '</>; rel="successor-version"; title="1.3"',
      },
    });
  });

  it('takes the targets of Link from the family, with the version filled in', () => {
    const family: Family = {
      ...EVERY_STATE,
      links: { deprecation: 'https://docs.example/{version}/end', 'successor-version': '/api/{version}' },
    };
    expect(answerFor(family, entryOf(EVERY_STATE, '1.1'), early).headers['Link']).toBe(
      '<https://docs.example/1.1/end>; rel="deprecation", </>; rel="sunset", ' +
        '</api/1.2>; rel="successor-version"; title="1.2"',
    );
  });

  it('never sends a Sunset that is earlier than the Deprecation', () => {
    for (const deprecatedAt of ['2026-01-01', '2026-06-01', '2027-01-01']) {
      for (const timezone of [undefined, 'UTC', 'Asia/Seoul', 'America/Sao_Paulo']) {
        const { timezone: _, ...rest } = EVERY_STATE;
        const family: Family = timezone === undefined ? rest : { ...rest, timezone };
        const entry: VersionEntry = { ...entryOf(EVERY_STATE, '1.1'), deprecatedAt };
        const { Deprecation = '', Sunset = '' } = answerFor(family, entry, early).headers;
        expect(Number(Deprecation.slice(1)) * SECOND).toBeLessThanOrEqual(Date.parse(Sunset));
      }
    }
  });
});

describe('SCP, to the second', () => {
  it('answers all four versions on 2026-04-15, two of them as deprecated', () => {
    const at = new Date('2026-04-15T00:00:00Z');
    const answers = SCP.versions.map((entry) => answerFor(SCP, entry, at));
    expect(answers.map(({ serve }) => serve)).toEqual([true, true, true, true]);
    expect(answers.map(({ headers }) => [headers['Deprecation'], headers['Sunset']])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['@1772377200', 'Sat, 30 May 2026 15:00:00 GMT'], // 2026-03-02 and 2026-05-31, 00:00 in Seoul
      ['@1759330800', 'Tue, 30 Dec 2025 15:00:00 GMT'], // 2025-10-02 and 2025-12-31
    ]);
  });

  it('turns 1.1 at 2026-05-31 00:00 in Seoul', () => {
    const gone: Family = { ...SCP, afterNotBefore: 'gone' };
    const turn = Date.parse('2026-05-31T00:00:00+09:00');
    expect(answerFor(gone, entryOf(SCP, '1.1'), new Date(turn - 1)).serve).toBe(true);
    expect(answerFor(gone, entryOf(SCP, '1.1'), new Date(turn)).serve).toBe(false);
  });

  it('guarantees only 1.3 on 2026-11-20', () => {
    const at = new Date('2026-11-20T00:00:00Z');
    expect(SCP.versions.map((entry) => phase(entry, SCP, at))).toEqual([
      'guaranteed',
      'lapsed',
      'lapsed',
      'lapsed',
    ]);
  });
});
