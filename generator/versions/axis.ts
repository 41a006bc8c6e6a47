// Hides how dates lie on a line: from where to where it goes, which months are named, and what each version has on it.
import { addDays } from '../../runtime/lifecycle.js';
import { daysBetween, type Overview, type VersionOverview } from './overview.js';

export interface Axis {
  readonly from: string;
  readonly to: string;
  /** The day of the instant, in UTC. */
  readonly today: string;
  /** Firsts of months, not too many. */
  readonly ticks: readonly string[];
}

/** Parts of a timeline that say something: all that is known and a month around it. */
export function axisOf({ now, families }: Overview): Axis {
  const today = now.toISOString().slice(0, 10);
  const dates = families.flatMap(({ versions }) =>
    versions.flatMap(({ notBefore, noticeFrom }) =>
      [notBefore, noticeFrom].filter((each) => each !== undefined),
    ),
  );
  const sorted = [today, ...dates].sort();
  const from = monthOf(addDays(sorted[0] ?? today, -31));
  const to = followingMonth(addDays(sorted.at(-1) ?? today, 31));
  return { from, to, today, ticks: ticksBetween(from, to) };
}

/** Where a date lies on the line, from 0 to 1. */
export function placeOf(date: string, { from, to }: Axis): number {
  return Math.min(1, Math.max(0, daysBetween(from, date) / daysBetween(from, to)));
}

export type Kind = 'guaranteed' | 'notice' | 'lapsed';

export interface Stretch {
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
}

/** What a version owes along the line; nothing while it is PLANNED or once it is RETIRED. */
export function stretchesOf(
  { state, notBefore, noticeFrom }: VersionOverview,
  { from, to }: Axis,
): Stretch[] {
  if (state === 'PLANNED' || state === 'RETIRED') return [];
  if (notBefore === undefined || noticeFrom === undefined) return [{ kind: 'guaranteed', from, to }];
  const start = noticeFrom < from ? from : noticeFrom > notBefore ? notBefore : noticeFrom;
  const all: Stretch[] = [
    { kind: 'guaranteed', from, to: start },
    { kind: 'notice', from: start, to: notBefore },
    { kind: 'lapsed', from: notBefore, to },
  ];
  return all.filter((each) => each.from < each.to);
}

const MOST_TICKS = 8;

function ticksBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month < to; month = followingMonth(month)) months.push(month);
  // Months of a quarter, of half a year, of years: as many as have room.
  const step =
    [1, 2, 3, 6, 12].find((each) => months.length / each <= MOST_TICKS) ?? 12 * Math.ceil(months.length / 96);
  return months.filter(
    (month) => (Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1) % step === 0,
  );
}

function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

function followingMonth(date: string): string {
  return monthOf(addDays(monthOf(date), 31));
}
