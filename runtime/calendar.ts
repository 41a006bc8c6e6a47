// Hides the calendar: which dates exist, and at which instant a day begins in a time zone (by the platform's Intl).

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Between which instants something happens, in milliseconds since 1970 UTC; both are the same where a zone is known. */
export interface Span {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * Reads YYYYMMDD or YYYY-MM-DD and gives YYYY-MM-DD; undefined where there is no such day.
 * Years before 1970 are refused: no API guarantee lies there, a typing error does.
 */
export function parseDate(text: string): string | undefined {
  const match = /^([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})$/.exec(text);
  if (!match) return undefined;
  const date = `${match[1]}-${match[3]}-${match[4]}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // Some engines roll 30 February over into March instead of refusing it: only what comes back unchanged exists.
  const exists = !Number.isNaN(time) && time >= 0 && isoDay(time) === date;
  return exists ? date : undefined;
}

/** The date that many days later (earlier where negative), both YYYY-MM-DD. Calendar days: a day with a clock change is one day. */
export function addDays(date: string, days: number): string {
  return isoDay(utcMidnight(date) + days * DAY);
}

/** Whether the platform knows this IANA time zone. Offsets such as `+09:00` are no zones: only some platforms take them. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    wallClock(name);
    return true;
  } catch {
    return false;
  }
}

/** Clocks by zone: making one takes longer than all that is asked of it. */
const clocks = new Map<string, (instant: number) => number>();

/**
 * When the day begins: the first instant at which a clock in the zone shows this date. That is not always 00:00 there, since some
 * zones change their clocks at midnight and then the day begins at 01:00. Without a zone: from UTC+14, where a day begins first on earth, to
 * UTC−12, where it begins last.
 * @param date YYYY-MM-DD
 * @param zone an IANA name; an unknown one is a RangeError
 */
export function startOfDay(date: string, zone?: string): Span {
  const midnight = utcMidnight(date);
  if (zone === undefined) return { earliest: midnight - 14 * HOUR, latest: midnight + 12 * HOUR };
  const clock = clocks.get(zone) ?? wallClock(zone);
  clocks.set(zone, clock);
  const instant = firstInstantAt(midnight, clock);
  return { earliest: instant, latest: instant };
}

/**
 * The first instant at which the clock on the wall shows `wall`, or, where the clocks skip that time, the instant of the skip.
 * Each offset in force around the time is tried; taking the one before blindly is an hour off on the days that matter.
 */
function firstInstantAt(wall: number, clock: (instant: number) => number): number {
  const before = wall - DAY;
  const after = wall + DAY;
  const candidates = [before, after]
    .map((probe) => wall - (clock(probe) - probe))
    .filter((instant) => clock(instant) === wall);
  if (candidates.length > 0) return Math.min(...candidates);
  let [low, high] = [before, after];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (clock(middle) >= wall) high = middle;
    else low = middle;
  }
  return high;
}

/** What a clock in the zone shows at an instant, read as if it were UTC; whole seconds. */
function wallClock(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
