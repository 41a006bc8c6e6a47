// Hides how long a span of days is written: 90d, 12w.

/** Ten years: beyond that nobody has published a date. */
const MOST = 3660;

/** Days, or a sentence that says what is wrong. Months and years are refused: they differ in length. */
export function daysOf(option: string, written: string): number | string {
  const [, digits = '', unit = ''] = /^([1-9][0-9]{0,3})([dw])$/.exec(written) ?? [];
  const days = Number(digits) * (unit === 'w' ? 7 : 1);
  return days > 0 && days <= MOST
    ? days
    : `${option} ${written} is no span of days; write 90d or 12w, ${MOST}d at most.`;
}
