// The calendar, read back by the rules of RFC 5545: lines, folds, texts, days.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { calendarOf } from '../../generator/versions/calendar.js';
import type { VersionOverview } from '../../generator/versions/overview.js';
import { specpact } from '../generate/run.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'specpact-calendar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Component {
  readonly name: string;
  readonly properties: Map<string, string>;
  readonly components: Component[];
}

/** Content lines, unfolded (section 3.1), as components (section 3.6). */
function read(text: string): Component {
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const open: Component[] = [{ name: '', properties: new Map(), components: [] }];
  for (const line of text
    .trimEnd()
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z-]+=[\w-]+)*):(.*)$/.exec(line) ?? [];
    expect(name, line).not.toBe('');
    const holder = open.at(-1);
    if (name === 'BEGIN') {
      const component = { name: value, properties: new Map<string, string>(), components: [] };
      holder?.components.push(component);
      open.push(component);
    } else if (name === 'END') expect(open.pop()?.name).toBe(value);
    else holder?.properties.set(name, value);
  }
  const [calendar] = open[0]?.components ?? [];
  if (!calendar || open.length !== 1) throw new Error('not one calendar');
  return calendar;
}

/** Section 3.3.11. */
function plain(text = ''): string {
  return text.replace(/\\(.)/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));
}

describe('the calendar of the families', async () => {
  const argv = ['versions', '--now', '2026-04-15', '--ics', join(folder, 'dates.ics')];
  const { code } = await specpact(argv, ROOT);
  const text = readFileSync(join(folder, 'dates.ics'), 'utf8');
  const calendar = read(text);

  it('says what it is', () => {
    expect(code).toBe(0);
    expect(calendar.name).toBe('VCALENDAR');
    expect(calendar.properties.get('VERSION')).toBe('2.0');
    expect(calendar.properties.get('PRODID')).toBe('-//specpact//versions//EN');
  });

  it('holds the days that were published, as whole days', () => {
    const days = calendar.components.map(({ name, properties }) => [
      name,
      properties.get('UID'),
      properties.get('DTSTART;VALUE=DATE'),
      properties.get('DTEND;VALUE=DATE'),
      plain(properties.get('SUMMARY')),
    ]);
    const family = 'scp-virtualserver';
    expect(days).toEqual([
      [
        'VEVENT',
        `${family}/1.2/notice@specpact`,
        '20260602',
        '20260603',
        `${family} 1.2: 90 days of guarantee left`,
      ],
      ['VEVENT', `${family}/1.2/end@specpact`, '20260831', '20260901', `${family} 1.2 may stop answering`],
      ['VEVENT', `${family}/1.1/end@specpact`, '20260531', '20260601', `${family} 1.1 may stop answering`],
      ['VEVENT', `${family}/1.0/end@specpact`, '20251231', '20260101', `${family} 1.0 may stop answering`],
    ]);
    const [, , end] = calendar.components;
    expect(plain(end?.properties.get('DESCRIPTION'))).toBe(
      'DEPRECATED, guaranteed until 2026-05-31 00:00 (Asia/Seoul). Use 1.3.',
    );
  });

  it('is stamped with the instant, warns two weeks before an end, and takes nobody’s time', () => {
    const alarms = calendar.components.map(({ components }) =>
      components.map((each) => each.properties.get('TRIGGER')),
    );
    expect(alarms).toEqual([[], ['-P14D'], ['-P14D'], ['-P14D']]);
    for (const { properties } of calendar.components)
      expect([properties.get('DTSTAMP'), properties.get('TRANSP')]).toEqual([
        '20260415T000000Z',
        'TRANSPARENT',
      ]);
  });

  it.each([
    ['Pacific/Kiritimati', -840],
    ['Pacific/Pago_Pago', 660],
  ])('is the same in %s', async (zone, offset) => {
    vi.stubEnv('TZ', zone);
    try {
      expect(new Date().getTimezoneOffset()).toBe(offset);
      await specpact(argv, ROOT);
      expect(readFileSync(join(folder, 'dates.ics'), 'utf8')).toBe(text);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

it('keeps what a text says: separators, line ends, other scripts, any length', () => {
  const family = `a;b,c\\d "é漢字" ${'long '.repeat(40)}end`;
  const version: VersionOverview = {
    id: '1.0',
    state: 'DEPRECATED',
    notBefore: '2026-05-31',
    phase: 'guaranteed',
    successor: '1.1\r\nEND:VEVENT',
  };
  const now = new Date('2026-04-15T00:00:00Z');
  const families = [{ family, file: 'family.yaml', noticeDays: 90, versions: [version] }];
  const [event, ...others] = read(calendarOf({ now, families })).components;
  expect(others).toEqual([]);
  expect(plain(event?.properties.get('SUMMARY'))).toBe(`${family} 1.0 may stop answering`);
});
