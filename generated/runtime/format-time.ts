// Hides how moments and spans of time are written: RFC 3339 to the letter, and the looser forms of ISO 8601.

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MINUTES_A_DAY = 24 * 60;

const FULL_TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:z|([+-])(\d{2}):(\d{2}))$/i;
/** The offset may be absent, lack its minutes or lack its colon. */
const ISO_TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:z|([+-])(\d{2})(?::?(\d{2}))?)?$/i;

/** `full-date` (RFC 3339 §5.6) of a day that exists: 2024-02-29, not 2023-02-29. */
export function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

/** `full-time` (RFC 3339 §5.6): with `Z` or an offset such as `+09:00`. */
export function isTime(text: string): boolean {
  return isClock(FULL_TIME.exec(text));
}

/** `date-time` (RFC 3339 §5.6). Between date and time stands a `T`: the space of the RFC's note is not in its grammar. */
export function isDateTime(text: string): boolean {
  return COMMON.test(text) || isAnyDateTime(text);
}

/** What most of them look like, judged at once: days that every month has, in UTC. */
const COMMON = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

function isAnyDateTime(text: string): boolean {
  return /^[Tt]$/.test(text.charAt(10)) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

export function isIsoTime(text: string): boolean {
  return isClock(ISO_TIME.exec(text));
}

export function isIsoDateTime(text: string): boolean {
  return /^[Tt ]$/.test(text.charAt(10)) && isDate(text.slice(0, 10)) && isIsoTime(text.slice(11));
}

/**
 * `duration`: `P3Y6M4DT12H30M5S`, `PT36H`, `P4W`. Units may be left out between others (`PT1H5S`), as ISO 8601 says and Java
 * writes; the grammar in RFC 3339 appendix A, which is informative, does not know that.
 */
export function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  return (
    /^P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(text) && /[YMDHS]$/.test(text)
  );
}

/** Whether the numbers of a matched time are a time. A 60th second is one only where UTC shows 23:59 (RFC 3339 §5.7). */
function isClock(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map(Number);
  const [offsetHour = 0, offsetMinute = 0] = match.slice(5, 7).map((digits) => Number(digits ?? 0));
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  const offset = (offsetHour * 60 + offsetMinute) * (match[4] === '-' ? -1 : 1);
  return (hour * 60 + minute - offset + MINUTES_A_DAY) % MINUTES_A_DAY === MINUTES_A_DAY - 1;
}
