// Dates that exist and days that begin at odd hours.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isTimeZone, parseDate, startOfDay } from '../../runtime/lifecycle.js';

describe('parseDate', () => {
  it.each([
    ['20260531', '2026-05-31'],
    ['2026-05-31', '2026-05-31'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
    ['9999-12-31', '9999-12-31'],
  ])('reads %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each([
    ...['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'],
    ...['20260230', '1900-02-29', '2026-0531', '202605-31', '2026-5-31', '26-05-31', '0', '', '1969-12-31'],
    ...[
      '2026-05-31T00:00:00Z',
      ' 2026-05-31',
      '2026-05-31\n',
      '２０２６-05-31',
      '-2026-05-31',
      '12026-05-31',
    ],
  ])('refuses %j', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it('agrees with the days of the Gregorian calendar', () => {
    const day = fc.record({
      year: fc.integer({ min: 1970, max: 2400 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
    });
    const property = fc.property(day, ({ year, month, day }) => {
      const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
      const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      expect(parseDate(date)).toBe(day <= length ? date : undefined);
      expect(parseDate(date.replaceAll('-', ''))).toBe(parseDate(date));
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});

describe('addDays', () => {
  it('counts over months and leap days', () => {
    expect(addDays('2026-05-31', -90)).toBe('2026-03-02');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(addDays('2026-05-31', 0)).toBe('2026-05-31');
  });
});

describe('isTimeZone', () => {
  it.each(['UTC', 'Asia/Seoul', 'America/Argentina/Buenos_Aires', 'Etc/GMT+12'])('knows %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
  it.each(['Mars/Olympus', '+09:00', '', 'Asia/', '../etc/localtime', 'Asia/Seoul\n'])('not %j', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});

describe('startOfDay', () => {
  it.each([
    ['2026-05-31', 'UTC', '2026-05-31T00:00:00Z'],
    ['2026-05-31', 'Asia/Seoul', '2026-05-30T15:00:00Z'],
    ['2026-05-31', 'Asia/Kathmandu', '2026-05-30T18:15:00Z'],
    ['2026-05-31', 'Pacific/Kiritimati', '2026-05-30T10:00:00Z'],
    ['2026-05-31', 'Etc/GMT+12', '2026-05-31T12:00:00Z'],
    // Clocks change at 02:00 or 03:00 of the day itself: midnight still has the old offset.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00Z'],
    // Midnight does not exist: the day begins at 01:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['2023-04-28', 'Africa/Cairo', '2023-04-27T22:00:00Z'],
    ['2022-03-27', 'Asia/Beirut', '2022-03-26T22:00:00Z'],
    // Midnight is reached, and the clock goes back to 23:00: the day begins an hour later.
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00Z'],
    ['2023-10-27', 'Africa/Cairo', '2023-10-26T22:00:00Z'],
    // At 00:01 back to 23:01 of the day before: the first of the two midnights.
    ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00Z'],
    // The whole day does not exist: it begins as the next one does.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    // Half an hour of summer time.
    ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T13:30:00Z'],
  ])('%s in %s', (date, zone, expected) => {
    const { earliest, latest } = startOfDay(date, zone);
    expect(new Date(earliest).toISOString()).toBe(new Date(expected).toISOString());
    expect(latest).toBe(earliest);
  });

  it('spans 26 hours without a zone', () => {
    const { earliest, latest } = startOfDay('2026-05-31');
    expect(new Date(earliest).toISOString()).toBe('2026-05-30T10:00:00.000Z');
    expect(new Date(latest).toISOString()).toBe('2026-05-31T12:00:00.000Z');
  });

  it('refuses an unknown zone', () => {
    expect(() => startOfDay('2026-05-31', 'Mars/Olympus')).toThrow(RangeError);
  });

  it('is the first second whose date is the day, in any zone', () => {
    const zones = [
      'America/Sao_Paulo',
      'Africa/Cairo',
      'Asia/Seoul',
      'Asia/Tehran',
      'America/Santiago',
      'Europe/Dublin',
    ];
    const days = fc.integer({ min: 0, max: 22_000 }).map((day) => addDays('1990-01-01', day));
    const property = fc.property(fc.constantFrom(...zones), days, (zone, date) => {
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
      const { earliest } = startOfDay(date, zone);
      expect(shown.format(earliest)).toBe(date);
      expect(shown.format(earliest - 1000)).toBe(addDays(date, -1));
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});
