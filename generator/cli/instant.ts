// Hides which instant "now" is: --now, then SOURCE_DATE_EPOCH, then the clock. Local time never decides.
import type { Io } from './io.js';

/** A date, or a date and time with its offset; what has no offset would mean another instant on every machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The instant that a command judges by, or a sentence that says what is wrong with the one that was given.
 * @param now `2026-04-15` (00:00 UTC), or an RFC 3339 date-time
 */
export function instantOf(now: string | undefined, io: Pick<Io, 'env' | 'now'>): Date | string {
  if (now !== undefined) {
    const instant = INSTANT.test(now) ? new Date(now) : undefined;
    const exists = instant && !Number.isNaN(instant.getTime()) && isDay(now.slice(0, 10));
    return exists ? instant : `--now ${now} is no instant; write 2026-04-15 or 2026-04-15T12:00:00Z.`;
  }
  const epoch = io.env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return io.now();
  // https://reproducible-builds.org/specs/source-date-epoch: seconds since 1970 in decimal
  const instant = new Date(Number(epoch) * 1000);
  return /^\d{1,12}$/.test(epoch) && !Number.isNaN(instant.getTime())
    ? instant
    : `SOURCE_DATE_EPOCH is ${epoch}, which is no number of seconds since 1970.`;
}

/** JavaScript rolls 30 February over into March; such a day does not exist. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}
