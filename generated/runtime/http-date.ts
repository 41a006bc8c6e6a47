// Hides the three forms in which headers say a date (RFC 9110 §5.6.7).

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The three forms of RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. */
const MODERN = /^[a-z]{3,9}, (\d\d)[ -]([a-z]{3})[ -](\d\d|\d{4}) (\d\d):(\d\d):(\d\d) GMT$/i;
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/i;

/** A date whose weekday is wrong is a date all the same: it may be the only warning that comes. */
export function httpDate(text: string): Date | undefined {
  const modern = MODERN.exec(text.trim());
  const [, month, day, hour, minute, second, year] = modern
    ? [modern[0], modern[2], modern[1], ...modern.slice(4), modern[3]]
    : (ASCTIME.exec(text.trim()) ?? []);
  if (year === undefined) return undefined;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  // Two digits are of this century: the ends that are announced lie there.
  const [y, index] = [
    Number(year) + (year.length === 2 ? 2000 : 0),
    MONTHS.indexOf(month?.toLowerCase() ?? ''),
  ];
  const date = new Date(Date.UTC(y, index, Number(day), h, m, Math.min(s, 59)));
  const exists = date.getUTCMonth() === index && date.getUTCHours() === h && date.getUTCMinutes() === m;
  return exists && s <= 60 ? date : undefined;
}
